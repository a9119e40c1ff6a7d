#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "bank/loans/timeline.hpp"
#include "support/bank_checks.hpp"

namespace bankseed::testing {
namespace {

void check_schedule(const std::vector<const RepaymentScheduleRow*>& rows, const LoansRow& loan) {
  REQUIRE(rows.size() == static_cast<std::size_t>(loan.term_months));
  std::int64_t balance = loan.principal_amount.cents;
  std::int64_t unpaid = 0;
  std::size_t missed = 0;
  int stage = 0;  // Settled, then missed, then pending.
  Date last_paid{};
  const std::int64_t level = rows.front()->total_amount.cents;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const RepaymentScheduleRow& row = *rows[i];
    REQUIRE(row.installment_number == static_cast<std::int32_t>(i + 1));
    REQUIRE(row.due_date == add_months(loan.disbursement_date, row.installment_number));
    REQUIRE(row.interest_amount.cents == monthly_interest(balance, loan.interest_rate));
    REQUIRE(row.total_amount.cents == row.principal_amount.cents + row.interest_amount.cents);
    if (i + 1 < rows.size()) REQUIRE(row.total_amount.cents == level);
    REQUIRE(row.principal_amount.cents > 0);
    balance -= row.principal_amount.cents;

    const bool past = row.due_date < kAsOf;
    const bool paid = row.payment_status == "paid";
    const bool late = row.payment_status == "late";
    REQUIRE(row.payment_date.has_value() == (paid || late));
    if (paid) REQUIRE(*row.payment_date <= row.due_date);
    if (late) REQUIRE(*row.payment_date > row.due_date);
    if (row.payment_date) {
      REQUIRE(*row.payment_date < kAsOf);
      REQUIRE(*row.payment_date > loan.disbursement_date);
      REQUIRE(*row.payment_date >= last_paid);
      last_paid = *row.payment_date;
    } else {
      unpaid += row.principal_amount.cents;
    }
    if (loan.loan_status == "paid_off") {
      REQUIRE((paid || late));
      continue;
    }
    if (!past) REQUIRE(row.payment_status == "pending");
    const int now = paid || late ? 0 : (row.payment_status == "missed" ? 1 : 2);
    REQUIRE(now >= stage);
    stage = now;
    missed += now == 1;
  }
  REQUIRE(balance == 0);
  CHECK(rows.back()->due_date == loan.maturity_date);
  // LOA3, LOA4
  if (loan.loan_status == "defaulted") CHECK(loan.outstanding_balance.cents == unpaid);
  if (loan.loan_status == "active") CHECK(loan.outstanding_balance.cents <= unpaid);
  CHECK((missed > 0) == loan.default_status);
}

/// SCH2: what is pending fell due within the last month; check_schedule() sees that it comes last
/// in its loan.
void check_pending(const RowSet& rows) {
  Date first_pending = kAsOf;
  for (const auto& row : rows.of<RepaymentScheduleRow>()) {
    if (row.due_date < kAsOf && row.payment_status == "pending")
      first_pending = std::min(first_pending, row.due_date);
  }
  CHECK(first_pending >= add_days(kAsOf, -31));
}

}  // namespace

TEST_CASE("schedules repay the principal to the cent and tell what became of each installment") {
  for_each_bank([](const WholeBank& bank, std::uint64_t customers) {
    const auto& rows = bank.rows.of<RepaymentScheduleRow>();
    const auto schedules = rows_of_each(bank.rows, &RepaymentScheduleRow::loan_id);
    for (const auto& loan : bank.rows.of<LoansRow>())
      check_schedule(schedules.at(loan.loan_id), loan);
    if (customers < 120) return;
    check_pending(bank.rows);
    std::map<std::string, std::uint64_t> past;
    for (const auto& row : rows)
      if (row.due_date < kAsOf) ++past[std::string(row.payment_status)];
    check_shares(past, {{"paid", 9000}, {"late", 500}, {"pending", 300}, {"missed", 200}});
  });
}

TEST_CASE("ids of loans are dense and in order") {
  for_each_bank([](const WholeBank& whole, std::uint64_t) {
    std::uint64_t number = 0;
    for (const auto& row : whole.rows.of<LoanApplicationsRow>())
      REQUIRE(row.application_id.number == ++number);
    number = 0;
    for (const auto& row : whole.rows.of<LoansRow>())
      REQUIRE(row.loan_id.number == ++number);
    number = 0;
    for (const auto& row : whole.rows.of<CollateralRow>())
      REQUIRE(row.collateral_id.number == ++number);
    std::int64_t serial = 0;
    for (const auto& row : whole.rows.of<RepaymentScheduleRow>())
      REQUIRE(row.schedule_id.value == ++serial);
    serial = 0;
    for (const auto& row : whole.rows.of<LoanGuarantorsRow>())
      REQUIRE(row.guarantor_id.value == ++serial);
    serial = 0;
    for (const auto& row : whole.rows.of<RiskAssessmentsRow>())
      REQUIRE(row.assessment_id.value == ++serial);
  });
}

TEST_CASE("a block alone makes the same loans as the whole") {
  const BankOptions options = bank_options(2750, 9);
  const BankModel model(options);
  const WholeBank whole(options);
  const auto& rows = whole.rows.of<RepaymentScheduleRow>();
  std::uint64_t payments = 0;
  for (std::uint64_t index = model.blocks.count(); index-- > 0;) {
    const CoreBankingPlan block(model, index);
    const LoansData data(model, block);
    for (const Loan& loan : data.loans) {
      const LoansRow& row = whole.rows.of<LoansRow>()[loan.id.number - 1];
      CHECK(row.principal_amount == loan.terms.principal);
      CHECK(row.outstanding_balance == loan.outstanding);
    }
    // What the ledger is told is what the schedule says.
    for (std::uint32_t account = 0; account < block.accounts.size(); ++account) {
      std::vector<LoanPayment> latest;
      data.append_payments(account, 5, latest);
      CHECK(latest.size() <= 5);
      for (std::size_t i = 0; i < latest.size(); ++i) {
        const Loan& loan = data.loans[latest[i].loan];
        CHECK(loan.account == account);
        const auto& row =
            rows[loan.first_installment + static_cast<std::uint64_t>(latest[i].installment) - 1];
        CHECK(row.loan_id == loan.id);
        CHECK(row.payment_date == latest[i].date);
        CHECK(row.total_amount == latest[i].amount);
        CHECK_FALSE((is_weekend(latest[i].date) && row.payment_status == "paid"));
        if (i > 0) CHECK(latest[i - 1].date >= latest[i].date);
        ++payments;
      }
    }
  }
  CHECK(payments > 1000);
}

}  // namespace bankseed::testing
