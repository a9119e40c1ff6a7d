#include "bank/accounts/plan.hpp"

#include <algorithm>
#include <numeric>

#include "bank/accounts/activity.hpp"
#include "bank/accounts/customer_builder.hpp"
#include "bank/accounts/households.hpp"
#include "bank/accounts/income.hpp"
#include "bank/accounts/ledger/own_transfers.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/core/check.hpp"
#include "core/digits.hpp"

namespace bankseed {
namespace {

/// Of couples, in per cent: of the same sex (some two in a hundred), and with one surname (Pew
/// Research Center, 2023: 79 % of women who married a man took his).
constexpr std::uint64_t kSameSexPercent = 2;
constexpr std::uint64_t kSameNamePercent = 79;

/// Dormant and closed customers came at least so many days ago.
constexpr std::int32_t kDaysBeforeLeaving = 420;
/// A recent customer opened an account at least so many days ago, and came before the working day
/// on which the identity was verified.
constexpr std::int32_t kRecentOpenedDays = 3;
constexpr std::int32_t kRecentDaysMin = kRecentOpenedDays + WorkingDays::kClosedMax + 1;
/// Others' accounts were opened at least so many days before the last activity.
constexpr std::int32_t kOpenedDays = 60;
/// A first account comes within so many days of the customer.
constexpr std::uint64_t kFirstAccountDays = 22;
constexpr Range kFrozenDays{21, 45};
/// Accounts are opened between these hours; whoever comes later opens it at once, online.
constexpr std::int64_t kOpenedFrom = 9;
constexpr std::int64_t kOpenedUntil = 16;

/// Ages below and from which savings are less and more than others' (Federal Reserve, Survey of
/// Consumer Finances 2022: the median of what is held in accounts is 5,400 dollars below 35 years
/// and 13,400 from 65 to 74).
constexpr std::int32_t kYoungSaver = 35;
constexpr std::int32_t kOldSaver = 55;

/// Types of first and of further accounts (ACC2).
constexpr std::array<std::uint32_t, 8> kTypeWeights = {76, 17, 5, 2, 16, 48, 27, 9};

/// Of the locale's foreign currencies (LocaleDescription).
constexpr std::array<std::uint32_t, 4> kForeignWeights = {55, 25, 15, 5};

class AccountBuilder {
 public:
  AccountBuilder(const BankModel& model, const BlockQuotas& quotas)
      : model_(model),
        quotas_(quotas),
        numbers_(account_numbers(model, quotas.before.accounts, quotas.counts.accounts)),
        states_(account_states(model, quotas).images()),
        first_types_(
            model.permutation(Stream::kFirstAccountType, quotas.block, quotas.holders()).images()),
        further_types_(model
                           .permutation(Stream::kFurtherAccountType,
                                        quotas.block,
                                        quotas.counts.accounts - quotas.holders())
                           .images()),
        type_cells_(fit_contingency_table(
            std::array{quotas.holders(), quotas.counts.accounts - quotas.holders()},
            quotas.counts.account_types,
            kTypeWeights)) {}

  [[nodiscard]] Account make(const Customer& owner,
                             const CustomerCell& cell,
                             std::uint32_t index) const {
    Account account;
    account.key = cell.first_account + index;
    const std::uint64_t bank_key = quotas_.before.accounts + account.key;
    account.type = type_of(cell, index);
    account.number = numbers_[account.key];
    account.opened =
        opened_date(model_, bank_key, index,
                    {date_of(owner.created_at), owner.verified, date_of(owner.active_until)});
    set_state(account, owner);
    Draws draws = model_.draws(Stream::kAccount, bank_key);
    account.drawn_balance = {model_.distributions.balances[account.type][owner.segment](
        balance_draw(owner, account, draws))};
    set_window(account, owner, draws);
    return account;
  }

 private:
  /// The young have saved less, the old more: the lesser, or the greater, of two draws.
  [[nodiscard]] std::uint64_t balance_draw(const Customer& owner,
                                           const Account& account,
                                           Draws& draws) const {
    const std::uint64_t one = draws.next();
    const std::uint64_t other = draws.next();
    const std::int32_t years = full_years(owner.date_of_birth, model_.options.as_of);
    if (account.type == AccountType::kChecking) return one;
    if (years < kYoungSaver) return std::min(one, other);
    return years < kOldSaver ? one : std::max(one, other);
  }

