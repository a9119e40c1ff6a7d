#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "bank/accounts/income.hpp"
#include "bank/datasets/datasets.hpp"
#include "bank/loans/timeline.hpp"
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

/// What a limit is of the one that is usual for the income, in per cent: by score, below each, and
/// above all of them.
constexpr std::array<std::pair<std::int32_t, std::int64_t>, 4> kScoreBands = {
    {{580, 30}, {640, 55}, {700, 85}, {760, 120}}};
constexpr std::int64_t kBestScore = 160;
/// The middle of all draws.
constexpr std::uint64_t kMedian = 1ULL << 63U;
/// Whom no loan has had assessed: the scores of most people lie in here (FICO, distribution of
/// scores in the US, 2023: an average of 718).
constexpr Range kScores = {540, 830};
/// How much limits of the same income and score differ, in per cent.
constexpr Range kLimitSpread = {80, 120};

std::int64_t score_percent(std::int32_t score) {
  for (const auto& [below, percent] : kScoreBands) {
    if (score < below) return percent;
  }
  return kBestScore;
}

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
  Cards(const BankModel& model, const CoreBankingPlan& block, const LoansData& loans)
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
        numbers_(model.permutation(Stream::kCardNumber, 0, kNumbers)),
        usual_limits_{model.corpus->locale->card_limits},
        scores_(block.customers.size()) {
    // The latest assessment counts.
    for (const Application& application : loans.applications)
      scores_[application.customer] = application.assessment.score;
    for (const Loan& loan : loans.loans) {
      if (loan.reassessment) scores_[loan.customer] = loan.reassessment->score;
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
            make(card++, block_.customers[i], scores_[i], index == 0, out.arena()));
      }
    }
  }

 private:
  [[nodiscard]] CreditCardRecord make(std::uint64_t ordinal,
                                      const Customer& customer,
                                      std::int32_t score,
                                      bool first,
                                      Arena& arena) const {
    Draws draws = model_.draws(Stream::kCard, ordinal);
    const auto brand = brands_.of(ordinal);
    const Timestamp created = issued(customer, first, draws);
    const Date expiry = expiry_of(date_of(created), date_of(customer.active_until));
    const std::int64_t limit = limit_of(customer, score, draws);
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

  /// What is usual in the segment, for whoever earns what is usual there; more for more, and for a
  /// better score.
  [[nodiscard]] std::int64_t limit_of(const Customer& customer,
                                      std::int32_t assessed,
                                      Draws& draws) const {
    Draws drawn = model_.draws(Stream::kCardScore, customer.id.number - 1);
    const std::int64_t one = drawn.between(kScores.low, kScores.high);
    const std::int64_t other = drawn.between(kScores.low, kScores.high);
    const std::int32_t score =
        assessed > 0 ? assessed : static_cast<std::int32_t>((one + 2 * std::max(one, other)) / 3);
    const std::int64_t pay = drawn_pay(model_, customer).cents;
    const std::int64_t usual_pay = model_.distributions.salary[customer.segment](kMedian);
    const std::int64_t usual = usual_limits_[customer.segment];
    // Where settings pay nobody anything, nobody's pay is more than another's.
    const std::int64_t by_pay = usual_pay > 0 ? usual * pay / usual_pay : usual;
    const std::int64_t cents =
        std::clamp(by_pay * score_percent(score) / 100 *
                       draws.between(kLimitSpread.low, kLimitSpread.high) / 100,
                   kLimitLow, kLimitHigh);
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
  EnumArray<Segment, std::int64_t> usual_limits_;
  std::vector<std::int32_t> scores_;  // By customer; 0 where nothing was assessed.
};

}  // namespace

std::uint64_t credit_card_records_before(const BankModel& model, std::uint64_t block) {
  return cards_of(model, 0, counts_before<CoreCounts>(model, block).customers).cards;
}

void append_credit_card_records(Block& block, const TableSet& /*tables*/, RowSet& out) {
  Cards(block.model(), block.core_banking(), block.loans()).append(out);
}

}  // namespace bankseed
