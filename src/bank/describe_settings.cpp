#include "bankseed/bank/describe_settings.hpp"

#include <array>

namespace bankseed {
namespace {

using Labels = std::span<const std::string_view>;

constexpr Range kAnyShare{0, 10'000};
constexpr Range kAnyVolume{0, 1'000'000};
constexpr Range kAnyCents{0, 1'000'000'000'00};

Setting share(std::string_view key, Share& value, std::string_view comment) {
  return {key, comment, Unit::kBasisPoints, &value, kAnyShare, {}};
}
template <std::size_t kSize>
Setting split(std::string_view key,
              Shares<kSize>& value,
              const std::array<std::string_view, kSize>& labels,
              std::string_view comment) {
  return {key, comment, Unit::kBasisPoints, std::span<std::uint32_t>(value), kAnyShare, labels};
}
Setting volume(std::string_view key, Volume& value, std::string_view comment) {
  return {key, comment, Unit::kNumber, &value, kAnyVolume, {}};
}
Setting integer(std::string_view key,
                std::uint32_t& value,
                Unit unit,
                Range allowed,
                std::string_view comment) {
  return {key, comment, unit, &value, allowed, {}};
}
Setting range(
    std::string_view key, Range& value, Unit unit, Range allowed, std::string_view comment) {
  return {key, comment, unit, &value, allowed, {}};
}
template <std::size_t kSize>
Setting cents(std::string_view key,
              std::array<Range, kSize>& value,
              const std::array<std::string_view, kSize>& labels,
              std::string_view comment) {
  return {key, comment, Unit::kCents, std::span<Range>(value), kAnyCents, labels};
}

// One function for each part of the bank. The structured bindings make a new member of a settings
// struct fail to compile here until it is described.

constexpr std::array<std::string_view, 5> kRoles = {"customer_service", "loan_officer",
                                                    "insurance_agent", "compliance_officer",
                                                    "manager_or_specialist"};

SettingSection describe(EmployeeSettings& settings) {
  auto& [count, roles, senior, terminated, branches, hire_years] = settings;
  return {"employees",
          "The bank's staff",
          {
              volume("count", count, "employees (EMP1)"),
              split("roles", roles, kRoles, "their roles (EMP1)"),
              share("senior", senior, "employees who report to nobody (EMP3)"),
              share("terminated", terminated, "employees who have left (EMP4)"),
              integer("branches", branches, Unit::kNumber, {1, 999}, "branch codes (EMP5)"),
              integer("hire_years", hire_years, Unit::kYears, {2, 40},
                      "how far back hiring goes (EMP4)"),
          }};
}

constexpr std::array<std::string_view, 3> kTrainingStatus = {"completed", "in_progress",
                                                             "enrolled"};
constexpr std::array<std::string_view, 5> kRatings = {"4", "3", "5", "2", "1"};

SettingSection describe(TrainingSettings& settings) {
  auto& [programs, certifying, hours, per_employee, status, ratings, reviews] = settings;
  return {"training",
          "Training and performance reviews",
          {
              integer("programs", programs, Unit::kNumber, {1, 25}, "training programs (TRN1)"),
              share("certifying", certifying, "programs that give a certificate (TRN1)"),
              range("hours", hours, Unit::kHours, {1, 400}, "length of a program (TRN1)"),
              range("programs_per_employee", per_employee, Unit::kNumber, {0, 25},
                    "programs that an employee takes (TRN2)"),
              split("status", status, kTrainingStatus, "training records by status (TRN2)"),
              split("review_ratings", ratings, kRatings, "reviews by rating (REV1)"),
              range("reviews_per_employee", reviews, Unit::kNumber, {0, 10},
                    "yearly reviews of an employee (REV1)"),
          }};
}

SettingSection describe(AssignmentSettings& settings) {
  auto& [portfolio, branch_coverage, ended] = settings;
  return {"assignments",
          "Which employee looks after whom",
          {
              share("portfolio", portfolio, "customers in an employee's portfolio (ASG1)"),
              volume("branch_coverage", branch_coverage, "assignments to a branch (ASG1)"),
              share("ended", ended, "assignments that have ended (ASG1)"),
          }};
}

constexpr std::array<std::string_view, 4> kSegments = {"retail", "premium", "corporate",
                                                       "private_banking"};
constexpr std::array<std::string_view, 3> kCustomerStatus = {"active", "dormant", "closed"};
constexpr std::array<std::string_view, 3> kKycStatus = {"verified", "pending", "expired"};
constexpr std::array<std::string_view, 3> kRiskRatings = {"low", "medium", "high"};

SettingSection describe(CustomerSettings& settings) {
  auto& [history, age, mean, deviation, segments, status, kyc, risk, agent] = settings;
  return {"customers",
          "Customers and their profiles",
          {
              integer("history_years", history, Unit::kYears, {2, 50},
                      "how far back customers were created (CUS1)"),
              range("age_years", age, Unit::kYears, {18, 110}, "age (CUS1)"),
              integer("age_mean_years", mean, Unit::kYears, {18, 110},
                      "middle of the bell of ages (CUS1)"),
              integer("age_deviation_years", deviation, Unit::kYears, {1, 50},
                      "standard deviation of the bell of ages (CUS1)"),
              split("segments", segments, kSegments, "customers by segment (PRO1)"),
              split("status", status, kCustomerStatus, "customers by status (PRO1)"),
              split("kyc", kyc, kKycStatus, "customers by KYC status (PRO1)"),
              split("risk", risk, kRiskRatings, "customers by risk rating (PRO1)"),
              share("with_agent", agent, "customers with an agent (PRO1)"),
          }};
}

constexpr std::array<std::string_view, 3> kSeveral = {"four", "five", "three"};
constexpr std::array<std::string_view, 4> kAccountTypes = {"checking", "savings", "money_market",
                                                           "cd"};
constexpr std::array<std::string_view, 3> kAccountStatus = {"active", "frozen", "closed"};

SettingSection describe(AccountSettings& settings) {
  auto& [holders, several, counts, types, status, foreign, balances] = settings;
  return {"accounts",
          "Accounts",
          {
              share("holders", holders, "customers who hold accounts (ACC1)"),
              share("several", several, "holders who hold several (ACC1)"),
              split("several_counts", counts, kSeveral, "how many those hold (ACC1)"),
              split("types", types, kAccountTypes, "accounts by type (ACC2)"),
              split("status", status, kAccountStatus, "accounts by status (ACC2)"),
              share("foreign_currency", foreign, "accounts in another currency (ACC4)"),
              cents("balances", balances, kAccountTypes, "balance by type (ACC3)"),
          }};
}

constexpr std::array<std::string_view, 4> kTransactionTypes = {"deposit", "withdrawal", "transfer",
                                                               "payment_or_fee"};
constexpr std::array<std::string_view, 5> kAmountTypes = {"deposit", "withdrawal", "transfer",
                                                          "payment", "fee"};

SettingSection describe(TransactionSettings& settings) {
  auto& [count, per_account, types, fees, internal, above, processed_by, amounts] = settings;
  return {"transactions",
          "Movements on accounts",
          {
              volume("count", count, "transactions (TXN1)"),
              range("per_account", per_account, Unit::kNumber, {1, 10'000},
                    "transactions of an account (TXN1)"),
              split("types", types, kTransactionTypes, "transactions by type (TXN2)"),
              share("fees", fees, "fees among payments and fees (TXN2)"),
              share("internal", internal, "transfers within the bank (TXN6)"),
              share("above_10000", above, "transfers above 10,000 (TXN7)"),
              share("processed_by", processed_by, "transactions that an employee made (TXN4)"),
              cents("amounts", amounts, kAmountTypes, "amount by type (TXN3)"),
          }};
}

constexpr std::array<std::string_view, 3> kRelationshipTypes = {"joint_owner", "beneficiary",
                                                                "authorized_user"};

SettingSection describe(RelationshipSettings& settings) {
  auto& [count, types] = settings;
  return {"relationships",
          "Relationships between accounts",
          {
              volume("count", count, "relationships (REL1)"),
              split("types", types, kRelationshipTypes, "relationships by type (REL1)"),
          }};
}

constexpr std::array<std::string_view, 5> kLoanTypes = {"mortgage", "personal", "auto", "business",
                                                        "education"};
constexpr std::array<std::string_view, 4> kApplicationStatus = {"approved", "rejected", "pending",
                                                                "withdrawn"};
constexpr std::array<std::string_view, 3> kLoanStatus = {"active", "paid_off", "defaulted"};
constexpr std::array<std::string_view, 4> kInstallmentStatus = {"paid", "late", "pending",
                                                                "missed"};
constexpr std::array<std::string_view, 3> kGuarantors = {"family", "business_partner", "friend"};
constexpr std::array<std::string_view, 7> kGrades = {"BBB", "A", "BB", "AA", "B", "AAA", "CCC"};

SettingSection describe(LoanSettings& settings) {
  auto& [applicants, applications, types, application_status, years, pending, amounts, approved,
         rates, terms, disbursement, status, outstanding, delinquent, linked, mortgages, autos,
         business, appraised, installments, guaranteed, guarantors, guarantee, reassessed, grades,
         score, probability] = settings;
  const auto by_type = [](std::string_view key, std::array<Range, 5>& value, Unit unit,
                          Range allowed, std::string_view comment) {
    return Setting{key, comment, unit, std::span<Range>(value), allowed, kLoanTypes};
  };
  return {"loans",
          "Loan applications, loans and what belongs to them",
          {
              share("applicants", applicants, "customers who apply for loans (APP1)"),
              volume("applications", applications,
                     "loan applications, at least one for each applicant (APP1)"),
              split("types", types, kLoanTypes, "applications and loans by type (APP1)"),
              split("application_status", application_status, kApplicationStatus,
                    "applications by status (APP1)"),
              integer("application_years", years, Unit::kYears, {1, 20},
                      "how far back applications go (APP1)"),
              integer("pending_days", pending, Unit::kDays, {1, 365},
                      "how old a pending application is at most (APP2)"),
              cents("amounts", amounts, kLoanTypes, "amount asked for by type (APP1)"),
              range("approved", approved, Unit::kBasisPoints, {1'000, 10'000},
                    "granted part of the amount asked for (LOA1)"),
              by_type("rates", rates, Unit::kBasisPoints, {0, 10'000},
                      "yearly interest by type (LOA1)"),
              by_type("terms", terms, Unit::kNumber, {2, 480}, "months of the term by type (LOA1)"),
              range("disbursement_days", disbursement, Unit::kDays, {1, 60},
                    "days from decision to disbursement (LOA2)"),
              split("status", status, kLoanStatus, "loans by status (LOA2)"),
              range("outstanding", outstanding, Unit::kBasisPoints, {0, 10'000},
                    "part of the principal that an active loan still owes (LOA3)"),
              share("delinquent", delinquent, "active loans with missed installments (LOA4)"),
              share("linked", linked, "loans linked to an account (LOA5)"),
              share("secured_mortgages", mortgages, "mortgages with collateral (COL1)"),
              share("secured_auto", autos, "auto loans with collateral (COL1)"),
              share("secured_business", business, "business loans with collateral (COL1)"),
              range("appraised", appraised, Unit::kBasisPoints, {2'000, 100'000},
                    "appraised value as a part of the principal (COL1)"),
              split("installment_status", installments, kInstallmentStatus,
                    "installments that have fallen due by status (SCH2)"),
              share("guaranteed", guaranteed, "personal and business loans with guarantors (GUA1)"),
              split("guarantors", guarantors, kGuarantors, "guarantors by relationship (GUA1)"),
              range("guarantee", guarantee, Unit::kBasisPoints, {0, 10'000},
                    "guaranteed part of the principal (GUA1)"),
              share("reassessed", reassessed, "active loans that were assessed again (RSK1)"),
              split("grades", grades, kGrades, "assessments by credit grade (RSK1)"),
              range("score", score, Unit::kNumber, {0, 1'000}, "credit score (RSK1)"),
              range("default_probability", probability, Unit::kBasisPoints, {0, 10'000},
                    "probability of default within a year (RSK1)"),
          }};
}

constexpr std::array<std::string_view, 5> kPolicyTypes = {"life", "property", "vehicle", "health",
                                                          "travel"};
constexpr std::array<std::string_view, 3> kPolicyStatus = {"active", "lapsed", "cancelled"};
constexpr std::array<std::string_view, 3> kFrequencies = {"annual", "quarterly", "monthly"};
constexpr std::array<std::string_view, 5> kYearsInForce = {"none", "one", "two", "three", "four"};
constexpr std::array<std::string_view, 4> kBeneficiaries = {"spouse", "child", "parent", "other"};
constexpr std::array<std::string_view, 4> kClaimStatus = {"paid", "approved", "under_review",
                                                          "rejected"};
constexpr std::array<std::string_view, 4> kMethods = {"auto_debit", "online", "check", "wire"};
constexpr std::array<std::string_view, 4> kPolicyEvents = {"renewal", "modification",
                                                           "cancellation", "reinstatement"};

SettingSection describe(InsuranceSettings& settings) {
  auto& [holders, several, three, types, status, frequencies, years, coverage, premium, linked,
         beneficiaries, other_with, relationships, with_claims, second_claims, third_claims,
         claim_status, claim_share, methods, from_account, pending, failed, events, event_types,
         performed] = settings;
  return {"insurance",
          "Policies, claims and premiums",
          {
              share("holders", holders, "customers who hold policies (POL1)"),
              share("several", several, "holders who hold several (POL1)"),
              share("three", three, "of these, who hold three (POL1)"),
              split("types", types, kPolicyTypes, "policies by type (POL1)"),
              split("status", status, kPolicyStatus, "policies by status (POL1)"),
              split("frequencies", frequencies, kFrequencies, "policies by premium period (POL1)"),
              split("years_in_force", years, kYearsInForce,
                    "policies by full years in force (POL1, PAY1)"),
              cents("coverage", coverage, kPolicyTypes, "sum insured by type (POL1)"),
              range("premium_share", premium, Unit::kBasisPoints, {1, 10'000},
                    "yearly premium as a share of the coverage (POL1)"),
              share("linked", linked, "policies linked to an account (POL1)"),
              volume("beneficiaries", beneficiaries, "beneficiaries (BEN1)"),
              share("other_with_beneficiaries", other_with,
                    "policies other than life with beneficiaries (BEN1)"),
              split("relationships", relationships, kBeneficiaries,
                    "beneficiaries by relationship (BEN1)"),
              share("with_claims", with_claims, "policies with claims (CLM1)"),
              share("second_claims", second_claims, "of these, with a second claim (CLM1)"),
              share("third_claims", third_claims, "of these, with a third claim (CLM1)"),
              split("claim_status", claim_status, kClaimStatus, "claims by status (CLM1)"),
              range("claim_share", claim_share, Unit::kBasisPoints, {100, 10'000},
                    "claim as a share of the coverage (CLM1)"),
              split("methods", methods, kMethods, "premium payments by method (PAY1)"),
              share("from_account", from_account, "payments from the linked account (PAY1)"),
              share("pending", pending, "payments under way, the latest ones (PAY1)"),
              share("failed", failed, "payments that failed (PAY1)"),
              integer("events_per_100", events, Unit::kNumber, {0, 300},
                      "events of 100 policies (EVT1)"),
              split("event_types", event_types, kPolicyEvents, "events by type (EVT1)"),
              share("performed", performed, "events that an employee entered (EVT1)"),
          }};
}

constexpr std::array<std::string_view, 3> kDocuments = {"passport", "drivers_license",
                                                        "national_id"};
SettingSection describe(IdentitySettings& settings) {
  auto& [documents, verification, expiry, review] = settings;
  return {"identity",
          "Identity checks of customers",
          {
              split("documents", documents, kDocuments, "documents shown (KYC1)"),
              range("verification_days", verification, Unit::kDays, {0, 30},
                    "days from onboarding to verification (KYC1)"),
              range("expiry_years", expiry, Unit::kYears, {1, 50},
                    "years from verification to expiry (KYC1)"),
              range("review_years", review, Unit::kYears, {1, 50},
                    "years from verification to the next review (KYC1)"),
          }};
}

constexpr std::array<std::string_view, 4> kCheckTypes = {"watchlist", "sanctions", "pep_screening",
                                                         "transaction_monitoring"};
constexpr std::array<std::string_view, 3> kFlagLevels = {"medium", "low", "high"};
SettingSection describe(ScreeningSettings& settings) {
  auto& [periodic, types, flagged, levels] = settings;
  return {"screening",
          "Checks against money laundering",
          {
              share("periodic", periodic, "customers who are checked periodically (AML1)"),
              split("types", types, kCheckTypes,
                    "checks by type; each transaction above 10,000 has one of the last, so this "
                    "decides how many there are (AML1, AML2)"),
              share("flagged", flagged, "checks that found something (AML3)"),
              split("risk_levels", levels, kFlagLevels, "flagged checks by risk (AML3)"),
          }};
}

constexpr std::array<std::string_view, 3> kActivities = {"structuring", "unusual_pattern",
                                                         "high_risk_country"};
constexpr std::array<std::string_view, 4> kReportStatus = {"filed", "under_review", "closed",
                                                           "draft"};
constexpr std::array<std::string_view, 3> kTiers = {"tier1", "tier2", "tier3"};
SettingSection describe(ReportSettings& settings) {
  auto& [count, activities, status, tiers, amount] = settings;
  return {"reports",
          "Reports of suspicious activity",
          {
              volume("count", count, "reports (SAR1)"),
              split("activities", activities, kActivities, "reports by activity (SAR1)"),
              split("status", status, kReportStatus, "reports by status (SAR1)"),
              split("tiers", tiers, kTiers, "reports by regulatory tier (SAR1)"),
              range("amount", amount, Unit::kCents, kAnyCents, "amount involved (SAR1)"),
          }};
}

constexpr std::array<std::string_view, 5> kAuditEntities = {"customer", "account", "transaction",
                                                            "loan", "policy"};
constexpr std::array<std::string_view, 4> kAuditActions = {"update", "create", "view", "delete"};
SettingSection describe(AuditSettings& settings) {
  auto& [count, entities, actions, with_values] = settings;
  return {"audit",
          "The audit trail",
          {
              volume("count", count, "entries (AUD1)"),
              split("entities", entities, kAuditEntities, "entries by kind of record (AUD1)"),
              split("actions", actions, kAuditActions, "entries by action (AUD1)"),
              share("with_values", with_values, "entries with old and new value (AUD1)"),
          }};
}

constexpr std::array<std::string_view, 3> kRuleEntities = {"transaction", "account", "customer"};
constexpr std::array<std::string_view, 4> kSeverities = {"medium", "high", "low", "critical"};
constexpr std::array<std::string_view, 4> kViolationStatus = {"resolved", "investigating",
                                                              "false_positive", "open"};
SettingSection describe(RuleSettings& settings) {
  auto& [violations, entities, severities, status] = settings;
  return {"rules",
          "Breaches of compliance rules",
          {
              volume("violations", violations, "violations (VIO1)"),
              split("entities", entities, kRuleEntities, "violations by kind of record (VIO1)"),
              split("severities", severities, kSeverities, "violations by severity (VIO1)"),
              split("status", status, kViolationStatus, "violations by status (VIO1)"),
          }};
}

constexpr std::array<std::string_view, 5> kInteractionTypes = {"call", "email", "branch_visit",
                                                               "chat", "complaint"};
constexpr std::array<std::string_view, 3> kOutcomes = {"resolved", "escalated", "follow_up_needed"};

SettingSection describe(InteractionSettings& settings) {
  auto& [customers, count, per_customer, types, outcomes, handled, duration, surveyed, commented] =
      settings;
  return {"interactions",
          "Contacts with customers, and surveys about them",
          {
              share("customers", customers, "customers with any contact (INT1)"),
              volume("count", count, "contacts (INT1)"),
              range("per_customer", per_customer, Unit::kNumber, {1, 100},
                    "contacts of a customer (INT1)"),
              split("types", types, kInteractionTypes, "contacts by type (INT1)"),
              split("outcomes", outcomes, kOutcomes, "contacts by outcome (INT2)"),
              share("handled", handled, "contacts that an employee dealt with (INT2)"),
              range("duration_minutes", duration, Unit::kNumber, {1, 240},
                    "length of a contact in minutes (INT2)"),
              share("surveyed", surveyed, "resolved contacts with a survey (SUR1)"),
              share("commented", commented, "surveys with a comment (SUR1)"),
          }};
}

constexpr std::array<std::string_view, 5> kComplaintTypes = {"service", "fee", "product", "fraud",
                                                             "other"};
constexpr std::array<std::string_view, 4> kComplaintStatus = {"resolved", "investigating", "closed",
                                                              "open"};
constexpr std::array<std::string_view, 4> kPriorities = {"medium", "high", "low", "critical"};

SettingSection describe(ComplaintSettings& settings) {
  auto& [customers, count, per_customer, types, status, priorities, assigned, hours, days] =
      settings;
  return {"complaints",
          "Complaints",
          {
              share("customers", customers, "customers who complain (CMP1)"),
              volume("count", count, "complaints (CMP1)"),
              range("per_customer", per_customer, Unit::kNumber, {1, 20},
                    "complaints of a customer who complains (CMP1)"),
              split("types", types, kComplaintTypes, "complaints by type (CMP1)"),
              split("status", status, kComplaintStatus, "complaints by status (CMP1)"),
              split("priorities", priorities, kPriorities, "complaints by priority (CMP1)"),
              share("assigned", assigned, "complaints with an employee in charge (CMP1)"),
              range("resolution_hours", hours, Unit::kHours, {1, 2'400},
                    "time until a complaint is resolved (CMP2)"),
              integer("unresolved_days", days, Unit::kDays, {5, 3'650},
                      "greatest age of an open or investigated complaint (CMP2)"),
          }};
}

constexpr std::array<std::string_view, 4> kResponseTypes = {"clicked", "opened", "purchased",
                                                            "unsubscribed"};

SettingSection describe(CampaignSettings& settings) {
  auto& [responding, responses, per_customer, types, converted] = settings;
  return {"campaigns",
          "Responses to marketing campaigns",
          {
              share("responding", responding, "customers who respond to any (RSP1)"),
              volume("responses", responses, "responses (RSP1)"),
              range("per_customer", per_customer, Unit::kNumber, {1, 20},
                    "responses of a customer who responds (RSP1)"),
              split("types", types, kResponseTypes, "responses by type (RSP1)"),
              share("converted", converted, "responses that led to business (RSP1)"),
          }};
}

constexpr std::array<std::string_view, 3> kCardCounts = {"one", "two", "none"};
constexpr std::array<std::string_view, 3> kInvestmentCounts = {"one", "two", "three"};
constexpr std::array<std::string_view, 3> kOnlineActivities = {"login", "payment", "transfer"};

SettingSection describe(DatasetSettings& settings) {
  auto& [cards, customers_per_branch, investing, investments, activities_per_customer, activities] =
      settings;
  return {
      "datasets",
      "What only the nine datasets have",
      {
          split("cards", cards, kCardCounts, "customers by number of credit cards (DS3)"),
          integer("customers_per_branch", customers_per_branch, Unit::kNumber, {1, 1'000'000},
                  "customers for each branch; there are at least those of the databases (DS4)"),
          share("investing", investing,
                "checking and savings accounts with investments; all others have some (DS5)"),
          split("investments", investments, kInvestmentCounts,
                "accounts with investments by their number (DS5)"),
          integer("activities_per_customer", activities_per_customer, Unit::kNumber, {1, 1'000},
                  "digital activities for each customer in the last year (DS6)"),
          split("activities", activities, kOnlineActivities, "digital activities by type (DS6)"),
      }};
}

}  // namespace

std::vector<SettingSection> describe_settings(Settings& settings) {
  auto& [employees, training, assignments, customers, accounts, transactions, relationships,
         interactions, complaints, campaigns, loans, insurance, identity, screening, reports, audit,
         rules, datasets] = settings;
  std::vector<SettingSection> sections;
  sections.push_back(describe(employees));
  sections.push_back(describe(training));
  sections.push_back(describe(assignments));
  sections.push_back(describe(customers));
  sections.push_back(describe(accounts));
  sections.push_back(describe(transactions));
  sections.push_back(describe(relationships));
  sections.push_back(describe(interactions));
  sections.push_back(describe(complaints));
  sections.push_back(describe(campaigns));
  sections.push_back(describe(loans));
  sections.push_back(describe(insurance));
  sections.push_back(describe(identity));
  sections.push_back(describe(screening));
  sections.push_back(describe(reports));
  sections.push_back(describe(audit));
  sections.push_back(describe(rules));
  sections.push_back(describe(datasets));
  return sections;
}

}  // namespace bankseed