  [[nodiscard]] AccountType type_of(const CustomerCell& cell, std::uint32_t index) const {
    const auto cells = std::span(type_cells_);
    if (index == 0) return value_at<AccountType>(cells.first<4>(), first_types_[cell.holder]);
    // Accounts before this one that are not the first of their holder.
    const std::uint64_t further = cell.first_account + index - cell.holder - 1;
    return value_at<AccountType>(cells.last<4>(), further_types_[further]);
  }

  void set_state(Account& account, const Customer& owner) const {
    account.currency = model_.currency();
    if (owner.customer_class == CustomerClass::kClosed) {
      account.status = AccountStatus::kClosed;
      account.closed = date_of(owner.active_until);
      return;
    }
    if (owner.customer_class != CustomerClass::kRegular) return;
    const std::uint64_t regular = account.key - quotas_.first_regular_account();
    const Bucket state = bucket_of(quotas_.states(), states_[regular]);
    switch (static_cast<AccountState>(state.index)) {
      case AccountState::kClosed: account.status = AccountStatus::kClosed; break;
      case AccountState::kFrozen: account.status = AccountStatus::kFrozen; break;
      case AccountState::kForeign: {
        constexpr Apportionment<4> kForeign(kForeignWeights);
        const auto counts =
            kForeign.counts_of(quotas_.before.foreign_accounts,
                               quotas_.before.foreign_accounts + quotas_.states()[state.index]);
        account.currency =
            model_.corpus->locale->foreign_currencies[bucket_of(counts, state.position).index];
        break;
      }
      case AccountState::kHome:
        account.home_position = state.position;
        account.leg_count = quotas_.legs().legs_of(state.position / 2);
        break;
    }
  }

  void set_window(Account& account, const Customer& owner, Draws& draws) const {
    Draws hour = model_.draws(Stream::kAccountHour, quotas_.before.accounts + account.key);
    Timestamp first = at_second(account.opened, hour.between(kOpenedFrom * kSecondsPerHour,
                                                             kOpenedUntil * kSecondsPerHour));
    if (account.opened == date_of(owner.created_at)) first = std::max(first, owner.created_at);
    Timestamp last = owner.active_until;
    const Date as_of = model_.options.as_of;
    if (account.status == AccountStatus::kFrozen) {
      const auto days = static_cast<std::int32_t>(draws.between(kFrozenDays.low, kFrozenDays.high));
      last = at_second(
          model_.working_days.within(add_days(as_of, -days),
                                     add_days(as_of, -static_cast<std::int32_t>(kFrozenDays.high)),
                                     add_days(as_of, -static_cast<std::int32_t>(kFrozenDays.low))),
          12 * kSecondsPerHour);
    } else if (account.status == AccountStatus::kClosed && !account.closed) {
      const std::int32_t earliest = account.opened.days + 20;
      const std::int32_t latest = as_of.days - 4;
      account.closed = model_.working_days.within(
          {static_cast<std::int32_t>(draws.between(earliest, latest))}, {earliest}, {latest});
    }
    if (account.closed) last = at_second(*account.closed, 15 * kSecondsPerHour);
    account.window = {first, last};
  }

