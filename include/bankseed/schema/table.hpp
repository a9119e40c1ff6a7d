#pragma once

#include <array>
#include <span>
#include <type_traits>
#include <utility>

#include "bankseed/schema/column.hpp"
#include "bankseed/schema/life.hpp"

namespace bankseed {

/// The six databases, in the order in which reports list them.
enum class Database : std::uint8_t {
  kEmployees,
  kCustomer,
  kAccounts,
  kLoans,
  kInsurance,
  kCompliance
};
inline constexpr std::size_t kDatabaseCount = 6;
inline constexpr std::array<std::string_view, kDatabaseCount> kDatabaseNames = {
    "employees_db", "customer_db", "accounts_db", "loans_db", "insurance_db", "compliance_db"};
[[nodiscard]] constexpr std::string_view name_of(Database database) noexcept {
  return kDatabaseNames[static_cast<std::size_t>(database)];
}

/// Load order (RULES.md, phases 1 to 6). Every row of a phase is committed in every database before
/// the next phase starts.
enum class Phase : std::uint8_t {
  kFoundation,
  kCoreBanking,
  kEngagement,
  kLoans,
  kInsurance,
  kCompliance
};
inline constexpr std::size_t kPhaseCount = 6;
inline constexpr std::array<std::string_view, kPhaseCount> kPhaseNames = {
    "foundation", "core banking", "engagement", "loans", "insurance", "compliance"};
[[nodiscard]] constexpr std::string_view name_of(Phase phase) noexcept {
  return kPhaseNames[static_cast<std::size_t>(phase)];
}

/// A secondary index: its columns, comma-separated, in order.
struct IndexDef {
  std::string_view columns;
};

/// Specialized once per row struct, next to it, in rows/<database>.hpp. A dataset's names no
/// database and no phase.
template <class Row>
struct Table;

/// Type-erased view of Table<Row>; everything outside the encoders works on this, or on TableInfo.
struct RowTypeInfo {
  std::string_view name;
  std::string_view comment;
  std::span<const ColumnDef> columns;
  std::string_view begins;  ///< Column that says when a row begins to be there; empty: long ago.
};
/// What only a table of a database has.
struct TableInfo : RowTypeInfo {
  Database database{};
  Phase phase{};
  std::span<const IndexDef> indexes;
};

namespace detail {
template <class Row>
consteval std::span<const IndexDef> indexes_of() {
  if constexpr (requires { Table<Row>::kIndexes; }) {
    return Table<Row>::kIndexes;
  } else {
    return {};
  }
}
}  // namespace detail

template <class Row>
inline constexpr RowTypeInfo kRowTypeInfo{Table<Row>::kName, Table<Row>::kComment,
                                          Table<Row>::kColumns.defs, Table<Row>::kBegins.kColumn};
template <class Row>
inline constexpr TableInfo kTableInfo{kRowTypeInfo<Row>, Table<Row>::kDatabase, Table<Row>::kPhase,
                                      detail::indexes_of<Row>()};

namespace detail {
struct AnyField {
  template <class T>
  operator T() const noexcept;  // NOLINT(google-explicit-constructor)
};
template <class Row, std::size_t... I>
concept Initialisable = requires {
  Row{((void)I, AnyField{})...};
};
template <class Row, std::size_t... I>
consteval bool has_fields(std::index_sequence<I...>) {
  return Initialisable<Row, I...> && !Initialisable<Row, I..., 0>;
}
consteval bool well_formed(std::span<const ColumnDef> columns) {
  bool has_key = false;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const ColumnDef& column = columns[i];
    has_key |= column.primary_key;
    if ((column.not_null || column.primary_key) && column.nullable)
      throw "a key or NOT NULL column is an optional";
    if ((column.kind == Kind::kMoney) != (column.precision != 0))
      throw "money without digits(), or digits() of something else";
    if (column.kind == Kind::kId && column.length == 0) throw "an id without varchar()";
    if (column.comment.empty() && column.values.empty()) throw "a column without a comment";
    for (const std::string_view value : column.values) {
      if (column.length != 0 && value.size() > column.length)
        throw "a value is longer than its column";
    }
    for (std::size_t j = 0; j < i; ++j) {
      if (columns[j].name == column.name) throw "a column is listed twice";
    }
  }
  if (!has_key) throw "a table without a key";
  return true;
}
}  // namespace detail

/// True when the table lists as many columns as the struct has members, each once and commented,
/// with a key, a beginning of its rows, a precision where money has to have one, room for the
/// values that it lists, and no key or NOT NULL column that is optional. What is not so is thrown,
/// and does not compile: the compiler shows the line.
template <class Row>
[[nodiscard]] consteval bool well_formed() {
  const auto& list = Table<Row>::kColumns;
  const bool sound = detail::well_formed(list.defs);
  if constexpr (!requires { Table<Row>::kBegins; }) {
    throw "a table that does not say when its rows begin";
  }
  if (!detail::has_fields<Row>(std::make_index_sequence<list.kSize>{}))
    throw "a member of the row has no column";
  return sound;
}

}  // namespace bankseed
