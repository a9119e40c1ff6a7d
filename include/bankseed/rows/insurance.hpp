#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "bankseed/rows/ids.hpp"
#include "bankseed/rows/values.hpp"
#include "bankseed/schema/table.hpp"

namespace bankseed {

// Rows of insurance_db. The text of every row points into a corpus (static) or into the arena of
// the RowSet that holds it, and lives as long as that.

struct PoliciesRow {
  PolicyId policy_id;
  std::string_view policy_number;
  CustomerId customer_id;
  std::string_view policy_type;
  std::string_view policy_status;
  Money coverage_amount;
  Money premium_amount;
  std::string_view premium_frequency;
  Date start_date;
  Date end_date;
  std::optional<AccountId> linked_account_id;
  std::optional<EmployeeId> agent_id;
  Timestamp created_at;
};
template <>
struct Table<PoliciesRow> {
  static constexpr std::string_view kName = "policies";
  static constexpr std::string_view kComment = "Insurance contracts of customers.";
  static constexpr Database kDatabase = Database::kInsurance;
  static constexpr Phase kPhase = Phase::kInsurance;
  static constexpr BeginsAt<&PoliciesRow::created_at> kBegins{};
  static constexpr auto kColumns = columns(
      column<&PoliciesRow::policy_id>("Identifies the policy.").varchar(50).key(),
      column<&PoliciesRow::policy_number>("Contract number; unique.")
          .direct_identifier()
          .varchar(30)
          .not_null()
          .unique(),
      column<&PoliciesRow::customer_id>("Policy holder")
          .varchar(50)
          .not_null()
          .to_external("accounts_db.customers.customer_id"),
      column<&PoliciesRow::policy_type>().one_of<PolicyType>().varchar(50).not_null(),
      column<&PoliciesRow::policy_status>()
          .changes("with cancellation, lapse and reinstatement")
          .one_of<PolicyStatus>()
          .varchar(20)
          .default_to("'active'"),
      column<&PoliciesRow::coverage_amount>("Sum insured, in the bank's currency.")
          .financial()
          .digits(15)
          .not_null(),
      column<&PoliciesRow::premium_amount>("Premium per payment period, in the bank's currency.")
          .financial()
          .digits(10)
          .not_null(),
      column<&PoliciesRow::premium_frequency>("Payment period")
          .one_of<PremiumFrequency>()
          .varchar(20),
      column<&PoliciesRow::start_date>("First day of cover, within the last five years.")
          .not_null(),
      column<&PoliciesRow::end_date>("Last day of cover; may lie ahead.")
          .changes("with renewal, cancellation, lapse and reinstatement"),
      column<&PoliciesRow::linked_account_id>(
          "Account of the holder that pays the premium, where one is linked")
          .changes("when the account is opened, where that is later")
          .varchar(50)
          .to_external("accounts_db.accounts.account_id"),
      column<&PoliciesRow::agent_id>("Insurance agent who looks after the policy")
          .varchar(50)
          .to_external("employees_db.employees.employee_id"),
      column<&PoliciesRow::created_at>("When the policy was made out, local bank time.")
          .default_to("CURRENT_TIMESTAMP"));
  static constexpr std::array<IndexDef, 1> kIndexes = {{{"customer_id"}}};
};

struct BeneficiariesRow {
  Serial beneficiary_id;
  PolicyId policy_id;
  std::string_view beneficiary_name;
  std::string_view relationship;
  std::int32_t percentage = 0;
  std::string_view contact_info;
};
template <>
struct Table<BeneficiariesRow> {
  static constexpr std::string_view kName = "beneficiaries";
  static constexpr std::string_view kComment =
      "Who receives the benefit of a policy; shares add up to 100 per policy.";
  static constexpr Database kDatabase = Database::kInsurance;
  static constexpr Phase kPhase = Phase::kInsurance;
  static constexpr BeginsWith<&BeneficiariesRow::policy_id> kBegins{};
  static constexpr auto kColumns = columns(
      column<&BeneficiariesRow::beneficiary_id>("Numbers the beneficiary.").key(),
      column<&BeneficiariesRow::policy_id>("Policy that pays the benefit.")
          .varchar(50)
          .not_null()
          .to("policies.policy_id"),
      column<&BeneficiariesRow::beneficiary_name>("Full name of the beneficiary.")
          .direct_identifier()
          .varchar(200)
          .not_null(),
      column<&BeneficiariesRow::relationship>("Tie to the policy holder")
          .quasi_identifier()
          .one_of<BeneficiaryTie>()
          .varchar(50),
      column<&BeneficiariesRow::percentage>("Share of the benefit in whole per cent, above 0.")
          .financial()
          .check("percentage BETWEEN 0 AND 100"),
      column<&BeneficiariesRow::contact_info>("How to reach the beneficiary; fictional.")
          .direct_identifier());
};

struct ClaimsRow {
  ClaimId claim_id;
  PolicyId policy_id;
  std::string_view claim_number;
  std::string_view claim_type;
  Money claim_amount;
  Date claim_date;
  std::string_view status;
  std::optional<Money> approved_amount;
  std::optional<Date> settlement_date;
  std::string_view description;
  std::optional<EmployeeId> processed_by;
};
template <>
struct Table<ClaimsRow> {
  static constexpr std::string_view kName = "claims";
  static constexpr std::string_view kComment = "Claims made on policies.";
  static constexpr Database kDatabase = Database::kInsurance;
  static constexpr Phase kPhase = Phase::kInsurance;
  static constexpr BeginsAt<&ClaimsRow::claim_date> kBegins{};
  static constexpr auto kColumns = columns(
      column<&ClaimsRow::claim_id>("Identifies the claim.").varchar(50).key(),
      column<&ClaimsRow::policy_id>("Policy claimed on.")
          .varchar(50)
          .not_null()
          .to("policies.policy_id"),
      column<&ClaimsRow::claim_number>("Number that the holder is told; unique.")
          .direct_identifier()
          .varchar(30)
          .not_null()
          .unique(),
      column<&ClaimsRow::claim_type>("What happened; fits the type of the policy.")
          .quasi_identifier()
          .varchar(100)
          .not_null(),
      column<&ClaimsRow::claim_amount>(
          "Amount claimed, in the bank's currency; at most the sum insured.")
          .financial()
          .digits(15)
          .not_null(),
      column<&ClaimsRow::claim_date>("Day of the claim, while the policy was in force.").not_null(),
      column<&ClaimsRow::status>()
          .changes("with the decision, and the pay-out")
          .one_of<ClaimStatus>()
          .varchar(50)
          .default_to("'submitted'"),
      column<&ClaimsRow::approved_amount>(
          "Amount granted, in the bank's currency; set exactly when paid or approved.")
          .changes("with the decision")
          .financial()
          .digits(15),
      column<&ClaimsRow::settlement_date>("Day of the pay-out; set exactly when paid.")
          .changes("on pay-out"),
      column<&ClaimsRow::description>("Circumstances of the claim.").quasi_identifier(),
      column<&ClaimsRow::processed_by>("Employee who handles the claim")
          .varchar(50)
          .to_external("employees_db.employees.employee_id"));
  static constexpr std::array<IndexDef, 1> kIndexes = {{{"policy_id"}}};
};

struct PremiumPaymentsRow {
  PremiumPaymentId payment_id;
  PolicyId policy_id;
  Date payment_date;
  Money amount;
  std::string_view payment_method;
  std::optional<AccountId> from_account_id;
  std::string_view payment_status;
};
template <>
struct Table<PremiumPaymentsRow> {
  static constexpr std::string_view kName = "premium_payments";
  static constexpr std::string_view kComment = "Premiums due and how each was paid.";
  static constexpr Database kDatabase = Database::kInsurance;
  static constexpr Phase kPhase = Phase::kInsurance;
  static constexpr BeginsAt<&PremiumPaymentsRow::payment_date> kBegins{};
  static constexpr auto kColumns =
      columns(column<&PremiumPaymentsRow::payment_id>("Identifies the payment.").varchar(50).key(),
              column<&PremiumPaymentsRow::policy_id>("Policy that it pays for.")
                  .varchar(50)
                  .not_null()
                  .to("policies.policy_id"),
              column<&PremiumPaymentsRow::payment_date>(
                  "Day of the payment, moved to the next working day from a weekend.")
                  .not_null(),
              column<&PremiumPaymentsRow::amount>("Premium for the period, in the bank's currency.")
                  .financial()
                  .digits(10)
                  .not_null(),
              column<&PremiumPaymentsRow::payment_method>().one_of<PaymentMethod>().varchar(50),
              column<&PremiumPaymentsRow::from_account_id>(
                  "The policy's linked account, where the money came from it")
                  .varchar(50)
                  .to_external("accounts_db.accounts.account_id"),
              column<&PremiumPaymentsRow::payment_status>()
                  .changes("when it is booked, or fails")
                  .financial()
                  .one_of<PaymentStatus>()
                  .varchar(20)
                  .default_to("'completed'"));
  static constexpr std::array<IndexDef, 1> kIndexes = {{{"policy_id"}}};
};

struct PolicyEventsRow {
  Serial event_id;
  PolicyId policy_id;
  std::string_view event_type;
  Date event_date;
  std::string_view description;
  std::optional<EmployeeId> performed_by;
};
template <>
struct Table<PolicyEventsRow> {
  static constexpr std::string_view kName = "policy_events";
  static constexpr std::string_view kComment = "The story of each policy after its start.";
  static constexpr Database kDatabase = Database::kInsurance;
  static constexpr Phase kPhase = Phase::kInsurance;
  static constexpr BeginsAt<&PolicyEventsRow::event_date> kBegins{};
  static constexpr auto kColumns = columns(
      column<&PolicyEventsRow::event_id>("Numbers the event.").key(),
      column<&PolicyEventsRow::policy_id>("Policy concerned.")
          .varchar(50)
          .not_null()
          .to("policies.policy_id"),
      column<&PolicyEventsRow::event_type>().one_of<PolicyEventType>().varchar(50).not_null(),
      column<&PolicyEventsRow::event_date>("Day of the event.").not_null(),
      column<&PolicyEventsRow::description>("What happened.").quasi_identifier(),
      column<&PolicyEventsRow::performed_by>("Employee who entered it, where one did")
          .varchar(50)
          .to_external("employees_db.employees.employee_id"));
};

}  // namespace bankseed
