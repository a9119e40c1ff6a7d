#include <algorithm>
#include <array>
#include <optional>

#include "bank/datasets/datasets.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/rows/row_set.hpp"

namespace bankseed {
namespace {

/// In per cent, by the account that holds them. Shares and units lie in investment accounts (DS8:
/// money market); what a checking or a savings account holds is its own sweep or certificate.
/// Households hold far more fixed income than anything else.
constexpr EnumTable<AccountType, InvestmentType, std::uint64_t> kProductShares = {
    100, 0, 0, 100, 0, 0, 36, 38, 26, 100, 0, 0};

/// Terms of fixed income in years, and how common they are.
constexpr std::array<std::int32_t, 4> kTerms = {1, 2, 3, 5};
constexpr std::array<std::uint64_t, 4> kTermShares = {34, 30, 20, 16};

/// Median amounts in cents.
constexpr EnumArray<Segment, std::int64_t> kMedians = {3'500'00, 14'000'00, 40'000'00, 90'000'00};
constexpr std::int64_t kAmountLow = 100'00;
constexpr std::int64_t kAmountHigh = 5'000'000'00;

struct InvestmentCounts {
  std::uint64_t others = 0;    ///< Checking and savings accounts that hold investments.
  std::uint64_t accounts = 0;  ///< That hold investments.
  std::uint64_t investments = 0;
};

std::uint64_t others_of(const CoreCounts& counts) {
  return counts.account_types[AccountType::kChecking] + counts.account_types[AccountType::kSavings];
}

/// Of the bank's first customers and their accounts (DS5).
InvestmentCounts investments_among(const DatasetSettings& settings, const CoreCounts& counts) {
  InvestmentCounts result;
  const std::uint64_t others = others_of(counts);
  result.others = share_of(others, settings.investing);
  result.accounts = counts.accounts - others + result.others;
  const auto accounts = Apportionment<3>(settings.investments).counts_of(result.accounts);
  result.investments = accounts[0] + 2 * accounts[1] + 3 * accounts[2];
  return result;
}

class Investments {
 public:
  Investments(const BankModel& model, const CoreBankingPlan& block)
      : model_(model),
        block_(block),
        settings_(model.options.settings.datasets),
        before_(investments_among(settings_, block.quotas.before)),
        after_(
            investments_among(settings_, counts_before<CoreCounts>(model, block.quotas.block + 1))),
        order_(model.permutation(
            Stream::kInvesting, block.quotas.block, others_of(block.quotas.counts))),
        counts_order_(model.permutation(
            Stream::kInvestmentCount, block.quotas.block, after_.accounts - before_.accounts)) {
    for (const Segment segment : kAll<Segment>) {
      amounts_[segment] = QuantileTable::log_normal({.median = kMedians[segment],
                                                     .sigma_permille = 1'050,
                                                     .low = kAmountLow,
                                                     .high = kAmountHigh});
    }
  }

  void append(RowSet& out) const {
    const auto counts =
        Apportionment<3>(settings_.investments).counts_of(before_.accounts, after_.accounts);
    std::uint64_t other = 0;
    std::uint64_t holding = 0;
    std::uint64_t ordinal = before_.investments;
    for (const Account& account : block_.accounts) {
      const bool is_other =
          account.type == AccountType::kChecking || account.type == AccountType::kSavings;
      if (is_other && order_(other++) >= after_.others - before_.others) continue;
      const std::size_t count = 1 + bucket_of(counts, counts_order_(holding++)).index;
      for (std::size_t i = 0; i < count; ++i)
        out.of<InvestmentRecord>().push_back(make(ordinal++, account));
    }
  }

 private:
  [[nodiscard]] InvestmentRecord make(std::uint64_t ordinal, const Account& account) const {
    const Customer& owner = block_.customers[account.owner];
    Draws draws = model_.draws(Stream::kInvestment, ordinal);
    const auto product = value_at<InvestmentType>(kProductShares[account.type], draws.below(100));
    const Date purchase = purchase_of(account, draws.next());
    const std::size_t term = bucket_of(kTermShares, draws.below(100)).index;
    const bool sold = draws.chance({9, 100}) && product != InvestmentType::kFixedIncome;
    std::optional<Date> maturity;
    if (product == InvestmentType::kFixedIncome) maturity = add_months(purchase, 12 * kTerms[term]);
    const bool closed = sold || account.status == AccountStatus::kClosed ||
                        (maturity && *maturity <= model_.options.as_of);
    return {.investment_id = {ordinal + 1},
            .customer_id = owner.id,
            .account_id = account.id,
            .investment_type = text_of(product),
            .amount = {amount_of(owner, product, draws)},
            .purchase_date = purchase,
            .maturity_date = maturity,
            .status = text_of(closed ? InvestmentStatus::kClosed : InvestmentStatus::kActive)};
  }

  /// A working day after the account was opened, where there is one before its end.
  [[nodiscard]] Date purchase_of(const Account& account, std::uint64_t uniform) const {
    const std::int32_t first = account.opened.days + 1;
    const std::int32_t last = std::max(first, date_of(account.window.last).days - 1);
    const auto days = static_cast<std::uint64_t>(last - first) + 1;
    const Date drawn = add_days({first}, static_cast<std::int32_t>(scale_to(uniform, days)));
    return model_.working_days.within(drawn, {first}, {last});
  }

  [[nodiscard]] std::int64_t amount_of(const Customer& owner,
                                       InvestmentType product,
                                       Draws& draws) const {
    const std::int64_t cents = amounts_[owner.segment](draws.next());
    // Fixed income is bought in round sums; shares and units cost what they cost that day.
    if (product != InvestmentType::kFixedIncome) return cents;
    const std::int64_t unit = cents < 5'000'00 ? 100'00 : (cents < 50'000'00 ? 500'00 : 1'000'00);
    return std::max(kAmountLow, cents / unit * unit);
  }

  const BankModel& model_;
  const CoreBankingPlan& block_;
  const DatasetSettings& settings_;
  InvestmentCounts before_;
  InvestmentCounts after_;
  Permutation order_;
  Permutation counts_order_;
  EnumArray<Segment, QuantileTable> amounts_;
};

}  // namespace

std::uint64_t investment_records_before(const BankModel& model, std::uint64_t block) {
  return investments_among(model.options.settings.datasets, counts_before<CoreCounts>(model, block))
      .investments;
}

void append_investment_records(Block& block, const TableSet& /*tables*/, RowSet& out) {
  Investments(block.model(), block.core_banking()).append(out);
}

}  // namespace bankseed
