#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bankseed/bank/bank.hpp"
#include "cli/run/shards/server_map.hpp"
#include "sink/postgres/connection.hpp"

namespace bankseed {

/// How the databases of a server sort and fold texts.
struct TextOrder {
  std::string collate;
  std::string ctype;
  std::string provider;  ///< As pg_database has it, with its own locale: "c", "i und".
  /// As COLLATE "C" does, whatever a column says.
  bool is_bytewise = false;

  [[nodiscard]] static TextOrder of(Connection& connection);
  /// Whether texts come in the same order.
  [[nodiscard]] bool agrees_with(const TextOrder& other) const;
};

/// A bank on several servers as one: six databases on one more server, of which the tables are the
/// servers' tables, by postgres_fdw. A table is partitioned by range of the key that tells its
/// rows' server: that of the customer, or of the account, loan or policy that they belong to, else
/// its own. It is a view of all where such ids are no ranges, because they have outgrown their
/// width. Of tables that are on every server it has the first one's.
class Coordinator {
 public:
  enum class Passwords : std::uint8_t {
    kPlaceholders,  ///< Variables of psql, password_1 and so on.
    kStated,        ///< As they are: for a server, and nobody's eyes.
  };

  /// `servers` are the map's, and say as whom (`user`).
  Coordinator(std::vector<MappedServer> servers, const Bank& bank, TextOrder order);

  [[nodiscard]] const std::vector<MappedServer>& servers() const noexcept { return servers_; }
  [[nodiscard]] const TextOrder& order() const noexcept { return order_; }

  /// CREATE DATABASE, of this name.
  [[nodiscard]] std::string create_database_sql(std::string_view name) const;
  /// Makes all that stands in a new database.
  [[nodiscard]] std::string script(Database database, Passwords passwords) const;

  /// A SELECT of the primary key and, once more, the key that tells the server, of rows which this
  /// server has and another one should; nothing for a table that is on every server.
  [[nodiscard]] std::optional<std::string> strays_sql(TableId table, std::size_t server) const;

 private:
  /// What tells where a row is: servers have the rows whose keys have the numbers from one of these
  /// to before the next.
  struct Split {
    std::string_view column;
    TableId of{};  ///< The table of which it is the key.
    std::vector<std::uint64_t> numbers;
    bool has_ranges = true;
    [[nodiscard]] bool is_empty(std::size_t server) const {
      return numbers[server] == numbers[server + 1];
    }
    /// Without bounds at both ends: what is added later belongs there.
    [[nodiscard]] bool is_first(std::size_t server) const {
      return numbers[server] == numbers.front();
    }
    [[nodiscard]] bool is_last(std::size_t server) const {
      return numbers[server + 1] == numbers.back();
    }
  };
  [[nodiscard]] Split split_of(TableId table, const Bank& bank) const;
  [[nodiscard]] std::string columns_sql(const TableInfo& table) const;
  [[nodiscard]] std::string server_sql(std::size_t server,
                                       Database database,
                                       Passwords passwords) const;
  [[nodiscard]] std::string table_sql(TableId table) const;
  [[nodiscard]] std::string partitions_sql(TableId table) const;
  [[nodiscard]] std::string view_sql(TableId table) const;

  std::vector<MappedServer> servers_;
  TextOrder order_;
  std::vector<Split> splits_;  ///< By TableId.
};

}  // namespace bankseed
