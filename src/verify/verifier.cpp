#include "verify/verifier.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <thread>

#include <fmt/format.h>

#include "bankseed/core/calendar.hpp"
#include "bankseed/core/error.hpp"
#include "sink/postgres/parallel.hpp"
#include "verify/checking/check_runner.hpp"
#include "verify/profiles/profiles.hpp"
#include "verify/rules/rules.hpp"
#include "verify/selection.hpp"
#include "verify/session.hpp"

namespace bankseed::verify {
namespace {

/// Campaigns are announced, and policies made out, so many days ahead at most.
constexpr std::int32_t kAnnouncedDays = 14;

/// That of the last recorded run; `today` where none is recorded, or the record is not for us.
Date recorded_as_of(Connection& connection, Date today) {
  try {
    const QueryResult known = connection.execute("SELECT to_regclass('bankseed.runs') IS NOT NULL");
    if (!known.flag(0, 0)) return today;
    const QueryResult run = connection.execute(
        "SELECT as_of::text FROM bankseed.runs ORDER BY started_at DESC LIMIT 1");
    return run.size() == 0 ? today : parse_date(run.text(0, 0)).value_or(today);
  } catch (const DatabaseError&) {
    return today;
  }
}

/// Throws DatabaseError with ExitCode::kUsage when there is nothing to be verified.
std::uint64_t count_customers(Connection& accounts) {
  std::int64_t count = 0;
  try {
    require_table(accounts, table_info(kTableId<CustomersRow>));
    count = accounts.execute("SELECT count(*) FROM customers", "customers").number(0, 0);
  } catch (const DatabaseError& error) {
    throw DatabaseError(error.what(), error.where(), ExitCode::kUsage);
  }
  if (count == 0) {
    throw DatabaseError("accounts_db.customers: no rows, so there is no bank to verify; load one",
                        {"", "accounts_db", "customers"}, ExitCode::kUsage);
  }
  return static_cast<std::uint64_t>(count);
}

std::vector<const Rule*> selected_rules(const std::string& patterns, bool only_integrity) {
  static const std::vector<Rule> rules = all_rules();
  std::vector<const Rule*> selected;
  bool is_any = false;
  for (const Rule& rule : rules) {
    if (!is_selected(patterns, rule.id)) continue;
    is_any = true;
    if (!only_integrity || outlasts_writes(rule)) selected.push_back(&rule);
  }
  if (!is_any)
    throw UsageError(fmt::format("no rule matches '{}'; try TXN* or LOA3,SCH?", patterns));
  if (selected.empty())
    throw UsageError(fmt::format("no rule that matches '{}' outlasts writes", patterns));
  return selected;
}

/// Rules that are checked together, by their places among all: those over the same rows, or one.
using Unit = std::vector<std::size_t>;

/// In the order in which they are checked: database after database, so that sessions are used
/// again, the largest database first, and of one what many rules are about.
std::vector<Unit> units_of(const CheckContext& context, const std::vector<const Rule*>& rules) {
  static constexpr std::array<std::uint8_t, kDatabaseCount> kRank = {5, 3, 0, 1, 4, 2};
  std::vector<Unit> units;
  std::map<std::string, std::size_t> by_rows;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const std::string rows = shared_rows(context, *rules[i]);
    const auto [known, is_new] = by_rows.emplace(rows, units.size());
    if (rows.empty() || is_new) {
      units.push_back({i});
    } else {
      units[known->second].push_back(i);
    }
  }
  const auto rank = [&rules](const Unit& unit) {
    std::uint32_t key = 0;
    for (const Database database : databases_of(*rules[unit.front()]))
      key = key * 8 + kRank[static_cast<std::size_t>(database)] + 1;
    return key < 8 ? key * 8 : key;
  };
  std::stable_sort(units.begin(), units.end(), [&rank](const Unit& left, const Unit& right) {
    const auto left_rank = rank(left);
    const auto right_rank = rank(right);
    return left_rank != right_rank ? left_rank < right_rank : left.size() > right.size();
  });
  return units;
}

/// Takes rules from a list, as many threads as there are, until all are checked.
class Work {
 public:
  Work(const CheckContext& context,
       const std::vector<const Rule*>& rules,
       const Options& options,
       const std::function<void(const Outcome&)>& on_outcome)
      : context_(context),
        rules_(rules),
        options_(options),
        on_outcome_(on_outcome),
        units_(units_of(context, rules)),
        outcomes_(rules.size()) {}

  void run() {
    CheckRunner runner(context_);
    for (std::size_t i = next_++; i < units_.size(); i = next_++) {
      try {
        take(runner, units_[i]);
      } catch (...) {
        next_.store(units_.size());
        throw;
      }
    }
  }

  [[nodiscard]] std::size_t size() const { return units_.size(); }

  std::vector<Outcome> outcomes() { return std::move(outcomes_); }

 private:
  void take(CheckRunner& runner, const Unit& unit) {
    std::vector<std::optional<Outcome>> known(unit.size());
    if (is_shared(unit) && !stopped_.load()) {
      std::vector<const Rule*> rules;
      for (const std::size_t index : unit)
        rules.push_back(rules_[index]);
      known = runner.run_shared(rules);
    }
    for (std::size_t i = 0; i < unit.size(); ++i)
      take(runner, unit[i], std::move(known[i]));
  }

