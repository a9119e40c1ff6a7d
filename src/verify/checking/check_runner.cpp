#include "verify/checking/check_runner.hpp"

#include <algorithm>
#include <chrono>
#include <map>

#include <fmt/format.h>

#include "bankseed/core/error.hpp"
#include "bankseed/rows/catalog.hpp"
#include "sink/postgres/copy_out.hpp"
#include "verify/checking/judging.hpp"
#include "verify/checking/shared_pass.hpp"
#include "verify/checking/staffing.hpp"
#include "verify/session.hpp"

namespace bankseed::verify {
namespace {

/// Means of fewer values say little.
constexpr std::uint64_t kGroupRowsMin = 30;

std::string counting_rows(const RowsOf& shape) {
  return fmt::format("SELECT count(*) FROM {}", table_info(shape.table).name);
}

std::uint64_t total_of(const std::map<std::string, std::uint64_t, std::less<>>& counts) {
  std::uint64_t total = 0;
  for (const auto& [value, count] : counts)
    total += count;
  return total;
}

std::optional<Screen> screen_in(const CheckContext& context, const Rule& rule) {
  return screen_of(judged_check(context, rule), context.sampling.is_sampled(rule));
}

/// What the rule's screen reads, or what it counts; empty where it is judged for itself.
std::string rows_read_by(const CheckContext& context, const Rule& rule) {
  if (const auto screen = screen_in(context, rule)) return std::string(screen->from);
  const auto counting = counting_of(judged_check(context, rule));
  return counting ? counting->from : "";
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
  constexpr std::ptrdiff_t kSessionsMax = 6;
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

std::string CheckRunner::in_order_of_indexes(Database database, std::string sql) {
  static constexpr std::string_view kCollation = " COLLATE \"C\"";
  std::optional<bool>& is_bytewise = is_bytewise_[static_cast<std::size_t>(database)];
  if (!is_bytewise) is_bytewise = orders_texts_bytewise(connection(database));
  if (!*is_bytewise) return sql;
  for (auto at = sql.find(kCollation); at != std::string::npos; at = sql.find(kCollation, at))
    sql.erase(at, kCollation.size());
  return sql;
}

void CheckRunner::match(const Source& left,
                        const Source& right,
                        Needs needs,
                        Outcome& outcome,
                        const std::function<void(const Rows&, const Rows&)>& compare) {
  const std::string left_sql = sql_of(left.sql);
  const std::string right_sql = sql_of(right.sql);
  outcome.sql = statement(left.database, left_sql) + statement(right.database, right_sql);
  verify::match({connection(left.database), in_order_of_indexes(left.database, left_sql)},
                {second_connection(right.database), in_order_of_indexes(right.database, right_sql)},
                needs, compare);
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
  const bool judges_nobody = context_.parameters.customers >= kShareCustomersMin;
  while (const auto line = rows.next()) {
    const std::string wrong = objection_to(*line, shape, context_.employment, judges_nobody);
    if (!wrong.empty()) violations.add(field(*line, 0), wrong);
  }
  violations.judge();
}

std::string shared_rows(const CheckContext& context, const Rule& rule) {
  if (!context.sampling.reason_to_skip(rule).empty()) return "";
  const std::string rows = rows_read_by(context, rule);
  if (rows.empty()) return "";
  return fmt::format("{}: {}", name_of(databases_of(rule).front()),
                     context.sampling.fill_in(fill_in(rows, context.parameters)));
}

void CheckRunner::judge_counted(const Check& check, Counts counts, Outcome& outcome) const {
  if (const auto* const shares = std::get_if<SharesOf>(&check)) {
    outcome.sql = statement(shares->database, sql_of(shares->sql));
    judge(*shares, std::move(counts), outcome);
  } else if (const auto* const count = std::get_if<CountOf>(&check)) {
    outcome.sql = statement(count->database, sql_of(count->sql));
    judge(*count, total_of(counts), outcome);
  } else {
    const auto& rows = std::get<RowsOf>(check);
    outcome.sql = statement(table_info(rows.table).database, counting_rows(rows));
    judge(rows, total_of(counts), outcome);
  }
}

std::vector<std::string> CheckRunner::suspicions_of(const std::vector<const Rule*>& rules) const {
  std::vector<std::string> suspicions;
  for (const Rule* const rule : rules) {
    if (const auto screen = screen_in(context_, *rule))
      suspicions.push_back(sql_of(screen->suspicion));
  }
  return suspicions;
}

bool CheckRunner::count(const std::vector<const Rule*>& rules, Outcomes& outcomes) {
  std::vector<Counting> countings;
  std::vector<std::size_t> counted;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const auto counting = counting_of(judged_check(context_, *rules[i]));
    if (!counting) continue;
    counted.push_back(i);
    countings.push_back({.from = sql_of(counting->from),
                         .condition = sql_of(counting->condition),
                         .value = sql_of(counting->value)});
  }
  if (counted.empty()) return true;
  const std::vector<std::string> suspicions = suspicions_of(rules);
  const QueryResult found =
      connection(databases_of(*rules.front()).front())
          .execute(counting_sql(countings.front().from, countings, suspicions));
  for (std::size_t i = 0; i < counted.size(); ++i) {
    Counts counts;
    for (std::size_t row = 0; row < found.size(); ++row) {
      if (!found.flag(row, 1 + 2 * i)) continue;
      counts[std::string(found.text(row, 2 + 2 * i))] +=
          static_cast<std::uint64_t>(found.number(row, 0));
    }
    const std::size_t at = counted[i];
    judge_counted(judged_check(context_, *rules[at]), std::move(counts), outcomes[at].emplace());
  }
  for (std::size_t row = 0; row < found.size() && !suspicions.empty(); ++row) {
    if (found.number(row, 1 + 2 * counted.size()) != 0) return true;
  }
  return false;
}

void CheckRunner::screen(const std::vector<const Rule*>& rules, bool may_fail, Outcomes& outcomes) {
  const Database database = databases_of(*rules.front()).front();
  const std::vector<std::string> suspicions = suspicions_of(rules);
  std::optional<QueryResult> found;
  if (may_fail && !suspicions.empty()) {
    found = connection(database).execute(
        screening_sql(sql_of(rows_read_by(context_, *rules.front())), suspicions));
  }
  std::size_t column = 0;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (!screen_in(context_, *rules[i])) continue;
    if (found && found->number(0, column++) != 0) continue;
    Outcome& outcome = outcomes[i].emplace();
    outcome.sql =
        statement(database, sql_of(std::get<NoRows>(judged_check(context_, *rules[i])).sql));
    Violations(outcome).judge();
  }
}

CheckRunner::Outcomes CheckRunner::run_shared(const std::vector<const Rule*>& rules) {
  Outcomes outcomes(rules.size());
  const auto start = std::chrono::steady_clock::now();
  close_sessions_not_of(*rules.front());
  try {
    screen(rules, count(rules, outcomes), outcomes);
  } catch (const Error&) {
    // One by one they say which of them cannot be checked, and why.
    outcomes.assign(rules.size(), std::nullopt);
    first_ = {};
  }
  const auto microseconds = std::chrono::duration_cast<std::chrono::microseconds>(
                                std::chrono::steady_clock::now() - start)
                                .count();
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (!outcomes[i]) continue;
    outcomes[i]->rule = rules[i];
    if (context_.sampling.is_sampled(*rules[i])) outcomes[i]->found += kInSample;
    outcomes[i]->microseconds = microseconds / static_cast<std::int64_t>(rules.size());
  }
  return outcomes;
}

