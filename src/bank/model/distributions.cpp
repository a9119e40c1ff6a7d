#include "bank/model/distributions.hpp"

#include <algorithm>

#include "bankseed/core/calendar.hpp"

namespace bankseed {
namespace {

/// In days; whoever is as old as the upper limit has not had the next birthday.
QuantileTable ages(const CustomerSettings& settings, Date as_of) {
  const auto days = [as_of](std::int64_t years) -> std::int64_t {
    return as_of.days - add_months(as_of, -12 * static_cast<std::int32_t>(years)).days;
  };
  return QuantileTable::normal({.mean = days(settings.age_mean_years),
                                .deviation = days(settings.age_deviation_years),
                                .low = days(settings.age_years.low),
                                .high = days(settings.age_years.high + 1) - 1});
}

QuantileTable amount(std::int64_t median, std::int32_t sigma_permille, const Range& range) {
  return QuantileTable::log_normal(
      {.median = median, .sigma_permille = sigma_permille, .low = range.low, .high = range.high});
}

/// The same amounts for customers of each segment (PRO2): the median in cents for each.
EnumArray<Segment, QuantileTable> amounts(const EnumArray<Segment, std::int64_t>& medians,
                                          std::int32_t sigma_permille,
                                          const Range& range) {
  return by_value<Segment>(
      [&](Segment segment) { return amount(medians[segment], sigma_permille, range); });
}

/// What of a range lies up to `high`, or from `low` on; the nearest of its values where none does.
constexpr Range upper_limit(Range range, std::int64_t high) {
  return {range.low, std::clamp(high, range.low, range.high)};
}
constexpr Range lower_limit(Range range, std::int64_t low) {
  return {std::clamp(low, range.low, range.high), range.high};
}

/// Transfers above this many cents get a monitoring check of their own (TXN7, AML2).
constexpr std::int64_t kLargeTransfer = 10'000'00;

}  // namespace

// Medians and spreads: deposits and balances lean on the Survey of Consumer Finances 2022 (median
// transaction account 8,000 dollars, mean 62,500), purchases and cash on the Federal Reserve
// Payments Study 2016 (debit payments of 38 dollars in the mean: a median of 17.19, sigma 1.26).
Distributions::Distributions(const Settings& settings,
                             Date as_of,
                             const corpus::LocaleDescription& locale)
    : age_days(ages(settings.customers, as_of)),
      creation(QuantileTable::rising(0, std::int64_t{1} << 30)),
      balances{{{amounts({1'400'00, 4'200'00, 7'500'00, 11'000'00},
                         1150,
                         settings.accounts.balances[AccountType::kChecking]),
                 amounts({3'200'00, 12'000'00, 20'000'00, 40'000'00},
                         1350,
                         settings.accounts.balances[AccountType::kSavings]),
                 amounts({19'000'00, 45'000'00, 80'000'00, 150'000'00},
                         950,
                         settings.accounts.balances[AccountType::kMoneyMarket]),
                 amounts({11'000'00, 26'000'00, 45'000'00, 80'000'00},
                         850,
                         settings.accounts.balances[AccountType::kCd])}}},
      purchase(amount(17'19 * locale.purchase_percent / 100,
                      1260,
                      settings.transactions.amounts[TransactionType::kWithdrawal])),
      direct_debit(amount(420'00 * locale.bill_percent / 100,
                          1050,
                          settings.transactions.amounts[TransactionType::kWithdrawal])),
      cash(amount(
          100'00 * locale.cash_percent / 100,
          650,
          upper_limit(settings.transactions.amounts[TransactionType::kWithdrawal], 1'000'00))),
      teller_withdrawal(amount(600'00 * locale.bill_percent / 100,
                               900,
                               settings.transactions.amounts[TransactionType::kWithdrawal])),
      deposit(amounts({230'00, 480'00, 1'100'00, 1'500'00},
                      1150,
                      settings.transactions.amounts[TransactionType::kDeposit])),
      salary(amounts({1'850'00, 2'900'00, 3'600'00, 5'600'00},
                     320,
                     settings.transactions.amounts[TransactionType::kDeposit])),
      transfer(amounts(
          {260'00, 520'00, 1'400'00, 1'900'00},
          1150,
          upper_limit(settings.transactions.amounts[TransactionType::kTransfer], kLargeTransfer))),
      large_transfer(amount(15'500'00,
                            420,
                            lower_limit(settings.transactions.amounts[TransactionType::kTransfer],
                                        kLargeTransfer + 1))),
      payment(amount(92'00 * locale.bill_percent / 100,
                     950,
                     settings.transactions.amounts[TransactionType::kPayment])),
      internal_transfer(amount(
          210'00,
          1150,
          upper_limit(settings.transactions.amounts[TransactionType::kTransfer], kLargeTransfer))) {
}

}  // namespace bankseed
