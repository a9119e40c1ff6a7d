#pragma once

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sink/postgres/connection.hpp"
#include "verify/checking/employment.hpp"
#include "verify/checking/matching.hpp"
#include "verify/checking/sampling.hpp"
#include "verify/sql_text.hpp"
#include "verify/verifier.hpp"

namespace bankseed::verify {

/// What all runners of a verification share; nothing of it changes while they work.
struct CheckContext {
  ConnectionSettings connections;
  Parameters parameters;
  Employment employment;
  std::optional<TableRows> plan;
  Sampling sampling;
  Interrupter* interrupter = nullptr;
};

/// What the rule is judged by in this bank.
[[nodiscard]] const Check& judged_check(const CheckContext& context, const Rule& rule);

/// Rules with the same text can be screened and counted by one pass over rows: database and what
/// they read. Empty where the rule is judged for itself.
[[nodiscard]] std::string shared_rows(const CheckContext& context, const Rule& rule);

/// Checks one rule after another over connections of its own; used by one thread.
class CheckRunner {
 public:
  explicit CheckRunner(const CheckContext& context) : context_(context) {}

  /// Never throws for what the database says: the outcome tells.
  [[nodiscard]] Outcome run(const Rule& rule);

  using Outcomes = std::vector<std::optional<Outcome>>;
  /// Reads the rows once that these rules, of the same shared_rows(), are about. What is counted,
  /// and what is seen to hold, has an outcome; the others are to be run one by one.
  [[nodiscard]] Outcomes run_shared(const std::vector<const Rule*>& rules);

 private:
  /// By Database.
  using Sessions = std::array<std::optional<Connection>, kDatabaseCount>;

  /// Judges what is counted; returns whether screens over the same rows are still to be looked at:
  /// where nothing is counted, or any of them is true of a row.
  [[nodiscard]] bool count(const std::vector<const Rule*>& rules, Outcomes& outcomes);
  /// Judges what is seen to hold: all that has a screen, unless it may fail.
  void screen(const std::vector<const Rule*>& rules, bool may_fail, Outcomes& outcomes);
  [[nodiscard]] std::vector<std::string> suspicions_of(const std::vector<const Rule*>& rules) const;

  void check(const NoRows& shape, Outcome& outcome);
  void check(const SharesOf& shape, Outcome& outcome);
  void check(const CountOf& shape, Outcome& outcome);
  void check(const EveryRowIn& shape, Outcome& outcome);
  void check(const SameRows& shape, Outcome& outcome);
  void check(const SameWhereKnown& shape, Outcome& outcome);
  void check(const BetweenWhereKnown& shape, Outcome& outcome);
  void check(const RisingMeans& shape, Outcome& outcome);
  void check(const EmployeeOf& shape, Outcome& outcome);
  void check(const RowsOf& shape, Outcome& outcome);

  /// How often each value was found; NULL is empty.
  using Counts = std::map<std::string, std::uint64_t, std::less<>>;
  void judge(const SharesOf& shape, Counts counts, Outcome& outcome) const;
  void judge(const CountOf& shape, std::uint64_t count, Outcome& outcome) const;
  void judge(const RowsOf& shape, std::uint64_t rows, Outcome& outcome) const;
  /// Any of these, or nothing that is counted by value.
  void judge_counted(const Check& check, Counts counts, Outcome& outcome) const;

  [[nodiscard]] Connection& connection(Database database) { return session(first_, database); }
  [[nodiscard]] Connection& second_connection(Database database) {
    return session(second_, database);
  }
  [[nodiscard]] Connection& session(Sessions& sessions, Database database);
  /// Keeps the number of sessions small whatever the number of databases and threads.
  void close_sessions_not_of(const Rule& rule);
  /// The statement without COLLATE "C" where texts are in that order anyway: indexes have it.
  [[nodiscard]] std::string in_order_of_indexes(Database database, std::string sql);
  /// As verify::match(), with connections to the two databases; sets the outcome's SQL.
  void match(const Source& left,
             const Source& right,
             Needs needs,
             Outcome& outcome,
             const std::function<void(const Rows&, const Rows&)>& compare);
  void merge(const Source& left, const Source& right, bool both_ways, Outcome& outcome);
  /// Calls `use` with each row on the left whose key stands on the right, and that row of the
  /// right.
  void join(const Source& left,
            const Source& right,
            Outcome& outcome,
            const std::function<void(std::string_view, std::string_view)>& use);
  [[nodiscard]] std::string sql_of(std::string_view sql) const {
    return context_.sampling.fill_in(fill_in(sql, context_.parameters));
  }

  const CheckContext& context_;
  Sessions first_;
  Sessions second_;
  /// Whether a database orders texts byte by byte, once that is asked for.
  std::array<std::optional<bool>, kDatabaseCount> is_bytewise_;
  /// Why a database cannot be reached, once that is known; empty while it can.
  std::array<std::string, kDatabaseCount> unreachable_;
};

}  // namespace bankseed::verify
