#include "report/page_data.hpp"

#include <nlohmann/json.hpp>

#include "bankseed/rows/catalog.hpp"

namespace bankseed::report {
namespace {

// Keys in the order in which they are added, so that equal contents give equal pages.
using Json = nlohmann::ordered_json;

/// What the page's style and scripts call it.
std::string_view key_of(verify::Verdict verdict) {
  switch (verdict) {
    case verify::Verdict::kHolds: return "holds";
    case verify::Verdict::kFails: return "fails";
    case verify::Verdict::kNotChecked: return "unchecked";
    case verify::Verdict::kSkipped: return "skipped";
  }
  return "unchecked";
}

std::string_view key_of(verify::Standing standing) {
  switch (standing) {
    case verify::Standing::kInside: return "inside";
    case verify::Standing::kOutside: return "outside";
    case verify::Standing::kNotJudged: return "unjudged";
  }
  return "unjudged";
}

Json rules_of(const std::vector<Check>& checks) {
  Json rules = Json::array();
  for (const Check& check : checks) {
    Json violations = Json::array();
    for (const verify::Violation& violation : check.violations)
      violations.push_back({violation.key, violation.detail});
    rules.push_back({{"id", check.id},
                     {"name", check.name},
                     {"group", check.group},
                     {"text", check.text},
                     {"verdict", key_of(check.verdict)},
                     {"expected", check.expected},
                     {"found", check.found},
                     {"violations", violations},
                     {"sql", check.sql},
                     {"milliseconds", check.microseconds / 1000}});
  }
  return rules;
}

Json measures_of(const verify::Figure& figure) {
  Json measures = Json::array();
  for (const verify::Measure& measure : figure.measures) {
    measures.push_back({{"name", measure.name},
                        {"value", measure.value_text},
                        {"band", measure.band_text},
                        {"observations", measure.observations},
                        {"standing", key_of(measure.standing)},
                        {"source", measure.source},
                        {"note", measure.note}});
  }
  return measures;
}

Json figures_of(const std::vector<verify::Figure>& figures) {
  Json list = Json::array();
  for (const verify::Figure& figure : figures) {
    Json points = Json::array();
    for (const verify::Point& point : figure.points)
      points.push_back({point.series, point.label, point.value, point.out_of});
    list.push_back({{"id", figure.id},
                    {"title", figure.title},
                    {"points", points},
                    {"measures", measures_of(figure)},
                    {"sql", figure.sql},
                    {"error", figure.error}});
  }
  return list;
}

/// The tables of the databases, or the datasets that were written.
Json tables_of(const Contents& contents) {
  Json tables = Json::array();
  const auto add = [&](std::size_t i, std::string_view database) {
    const RowTypeInfo& table = row_type_info(TableId{static_cast<std::uint16_t>(i)});
    tables.push_back({{"database", database},
                      {"name", table.name},
                      {"about", table.comment},
                      {"columns", table.columns.size()},
                      {"rows", contents.rows[i] ? Json(*contents.rows[i]) : Json()}});
  };
  if (contents.subject == Subject::kDatabases) {
    for (std::size_t i = 0; i < kTableCount; ++i)
      add(i, name_of(kCatalog[i].database));
  } else {
    for (std::size_t i = kTableCount; i < kRowTypeCount; ++i) {
      if (contents.rows[i]) add(i, "datasets");
    }
  }
  return tables;
}

void add_reference(const TableInfo& table,
                   const ColumnDef& column,
                   std::string_view parent_path,
                   Json& references) {
  const auto parent = find_column(parent_path);
  if (!parent) return;
  const TableInfo& parent_table = table_info(parent->table);
  references.push_back({{"database", name_of(table.database)},
                        {"table", table.name},
                        {"column", column.name},
                        {"to_database", name_of(parent_table.database)},
                        {"to_table", parent_table.name},
                        {"to_column", parent->column.name},
                        {"key", !column.references.empty()}});
}

/// Every reference of the catalog, foreign keys and those that no key enforces.
Json references() {
  Json list = Json::array();
  for (const TableInfo& table : kCatalog) {
    for (const ColumnDef& column : table.columns) {
      if (!column.references.empty()) {
        const std::string path =
            std::string(name_of(table.database)) + "." + std::string(column.references);
        add_reference(table, column, path, list);
      }
      for (std::string_view rest = column.external; !rest.empty();) {
        const auto end = rest.find(kAlternativeSeparator);
        add_reference(table, column, rest.substr(0, end), list);
        rest = end == std::string_view::npos ? std::string_view{}
                                             : rest.substr(end + kAlternativeSeparator.size());
      }
    }
  }
  return list;
}

/// The values of every column that lists any, in that order: what the pictures are sorted by.
template <class Tables>
Json column_values(const Tables& tables) {
  Json list = Json::object();
  for (const RowTypeInfo& table : tables) {
    for (const ColumnDef& column : table.columns) {
      if (!column.values.empty())
        list[std::string(table.name) + "." + std::string(column.name)] = column.values;
    }
  }
  return list;
}

/// Inside JSON these characters stand in strings only, where an escape means the same.
std::string without_markup(const std::string& json) {
  std::string safe;
  safe.reserve(json.size());
  for (const char c : json) {
    switch (c) {
      case '<': safe += "\\u003c"; break;
      case '>': safe += "\\u003e"; break;
      case '&': safe += "\\u0026"; break;
      default: safe += c;
    }
  }
  return safe;
}

}  // namespace

std::string page_data(const Contents& contents) {
  const bool is_of_databases = contents.subject == Subject::kDatabases;
  const Json data = {
      {"rules", rules_of(contents.checks)},
      {"figures", figures_of(contents.figures)},
      {"tables", tables_of(contents)},
      {"references", is_of_databases ? references() : Json::array()},
      {"values", is_of_databases ? column_values(kCatalog) : column_values(kDatasets)}};
  // What a database says need not be UTF-8; what is not becomes a replacement character.
  return without_markup(data.dump(-1, ' ', true, Json::error_handler_t::replace));
}

}  // namespace bankseed::report
