#pragma once

#include <string>
#include <vector>

#include "sink/connection_settings.hpp"
#include "sink/postgres/connection.hpp"

namespace bankseed {

/// What the database still lacks, a sentence each: the end of a load that was killed, what one has
/// taken down, and keys, foreign keys and indexes of the description that tables made by bankseed
/// have not. Tables that somebody else made have what they had. Nothing where bankseed has never
/// loaded. Throws DatabaseError when the bookkeeping cannot be read.
[[nodiscard]] std::vector<std::string> shortcomings(Connection& connection);

/// Those of the six databases, and what could not be looked at.
struct Completeness {
  std::vector<std::string> shortcomings;
  std::vector<std::string> unknown;
};
[[nodiscard]] Completeness completeness_of(const ConnectionSettings& settings,
                                           Interrupter* interrupter = nullptr);

}  // namespace bankseed
