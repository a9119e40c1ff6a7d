// What changes about customers, and in their dealings with the bank.

#include <array>

#include "bank/history/history.hpp"

namespace bankseed {
namespace {

/// Who has given no sign of life for so long is dormant (CMP1, RSP1).
constexpr std::int64_t kDormantDays = 180;

/// What was left to do after a contact is done on the next day: no survey asks before.
constexpr std::int64_t kFollowUpHoursMax = 20;
constexpr Ratio kFollowedUp{1, 4};

/// A complaint that is closed without a resolution has been under way for so many days.
constexpr std::int64_t kClosedDaysMin = 3;
constexpr std::int64_t kClosedDaysMax = 60;
/// It is in somebody's hands after so many hours at most.
constexpr std::int64_t kAssignedHoursMax = 48;

Timestamp later(Timestamp moment, std::int64_t seconds) {
  return {moment.micros + seconds * kMicrosPerSecond};
}

/// When the customer became dormant, or left: when all accounts, policies and loans had ended.
Timestamp left_at(const Lives& lives, const Customer& customer) {
  Block& block = lives.block();
  Timestamp moment = customer.active_until;
  if (customer.status == CustomerStatus::kDormant) moment.micros += kDormantDays * kMicrosPerDay;
  const auto index = static_cast<std::uint32_t>(&customer - block.core_banking().customers.data());
  for (const Account& account : block.core_banking().accounts_of(customer)) {
    if (account.closed) moment = std::max(moment, account.window.last);
  }
  for (const Policy& policy : block.insurance().policies_of(index)) {
    if (policy.ended()) moment = std::max(moment, Lives::ended_at(policy));
  }
  for (const Loan& loan : block.loans().loans) {
    if (loan.customer != index || loan.status != LoanStatus::kPaidOff) continue;
    moment =
        std::max(moment, at_second(loan.payoff.value_or(loan.last_paid), 18 * kSecondsPerHour));
  }
  return moment;
}

}  // namespace

void tell(Lives& lives, const CustomerProfilesRow& row, Life<CustomerProfilesRow>& life) {
  const Customer& customer = lives.customer(row.customer_id);
  struct Event {
    Timestamp at;
    std::string_view CustomerProfilesRow::*column;
    std::string_view value;
  };
  std::array<Event, 4> events{};
  std::size_t count = 0;
  const auto add = [&](Timestamp at, std::string_view CustomerProfilesRow::*column,
                       std::string_view value) {
    events[count++] = {at, column, value};
  };
  CustomerProfilesRow& first = life.first();
  first.updated_at = row.created_at;
  if (customer.kyc != KycStatus::kPending) {
    first.kyc_status = text_of(KycStatus::kPending);
    add(lives.verified_at(customer), &CustomerProfilesRow::kyc_status,
        text_of(KycStatus::kVerified));
  }
  if (customer.kyc == KycStatus::kExpired) {
    const Date expiry = lives
                            .rows<KycRecordsRow>()[static_cast<std::size_t>(
                                &customer - lives.block().core_banking().customers.data())]
                            .expiry_date;
    add(Lives::expired_at(expiry), &CustomerProfilesRow::kyc_status, row.kyc_status);
  }
  if (customer.status != CustomerStatus::kActive) {
    first.customer_status = text_of(CustomerStatus::kActive);
    add(left_at(lives, customer), &CustomerProfilesRow::customer_status, row.customer_status);
  }
  add(row.updated_at, nullptr, {});
  std::stable_sort(events.begin(), events.begin() + static_cast<std::ptrdiff_t>(count),
                   [](const Event& a, const Event& b) { return a.at < b.at; });
  for (std::size_t i = 0; i < count; ++i) {
    const Event& event = events[i];
    life.change(event.at, [&](CustomerProfilesRow& now) {
      if (event.column != nullptr) now.*event.column = event.value;
      // A change that batches make of it is none that the record says.
      now.updated_at = std::min(std::max(event.at, row.created_at), row.updated_at);
    });
  }
}

void tell(Lives& lives, const InteractionsRow& row, Life<InteractionsRow>& life) {
  if (row.outcome != text_of(InteractionOutcome::kResolved)) return;
  LifeDraws draws = lives.draws(row);
  const std::int64_t seconds = draws.between(kSecondsPerHour, kFollowUpHoursMax * kSecondsPerHour);
  if (!draws.chance(kFollowedUp)) return;
  life.first().outcome = text_of(InteractionOutcome::kFollowUpNeeded);
  life.change(later(row.interaction_date, seconds),
              [&row](InteractionsRow& now) { now.outcome = row.outcome; });
}

void tell(Lives& lives, const ComplaintsRow& row, Life<ComplaintsRow>& life) {
  LifeDraws draws = lives.draws(row);
  const std::int64_t days = draws.between(kClosedDaysMin, kClosedDaysMax);
  const std::int64_t waiting = draws.between(1, kAssignedHoursMax * kSecondsPerHour);
  const std::int64_t percent = draws.between(2, 40);
  ComplaintsRow& first = life.first();
  first.status = text_of(ComplaintStatus::kOpen);
  first.assigned_to.reset();
  first.resolved_date.reset();
  first.resolution_time_hours.reset();
  Timestamp ended{INT64_MAX};
  if (row.resolved_date) ended = *row.resolved_date;
  if (row.status == text_of(ComplaintStatus::kClosed)) {
    const Timestamp last = later(lives.customer(row.customer_id).active_until, -1);
    ended = std::max(row.filed_date, std::min(later(row.filed_date, days * kSecondsPerDay), last));
  }
  const bool is_open = row.status == text_of(ComplaintStatus::kOpen);
  const std::int64_t whole = (ended.micros - row.filed_date.micros) / kMicrosPerSecond;
  life.change(later(row.filed_date, std::min(waiting, whole / 100 * percent)),
              [&](ComplaintsRow& now) {
                if (!is_open) now.status = text_of(ComplaintStatus::kInvestigating);
                now.assigned_to = row.assigned_to;
              });
  if (ended.micros == INT64_MAX) return;
  life.change(ended, [&row](ComplaintsRow& now) {
    now.status = row.status;
    now.resolved_date = row.resolved_date;
    now.resolution_time_hours = row.resolution_time_hours;
  });
}

}  // namespace bankseed
