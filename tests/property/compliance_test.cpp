#include <set>

#include "support/bank_checks.hpp"

namespace bankseed::testing {
namespace {

void check_kyc_record(const KycRecordsRow& row,
                      const CustomerProfilesRow& profile,
                      const Staff& staff) {
  CHECK(row.kyc_status == profile.kyc_status);
  CHECK(row.risk_rating == profile.risk_rating);
  CHECK(row.verification_date >= profile.onboarding_date);
  CHECK(row.verification_date <= add_days(profile.onboarding_date, 30));
  CHECK(row.verification_date < kAsOf);
  CHECK(row.expiry_date >= add_months(row.verification_date, 12));
  CHECK(row.expiry_date <= add_months(row.verification_date, 120));
  CHECK((row.expiry_date < kAsOf) == (row.kyc_status == "expired"));
  CHECK(row.next_review_date >= add_months(row.verification_date, 12));
  CHECK(row.next_review_date <= add_months(row.verification_date, 36));
  if (row.kyc_status == "pending") {
    CHECK_FALSE(row.verified_by.has_value());
  } else {
    staff.check_reference(row.verified_by, "compliance_officer", row.verification_date);
  }
}

TEST_CASE("identity records hold KYC1") {
  for_each_bank([](const WholeBank& whole, std::uint64_t customers) {
    const auto profiles = rows_by(whole.rows, &CustomerProfilesRow::customer_id);
    const Staff staff(whole.rows);
    const auto& rows = whole.rows.of<KycRecordsRow>();
    REQUIRE(rows.size() == customers);
    std::set<CustomerId> seen;
    std::set<std::string> numbers;
    for (const auto& row : rows) {
      CHECK(seen.insert(row.customer_id).second);
      CHECK(
          numbers.insert(std::string(row.document_type) + std::string(row.document_number)).second);
      check_kyc_record(row, *profiles.at(row.customer_id), staff);
    }
    if (customers < 120) return;
    check_shares(counts_by(rows, [](const auto& row) { return row.document_type; }),
                 {{"passport", 5000}, {"drivers_license", 3500}, {"national_id", 1500}});
    // The profiles' share of expired ones is what it was before.
    check_shares(counts_by(rows, [](const auto& row) { return row.kyc_status; }),
                 {{"verified", 8500}, {"pending", 1000}, {"expired", 500}});
  });
}

TEST_CASE("identity comes before accounts and loans (KYC1)") {
  for_each_bank([](const WholeBank& whole, std::uint64_t customers) {
    const auto records = rows_by(whole.rows, &KycRecordsRow::customer_id);
    for (const auto& account : whole.rows.of<AccountsRow>()) {
      const KycRecordsRow& record = *records.at(account.customer_id);
      CHECK(account.opened_date >= record.verification_date);
      if (record.kyc_status == "expired") CHECK(account.opened_date <= record.expiry_date);
      if (customers >= 120) CHECK(record.kyc_status != "pending");
    }
    for (const auto& loan : whole.rows.of<LoansRow>()) {
      const KycRecordsRow& record = *records.at(loan.customer_id);
      CHECK(loan.disbursement_date >= record.verification_date);
      if (customers >= 120) CHECK(record.kyc_status == "verified");
    }
    if (customers < 120) return;
    for (const auto& policy : whole.rows.of<PoliciesRow>())
      CHECK(records.at(policy.customer_id)->kyc_status != "pending");
  });
}

void check_return(const RegulatoryReportsRow& row, const Staff& staff) {
  const bool yearly = row.report_type == "stress_test";
  CHECK(row.reporting_period_end ==
        add_days(add_months(row.reporting_period_start, yearly ? 12 : 3), -1));
  CHECK(to_civil(row.reporting_period_start).day == 1);
  CHECK(row.reporting_period_end < kAsOf);
  CHECK(row.submission_date.has_value() == (row.status != "pending"));
  const Date day = row.submission_date.value_or(add_days(kAsOf, -1));
  CHECK(day > row.reporting_period_end);
  CHECK(day < kAsOf);
  for (const auto& id : {row.prepared_by, row.approved_by}) {
    if (!id) continue;
    CHECK_FALSE(staff.by_id.at(*id)->manager_id.has_value());
    if (row.submission_date) CHECK(Staff::employed(*staff.by_id.at(*id), day));
  }
  if (row.prepared_by) CHECK(row.prepared_by != row.approved_by);
}

TEST_CASE("regulatory reports hold REG1") {
  for_each_bank([](const WholeBank& whole, std::uint64_t customers) {
    const Staff staff(whole.rows);
    const auto& rows = whole.rows.of<RegulatoryReportsRow>();
    REQUIRE(rows.size() == 26);
    std::map<std::string, std::set<Date>> quarters;
    for (const auto& row : rows) {
      check_return(row, staff);
      if (customers >= 120) CHECK((row.prepared_by && row.approved_by));
      CHECK(quarters[std::string(row.report_type)].insert(row.reporting_period_start).second);
    }
    for (const auto* type : {"capital_adequacy", "liquidity", "quarterly_filing"}) {
      CHECK(quarters.at(type).size() == 8);
      CHECK(*quarters.at(type).rbegin() == add_months(*quarters.at(type).begin(), 21));
    }
    CHECK(quarters.at("stress_test").size() == 2);
    CHECK(rows.back().status == "pending");
    check_shares(counts_by(rows, [](const auto& row) { return row.status; }),
                 {{"submitted", 8000}, {"accepted", 1500}, {"pending", 500}});
  });
}

}  // namespace
}  // namespace bankseed::testing
