// What changes about policies, claims and premiums.

#include <vector>

#include "bank/history/history.hpp"

namespace bankseed {
namespace {

/// An agreement is entered in the morning of its day; a term is renewed on the evening before the
/// next one, so that a policy that is in force ends on no day before.
constexpr std::int64_t kMorning = 10 * kSecondsPerHour;
constexpr std::int64_t kEvening = 18 * kSecondsPerHour;

/// A claim is decided within so many days.
constexpr std::int64_t kDecidedDaysMin = 3;
constexpr std::int64_t kDecidedDaysMax = 20;

/// A premium is booked, or comes back, within so many hours.
constexpr std::int64_t kBookedHoursMax = 40;
constexpr std::int64_t kFailedHoursMin = 20;
constexpr std::int64_t kFailedHoursMax = 70;
/// What an account's ledger has is booked on the same day.
constexpr std::int64_t kDebitedHoursMax = 6;

/// Terms of life insurance are multiples of so many years.
constexpr std::int32_t kLifeTermYears = 10;

/// Last day of the policy's term with this number, from 0.
Date term_end(const Policy& policy, std::uint32_t term) {
  auto years = static_cast<std::int32_t>(policy.renewal_years * (term + 1));
  if (policy.renewals == 0) {
    years = static_cast<std::int32_t>(policy.full_years()) + 1;
    if (policy.type == PolicyType::kLife)
      years = (years + kLifeTermYears - 1) / kLifeTermYears * kLifeTermYears;
  }
  return std::max(policy.end, add_days(add_months(policy.start, 12 * years), -1));
}

}  // namespace

void tell(Lives& lives, const PoliciesRow& row, Life<PoliciesRow>& life) {
  const auto& policies = lives.block().insurance().policies;
  const Policy& policy = policies[row.policy_id.number - policies.front().id.number];
  struct Event {
    Timestamp at;
    PolicyStatus status{};
    std::optional<Date> end;
  };
  std::vector<Event> events;
  const auto end_of = [&policy](std::uint32_t term) {
    // The term that is running: an active policy says so itself.
    if (term == policy.renewals && !policy.ended()) return policy.end;
    const Date end = term_end(policy, term);
    if (term == policy.renewals) return end;
    return add_days(
        add_months(policy.start, 12 * static_cast<std::int32_t>(policy.renewal_years * (term + 1))),
        -1);
  };
  for (std::uint32_t term = 1; term <= policy.renewals; ++term) {
    events.push_back({.at = at_second(end_of(term - 1), kEvening),
                      .status = PolicyStatus::kActive,
                      .end = end_of(term)});
  }
  if (policy.suspension) {
    events.push_back({.at = at_second(policy.suspension->first, kMorning),
                      .status = PolicyStatus::kCancelled,
                      .end = policy.suspension->first});
    events.push_back({.at = at_second(policy.suspension->last, kMorning),
                      .status = PolicyStatus::kActive,
                      .end = std::nullopt});
  }
  if (policy.ended())
    events.push_back({.at = Lives::ended_at(policy), .status = policy.status, .end = policy.end});
  std::stable_sort(events.begin(), events.end(),
                   [](const Event& a, const Event& b) { return a.at < b.at; });
  life.first().policy_status = text_of(PolicyStatus::kActive);
  Date term_ends = end_of(0);
  life.first().end_date = term_ends;
  for (const Event& event : events) {
    if (event.status == PolicyStatus::kActive) term_ends = event.end.value_or(term_ends);
    life.change(event.at, [&](PoliciesRow& now) {
      now.policy_status = text_of(event.status);
      now.end_date = event.status == PolicyStatus::kActive ? term_ends : *event.end;
    });
  }
}

void tell(Lives& lives, const ClaimsRow& row, Life<ClaimsRow>& life) {
  if (row.status == text_of(ClaimStatus::kUnderReview)) return;
  LifeDraws draws = lives.draws(row);
  auto days = static_cast<std::int32_t>(draws.between(kDecidedDaysMin, kDecidedDaysMax));
  const std::int64_t percent = draws.between(20, 80);
  if (row.settlement_date) {
    days = static_cast<std::int32_t>((row.settlement_date->days - row.claim_date.days) * percent /
                                     100);
  }
  ClaimsRow& first = life.first();
  first.status = text_of(ClaimStatus::kUnderReview);
  first.approved_amount.reset();
  first.settlement_date.reset();
  life.change(draws.in_office_hours(add_days(row.claim_date, days)), [&](ClaimsRow& now) {
    now.status = row.settlement_date ? text_of(ClaimStatus::kApproved) : row.status;
    now.approved_amount = row.approved_amount;
  });
  if (!row.settlement_date) return;
  life.change(draws.in_office_hours(*row.settlement_date), [&row](ClaimsRow& now) { now = row; });
}

void tell(Lives& lives, const PremiumPaymentsRow& row, Life<PremiumPaymentsRow>& life) {
  if (row.payment_status == text_of(PaymentStatus::kPending)) return;
  LifeDraws draws = lives.draws(row);
  const bool failed = row.payment_status == text_of(PaymentStatus::kFailed);
  const std::int64_t booked = row.from_account_id ? kDebitedHoursMax : kBookedHoursMax;
  const std::int64_t seconds = draws.between((failed ? kFailedHoursMin : 1) * kSecondsPerHour,
                                             (failed ? kFailedHoursMax : booked) * kSecondsPerHour);
  life.first().payment_status = text_of(PaymentStatus::kPending);
  life.change({life.versions().front().from.micros + seconds * kMicrosPerSecond},
              [&row](PremiumPaymentsRow& now) { now.payment_status = row.payment_status; });
}

}  // namespace bankseed
