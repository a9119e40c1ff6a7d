// Installments and premiums in the ledger of the account that pays them.

#include <array>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

#include "support/bank_checks.hpp"

namespace bankseed::testing {
namespace {

/// A payment as its text names it: number of the loan or policy, and its place or day.
using PaymentKey = std::tuple<std::string, std::int32_t>;

struct Expected {
  AccountId account;
  Money amount;
  Date date;
};

constexpr std::string_view kLoanPrefix = "Loan payment, ";
constexpr std::string_view kInstallment = ", installment ";
constexpr std::string_view kPremiumPrefix = "Insurance premium, policy ";
/// TXN3: a payment's range, in cents.
constexpr std::int64_t kPaymentMin = 10'00;
constexpr std::int64_t kPaymentMax = 2'000'00;

bool fits(Money amount) {
  return amount.cents >= kPaymentMin && amount.cents <= kPaymentMax;
}

/// Every installment paid out of a linked account.
std::map<PaymentKey, Expected> installments_of(const RowSet& rows) {
  const auto loans = rows_by(rows, &LoansRow::loan_id);
  std::map<PaymentKey, Expected> found;
  for (const auto& row : rows.of<RepaymentScheduleRow>()) {
    const LoansRow& loan = *loans.at(row.loan_id);
    if (!loan.linked_account_id || !row.payment_date) continue;
    found[{std::string(loan.loan_number), row.installment_number}] = {
        *loan.linked_account_id, row.total_amount, *row.payment_date};
  }
  return found;
}

/// Every premium paid out of a linked account, by day.
std::map<PaymentKey, Expected> premiums_of(const RowSet& rows) {
  const auto policies = rows_by(rows, &PoliciesRow::policy_id);
  std::map<PaymentKey, Expected> found;
  for (const auto& row : rows.of<PremiumPaymentsRow>()) {
    if (!row.from_account_id || row.payment_status != "completed") continue;
    const std::string number(policies.at(row.policy_id)->policy_number);
    found[{number, row.payment_date.days}] = {*row.from_account_id, row.amount, row.payment_date};
  }
  return found;
}

/// Takes the row's payment out of what is expected: it stands there once, as it was made.
void take(const TransactionsRow& row, const PaymentKey& key, std::map<PaymentKey, Expected>& from) {
  CAPTURE(row.transaction_id.number, row.description);
  const auto found = from.find(key);
  REQUIRE(found != from.end());
  CHECK(row.transaction_type == "payment");
  CHECK(row.account_id == found->second.account);
  CHECK(row.transaction_amount == found->second.amount);
  CHECK(date_of(row.transaction_date) == found->second.date);
  from.erase(found);
}

TEST_CASE("installments and premiums stand in the ledger as they were paid") {
  for_each_bank([](const WholeBank& whole, std::uint64_t customers) {
    auto installments = installments_of(whole.rows);
    auto premiums = premiums_of(whole.rows);
    std::set<std::string> payable;  // Loans of which some payment could stand in the ledger.
    for (const auto& [key, payment] : installments) {
      if (fits(payment.amount)) payable.insert(std::get<0>(key));
    }
    std::uint64_t taken = 0;
    std::set<std::string> paying;  // Those of which some does.
    for (const auto& row : whole.rows.of<TransactionsRow>()) {
      const std::string text(row.description);
      if (text.starts_with(kLoanPrefix)) {
        const std::size_t cut = text.find(kInstallment);
        REQUIRE(cut != std::string::npos);
        const std::string number = text.substr(kLoanPrefix.size(), cut - kLoanPrefix.size());
        const int place = std::stoi(text.substr(cut + kInstallment.size()));
        take(row, {number, place}, installments);
        paying.insert(number);
        ++taken;
      } else if (text.starts_with(kPremiumPrefix)) {
        const std::string number = text.substr(kPremiumPrefix.size());
        take(row, {number, date_of(row.transaction_date).days}, premiums);
        ++taken;
      }
    }
    if (customers < 120) return;
    // What TXN1 to TXN4 leave no room for is the smaller part.
    CHECK(paying.size() * 10 >= payable.size() * 6);
    CHECK(taken * 1200 >= customers * 600);
  });
}

}  // namespace
/// What a fee with this text has to follow, and at what balance it may be charged at most.
struct FeeCause {
  std::string_view fee;
  std::string_view cause;
  std::int64_t balance_max = INT64_MAX;
};
constexpr std::array<FeeCause, 9> kFeeCauses = {{
    {"Monthly maintenance fee", ""},
    {"Paper statement fee", ""},
    {"Stop payment fee", ""},
    {"Bank check fee", ""},
    {"Outgoing wire fee", "Wire transfer to "},
    {"Foreign wire fee", "Wire transfer to "},
    {"Cash machine fee, other network", "Cash withdrawal, machine "},
    {"Overdraft fee", "", 250'00},
    {"Returned item fee", "", 250'00},
}};

TEST_CASE("fees have one price and follow what they are for (TXN10)") {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const WholeBank whole(bank_options(1'200, seed));
    std::map<std::string_view, std::set<std::int64_t>> prices;
    for (const auto& [account, rows] : rows_of_each(whole.rows, &TransactionsRow::account_id)) {
      for (std::size_t i = 0; i < rows.size(); ++i) {
        const TransactionsRow& fee = *rows[i];
        if (fee.transaction_type != text_of(TransactionType::kFee)) continue;
        CAPTURE(seed, account.number, fee.description, fee.balance_after.cents);
        prices[fee.description].insert(fee.transaction_amount.cents);
        const auto* const of =
            std::find_if(kFeeCauses.begin(), kFeeCauses.end(),
                         [&](const FeeCause& one) { return one.fee == fee.description; });
        REQUIRE(of != kFeeCauses.end());
        CHECK(fee.balance_after.cents <= of->balance_max);
        if (of->cause.empty()) continue;
        const auto cause = std::find_if(
            rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(i),
            [&](const TransactionsRow* row) {
              return row->description.starts_with(of->cause) &&
                     fee.transaction_date.micros - row->transaction_date.micros <= kMicrosPerDay;
            });
        CHECK(cause != rows.begin() + static_cast<std::ptrdiff_t>(i));
      }
    }
    CHECK(prices.size() == kFeeCauses.size());
    for (const auto& [text, found] : prices) {
      CAPTURE(text);
      CHECK(found.size() == 1);
    }
  }
}

}  // namespace bankseed::testing