  /// A rule alone is screened where that costs less than its SQL.
  [[nodiscard]] bool is_shared(const Unit& unit) const {
    if (unit.size() > 1) return true;
    const Rule& rule = *rules_[unit.front()];
    const auto* const alone = std::get_if<NoRows>(&judged_check(context_, rule));
    return alone != nullptr && alone->screen && !shared_rows(context_, rule).empty();
  }

  void take(CheckRunner& runner, std::size_t index, std::optional<Outcome> known) {
    Outcome outcome;
    outcome.rule = rules_[index];
    if (options_.is_snapshot && !holds_on_any_day(*rules_[index])) {
      outcome.verdict = Verdict::kSkipped;
      outcome.found = "of a whole bank, and this is one as seen on a day before";
    } else if (known) {
      outcome = std::move(*known);
    } else if (stopped_.load()) {
      outcome.verdict = Verdict::kSkipped;
      outcome.found = "not reached: another check failed";
    } else {
      outcome = runner.run(*rules_[index]);
    }
    leave_out_if_changed(outcome);
    if (context_.interrupter != nullptr && context_.interrupter->interrupted()) throw Interrupted();
    if (options_.fail_fast && outcome.verdict == Verdict::kFails) stopped_.store(true);
    const std::scoped_lock lock(mutex_);
    if (on_outcome_) on_outcome_(outcome);
    outcomes_[index] = std::move(outcome);
  }

  void leave_out_if_changed(Outcome& outcome) const {
    if (outcome.verdict != Verdict::kFails) return;
    const auto found = options_.changed_rules.find(outcome.rule->id);
    if (found == options_.changed_rules.end()) return;
    outcome.verdict = Verdict::kSkipped;
    outcome.found = fmt::format("{} instead of {}, and the bank was made with {}", outcome.found,
                                outcome.expected, found->second);
  }

  const CheckContext& context_;
  const std::vector<const Rule*>& rules_;
  const Options& options_;
  const std::function<void(const Outcome&)>& on_outcome_;
  const std::vector<Unit> units_;
  std::vector<Outcome> outcomes_;
  std::atomic<std::size_t> next_{0};
  std::atomic<bool> stopped_{false};
  std::mutex mutex_;
};

std::size_t threads_for(std::size_t jobs, std::size_t units) {
  // Every thread has a few sessions; a server takes a hundred unless told otherwise.
  constexpr std::size_t kJobsDefaultMax = 16;
  const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
  return std::min(jobs != 0 ? jobs : std::min(cores, kJobsDefaultMax), units);
}

}  // namespace

std::string_view name_of(Verdict verdict) noexcept {
  switch (verdict) {
    case Verdict::kHolds: return "holds";
    case Verdict::kFails: return "fails";
    case Verdict::kNotChecked: return "not checked";
    case Verdict::kSkipped: break;
  }
  return "skipped";
}

std::uint64_t Report::count(Verdict verdict) const {
  return static_cast<std::uint64_t>(
      std::count_if(outcomes.begin(), outcomes.end(),
                    [verdict](const Outcome& outcome) { return outcome.verdict == verdict; }));
}

Report run(const ConnectionSettings& connections,
           const Options& options,
           Date today,
           const std::function<void(const Outcome&)>& on_outcome) {
  const auto start = std::chrono::steady_clock::now();
  const std::vector<const Rule*> rules = selected_rules(options.rules, options.only_integrity);
  Report report;
  {
    Connection accounts = open_session(connections[static_cast<std::size_t>(Database::kAccounts)],
                                       options.interrupter);
    const std::uint64_t counted = count_customers(accounts);
    report.customers = options.customers.value_or(counted);
    report.as_of = options.as_of ? *options.as_of : recorded_as_of(accounts, today);
  }
  report.employees = options.employees.value_or((report.customers * 150 + 600) / 1200);
  report.plan = options.plan;
  CheckContext context{
      .connections = connections,
      .parameters = {.as_of = report.as_of,
                     .announced = options.is_snapshot ? add_days(report.as_of, kAnnouncedDays)
                                                      : report.as_of,
                     .customers = report.customers,
                     .employees = report.employees,
                     .closing = read_closing_days(connections, report.as_of, options.interrupter),
                     .busy = options.busy},
      .employment = Employment::read(connections[static_cast<std::size_t>(Database::kEmployees)],
                                     options.interrupter),
      .plan = options.plan,
      .sampling = {},
      .interrupter = options.interrupter};
  if (options.sample) context.sampling = Sampling::of(connections, options.interrupter);
  Work work(context, rules, options, on_outcome);
  run_in_parallel(threads_for(options.jobs, work.size()), [&work](std::size_t) { work.run(); });
  report.outcomes = work.outcomes();
  report.microseconds = std::chrono::duration_cast<std::chrono::microseconds>(
                            std::chrono::steady_clock::now() - start)
                            .count();
  return report;
}

}  // namespace bankseed::verify
