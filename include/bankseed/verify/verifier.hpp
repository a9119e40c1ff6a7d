#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "bankseed/core/types.hpp"
#include "bankseed/sink/connection_settings.hpp"
#include "bankseed/verify/rule.hpp"

namespace bankseed::verify {

enum class Verdict : std::uint8_t { kHolds, kFails, kNotChecked };

/// A row that breaks a rule.
struct Offence {
  std::string key;
  std::string detail;
};

/// What became of one rule.
struct Outcome {
  const Rule* rule = nullptr;
  Verdict verdict = Verdict::kNotChecked;
  std::string expected;
  std::string found;              ///< Or why it could not be checked.
  std::vector<Offence> offences;  ///< At most five.
  std::string sql;                ///< Finds all of them; one statement per database.
  std::int64_t microseconds = 0;
};

struct Options {
  std::string rules;          ///< Comma-separated ids with * and ?: "TXN*,LOA3"; empty: all.
  std::optional<Date> as_of;  ///< Without it: that of the last recorded run, else today's.
  std::optional<std::uint64_t> employees;  ///< How many there should be; else EMP1's share.
  std::size_t jobs = 0;                    ///< 0: one a core.
  bool fail_fast = false;
};

/// What was verified, and how it went.
struct Report {
  std::uint64_t customers = 0;
  Date as_of;
  std::vector<Outcome> outcomes;  ///< In the order of the rules.
  [[nodiscard]] std::uint64_t count(Verdict verdict) const;
};

/// Judges a loaded bank by SQL alone, whoever loaded it. A rule that cannot be checked (a missing
/// table or column, a server that dies) says so and never counts as holding. Throws DatabaseError
/// with ExitCode::kUsage when not even the number of customers can be read, UsageError when `rules`
/// matches nothing.
[[nodiscard]] Report run(const ConnectionSettings& connections,
                         const Options& options,
                         Date today,
                         const std::function<void(const Outcome&)>& on_outcome = {});

}  // namespace bankseed::verify
