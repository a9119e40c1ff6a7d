#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sink/postgres/interrupter.hpp"
#include "sink/postgres/load/load.hpp"

namespace bankseed {

/// How much it matters to a load.
enum class Weight : std::uint8_t {
  kFine,
  kHint,      ///< It would be faster otherwise.
  kWarning,   ///< Worth knowing before; the load works.
  kObstacle,  ///< The load would fail, or be refused.
};

struct Finding {
  Weight weight = Weight::kFine;
  std::string topic;  ///< "privileges", "sessions", ...
  std::string where;  ///< "accounts_db, loans_db", where not all is meant, or the text says it.
  std::string text;   ///< A sentence, with what to do.
};

/// Rows of each table, as the plan has them.
using PlannedRows = std::array<std::uint64_t, kTableCount>;

/// What a load would meet in the six databases, in the order in which it would meet it; nothing is
/// changed there, and no lock kept. Servers that cannot be
/// reached are findings, too. Throws Interrupted.
[[nodiscard]] std::vector<Finding> examine(const ConnectionSettings& settings,
                                           const LoadOptions& options,
                                           const PlannedRows& rows,
                                           Interrupter* interrupter);

/// Bytes that so many rows take in PostgreSQL, keys and indexes included.
[[nodiscard]] std::uint64_t bytes_in_database(const PlannedRows& rows) noexcept;

}  // namespace bankseed
