#pragma once

#include <array>
#include <cstdint>

#include "bankseed/rows/values.hpp"

namespace bankseed {

// Every volume, share and range of the bank, with the requirements' values as defaults, by the
// rules of RULES.md that they are about. A setting is described once, in src/bank/*/settings.cpp:
// key, unit, comment; the configuration file, its checks and its printed form all come from there.

/// A share in basis points (6000 is 60 %).
struct Share {
  std::uint32_t basis_points = 0;
};

/// How a population is split; in basis points, summing to 10,000.
template <std::size_t kSize>
using Shares = std::array<std::uint32_t, kSize>;
/// The same by value, in the order of the enumerators (rows/values.hpp).
template <class E>
using SharesOf = EnumArray<E, std::uint32_t>;

/// A volume per 1,200 customers; it scales with the bank (E2).
struct Volume {
  std::uint32_t per_1200 = 0;
};
inline constexpr std::uint32_t kVolumeCustomers = 1200;

/// Inclusive range; the unit (cents, years, days, ...) stands in the description.
struct Range {
  std::int64_t low = 0;
  std::int64_t high = 0;
};

/// EMP1-EMP5
struct EmployeeSettings {
  Volume count{150};
  /// customer_service, loan_officer, insurance_agent, compliance_officer, managers and specialists.
  Shares<5> roles{4000, 2000, 1500, 1000, 1500};
  Share senior{3000};
  Share terminated{500};
  std::uint32_t branches = 18;
  std::uint32_t hire_years = 10;
};

/// TRN1, TRN2, REV1
struct TrainingSettings {
  std::uint32_t programs = 25;
  Share certifying{3000};
  Range hours{2, 40};
  Range programs_per_employee{2, 4};
  SharesOf<TrainingStatus> status{8000, 1500, 500};
  /// Ratings 4, 3, 5, 2, 1 (largest share first).
  Shares<5> review_ratings{4000, 3500, 1500, 800, 200};
  Range reviews_per_employee{1, 3};
};

/// ASG1
struct AssignmentSettings {
  Share portfolio{6000};
  Volume branch_coverage{15};
  Share ended{1500};
};

/// CUS1, CUS4, CUS5, PRO1
struct CustomerSettings {
  std::uint32_t history_years = 7;
  Range age_years{18, 85};
  std::uint32_t age_mean_years = 43;
  std::uint32_t age_deviation_years = 14;
  SharesOf<Segment> segments{6000, 2500, 1000, 500};
  SharesOf<CustomerStatus> status{9000, 700, 300};
  SharesOf<KycStatus> kyc{8500, 1000, 500};
  SharesOf<RiskRating> risk{7000, 2500, 500};
  Share with_agent{8000};
  Share near_branch{9000};
  Share in_households{4000};
};

/// ACC1-ACC4
struct AccountSettings {
  Share holders{7500};
  Share several{2500};  ///< Of the holders.
  /// Of those who hold several: four, five, three accounts.
  Shares<3> several_counts{4000, 4000, 2000};
  SharesOf<AccountType> types{5000, 3000, 1500, 500};
  SharesOf<AccountStatus> status{9200, 500, 300};
  Share foreign_currency{500};
  /// Cents.
  EnumArray<AccountType, Range> balances{{{{50'00, 25'000'00},
                                           {100'00, 100'000'00},
                                           {10'000'00, 500'000'00},
                                           {5'000'00, 200'000'00}}}};
};

/// How much moves on the accounts (TXN8).
enum class LedgerActivity : std::uint8_t { kUsual, kBusy };
template <>
inline constexpr auto kTexts<LedgerActivity> = texts<LedgerActivity>("usual", "busy");

/// TXN1-TXN8
struct TransactionSettings {
  /// The defaults of the others go by this one, see of().
  LedgerActivity activity = LedgerActivity::kUsual;
  Volume count{17'500};
  Range per_account{5, 50};
  /// deposit, withdrawal, transfer, payment and fee
  Shares<4> types{4000, 3000, 2000, 1000};
  Share fees{3000};         ///< Of payments and fees.
  Share internal{3000};     ///< Of transfers: both accounts are of this bank.
  Share above_10000{1000};  ///< Of transfers.
  Share processed_by{1500};
  /// Cents.
  EnumArray<TransactionType, Range> amounts{{{{20'00, 10'000'00},
                                              {20'00, 5'000'00},
                                              {50'00, 50'000'00},
                                              {10'00, 2'000'00},
                                              {10'00, 100'00}}}};

  /// The settings that go with an activity: what a bank has where nothing else is said.
  [[nodiscard]] static TransactionSettings of(LedgerActivity activity) noexcept;
};

/// REL1
struct RelationshipSettings {
  Volume count{125};
  SharesOf<AccountRole> types{6000, 3000, 1000};
};

/// INT1, INT2, SUR1
struct InteractionSettings {
  Share customers{6000};  ///< Who has any.
  Volume count{3'400};
  Range per_customer{1, 10};
  SharesOf<InteractionType> types{3500, 2500, 2000, 1500, 500};
  SharesOf<InteractionOutcome> outcomes{7000, 2000, 1000};
  Share handled{8000};
  Range duration_minutes{2, 60};
  Share surveyed{4000};   ///< Of the resolved ones.
  Share commented{3000};  ///< Of the surveys.
};

/// CMP1, CMP2
struct ComplaintSettings {
  Share customers{1250};  ///< Who files any.
  Volume count{175};
  Range per_customer{1, 3};
  SharesOf<ComplaintType> types{4000, 2500, 2000, 1000, 500};
  SharesOf<ComplaintStatus> status{6000, 2500, 1000, 500};
  SharesOf<Severity> priorities{5000, 2000, 2000, 1000};
  Share assigned{7000};
  Range resolution_hours{1, 240};
  std::uint32_t unresolved_days = 180;  ///< None that is open or investigated is older.
};

/// CAM1, RSP1
struct CampaignSettings {
  Share responding{4500};  ///< Of the customers.
  Volume responses{2'500};
  Range per_customer{1, 12};
  SharesOf<ResponseType> types{5000, 3000, 1500, 500};
  Share converted{2000};  ///< Of the responses; every purchase is one.
};

/// APP1-APP2, LOA1-LOA5, COL1, SCH2, GUA1, RSK1
struct LoanSettings {
  Share applicants{3500};    ///< Of the customers.
  Volume applications{450};  ///< At least one for each applicant.
  SharesOf<LoanType> types{3000, 2500, 2000, 1500, 1000};
  SharesOf<ApplicationStatus> application_status{6500, 2500, 700, 300};
  std::uint32_t application_years = 3;
  std::uint32_t pending_days = 60;
  /// Cents asked for.
  EnumArray<LoanType, Range> amounts{{{{100'000'00, 800'000'00},
                                       {5'000'00, 50'000'00},
                                       {10'000'00, 80'000'00},
                                       {20'000'00, 500'000'00},
                                       {5'000'00, 100'000'00}}}};
  Range approved{8000, 10'000};  ///< Basis points of the amount asked for.
  /// Yearly, in basis points.
  EnumArray<LoanType, Range> rates{
      {{{350, 750}, {600, 1800}, {400, 1200}, {500, 1500}, {400, 1000}}}};
  /// Months.
  EnumArray<LoanType, Range> terms{{{{180, 360}, {12, 60}, {24, 72}, {12, 120}, {60, 180}}}};
  Range disbursement_days{5, 30};  ///< After the decision.
  SharesOf<LoanStatus> status{8500, 1000, 500};
  Range outstanding{2000, 9500};  ///< Basis points of the principal, of active loans.
  Share delinquent{400};          ///< Of active loans.
  Share linked{7000};             ///< To an account of the borrower.
  Share secured_mortgages{6000};
  Share secured_auto{8000};
  Share secured_business{4000};
  Range appraised{11'000, 15'000};  ///< Basis points of the principal.
  /// Of the installments that were due before as_of.
  SharesOf<InstallmentStatus> installment_status{9000, 500, 300, 200};
  Share guaranteed{2750};  ///< Of personal and business loans.
  SharesOf<GuarantorTie> guarantors{6000, 3000, 1000};
  Range guarantee{5000, 10'000};  ///< Basis points of the principal.
  Share reassessed{3000};         ///< Of active loans.
  /// Largest share first: BBB, A, BB, AA, B, AAA, CCC.
  Shares<7> grades{3000, 2500, 2000, 1000, 800, 500, 200};
  Range score{300, 850};
  Range default_probability{100, 2500};  ///< Basis points.
};

/// POL1, BEN1, CLM1, PAY1, EVT1
struct InsuranceSettings {
  Share holders{2750};
  Share several{1500};  ///< Of the holders.
  Share three{1000};    ///< Of those who hold several.
  SharesOf<PolicyType> types{3500, 2500, 2000, 1500, 500};
  SharesOf<PolicyStatus> status{8800, 700, 500};
  SharesOf<PremiumFrequency> frequencies{5000, 3000, 2000};
  /// Full years in force, 0 to 4.
  Shares<5> years_in_force{4600, 2600, 1500, 800, 500};
  /// Cents.
  EnumArray<PolicyType, Range> coverage{{{{50'000'00, 2'000'000'00},
                                          {100'000'00, 5'000'000'00},
                                          {10'000'00, 150'000'00},
                                          {50'000'00, 1'000'000'00},
                                          {10'000'00, 100'000'00}}}};
  Range premium_share{50, 300};  ///< Of the coverage, per year; basis points.
  Share linked{7000};

  Volume beneficiaries{408};
  Share other_with_beneficiaries{2000};  ///< Of the policies that are not life.
  SharesOf<BeneficiaryTie> relationships{5000, 3000, 1000, 1000};

  Share with_claims{4500};
  Share second_claims{3600};  ///< Of the policies with claims.
  Share third_claims{2200};   ///< Of the policies with two.
  SharesOf<ClaimStatus> claim_status{5000, 2500, 1500, 1000};
  Range claim_share{1000, 10'000};  ///< Of the coverage; basis points.

  SharesOf<PaymentMethod> methods{6000, 2000, 1500, 500};
  Share from_account{7000};  ///< Of the payments.
  Share pending{300};
  Share failed{200};

  std::uint32_t events_per_100 = 120;  ///< Per 100 policies.
  SharesOf<PolicyEventType> event_types{4000, 3000, 2000, 1000};
  Share performed{5000};
};

/// KYC1
struct IdentitySettings {
  SharesOf<IdentityDocument> documents{5000, 3500, 1500};
  Range verification_days{0, 30};  ///< After onboarding.
  Range expiry_years{1, 10};       ///< After verification.
  Range review_years{1, 3};        ///< After verification.
};

/// AML1-AML3
struct ScreeningSettings {
  Share periodic{5000};  ///< Of the customers.
  /// Of the last kind there is one for each transaction above 10,000: their number and this share
  /// decide how many checks there are.
  SharesOf<CheckType> types{4000, 3000, 2000, 1000};
  Share flagged{500};
  /// medium, low, high
  Shares<3> risk_levels{6000, 3500, 500};
};

/// SAR1
struct ReportSettings {
  Volume count{40};
  SharesOf<SuspiciousActivityKind> activities{4000, 3500, 2500};
  SharesOf<ReportStatus> status{4000, 3000, 2000, 1000};
  SharesOf<RegulatoryTier> tiers{6000, 3000, 1000};
  Range amount{5'000'00, 500'000'00};
};

/// AUD1
struct AuditSettings {
  Volume count{6'500};
  SharesOf<AuditedEntity> entities{3200, 3000, 2000, 1000, 800};
  SharesOf<AuditAction> actions{5000, 3000, 1500, 500};
  Share with_values{3000};  ///< Of all rows; only updates have any.
};

/// RUL1, VIO1
struct RuleSettings {
  Volume violations{250};
  SharesOf<ViolationSubject> entities{6000, 2500, 1500};
  SharesOf<Severity> severities{4500, 2500, 2000, 1000};
  SharesOf<ViolationStatus> status{6000, 2000, 1500, 500};
};

/// DS3-DS6: what only the datasets have.
struct DatasetSettings {
  /// Customers with one card, two and none.
  Shares<3> cards{5800, 2400, 1800};
  std::uint32_t customers_per_branch = 200;
  /// Of the checking and savings accounts; every money market account and certificate holds some.
  Share investing{2500};
  /// Accounts that hold any: one, two, three.
  Shares<3> investments{5200, 3300, 1500};
  std::uint32_t activities_per_customer = 5;
  /// login, payment, transfer
  Shares<3> activities{5800, 2200, 2000};
};

/// The whole configuration of a bank, beside seed, as_of and the number of customers.
struct Settings {
  EmployeeSettings employees;
  TrainingSettings training;
  AssignmentSettings assignments;
  CustomerSettings customers;
  AccountSettings accounts;
  TransactionSettings transactions;
  RelationshipSettings relationships;
  InteractionSettings interactions;
  ComplaintSettings complaints;
  CampaignSettings campaigns;
  LoanSettings loans;
  InsuranceSettings insurance;
  IdentitySettings identity;
  ScreeningSettings screening;
  ReportSettings reports;
  AuditSettings audit;
  RuleSettings rules;
  DatasetSettings datasets;
};

}  // namespace bankseed
