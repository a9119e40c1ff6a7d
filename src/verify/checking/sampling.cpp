#include "verify/checking/sampling.hpp"

#include <vector>

#include <fmt/format.h>

#include "bankseed/core/error.hpp"
#include "bankseed/rows/catalog.hpp"
#include "verify/session.hpp"

namespace bankseed::verify {
namespace {

/// Larger tables are not read whole.
constexpr std::uint64_t kRowsWhole = 1'000'000;
/// About so many rows are read of them.
constexpr std::uint64_t kRowsSampled = 100'000;

constexpr std::string_view kOpening = "{sample:";

/// All SQL of a rule.
std::vector<std::string> sql_of(const Rule& rule) {
  return std::visit(
      [](const auto& shape) -> std::vector<std::string> {
        if constexpr (requires { shape.left; }) {
          return {std::string(shape.left.sql), std::string(shape.right.sql)};
        } else if constexpr (requires { shape.in; }) {
          return {std::string(shape.rows.sql), std::string(shape.in.sql)};
        } else if constexpr (requires { shape.table; }) {
          return {std::string(table_info(shape.table).name)};
        } else {
          return {std::string(shape.sql)};
        }
      },
      rule.check);
}

/// Calls replace(table, alias) for each {sample:...} and puts what it returns in its place.
template <class Replace>
std::string replace_samples(std::string sql, const Replace& replace) {
  for (auto at = sql.find(kOpening); at != std::string::npos; at = sql.find(kOpening)) {
    const auto end = sql.find('}', at);
    const std::string inside = sql.substr(at + kOpening.size(), end - at - kOpening.size());
    const std::string table = inside.substr(0, inside.find(' '));
    sql.replace(at, end + 1 - at, replace(table, inside));
  }
  return sql;
}

bool is_part_of_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool has_word(std::string_view text, std::string_view word) {
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const auto end = at + word.size();
    const bool begins = at == 0 || !is_part_of_word(text[at - 1]);
    if (begins && (end == text.size() || !is_part_of_word(text[end]))) return true;
  }
  return false;
}

}  // namespace

Sampling Sampling::of(const ConnectionSettings& connections, Interrupter* interrupter) {
  Sampling sampling;
  for (const DatabaseAddress& address : connections) {
    try {
      Connection connection = open_session(address, interrupter);
      const QueryResult found = connection.execute(
          "SELECT relname, (CASE WHEN reltuples < 0 THEN pg_relation_size(oid) / 100 ELSE "
          "reltuples END)::bigint FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = "
          "'public'::regnamespace");
      for (std::size_t i = 0; i < found.size(); ++i) {
        const auto rows = static_cast<std::uint64_t>(found.number(i, 1));
        if (rows > kRowsWhole) sampling.large_[std::string(found.text(i, 0))] = rows;
      }
    } catch (const DatabaseError&) {
      // Its rules will say that it cannot be reached.
    }
  }
  return sampling;
}

std::string Sampling::fill_in(std::string sql) const {
  return replace_samples(std::move(sql), [this](const std::string& table, const std::string& name) {
    const auto found = large_.find(table);
    if (found == large_.end()) return name;
    return fmt::format("{} TABLESAMPLE SYSTEM ({}.0 / {}) REPEATABLE (1)", name, kRowsSampled * 100,
                       found->second);
  });
}

std::string Sampling::reason_to_skip(const Rule& rule) const {
  if (large_.empty()) return "";
  for (const std::string& sql : sql_of(rule)) {
    const std::string whole =
        replace_samples(sql, [](const auto& /*table*/, const auto& /*name*/) { return ""; });
    for (const auto& [table, rows] : large_) {
      if (has_word(whole, table)) {
        return fmt::format("{} has about {} rows, and a fast look reads no more than {} whole",
                           table, rows, kRowsWhole);
      }
    }
  }
  return "";
}

bool Sampling::is_sampled(const Rule& rule) const {
  if (large_.empty()) return false;
  for (const std::string& sql : sql_of(rule)) {
    bool found = false;
    replace_samples(sql, [&](const std::string& table, const auto& /*name*/) {
      found |= large_.find(table) != large_.end();
      return "";
    });
    if (found) return true;
  }
  return false;
}

}  // namespace bankseed::verify
