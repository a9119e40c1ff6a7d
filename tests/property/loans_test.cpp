#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "support/bank_checks.hpp"

namespace bankseed::testing {
namespace {

struct TypeRules {
  std::int64_t amount_low;
  std::int64_t amount_high;
  std::int32_t rate_low;
  std::int32_t rate_high;
  std::int32_t term_low;
  std::int32_t term_high;
};
const std::map<std::string_view, TypeRules> kTypes = {
    {"mortgage", {100'000'00, 800'000'00, 350, 750, 180, 360}},
    {"personal", {5'000'00, 50'000'00, 600, 1800, 12, 60}},
    {"auto", {10'000'00, 80'000'00, 400, 1200, 24, 72}},
    {"business", {20'000'00, 500'000'00, 500, 1500, 12, 120}},
    {"education", {5'000'00, 100'000'00, 400, 1000, 60, 180}}};

/// What the checks look up; the rows live as long as the bank.
struct Lookup {
  explicit Lookup(const RowSet& rows)
      : staff(rows),
        profiles(rows_by(rows, &CustomerProfilesRow::customer_id)),
        accounts(rows_by(rows, &AccountsRow::account_id)),
        applications(rows_by(rows, &LoanApplicationsRow::application_id)),
        loans(rows_by(rows, &LoansRow::loan_id)),
        loan_of(rows_of_each(rows, &LoansRow::application_id)),
        assessments(rows_of_each(rows, &RiskAssessmentsRow::application_id)),
        reassessments(rows_of_each(rows, &RiskAssessmentsRow::loan_id)) {}
  Staff staff;
  RowsBy<CustomerId, CustomerProfilesRow> profiles;
  RowsBy<AccountId, AccountsRow> accounts;
  RowsBy<ApplicationId, LoanApplicationsRow> applications;
  RowsBy<LoanId, LoansRow> loans;
  RowsOf<ApplicationId, LoansRow> loan_of;
  RowsOf<ApplicationId, RiskAssessmentsRow> assessments;
  RowsOf<LoanId, RiskAssessmentsRow> reassessments;
};

void check_application(const Lookup& lookup, const LoanApplicationsRow& row) {
  const auto profile = lookup.profiles.find(row.customer_id);
  REQUIRE(profile != lookup.profiles.end());
  const CustomerProfilesRow& customer = *profile->second;
  const TypeRules& rules = kTypes.at(row.loan_type);
  CHECK(row.requested_amount.cents >= rules.amount_low);
  CHECK(row.requested_amount.cents <= rules.amount_high);
  CHECK(row.application_date >= add_months(kAsOf, -36));
  CHECK(row.application_date > customer.onboarding_date);
  CHECK(row.application_date < kAsOf);
  const bool approved = row.status == "approved";
  const bool rejected = row.status == "rejected";
  CHECK(row.decision_date.has_value() == (approved || rejected));
  CHECK(row.approved_amount.has_value() == approved);
  CHECK(row.rejection_reason.has_value() == rejected);
  if (row.decision_date) {
    CHECK(*row.decision_date >= row.application_date);
    CHECK(*row.decision_date < kAsOf);
  }
  if (rejected) CHECK(row.rejection_reason->size() > 30);
  if (row.approved_amount) {
    CHECK(row.approved_amount->cents * 10 >= row.requested_amount.cents * 8);
    CHECK(*row.approved_amount <= row.requested_amount);
  }
  if (row.status == "pending") CHECK(row.application_date >= add_days(kAsOf, -60));
  if (row.officer_id) CHECK(lookup.staff.is(*row.officer_id, "loan_officer", row.application_date));
  const auto loans = lookup.loan_of.find(row.application_id);
  CHECK((loans == lookup.loan_of.end() ? 0U : loans->second.size()) == (approved ? 1U : 0U));
  // RSK1: one per application, on or before the decision.
  const auto assessments = lookup.assessments.find(row.application_id);
  REQUIRE(assessments != lookup.assessments.end());
  REQUIRE(assessments->second.size() == 1);
  CHECK(assessments->second[0]->assessment_date >= row.application_date);
  CHECK(assessments->second[0]->assessment_date <= row.decision_date.value_or(add_days(kAsOf, -1)));
}

void check_loan(const Lookup& lookup, const LoansRow& row) {
  const auto found = lookup.applications.find(row.application_id);
  REQUIRE(found != lookup.applications.end());
  const LoanApplicationsRow& application = *found->second;
  CHECK(application.customer_id == row.customer_id);
  CHECK(application.loan_type == row.loan_type);
  CHECK(application.approved_amount == row.principal_amount);
  const TypeRules& rules = kTypes.at(row.loan_type);
  CHECK(row.interest_rate.ten_thousandths >= rules.rate_low);
  CHECK(row.interest_rate.ten_thousandths <= rules.rate_high);
  CHECK(row.term_months >= rules.term_low);
  CHECK(row.term_months <= rules.term_high);
  const std::int32_t days = row.disbursement_date.days - application.decision_date->days;
  CHECK(days >= 5);
  CHECK(days <= 30);
  CHECK(row.disbursement_date < kAsOf);
  CHECK(row.maturity_date == add_months(row.disbursement_date, row.term_months));
  CHECK((row.loan_status == "active" || row.loan_status == "paid_off" ||
         row.loan_status == "defaulted"));
  if (row.loan_status == "active") {
    CHECK(row.maturity_date >= kAsOf);
    CHECK(row.outstanding_balance.cents * 100 >= row.principal_amount.cents * 20);
    CHECK(row.outstanding_balance.cents * 100 <= row.principal_amount.cents * 95);
  }
  if (row.loan_status == "paid_off") {
    CHECK(row.outstanding_balance == Money{0});
    CHECK_FALSE(row.default_status);
  }
  if (row.loan_status == "defaulted") CHECK(row.default_status);
  if (row.linked_account_id) {
    const auto account = lookup.accounts.find(*row.linked_account_id);
    REQUIRE(account != lookup.accounts.end());
    CHECK(account->second->customer_id == row.customer_id);
    CHECK(account->second->account_status == "active");
    CHECK(account->second->currency == "USD");
    CHECK(account->second->opened_date <= row.disbursement_date);
  }
  if (row.approved_by)
    CHECK(lookup.staff.is(*row.approved_by, "loan_officer", *application.decision_date));
  // A borrower is a customer with a relation to the bank today.
  CHECK(lookup.profiles.at(row.customer_id)->customer_status == "active");
}

std::size_t grade_index(std::string_view grade) {
  constexpr std::array<std::string_view, 7> kGrades = {"AAA", "AA", "A", "BBB", "BB", "B", "CCC"};
  return static_cast<std::size_t>(std::find(kGrades.begin(), kGrades.end(), grade) -
                                  kGrades.begin());
}

}  // namespace

TEST_CASE("applications are of the stated types, amounts, times and fates") {
  for_each_bank([](const WholeBank& bank, std::uint64_t customers) {
    const auto& rows = bank.rows.of<LoanApplicationsRow>();
    const Lookup lookup(bank.rows);
    for (const auto& row : rows)
      check_application(lookup, row);
    if (customers < 120) return;
    std::set<CustomerId> applicants;
    for (const auto& row : rows)
      applicants.insert(row.customer_id);
    CHECK(is_share(applicants.size(), customers, 3500));
    CHECK(in_scaled_range(rows.size(), customers, 400, 500));
    check_shares(counts_by(rows, [](const auto& row) { return row.loan_type; }),
                 {{"mortgage", 3000},
                  {"personal", 2500},
                  {"auto", 2000},
                  {"business", 1500},
                  {"education", 1000}});
    check_shares(counts_by(rows, [](const auto& row) { return row.status; }),
                 {{"approved", 6500}, {"rejected", 2500}, {"pending", 700}, {"withdrawn", 300}});
    for (const auto& row : rows)
      if (customers >= 1000) CHECK(row.officer_id.has_value());
  });
}

TEST_CASE("an application is taken in the customer's branch, where that has an officer (EMP7)") {
  const WholeBank whole(bank_options(5'000, 3));
  const auto employees = rows_by(whole.rows, &EmployeesRow::employee_id);
  std::map<CustomerId, BranchCode> branches;
  for (const auto& row : whole.rows.of<AccountsRow>())
    branches[row.customer_id] = row.branch_code;
  std::uint64_t near = 0;
  std::uint64_t all = 0;
  for (const auto& row : whole.rows.of<LoanApplicationsRow>()) {
    const auto branch = branches.find(row.customer_id);
    if (!row.officer_id || branch == branches.end()) continue;
    ++all;
    near += employees.at(*row.officer_id)->branch_code == branch->second ? 1U : 0U;
  }
  CHECK(near * 100 > all * 90);
}

TEST_CASE("loans follow from approved applications") {
  for_each_bank([](const WholeBank& bank, std::uint64_t customers) {
    const auto& rows = bank.rows.of<LoansRow>();
    const Lookup lookup(bank.rows);
    std::set<std::string> numbers;
    std::uint64_t linked = 0;
    std::uint64_t holders = 0;
    std::uint64_t active = 0;
    std::uint64_t delinquent = 0;
    std::set<CustomerId> with_account;
    for (const auto& row : bank.rows.of<AccountsRow>())
      with_account.insert(row.customer_id);
    for (const auto& row : rows) {
      check_loan(lookup, row);
      numbers.insert(std::string(row.loan_number));
      linked += row.linked_account_id.has_value();
      holders += with_account.count(row.customer_id);
      active += row.loan_status == "active";
      delinquent += row.loan_status == "active" && row.default_status;
    }
    CHECK(numbers.size() == rows.size());
    if (customers < 120) return;
    CHECK(in_scaled_range(rows.size(), customers, 260, 325));
    CHECK(is_share(linked, rows.size(), 7000));
    CHECK(holders * 100 >= rows.size() * 75);
    CHECK(is_share(delinquent, active, 400));
    check_shares(counts_by(rows, [](const auto& row) { return row.loan_status; }),
                 {{"active", 8500}, {"paid_off", 1000}, {"defaulted", 500}});
  });
}

TEST_CASE(
    "collateral secures mortgages, auto and business loans, and is worth more than the loan") {
  for_each_bank([](const WholeBank& bank, std::uint64_t customers) {
    const auto& rows = bank.rows.of<CollateralRow>();
    const Lookup lookup(bank.rows);
    std::map<LoanId, std::uint64_t> items;
    for (const auto& row : rows) {
      const auto found = lookup.loans.find(row.loan_id);
      REQUIRE(found != lookup.loans.end());
      const LoansRow& loan = *found->second;
      ++items[row.loan_id];
      if (loan.loan_type == "mortgage") {
        CHECK(row.collateral_type == "property");
      } else if (loan.loan_type == "auto") {
        CHECK(row.collateral_type == "vehicle");
      } else {
        CHECK(loan.loan_type == "business");
        CHECK((row.collateral_type == "property" || row.collateral_type == "equipment"));
      }
      const std::int64_t principal = loan.principal_amount.cents;
      CHECK(row.appraised_value.cents * 100 >= principal * 110);
      CHECK(row.appraised_value.cents * 100 <= principal * 150);
      CHECK(std::abs(row.appraisal_date.days - loan.disbursement_date.days) <= 60);
      CHECK(row.appraisal_date < kAsOf);
      // Nearest four places: twice the distance is at most one unit of the last place.
      const std::int64_t off =
          row.ltv_ratio.ten_thousandths * row.appraised_value.cents - principal * 10'000;
      CHECK(2 * std::abs(off) <= row.appraised_value.cents);
      CHECK(row.description.size() > 20);
    }
    for (const auto& [loan, count] : items)
      CHECK(count <= 3);
    if (customers < 120) return;
    CHECK(in_scaled_range(rows.size(), customers, 200, 250));
    for (const auto& [type, share] : std::map<std::string_view, std::uint64_t>{
             {"mortgage", 6000}, {"auto", 8000}, {"business", 4000}, {"personal", 0}}) {
      std::uint64_t loans = 0;
      std::uint64_t secured = 0;
      for (const auto& loan : bank.rows.of<LoansRow>()) {
        loans += loan.loan_type == type;
        secured += loan.loan_type == type && items.count(loan.loan_id) > 0;
      }
      CHECK(is_share(secured, loans, share));
    }
  });
}

TEST_CASE("guarantors vouch for personal and business loans") {
  for_each_bank([](const WholeBank& bank, std::uint64_t customers) {
    const auto& rows = bank.rows.of<LoanGuarantorsRow>();
    const Lookup lookup(bank.rows);
    std::map<LoanId, std::uint64_t> guarantors;
    for (const auto& row : rows) {
      const auto found = lookup.loans.find(row.loan_id);
      REQUIRE(found != lookup.loans.end());
      const LoansRow& loan = *found->second;
      CHECK((loan.loan_type == "personal" || loan.loan_type == "business"));
      CHECK(row.guarantee_amount.cents * 2 >= loan.principal_amount.cents);
      CHECK(row.guarantee_amount <= loan.principal_amount);
      CHECK(row.contact_info.find("-555-01") != std::string_view::npos);
      CHECK(row.contact_info.find("example.") != std::string_view::npos);
      ++guarantors[row.loan_id];
    }
    for (const auto& [loan, count] : guarantors)
      CHECK((count >= 2 && count <= 4));
    if (customers < 120) return;
    CHECK(in_scaled_range(rows.size(), customers, 80, 120));
    std::uint64_t loans = 0;
    for (const auto& loan : bank.rows.of<LoansRow>())
      loans += loan.loan_type == "personal" || loan.loan_type == "business";
    CHECK(is_share(guarantors.size(), loans, 2750));
    check_shares(counts_by(rows, [](const auto& row) { return row.relationship; }),
                 {{"family", 6000}, {"business_partner", 3000}, {"friend", 1000}});
  });
}

TEST_CASE("assessments grade every application and some loans, in step with score and fate") {
  for_each_bank([](const WholeBank& bank, std::uint64_t customers) {
    const auto& rows = bank.rows.of<RiskAssessmentsRow>();
    const Lookup lookup(bank.rows);
    std::array<std::int32_t, 7> low_score{};
    std::array<std::int32_t, 7> high_score{};
    std::array<std::int32_t, 7> low_probability{};
    std::array<std::int32_t, 7> high_probability{};
    low_score.fill(INT32_MAX);
    high_score.fill(INT32_MIN);
    low_probability.fill(INT32_MAX);
    high_probability.fill(INT32_MIN);
    std::uint64_t by_system = 0;
    for (const auto& row : rows) {
      CHECK(row.loan_id.has_value() != row.application_id.has_value());
      CHECK((row.risk_score >= 300 && row.risk_score <= 850));
      CHECK((row.pd_probability.ten_thousandths >= 100 &&
             row.pd_probability.ten_thousandths <= 2500));
      CHECK(row.assessment_date < kAsOf);
      const std::size_t grade = grade_index(row.credit_grade);
      REQUIRE(grade < 7);
      low_score[grade] = std::min(low_score[grade], row.risk_score);
      high_score[grade] = std::max(high_score[grade], row.risk_score);
      const std::int32_t probability = row.pd_probability.ten_thousandths;
      low_probability[grade] = std::min(low_probability[grade], probability);
      high_probability[grade] = std::max(high_probability[grade], probability);
      if (row.assessed_by == kSystemAssessor) {
        ++by_system;
      } else {
        const EmployeeId employee{row.assessed_by.number};
        CHECK((lookup.staff.is(employee, "risk_analyst", row.assessment_date) ||
               lookup.staff.is(employee, "loan_officer", row.assessment_date)));
      }
      if (row.loan_id) {
        const auto loan = lookup.loans.find(*row.loan_id);
        REQUIRE(loan != lookup.loans.end());
        CHECK(loan->second->loan_status == "active");
        CHECK(row.assessment_date > loan->second->disbursement_date);
      }
    }
    for (std::size_t better = 0; better < 7; ++better) {
      for (std::size_t worse = better + 1; worse < 7; ++worse) {
        CHECK(low_score[better] > high_score[worse]);
        CHECK(high_probability[better] < low_probability[worse]);
      }
    }
    for (const auto& [loan, assessed] : lookup.reassessments)
      CHECK(assessed.size() == 1);
    if (customers < 120) return;
    check_shares(counts_by(rows, [](const auto& row) { return row.credit_grade; }), {{"AAA", 500},
                                                                                     {"AA", 1000},
                                                                                     {"A", 2500},
                                                                                     {"BBB", 3000},
                                                                                     {"BB", 2000},
                                                                                     {"B", 800},
                                                                                     {"CCC", 200}});
    std::uint64_t active = 0;
    for (const auto& loan : bank.rows.of<LoansRow>())
      active += loan.loan_status == "active";
    CHECK(is_share(lookup.reassessments.size(), active, 3000));
    CHECK(by_system * 10 >= rows.size() * 4);
    CHECK(by_system * 10 <= rows.size() * 8);
    // Rejected and defaulted ones look worse than the others.
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> sums;  // Sum, count.
    for (const auto& [id, assessed] : lookup.assessments) {
      const LoanApplicationsRow& application = *lookup.applications.at(id);
      std::string kind(application.status);
      if (kind == "approved") kind = lookup.loan_of.at(id).front()->loan_status;
      sums[kind].first += assessed.front()->pd_probability.ten_thousandths;
      sums[kind].second += 1;
    }
    const auto mean = [&sums](const char* kind) {
      return sums.at(kind).first / sums.at(kind).second;
    };
    CHECK(mean("rejected") > mean("active"));
    if (customers >= 5000) CHECK(mean("defaulted") > mean("active"));
  });
}

TEST_CASE("RSK2, RSK3: loans are granted from the cut-off on, and good and bad grades default") {
  const std::map<std::string_view, std::int32_t> cut_offs = {
      {"mortgage", 620}, {"personal", 600}, {"auto", 580}, {"business", 640}, {"education", 590}};
  const WholeBank bank(bank_options(5000, 61));
  const Lookup lookup(bank.rows);
  std::map<std::string_view, std::pair<int, int>> defaults;  // By grade: of them, all.
  for (const LoansRow& loan : bank.rows.of<LoansRow>()) {
    const RiskAssessmentsRow& assessed = *lookup.assessments.at(loan.application_id).front();
    CHECK(assessed.risk_score >= cut_offs.at(loan.loan_type));
    auto& [bad, all] = defaults[assessed.credit_grade];
    bad += loan.loan_status == "defaulted";
    ++all;
  }
  for (const auto* const grade : {"A", "BBB", "BB"}) {
    const auto& [bad, all] = defaults.at(grade);
    CHECK(bad > 0);
    CHECK(bad * 2 < all);
  }
  int by_score = 0;
  int others = 0;
  for (const LoanApplicationsRow& application : bank.rows.of<LoanApplicationsRow>()) {
    if (application.status != "rejected") continue;
    const auto score = lookup.assessments.at(application.application_id).front()->risk_score;
    const std::int32_t least = cut_offs.at(application.loan_type);
    const bool quoted =
        application.rejection_reason->find(std::to_string(least)) != std::string_view::npos &&
        application.rejection_reason->find(std::to_string(score)) != std::string_view::npos;
    if (score < least) CHECK(quoted);
    ++(score < least ? by_score : others);
  }
  CHECK(by_score > 50);
  CHECK(others > 50);
}

TEST_CASE("RSK3: how many loans of a type default differs from bank to bank") {
  std::map<std::string_view, std::set<int>> counts;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const WholeBank bank(bank_options(1200, seed));
    std::map<std::string_view, int> defaults;
    for (const LoansRow& loan : bank.rows.of<LoansRow>())
      defaults[loan.loan_type] += loan.loan_status == "defaulted";
    for (const auto& [type, rules] : kTypes)
      counts[type].insert(defaults[type]);
  }
  for (const auto& [type, of_type] : counts) {
    CAPTURE(type);
    CHECK(of_type.size() > 2);
    CHECK(*of_type.rbegin() > 0);
  }
}

TEST_CASE("COL1: most mortgages are secured by the home of the borrower") {
  const WholeBank bank(bank_options(2000, 8));
  const Lookup lookup(bank.rows);
  std::map<LoanId, bool> at_home;
  for (const CollateralRow& item : bank.rows.of<CollateralRow>()) {
    const LoansRow& loan = *lookup.loans.at(item.loan_id);
    if (loan.loan_type != "mortgage") continue;
    const CustomerProfilesRow& borrower = *lookup.profiles.at(loan.customer_id);
    at_home[loan.loan_id] |= item.description.find(borrower.address) != std::string_view::npos;
  }
  const auto homes =
      std::count_if(at_home.begin(), at_home.end(), [](const auto& loan) { return loan.second; });
  REQUIRE(at_home.size() > 50);
  CHECK(homes * 10 > std::ssize(at_home) * 7);
  CHECK(homes < std::ssize(at_home));
}

TEST_CASE("worse grades pay more interest, and private banking customers borrow more") {
  const WholeBank bank(bank_options(5000, 3));
  const Lookup lookup(bank.rows);
  for (const auto& [type, rules] : kTypes) {
    std::array<std::pair<std::int64_t, std::int64_t>, 7> rates{};
    std::map<std::string_view, std::pair<std::int64_t, std::int64_t>> amounts;
    for (const auto& loan : bank.rows.of<LoansRow>()) {
      if (loan.loan_type != type) continue;
      const auto& assessment = *lookup.assessments.at(loan.application_id).front();
      auto& rate = rates[grade_index(assessment.credit_grade)];
      rate.first += loan.interest_rate.ten_thousandths;
      rate.second += 1;
      auto& amount = amounts[lookup.profiles.at(loan.customer_id)->customer_segment];
      amount.first += loan.principal_amount.cents;
      amount.second += 1;
    }
    std::int64_t last = 0;
    for (const auto& [sum, count] : rates) {
      if (count == 0) continue;
      CHECK(sum / count > last);
      last = sum / count;
    }
    const auto mean = [&amounts](std::string_view segment) {
      const auto& [sum, count] = amounts[segment];
      return count == 0 ? 0 : sum / count;
    };
    if (amounts["private_banking"].second < 5) continue;
    CHECK(mean("private_banking") > mean("premium"));
    CHECK(mean("premium") > mean("retail"));
  }
}

}  // namespace bankseed::testing
