// What is counted: one statement for each check, or one pass over the rows for several.

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "bankseed/core/error.hpp"
#include "bankseed/rows/catalog.hpp"
#include "verify/checking/check_runner.hpp"
#include "verify/checking/judging.hpp"
#include "verify/checking/shared_pass.hpp"

namespace bankseed::verify {
namespace {

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

std::string counting_rows(const RowsOf& shape) {
  return fmt::format("SELECT count(*) FROM {}", table_info(shape.table).name);
}

std::uint64_t total_of(const std::map<std::string, std::uint64_t, std::less<>>& counts) {
  std::uint64_t total = 0;
  for (const auto& [value, count] : counts)
    total += count;
  return total;
}

}  // namespace

std::string statement(Database database, const std::string& sql) {
  return fmt::format("-- {}\n{};\n", name_of(database), sql);
}

std::string shared_rows(const CheckContext& context, const Rule& rule) {
  const Check& check = judged_check(context, rule);
  if (!context.sampling.reason_to_skip(rule).empty()) return "";
  const auto rows = [&](std::string_view what, std::string_view from) {
    return fmt::format("{} in {}: {}", what, name_of(databases_of(rule).front()),
                       context.sampling.fill_in(fill_in(from, context.parameters)));
  };
  if (const auto screen = screen_of(check)) return rows("screens", screen->from);
  if (const auto counting = counting_of(check)) return rows("counts", counting->from);
  return "";
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

void CheckRunner::count(const std::vector<const Rule*>& rules, Outcomes& outcomes) {
  std::vector<Counting> countings;
  for (const Rule* const rule : rules) {
    const Counting counting = *counting_of(judged_check(context_, *rule));
    countings.push_back({.from = sql_of(counting.from),
                         .condition = sql_of(counting.condition),
                         .value = sql_of(counting.value)});
  }
  const QueryResult found = connection(databases_of(*rules.front()).front())
                                .execute(counting_sql(countings.front().from, countings));
  for (std::size_t i = 0; i < rules.size(); ++i) {
    Counts counts;
    for (std::size_t row = 0; row < found.size(); ++row) {
      if (!found.flag(row, 1 + 2 * i)) continue;
      counts[std::string(found.text(row, 2 + 2 * i))] +=
          static_cast<std::uint64_t>(found.number(row, 0));
    }
    judge_counted(judged_check(context_, *rules[i]), std::move(counts), outcomes[i].emplace());
  }
}

void CheckRunner::screen(const std::vector<const Rule*>& rules, Outcomes& outcomes) {
  const auto screen_of_rule = [this](const Rule& rule) {
    return *screen_of(judged_check(context_, rule));
  };
  std::vector<std::string> suspicions;
  suspicions.reserve(rules.size());
  for (const Rule* const rule : rules)
    suspicions.push_back(sql_of(screen_of_rule(*rule).suspicion));
  const Database database = databases_of(*rules.front()).front();
  const QueryResult found = connection(database).execute(
      screening_sql(sql_of(screen_of_rule(*rules.front()).from), suspicions));
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (found.number(0, i) != 0) continue;
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
    if (counting_of(judged_check(context_, *rules.front()))) {
      count(rules, outcomes);
    } else {
      screen(rules, outcomes);
    }
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
