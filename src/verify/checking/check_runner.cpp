#include "verify/checking/check_runner.hpp"

#include <algorithm>
#include <chrono>
#include <map>

#include <fmt/format.h>

#include "bankseed/core/error.hpp"
#include "bankseed/rows/catalog.hpp"
#include "sink/postgres/copy_out.hpp"
#include "verify/checking/judging.hpp"
#include "verify/session.hpp"

namespace bankseed::verify {
namespace {

/// Means of fewer values say little.
constexpr std::uint64_t kGroupRowsMin = 30;

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

/// Numbers of which the mean is wanted, and how sure it is.
class Sample {
 public:
  void add(double value) {
    ++count_;
    sum_ += value;
    square_sum_ += value * value;
  }
  [[nodiscard]] std::uint64_t count() const { return count_; }
  [[nodiscard]] double mean() const { return sum_ / static_cast<double>(count_); }
  /// Its mean is the lesser by more than three times the standard error of the difference.
  [[nodiscard]] bool is_clearly_below(const Sample& other) const {
    const double less = other.mean() - mean();
    return less > 0 && less * less > 9 * (square_error() + other.square_error());
  }

 private:
  [[nodiscard]] double square_error() const {
    const auto n = static_cast<double>(count_);
    return (square_sum_ / n - mean() * mean()) / n;
  }

