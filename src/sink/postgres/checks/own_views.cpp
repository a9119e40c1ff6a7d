#include "sink/postgres/checks/own_views.hpp"

#include <fmt/format.h>

#include "rows/views.hpp"
#include "schema/ddl.hpp"

namespace bankseed {
namespace {

/// ('customer_balances', 'What customers have ...'), ...
std::string names_and_comments(Database database) {
  std::string list;
  for (const ViewInfo& view : all_views()) {
    if (view.database != database) continue;
    list += fmt::format("{}({}, {})", list.empty() ? "" : ", ", quote_literal(view.name),
                        quote_literal(view.comment));
  }
  return list;
}

std::string paths(TableSet tables, Database database) {
  std::string list;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    if (!tables[i] || kCatalog[i].database != database) continue;
    list += fmt::format("{}to_regclass({})", list.empty() ? "" : ", ",
                        quote_literal(qualified_name(kCatalog[i])));
  }
  return list;
}

}  // namespace

std::string make_views_sql(Database database) {
  std::string sql;
  for (const ViewInfo& view : all_views()) {
    if (view.database != database) continue;
    for (const std::string& statement : view_statements(view))
      sql += statement + ";\n";
  }
  return sql;
}

std::string drop_views_sql(Connection& connection, TableSet tables) {
  const Database database = connection.address().database;
  const std::string on = paths(tables, database);
  if (on.empty()) return {};
  const auto found = connection.execute(fmt::format(
      "SELECT DISTINCT v.relname FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid JOIN "
      "pg_class v ON v.oid = r.ev_class JOIN (VALUES {}) AS ours (name, comment) ON ours.name = "
      "v.relname WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass "
      "AND d.refobjid IN ({}) AND v.relkind = 'v' AND v.relnamespace = 'public'::regnamespace AND "
      "obj_description(v.oid, 'pg_class') = ours.comment ORDER BY 1",
      names_and_comments(database), on));
  std::string sql;
  for (std::size_t i = 0; i < found.size(); ++i)
    sql += fmt::format("DROP VIEW {}.{};\n", kSchemaName, quote_identifier(found.text(i, 0)));
  return sql;
}

std::vector<std::string> in_place_of_views(Connection& connection) {
  const Database database = connection.address().database;
  const auto found = connection.execute(fmt::format(
      "SELECT c.relname, pg_get_userbyid(c.relowner), c.relkind = 'v' AND "
      "coalesce(obj_description(c.oid, 'pg_class') = ours.comment, false), "
      "pg_has_role(c.relowner, 'USAGE') FROM pg_class c JOIN (VALUES {}) AS ours (name, comment) "
      "ON ours.name = c.relname WHERE c.relnamespace = 'public'::regnamespace ORDER BY 1",
      names_and_comments(database)));
  std::vector<std::string> phrases;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const bool is_ours = found.flag(i, 2);
    if (is_ours && found.flag(i, 3)) continue;
    phrases.push_back(fmt::format("{}.{} of {}{}", name_of(database), found.text(i, 0),
                                  found.text(i, 1),
                                  is_ours ? "" : ", which bankseed has not made"));
  }
  return phrases;
}

}  // namespace bankseed
