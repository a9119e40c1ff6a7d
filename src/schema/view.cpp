#include "schema/view.hpp"

#include <fmt/format.h>

#include "schema/ddl.hpp"

namespace bankseed {

std::string qualified_name(const ViewInfo& view) {
  return fmt::format("{}.{}", kSchemaName, quote_identifier(view.name));
}

std::vector<std::string> view_statements(const ViewInfo& view) {
  const std::string name = qualified_name(view);
  std::vector<std::string> statements;
  std::string columns;
  for (const ViewColumn& column : view.columns)
    columns += fmt::format("{}{}", columns.empty() ? "" : ", ", quote_identifier(column.name));
  statements.push_back(
      fmt::format("CREATE OR REPLACE VIEW {} ({}) AS\n{}", name, columns, view.query));
  statements.push_back(fmt::format("COMMENT ON VIEW {} IS {}", name, quote_literal(view.comment)));
  for (const ViewColumn& column : view.columns) {
    statements.push_back(fmt::format("COMMENT ON COLUMN {}.{} IS {}", name,
                                     quote_identifier(column.name), quote_literal(column.comment)));
  }
  return statements;
}

}  // namespace bankseed
