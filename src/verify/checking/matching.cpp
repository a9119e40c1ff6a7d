#include "verify/checking/matching.hpp"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include <fmt/format.h>

#include "schema/ddl.hpp"
#include "sink/postgres/copy_out.hpp"

namespace bankseed::verify {
namespace {

/// Looking up a key costs as much as reading about so many rows.
constexpr std::uint64_t kRowsPerLookup = 8;
constexpr std::size_t kLotRows = 40'000;
/// More lots than twice those expected are not asked for: the estimate was wrong.
constexpr std::uint64_t kLotsUnexpected = 8;

/// From here on a server finds a text in a long array by its hash.
constexpr int kServerMin = 140'000;

std::uint64_t estimated_rows(const Query& query) {
  constexpr std::string_view kRows = " rows=";
  const QueryResult plan = query.connection.execute("EXPLAIN " + query.sql);
  const std::string top(plan.text(0, 0));
  const auto at = top.find(kRows);
  return at == std::string::npos ? 0 : std::strtoull(top.c_str() + at + kRows.size(), nullptr, 10);
}

/// A value as COPY writes it, as an element of an array's text.
std::string element(std::string_view value) {
  constexpr std::string_view kEscapes = "bfnrtv";
  constexpr std::string_view kMeanings = "\b\f\n\r\t\v";
  std::string text = "\"";
  for (std::size_t i = 0; i < value.size(); ++i) {
    char c = value[i];
    if (c == '\\' && i + 1 < value.size()) {
      c = value[++i];
      const auto at = kEscapes.find(c);
      if (at != std::string_view::npos) c = kMeanings[at];
    }
    if (c == '"' || c == '\\') text += '\\';
    text += c;
  }
  return text + '"';
}

/// The query, but only its rows with the keys of these.
std::string with_keys_of(const std::vector<std::string>& lines, const std::string& sql) {
  std::string keys = "{";
  std::string_view before;
  bool has_null = false;
  for (const std::string& line : lines) {
    const std::string_view key = std::string_view(line).substr(0, line.find('\t'));
    if (&line != &lines.front() && key == before) continue;
    before = key;
    if (key == "\\N") {
      has_null = true;
    } else {
      keys += (keys.size() == 1 ? "" : ",") + element(key);
    }
  }
  return fmt::format("SELECT * FROM ({}) AS asked (key) WHERE key = ANY ({}){}", sql,
                     quote_literal(keys + "}"), has_null ? " OR key IS NULL" : "");
}

Rows rows_of(CopyOut& copy) {
  return [&copy] { return copy.next(); };
}

Rows rows_of(const std::vector<std::string>& lines) {
  return [&lines, next = std::size_t{0}]() mutable -> std::optional<std::string_view> {
    if (next == lines.size()) return std::nullopt;
    return lines[next++];
  };
}

/// Takes `few` in lots, and asks for the others by the keys of each.
void match_lots(const Query& few,
                const Query& many,
                std::uint64_t lots,
                const std::function<void(const Rows& few, const Rows& many)>& compare) {
  CopyOut rows(few.connection, few.sql);
  std::vector<std::string> lines;
  for (; lots > 0; --lots) {
    lines.clear();
    while (lines.size() < kLotRows) {
      const auto line = rows.next();
      if (!line) break;
      lines.emplace_back(*line);
    }
    if (!lines.empty()) {
      CopyOut found(many.connection, with_keys_of(lines, many.sql));
      compare(rows_of(lines), rows_of(found));
    }
    if (lines.size() < kLotRows) return;
  }
  CopyOut others(many.connection, many.sql);
  compare(rows_of(rows), rows_of(others));
}

}  // namespace

void match(const Query& left,
           const Query& right,
           Needs needs,
           const std::function<void(const Rows&, const Rows&)>& compare) {
  const int server = std::min(left.connection.server_version(), right.connection.server_version());
  if (needs != Needs::kAll && server >= kServerMin) {
    const std::uint64_t left_rows = estimated_rows(left);
    const std::uint64_t right_rows = estimated_rows(right);
    const auto lots = [](std::uint64_t rows) { return 2 * rows / kLotRows + kLotsUnexpected; };
    if (left_rows * kRowsPerLookup < right_rows)
      return match_lots(left, right, lots(left_rows), compare);
    if (needs == Needs::kCommon && right_rows * kRowsPerLookup < left_rows) {
      return match_lots(right, left, lots(right_rows),
                        [&compare](const Rows& few, const Rows& many) { compare(many, few); });
    }
  }
  CopyOut left_rows(left.connection, left.sql);
  CopyOut right_rows(right.connection, right.sql);
  compare(rows_of(left_rows), rows_of(right_rows));
}

}  // namespace bankseed::verify
