#include "catalog/datahub/glossary_terms.hpp"

#include <array>

namespace bankseed::catalog::datahub {
namespace {

constexpr EnumArray<Database, BusinessGroup> kGroups = {{{
    {"Staff terms", "What is said of those who work for the bank."},
    {"Customer terms", "What is said of customers, and of what passes between them and the bank."},
    {"Account terms", "What is said of deposit accounts and of what moves on them."},
    {"Lending terms", "What is said of credit, its price and its risk."},
    {"Insurance terms", "What is said of policies, premiums and claims."},
    {"Compliance terms", "What is said where the bank watches for crime, and is watched itself."},
}}};

constexpr std::array kTerms = {
    BusinessTerm{Database::kEmployees, "yearly_pay", "Yearly pay",
                 "What an employee earns in a year before tax.", "employees_db.employees.salary"},
    BusinessTerm{Database::kEmployees, "appraisal_mark", "Appraisal mark",
                 "How well somebody worked in a year, in the eyes of whoever leads them.",
                 "employees_db.performance_reviews.rating"},
    BusinessTerm{Database::kEmployees, "position", "Position",
                 "The work that somebody was hired for. It decides what they may approve.",
                 "employees_db.employees.role"},
    BusinessTerm{
        Database::kCustomer, "customer_segment", "Customer segment",
        "One of the groups into which the bank divides its customers, by what they need and "
        "what they bring.",
        "customer_db.customer_profiles.customer_segment, "
        "customer_db.campaigns.target_segment"},
    BusinessTerm{
        Database::kCustomer, "onboarding", "Onboarding",
        "The beginning of a relationship: from then on a customer can have accounts, loans "
        "and policies.",
        "customer_db.customer_profiles.onboarding_date"},
    BusinessTerm{
        Database::kCustomer, "net_promoter_score", "Net promoter score",
        "How likely a customer is to recommend the bank, from 0 to 10. The bank's score is "
        "the share of answers from 9 less the share of answers up to 6.",
        "customer_db.satisfaction_surveys.nps_score"},
    BusinessTerm{Database::kCustomer, "resolution_time", "Resolution time",
                 "The hours from a complaint to its settlement.",
                 "customer_db.complaints.resolution_time_hours"},
    BusinessTerm{Database::kCustomer, "conversion", "Conversion",
                 "A response to a campaign that led to business.",
                 "customer_db.campaign_responses.converted"},
    BusinessTerm{
        Database::kAccounts, "account_number", "Account number",
        "What customers call an account by. Transfers name it, where tables within the bank "
        "name the account's id.",
        "accounts_db.accounts.account_number, accounts_db.transactions.counterparty_account"},
    BusinessTerm{Database::kAccounts, "balance", "Balance",
                 "What is on an account after its last movement, in the account's currency.",
                 "accounts_db.accounts.balance, accounts_db.transactions.balance_after"},
    BusinessTerm{Database::kAccounts, "movement", "Movement",
                 "An amount that came onto an account or left it. It has no sign: the type of the "
                 "transaction says which.",
                 "accounts_db.transactions.transaction_amount"},
    BusinessTerm{Database::kAccounts, "branch", "Branch",
                 "An office of the bank. Accounts are kept and employees work at one.",
                 "accounts_db.accounts.branch_code, employees_db.employees.branch_code"},
    BusinessTerm{Database::kLoans, "principal", "Principal",
                 "The money that was lent, and the part of an installment that pays it back.",
                 "loans_db.loans.principal_amount, loans_db.repayment_schedule.principal_amount"},
    BusinessTerm{Database::kLoans, "nominal_rate", "Nominal rate",
                 "The interest of a year on what is still owed, as a fraction.",
                 "loans_db.loans.interest_rate"},
    BusinessTerm{Database::kLoans, "outstanding_balance", "Outstanding balance",
                 "The principal that has not been paid back yet.",
                 "loans_db.loans.outstanding_balance"},
    BusinessTerm{Database::kLoans, "default", "Default",
                 "The state of a loan whose borrower has stopped paying.",
                 "loans_db.loans.default_status"},
    BusinessTerm{Database::kLoans, "loan_to_value", "Loan to value",
                 "The principal divided by what the collateral was appraised at.",
                 "loans_db.collateral.ltv_ratio"},
    BusinessTerm{Database::kLoans, "credit_score", "Credit score",
                 "A number for how likely somebody is to pay back, from 300 to 850.",
                 "loans_db.risk_assessments.risk_score"},
    BusinessTerm{Database::kLoans, "probability_of_default", "Probability of default",
                 "How likely a loan is to be in default within a year, as a fraction.",
                 "loans_db.risk_assessments.pd_probability"},
    BusinessTerm{Database::kLoans, "credit_grade", "Credit grade",
                 "Letters for a range of credit scores, from AAA down to CCC.",
                 "loans_db.risk_assessments.credit_grade"},
    BusinessTerm{Database::kInsurance, "sum_insured", "Sum insured", "The most that a policy pays.",
                 "insurance_db.policies.coverage_amount"},
    BusinessTerm{Database::kInsurance, "premium", "Premium",
                 "What a policy costs for one payment period.",
                 "insurance_db.policies.premium_amount, insurance_db.premium_payments.amount"},
    BusinessTerm{Database::kInsurance, "beneficiary", "Beneficiary",
                 "Whoever receives what a policy pays, wholly or in part.",
                 "insurance_db.beneficiaries.beneficiary_name"},
    BusinessTerm{Database::kInsurance, "claim", "Claim",
                 "A demand that a policy pays for something that happened.",
                 "insurance_db.claims.claim_amount"},
    BusinessTerm{Database::kCompliance, "know_your_customer", "Know your customer",
                 "The duty to establish who a customer is, and to look again from time to time.",
                 "compliance_db.kyc_records.kyc_status, customer_db.customer_profiles.kyc_status"},
    BusinessTerm{
        Database::kCompliance, "money_laundering_risk", "Money-laundering risk",
        "How likely the bank thinks it that a customer's money has a criminal source.",
        "compliance_db.kyc_records.risk_rating, customer_db.customer_profiles.risk_rating, "
        "compliance_db.aml_checks.risk_level"},
    BusinessTerm{Database::kCompliance, "screening", "Screening",
                 "A comparison of a customer with lists, or of a movement with what is usual.",
                 "compliance_db.aml_checks.check_type"},
    BusinessTerm{Database::kCompliance, "suspicious_activity", "Suspicious activity",
                 "What a bank has to report to the authorities, and may not tell the customer.",
                 "compliance_db.suspicious_activity_reports.activity_type"},
    BusinessTerm{Database::kCompliance, "audit_trail", "Audit trail",
                 "Who did what to which record, and when. It is written, never changed.",
                 "compliance_db.audit_trails.action"},
};

}  // namespace

const BusinessGroup& business_group_of(Database database) noexcept {
  return kGroups[database];
}

std::span<const BusinessTerm> business_terms() noexcept {
  return kTerms;
}

}  // namespace bankseed::catalog::datahub
