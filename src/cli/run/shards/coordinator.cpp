#include "cli/run/shards/coordinator.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

#include <fmt/format.h>

#include "bankseed/rows/catalog.hpp"
#include "cli/run/shards/spread.hpp"
#include "core/part.hpp"
#include "schema/ddl.hpp"
#include "verify/session.hpp"

namespace bankseed {
namespace {

template <class Value>
constexpr std::optional<IdFormat> kFormatOf = std::nullopt;
template <class IdKind>
constexpr std::optional<IdFormat> kFormatOf<Id<IdKind>> = IdKind::kFormat;

template <auto... Members>
std::optional<IdFormat> key_format(const ColumnList<Members...>& list) {
  std::optional<IdFormat> found;
  std::size_t i = 0;
  const auto look = [&](const std::optional<IdFormat>& format) {
    if (list.defs[i++].primary_key) found = format;
  };
  (look(kFormatOf<typename MemberTraits<decltype(Members)>::Value>), ...);
  return found;
}

/// How the primary key of a table is written; nothing where it is a number.
std::optional<IdFormat> key_format_of(TableId table) {
  std::optional<IdFormat> found;
  for_each_table([&]<class Row>() {
    if (kTableId<Row> == table) found = key_format(Table<Row>::kColumns);
  });
  return found;
}

const ColumnDef& key_of(TableId table) {
  const auto columns = table_info(table).columns;
  return *std::find_if(columns.begin(), columns.end(),
                       [](const ColumnDef& column) { return column.primary_key; });
}

/// The table that the column, which is filled in all rows, says that its row belongs to; nothing
/// when it says nothing of the server.
std::optional<TableId> owner_of(TableId table, const ColumnDef& column) {
  if (column.primary_key && column.name != key_of(kTableId<CustomersRow>).name) return std::nullopt;
  if (!column.not_null && !column.primary_key) return std::nullopt;
  if (column.name == key_of(kTableId<CustomersRow>).name) return kTableId<CustomersRow>;
  if (column.references.empty()) return std::nullopt;
  const auto parent =
      find_column(fmt::format("{}.{}", name_of(table_info(table).database), column.references));
  if (!parent || !parent->column.primary_key || tables_on_every_server()[index_of(parent->table)])
    return std::nullopt;
  return parent->table;
}

bool is_text(const ColumnDef& column) {
  return column.kind == Kind::kText || column.kind == Kind::kId;
}

/// Wide enough for the keys of any bank.
std::string foreign_type(const ColumnDef& column) {
  return column.kind == Kind::kSerial ? "bigint" : stored_type(column);
}

std::string server_name(std::size_t server) {
  return fmt::format("server_{}", server + 1);
}

std::string foreign_name(TableId table, std::size_t server) {
  return fmt::format("{}.{}", server_name(server), quote_identifier(table_info(table).name));
}

/// The number of a key as its column has it.
std::string key_literal(TableId table, std::uint64_t number) {
  const auto format = key_format_of(table);
  return format ? quote_literal(to_text(AnyId(*format, number))) : std::to_string(number);
}

}  // namespace

TextOrder TextOrder::of(Connection& connection) {
  const QueryResult found = connection.execute(
      "SELECT datcollate, datctype, coalesce(to_jsonb(d) ->> 'datlocprovider', 'c') || "
      "coalesce(' ' || coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale'), '') "
      "FROM pg_database d WHERE datname = current_database()");
  return {.collate = std::string(found.text(0, 0)),
          .ctype = std::string(found.text(0, 1)),
          .provider = std::string(found.text(0, 2)),
          .is_bytewise = verify::orders_texts_bytewise(connection)};
}

bool TextOrder::agrees_with(const TextOrder& other) const {
  if (is_bytewise || other.is_bytewise) return is_bytewise == other.is_bytewise;
  return collate == other.collate && provider == other.provider;
}

Coordinator::Coordinator(std::vector<MappedServer> servers, const Bank& bank, TextOrder order)
    : servers_(std::move(servers)), order_(std::move(order)) {
  for (std::size_t i = 0; i < kTableCount; ++i)
    splits_.push_back(split_of(TableId{static_cast<std::uint16_t>(i)}, bank));
}

Coordinator::Split Coordinator::split_of(TableId table, const Bank& bank) const {
  Split split{.column = key_of(table).name, .of = table, .numbers = {}};
  for (const ColumnDef& column : table_info(table).columns) {
    const auto owner = owner_of(table, column);
    if (!owner) continue;
    split.column = column.name;
    split.of = *owner;
    break;
  }
  const std::uint64_t shards = servers_.back().shards.last;
  const std::uint64_t blocks = bank.block_count();
  split.numbers.push_back(1);
  for (const MappedServer& server : servers_) {
    const auto end = Part{server.shards.last, shards}.first(blocks);
    split.numbers.push_back(bank.rows_before(split.of, end) + 1);
  }
  if (const auto format = key_format_of(split.of)) {
    const auto width_of = [&format](std::uint64_t number) {
      return to_text(AnyId(*format, number)).size();
    };
    split.has_ranges = width_of(split.numbers.back()) == width_of(1);
  }
  return split;
}

std::string Coordinator::create_database_sql(std::string_view name) const {
  std::string sql =
      fmt::format("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0", quote_identifier(name));
  if (order_.provider == "c") {
    sql += fmt::format(" LC_COLLATE {} LC_CTYPE {}", quote_literal(order_.collate),
                       quote_literal(order_.ctype));
  }
  return sql;
}

std::string Coordinator::script(Database database, Passwords passwords) const {
  // Nothing is known here of how many values a column has, so that joins look far larger than they
  // are; there is no index, either, that a nested loop could use. One over 135,000 accounts of
  // three servers took more than seven minutes, as a merge 0.7 s.
  std::string sql =
      "CREATE EXTENSION IF NOT EXISTS postgres_fdw;\n"
      "DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET enable_nestloop TO off', "
      "current_database()); END$$;\n";
  for (std::size_t server = 0; server < servers_.size(); ++server)
    sql += server_sql(server, database, passwords);
  for (std::size_t i = 0; i < kTableCount; ++i) {
    if (kCatalog[i].database == database) sql += table_sql(TableId{static_cast<std::uint16_t>(i)});
  }
  return sql;
}

std::string Coordinator::server_sql(std::size_t server,
                                    Database database,
                                    Passwords passwords) const {
  // What belongs to the user, and what postgres_fdw sets itself.
  constexpr std::array<std::string_view, 9> kNotOfServer = {"user",
                                                            "password",
                                                            "passfile",
                                                            "sslcert",
                                                            "sslkey",
                                                            "sslpassword",
                                                            "client_encoding",
                                                            "dbname",
                                                            "fallback_application_name"};
  const auto& address = servers_[server].connections[static_cast<std::size_t>(database)];
  // Many rows at a time: the default, 100, is for single look-ups. Estimates are the servers' own,
  // for nothing is known of their tables here.
  std::string options = fmt::format("dbname {}, fetch_size '10000', use_remote_estimate 'true'",
                                    quote_literal(address.name));
  std::string of_user;
  for (const auto& [keyword, value] : address.parameters) {
    if (std::find(kNotOfServer.begin(), kNotOfServer.end(), keyword) == kNotOfServer.end()) {
      options += fmt::format(", {} {}", quote_identifier(keyword), quote_literal(value));
    } else if (keyword == "user" || keyword == "sslcert" || keyword == "sslkey") {
      of_user += fmt::format("{}{} {}", of_user.empty() ? "" : ", ", quote_identifier(keyword),
                             quote_literal(value));
    }
  }
  std::string password(address.parameter("password"));
  const char* const variable = std::getenv("PGPASSWORD");
  if (password.empty() && variable != nullptr) password = variable;
  if (!password.empty()) {
    of_user +=
        fmt::format("{}password {}", of_user.empty() ? "" : ", ",
                    passwords == Passwords::kStated ? quote_literal(password)
                                                    : fmt::format(":'password_{}'", server + 1));
  }
  const std::string name = server_name(server);
  return fmt::format(
      "CREATE SERVER {} FOREIGN DATA WRAPPER postgres_fdw OPTIONS ({});\n"
      "CREATE USER MAPPING FOR CURRENT_USER SERVER {}{};\n"
      "CREATE SCHEMA {};\n",
      name, options, name, of_user.empty() ? "" : " OPTIONS (" + of_user + ")", name);
}

std::string Coordinator::columns_sql(const TableInfo& table) const {
  std::string sql;
  for (const ColumnDef& column : table.columns) {
    // No NOT NULL: nobody would hold rows to it, and a planner would take it for granted.
    sql += fmt::format("{}{} {}{}", sql.empty() ? "" : ", ", quote_identifier(column.name),
                       foreign_type(column),
                       order_.is_bytewise && is_text(column) ? " COLLATE \"C\"" : "");
  }
  return sql;
}

std::string Coordinator::table_sql(TableId table) const {
  const TableInfo& info = table_info(table);
  if (tables_on_every_server()[index_of(table)]) {
    return fmt::format("CREATE FOREIGN TABLE {} ({}) SERVER {} OPTIONS (schema_name '{}');\n",
                       qualified_name(info), columns_sql(info), server_name(0), kSchemaName);
  }
  return splits_[index_of(table)].has_ranges ? partitions_sql(table) : view_sql(table);
}

std::string Coordinator::partitions_sql(TableId table) const {
  const Split& split = splits_[index_of(table)];
  const TableInfo& info = table_info(table);
  std::string sql = fmt::format(
      "CREATE TABLE {} ({}) PARTITION BY RANGE ({}{});\n", qualified_name(info), columns_sql(info),
      quote_identifier(split.column), key_format_of(split.of) ? " COLLATE \"C\"" : "");
  for (std::size_t server = 0; server < servers_.size(); ++server) {
    // What should have no rows is no partition.
    if (split.is_empty(server)) continue;
    const auto bound = [&](bool is_open, std::string_view open, std::uint64_t number) {
      return is_open ? std::string(open) : key_literal(split.of, number);
    };
    sql += fmt::format(
        "CREATE FOREIGN TABLE {} PARTITION OF {} FOR VALUES FROM ({}) TO ({}) SERVER {} OPTIONS "
        "(schema_name '{}');\n",
        foreign_name(table, server), qualified_name(info),
        bound(split.is_first(server), "MINVALUE", split.numbers[server]),
        bound(split.is_last(server), "MAXVALUE", split.numbers[server + 1]), server_name(server),
        kSchemaName);
  }
  return sql;
}

std::string Coordinator::view_sql(TableId table) const {
  const TableInfo& info = table_info(table);
  std::string sql;
  std::string all;
  for (std::size_t server = 0; server < servers_.size(); ++server) {
    sql += fmt::format("CREATE FOREIGN TABLE {} ({}) SERVER {} OPTIONS (schema_name '{}');\n",
                       foreign_name(table, server), columns_sql(info), server_name(server),
                       kSchemaName);
    all += fmt::format("{}SELECT * FROM {}", all.empty() ? "" : " UNION ALL ",
                       foreign_name(table, server));
  }
  return sql + fmt::format("CREATE VIEW {} AS {};\n", qualified_name(info), all);
}

std::optional<std::string> Coordinator::strays_sql(TableId table, std::size_t server) const {
  if (tables_on_every_server()[index_of(table)]) return std::nullopt;
  const Split& split = splits_[index_of(table)];
  const std::string column = quote_identifier(split.column);
  const bool is_id = key_format_of(split.of).has_value();
  // Longer ids come later, whatever they begin with.
  const auto comparable = [is_id](const std::string& sql) {
    return is_id ? fmt::format("(length({}), ({}) COLLATE \"C\")", sql, sql) : sql;
  };
  std::string condition = column + " IS NOT NULL";
  if (!split.is_first(server)) {
    condition += fmt::format(" AND {} >= {}", comparable(column),
                             comparable(key_literal(split.of, split.numbers[server])));
  }
  if (!split.is_last(server)) {
    condition += fmt::format(" AND {} < {}", comparable(column),
                             comparable(key_literal(split.of, split.numbers[server + 1])));
  }
  // Where there is nothing to be had, an open end would let all in.
  if (split.is_empty(server)) condition = "false";
  return fmt::format("SELECT {}, {} FROM {} WHERE ({}) IS NOT TRUE",
                     quote_identifier(key_of(table).name), column,
                     qualified_name(table_info(table)), condition);
}

}  // namespace bankseed
