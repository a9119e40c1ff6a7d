#include "bank/insurance/timeline.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "bank/insurance/lifecycle.hpp"
#include "bank/insurance/plan.hpp"
#include "bankseed/core/check.hpp"
#include "core/digits.hpp"
#include "core/quantile.hpp"
#include "core/text.hpp"

namespace bankseed {
namespace {

constexpr EnumArray<PolicyType, std::string_view> kNumberPrefixes = {"LF", "PR", "VE", "HE", "TR"};

/// Where the rates of a type lie in the range of premium_share, in permille of it.
constexpr EnumArray<PolicyType, Range> kRates = {
    {{{0, 1000}, {15, 240}, {420, 960}, {260, 980}, {60, 600}}}};
/// Life and health cost more for older people: so much of the rate follows from the age. Mortality
/// doubles about every eight years (Social Security Administration, period life tables), and costs
/// of treatment triple from 20 to 65.
constexpr EnumArray<PolicyType, std::int64_t> kAgeParts = {{{900, 0, 0, 600, 0}}};
constexpr std::int64_t kDoublingYears = 8;
constexpr std::int64_t kAgeYearsMin = 18;
constexpr EnumArray<PolicyType, std::int64_t> kAgeYearsMax = {
    {{kLifeStartYearsMax, 85, 85, 85, 85}}};

/// People insure round sums, in cents.
constexpr EnumArray<PolicyType, std::int64_t> kRoundSums = {10'000'00, 1'000'00, 500'00, 10'000'00,
                                                            1'000'00};
/// From here on five times as round.
constexpr std::int64_t kLargeSum = 500'000'00;

/// Numbers of policies: eight digits as long as they last, then eleven.
constexpr std::uint64_t kShortPolicyNumbers = 90'000'000;
constexpr std::uint64_t kLongPolicyNumbers = 90'000'000'000;

/// Policies are made out in office hours.
constexpr std::int64_t kOpenSecond = 32'400;
constexpr std::int64_t kClosedSecond = 61'199;
/// A policy is made out at most so many days before it begins.
constexpr std::int32_t kMadeOutDays = 12;

Money rounded_coverage(std::int64_t cents, PolicyType type, const Range& range) {
  const std::int64_t unit = kRoundSums[type] * (cents >= kLargeSum ? 5 : 1);
  const std::int64_t rounded = cents / unit * unit;
  return {rounded >= range.low ? rounded : range.low};
}

/// Yearly rate in hundredths of a basis point of the coverage.
std::int64_t rate_of(PolicyType type, std::int64_t age_years, const Range& share, Draws& draws) {
  const Range& rates = kRates[type];
  std::int64_t place = draws.between(0, 1000);
  if (type == PolicyType::kLife || type == PolicyType::kHealth) {
    const std::int64_t age = std::clamp(age_years, kAgeYearsMin, kAgeYearsMax[type]) - kAgeYearsMin;
    const std::int64_t span = kAgeYearsMax[type] - kAgeYearsMin;
    // Of the age part, in permille: straight, or as mortality rises.
    const std::int64_t risen =
        type == PolicyType::kLife
            ? static_cast<std::int64_t>(
                  exp2_fixed(((age - span) * (std::int64_t{1} << 32)) / kDoublingYears)) *
                      1000 >>
                  16
            : age * 1000 / span;
    place = (risen * kAgeParts[type] + place * (1000 - kAgeParts[type])) / 1000;
  }
  const std::int64_t permille = rates.low * 1000 + (rates.high - rates.low) * place;
  return share.low * 100 + (share.high - share.low) * permille / 10'000;
}

/// Coverage, premium and the day on which the policy was made out.
void set_contract(const BankModel& model, const Customer& owner, Policy& policy) {
  const InsuranceSettings& settings = model.options.settings.insurance;
  Draws draws = model.draws(Stream::kPolicy, policy.id.number);
  policy.coverage =
      rounded_coverage(model.insurance.coverage[policy.type][owner.segment](draws.next()),
                       policy.type, settings.coverage[policy.type]);
  const std::int64_t age_years = full_years(owner.date_of_birth, policy.start);
  const std::int64_t rate = rate_of(policy.type, age_years, settings.premium_share, draws);
  const std::int64_t periods = 12 / policy.period_months();
  constexpr std::int64_t kWhole = 1'000'000;
  policy.premium = {(policy.coverage.cents * rate / kWhole + periods / 2) / periods};
  const Date earliest =
      std::max(add_days(date_of(owner.created_at), 1), add_days(policy.start, -kMadeOutDays));
  Date made_out = earliest;
  if (earliest < policy.start)
    made_out = {static_cast<std::int32_t>(draws.between(earliest.days, policy.start.days))};
  made_out = model.working_days.within(made_out, earliest, std::max(earliest, policy.start));
  policy.created_at = at_second(made_out, draws.between(kOpenSecond, kClosedSecond));
}

}  // namespace

InsuranceData::InsuranceData(const BankModel& model, const CoreBankingPlan& block)
    : working_days_(model.working_days), block_(block) {
  const InsuranceQuotas& quotas = model.insurance.quotas;
  before = quotas.counts_of(block.quotas.customers.first);
  counts = quotas.counts_of(block.quotas.customers.last) - before;
  auto drafts = draft_policies(model, block, before, counts);
  std::sort(drafts.begin(), drafts.end(), [](const PolicyDraft& a, const PolicyDraft& b) {
    return std::tie(a.owner, a.start, a.key) < std::tie(b.owner, b.start, b.key);
  });
  const Permutation numbers =
      model.permutation(Stream::kPolicyNumber, 0,
                        quotas.counts_of(model.options.customers).policies <= kShortPolicyNumbers
                            ? kShortPolicyNumbers
                            : kLongPolicyNumbers);
  policies.reserve(drafts.size());
  for (const PolicyDraft& draft : drafts) {
    const Customer& owner = block.customers[draft.owner];
    Policy policy;
    policy.id = {before.policies + policies.size() + 1};
    policy.owner = draft.owner;
    policy.type = draft.type;
    policy.status = draft.status;
    policy.frequency = draft.frequency;
    policy.start = draft.start;
    policy.end = policy.in_force_to = draft.end;
    policy.linked_account = draft.account;
    policy.payment_count = draft.payments;
    policy.number = numbers.size() / 9 + numbers(policy.id.number - 1);
    set_contract(model, owner, policy);
    // Everything that a customer has insured is looked after by one agent, while there is one.
    Draws draws = model.draws(Stream::kPolicyAgent, owner.id.number);
    policy.agent = model.roster.pick_in(owner.branch, Role::kInsuranceAgent,
                                        date_of(policy.created_at), draws.next());
    policies.push_back(policy);
  }
  lay_payments(model);
  simulate_policies(model, block, counts, policies);
  number_events(model);
}

void InsuranceData::number_events(const BankModel& model) {
  InsuranceCounts told = counts;
  told.renewals = told.modifications = told.reinstatements = 0;
  std::uint64_t events = before.events();
  for (Policy& policy : policies) {
    policy.first_event = events;
    events += policy.event_count();
    told.renewals += policy.renewals;
    told.modifications += policy.modifications;
    told.reinstatements += policy.suspension ? 1U : 0U;
  }
  told.cancellations = told.reinstatements + told.ended();
  if (told.events() == counts.events()) return;
  // Too few policies for all that is asked of them.
  BANKSEED_CHECK(model.blocks.count() == 1);
  counts = told;
  counts.performed = share_of(counts.events(), model.options.settings.insurance.performed);
}

/// Numbers the payments; puts them in line by how they are paid, so that a policy keeps to one
/// method, and a few at the cuts change it.
void InsuranceData::lay_payments(const BankModel& model) {
  std::uint64_t payments = 0;
  std::vector<std::uint32_t> linked;
  std::vector<std::uint32_t> others;
  for (std::uint32_t i = 0; i < policies.size(); ++i) {
    Policy& policy = policies[i];
    policy.first_payment = before.payments + payments;
    payments += policy.payment_count;
    (policy.linked_account ? linked : others).push_back(i);
  }
  if (payments != counts.payments) {
    // A policy had to be shortened.
    BANKSEED_CHECK(model.blocks.count() == 1);
    counts.payments = payments;
    model.insurance.quotas.split_payments(counts);
  }
  const Permutation order =
      model.permutation(Stream::kPremiumLine, block_.quotas.block, linked.size());
  std::uint64_t line = 0;
  for (std::uint64_t rank = 0; rank < linked.size(); ++rank) {
    Policy& policy = policies[linked[order.inverse(rank)]];
    policy.payment_line = line;
    line += policy.payment_count;
  }
  linked_payments_ = line;
  // The highest premiums are wired.
  std::sort(others.begin(), others.end(), [this](std::uint32_t a, std::uint32_t b) {
    return std::tie(policies[b].premium, a) < std::tie(policies[a].premium, b);
  });
  for (const std::uint32_t i : others) {
    policies[i].payment_line = line;
    line += policies[i].payment_count;
  }
  cut_methods();
}

void InsuranceData::cut_methods() {
  counts.from_account = std::min(counts.from_account, linked_payments_);
  std::uint64_t left = counts.from_account;
  for (const PaymentMethod method : kAll<PaymentMethod>) {
    from_account_methods_[method] = std::min(left, counts.methods[method]);
    left -= from_account_methods_[method];
    other_methods_[method] = counts.methods[method] - from_account_methods_[method];
  }
  // In a small bank there may be too few accounts to debit.
  other_methods_[PaymentMethod::kOnline] +=
      std::exchange(other_methods_[PaymentMethod::kAutoDebit], 0);
}

PremiumPayment InsuranceData::payment(const Policy& policy, std::uint32_t index) const noexcept {
  PremiumPayment payment{.date = working_days_.on_or_after(policy.due(index)),
                         .amount = policy.premium};
  const std::uint64_t place = policy.payment_line + index;
  payment.from_account = place < counts.from_account;
  if (payment.from_account) {
    payment.method = value_at<PaymentMethod>(from_account_methods_, place);
  } else {
    // Unlinked policies first, in order of premiums, from wires down; then what is left of the
    // linked ones.
    const std::uint64_t unlinked = counts.payments - linked_payments_;
    const std::uint64_t rank = place >= linked_payments_ ? place - linked_payments_
                                                         : unlinked + place - counts.from_account;
    auto from_the_top = other_methods_;
    std::reverse(from_the_top.begin(), from_the_top.end());
    payment.method = kAll<PaymentMethod>.rbegin()[static_cast<std::ptrdiff_t>(
        bucket_of(from_the_top, rank).index)];
  }
  if (index + policy.failed_last >= policy.payment_count || policy.failed_payment == index) {
    payment.status = PaymentStatus::kFailed;
  } else if (policy.last_pending && index + 1 == policy.payment_count) {
    payment.status = PaymentStatus::kPending;
  }
  return payment;
}

void InsuranceData::append_premiums_of(const Account& account,
                                       std::size_t count_max,
                                       std::vector<AccountPremium>& out) const {
  const std::size_t first = out.size();
  const auto later = [](const AccountPremium& a, const AccountPremium& b) {
    return std::tie(b.date, b.policy->id) < std::tie(a.date, a.policy->id);
  };
  for (const Policy& policy : policies_of(account.owner)) {
    if (!policy.linked_account || block_.accounts[*policy.linked_account].id != account.id)
      continue;
    std::size_t taken = 0;
    for (std::uint32_t i = policy.payment_count; i-- > 0 && taken < count_max;) {
      const PremiumPayment paid = payment(policy, i);
      if (paid.status != PaymentStatus::kCompleted || !paid.from_account) continue;
      out.push_back({paid.date, paid.amount, &policy});
      ++taken;
    }
  }
  std::sort(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(), later);
  out.resize(std::min(out.size(), first + count_max));
}

std::span<const Policy> InsuranceData::policies_of(std::uint32_t customer) const noexcept {
  const auto first = std::lower_bound(
      policies.begin(), policies.end(), customer,
      [](const Policy& policy, std::uint32_t owner) { return policy.owner < owner; });
  auto last = first;
  while (last != policies.end() && last->owner == customer)
    ++last;
  return {first, last};
}

std::string_view policy_number_text(Arena& arena, const Policy& policy) {
  return Text(arena)
      .add(kNumberPrefixes[policy.type])
      .add('-')
      .number(static_cast<std::uint64_t>(to_civil(policy.start).year))
      .add('-')
      .number(policy.number)
      .view();
}

}  // namespace bankseed
