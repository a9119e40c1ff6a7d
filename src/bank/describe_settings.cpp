#include "setting_forms.hpp"

namespace bankseed {
namespace {

constexpr std::array<std::string_view, 5> kRoles = {"customer_service", "loan_officer",
                                                    "insurance_agent", "compliance_officer",
                                                    "manager_or_specialist"};
constexpr std::array<std::string_view, 3> kTrainingStatus = {"completed", "in_progress",
                                                             "enrolled"};
constexpr std::array<std::string_view, 5> kRatings = {"4", "3", "5", "2", "1"};
constexpr std::array<std::string_view, 4> kSegments = {"retail", "premium", "corporate",
                                                       "private_banking"};
constexpr std::array<std::string_view, 3> kCustomerStatus = {"active", "dormant", "closed"};
constexpr std::array<std::string_view, 3> kKycStatus = {"verified", "pending", "expired"};
constexpr std::array<std::string_view, 3> kRiskRatings = {"low", "medium", "high"};
constexpr std::array<std::string_view, 3> kSeveral = {"four", "five", "three"};
constexpr std::array<std::string_view, 4> kAccountTypes = {"checking", "savings", "money_market",
                                                           "cd"};
constexpr std::array<std::string_view, 3> kAccountStatus = {"active", "frozen", "closed"};
constexpr std::array<std::string_view, 4> kTransactionTypes = {"deposit", "withdrawal", "transfer",
                                                               "payment_or_fee"};
constexpr std::array<std::string_view, 5> kAmountTypes = {"deposit", "withdrawal", "transfer",
                                                          "payment", "fee"};
constexpr std::array<std::string_view, 3> kRelationshipTypes = {"joint_owner", "beneficiary",
                                                                "authorized_user"};

}  // namespace

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

SettingSection describe(CustomerSettings& settings) {
  auto& [history, age, mean, deviation, segments, status, kyc, risk, agent] = settings;
  return {"customers",
          "Customers and their profiles",
          {
              integer("history_years", history, Unit::kYears, {2, 50},
                      "how far back customers were created (CUS1, PAY1)"),
              range("age_years", age, Unit::kYears, {18, 110}, "age (CUS1)"),
              integer("age_mean_years", mean, Unit::kYears, {18, 110},
                      "middle of the bell of ages (CUS1)"),
              integer("age_deviation_years", deviation, Unit::kYears, {1, 50},
                      "standard deviation of the bell of ages (CUS1)"),
              split("segments", segments, kSegments, "customers by segment (PRO1, RSP1)"),
              split("status", status, kCustomerStatus, "customers by status (PRO1, ACC2)"),
              split("kyc", kyc, kKycStatus, "customers by KYC status (PRO1)"),
              split("risk", risk, kRiskRatings, "customers by risk rating (PRO1)"),
              share("with_agent", agent, "customers with an agent (PRO1)"),
          }};
}

SettingSection describe(AccountSettings& settings) {
  auto& [holders, several, counts, types, status, foreign, balances] = settings;
  return {"accounts",
          "Accounts",
          {
              share("holders", holders, "customers who hold accounts (ACC1, LOA5)"),
              share("several", several, "holders who hold several (ACC1)"),
              split("several_counts", counts, kSeveral, "how many those hold (ACC1)"),
              split("types", types, kAccountTypes, "accounts by type (ACC2)"),
              split("status", status, kAccountStatus, "accounts by status (ACC2)"),
              share("foreign_currency", foreign, "accounts in another currency (ACC4)"),
              cents("balances", balances, kAccountTypes, "balance by type (ACC3)"),
          }};
}

SettingSection describe(TransactionSettings& settings) {
  auto& [count, per_account, types, fees, internal, above, processed_by, amounts] = settings;
  return {
      "transactions",
      "Movements on accounts",
      {
          volume("count", count, "transactions (TXN1, AML1)"),
          range("per_account", per_account, Unit::kNumber, {1, 10'000},
                "transactions of an account (TXN1)"),
          split("types", types, kTransactionTypes, "transactions by type (TXN2, AML1)"),
          share("fees", fees, "fees among payments and fees (TXN2)"),
          share("internal", internal, "transfers within the bank (TXN6)"),
          share("above_10000", above, "transfers above 10,000 (TXN7, AML1)"),
          share("processed_by", processed_by, "transactions that an employee made (TXN4)"),
          cents("amounts", amounts, kAmountTypes, "amount by type (TXN3, TXN7, AML2, SAR1, VIO1)"),
      }};
}

SettingSection describe(RelationshipSettings& settings) {
  auto& [count, types] = settings;
  return {"relationships",
          "Relationships between accounts",
          {
              volume("count", count, "relationships (REL1)"),
              split("types", types, kRelationshipTypes, "relationships by type (REL1)"),
          }};
}

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