void CheckRunner::check(const SharesOf& shape, Outcome& outcome) {
  const std::string sql = sql_of(shape.sql);
  outcome.sql = statement(shape.database, sql);
  const QueryResult result = connection(shape.database).execute(sql);
  Counts counts;
  for (std::size_t row = 0; row < result.size(); ++row) {
    counts[std::string(result.text(row, 0))] += static_cast<std::uint64_t>(result.number(row, 1));
  }
  judge(shape, std::move(counts), outcome);
}

void CheckRunner::judge(const SharesOf& shape, Counts counts, Outcome& outcome) const {
  const std::uint64_t total = total_of(counts);
  outcome.verdict = Verdict::kHolds;
  for (const ValueShare& share : shape.expected) {
    const auto found = counts.find(share.value);
    const std::uint64_t count = found == counts.end() ? 0 : found->second;
    outcome.expected +=
        fmt::format("{}{} {}.{:02} %", outcome.expected.empty() ? "" : ", ", share.value,
                    share.basis_points / 100, share.basis_points % 100);
    outcome.found += fmt::format("{}{} {} %", outcome.found.empty() ? "" : ", ", share.value,
                                 per_cent(count, total));
    if (context_.parameters.customers >= kShareCustomersMin &&
        !is_share(count, total, share.basis_points)) {
      outcome.verdict = Verdict::kFails;
      outcome.violations.push_back(
          {std::string(share.value), fmt::format("{} of {} rows", count, total)});
    }
    if (found != counts.end()) counts.erase(found);
  }
  for (const auto& [value, count] : counts) {
    outcome.verdict = Verdict::kFails;
    if (outcome.violations.size() < kViolationsMax) {
      outcome.violations.push_back({value.empty() ? "NULL" : value,
                                    fmt::format("{} rows of a value that is not expected", count)});
    }
  }
  if (total == 0 && context_.parameters.customers >= kShareCustomersMin) {
    outcome.verdict = Verdict::kFails;
    outcome.found = "no rows at all";
  }
}

