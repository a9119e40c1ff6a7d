#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

namespace bankseed::testing {

/// tests/data/schema.txt: what the tables must be, stated apart from the code under test.
struct SchemaFile {
  struct Column {
    std::string name;
    std::string type;  ///< varchar(50), decimal(15,2), serial, ...
    std::string key;   ///< "not null, foreign key to customers.customer_id" and the like.
  };
  struct Table {
    std::string database;
    std::string name;
    std::vector<Column> columns;
    std::vector<std::string> indexes;  ///< "entity_type,entity_id"
  };
  std::vector<Table> tables;
  /// "database.table.column" -> the columns that it refers to and no key enforces.
  std::map<std::string, std::set<std::string>> references;
};

[[nodiscard]] SchemaFile read_schema_file();

/// The table as a person would write it, everything inline, for PostgreSQL to name and complete.
[[nodiscard]] std::string inline_ddl(const SchemaFile::Table& table);

}  // namespace bankseed::testing
