#pragma once

#include <cstdint>

#include "bankseed/core/enums.hpp"

namespace bankseed {

// Every set of values that a text column can have, stated here and nowhere else: enumerators, which
// the program speaks of, and their texts, which stand in the data. A column says that it is one of
// them (rows/<database>.hpp); comments, checks, settings and charts follow. The order is that of
// shares and weights, and of the list in the column's comment where that does not say another.

// employees_db

/// What an employee does. The first four are the roles with shares of their own (EMP1); the others
/// share the fifth.
enum class Role : std::uint8_t {
  kCustomerService,
  kLoanOfficer,
  kInsuranceAgent,
  kComplianceOfficer,
  kDepartmentHead,
  kBranchManager,
  kRiskAnalyst,
  kItSpecialist,
  kHrSpecialist,
  kAuditor,
  kMarketingSpecialist,
  kFinancialAnalyst,
  kOperationsSpecialist
};
template <>
inline constexpr auto kTexts<Role> = texts<Role>("customer_service",
                                                 "loan_officer",
                                                 "insurance_agent",
                                                 "compliance_officer",
                                                 "department_head",
                                                 "branch_manager",
                                                 "risk_analyst",
                                                 "it_specialist",
                                                 "hr_specialist",
                                                 "auditor",
                                                 "marketing_specialist",
                                                 "financial_analyst",
                                                 "operations_specialist");

/// EMP2, in the order in which a small bank fills the posts of their heads.
enum class Department : std::uint8_t {
  kRetailBanking,
  kLending,
  kInsurance,
  kCompliance,
  kOperations,
  kCustomerService,
  kRisk,
  kIt,
  kHr,
  kFinance,
  kAudit,
  kMarketing
};
template <>
inline constexpr auto kTexts<Department> = texts<Department>("retail_banking",
                                                             "lending",
                                                             "insurance",
                                                             "compliance",
                                                             "operations",
                                                             "customer_service",
                                                             "risk",
                                                             "it",
                                                             "hr",
                                                             "finance",
                                                             "audit",
                                                             "marketing");

enum class EmploymentStatus : std::uint8_t { kActive, kTerminated };
template <>
inline constexpr auto kTexts<EmploymentStatus> = texts<EmploymentStatus>("active", "terminated");

enum class TrainingStatus : std::uint8_t { kCompleted, kInProgress, kEnrolled };
template <>
inline constexpr auto kTexts<TrainingStatus> = texts<TrainingStatus>("completed",
                                                                     "in_progress",
                                                                     "enrolled");

enum class AssignmentType : std::uint8_t { kCustomerPortfolio, kBranchCoverage };
template <>
inline constexpr auto kTexts<AssignmentType> = texts<AssignmentType>("customer_portfolio",
                                                                     "branch_coverage");

// customer_db

enum class Segment : std::uint8_t { kRetail, kPremium, kCorporate, kPrivateBanking };
template <>
inline constexpr auto kTexts<Segment> =
    texts<Segment>("retail", "premium", "corporate", "private_banking");

enum class CustomerStatus : std::uint8_t { kActive, kDormant, kClosed };
template <>
inline constexpr auto kTexts<CustomerStatus> = texts<CustomerStatus>("active", "dormant", "closed");

/// State of an identity check.
enum class KycStatus : std::uint8_t { kVerified, kPending, kExpired };
template <>
inline constexpr auto kTexts<KycStatus> = texts<KycStatus>("verified", "pending", "expired");

/// Risk of money laundering, of a customer or of what a check found.
enum class RiskRating : std::uint8_t { kLow, kMedium, kHigh };
template <>
inline constexpr auto kTexts<RiskRating> = texts<RiskRating>("low", "medium", "high");

enum class InteractionType : std::uint8_t { kCall, kEmail, kBranchVisit, kChat, kComplaint };
template <>
inline constexpr auto kTexts<InteractionType> =
    texts<InteractionType>("call", "email", "branch_visit", "chat", "complaint");

enum class Channel : std::uint8_t { kPhone, kEmail, kWeb, kMobileApp, kBranch };
template <>
inline constexpr auto kTexts<Channel> =
    texts<Channel>("phone", "email", "web", "mobile_app", "branch");

enum class InteractionOutcome : std::uint8_t { kResolved, kEscalated, kFollowUpNeeded };
template <>
inline constexpr auto kTexts<InteractionOutcome> = texts<InteractionOutcome>("resolved",
                                                                             "escalated",
                                                                             "follow_up_needed");

enum class ComplaintType : std::uint8_t { kService, kFee, kProduct, kFraud, kOther };
template <>
inline constexpr auto kTexts<ComplaintType> =
    texts<ComplaintType>("service", "fee", "product", "fraud", "other");

enum class ComplaintStatus : std::uint8_t { kResolved, kInvestigating, kClosed, kOpen };
template <>
inline constexpr auto kTexts<ComplaintStatus> =
    texts<ComplaintStatus>("resolved", "investigating", "closed", "open");

/// Of a breach of a rule, and the priority of a complaint; the commonest first.
enum class Severity : std::uint8_t { kMedium, kHigh, kLow, kCritical };
template <>
inline constexpr auto kTexts<Severity> = texts<Severity>("medium", "high", "low", "critical");

enum class CampaignType : std::uint8_t { kEmail, kDirectMail, kDigital, kCrossSell, kRetention };
template <>
inline constexpr auto kTexts<CampaignType> =
    texts<CampaignType>("email", "direct_mail", "digital", "cross_sell", "retention");

enum class ResponseType : std::uint8_t { kClicked, kOpened, kPurchased, kUnsubscribed };
template <>
inline constexpr auto kTexts<ResponseType> =
    texts<ResponseType>("clicked", "opened", "purchased", "unsubscribed");

// accounts_db

enum class AccountType : std::uint8_t { kChecking, kSavings, kMoneyMarket, kCd };
template <>
inline constexpr auto kTexts<AccountType> =
    texts<AccountType>("checking", "savings", "money_market", "cd");

enum class AccountStatus : std::uint8_t { kActive, kFrozen, kClosed };
template <>
inline constexpr auto kTexts<AccountStatus> = texts<AccountStatus>("active", "frozen", "closed");

enum class TransactionType : std::uint8_t { kDeposit, kWithdrawal, kTransfer, kPayment, kFee };
template <>
inline constexpr auto kTexts<TransactionType> =
    texts<TransactionType>("deposit", "withdrawal", "transfer", "payment", "fee");

/// What a customer is to another's account.
enum class AccountRole : std::uint8_t { kJointOwner, kBeneficiary, kAuthorizedUser };
template <>
inline constexpr auto kTexts<AccountRole> = texts<AccountRole>("joint_owner",
                                                               "beneficiary",
                                                               "authorized_user");

// loans_db

enum class LoanType : std::uint8_t { kMortgage, kPersonal, kAuto, kBusiness, kEducation };
template <>
inline constexpr auto kTexts<LoanType> =
    texts<LoanType>("mortgage", "personal", "auto", "business", "education");

enum class ApplicationStatus : std::uint8_t { kApproved, kRejected, kPending, kWithdrawn };
template <>
inline constexpr auto kTexts<ApplicationStatus> =
    texts<ApplicationStatus>("approved", "rejected", "pending", "withdrawn");

enum class LoanStatus : std::uint8_t { kActive, kPaidOff, kDefaulted };
template <>
inline constexpr auto kTexts<LoanStatus> = texts<LoanStatus>("active", "paid_off", "defaulted");

enum class CollateralType : std::uint8_t { kProperty, kVehicle, kEquipment };
template <>
inline constexpr auto kTexts<CollateralType> = texts<CollateralType>("property",
                                                                     "vehicle",
                                                                     "equipment");

enum class InstallmentStatus : std::uint8_t { kPaid, kLate, kPending, kMissed };
template <>
inline constexpr auto kTexts<InstallmentStatus> =
    texts<InstallmentStatus>("paid", "late", "pending", "missed");

/// What a guarantor is to the borrower.
enum class GuarantorTie : std::uint8_t { kFamily, kBusinessPartner, kFriend };
template <>
inline constexpr auto kTexts<GuarantorTie> = texts<GuarantorTie>("family",
                                                                 "business_partner",
                                                                 "friend");

enum class CreditGrade : std::uint8_t { kAaa, kAa, kA, kBbb, kBb, kB, kCcc };
template <>
inline constexpr auto kTexts<CreditGrade> =
    texts<CreditGrade>("AAA", "AA", "A", "BBB", "BB", "B", "CCC");

// insurance_db

enum class PolicyType : std::uint8_t { kLife, kProperty, kVehicle, kHealth, kTravel };
template <>
inline constexpr auto kTexts<PolicyType> =
    texts<PolicyType>("life", "property", "vehicle", "health", "travel");

enum class PolicyStatus : std::uint8_t { kActive, kLapsed, kCancelled };
template <>
inline constexpr auto kTexts<PolicyStatus> = texts<PolicyStatus>("active", "lapsed", "cancelled");

enum class PremiumFrequency : std::uint8_t { kAnnual, kQuarterly, kMonthly };
template <>
inline constexpr auto kTexts<PremiumFrequency> = texts<PremiumFrequency>("annual",
                                                                         "quarterly",
                                                                         "monthly");

/// What a beneficiary is to the policy holder.
enum class BeneficiaryTie : std::uint8_t { kSpouse, kChild, kParent, kOther };
template <>
inline constexpr auto kTexts<BeneficiaryTie> =
    texts<BeneficiaryTie>("spouse", "child", "parent", "other");

enum class ClaimStatus : std::uint8_t { kPaid, kApproved, kUnderReview, kRejected };
template <>
inline constexpr auto kTexts<ClaimStatus> =
    texts<ClaimStatus>("paid", "approved", "under_review", "rejected");

enum class PaymentMethod : std::uint8_t { kAutoDebit, kOnline, kCheck, kWire };
template <>
inline constexpr auto kTexts<PaymentMethod> =
    texts<PaymentMethod>("auto_debit", "online", "check", "wire");

enum class PaymentStatus : std::uint8_t { kCompleted, kPending, kFailed };
template <>
inline constexpr auto kTexts<PaymentStatus> = texts<PaymentStatus>("completed",
                                                                   "pending",
                                                                   "failed");

enum class PolicyEventType : std::uint8_t {
  kRenewal,
  kModification,
  kCancellation,
  kReinstatement
};
template <>
inline constexpr auto kTexts<PolicyEventType> =
    texts<PolicyEventType>("renewal", "modification", "cancellation", "reinstatement");

// compliance_db

enum class IdentityDocument : std::uint8_t { kPassport, kDriversLicense, kNationalId };
template <>
inline constexpr auto kTexts<IdentityDocument> = texts<IdentityDocument>("passport",
                                                                         "drivers_license",
                                                                         "national_id");

enum class CheckType : std::uint8_t {
  kWatchlist,
  kSanctions,
  kPepScreening,
  kTransactionMonitoring
};
template <>
inline constexpr auto kTexts<CheckType> =
    texts<CheckType>("watchlist", "sanctions", "pep_screening", "transaction_monitoring");

enum class SuspiciousActivityKind : std::uint8_t {
  kStructuring,
  kUnusualPattern,
  kHighRiskCountry
};
template <>
inline constexpr auto kTexts<SuspiciousActivityKind> =
    texts<SuspiciousActivityKind>("structuring", "unusual_pattern", "high_risk_country");

/// Of a report of suspicious activity.
enum class ReportStatus : std::uint8_t { kFiled, kUnderReview, kClosed, kDraft };
template <>
inline constexpr auto kTexts<ReportStatus> =
    texts<ReportStatus>("filed", "under_review", "closed", "draft");

enum class RegulatoryTier : std::uint8_t { kTier1, kTier2, kTier3 };
template <>
inline constexpr auto kTexts<RegulatoryTier> = texts<RegulatoryTier>("tier1", "tier2", "tier3");

/// A periodic return to the supervisor.
enum class ReturnType : std::uint8_t {
  kCapitalAdequacy,
  kLiquidity,
  kQuarterlyFiling,
  kStressTest
};
template <>
inline constexpr auto kTexts<ReturnType> =
    texts<ReturnType>("capital_adequacy", "liquidity", "quarterly_filing", "stress_test");

enum class ReturnStatus : std::uint8_t { kSubmitted, kAccepted, kPending };
template <>
inline constexpr auto kTexts<ReturnStatus> = texts<ReturnStatus>("submitted",
                                                                 "accepted",
                                                                 "pending");

/// Kinds of record in the audit trail; the most frequent first.
enum class AuditedEntity : std::uint8_t { kCustomer, kAccount, kTransaction, kLoan, kPolicy };
template <>
inline constexpr auto kTexts<AuditedEntity> =
    texts<AuditedEntity>("customer", "account", "transaction", "loan", "policy");

enum class AuditAction : std::uint8_t { kUpdate, kCreate, kView, kDelete };
template <>
inline constexpr auto kTexts<AuditAction> =
    texts<AuditAction>("update", "create", "view", "delete");

enum class RuleType : std::uint8_t {
  kTransactionLimit,
  kVelocityCheck,
  kGeographicRestriction,
  kAmountThreshold
};
template <>
inline constexpr auto kTexts<RuleType> = texts<RuleType>("transaction_limit",
                                                         "velocity_check",
                                                         "geographic_restriction",
                                                         "amount_threshold");

/// Kind of record that breaks a rule.
enum class ViolationSubject : std::uint8_t { kTransaction, kAccount, kCustomer };
template <>
inline constexpr auto kTexts<ViolationSubject> = texts<ViolationSubject>("transaction",
                                                                         "account",
                                                                         "customer");

enum class ViolationStatus : std::uint8_t { kResolved, kInvestigating, kFalsePositive, kOpen };
template <>
inline constexpr auto kTexts<ViolationStatus> =
    texts<ViolationStatus>("resolved", "investigating", "false_positive", "open");

// The datasets

enum class CustomerRecordType : std::uint8_t { kIndividual, kBusiness };
template <>
inline constexpr auto kTexts<CustomerRecordType> = texts<CustomerRecordType>("Individual",
                                                                             "Business");

enum class AccountRecordType : std::uint8_t { kChecking, kSavings, kInvestment, kBusiness };
template <>
inline constexpr auto kTexts<AccountRecordType> =
    texts<AccountRecordType>("Checking", "Savings", "Investment", "Business");

enum class TransactionRecordType : std::uint8_t { kDeposit, kWithdrawal, kTransfer, kPayment };
template <>
inline constexpr auto kTexts<TransactionRecordType> =
    texts<TransactionRecordType>("Deposit", "Withdrawal", "Transfer", "Payment");

enum class LoanRecordType : std::uint8_t { kMortgage, kAuto, kPersonal, kBusiness, kEducation };
template <>
inline constexpr auto kTexts<LoanRecordType> =
    texts<LoanRecordType>("Mortgage", "Auto", "Personal", "Business", "Education");

enum class LoanRecordStatus : std::uint8_t { kActive, kPaidOff, kDefault };
template <>
inline constexpr auto kTexts<LoanRecordStatus> = texts<LoanRecordStatus>("Active",
                                                                         "Paid Off",
                                                                         "Default");

enum class CardBrand : std::uint8_t { kVisa, kMasterCard, kElo };
template <>
inline constexpr auto kTexts<CardBrand> = texts<CardBrand>("Visa", "MasterCard", "Elo");

/// What a record of compliance is about.
enum class ReviewType : std::uint8_t { kKyc, kAml, kLgpd };
template <>
inline constexpr auto kTexts<ReviewType> = texts<ReviewType>("KYC", "AML", "LGPD");

enum class ReviewStatus : std::uint8_t { kCompleted, kPending, kRejected };
template <>
inline constexpr auto kTexts<ReviewStatus> = texts<ReviewStatus>("Completed",
                                                                 "Pending",
                                                                 "Rejected");

enum class InvestmentType : std::uint8_t { kFixedIncome, kStocks, kRealEstateFunds };
template <>
inline constexpr auto kTexts<InvestmentType> = texts<InvestmentType>("Fixed Income",
                                                                     "Stocks",
                                                                     "Real Estate Funds");

enum class InvestmentStatus : std::uint8_t { kActive, kClosed };
template <>
inline constexpr auto kTexts<InvestmentStatus> = texts<InvestmentStatus>("Active", "Closed");

enum class OnlineActivity : std::uint8_t { kLogin, kPayment, kTransfer };
template <>
inline constexpr auto kTexts<OnlineActivity> = texts<OnlineActivity>("Login",
                                                                     "Payment",
                                                                     "Transfer");

enum class Device : std::uint8_t { kMobile, kDesktop, kTablet };
template <>
inline constexpr auto kTexts<Device> = texts<Device>("Mobile", "Desktop", "Tablet");

}  // namespace bankseed
