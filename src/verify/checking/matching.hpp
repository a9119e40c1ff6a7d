#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "sink/postgres/connection.hpp"

namespace bankseed::verify {

/// The next row of a query, in COPY's text format; nothing after the last. Valid until the next
/// call.
using Rows = std::function<std::optional<std::string_view>()>;

struct Query {
  Connection& connection;
  std::string sql;
};

/// Which rows of two queries a comparison has to see.
enum class Needs : std::uint8_t {
  kAll,     ///< Every row of both.
  kLeft,    ///< Every row on the left, and those on the right with the keys of these.
  kCommon,  ///< Of both those whose key is on the other side, too.
};

/// Calls `compare` with the rows of two queries whose rows come in the order of their first column,
/// the key, as text in the C collation. Where one side has far fewer rows than the other, as the
/// server estimates, and needs allow it, the other is asked for the rows with its keys alone, lot
/// after lot, and `compare` is called for each lot. Throws DatabaseError.
void match(const Query& left,
           const Query& right,
           Needs needs,
           const std::function<void(const Rows&, const Rows&)>& compare);

}  // namespace bankseed::verify
