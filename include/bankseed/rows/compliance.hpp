#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "bankseed/rows/ids.hpp"
#include "bankseed/rows/values.hpp"
#include "bankseed/schema/table.hpp"

namespace bankseed {

// Rows of compliance_db. The text of every row points into a corpus (static) or into the arena of
// the RowSet that holds it, and lives as long as that.

struct KycRecordsRow {
  KycRecordId kyc_id;
  CustomerId customer_id;
  Date verification_date;
  std::string_view kyc_status;
  std::string_view document_type;
  std::string_view document_number;
  Date expiry_date;
  std::optional<EmployeeId> verified_by;
  Date next_review_date;
  std::string_view risk_rating;
};
template <>
struct Table<KycRecordsRow> {
  static constexpr std::string_view kName = "kyc_records";
  static constexpr std::string_view kComment =
      "Identity checks (know your customer): exactly one per customer.";
  static constexpr Database kDatabase = Database::kCompliance;
  static constexpr Phase kPhase = Phase::kCompliance;
  static constexpr BeginsWith<&KycRecordsRow::customer_id> kBegins{};
  static constexpr auto kColumns = columns(
      column<&KycRecordsRow::kyc_id>("Identifies the check.").varchar(50).key(),
      column<&KycRecordsRow::customer_id>("Customer who was identified, one record each")
          .varchar(50)
          .not_null()
          .to_external("accounts_db.customers.customer_id"),
      column<&KycRecordsRow::verification_date>("Day of the check, within 30 days of onboarding.")
          .changes("when the identity is verified; before, the day of onboarding")
          .not_null(),
      column<&KycRecordsRow::kyc_status>()
          .changes("when the identity is verified, and when the check expires")
          .one_of<KycStatus>("; equal to the profile's")
          .varchar(20)
          .not_null(),
      column<&KycRecordsRow::document_type>().one_of<IdentityDocument>().varchar(100),
      column<&KycRecordsRow::document_number>(
          "Number like those of the document, but one that nobody has.")
          .direct_identifier()
          .varchar(100),
      column<&KycRecordsRow::expiry_date>(
          "Day on which the check expires; past exactly when the status is expired.")
          .changes("when the identity is verified"),
      column<&KycRecordsRow::verified_by>("Compliance officer who verified; empty while pending")
          .changes("when the identity is verified")
          .varchar(50)
          .to_external("employees_db.employees.employee_id"),
      column<&KycRecordsRow::next_review_date>("Day on which the next review is due.")
          .changes("when the identity is verified"),
      column<&KycRecordsRow::risk_rating>()
          .financial()
          .one_of<RiskRating>("; equal to the profile's")
          .varchar(20));
  static constexpr std::array<IndexDef, 1> kIndexes = {{{"customer_id"}}};
};

struct AmlChecksRow {
  AmlCheckId check_id;
  CustomerId customer_id;
  std::optional<TransactionId> transaction_id;
  Timestamp check_date;
  std::string_view check_type;
  bool aml_flag = false;
  std::optional<std::string_view> risk_level;
  std::string_view screening_result;
  std::optional<EmployeeId> reviewed_by;
};
template <>
struct Table<AmlChecksRow> {
  static constexpr std::string_view kName = "aml_checks";
  static constexpr std::string_view kComment = "Screenings against money laundering.";
  static constexpr Database kDatabase = Database::kCompliance;
  static constexpr Phase kPhase = Phase::kCompliance;
  static constexpr BeginsAt<&AmlChecksRow::check_date> kBegins{};
  static constexpr auto kColumns = columns(
      column<&AmlChecksRow::check_id>("Identifies the screening.").varchar(50).key(),
      column<&AmlChecksRow::customer_id>("Customer who was screened")
          .varchar(50)
          .to_external("accounts_db.customers.customer_id"),
      column<&AmlChecksRow::transaction_id>("Movement above 10,000 that called for it; set for "
                                            "transaction_monitoring of such a movement only")
          .varchar(50)
          .to_external("accounts_db.transactions.transaction_id"),
      column<&AmlChecksRow::check_date>("When it was made, local bank time.")
          .default_to("CURRENT_TIMESTAMP"),
      column<&AmlChecksRow::check_type>().one_of<CheckType>().varchar(50).not_null(),
      column<&AmlChecksRow::aml_flag>("Whether something suspicious was found.")
          .financial()
          .default_to("FALSE"),
      column<&AmlChecksRow::risk_level>("Gravity of what was found")
          .financial()
          .one_of<RiskRating>()
          .varchar(20),
      column<&AmlChecksRow::screening_result>("What was found.")
          .changes("when a report is opened")
          .quasi_identifier(),
      column<&AmlChecksRow::reviewed_by>(
          "Compliance officer who looked into it; set exactly when flagged")
          .varchar(50)
          .to_external("employees_db.employees.employee_id"));
  static constexpr std::array<IndexDef, 1> kIndexes = {{{"customer_id"}}};
};

struct SuspiciousActivityReportsRow {
  SarId sar_id;
  CustomerId customer_id;
  std::optional<AccountId> account_id;
  Date report_date;
  std::string_view activity_type;
  std::string_view description;
  std::string_view sar_status;
  std::optional<Date> filed_date;
  std::string_view regulatory_tier;
  std::optional<EmployeeId> filed_by;
  Money amount_involved;
};
template <>
struct Table<SuspiciousActivityReportsRow> {
  static constexpr std::string_view kName = "suspicious_activity_reports";
  static constexpr std::string_view kComment = "Reports of suspicious activity to the authorities.";
  static constexpr Database kDatabase = Database::kCompliance;
  static constexpr Phase kPhase = Phase::kCompliance;
  static constexpr BeginsAt<&SuspiciousActivityReportsRow::report_date> kBegins{};
  static constexpr auto kColumns = columns(
      column<&SuspiciousActivityReportsRow::sar_id>("Identifies the report.").varchar(50).key(),
      column<&SuspiciousActivityReportsRow::customer_id>("Customer reported on")
          .varchar(50)
          .to_external("accounts_db.customers.customer_id"),
      column<&SuspiciousActivityReportsRow::account_id>(
          "Account of that customer that the activity ran over, where there is one")
          .varchar(50)
          .to_external("accounts_db.accounts.account_id"),
      column<&SuspiciousActivityReportsRow::report_date>("Day on which the report was opened.")
          .not_null(),
      column<&SuspiciousActivityReportsRow::activity_type>()
          .financial()
          .one_of<SuspiciousActivityKind>()
          .varchar(100)
          .not_null(),
      column<&SuspiciousActivityReportsRow::description>("What was observed.")
          .quasi_identifier()
          .not_null(),
      column<&SuspiciousActivityReportsRow::sar_status>()
          .changes("with review, filing and closing")
          .one_of<ReportStatus>()
          .varchar(50)
          .default_to("'draft'"),
      column<&SuspiciousActivityReportsRow::filed_date>(
          "Day of filing with the authorities; set exactly when filed or closed.")
          .changes("on filing"),
      column<&SuspiciousActivityReportsRow::regulatory_tier>().one_of<RegulatoryTier>().varchar(20),
      column<&SuspiciousActivityReportsRow::filed_by>("Compliance officer in charge")
          .varchar(50)
          .to_external("employees_db.employees.employee_id"),
      column<&SuspiciousActivityReportsRow::amount_involved>(
          "Sum of the suspicious movements, in the bank's currency.")
          .financial()
          .digits(15));
  static constexpr std::array<IndexDef, 1> kIndexes = {{{"customer_id"}}};
};

struct RegulatoryReportsRow {
  RegulatoryReportId report_id;
  std::string_view report_type;
  Date reporting_period_start;
  Date reporting_period_end;
  std::optional<Date> submission_date;
  std::string_view status;
  std::optional<EmployeeId> prepared_by;
  std::optional<EmployeeId> approved_by;
};
template <>
struct Table<RegulatoryReportsRow> {
  static constexpr std::string_view kName = "regulatory_reports";
  static constexpr std::string_view kComment = "Periodic returns to the supervisor.";
  static constexpr Database kDatabase = Database::kCompliance;
  static constexpr Phase kPhase = Phase::kCompliance;
  static constexpr BeginsAt<&RegulatoryReportsRow::reporting_period_end, 1> kBegins{};
  static constexpr auto kColumns = columns(
      column<&RegulatoryReportsRow::report_id>("Identifies the return.").varchar(50).key(),
      column<&RegulatoryReportsRow::report_type>().one_of<ReturnType>().varchar(100).not_null(),
      column<&RegulatoryReportsRow::reporting_period_start>("First day of the period reported on.")
          .not_null(),
      column<&RegulatoryReportsRow::reporting_period_end>("Last day of the period reported on.")
          .not_null(),
      column<&RegulatoryReportsRow::submission_date>("Day of submission; empty while pending.")
          .changes("on submission"),
      column<&RegulatoryReportsRow::status>()
          .changes("on submission, and acceptance")
          .one_of<ReturnStatus>()
          .varchar(50)
          .default_to("'pending'"),
      column<&RegulatoryReportsRow::prepared_by>("Senior employee who drew it up")
          .varchar(50)
          .to_external("employees_db.employees.employee_id"),
      column<&RegulatoryReportsRow::approved_by>("Another senior employee, who released it")
          .varchar(50)
          .to_external("employees_db.employees.employee_id"));
};

struct AuditTrailsRow {
  BigSerial audit_id;
  std::string_view entity_type;
  AnyId entity_id;
  std::string_view action;
  EmployeeId performed_by;
  Timestamp performed_at;
  std::optional<std::string_view> old_value;
  std::optional<std::string_view> new_value;
  std::string_view ip_address;
};
template <>
struct Table<AuditTrailsRow> {
  static constexpr std::string_view kName = "audit_trails";
  static constexpr std::string_view kComment =
      "Who did what to which record, sampled over the whole bank.";
  static constexpr Database kDatabase = Database::kCompliance;
  static constexpr Phase kPhase = Phase::kCompliance;
  static constexpr BeginsAt<&AuditTrailsRow::performed_at> kBegins{};
  static constexpr auto kColumns = columns(
      column<&AuditTrailsRow::audit_id>("Numbers the entry.").key(),
      column<&AuditTrailsRow::entity_type>("Kind of record")
          .one_of<AuditedEntity::kAccount,
                  AuditedEntity::kCustomer,
                  AuditedEntity::kLoan,
                  AuditedEntity::kTransaction,
                  AuditedEntity::kPolicy>()
          .varchar(50)
          .not_null(),
      column<&AuditTrailsRow::entity_id>("The record, of the kind that entity_type names")
          .varchar(50)
          .not_null()
          .to_external("accounts_db.accounts.account_id, accounts_db.customers.customer_id, "
                       "loans_db.loans.loan_id, accounts_db.transactions.transaction_id, "
                       "insurance_db.policies.policy_id"),
      column<&AuditTrailsRow::action>().one_of<AuditAction>().varchar(50).not_null(),
      column<&AuditTrailsRow::performed_by>("Employee who acted")
          .varchar(50)
          .not_null()
          .to_external("employees_db.employees.employee_id"),
      column<&AuditTrailsRow::performed_at>("When it happened, local bank time.")
          .default_to("CURRENT_TIMESTAMP"),
      // Names, telephone numbers and addresses are among the values that are changed.
      column<&AuditTrailsRow::old_value>(
          "State of the changed column before, as a JSON object, where recorded.")
          .direct_identifier()
          .json(),
      column<&AuditTrailsRow::new_value>(
          "State of the changed column after, as a JSON object, where recorded.")
          .direct_identifier()
          .json(),
      column<&AuditTrailsRow::ip_address>(
          "Address acted from, in a documentation or private range.")
          .quasi_identifier()
          .varchar(45));
  static constexpr std::array<IndexDef, 1> kIndexes = {{{"entity_type, entity_id"}}};
};

struct ComplianceRulesRow {
  ComplianceRuleId rule_id;
  std::string_view rule_name;
  std::string_view rule_type;
  std::string_view description;
  std::optional<Money> threshold_value;
  bool is_active = false;
  Date created_date;
};
template <>
struct Table<ComplianceRulesRow> {
  static constexpr std::string_view kName = "compliance_rules";
  static constexpr std::string_view kComment = "Rules that the bank watches for.";
  static constexpr Database kDatabase = Database::kCompliance;
  static constexpr Phase kPhase = Phase::kCompliance;
  static constexpr BeginsAt<&ComplianceRulesRow::created_date> kBegins{};
  static constexpr auto kColumns = columns(
      column<&ComplianceRulesRow::rule_id>("Identifies the rule.").varchar(50).key(),
      column<&ComplianceRulesRow::rule_name>("Short name of the rule.").varchar(200).not_null(),
      column<&ComplianceRulesRow::rule_type>().one_of<RuleType>().varchar(50).not_null(),
      column<&ComplianceRulesRow::description>("What the rule asks for."),
      column<&ComplianceRulesRow::threshold_value>(
          "Limit that the rule sets: an amount in the bank's currency or a number of transactions; "
          "empty where the "
          "rule has none.")
          .digits(15),
      column<&ComplianceRulesRow::is_active>("Whether the rule is in force.").default_to("TRUE"),
      column<&ComplianceRulesRow::created_date>("Day on which the rule was made.").not_null());
};

struct RuleViolationsRow {
  ViolationId violation_id;
  ComplianceRuleId rule_id;
  std::string_view entity_type;
  AnyId entity_id;
  Timestamp violation_date;
  std::string_view severity;
  std::string_view status;
  std::optional<std::string_view> resolution_notes;
  std::optional<EmployeeId> resolved_by;
  std::optional<Date> resolved_date;
};
template <>
struct Table<RuleViolationsRow> {
  static constexpr std::string_view kName = "rule_violations";
  static constexpr std::string_view kComment = "Breaches of compliance rules.";
  static constexpr Database kDatabase = Database::kCompliance;
  static constexpr Phase kPhase = Phase::kCompliance;
  static constexpr BeginsAt<&RuleViolationsRow::violation_date> kBegins{};
  static constexpr auto kColumns = columns(
      column<&RuleViolationsRow::violation_id>("Identifies the breach.").varchar(50).key(),
      column<&RuleViolationsRow::rule_id>("Rule that was broken.")
          .varchar(50)
          .not_null()
          .to("compliance_rules.rule_id"),
      column<&RuleViolationsRow::entity_type>("Kind of record that broke it")
          .one_of<ViolationSubject>()
          .varchar(50)
          .not_null(),
      column<&RuleViolationsRow::entity_id>("The record, of the kind that entity_type names")
          .varchar(50)
          .not_null()
          .to_external("accounts_db.transactions.transaction_id, accounts_db.accounts.account_id, "
                       "accounts_db.customers.customer_id"),
      column<&RuleViolationsRow::violation_date>("When it was noticed, local bank time.")
          .default_to("CURRENT_TIMESTAMP"),
      column<&RuleViolationsRow::severity>()
          .one_of<Severity::kCritical, Severity::kHigh, Severity::kMedium, Severity::kLow>()
          .varchar(20),
      column<&RuleViolationsRow::status>()
          .changes("when it is looked into, and when that ends")
          .one_of<ViolationStatus>()
          .varchar(50)
          .default_to("'open'"),
      column<&RuleViolationsRow::resolution_notes>("How it was settled; set exactly when resolved.")
          .changes("on resolution")
          .quasi_identifier(),
      column<&RuleViolationsRow::resolved_by>(
          "Compliance officer who settled it; set exactly when resolved")
          .changes("on resolution")
          .varchar(50)
          .to_external("employees_db.employees.employee_id"),
      column<&RuleViolationsRow::resolved_date>("Day of settlement; set exactly when resolved.")
          .changes("on resolution"));
};

}  // namespace bankseed
