#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "bankseed/core/types.hpp"
#include "sink/connection_settings.hpp"
#include "sink/postgres/connection.hpp"
#include "verify/rule.hpp"

namespace bankseed::verify {

enum class Verdict : std::uint8_t {
  kHolds,
  kFails,
  kNotChecked,  ///< The database does not let it be judged.
  kSkipped,     ///< Nobody wanted it to be: after a failure with fail_fast, with sample, or where
                ///< the bank was meant to be otherwise.
};
[[nodiscard]] std::string_view name_of(Verdict verdict) noexcept;

/// Rows of each table of the catalog.
using TableRows = std::array<std::uint64_t, kTableCount>;

/// A row that breaks a rule.
struct Violation {
  std::string key;
  std::string detail;
};

/// What became of one rule.
struct Outcome {
  const Rule* rule = nullptr;
  Verdict verdict = Verdict::kNotChecked;
  std::string expected;
  std::string found;                  ///< Or why it could not be checked.
  std::vector<Violation> violations;  ///< At most five.
  std::string sql;  ///< Finds all of them: for each database a comment and a statement.
  std::optional<std::uint64_t> rows;  ///< Of the table that a RowsOf is about.
  std::int64_t microseconds = 0;
};

/// Ids of rules that a bank was meant to break, and why, in a few words.
using ChangedRules = std::map<std::string, std::string, std::less<>>;

struct Options {
  std::string rules;          ///< Comma-separated ids with * and ?: "TXN*,LOA3"; empty: all.
  std::optional<Date> as_of;  ///< Without it: that of the last recorded run, else today's.
  std::optional<std::uint64_t> customers;  ///< That shares and ranges go by; else they are counted.
  std::optional<std::uint64_t> employees;  ///< How many there should be; else EMP1's share.
  std::optional<TableRows> plan;           ///< Rows that the tables should have, where known.
  bool busy = false;                       ///< The bank was made with a busy activity.
  std::size_t jobs = 0;                    ///< 0: one a core.
  bool fail_fast = false;
  bool only_integrity = false;  ///< Only rules that outlast writes.
  /// The bank is one as it was on a day of its past, which as_of is: rules that do not hold on
  /// every day are skipped.
  bool is_snapshot = false;
  /// A check of one of these that fails is left out, and says so.
  ChangedRules changed_rules;
  bool sample = false;  ///< A fast look: large tables are read in part or not at all.
  Interrupter* interrupter = nullptr;  ///< Stops the verification; outlives it.
};

/// What was verified, and how it went.
struct Report {
  std::uint64_t customers = 0;
  std::uint64_t employees = 0;  ///< That there should be.
  Date as_of;
  std::optional<TableRows> plan;
  std::vector<Outcome> outcomes;  ///< In the order of the rules.
  std::int64_t microseconds = 0;
  [[nodiscard]] std::uint64_t count(Verdict verdict) const;
};

/// Judges a loaded bank by SQL alone, whoever loaded it; changes nothing. A rule that cannot be
/// checked (a missing table or column, a server that dies) says so and never counts as holding.
/// Throws DatabaseError with ExitCode::kUsage when not even the number of customers can be read or
/// there are none, UsageError when `rules` matches nothing, Interrupted when it was. `on_outcome`
/// is called on any thread, on one at a time, in no order.
[[nodiscard]] Report run(const ConnectionSettings& connections,
                         const Options& options,
                         Date today,
                         const std::function<void(const Outcome&)>& on_outcome = {});

}  // namespace bankseed::verify
