#include "bank/insurance/insurance.hpp"
#include "bankseed/rows/row_set.hpp"

namespace bankseed {
namespace {

void append_policy(const CoreBankingPlan& block, const Policy& policy, RowSet& out) {
  PoliciesRow row{.policy_id = policy.id,
                  .policy_number = policy_number_text(out.arena(), policy),
                  .customer_id = block.customers[policy.owner].id,
                  .policy_type = text_of(policy.type),
                  .policy_status = text_of(policy.status),
                  .coverage_amount = policy.coverage,
                  .premium_amount = policy.premium,
                  .premium_frequency = text_of(policy.frequency),
                  .start_date = policy.start,
                  .end_date = policy.end,
                  .linked_account_id = {},
                  .agent_id = policy.agent,
                  .created_at = policy.created_at};
  if (policy.linked_account) row.linked_account_id = block.accounts[*policy.linked_account].id;
  out.of<PoliciesRow>().push_back(row);
}

void append_payments(const CoreBankingPlan& block,
                     const InsuranceData& insurance,
                     const Policy& policy,
                     RowSet& out) {
  for (std::uint32_t i = 0; i < policy.payment_count; ++i) {
    const PremiumPayment payment = insurance.payment(policy, i);
    PremiumPaymentsRow row{.payment_id = {policy.first_payment + i + 1},
                           .policy_id = policy.id,
                           .payment_date = payment.date,
                           .amount = payment.amount,
                           .payment_method = text_of(payment.method),
                           .from_account_id = {},
                           .payment_status = text_of(payment.status)};
    if (payment.from_account) row.from_account_id = block.accounts[*policy.linked_account].id;
    out.of<PremiumPaymentsRow>().push_back(row);
  }
}

}  // namespace

void append_insurance(Block& whole, const TableSet& tables, RowSet& out) {
  const BankModel& model = whole.model();
  const CoreBankingPlan& block = whole.core_banking();
  const InsuranceData& insurance = whole.insurance();
  for (const Policy& policy : insurance.policies) {
    if (wants<PoliciesRow>(tables)) append_policy(block, policy, out);
    if (wants<PremiumPaymentsRow>(tables)) append_payments(block, insurance, policy, out);
  }
  if (wants<BeneficiariesRow>(tables)) append_beneficiaries(model, block, insurance, out);
  if (wants<ClaimsRow>(tables)) append_claims(model, block, insurance, out);
  if (wants<PolicyEventsRow>(tables)) append_policy_events(model, block, insurance, out);
}

template <>
InsuranceCounts counts_before<InsuranceCounts>(const BankModel& model, std::uint64_t block) {
  // One block decides alone what its customers can bear.
  if (block == 1 && model.blocks.count() == 1) {
    const CoreBankingPlan data(model, 0);
    return InsuranceData(model, data).counts;
  }
  const std::uint64_t customers = block == model.blocks.count()
                                      ? model.options.customers
                                      : model.blocks.customers_of(block).first;
  return model.insurance.quotas.counts_of(customers);
}

}  // namespace bankseed
