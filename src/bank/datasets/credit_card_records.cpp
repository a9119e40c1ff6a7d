#include <algorithm>
#include <array>

#include "bank/datasets/datasets.hpp"
#include "bank/model/values_by_share.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/rows/row_set.hpp"
#include "core/digits.hpp"
#include "core/text.hpp"

namespace bankseed {
namespace {

/// Issuer numbers (ISO/IEC 7812) of the test cards of a payment gateway (Cielo, Gateway, Card
/// numbers for test purposes; E8). Nine digits and a check digit follow.
constexpr EnumArray<CardBrand, std::uint64_t> kPrefixes = {400'000, 520'000, 650'529};
constexpr std::uint64_t kNumbers = 1'000'000'000;
constexpr std::uint8_t kDigits = 16;

constexpr std::int32_t kValidMonths = 60;
/// A first card comes within so many days of the customer.
constexpr std::int32_t kFirstCardDays = 150;
/// A card in use was last charged or paid within so many days.
constexpr std::int32_t kInUseDays = 35;
constexpr std::int64_t kLimitLow = 300'00;
constexpr std::int64_t kLimitHigh = 250'000'00;

struct CardCounts {
  std::uint64_t cards;
  std::uint64_t one;
  std::uint64_t two;
};

/// Of the customers [first, last) (DS3).
CardCounts cards_of(const BankModel& model, std::uint64_t first, std::uint64_t last) {
  const auto counts =
      Apportionment<3>(model.options.settings.datasets.cards).counts_of(first, last);
  return {.cards = counts[0] + 2 * counts[1], .one = counts[0], .two = counts[1]};
}

class Cards {
 public:
  Cards(const BankModel& model, const CoreBankingPlan& block)
      : model_(model),
        block_(block),
        first_(cards_of(model, 0, block.quotas.customers.first).cards),
        counts_(cards_of(model, block.quotas.customers.first, block.quotas.customers.last)),
        holders_(model.permutation(
            Stream::kCardHolder, block.quotas.block, block.quotas.customers.size())),
        brands_(model,
                Stream::kCardBrand,
                block.quotas.block,
                {first_, first_ + counts_.cards},
                {model.corpus->locale->card_shares}),
        numbers_(model.permutation(Stream::kCardNumber, 0, kNumbers)) {
    const EnumArray<Segment, std::int64_t> medians{model.corpus->locale->card_limits};
    for (const Segment segment : kAll<Segment>) {
      limits_[segment] = QuantileTable::log_normal({.median = medians[segment],
                                                    .sigma_permille = 750,
                                                    .low = kLimitLow,
                                                    .high = kLimitHigh});
    }
  }

  void append(RowSet& out) const {
    std::uint64_t card = first_;
    for (std::size_t i = 0; i < block_.customers.size(); ++i) {
      const std::uint64_t rank = holders_(i);
      std::uint64_t cards = 0;
      if (rank < counts_.one + counts_.two) cards = rank < counts_.two ? 2 : 1;
      for (std::uint64_t index = 0; index < cards; ++index) {
        out.of<CreditCardRecord>().push_back(
            make(card++, block_.customers[i], index == 0, out.arena()));
      }
    }
  }

 private:
  [[nodiscard]] CreditCardRecord make(std::uint64_t ordinal,
                                      const Customer& customer,
                                      bool first,
                                      Arena& arena) const {
    Draws draws = model_.draws(Stream::kCard, ordinal);
    const auto brand = brands_.of(ordinal);
    const Timestamp created = issued(customer, first, draws);
    const Date expiry = expiry_of(date_of(created), date_of(customer.active_until));
    const std::int64_t limit = limit_of(customer, draws);
    const Timestamp updated = updated_of(customer, created, draws);
    return {.card_id = {ordinal + 1},
            .customer_id = customer.id,
            .card_number = number_text(brand, ordinal, arena),
            .card_type = text_of(brand),
            .expiry_date = expiry,
            .credit_limit = {limit},
            .current_balance = {balance_of(customer, limit, draws)},
            .created_at = created,
            .updated_at = updated};
  }

  [[nodiscard]] std::string_view number_text(CardBrand brand,
                                             std::uint64_t ordinal,
                                             Arena& arena) const {
    const std::uint64_t base = kPrefixes[brand] * kNumbers + numbers_(ordinal % kNumbers);
    return Text(arena).number(base * 10 + luhn_digit(base), kDigits).view();
  }

  [[nodiscard]] Timestamp issued(const Customer& customer, bool first, Draws& draws) const {
    Window window{.first = customer.created_at, .last = customer.active_until};
    const Timestamp soon = {customer.created_at.micros + kFirstCardDays * kMicrosPerDay};
    if (first) window.last = std::min(window.last, soon);
    const std::uint64_t day = draws.next();
    const std::uint64_t second = draws.next();
    return model_.rhythm.moment(Activity::kBranch, window, day, second);
  }

  /// The end of the month, five years after the last issue: a card is renewed as long as its holder
  /// is there.
  static Date expiry_of(Date issued, Date there_until) {
    YearMonthDay month = to_civil(issued);
    month.day = 1;
    const Date first = to_date(month);
    std::int32_t months = kValidMonths;
    while (add_months(first, months + 1) <= there_until)
      months += kValidMonths;
    return add_days(add_months(first, months + 1), -1);
  }

  [[nodiscard]] std::int64_t limit_of(const Customer& customer, Draws& draws) const {
    const std::int64_t cents = limits_[customer.segment](draws.next());
    const std::int64_t unit = cents < 2'000'00 ? 50'00 : (cents < 20'000'00 ? 100'00 : 1'000'00);
    return std::max(kLimitLow, cents / unit * unit);
  }

  /// Most owe little of their limit, some nothing, a few nearly all.
  static std::int64_t balance_of(const Customer& customer, std::int64_t limit, Draws& draws) {
    const bool none = draws.chance({17, 100});
    const std::uint64_t most = draws.below(static_cast<std::uint64_t>(limit) + 1);
    const std::uint64_t owed = draws.below(most + 1);
    return none || customer.status != CustomerStatus::kActive ? 0 : static_cast<std::int64_t>(owed);
  }

  [[nodiscard]] Timestamp updated_of(const Customer& customer,
                                     Timestamp created,
                                     Draws& draws) const {
    const std::uint64_t day = draws.next();
    const std::uint64_t second = draws.next();
    const Timestamp recent{customer.active_until.micros - kInUseDays * kMicrosPerDay};
    const Window window{.first = std::max(created, recent), .last = customer.active_until};
    return model_.rhythm.moment(Activity::kPurchase, window, day, second);
  }

  const BankModel& model_;
  const CoreBankingPlan& block_;
  std::uint64_t first_;
  CardCounts counts_;
  Permutation holders_;
  ValuesByShare<CardBrand> brands_;
  Permutation numbers_;
  EnumArray<Segment, QuantileTable> limits_;
};

}  // namespace

std::uint64_t credit_card_records_before(const BankModel& model, std::uint64_t block) {
  return cards_of(model, 0, counts_before<CoreCounts>(model, block).customers).cards;
}

void append_credit_card_records(Block& block, const TableSet& /*tables*/, RowSet& out) {
  Cards(block.model(), block.core_banking()).append(out);
}

}  // namespace bankseed
