#include "verify/checking/shared_pass.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "bankseed/rows/catalog.hpp"

namespace bankseed::verify {
namespace {

/// A word of SQL outside of all quotes, parentheses and braces.
struct Word {
  std::string_view text;
  std::size_t at;
};

std::vector<Word> outer_words(std::string_view sql) {
  constexpr std::string_view kOpeningBrackets = "([{";
  constexpr std::string_view kClosingBrackets = ")]}";
  std::vector<Word> words;
  int depth = 0;
  char quote = '\0';
  std::size_t begin = std::string_view::npos;
  for (std::size_t i = 0; i <= sql.size(); ++i) {
    const char c = i < sql.size() ? sql[i] : ' ';
    if (quote != '\0') {
      if (c == quote) quote = '\0';
      continue;
    }
    if (c >= 'A' && c <= 'Z' && depth == 0) {
      begin = std::min(begin, i);
      continue;
    }
    const bool ends = c == ' ' || c == '(';
    if (begin != std::string_view::npos && ends)
      words.push_back({sql.substr(begin, i - begin), begin});
    begin = std::string_view::npos;
    if (c == '\'' || c == '"') quote = c;
    if (kOpeningBrackets.find(c) != std::string_view::npos) ++depth;
    if (kClosingBrackets.find(c) != std::string_view::npos) --depth;
  }
  return words;
}

std::string_view between(std::string_view sql, std::size_t begin, std::size_t end) {
  std::string_view part = sql.substr(begin, end - begin);
  while (part.starts_with(' '))
    part.remove_prefix(1);
  while (part.ends_with(' '))
    part.remove_suffix(1);
  return part;
}

std::string any_of(const std::vector<std::string>& suspicions) {
  std::string any;
  for (const std::string& suspicion : suspicions)
    any += fmt::format("{}({})", any.empty() ? "" : " OR ", suspicion);
  return any;
}

}  // namespace

std::optional<SelectParts> parts_of(std::string_view sql) {
  static constexpr std::array<std::string_view, 9> kFollowing = {
      "GROUP", "HAVING", "WINDOW", "ORDER", "LIMIT", "OFFSET", "UNION", "EXCEPT", "INTERSECT"};
  const std::vector<Word> words = outer_words(sql);
  if (words.empty() || words.front().text != "SELECT" || words.front().at != 0) return std::nullopt;
  std::size_t from = sql.size();
  std::size_t where = sql.size();
  std::size_t rest = sql.size();
  for (std::size_t i = 1; i < words.size(); ++i) {
    const Word& word = words[i];
    const bool follows_distinct = words[i - 1].text == "DISTINCT";
    if (i == 1 && word.text == "DISTINCT") return std::nullopt;
    if (from == sql.size()) {
      if (word.text == "FROM" && !follows_distinct) from = word.at;
    } else if (std::find(kFollowing.begin(), kFollowing.end(), word.text) != kFollowing.end()) {
      rest = word.at;
      break;
    } else if (where == sql.size() && word.text == "WHERE") {
      where = word.at;
    }
  }
  if (from == sql.size()) return std::nullopt;
  const std::size_t end = std::min(where, rest);
  return SelectParts{
      .columns = between(sql, std::string_view("SELECT").size(), from),
      .from = between(sql, from + std::string_view("FROM").size(), end),
      .where = where >= rest ? "" : between(sql, where + std::string_view("WHERE").size(), rest),
      .rest = between(sql, rest, sql.size())};
}

std::optional<Screen> screen_of(const Check& check, bool in_part) {
  const auto* const shape = std::get_if<NoRows>(&check);
  if (shape == nullptr) return std::nullopt;
  if (shape->screen && !in_part) return shape->screen;
  const auto parts = parts_of(shape->sql);
  // What is not there is found faster by a join, which there is not beside other conditions.
  const bool joins = parts && parts->where.find("EXISTS (SELECT") != std::string_view::npos;
  if (!parts || parts->where.empty() || !parts->rest.empty() || joins) return std::nullopt;
  return Screen{.from = parts->from, .suspicion = parts->where};
}

std::optional<Counting> counting_of(const Check& check) {
  static constexpr std::string_view kCount = "count(*)";
  static constexpr std::string_view kAfterValue = ", count(*)";
  if (const auto* const rows = std::get_if<RowsOf>(&check)) {
    return Counting{
        .from = std::string(table_info(rows->table).name), .condition = {}, .value = {}};
  }
  if (const auto* const count = std::get_if<CountOf>(&check)) {
    const auto parts = parts_of(count->sql);
    if (!parts || parts->columns != kCount || !parts->rest.empty()) return std::nullopt;
    return Counting{
        .from = std::string(parts->from), .condition = std::string(parts->where), .value = {}};
  }
  const auto* const shares = std::get_if<SharesOf>(&check);
  if (shares == nullptr) return std::nullopt;
  const auto parts = parts_of(shares->sql);
  if (!parts || !parts->columns.ends_with(kAfterValue) || parts->rest != "GROUP BY 1")
    return std::nullopt;
  const std::string_view value =
      parts->columns.substr(0, parts->columns.size() - kAfterValue.size());
  return Counting{.from = std::string(parts->from),
                  .condition = std::string(parts->where),
                  .value = std::string(value)};
}

std::string counting_sql(std::string_view from,
                         const std::vector<Counting>& countings,
                         const std::vector<std::string>& suspicions) {
  std::string columns = "count(*)";
  std::string groups;
  std::size_t column = 1;
  const auto add = [&](const std::string& sql, bool is_group) {
    columns += ", " + sql;
    ++column;
    if (is_group) groups += fmt::format("{}{}", groups.empty() ? " GROUP BY " : ", ", column);
  };
  for (const Counting& counting : countings) {
    const bool is_part = !counting.condition.empty();
    add(is_part ? fmt::format("({}) IS TRUE", counting.condition) : "true", is_part);
    if (counting.value.empty()) {
      add("NULL", false);
    } else if (is_part) {
      add(fmt::format("CASE WHEN {} THEN {} END", counting.condition, counting.value), true);
    } else {
      add(counting.value, true);
    }
  }
  if (!suspicions.empty())
    columns += fmt::format(", count(*) FILTER (WHERE {})", any_of(suspicions));
  return fmt::format("SELECT {} FROM {}{}", columns, from, groups);
}

std::string screening_sql(std::string_view from, const std::vector<std::string>& suspicions) {
  std::string counts;
  for (const std::string& suspicion : suspicions)
    counts += fmt::format("{}count(*) FILTER (WHERE {})", counts.empty() ? "" : ", ", suspicion);
  return fmt::format("SELECT {} FROM {} WHERE {}", counts, from, any_of(suspicions));
}

}  // namespace bankseed::verify
