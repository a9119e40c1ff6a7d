#include "bank/accounts/accounts.hpp"
#include "bank/model/identity_text.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/rows/row_set.hpp"
#include "core/text.hpp"

namespace bankseed {
namespace {

void append_profile(const BankModel& model,
                    const Customer& customer,
                    const Contact& contact,
                    RowSet& out) {
  Draws draws = model.draws(Stream::kCustomerUpdated, customer.id.number - 1);
  Arena& arena = out.arena();
  const std::int64_t seconds =
      (customer.active_until.micros - customer.created_at.micros) / kMicrosPerSecond;
  out.of<CustomerProfilesRow>().push_back(
      {.customer_id = customer.id,
       .full_name = Text(arena).add(contact.name.first).add(' ').add(contact.name.last).view(),
       .email = contact.email,
       .phone = contact.phone,
       .address = contact.address,
       .city = customer.place->city,
       .country = model.corpus->locale->country,
       .customer_segment = text_of(customer.segment),
       .customer_status = text_of(customer.status),
       .onboarding_date = date_of(customer.created_at),
       .assigned_agent_id = agent_of(model, customer),
       .kyc_status = text_of(customer.kyc),
       .risk_rating = text_of(customer.risk),
       .created_at = customer.created_at,
       .updated_at = {customer.created_at.micros +
                      draws.between(0, seconds - 1) * kMicrosPerSecond}});
}

}  // namespace

void append_customers(Block& whole, const TableSet& tables, RowSet& out) {
  const BankModel& model = whole.model();
  const CoreBankingPlan& block = whole.core_banking();
  const bool masters = wants<CustomersRow>(tables);
  const bool profiles = wants<CustomerProfilesRow>(tables);
  for (const Customer& customer : block.customers) {
    const Contact contact = contact_of(model, customer, out.arena());
    if (masters) {
      out.of<CustomersRow>().push_back({.customer_id = customer.id,
                                        .first_name = contact.name.first,
                                        .last_name = contact.name.last,
                                        .date_of_birth = customer.date_of_birth,
                                        .email = contact.email,
                                        .phone = contact.phone,
                                        .created_at = customer.created_at});
    }
    if (profiles) append_profile(model, customer, contact, out);
  }
}

}  // namespace bankseed
