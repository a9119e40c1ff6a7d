#include "verify/rule.hpp"

#include "bankseed/rows/catalog.hpp"

namespace bankseed::verify {

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
