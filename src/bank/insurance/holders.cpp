#include "bank/insurance/holders.hpp"

#include <algorithm>
#include <tuple>

#include "bankseed/core/calendar.hpp"
#include "bankseed/core/check.hpp"

namespace bankseed {
namespace {

/// Who buys insurance, in per cent of those who could, by segment; and the young seldom do.
constexpr EnumArray<Segment, std::uint64_t> kSegmentWants = {72, 95, 80, 100};
constexpr std::int32_t kYoungYears = 25;
constexpr std::uint64_t kYoungWants = 12;
constexpr int kSourceAttempts = 6;
constexpr int kHolderAttempts = 24;

/// Ended policies whose owner is no longer active, where one fits, in per cent.
constexpr std::uint64_t kLeftShare = 60;
/// Policies without a link whose owner has no account either, in per cent.
constexpr std::uint64_t kWithoutAccountShare = 55;

/// Days that a shortened policy that has ended was in force, and that its end lies back.
constexpr std::int32_t kShortDays = 45;
constexpr std::int32_t kShortPolicyEndedDays = 30;

/// The first day after a customer came.
Date first_day(const Customer& customer) {
  return add_days(date_of(customer.created_at), 1);
}

}  // namespace

void PolicyHolders::Pool::sort() {
  std::sort(waiting.begin(), waiting.end(), [](const Candidate& a, const Candidate& b) {
    return std::tie(a.from, a.customer) < std::tie(b.from, b.customer);
  });
}

void PolicyHolders::Pool::advance(Date start) {
  while (next < waiting.size() && waiting[next].from <= start)
    open.push_back(waiting[next++].customer);
}

PolicyHolders::PolicyHolders(const BankModel& model, const CoreBankingPlan& block)
    : model_(model), block_(block) {
  PolicyDraft latest;
  latest.start = latest.end = add_days(model.options.as_of, -1);
  for (std::uint32_t i = 0; i < block.customers.size(); ++i) {
    const Customer& customer = block.customers[i];
    if (customer.status != CustomerStatus::kActive) {
      if (customer.kyc != KycStatus::kPending) left_.push_back(i);
      continue;
    }
    const auto account = account_for(i, latest);
    if (customer.kyc == KycStatus::kPending) {
      unverified_.waiting.push_back({first_day(customer), i});
    } else if (account) {
      const Date from = std::max(first_day(customer), block.accounts[*account].opened);
      with_account_.waiting.push_back({from, i});
    } else {
      without_account_.waiting.push_back({first_day(customer), i});
    }
  }
  with_account_.sort();
  without_account_.sort();
  unverified_.sort();
}

/// The account that pays: a checking account if there is one, else the first opened.
std::optional<std::uint32_t> PolicyHolders::account_for(std::uint32_t customer,
                                                        const PolicyDraft& draft) const {
  const Customer& owner = block_.customers[customer];
  std::optional<std::uint32_t> best;
  for (std::uint32_t i = 0; i < owner.account_count; ++i) {
    const std::uint32_t index = owner.first_account + i;
    const Account& account = block_.accounts[index];
    if (account.currency != model_.currency() || account.type == AccountType::kCd ||
        account.status == AccountStatus::kFrozen || account.opened > draft.start)
      continue;
    if (account.closed && (owner.status != CustomerStatus::kClosed || *account.closed < draft.end))
      continue;
    const auto rank = [this](std::uint32_t a) {
      return std::pair(block_.accounts[a].type != AccountType::kChecking,
                       block_.accounts[a].opened);
    };
    if (!best || rank(index) < rank(*best)) best = index;
  }
  return best;
}

bool PolicyHolders::fits(std::uint32_t customer, const PolicyDraft& draft) const {
  const Customer& owner = block_.customers[customer];
  return first_day(owner) <= draft.start && start_of(draft.end) < owner.active_until &&
         (!draft.linked || account_for(customer, draft));
}

bool PolicyHolders::wants(std::uint32_t customer, Date start, std::uint64_t uniform) const {
  const Customer& owner = block_.customers[customer];
  if (full_years(owner.date_of_birth, start) < kYoungYears) return uniform < kYoungWants;
  return uniform < kSegmentWants[owner.segment];
}

void PolicyHolders::assign(PolicyDraft& draft, std::uint32_t customer) {
  draft.owner = customer;
  if (draft.linked) draft.account = account_for(customer, draft);
}

bool PolicyHolders::take_left(PolicyDraft& draft, std::uint64_t uniform) {
  std::uint64_t count = 0;
  for (const std::uint32_t customer : left_)
    count += fits(customer, draft) ? 1U : 0U;
  if (count == 0) return false;
  std::uint64_t skip = scale_to(uniform, count);
  const auto chosen = std::find_if(left_.begin(), left_.end(), [&](std::uint32_t customer) {
    return fits(customer, draft) && skip-- == 0;
  });
  assign(draft, *chosen);
  holders_.push_back({*chosen, 1});
  left_.erase(chosen);
  return true;
}

bool PolicyHolders::take_open(Pool& pool, PolicyDraft& draft, Draws& draws) {
  pool.advance(draft.start);
  if (pool.open.empty()) return false;
  std::size_t place = 0;
  for (int attempt = 0; attempt < kSourceAttempts; ++attempt) {
    place = draws.below(pool.open.size());
    const std::uint64_t uniform = draws.below(100);
    if (wants(pool.open[place], draft.start, uniform)) break;
  }
  const std::uint32_t customer = pool.open[place];
  assign(draft, customer);
  holders_.push_back({customer, 1});
  pool.open[place] = pool.open.back();
  pool.open.pop_back();
  return true;
}

/// Nobody was a customer when the policy began: it goes to whoever came first after that.
void PolicyHolders::take_waiting(PolicyDraft& draft) {
  Pool* best = nullptr;
  for (Pool* pool : {&with_account_, &without_account_}) {
    if (pool->next == pool->waiting.size()) continue;
    if (best == nullptr || pool->waiting[pool->next].from < best->waiting[best->next].from)
      best = pool;
  }
  if (best == nullptr) best = &unverified_;
  BANKSEED_CHECK(best->next < best->waiting.size());
  const Candidate candidate = best->waiting[best->next++];
  shorten(draft, candidate.from);
  assign(draft, candidate.customer);
  holders_.push_back({candidate.customer, 1});
}

void PolicyHolders::add_holder(PolicyDraft& draft) {
  Draws draws = model_.draws(Stream::kPolicyHolder, draft.key);
  const std::uint64_t kind = draws.below(100);
  const std::uint64_t uniform = draws.next();
  if (draft.status != PolicyStatus::kActive && kind < kLeftShare && take_left(draft, uniform))
    return;
  const bool without = !draft.linked && draws.below(100) < kWithoutAccountShare;
  Pool& first = without ? without_account_ : with_account_;
  Pool& second = without ? with_account_ : without_account_;
  if (take_open(first, draft, draws) || take_open(second, draft, draws)) return;
  take_waiting(draft);
}

void PolicyHolders::add_policy(PolicyDraft& draft, std::uint32_t policies) {
  Draws draws = model_.draws(Stream::kFurtherPolicy, draft.key);
  const auto give = [&](Holder& holder) {
    ++holder.policies;
    assign(draft, holder.customer);
  };
  BANKSEED_CHECK(!holders_.empty());
  for (int attempt = 0; attempt < kHolderAttempts; ++attempt) {
    Holder& holder = holders_[draws.below(holders_.size())];
    if (holder.policies == policies && fits(holder.customer, draft)) return give(holder);
  }
  // Nobody by chance: the first who fits; then the first who would without the link; then the one
  // whose policy must be shortened least.
  for (const bool linked : {draft.linked, false}) {
    draft.linked = linked;
    for (Holder& holder : holders_) {
      if (holder.policies == policies && fits(holder.customer, draft)) return give(holder);
    }
  }
  // Where settings leave no such holder, an active one with other policies, or any.
  const auto rank = [&](const Holder& holder) {
    const Customer& owner = block_.customers[holder.customer];
    return std::tuple(owner.status != CustomerStatus::kActive, holder.policies != policies,
                      owner.created_at);
  };
  Holder* const best =
      &*std::min_element(holders_.begin(), holders_.end(),
                         [&](const Holder& a, const Holder& b) { return rank(a) < rank(b); });
  shorten(draft, first_day(block_.customers[best->customer]));
  give(*best);
}

/// Lets the policy begin after `from`, and pay fewer premiums. Only where one block is the whole
/// bank: elsewhere the number of payments is settled.
void PolicyHolders::shorten(PolicyDraft& draft, Date from) const {
  if (model_.blocks.count() > 1 || draft.start >= from) return;
  const Date as_of = model_.options.as_of;
  const std::int32_t months = kPeriodMonths[draft.frequency];
  const auto due = [&](std::int32_t index) { return add_months(draft.start, index * months); };
  const bool active = draft.status == PolicyStatus::kActive;
  for (draft.start = from;; draft.start = add_days(draft.start, 1)) {
    if (!active && draft.end.days - draft.start.days < kShortDays) {
      draft.end =
          std::min(add_days(draft.start, kShortDays), add_days(as_of, -kShortPolicyEndedDays));
      draft.end = std::max(draft.end, add_days(draft.start, 4));
    }
    std::int32_t count = 1;
    while (due(count) <= (active ? as_of : draft.end))
      ++count;
    draft.payments = static_cast<std::uint32_t>(count);
    // The last premium has to have reached a working day.
    const bool settled = due(count - 1) <= add_days(active ? as_of : draft.end, -4);
    const bool last_chance = add_days(draft.start, 3) >= as_of;
    if ((settled && to_civil(draft.start).day <= 28) || last_chance) break;
  }
  draft.years = (draft.payments - 1) * static_cast<std::uint32_t>(months) / 12;
}

}  // namespace bankseed
