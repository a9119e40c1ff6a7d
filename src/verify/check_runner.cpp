#include "check_runner.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "bankseed/core/error.hpp"
#include "bankseed/sink/postgres/copy_out.hpp"

namespace bankseed::verify {
namespace {

constexpr std::size_t kOffencesMax = 5;
/// Shares and scaled counts are judged from so many customers up (E1, E2).
constexpr std::uint64_t kShareCustomersMin = 120;

/// Counts offences and keeps the first few.
class Offences {
 public:
  explicit Offences(Outcome& outcome) : outcome_(outcome) {}
  void add(std::string_view key, std::string_view detail) {
    ++count_;
    if (outcome_.offences.size() < kOffencesMax)
      outcome_.offences.push_back({std::string(key), std::string(detail)});
  }
  [[nodiscard]] std::uint64_t count() const { return count_; }
  /// Sets verdict and found from the count.
  void judge() {
    outcome_.expected = "0 rows";
    outcome_.found = fmt::format("{} row{}", count_, count_ == 1 ? "" : "s");
    outcome_.verdict = count_ == 0 ? Verdict::kHolds : Verdict::kFails;
  }

 private:
  Outcome& outcome_;
  std::uint64_t count_ = 0;
};

/// Fields of a line in COPY's text format; escapes are left as they are.
std::string_view field(std::string_view line, std::size_t index) {
  for (; index > 0; --index) {
    const auto tab = line.find('\t');
    if (tab == std::string_view::npos) return {};
    line.remove_prefix(tab + 1);
  }
  return line.substr(0, line.find('\t'));
}

std::string readable(std::string_view line) {
  std::string text(line);
  std::replace(text.begin(), text.end(), '\t', ' ');
  return text;
}

std::string per_cent(std::uint64_t count, std::uint64_t total) {
  if (total == 0) return "0";
  const std::uint64_t hundredths = (count * 20'000 + total) / (2 * total);
  return fmt::format("{}.{:02}", hundredths / 100, hundredths % 100);
}

/// E1: within one row or half a percentage point, whichever is larger.
bool is_share(std::uint64_t count, std::uint64_t total, std::uint64_t basis_points) {
  const auto off = static_cast<Int128>(count) * 10'000 - static_cast<Int128>(total) * basis_points;
  const Int128 tolerance = std::max<Int128>(10'000, static_cast<Int128>(total) * 50);
  return off <= tolerance && -off <= tolerance;
}

}  // namespace

CheckRunner::CheckRunner(const ConnectionSettings& settings,
                         const Parameters& parameters,
                         const EmployeeDirectory& employees)
    : settings_(settings), parameters_(parameters), employees_(employees) {}

Outcome CheckRunner::run(const Rule& rule) {
  Outcome outcome;
  outcome.rule = &rule;
  const auto start = std::chrono::steady_clock::now();
  try {
    std::visit([&](const auto& shape) { check(shape, outcome); }, rule.check);
  } catch (const Error& error) {
    outcome.verdict = Verdict::kNotChecked;
    outcome.found = error.what();
    outcome.offences.clear();
    // A broken session must not spoil the next rule.
    connections_ = {};
    second_connections_ = {};
  }
  outcome.microseconds = std::chrono::duration_cast<std::chrono::microseconds>(
                             std::chrono::steady_clock::now() - start)
                             .count();
  return outcome;
}

Connection& CheckRunner::connection(Database database) {
  const auto index = static_cast<std::size_t>(database);
  if (!connections_[index]) connections_[index] = Connection::open(settings_[index]);
  return *connections_[index];
}

Connection& CheckRunner::second_connection(Database database) {
  const auto index = static_cast<std::size_t>(database);
  if (!second_connections_[index]) second_connections_[index] = Connection::open(settings_[index]);
  return *second_connections_[index];
}

void CheckRunner::check(const NoRows& shape, Outcome& outcome) {
  outcome.sql = sql_of(shape.sql);
  Offences offences(outcome);
  CopyOut rows(connection(shape.database), outcome.sql);
  while (const auto line = rows.next())
    offences.add(field(*line, 0), field(*line, 1));
  offences.judge();
}

void CheckRunner::check(const SharesOf& shape, Outcome& outcome) {
  outcome.sql = sql_of(shape.sql);
  const QueryResult result = connection(shape.database).execute(outcome.sql);
  std::map<std::string, std::uint64_t, std::less<>> counts;
  std::uint64_t total = 0;
  for (std::size_t row = 0; row < result.size(); ++row) {
    const auto count = static_cast<std::uint64_t>(result.number(row, 1));
    counts[std::string(result.text(row, 0))] += count;
    total += count;
  }
  outcome.verdict = Verdict::kHolds;
  for (const ValueShare& share : shape.expected) {
    const auto found = counts.find(share.value);
    const std::uint64_t count = found == counts.end() ? 0 : found->second;
    outcome.expected +=
        fmt::format("{}{} {}.{:02} %", outcome.expected.empty() ? "" : ", ", share.value,
                    share.basis_points / 100, share.basis_points % 100);
    outcome.found += fmt::format("{}{} {} %", outcome.found.empty() ? "" : ", ", share.value,
                                 per_cent(count, total));
    if (parameters_.customers >= kShareCustomersMin &&
        !is_share(count, total, share.basis_points)) {
      outcome.verdict = Verdict::kFails;
      outcome.offences.push_back(
          {std::string(share.value), fmt::format("{} of {} rows", count, total)});
    }
    if (found != counts.end()) counts.erase(found);
  }
  for (const auto& [value, count] : counts) {
    outcome.verdict = Verdict::kFails;
    if (outcome.offences.size() < kOffencesMax) {
      outcome.offences.push_back({value.empty() ? "NULL" : value,
                                  fmt::format("{} rows of a value that is not expected", count)});
    }
  }
  if (total == 0 && parameters_.customers >= kShareCustomersMin) {
    outcome.verdict = Verdict::kFails;
    outcome.found = "no rows at all";
  }
}

void CheckRunner::check(const CountOf& shape, Outcome& outcome) {
  outcome.sql = sql_of(shape.sql);
  const QueryResult result = connection(shape.database).execute(outcome.sql);
  const auto count = static_cast<std::uint64_t>(result.number(0, 0));
  const std::uint64_t n = shape.per_1200 ? parameters_.customers : 1200;
  outcome.expected =
      shape.low == shape.high && !shape.per_1200
          ? fmt::format("{}", shape.low)
          : fmt::format("{} to {}", (shape.low * n + 1199) / 1200, shape.high * n / 1200);
  outcome.found = fmt::format("{}", count);
  const bool judged = !shape.per_1200 || parameters_.customers >= kShareCustomersMin;
  const bool inside = count * 1200 >= shape.low * n && count * 1200 <= shape.high * n;
  outcome.verdict = inside || !judged ? Verdict::kHolds : Verdict::kFails;
}

void CheckRunner::merge(const Source& left, const Source& right, bool both_ways, Outcome& outcome) {
  const std::string left_sql = sql_of(left.sql);
  const std::string right_sql = sql_of(right.sql);
  outcome.sql = fmt::format("-- {}\n{};\n-- against {}\n{}", name_of(left.database), left_sql,
                            name_of(right.database), right_sql);
  Offences offences(outcome);
  CopyOut left_rows(connection(left.database), left_sql);
  CopyOut right_rows(second_connection(right.database), right_sql);
  auto left_line = left_rows.next();
  auto right_line = right_rows.next();
  // COPY separates columns by tabs, which sort before everything that the texts hold, so whole
  // lines are in the order of their columns.
  while (left_line || (both_ways && right_line)) {
    if (right_line && (!left_line || *right_line < *left_line)) {
      if (both_ways) {
        offences.add(field(*right_line, 0),
                     "missing or different on the left: " + readable(*right_line));
      }
      right_line = right_rows.next();
    } else if (!right_line || *left_line < *right_line) {
      offences.add(field(*left_line, 0),
                   fmt::format("not in {}: {}", name_of(right.database), readable(*left_line)));
      left_line = left_rows.next();
    } else {
      left_line = left_rows.next();
      if (both_ways) right_line = right_rows.next();
    }
  }
  offences.judge();
}

void CheckRunner::check(const EveryRowIn& shape, Outcome& outcome) {
  merge(shape.rows, shape.in, false, outcome);
}

void CheckRunner::check(const SameRows& shape, Outcome& outcome) {
  merge(shape.left, shape.right, true, outcome);
}

void CheckRunner::check(const SameWhereKnown& shape, Outcome& outcome) {
  const std::string left_sql = sql_of(shape.left.sql);
  const std::string right_sql = sql_of(shape.right.sql);
  outcome.sql = fmt::format("-- {}\n{};\n-- against {}\n{}", name_of(shape.left.database), left_sql,
                            name_of(shape.right.database), right_sql);
  Offences offences(outcome);
  CopyOut left_rows(connection(shape.left.database), left_sql);
  CopyOut right_rows(second_connection(shape.right.database), right_sql);
  auto right_line = right_rows.next();
  while (const auto left_line = left_rows.next()) {
    const std::string_view key = field(*left_line, 0);
    while (right_line && field(*right_line, 0) < key)
      right_line = right_rows.next();
    if (!right_line) break;
    if (field(*right_line, 0) == key && *right_line != *left_line) {
      offences.add(key, fmt::format("{} but in {}: {}", readable(*left_line),
                                    name_of(shape.right.database), readable(*right_line)));
    }
  }
  offences.judge();
}

void CheckRunner::check(const EmployeeOf& shape, Outcome& outcome) {
  outcome.sql = sql_of(shape.sql);
  Offences offences(outcome);
  CopyOut rows(connection(shape.database), outcome.sql);
  while (const auto line = rows.next()) {
    const std::string_view id = field(*line, 1);
    const std::string_view date = field(*line, 2);
    const auto found = employees_.find(id);
    if (found == employees_.end()) {
      offences.add(field(*line, 0), fmt::format("{} is no employee", id));
      continue;
    }
    const EmployeeFacts& employee = found->second;
    const bool fits = std::any_of(shape.roles.begin(), shape.roles.end(), [&](auto role) {
      return role.empty() || role == employee.role || (role == "senior" && employee.senior);
    });
    if (!fits && parameters_.customers >= kShareCustomersMin) {
      offences.add(field(*line, 0), fmt::format("{} is {}", id, employee.role));
    } else if (employee.hired >= date && parameters_.customers >= kShareCustomersMin) {
      offences.add(field(*line, 0),
                   fmt::format("{} was hired on {}, not before {}", id, employee.hired, date));
    } else if (!employee.terminated.empty() && employee.terminated < date) {
      offences.add(field(*line, 0),
                   fmt::format("{} had left on {}, before {}", id, employee.terminated, date));
    }
  }
  offences.judge();
}

}  // namespace bankseed::verify
