#include "verify/profiles/profiles.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

#include <fmt/format.h>

#include "bankseed/core/error.hpp"
#include "schema/ddl.hpp"
#include "sink/postgres/parallel.hpp"
#include "verify/profiles/profile_sql.hpp"
#include "verify/session.hpp"

namespace bankseed::verify {
namespace {

/// The columns of a row, one after the other.
class Cells {
 public:
  explicit Cells(const QueryResult& result) : result_(result) {}
  std::int64_t number() { return result_.number(0, next_++); }
  std::uint64_t count() { return static_cast<std::uint64_t>(number()); }
  std::optional<std::string> value() {
    const std::size_t column = next_++;
    if (result_.is_null(0, column)) return std::nullopt;
    return std::string(result_.text(0, column));
  }

 private:
  const QueryResult& result_;
  std::size_t next_ = 0;
};

ColumnProfile measured_column(const ColumnDef& column, Cells& cells) {
  ColumnProfile profile;
  profile.column = column;
  profile.values = cells.count();
  profile.distinct = cells.count();
  if (is_ordered(column)) {
    profile.least = cells.value();
    profile.greatest = cells.value();
  }
  if (is_number(column)) {
    profile.mean = cells.value();
    profile.median = cells.value();
    profile.deviation = cells.value();
  }
  return profile;
}

/// Few enough to be listed, as DataHub judges it: not one for each row, and fewer than 20 numbers
/// or 60 of anything else.
bool has_few_values(const ColumnProfile& profile) {
  constexpr std::uint64_t kNumbers = 20;
  constexpr std::uint64_t kOthers = 60;
  return profile.distinct > 0 && profile.distinct < profile.values &&
         profile.distinct < (is_number(profile.column) ? kNumbers : kOthers);
}

/// Numbers by what they are worth; dates and times, and text byte by byte, as they are written.
void put_in_order(std::vector<ValueFrequency>& frequencies, const ColumnDef& column) {
  std::sort(frequencies.begin(), frequencies.end(),
            [is_number = is_number(column)](const auto& left, const auto& right) {
              if (is_number) return std::stod(left.value) < std::stod(right.value);
              return left.value < right.value;
            });
}

void add_frequencies(Connection& connection, TableProfile& profile) {
  const TableInfo& table = table_info(profile.table);
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < profile.profiles.size(); ++i) {
    if (!has_frequencies(table.columns[i]) || !has_few_values(profile.profiles[i])) continue;
    columns.push_back(i);
    profile.profiles[i].frequencies.emplace();
  }
  if (columns.empty()) return;
  const QueryResult found = connection.execute(frequency_sql(table, columns), table.name);
  const std::int64_t all = (std::int64_t{1} << columns.size()) - 1;
  for (std::size_t row = 0; row < found.size(); ++row) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::int64_t own = std::int64_t{1} << (columns.size() - 1 - i);
      if (found.number(row, 0) != all - own || found.is_null(row, 2 + i)) continue;
      profile.profiles[columns[i]].frequencies->push_back(
          {.value = std::string(found.text(row, 2 + i)),
           .frequency = static_cast<std::uint64_t>(found.number(row, 1))});
    }
  }
  for (const std::size_t i : columns)
    put_in_order(*profile.profiles[i].frequencies, table.columns[i]);
}

void add_samples(Connection& connection, TableProfile& profile) {
  const TableInfo& table = table_info(profile.table);
  for (ColumnProfile& column : profile.profiles) {
    if (has_samples(column.column)) column.samples.emplace();
  }
  const std::string sql = sample_sql(table);
  if (sql.empty()) return;
  const QueryResult found = connection.execute(sql, table.name);
  for (std::size_t row = 0; row < found.size(); ++row) {
    const std::size_t column = found.index(row, 0, profile.profiles.size());
    profile.profiles[column].samples->emplace_back(found.text(row, 1));
  }
}

TableProfile profile_of(Connection& connection, TableId id) {
  const TableInfo& table = table_info(id);
  require_table(connection, table);
  const QueryResult measured = connection.execute(measuring_sql(table), table.name);
  Cells cells(measured);
  TableProfile profile;
  profile.table = id;
  profile.measured_at = cells.number();
  profile.rows = cells.count();
  profile.columns = cells.count();
  if (profile.rows == 0) return profile;
  for (const ColumnDef& column : table.columns)
    profile.profiles.push_back(measured_column(column, cells));
  add_frequencies(connection, profile);
  add_samples(connection, profile);
  return profile;
}

}  // namespace

void require_table(Connection& connection, const TableInfo& table) {
  const auto found = connection.execute(
      fmt::format("SELECT pg_catalog.to_regclass('{}') IS NULL", qualified_name(table)));
  if (!found.flag(0, 0)) return;
  const std::string database(name_of(table.database));
  throw DatabaseError(fmt::format("there is no table {}.{}; 'bankseed generate' loads a bank",
                                  database, table.name),
                      {"42P01", database, std::string(table.name)});
}

std::vector<TableProfile> read_profiles(const ConnectionSettings& connections,
                                        Interrupter* interrupter) {
  std::vector<TableProfile> profiles(kTableCount);
  run_in_parallel(kDatabaseCount, [&](std::size_t database) {
    Connection connection = open_session(connections[database], interrupter);
    // Part of the rows would pass for all of them.
    connection.execute("SET row_security TO off");
    connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    for (std::size_t i = 0; i < kTableCount; ++i) {
      if (kCatalog[i].database != static_cast<Database>(database)) continue;
      profiles[i] = profile_of(connection, TableId{static_cast<std::uint16_t>(i)});
    }
    connection.execute("COMMIT");
  });
  return profiles;
}

}  // namespace bankseed::verify