  std::uint64_t count_ = 0;
  double sum_ = 0;
  double square_sum_ = 0;
};

/// NULL as COPY writes it.
constexpr std::string_view kNull = "\\N";

bool has_role(const EmployeeFacts& employee, const EmployeeOf& shape) {
  return std::any_of(shape.roles.begin(), shape.roles.end(), [&](std::string_view role) {
    return role.empty() || role == employee.role || (role == "senior" && employee.senior);
  });
}

/// Whether somebody of the roles was employed that day.
bool has_employee(const Employment& employment, const EmployeeOf& shape, std::string_view date) {
  for (std::size_t i = 0; i < employment.size(); ++i) {
    const EmployeeFacts employee = employment[i];
    if (employee.hired < date && (employee.terminated.empty() || employee.terminated >= date) &&
        has_role(employee, shape))
      return true;
  }
  return false;
}

}  // namespace

const Check& judged_check(const CheckContext& context, const Rule& rule) {
  return context.parameters.busy && rule.busy ? *rule.busy : rule.check;
}

Outcome CheckRunner::run(const Rule& rule) {
  Outcome outcome;
  outcome.rule = &rule;
  if (const std::string reason = context_.sampling.reason_to_skip(rule); !reason.empty()) {
    outcome.verdict = Verdict::kSkipped;
    outcome.found = reason;
    return outcome;
  }
  const auto start = std::chrono::steady_clock::now();
  close_sessions_not_of(rule);
  try {
    std::visit([&](const auto& shape) { check(shape, outcome); }, judged_check(context_, rule));
    if (context_.sampling.is_sampled(rule)) outcome.found += kInSample;
  } catch (const Error& error) {
    outcome.verdict = Verdict::kNotChecked;
    outcome.found = error.what();
    outcome.violations.clear();
    // A broken session must not spoil the next rule.
    first_ = {};
    second_ = {};
  }
  outcome.microseconds = std::chrono::duration_cast<std::chrono::microseconds>(
                             std::chrono::steady_clock::now() - start)
                             .count();
  return outcome;
}

Connection& CheckRunner::session(Sessions& sessions, Database database) {
  const auto index = static_cast<std::size_t>(database);
  if (sessions[index]) return *sessions[index];
  if (!unreachable_[index].empty()) throw Error(unreachable_[index]);
  try {
    sessions[index] = open_session(context_.connections[index], context_.interrupter);
  } catch (const DatabaseError& error) {
    unreachable_[index] = error.what();
    throw;
  }
  return *sessions[index];
}

void CheckRunner::close_sessions_not_of(const Rule& rule) {
  constexpr std::ptrdiff_t kSessionsMax = 4;
  const auto is_open = [](const auto& session) { return session.has_value(); };
  const auto open = std::count_if(first_.begin(), first_.end(), is_open) +
                    std::count_if(second_.begin(), second_.end(), is_open);
  if (open < kSessionsMax) return;
  const auto wanted = databases_of(rule);
  for (std::size_t i = 0; i < kDatabaseCount; ++i) {
    if (std::find(wanted.begin(), wanted.end(), static_cast<Database>(i)) != wanted.end()) continue;
    first_[i].reset();
    second_[i].reset();
  }
}

void CheckRunner::check(const NoRows& shape, Outcome& outcome) {
  const std::string sql = sql_of(shape.sql);
  outcome.sql = statement(shape.database, sql);
  Violations violations(outcome);
  CopyOut rows(connection(shape.database), sql);
  while (const auto line = rows.next())
    violations.add(field(*line, 0), field(*line, 1));
  violations.judge();
}

void CheckRunner::match(const Source& left,
                        const Source& right,
                        Needs needs,
                        Outcome& outcome,
                        const std::function<void(const Rows&, const Rows&)>& compare) {
  const std::string left_sql = sql_of(left.sql);
  const std::string right_sql = sql_of(right.sql);
  outcome.sql = statement(left.database, left_sql) + statement(right.database, right_sql);
  verify::match({connection(left.database), left_sql},
                {second_connection(right.database), right_sql}, needs, compare);
}

void CheckRunner::merge(const Source& left, const Source& right, bool both_ways, Outcome& outcome) {
  Violations violations(outcome);
  const auto not_in_right = [&](std::string_view line) {
    violations.add(field(line, 0),
                   fmt::format("not in {}: {}", name_of(right.database), readable(line)));
  };
  const auto not_in_left = [&](std::string_view line) {
    if (both_ways)
      violations.add(field(line, 0), "missing or different on the left: " + readable(line));
  };
  const auto compare = [&](const Rows& left_rows, const Rows& right_rows) {
    auto left_line = left_rows();
    auto right_line = right_rows();
    // COPY separates columns by tabs, which sort before everything that the texts hold, so whole
    // lines are in the order of their columns.
    while (left_line || (both_ways && right_line)) {
      if (right_line && (!left_line || *right_line < *left_line)) {
        not_in_left(*right_line);
        right_line = right_rows();
      } else if (!right_line || *left_line < *right_line) {
        not_in_right(*left_line);
        left_line = left_rows();
      } else {
        left_line = left_rows();
        if (both_ways) right_line = right_rows();
      }
    }
  };
  match(left, right, both_ways ? Needs::kAll : Needs::kLeft, outcome, compare);
  violations.judge();
}

void CheckRunner::check(const EveryRowIn& shape, Outcome& outcome) {
  merge(shape.rows, shape.in, false, outcome);
}

void CheckRunner::check(const SameRows& shape, Outcome& outcome) {
  merge(shape.left, shape.right, true, outcome);
}

void CheckRunner::join(const Source& left,
                       const Source& right,
                       Outcome& outcome,
                       const std::function<void(std::string_view, std::string_view)>& use) {
  match(left, right, Needs::kCommon, outcome,
        [&use](const Rows& left_rows, const Rows& right_rows) {
          auto right_line = right_rows();
          while (const auto left_line = left_rows()) {
            const std::string_view key = field(*left_line, 0);
            while (right_line && field(*right_line, 0) < key)
              right_line = right_rows();
            if (!right_line) return;
            if (field(*right_line, 0) == key) use(*left_line, *right_line);
          }
        });
}

void CheckRunner::check(const SameWhereKnown& shape, Outcome& outcome) {
  Violations violations(outcome);
  join(shape.left, shape.right, outcome, [&](std::string_view left, std::string_view right) {
    if (left == right) return;
    violations.add(field(left, 0), fmt::format("{} but in {}: {}", readable(left),
                                               name_of(shape.right.database), readable(right)));
  });
  violations.judge();
}

void CheckRunner::check(const BetweenWhereKnown& shape, Outcome& outcome) {
  Violations violations(outcome);
  join(shape.left, shape.right, outcome, [&](std::string_view left, std::string_view right) {
    const std::string_view value = field(left, 1);
    const std::string_view least = field(right, 1);
    const std::string_view most = field(right, 2);
    if (value < least) {
      violations.add(field(left, 0), fmt::format("{} is below {}", value, least));
    } else if (!most.empty() && value > most) {
      violations.add(field(left, 0), fmt::format("{} is above {}", value, most));
    }
  });
  violations.judge();
}

void CheckRunner::check(const RisingMeans& shape, Outcome& outcome) {
  std::map<std::string, Sample, std::less<>> samples;
  join(shape.left, shape.right, outcome, [&](std::string_view left, std::string_view right) {
    samples[std::string(field(right, 1))].add(
        std::strtod(std::string(field(left, 1)).c_str(), nullptr));
  });
  outcome.verdict = Verdict::kHolds;
  const Sample* before = nullptr;
  for (const std::string_view group : shape.order) {
    outcome.expected += fmt::format("{}{}", outcome.expected.empty() ? "" : " < ", group);
    const auto found = samples.find(group);
    if (found == samples.end() || found->second.count() < kGroupRowsMin) continue;
    const Sample& sample = found->second;
    outcome.found +=
        fmt::format("{}{} {:.2f}", outcome.found.empty() ? "" : ", ", group, sample.mean());
    if (before != nullptr && sample.is_clearly_below(*before)) {
      outcome.verdict = Verdict::kFails;
      outcome.violations.push_back({std::string(group), fmt::format("mean {:.2f}", sample.mean())});
    }
    before = &sample;
  }
}

void CheckRunner::check(const EmployeeOf& shape, Outcome& outcome) {
  const std::string sql = sql_of(shape.sql);
  outcome.sql = statement(shape.database, sql);
  if (!context_.employment.failure().empty()) throw Error(context_.employment.failure());
  Violations violations(outcome);
  CopyOut rows(connection(shape.database), sql);
  while (const auto line = rows.next()) {
    const std::string_view id = field(*line, 1);
    const std::string_view date = field(*line, 2);
    if (id == kNull) {
      if (context_.parameters.customers >= kShareCustomersMin &&
          has_employee(context_.employment, shape, date)) {
        violations.add(field(*line, 0),
                       fmt::format("nobody, though somebody was there on {}", date));
      }
      continue;
    }
    const auto found = context_.employment.find(id);
    if (!found) {
      violations.add(field(*line, 0), fmt::format("{} is no employee", id));
      continue;
    }
    const EmployeeFacts& employee = *found;
    if (!employee.terminated.empty() && employee.terminated < date) {
      violations.add(field(*line, 0),
                     fmt::format("{} had left on {}, before {}", id, employee.terminated, date));
      continue;
    }
    const bool fits = has_role(employee, shape);
    // Where nobody who fits was there, somebody else may stand in.
    if ((fits && employee.hired < date) || !has_employee(context_.employment, shape, date))
      continue;
    violations.add(field(*line, 0),
                   fits ? fmt::format("{} was hired on {}, not before {}", id, employee.hired, date)
                        : fmt::format("{} is {}", id, employee.role));
  }
  violations.judge();
}

}  // namespace bankseed::verify
