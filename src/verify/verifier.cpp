#include "bankseed/verify/verifier.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include <fmt/format.h>

#include "bankseed/core/calendar.hpp"
#include "bankseed/core/error.hpp"
#include "bankseed/sink/postgres/copy_out.hpp"
#include "check_runner.hpp"

namespace bankseed::verify {
namespace {

/// Whether `text` matches `pattern`, in which * stands for any characters and ? for one.
bool matches(std::string_view pattern, std::string_view text) {
  if (pattern.empty()) return text.empty();
  if (pattern.front() == '*') {
    for (std::size_t skip = 0; skip <= text.size(); ++skip) {
      if (matches(pattern.substr(1), text.substr(skip))) return true;
    }
    return false;
  }
  if (text.empty() || (pattern.front() != '?' && pattern.front() != text.front())) return false;
  return matches(pattern.substr(1), text.substr(1));
}

bool is_wanted(std::string_view patterns, std::string_view id) {
  if (patterns.empty()) return true;
  for (;;) {
    const auto comma = patterns.find(',');
    if (matches(patterns.substr(0, comma), id)) return true;
    if (comma == std::string_view::npos) return false;
    patterns.remove_prefix(comma + 1);
  }
}

Date recorded_as_of(Connection& connection, Date today) {
  const QueryResult known = connection.execute("SELECT to_regclass('bankseed.runs') IS NOT NULL");
  if (!known.flag(0, 0)) return today;
  const QueryResult run =
      connection.execute("SELECT as_of::text FROM bankseed.runs ORDER BY started_at DESC LIMIT 1");
  if (run.size() == 0) return today;
  return parse_date(run.text(0, 0)).value_or(today);
}

EmployeeDirectory read_employees(const ConnectionSettings& settings) {
  EmployeeDirectory employees;
  try {
    auto connection = Connection::open(settings[static_cast<std::size_t>(Database::kEmployees)]);
    CopyOut rows(connection,
                 "SELECT employee_id, role, manager_id IS NULL, hire_date, "
                 "coalesce(termination_date::text, '') FROM employees");
    while (const auto line = rows.next()) {
      std::array<std::string, 5> fields;
      std::string_view rest = *line;
      for (auto& text : fields) {
        const auto tab = rest.find('\t');
        text = rest.substr(0, tab);
        rest.remove_prefix(tab == std::string_view::npos ? rest.size() : tab + 1);
      }
      employees[fields[0]] = {.role = fields[1],
                              .senior = fields[2] == "t",
                              .hired = fields[3],
                              .terminated = fields[4]};
    }
  } catch (const DatabaseError&) {
    // Every rule about employees will say which of them it does not find.
  }
  return employees;
}

}  // namespace

std::uint64_t Report::count(Verdict verdict) const {
  return static_cast<std::uint64_t>(
      std::count_if(outcomes.begin(), outcomes.end(),
                    [verdict](const Outcome& outcome) { return outcome.verdict == verdict; }));
}

std::vector<Rule> all_rules() {
  std::vector<Rule> rules;
  for (const auto part : {reference_rules(), foundation_rules(), core_banking_rules()})
    rules.insert(rules.end(), part.begin(), part.end());
  return rules;
}

Report run(const ConnectionSettings& connections,
           const Options& options,
           Date today,
           const std::function<void(const Outcome&)>& on_outcome) {
  static const std::vector<Rule> rules = all_rules();
  std::vector<const Rule*> wanted;
  for (const Rule& rule : rules) {
    if (is_wanted(options.rules, rule.id)) wanted.push_back(&rule);
  }
  if (wanted.empty())
    throw UsageError(fmt::format("no rule matches '{}'; try TXN* or LOA3,SCH?", options.rules));
  Report report;
  Connection accounts =
      Connection::open(connections[static_cast<std::size_t>(Database::kAccounts)]);
  report.customers = static_cast<std::uint64_t>(
      accounts.execute("SELECT count(*) FROM customers", "customers").number(0, 0));
  report.as_of = options.as_of ? *options.as_of : recorded_as_of(accounts, today);
  const EmployeeDirectory employees = read_employees(connections);
  report.outcomes.resize(wanted.size());
  std::atomic<std::size_t> next{0};
  std::atomic<bool> stopped{false};
  std::mutex mutex;
  const auto work = [&] {
    CheckRunner runner(
        connections,
        {.as_of = report.as_of,
         .customers = report.customers,
         .employees = options.employees.value_or((report.customers * 150 + 600) / 1200)},
        employees);
    for (std::size_t i = next++; i < wanted.size(); i = next++) {
      Outcome outcome;
      outcome.rule = wanted[i];
      outcome.found = "not reached: an earlier rule failed";
      if (!stopped.load()) outcome = runner.run(*wanted[i]);
      if (options.fail_fast && outcome.verdict == Verdict::kFails) stopped.store(true);
      const std::scoped_lock lock(mutex);
      if (on_outcome) on_outcome(outcome);
      report.outcomes[i] = std::move(outcome);
    }
  };
  const std::size_t jobs =
      options.jobs != 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < std::min(jobs, wanted.size()); ++i)
    threads.emplace_back(work);
  for (auto& thread : threads)
    thread.join();
  return report;
}

}  // namespace bankseed::verify
