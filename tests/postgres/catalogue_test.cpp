// The databases that bankseed's DDL makes, as PostgreSQL's catalogue describes them.

#include <regex>

#include <catch2/catch.hpp>

#include "bankseed/rows/catalog.hpp"
#include "schema/ddl.hpp"
#include "support/servers/schema_file.hpp"
#include "support/servers/test_server.hpp"

namespace bankseed::testing {
namespace {

/// Everything that the catalogue knows of the columns, constraints, indexes and sequences in
/// public.
constexpr std::string_view kCatalogueQueries[] = {
    R"(SELECT c.relname, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
              pg_get_expr(d.adbin, d.adrelid), a.attidentity, a.attgenerated, a.attstorage,
              a.attcollation, a.attislocal
         FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
         LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
        ORDER BY 1, 2)",
    R"(SELECT conrelid::regclass, conname, contype, condeferrable, convalidated,
              pg_get_constraintdef(oid)
         FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        ORDER BY conrelid::regclass::text, conname)",
    R"(SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
        ORDER BY 1, 2)",
    R"(SELECT s.sequencename, s.data_type, s.start_value, s.min_value, s.max_value, s.increment_by,
              s.cycle, d.refobjid::regclass, d.refobjsubid, d.deptype
         FROM pg_sequences s
         JOIN pg_depend d ON d.objid = s.sequencename::regclass AND d.deptype IN ('a', 'i')
        WHERE s.schemaname = 'public' ORDER BY 1)",
    R"(SELECT relname, relkind, relpersistence, relrowsecurity, reloptions FROM pg_class
        WHERE relnamespace = 'public'::regnamespace ORDER BY 1)"};

std::string as_text(const std::vector<TestConnection::Row>& rows) {
  std::string text;
  for (const auto& row : rows) {
    for (const auto& value : row)
      text += value.value_or("NULL") + " | ";
    text += '\n';
  }
  return text;
}

std::size_t count(TestConnection& connection, const std::string& from) {
  return std::stoul(connection.value("SELECT count(*) FROM " + from));
}

}  // namespace

TEST_CASE("the tables are, in all that the catalogue says, those of the schema file") {
  const SchemaFile schema = read_schema_file();
  REQUIRE(schema.tables.size() == kTableCount);
  std::size_t tables_seen = 0;
  for (std::size_t i = 0; i < kDatabaseCount; ++i) {
    const auto database = static_cast<Database>(i);
    INFO(name_of(database));
    auto& server = test_server();
    TestConnection ours(server.conninfo(server.create_database("ours")));
    TestConnection expected(server.conninfo(server.create_database("expected")));
    ours.execute(database_script(kCatalog, database));
    std::size_t columns = 0;
    std::size_t tables = 0;
    for (const auto& table : schema.tables) {
      if (table.database != name_of(database)) continue;
      expected.execute(inline_ddl(table));
      columns += table.columns.size();
      ++tables;
    }
    for (const auto query : kCatalogueQueries) {
      const std::string sql(query);
      CHECK(as_text(ours.execute(sql)) == as_text(expected.execute(sql)));
    }
    CHECK(count(ours, "information_schema.tables WHERE table_schema = 'public'") == tables);
    CHECK(count(ours, "information_schema.columns WHERE table_schema = 'public'") == columns);
    tables_seen += tables;
  }
  CHECK(tables_seen == kTableCount);
}

TEST_CASE("every table and column bears its comment, which names what no key enforces") {
  const SchemaFile schema = read_schema_file();
  const std::regex reference("references ([a-z]+_db\\.[a-z_]+\\.[a-z_]+)");
  std::size_t references_seen = 0;
  for (std::size_t i = 0; i < kDatabaseCount; ++i) {
    const auto database = static_cast<Database>(i);
    auto& server = test_server();
    TestConnection connection(server.conninfo(server.create_database()));
    connection.execute(database_script(kCatalog, database));
    for (const auto& table : schema.tables) {
      if (table.database != name_of(database)) continue;
      const auto id = find_table(table.name);
      REQUIRE(id);
      CHECK(connection.value("SELECT obj_description('public." + table.name + "'::regclass)") ==
            table_info(*id).comment);
      const auto comments = connection.execute(
          "SELECT attname, col_description(attrelid, attnum) FROM pg_attribute WHERE attnum > 0 "
          "AND attrelid = 'public." +
          table.name + "'::regclass ORDER BY attnum");
      REQUIRE(comments.size() == table.columns.size());
      for (std::size_t c = 0; c < comments.size(); ++c) {
        INFO(table.name << "." << *comments[c][0]);
        REQUIRE(comments[c][1]);
        const std::string& comment = *comments[c][1];
        CHECK(comment == comment_text(table_info(*id).columns[c]));
        std::set<std::string> named;
        for (std::sregex_iterator at(comment.begin(), comment.end(), reference), end; at != end;
             ++at)
          named.insert((*at)[1]);
        const auto path = table.database + "." + table.name + "." + *comments[c][0];
        const auto expected = schema.references.find(path);
        CHECK(named ==
              (expected == schema.references.end() ? std::set<std::string>{} : expected->second));
        references_seen += named.size();
      }
    }
  }
  std::size_t references_expected = 0;
  for (const auto& [column, targets] : schema.references)
    references_expected += targets.size();
  CHECK(references_seen == references_expected);
}

TEST_CASE("keys, foreign keys and indexes have in the database the names that the DDL states") {
  for (std::size_t i = 0; i < kDatabaseCount; ++i) {
    const auto database = static_cast<Database>(i);
    auto& server = test_server();
    TestConnection connection(server.conninfo(server.create_database()));
    connection.execute(database_script(kCatalog, database));
    std::size_t constraints = 0;
    for (const TableInfo& table : kCatalog) {
      if (table.database != database) continue;
      auto statements = key_statements(table);
      for (auto& statement : foreign_key_statements(table))
        statements.push_back(std::move(statement));
      for (const auto& statement : statements) {
        INFO(statement.name);
        CHECK(count(connection, "pg_constraint WHERE conname = '" + statement.name + "'") == 1);
      }
      constraints += statements.size();
      for (const auto& statement : index_statements(table)) {
        INFO(statement.name);
        CHECK(count(connection, "pg_indexes WHERE indexname = '" + statement.name + "'") == 1);
      }
    }
    CHECK(count(connection,
                "pg_constraint WHERE contype IN ('p', 'u', 'f') AND "
                "connamespace = 'public'::regnamespace") == constraints);
  }
}

TEST_CASE("a word that is quoted is one that PostgreSQL does not take as a column without quotes") {
  auto& server = test_server();
  TestConnection connection(server.conninfo(server.create_database()));
  for (const auto& row : connection.execute("SELECT word, catcode FROM pg_get_keywords()")) {
    const bool reserved = *row[1] == "R" || *row[1] == "T";
    INFO(*row[0]);
    if (reserved) CHECK(quote_identifier(*row[0]) == "\"" + *row[0] + "\"");
    CHECK(connection.value("SELECT " + quote_literal("a\\b'c\n\"")) == "a\\b'c\n\"");
    connection.execute("CREATE TEMP TABLE one (" + quote_identifier(*row[0]) +
                       " integer); DROP TABLE one");
  }
}

}  // namespace bankseed::testing
