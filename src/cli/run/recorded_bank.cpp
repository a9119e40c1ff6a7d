#include "cli/run/recorded_bank.hpp"

#include <array>

#include <fmt/format.h>

#include "bankseed/bank/bank.hpp"
#include "bankseed/core/error.hpp"
#include "cli/configuration/configuration.hpp"
#include "cli/configuration/configuration_text.hpp"
#include "sink/postgres/load/bank_state.hpp"

namespace bankseed {

namespace {

/// Rules about who has done something, for which somebody of the role has to have been there: as
/// RULES.md says, after E3.
constexpr std::array kRulesOfManyHands = {"REV1", "PRO1", "TXN4", "INT2",
                                          "CMP1", "RSK1", "EVT1", "REG1"};

/// Fewer than have every role at all times, and than the requirement's customers would have.
bool has_few_employees(const BankOptions& options) {
  constexpr std::uint64_t kEnough = 32;
  BankOptions usual = options;
  usual.employees = 0;
  return options.employees != 0 && options.employees < kEnough &&
         options.employees < Bank(usual).row_count(kTableId<EmployeesRow>);
}

/// Where accounts_db has lost its record, that of another database.
std::optional<RunStatus> run_of_others(const ConnectionSettings& connections,
                                       Interrupter* interrupter,
                                       std::vector<std::string>& notes) {
  for (const DatabaseAddress& address : connections) {
    if (address.database == Database::kAccounts) continue;
    try {
      auto run = last_complete_run(address, interrupter);
      if (!run) continue;
      notes.push_back(fmt::format(
          "accounts_db has no record of a run: day and plan are those of the run that {} knows, {}",
          name_of(address.database), run->as_of));
      return run;
    } catch (const DatabaseError&) {
      // One that cannot be reached says nothing of a run; the checks will say why.
    }
  }
  return std::nullopt;
}

/// What the record says, but for a note on what it does not.
RecordedBank read_record(const ConnectionSettings& connections, Interrupter* interrupter) {
  RecordedBank bank;
  std::optional<RunStatus> run;
  try {
    run =
        last_complete_run(connections[static_cast<std::size_t>(Database::kAccounts)], interrupter);
    if (!run) run = run_of_others(connections, interrupter, bank.notes);
  } catch (const DatabaseError& error) {
    if (error.exit_code() == ExitCode::kUsage) throw;
    bank.unknown = fmt::format("the record of runs cannot be read: {}", error.what());
    return bank;
  }
  if (!run) {
    bank.unknown = "no run of bankseed is recorded; 'bankseed generate' loads a bank";
    return bank;
  }
  bank.loaded = run->started_at;
  if (run->here.size() < run->shards)
    bank.part = fmt::format("{} of {}", to_text(run->here), run->shards);
  if (run->algorithm_version != kAlgorithmVersion) {
    bank.unknown = fmt::format("the bank was made by algorithm {} and this is {}",
                               run->algorithm_version, kAlgorithmVersion);
    return bank;
  }
  try {
    bank.options =
        parse_configuration(run->configuration, "configuration of the recorded run").bank;
  } catch (const Error& error) {
    bank.unknown = fmt::format("another version wrote down its settings: {}", error.what());
    return bank;
  }
  if (auto note = settings_note(bank.options->settings)) bank.notes.push_back(std::move(*note));
  return bank;
}

}  // namespace

RecordedBank read_recorded_bank(const ConnectionSettings& connections, Interrupter* interrupter) {
  RecordedBank bank = read_record(connections, interrupter);
  if (!bank.options) bank.notes.push_back("there is no plan to compare with: " + bank.unknown);
  return bank;
}

const BankOptions& require_options(const RecordedBank& bank, std::string_view work) {
  if (bank.options) return *bank.options;
  throw UsageError(fmt::format("{}: {}", work, bank.unknown));
}

void require_whole(const RecordedBank& bank, std::string_view work, std::string_view advice) {
  if (bank.part.empty()) return;
  throw UsageError(
      fmt::format("the databases have {} of a bank, and other servers the rest: {}; {}", bank.part,
                  work, advice));
}

std::vector<std::string> differences(const RunDescription& run, const BankOptions& bank) {
  std::vector<std::string> found;
  const auto compare = [&found](std::string_view what, const auto& before, const auto& now) {
    if (before != now) found.push_back(fmt::format("{} {}, not {}", what, before, now));
  };
  compare("algorithm", run.algorithm_version, kAlgorithmVersion);
  if (!found.empty()) return found;
  const BankOptions recorded =
      parse_configuration(run.configuration, "configuration of the recorded run").bank;
  compare("--seed", recorded.seed, bank.seed);
  compare("--customers", recorded.customers, bank.customers);
  compare("--employees", recorded.employees, bank.employees);
  compare("--as-of", to_text(recorded.as_of), to_text(bank.as_of));
  const auto seen = [](const BankOptions& options) {
    return options.seen_on ? to_text(*options.seen_on) : "left out";
  };
  compare("--seen-on", seen(recorded), seen(bank));
  compare("--locale", name_of(recorded.locale), name_of(bank.locale));
  compare("settings", fmt::format("{}", fmt::join(changed_settings(recorded.settings), " ")),
          fmt::format("{}", fmt::join(changed_settings(bank.settings), " ")));
  return found;
}

std::optional<std::string> settings_note(const Settings& settings) {
  const auto changed = changed_settings(settings);
  if (changed.empty()) return std::nullopt;
  return fmt::format(
      "the bank was made with settings of its own; what does not hold because of them is left out: "
      "{}",
      fmt::join(changed, " "));
}

void expect_bank(const BankOptions& bank_options, verify::Options& options) {
  const Bank bank(bank_options);
  verify::TableRows plan{};
  for (std::size_t i = 0; i < kTableCount; ++i)
    plan[i] = bank.row_count(TableId{static_cast<std::uint16_t>(i)});
  options.is_snapshot = bank_options.is_snapshot();
  if (!options.as_of) options.as_of = bank_options.day_seen();
  if (!options.customers) options.customers = bank_options.customers;
  if (options.employees) {
    // Whoever says how many there should be knows better than the plan.
    plan[index_of(kTableId<EmployeesRow>)] = *options.employees;
  } else {
    options.employees = plan[index_of(kTableId<EmployeesRow>)];
  }
  // What a snapshot holds is known to who makes it.
  if (!options.plan && !options.is_snapshot) options.plan = plan;
  options.busy = bank_options.settings.transactions.activity == LedgerActivity::kBusy;
  options.changed_rules = changed_rules(bank_options.settings);
  if (has_few_employees(bank_options)) {
    for (const char* const id : kRulesOfManyHands) {
      std::string& reasons = options.changed_rules[id];
      reasons +=
          fmt::format("{}--employees {}", reasons.empty() ? "" : " ", bank_options.employees);
    }
  }
}

}  // namespace bankseed
