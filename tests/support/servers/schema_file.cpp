#include "support/servers/schema_file.hpp"

#include <algorithm>
#include <fstream>
#include <stdexcept>

#include <fmt/format.h>

#include "support/locations.hpp"

namespace bankseed::testing {
namespace {

std::vector<std::string> split(const std::string& line, const std::string& separator) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (;;) {
    const auto end = line.find(separator, begin);
    std::string part = line.substr(begin, end == std::string::npos ? end : end - begin);
    part.erase(0, part.find_first_not_of(' '));
    part.erase(part.find_last_not_of(' ') + 1);
    parts.push_back(std::move(part));
    if (end == std::string::npos) return parts;
    begin = end + separator.size();
  }
}

std::string inline_column(const SchemaFile::Column& column) {
  std::string sql = column.name + " " + column.type;
  if (column.key.empty()) return sql;
  for (const auto& key : split(column.key, ", ")) {
    if (key == "primary key" || key == "unique" || key == "not null" ||
        key.starts_with("default ")) {
      sql += " " + key;
    } else if (key.starts_with("check ")) {
      sql += " check (" + key.substr(6) + ")";
    } else if (key.starts_with("foreign key to ")) {
      const auto dot = key.find('.');
      sql += " references " + key.substr(15, dot - 15) + " (" + key.substr(dot + 1) + ")";
    } else {
      throw std::runtime_error("schema.txt: what is \"" + key + "\"?");
    }
  }
  return sql;
}

}  // namespace

SchemaFile read_schema_file() {
  std::ifstream in(source_directory() / "tests/data/schema.txt");
  SchemaFile schema;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    const auto words = split(line, " ");
    if (words[0] == "table") {
      schema.tables.push_back(
          {.database = words.at(1), .name = words.at(2), .columns = {}, .indexes = {}});
    } else if (words[0] == "reference") {
      schema.references[words.at(1)].insert(words.at(3));
    } else if (line.starts_with("  index ")) {
      schema.tables.back().indexes.push_back(line.substr(8));
    } else {
      const auto parts = split(line, "|");
      schema.tables.back().columns.push_back(
          {.name = parts.at(0), .type = parts.at(1), .key = parts.at(2)});
    }
  }
  return schema;
}

std::string inline_ddl(const SchemaFile::Table& table) {
  std::string sql = "CREATE TABLE " + table.name + " (";
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    sql += (i == 0 ? "" : ", ") + inline_column(table.columns[i]);
  sql += ");\n";
  for (const auto& index : table.indexes) {
    std::string suffix = index;
    std::replace(suffix.begin(), suffix.end(), ',', '_');
    sql += fmt::format("CREATE INDEX idx_{0}_{1} ON {0} ({2});\n", table.name, suffix, index);
  }
  return sql;
}

}  // namespace bankseed::testing
