#include "verify/rule.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <type_traits>

#include "bankseed/rows/catalog.hpp"

namespace bankseed::verify {
namespace {

using Words = std::span<const std::string_view>;

/// What SQL says that is judged by the day, the size or the calendar of the bank as it was made.
constexpr std::array<std::string_view, 8> kOfTheMaking = {
    "{as_of}", "{announced}", "{n}", "{employees}", "{closed:", "{worked:", "{shut:", "{open:"};
/// What SQL says that is judged by the size that the bank has in the end.
constexpr std::array<std::string_view, 2> kOfTheEnd = {"{n}", "{employees}"};

bool says(std::string_view sql, Words words) {
  return std::any_of(words.begin(), words.end(), [sql](std::string_view word) {
    return sql.find(word) != std::string_view::npos;
  });
}

template <class Shape>
constexpr bool kCounts = std::is_same_v<Shape, SharesOf> || std::is_same_v<Shape, CountOf> ||
                         std::is_same_v<Shape, RisingMeans> || std::is_same_v<Shape, RowsOf>;

/// Whether a check of rows says none of the words; one that counts does not hold anyhow.
bool holds_without(const Check& check, Words words) {
  return std::visit(
      [words]<class Shape>(const Shape& shape) {
        if constexpr (kCounts<Shape>) {
          return false;
        } else if constexpr (requires { shape.left; }) {
          return !says(shape.left.sql, words) && !says(shape.right.sql, words);
        } else if constexpr (requires { shape.in; }) {
          return !says(shape.rows.sql, words) && !says(shape.in.sql, words);
        } else {
          return !says(shape.sql, words);
        }
      },
      check);
}

}  // namespace

bool outlasts_writes(const Rule& rule) {
  return !rule.of_the_making && holds_without(rule.check, kOfTheMaking);
}

bool holds_on_any_day(const Rule& rule) {
  return !rule.of_the_making && !rule.of_the_end && holds_without(rule.check, kOfTheEnd);
}

std::vector<Database> databases_of(const Rule& rule) {
  return std::visit(
      [](const auto& shape) -> std::vector<Database> {
        if constexpr (requires { shape.left; }) {
          return {shape.left.database, shape.right.database};
        } else if constexpr (requires { shape.in; }) {
          return {shape.rows.database, shape.in.database};
        } else if constexpr (requires { shape.bounds; }) {
          return {shape.values.database, shape.bounds.database};
        } else if constexpr (requires { shape.groups; }) {
          return {shape.values.database, shape.groups.database};
        } else if constexpr (requires { shape.table; }) {
          return {table_info(shape.table).database};
        } else {
          return {shape.database};
        }
      },
      rule.check);
}

}  // namespace bankseed::verify