void CheckRunner::check(const CountOf& shape, Outcome& outcome) {
  const std::string sql = sql_of(shape.sql);
  outcome.sql = statement(shape.database, sql);
  const QueryResult result = connection(shape.database).execute(sql);
  judge(shape, static_cast<std::uint64_t>(result.number(0, 0)), outcome);
}

void CheckRunner::judge(const CountOf& shape, std::uint64_t count, Outcome& outcome) const {
  const std::uint64_t n = shape.per_1200 ? context_.parameters.customers : 1200;
  outcome.expected =
      shape.low == shape.high && !shape.per_1200
          ? fmt::format("{}", shape.low)
          : fmt::format("{} to {}", (shape.low * n + 1199) / 1200, shape.high * n / 1200);
  outcome.found = fmt::format("{}", count);
  const bool judged = !shape.per_1200 || context_.parameters.customers >= kShareCustomersMin;
  const bool inside = count * 1200 >= shape.low * n && count * 1200 <= shape.high * n;
  outcome.verdict = inside || !judged ? Verdict::kHolds : Verdict::kFails;
}

void CheckRunner::check(const RowsOf& shape, Outcome& outcome) {
  const TableInfo& table = table_info(shape.table);
  const std::string sql = counting_rows(shape);
  outcome.sql = statement(table.database, sql);
  const QueryResult result = connection(table.database).execute(sql, table.name);
  judge(shape, static_cast<std::uint64_t>(result.number(0, 0)), outcome);
}

void CheckRunner::judge(const RowsOf& shape, std::uint64_t rows, Outcome& outcome) const {
  outcome.rows = rows;
  outcome.found = fmt::format("{} row{}", rows, rows == 1 ? "" : "s");
  bool holds = false;
  if (context_.plan) {
    const std::uint64_t planned = (*context_.plan)[index_of(shape.table)];
    outcome.expected = fmt::format("{} row{}, by the plan", planned, planned == 1 ? "" : "s");
    holds = rows == planned;
  } else {
    const bool judged = context_.parameters.customers >= kShareCustomersMin;
    outcome.expected = judged ? "1 row or more" : "any number of rows";
    holds = rows > 0 || !judged;
  }
  outcome.verdict = holds ? Verdict::kHolds : Verdict::kFails;
}

}  // namespace bankseed::verify
