#include "sink/postgres/load/completeness.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "schema/ddl.hpp"
#include "sink/postgres/load/bookkeeping.hpp"
#include "sink/postgres/load/rebuild.hpp"
#include "sink/postgres/parallel.hpp"

namespace bankseed {
namespace {

/// "(account_id)" of an index's statement, "FOREIGN KEY (account_id)" of a foreign key's.
std::string form_of(const Rebuild& rebuild) {
  if (!rebuild.is_foreign_key) return rebuild.index_sql.substr(rebuild.index_sql.rfind('('));
  const auto begin = rebuild.attach_sql.find("FOREIGN KEY");
  return rebuild.attach_sql.substr(begin, rebuild.attach_sql.find(')', begin) + 1 - begin);
}

/// Names of what the description gives the tables that bankseed has made, and they have not,
/// whatever it is called there.
std::vector<std::string> missing_of(Connection& connection) {
  const Database database = connection.address().database;
  const auto made = connection.execute(
      fmt::format("SELECT DISTINCT table_name FROM {} WHERE made_by_run AND state <> 'undone' AND "
                  "to_regclass('public.' || quote_ident(table_name)) IS NOT NULL",
                  parts_relation(connection)));
  std::string wanted;
  for (std::size_t i = 0; i < made.size(); ++i) {
    const auto table = find_table(fmt::format("{}.{}", name_of(database), made.text(i, 0)));
    if (!table) continue;
    for (const Rebuild& rebuild : rebuilds_of_new(*table)) {
      const bool is_unique = rebuild.index_sql.starts_with("CREATE UNIQUE");
      wanted += fmt::format("{}({}::regclass, {}, {}, {}, {})", wanted.empty() ? "" : ", ",
                            quote_literal(qualified_name(table_info(*table))),
                            quote_literal(rebuild.name), rebuild.is_foreign_key, is_unique,
                            quote_literal(form_of(rebuild)));
    }
  }
  std::vector<std::string> names;
  if (wanted.empty()) return names;
  const auto missing = connection.execute(fmt::format(
      "SELECT w.name FROM (VALUES {}) AS w (relation, name, is_foreign, is_unique, form) WHERE "
      "CASE WHEN w.is_foreign THEN NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = "
      "w.relation AND c.contype = 'f' AND c.convalidated AND "
      "starts_with(pg_get_constraintdef(c.oid), w.form)) "
      "ELSE NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = w.relation AND i.indisvalid AND "
      "(i.indisunique OR NOT w.is_unique) AND right(pg_get_indexdef(i.indexrelid), length(w.form) "
      "+ "
      "1) = ' ' || w.form) END ORDER BY w.name",
      wanted));
  for (std::size_t i = 0; i < missing.size(); ++i)
    names.emplace_back(missing.text(i, 0));
  return names;
}

}  // namespace

std::vector<std::string> shortcomings(Connection& connection) {
  std::vector<std::string> found;
  if (!connection.execute("SELECT to_regclass('bankseed.taken_down') IS NOT NULL").flag(0, 0))
    return found;
  const auto name = name_of(connection.address().database);
  const auto open = connection.execute(
      "SELECT run_id, started_at::timestamptz(0), coalesce((to_jsonb(r) ->> 'shards')::bigint, 0) "
      "FROM bankseed.runs r WHERE state = 'loading' ORDER BY started_at");
  for (std::size_t i = 0; i < open.size(); ++i) {
    found.push_back(fmt::format(
        "{}: run {}, which began at {}, has not come to its end: go on with "
        "'bankseed generate {}', or undo it with 'bankseed repair'",
        name, open.text(i, 0), open.text(i, 1),
        open.number(i, 2) == 0 ? "--resume"
                               : fmt::format("--shard I/{}' and '--finish", open.number(i, 2))));
  }
  const auto down = connection.execute("SELECT count(*) FROM bankseed.taken_down").number(0, 0);
  if (down > 0) {
    found.push_back(fmt::format(
        "{}: {} constraints and indexes that a load took down are missing: run 'bankseed repair'",
        name, down));
  }
  auto missing = missing_of(connection);
  constexpr std::size_t kNamedMax = 5;
  const auto count = missing.size();
  if (count == 0) return found;
  missing.resize(std::min(count, kNamedMax));
  found.push_back(
      fmt::format("{}: {} keys, foreign keys and indexes of the description are missing: "
                  "{}{}",
                  name, count, fmt::join(missing, ", "), count > kNamedMax ? ", ..." : ""));
  return found;
}

Completeness completeness_of(const ConnectionSettings& settings, Interrupter* interrupter) {
  std::array<Completeness, kDatabaseCount> each;
  run_in_parallel(kDatabaseCount, [&](std::size_t i) {
    try {
      Connection connection = Connection::open(settings[i], interrupter);
      if (!is_locked(connection)) each[i].shortcomings = shortcomings(connection);
    } catch (const DatabaseError& error) {
      each[i].unknown.push_back(fmt::format(
          "whether keys and indexes are complete could not be checked: {}", error.what()));
    }
  });
  Completeness all;
  for (Completeness& one : each) {
    std::move(one.shortcomings.begin(), one.shortcomings.end(),
              std::back_inserter(all.shortcomings));
    std::move(one.unknown.begin(), one.unknown.end(), std::back_inserter(all.unknown));
  }
  return all;
}

}  // namespace bankseed
