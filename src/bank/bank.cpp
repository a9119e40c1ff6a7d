#include "bankseed/bank/bank.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "bank/domains.hpp"
#include "bank/model/model.hpp"
#include "bank/settings/check.hpp"
#include "bank/settings/describe.hpp"
#include "bank/show.hpp"
#include "bankseed/core/check.hpp"
#include "bankseed/core/error.hpp"

namespace bankseed {
namespace {

/// Rows of a block at most: some 200 bytes each, of as many blocks at a time as there are jobs.
constexpr std::uint64_t kBlockRowsMax = 2'500'000;

/// Nobody becomes a customer before (CUS2).
constexpr std::uint32_t kAdultYears = 18;

/// The staff is numbered in 31 bits.
constexpr std::uint64_t kEmployeesMax = 2'147'483'647;

void check_options(const BankOptions& options) {
  if (options.customers == 0) throw UsageError("a bank needs at least one customer");
  if (options.as_of < kAsOfMin || options.as_of > kAsOfMax)
    throw UsageError("a bank is as of a day from 1900-01-01 to 2200-12-31");
  if (options.employees > kEmployeesMax || options.customers > 10'000'000'000)
    throw UsageError("at most 10,000,000,000 customers and 2,147,483,647 employees are possible");
}

/// Deposits add up where too little goes out between them, and the last balance has a limit (TXN5).
void check_deposits(const TransactionSettings& settings, Money balance_max) {
  const auto& amounts = settings.amounts;
  const auto out = [](std::uint32_t share, const Range& range) {
    return std::int64_t{share} * range.low;
  };
  const std::int64_t external = 10'000 - std::int64_t{settings.internal.basis_points};
  const std::int64_t gain =
      out(settings.types[0], amounts[TransactionType::kDeposit]) -
      out(settings.types[1], amounts[TransactionType::kWithdrawal]) -
      out(settings.types[2], amounts[TransactionType::kTransfer]) * external / 10'000 -
      std::min(out(settings.types[3], amounts[TransactionType::kPayment]),
               out(settings.types[3], amounts[TransactionType::kFee]));
  if (gain <= 0 || gain * settings.per_account.high / 10'000 <= balance_max.cents) return;
  throw UsageError(
      "transactions.types has too many deposits for accounts of so many transactions: their "
      "balances cannot bear the least amounts; change transactions.types, per_account or amounts");
}

/// HIS1
void check_day_seen(const BankModel& model) {
  const BankOptions& options = model.options;
  if (!options.seen_on) return;
  if (*options.seen_on > options.as_of) {
    throw UsageError(
        fmt::format("a bank as of {} cannot be seen on {}: what happens then is not known; name a "
                    "day up to {}, "
                    "or a later one that the bank is as of",
                    to_text(options.as_of), to_text(*options.seen_on), to_text(options.as_of)));
  }
  if (*options.seen_on <= model.first_day) {
    throw UsageError(
        fmt::format("a bank as of {} cannot be seen on {}: it begins on {} (employees.hire_years); "
                    "name a later "
                    "day",
                    to_text(options.as_of), to_text(*options.seen_on), to_text(model.first_day)));
  }
}

void check_ranges(const BankModel& model) {
  const Settings& settings = model.options.settings;
  const std::int64_t transfer = settings.transactions.amounts[TransactionType::kTransfer].low;
  if (model.quotas.received_max().cents < transfer * std::int64_t{kLegsMax}) {
    throw UsageError(
        "the ranges of accounts.balances are too narrow for the transactions: each upper limit "
        "must "
        "allow for per_account deposits and twenty transfers of the least amount");
  }
  if (settings.transactions.per_account.high <
      settings.transactions.per_account.low + std::int64_t{kLegsMax}) {
    throw UsageError(
        fmt::format("transactions.per_account must span at least {} transactions", kLegsMax));
  }
  check_deposits(settings.transactions, model.quotas.received_max());
  if (settings.customers.history_years < 2)
    throw UsageError("customers.history_years must be at least 2");
  if (settings.customers.age_years.high <
      kAdultYears + std::int64_t{settings.customers.history_years}) {
    throw UsageError(fmt::format(
        "customers.age_years must reach to {} at least: the first customers came {} years ago, at "
        "{} or older",
        kAdultYears + settings.customers.history_years, settings.customers.history_years,
        kAdultYears));
  }
  if (settings.screening.types[CheckType::kTransactionMonitoring] == 10'000) {
    throw UsageError(
        "screening.types.transaction_monitoring must be less than 100 per cent: every customer has "
        "an initial check of another type");
  }
  if (settings.employees.hire_years <= settings.customers.history_years) {
    throw UsageError(
        "employees.hire_years must be greater than customers.history_years: the first customers "
        "need somebody to serve them");
  }
}

/// A volume for which the block has no room: says how much there is room for.
[[noreturn]] void refuse_volume(std::string_view setting,
                                Volume volume,
                                std::string_view why,
                                std::uint64_t room,
                                const BlockQuotas& quotas) {
  throw UsageError(fmt::format("{} = {} per 1,200 customers is too many: {}; there is room for {}",
                               setting, volume.per_1200, why,
                               room * kVolumeCustomers / quotas.counts.customers));
}

/// Whoever stands in relationships stands in one (REL1).
void check_relationships(const BankModel& model, const BlockQuotas& quotas) {
  const std::uint64_t closed = quotas.states()[static_cast<std::size_t>(AccountState::kClosed)];
  // At least: each closed account may be the only one of its holder.
  std::uint64_t open = quotas.holders() - quotas.holders_of(CustomerClass::kClosed);
  open -= std::min(open, closed);
  if (2 * quotas.counts.relationships <= open) return;
  if (model.blocks.count() == 1) open = open_accounts({model, quotas.block}).size();
  if (2 * quotas.counts.relationships <= open) return;
  refuse_volume("relationships.count", model.options.settings.relationships.count,
                "each links two customers with an open account, and nobody stands in two", open / 2,
                quotas);
}

/// A policy that is in force belongs to an active customer (POL1).
void check_holders(const BankModel& model, const BlockQuotas& quotas) {
  const InsuranceQuotas& insurance = model.insurance.quotas;
  const InsuranceCounts counts =
      insurance.counts_of(quotas.customers.last) - insurance.counts_of(quotas.customers.first);
  const std::uint64_t active =
      quotas.counts.customers - quotas.counts.dormant - quotas.counts.closed;
  if (counts.holders <= active) return;
  throw UsageError(fmt::format(
      "insurance.holders = {} per cent is too many: {} of {} customers are active; lower it, or "
      "raise customers.status.active",
      setting_text(model.options.settings.insurance.holders.basis_points,
                   SettingUnit::kBasisPoints),
      active, quotas.counts.customers));
}

/// A block's rows are made and held together.
void check_size(const BankModel& model, const BlockQuotas& quotas) {
  std::uint64_t rows = 0;
  std::pair<std::uint64_t, TableId> most;
  for (std::size_t i = 0; i < kRowTypeCount; ++i) {
    const TableId table{static_cast<std::uint16_t>(i)};
    const std::uint64_t count =
        rows_before(model, table, quotas.block + 1) - rows_before(model, table, quotas.block);
    rows += count;
    most = std::max(most, std::pair(count, table));
  }
  if (rows <= kBlockRowsMax) return;
  throw UsageError(fmt::format(
      "the settings ask for {} rows for {} customers, {} of them in {}; {} are possible: lower "
      "what "
      "is asked for, per customer",
      rows, quotas.counts.customers, most.first, row_type_info(most.second).name, kBlockRowsMax));
}

/// What the blocks' accounts can bear must be what the quotas ask for: blocks of a bank of several
/// know their place without asking the others.
void check_room(const BankModel& model) {
  const std::uint64_t blocks = std::min<std::uint64_t>(model.blocks.count(), 64);
  for (std::uint64_t i = 0; i < blocks; ++i) {
    const BlockQuotas quotas = model.block_quotas(i);
    check_relationships(model, quotas);
    check_holders(model, quotas);
    check_size(model, quotas);
    if (model.blocks.count() == 1) return;
    const CoreCounts counts = model.quotas.counts_of(quotas.customers.last) - quotas.before;
    const InsuranceQuotas& insurance = model.insurance.quotas;
    if (!InsuranceQuotas::bearable(insurance.counts_of(quotas.customers.last) -
                                   insurance.counts_of(quotas.customers.first))) {
      throw UsageError(
          "the policies cannot bear the beneficiaries, claims or events that [insurance] asks for; "
          "change insurance.beneficiaries, events_per_100 or event_types");
    }
    if (quotas.counts.transactions != counts.transactions || quotas.counts.legs != counts.legs ||
        quotas.counts.own_pairs != counts.own_pairs) {
      throw UsageError(fmt::format(
          "transactions.count = {} per 1,200 customers does not go with {} accounts of {} to {} "
          "transactions each; change transactions.count, transactions.per_account or the accounts",
          model.options.settings.transactions.count.per_1200,
          model.totals.accounts * kVolumeCustomers / model.totals.customers,
          model.options.settings.transactions.per_account.low,
          model.options.settings.transactions.per_account.high));
    }
  }
}

}  // namespace

Bank::Bank(const BankOptions& options) {
  check_options(options);
  check_settings(options.settings);
  model_ = std::make_unique<const BankModel>(options);
  check_day_seen(*model_);
  check_ranges(*model_);
  check_room(*model_);
}

Bank::~Bank() = default;

const BankOptions& Bank::options() const noexcept {
  return model_->options;
}

std::uint64_t Bank::block_count() const noexcept {
  return model_->blocks.count();
}

std::uint64_t Bank::rows_before(TableId table, std::uint64_t block) const {
  BANKSEED_CHECK(block <= block_count());
  return bankseed::rows_before(*model_, table, block);
}

void Bank::generate(std::uint64_t block, const TableSet& tables, RowSet& out) const {
  BANKSEED_CHECK(block < block_count());
  Block data(*model_, block);
  append_tables(data, tables, out);
}

void Bank::changes(std::uint64_t block,
                   const TableSet& tables,
                   const ChangeWindow& window,
                   ChangeSet& out) const {
  BANKSEED_CHECK(block < block_count() && !options().is_snapshot());
  Block data(*model_, block);
  append_changes(data, tables, window, out);
}

void Bank::show_customer(CustomerId customer, RowSet& out) const {
  const std::uint64_t customers = model_->options.customers;
  if (customer.number == 0 || customer.number > customers) {
    throw UsageError(
        fmt::format("there is no customer {}; this bank has 1 to {}", customer.number, customers));
  }
  generate(model_->blocks.block_of(customer.number - 1), all_tables(), out);
  keep_rows_about(customer, out);
}

}  // namespace bankseed
