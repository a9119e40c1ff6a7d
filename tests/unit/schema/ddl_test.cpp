#include "schema/ddl.hpp"

#include <algorithm>
#include <array>

#include <catch2/catch.hpp>

#include "bankseed/rows/catalog.hpp"

namespace bankseed {

TEST_CASE("identifiers are quoted exactly when they have to be") {
  CHECK(quote_identifier("customer_id") == "customer_id");
  CHECK(quote_identifier("_a1") == "_a1");
  CHECK(quote_identifier("order") == "\"order\"");
  CHECK(quote_identifier("with") == "\"with\"");
  CHECK(quote_identifier("all") == "\"all\"");
  CHECK(quote_identifier("1a") == "\"1a\"");
  CHECK(quote_identifier("Name") == "\"Name\"");
  CHECK(quote_identifier("a\"b") == "\"a\"\"b\"");
  CHECK(quote_identifier("") == "\"\"");
}

TEST_CASE("string constants survive quotes and backslashes") {
  CHECK(quote_literal("plain") == "'plain'");
  CHECK(quote_literal("it's") == "'it''s'");
  CHECK(quote_literal("a\\b'c") == "E'a\\\\b''c'");
}

TEST_CASE("a table is created bare, and its keys come with the names PostgreSQL gives") {
  const TableInfo& accounts = table_info(kTableId<AccountsRow>);
  CHECK(create_table(accounts) ==
        "CREATE TABLE public.accounts (\n"
        "  account_id varchar(50) NOT NULL,\n"
        "  account_number varchar(20) NOT NULL,\n"
        "  customer_id varchar(50) NOT NULL,\n"
        "  account_type varchar(50) NOT NULL,\n"
        "  account_status varchar(20) DEFAULT 'active',\n"
        "  balance numeric(15,2) DEFAULT 0.00,\n"
        "  currency varchar(3) DEFAULT 'USD',\n"
        "  opened_date date NOT NULL,\n"
        "  closed_date date,\n"
        "  branch_code varchar(10)\n"
        ")");
  const auto keys = key_statements(accounts);
  REQUIRE(keys.size() == 2);
  CHECK(keys[0].name == "accounts_pkey");
  CHECK(keys[0].sql ==
        "ALTER TABLE public.accounts ADD CONSTRAINT accounts_pkey PRIMARY KEY (account_id)");
  CHECK(keys[1].name == "accounts_account_number_key");
  const auto foreign_keys = foreign_key_statements(accounts);
  REQUIRE(foreign_keys.size() == 1);
  CHECK(foreign_keys[0].sql ==
        "ALTER TABLE public.accounts ADD CONSTRAINT accounts_customer_id_fkey "
        "FOREIGN KEY (customer_id) REFERENCES public.customers (customer_id)");
  const auto indexes = index_statements(table_info(kTableId<AuditTrailsRow>));
  REQUIRE(indexes.size() == 1);
  CHECK(indexes[0].sql ==
        "CREATE INDEX idx_audit_trails_entity_type_entity_id ON public.audit_trails "
        "(entity_type, entity_id)");
}

TEST_CASE("a comment names the columns in other databases that are referred to") {
  ColumnDef column;
  column.comment = "Agent.";
  CHECK(comment_text(column) == "Agent.");
  column.external = "a_db.b.c";
  CHECK(comment_text(column) == "Agent; references a_db.b.c");
  column.external = "a_db.b.c, d_db.e.f";
  CHECK(comment_text(column) == "Agent; references a_db.b.c or references d_db.e.f");
}

TEST_CASE("a comment lists the values that a column can have") {
  constexpr std::array<std::string_view, 2> kValues = {"high", "low"};
  ColumnDef column;
  column.values = kValues;
  CHECK(comment_text(column) == "One of high, low.");
  column.comment = "Risk";
  column.remark = ", as judged";
  CHECK(comment_text(column) == "Risk: one of high, low, as judged.");
}

TEST_CASE("tables are found by name, with or without their database") {
  CHECK(find_table("transactions") == kTableId<TransactionsRow>);
  CHECK(find_table("accounts_db.transactions") == kTableId<TransactionsRow>);
  CHECK(find_table("loans_db.transactions") == std::nullopt);
  CHECK(find_table("transaction") == std::nullopt);
  CHECK(find_table("") == std::nullopt);
  CHECK(find_column("accounts.account_id")->table == kTableId<AccountsRow>);
  CHECK(find_column("accounts_db.accounts.account_number")->column.unique);
  CHECK_FALSE(find_column("accounts.nothing"));
  CHECK_FALSE(find_column("accounts"));
}

TEST_CASE("a dataset is in no database, and is not taken for the table of its name") {
  CHECK(find_table("accounts") == kTableId<AccountsRow>);
  CHECK(find_dataset("accounts") == kTableId<AccountRecord>);
  CHECK(find_table("credit_cards") == std::nullopt);
  CHECK(find_dataset("accounts_db.accounts") == std::nullopt);
  CHECK(row_type_info(kTableId<AccountRecord>).columns.size() == 7);
  CHECK(row_type_info(kTableId<AccountsRow>).columns.size() ==
        table_info(kTableId<AccountsRow>).columns.size());
  CHECK(all_tables().count() == kTableCount);
  CHECK(all_datasets().count() == kDatasetCount);
  TableSet seen;
  for (std::size_t i = 0; i < kStoreCount; ++i) {
    const TableSet own = tables_of(Store{static_cast<std::uint8_t>(i)});
    CHECK((own & seen).none());
    seen |= own;
  }
  CHECK(seen.all());
  CHECK(tables_of(kDatasetStore) == all_datasets());
  for (std::size_t phase = 0; phase < kPhaseCount; ++phase)
    CHECK((tables_of(static_cast<Phase>(phase)) & all_datasets()).none());
}

TEST_CASE("databases and phases divide the tables") {
  TableSet by_database;
  TableSet by_phase;
  for (std::size_t i = 0; i < kDatabaseCount; ++i) {
    const auto tables = tables_of(static_cast<Database>(i));
    CHECK((by_database & tables).none());
    by_database |= tables;
  }
  for (std::size_t i = 0; i < kPhaseCount; ++i) {
    const auto tables = tables_of(static_cast<Phase>(i));
    CHECK((by_phase & tables).none());
    by_phase |= tables;
  }
  CHECK(by_database == all_tables());
  CHECK(by_phase == all_tables());
  CHECK(tables_of(Database::kAccounts).count() == 4);
  CHECK(tables_of(Phase::kCompliance).count() == 7);
}

TEST_CASE("every table and column has a comment of its own words, a sentence or a reference") {
  for (const TableInfo& table : kCatalog) {
    INFO(table.name);
    CHECK(table.comment.ends_with('.'));
    for (const ColumnDef& column : table.columns) {
      INFO(column.name);
      CHECK(comment_text(column).size() >= 8);
      const bool continued = !column.external.empty() || !column.values.empty();
      CHECK(column.comment.ends_with('.') == !continued);
    }
  }
}

}  // namespace bankseed
