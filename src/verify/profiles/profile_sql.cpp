#include "verify/profiles/profile_sql.hpp"

#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "schema/ddl.hpp"

namespace bankseed::verify {
namespace {

/// As many as DataHub takes unless told otherwise.
constexpr int kSamples = 20;

bool names_a_person(const ColumnDef& column) noexcept {
  return column.sensitivity == Sensitivity::kDirectIdentifier;
}

bool is_text(const ColumnDef& column) noexcept {
  return column.kind == Kind::kText || column.kind == Kind::kId;
}

/// Values of text are compared byte by byte: that is faster, and tells apart the same values.
std::string comparable(const ColumnDef& column) {
  return quote_identifier(column.name) + (is_text(column) ? " COLLATE \"C\"" : "");
}

std::string key_of(const TableInfo& table) {
  std::string names;
  for (const ColumnDef& column : table.columns) {
    if (column.primary_key)
      names += fmt::format("{}{}", names.empty() ? "" : ", ", quote_identifier(column.name));
  }
  return names;
}

}  // namespace

bool is_number(const ColumnDef& column) noexcept {
  if (names_a_person(column)) return false;
  switch (column.kind) {
    case Kind::kInteger:
    case Kind::kSerial:
    case Kind::kBigSerial:
    case Kind::kMoney:
    case Kind::kFraction: return true;
    default: return false;
  }
}

bool is_ordered(const ColumnDef& column) noexcept {
  if (names_a_person(column)) return false;
  return is_number(column) || column.kind == Kind::kDate || column.kind == Kind::kTimestamp;
}

bool has_samples(const ColumnDef& column) noexcept {
  return column.sensitivity == Sensitivity::kNone;
}

bool has_frequencies(const ColumnDef& column) noexcept {
  if (names_a_person(column)) return false;
  return has_samples(column) || !column.values.empty() || column.kind == Kind::kBool;
}

std::string measuring_sql(const TableInfo& table) {
  const std::string name = qualified_name(table);
  std::string sql = fmt::format(
      "SELECT (extract(epoch FROM transaction_timestamp()) * 1000)::bigint, count(*), (SELECT "
      "count(*) FROM pg_attribute WHERE attrelid = {}::regclass AND attnum > 0 AND NOT "
      "attisdropped)",
      quote_literal(name));
  for (const ColumnDef& column : table.columns) {
    const std::string own = quote_identifier(column.name);
    sql += fmt::format(", count({}), count(DISTINCT {})", own, comparable(column));
    if (is_ordered(column)) sql += fmt::format(", min({0}), max({0})", own);
    if (is_number(column)) {
      sql += fmt::format(
          ", avg({0} * 1.0), percentile_cont(0.5) WITHIN GROUP (ORDER BY {0}), stddev_samp({0})",
          own);
    }
  }
  return sql + " FROM " + name;
}

std::string frequency_sql(const TableInfo& table, std::span<const std::size_t> columns) {
  std::vector<std::string> names;
  names.reserve(columns.size());
  for (const std::size_t i : columns)
    names.push_back(quote_identifier(table.columns[i].name));
  return fmt::format("SELECT GROUPING({0}), count(*), {0} FROM {1} GROUP BY GROUPING SETS (({2}))",
                     fmt::join(names, ", "), qualified_name(table), fmt::join(names, "), ("));
}

std::string sample_sql(const TableInfo& table) {
  const std::string key = key_of(table);
  std::string sql;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (!has_samples(table.columns[i])) continue;
    sql += fmt::format(
        "{}(SELECT {} AS field, row_number() OVER (ORDER BY {}) AS place, {}::text AS value FROM "
        "{} WHERE {} IS NOT NULL ORDER BY {} LIMIT {})",
        sql.empty() ? "" : " UNION ALL ", i, key, quote_identifier(table.columns[i].name),
        qualified_name(table), quote_identifier(table.columns[i].name), key, kSamples);
  }
  if (sql.empty()) return sql;
  return "SELECT field, value FROM (" + sql + ") AS samples ORDER BY field, place";
}

}  // namespace bankseed::verify
