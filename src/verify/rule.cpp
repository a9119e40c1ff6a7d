#include "verify/rule.hpp"

#include <algorithm>
#include <array>
#include <type_traits>

#include "bankseed/rows/catalog.hpp"

namespace bankseed::verify {
namespace {

/// What SQL says that is judged by the day, the size or the calendar of the bank as it was made.
constexpr std::array<std::string_view, 7> kOfTheMaking = {
    "{as_of}", "{n}", "{employees}", "{closed:", "{worked:", "{shut:", "{open:"};

bool is_of_the_making(std::string_view sql) {
  return std::any_of(kOfTheMaking.begin(), kOfTheMaking.end(), [sql](std::string_view word) {
    return sql.find(word) != std::string_view::npos;
  });
}

template <class Shape>
constexpr bool kCounts = std::is_same_v<Shape, SharesOf> || std::is_same_v<Shape, CountOf> ||
                         std::is_same_v<Shape, RisingMeans> || std::is_same_v<Shape, RowsOf>;

}  // namespace

bool outlasts_writes(const Rule& rule) {
  if (rule.of_the_making) return false;
  return std::visit(
      []<class Shape>(const Shape& shape) {
        if constexpr (kCounts<Shape>) {
          return false;
        } else if constexpr (requires { shape.left; }) {
          return !is_of_the_making(shape.left.sql) && !is_of_the_making(shape.right.sql);
        } else if constexpr (requires { shape.in; }) {
          return !is_of_the_making(shape.rows.sql) && !is_of_the_making(shape.in.sql);
        } else {
          return !is_of_the_making(shape.sql);
        }
      },
      rule.check);
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