  const BankModel& model_;
  const BlockQuotas& quotas_;
  std::vector<std::uint64_t> numbers_;  // By key; what follows are images of permutations.
  std::vector<std::uint64_t> states_;
  std::vector<std::uint64_t> first_types_;
  std::vector<std::uint64_t> further_types_;
  std::vector<std::uint64_t> type_cells_;
};

/// The number in this place of all that there can be.
std::uint64_t account_number_of(const BankModel& model, std::uint64_t place) noexcept {
  const std::uint64_t base = model.account_numbers.size() / 9 + place;
  return base * 10 + luhn_digit(base);
}

/// Days that an account's transactions spread over.
std::int64_t window_days(const Account& account) {
  return (account.window.last.micros - account.window.first.micros) / kMicrosPerDay;
}

/// How many transactions an account has relative to others (TXN1): more for older and for checking
/// accounts, and for some people more than for others.
std::uint32_t transaction_weight(const BankModel& model,
                                 const BlockQuotas& quotas,
                                 const Account& account) {
  const ActivityTraits& traits = activity_traits(model.options.settings);
  constexpr std::int64_t kSevenYears = 2557;
  const auto age = static_cast<std::uint32_t>(
      std::clamp<std::int64_t>(window_days(account), 0, kSevenYears) * 10'000 / kSevenYears);
  Draws draws = model.draws(Stream::kTransactionWeight, quotas.before.accounts + account.key);
  // The square of a uniform draw: few people do a uniform.
  const std::uint64_t habit = draws.below(1000);
  const auto lively = static_cast<std::uint32_t>(habit * habit * traits.lively / 1'000'000);
  const std::uint32_t percent =
      account.salaried ? traits.salary_percent : traits.percent[account.type];
  return (traits.calm + lively) * ((traits.young + age) / 10) / 10 * percent / 100;
}

/// The least that the account is to have (TXN1, TXN8).
std::uint32_t transactions_min(const BankModel& model, const Account& account) {
  const Range& limits = model.options.settings.transactions.per_account;
  const ActivityTraits& traits = activity_traits(model.options.settings);
  const std::int64_t monthly =
      account.salaried ? traits.salary_monthly_min : traits.monthly_min[account.type];
  // A year has 365.25 days.
  const std::int64_t least = (monthly * (window_days(account) + 1) * 1200 + 36524) / 36525;
  return static_cast<std::uint32_t>(std::clamp(least, limits.low, limits.high));
}

/// A first name of the sex.
std::string_view first_name(const BankModel& model, bool female, std::uint64_t uniform) noexcept {
  const auto& names = female ? model.corpus->female_names : model.corpus->male_names;
  return names.pick(uniform);
}

bool same_name(const PersonName& a, const PersonName& b) noexcept {
  return a.first == b.first && a.last == b.last;
}

PersonName name_at_home(const BankModel& model,
                        std::uint64_t customer,
                        const Household& household) noexcept {
  Draws draws = model.draws(Stream::kCustomerName, customer);
  PersonName name{.female = draws.chance({51, 100}), .first = {}, .last = {}};
  const std::uint64_t first = draws.next();
  name.last = model.corpus->surnames.pick(draws.next());
  if (household.head == customer) {
    name.first = first_name(model, name.female, first);
    return name;
  }
  const bool child = household.child == customer;
  const PersonName head = name_at_home(model, household.head, household);
  const PersonName other =
      child && household.partner ? name_at_home(model, *household.partner, household) : head;
  Draws kinship = model.draws(Stream::kKinship, customer);
  const bool same_sex = kinship.below(100) < kSameSexPercent;
  if (!child) name.female = same_sex == head.female;
  if (kinship.below(100) < kSameNamePercent || child) name.last = head.last;
  name.first = first_name(model, name.female, first);
  // Nobody has the name of somebody at home.
  while (same_name(name, head) || same_name(name, other))
    name.first = first_name(model, name.female, kinship.next());
  return name;
}

}  // namespace

std::vector<const Account*> open_accounts(const CoreBankingPlan& block) {
  std::vector<const Account*> open;
  for (const Customer& customer : block.customers) {
    const auto accounts = block.accounts_of(customer);
    const auto found = std::find_if(accounts.begin(), accounts.end(), [](const Account& account) {
      return account.status != AccountStatus::kClosed;
    });
    if (found != accounts.end()) open.push_back(&*found);
  }
  return open;
}

Permutation customer_ranks(const BankModel& model, const BlockQuotas& quotas) noexcept {
  return model.permutation(Stream::kCustomerRank, quotas.block, quotas.counts.customers);
}

Permutation account_states(const BankModel& model, const BlockQuotas& quotas) noexcept {
  return model.permutation(Stream::kAccountState, quotas.block,
                           quotas.accounts_of(CustomerClass::kRegular));
}

PersonName customer_name(const BankModel& model, std::uint64_t customer) noexcept {
  return name_at_home(model, customer, household_of(model, customer));
}

PersonName name_of(const BankModel& model, const Customer& customer) noexcept {
  return name_at_home(model, customer.id.number - 1, customer.household);
}

std::optional<EmployeeId> agent_of(const BankModel& model, const Customer& customer) noexcept {
  if (!customer.has_agent) return std::nullopt;
  Draws draws = model.draws(Stream::kAgentPick, customer.id.number - 1);
  return model.roster.pick_in(customer.branch, Role::kCustomerService, date_of(customer.created_at),
                              draws.next(), Until::kToday);
}

Timestamp created_at(const BankModel& model,
                     std::uint64_t customer,
                     CustomerClass customer_class) noexcept {
  Draws draws = model.draws(Stream::kCustomerCreated, customer);
  const std::int64_t days = model.options.as_of.days - model.history_start.days;
  // As a share of the history, in 2^-30.
  const auto share = [days](std::int64_t before_as_of) {
    return ((days - before_as_of) << 30) / days;
  };
  std::int64_t first = 0;
  std::int64_t last = share(kRecentDays);
  if (customer_class == CustomerClass::kRecent) {
    first = share(kRecentDays - 1);
    last = share(kRecentDaysMin);
  } else if (customer_class != CustomerClass::kRegular) {
    last = share(kDaysBeforeLeaving);
  }
  const std::int64_t at = model.distributions.creation.within(draws.next(), first, last);
  const auto day = static_cast<std::int32_t>((at * days) >> 30);
  // Between 08:00 and 20:00: in a branch or online.
  const auto second = draws.between(8 * kSecondsPerHour, 20 * kSecondsPerHour - 1);
  return at_second(add_days(model.history_start, day), second);
}

Date verification_date(const BankModel& model,
                       std::uint64_t customer,
                       Timestamp created,
                       Timestamp active_until) noexcept {
  const Range& days = model.options.settings.identity.verification_days;
  const Date onboarded = date_of(created);
  const auto width = static_cast<std::uint64_t>(days.high - days.low) + 1;
  Draws draws = model.draws(Stream::kVerification, customer);
  const std::uint64_t uniform = draws.next();
  // The fourth power of a uniform draw: for two of five the same day, for half the next one.
  const std::uint64_t square = scale_to(uniform, uniform);
  const auto later = static_cast<std::int32_t>(days.low) +
                     static_cast<std::int32_t>(scale_to(scale_to(square, square), width));
  const Date latest = std::min(add_days(onboarded, static_cast<std::int32_t>(days.high)),
                               add_days(date_of(active_until), -kRecentOpenedDays));
  return model.working_days.within(add_days(onboarded, later), onboarded,
                                   std::max(onboarded, latest));
}

Date opened_date(const BankModel& model,
                 std::uint64_t bank_key,
                 std::uint32_t index,
                 const OwnerDays& owner) noexcept {
  Draws draws = model.draws(Stream::kAccountOpened, bank_key);
  const auto& [created, verified, until] = owner;
  const bool recent = until.days - created.days < kRecentDays;
  const Date latest =
      std::max(add_days(until, recent ? -kRecentOpenedDays : -kOpenedDays), verified);
  if (index == 0) {
    // Half of the customers come for the account itself.
    const std::uint64_t uniform = draws.below(2 * kFirstAccountDays);
    const auto later =
        static_cast<std::int32_t>(uniform < kFirstAccountDays ? 0 : uniform - kFirstAccountDays);
    return model.working_days.within(add_days(created, later), verified, latest);
  }
  return model.working_days.within(
      {static_cast<std::int32_t>(draws.between(verified.days, latest.days))}, verified, latest);
}

std::uint64_t account_number(const BankModel& model, std::uint64_t bank_key) noexcept {
  return account_number_of(model, model.account_numbers(bank_key));
}

std::vector<std::uint64_t> account_numbers(const BankModel& model,
                                           std::uint64_t first_key,
                                           std::uint64_t count) {
  std::vector<std::uint64_t> numbers(count);
  model.account_numbers.find_images(first_key, numbers);
  for (std::uint64_t& number : numbers)
    number = account_number_of(model, number);
  return numbers;
}

CoreBankingPlan::CoreBankingPlan(const BankModel& model, std::uint64_t block)
    : quotas(model.block_quotas(block)) {
  const CustomerBuilder make_customer(model, quotas);
  const AccountBuilder make_account(model, quotas);
  customers.reserve(quotas.counts.customers);
  accounts.reserve(quotas.counts.accounts);
  for (std::uint64_t local = 0; local < quotas.counts.customers; ++local) {
    Customer customer = make_customer.make(local);
    customer.first_account = static_cast<std::uint32_t>(accounts.size());
    const CustomerCell& cell = make_customer.cell_of(customer);
    for (std::uint32_t index = 0; index < customer.account_count; ++index) {
      Account account = make_account.make(customer, cell, index);
      account.id = {quotas.before.accounts + accounts.size() + 1};
      account.owner = static_cast<std::uint32_t>(local);
      accounts.push_back(account);
    }
    choose_salary_account(model, customer, quotas.before.accounts,
                          std::span(accounts).subspan(customer.first_account));
    customers.push_back(customer);
  }
  settle_kyc(model);
}

/// A check that has expired was valid for a year at least (KYC1), so it is that of a customer who
/// came before that: where the cut of the ranks says otherwise, two customers change places.
void CoreBankingPlan::settle_kyc(const BankModel& model) {
  const IdentitySettings& settings = model.options.settings.identity;
  const Date checked = add_months(add_days(model.options.as_of, -2),
                                  -12 * static_cast<std::int32_t>(settings.expiry_years.low));
  const Timestamp latest =
      start_of(add_days(checked, -static_cast<std::int32_t>(settings.verification_days.high)));
  for (std::size_t i = 0; i < customers.size(); ++i) {
    if (customers[i].kyc != KycStatus::kExpired || customers[i].created_at < latest) continue;
    // The few customers of a tiny bank may all be too new.
    customers[i].kyc = KycStatus::kVerified;
    for (std::size_t step = 1; step < customers.size(); ++step) {
      Customer& other = customers[(i + step) % customers.size()];
      if (other.kyc != KycStatus::kVerified || other.created_at >= latest) continue;
      other.kyc = KycStatus::kExpired;
      break;
    }
  }
}

void CoreBankingPlan::count_transactions(const BankModel& model) {
  if (accounts.empty()) return;
  own_legs = place_own_transfers(model, *this);
  const Range& limits = model.options.settings.transactions.per_account;
  std::vector<std::uint32_t> weights;
  std::vector<std::uint32_t> lows;
  weights.reserve(accounts.size());
  lows.reserve(accounts.size());
  for (const Account& account : accounts) {
    weights.push_back(transaction_weight(model, quotas, account));
    lows.push_back(transactions_min(model, account));
  }
  // Legs come on top, so the greatest share leaves room for them.
  const auto high = static_cast<std::uint32_t>(limits.high - std::int64_t{kLegsMax});
  const std::uint64_t count = quotas.counts.transactions - quotas.counts.legs;
  // The accounts of a small bank may be older than its transactions suffice for.
  const auto everybody = static_cast<std::uint64_t>(limits.low);
  const std::uint64_t beside = count - everybody * lows.size();
  const std::uint64_t wished =
      std::accumulate(lows.begin(), lows.end(), std::uint64_t{0}) - everybody * lows.size();
  for (std::uint32_t& low : lows) {
    const std::uint64_t more = low - everybody;
    const std::uint64_t possible = wished > beside ? more * beside / wished : more;
    low = static_cast<std::uint32_t>(std::min<std::uint64_t>(everybody + possible, high));
  }
  std::vector<std::uint32_t> shares(accounts.size());
  distribute(count, weights, lows, high, shares);
  std::uint64_t base = 0;
  std::uint64_t transaction = quotas.before.transactions;
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    accounts[i].base_count = shares[i];
    accounts[i].first_base = base;
    accounts[i].first_transaction = transaction;
    base += shares[i];
    transaction += shares[i] + accounts[i].all_legs();
  }
}

}  // namespace bankseed
