#include "sink/postgres/load/parts/shards.hpp"

#include <algorithm>
#include <mutex>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "schema/ddl.hpp"
#include "sink/postgres/load/bookkeeping.hpp"
#include "sink/postgres/load/parts/resume.hpp"

namespace bankseed {
namespace {

[[noreturn]] void refuse_run(const std::string& text) {
  throw DatabaseError(text, {"", "", ""}, ExitCode::kUsage);
}

std::string names_of(const std::vector<std::string_view>& databases) {
  return databases.size() == kDatabaseCount ? "the six databases"
                                            : fmt::format("{}", fmt::join(databases, ", "));
}

/// Throws where a database is not there, or its bookkeeping is none of runs by shards.
void refuse_unprepared(const LoadState& load) {
  std::vector<std::string_view> missing;
  for (const DatabaseSession& session : load.sessions) {
    if (!session.control || !session.state.bookkeeping_is_current)
      missing.push_back(name_of(session.address.database));
  }
  if (missing.empty()) return;
  refuse_run(
      fmt::format("no bank is prepared in {}: run 'bankseed generate --prepare --shards N' first",
                  names_of(missing)));
}

/// The run by shards of this bank: the one that has not come to its end, or the last one.
RunStatus find_run_by_shards(LoadState& load) {
  const auto unfinished = find_unfinished_run(load);
  if (unfinished && unfinished->shards == 0) {
    refuse_run(
        fmt::format("run {}, which has not come to its end, is not by shards: go on with 'bankseed "
                    "generate --resume', or undo it with 'bankseed repair'",
                    unfinished->run_id));
  }
  if (unfinished) {
    refuse_other_bank(load, *unfinished);
    return *unfinished;
  }
  const auto last = find_complete_run(load);
  const bool is_ours = last && last->shards > 0 && differences_from(load, *last).empty();
  if (is_ours) return *last;
  refuse_run(
      "there is no run by shards of this bank: run 'bankseed generate --prepare --shards N' first, "
      "with the same options");
}

/// Throws where the run is not in all databases: its beginning was killed.
void refuse_half_prepared(const LoadState& load) {
  std::vector<std::string_view> missing;
  for (const DatabaseSession& session : load.sessions) {
    if (!session.has_begun) missing.push_back(name_of(session.address.database));
  }
  if (missing.empty()) return;
  refuse_run(
      fmt::format("run {} is not prepared in {}: run 'bankseed generate --prepare' again, with the "
                  "same options",
                  load.run_id, names_of(missing)));
}

void refuse_missing_tables(const LoadState& load) {
  std::vector<std::string> missing;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    if (!load.tables[i].exists)
      missing.push_back(fmt::format("{}.{}", name_of(kCatalog[i].database), kCatalog[i].name));
  }
  if (missing.empty()) return;
  throw DatabaseError(
      fmt::format("somebody has dropped tables of run {}: {}; undo it with 'bankseed repair'",
                  load.run_id, fmt::join(missing, ", ")),
      {"42P01", "", ""});
}

/// What an earlier attempt has loaded of the shard in a database. By the primary key of
/// bankseed.parts, whatever others have loaded.
void read_parts_of_shard(LoadState& load, DatabaseSession& session) {
  const Database database = session.address.database;
  std::string names;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    if (kCatalog[i].database != database) continue;
    names += fmt::format("{}{}", names.empty() ? "" : ", ", quote_literal(kCatalog[i].name));
  }
  const std::uint64_t first = load.options.shard.index * load.options.parts;
  const auto found = session.control->execute(fmt::format(
      "SELECT table_name, count(*), sum(rows)::bigint FROM bankseed.parts WHERE run_id = {} AND "
      "table_name IN ({}) AND part BETWEEN {} AND {} AND state = 'loaded' GROUP BY table_name",
      quote_literal(load.run_id), names, first, first + load.options.parts - 1));
  for (std::size_t i = 0; i < found.size(); ++i) {
    const auto table = find_table(fmt::format("{}.{}", name_of(database), found.text(i, 0)));
    if (!table) continue;
    load.parts_loaded[index_of(*table)] = static_cast<std::uint64_t>(found.number(i, 1));
    load.rows[index_of(*table)] = static_cast<std::uint64_t>(found.number(i, 2));
  }
}

std::optional<RunStatus> find_unfinished_by_shards(Connection& connection) {
  return find_run(connection,
                  "state = 'loading' AND coalesce((to_jsonb(r) ->> 'shards')::bigint, 0) > 0");
}

/// Those that are loaded in all databases.
std::vector<bool> shards_loaded_everywhere(LoadState& load, const RunStatus& run) {
  std::vector<bool> loaded(run.shards, true);
  std::mutex mutex;
  load.for_each_open([&](DatabaseSession& session) {
    const auto here = loaded_shards(*session.control, run);
    const std::lock_guard lock(mutex);
    for (std::size_t i = 0; i < loaded.size(); ++i)
      loaded[i] = loaded[i] && here[i];
  });
  return loaded;
}

}  // namespace

Obstacle run_by_shards(Connection& connection) {
  Obstacle obstacle{"", {}, "", ExitCode::kUsage};
  const auto run = find_unfinished_by_shards(connection);
  if (!run) return obstacle;
  obstacle.summary =
      fmt::format("run {}, which has not come to its end, is by shards", run->run_id);
  obstacle.complaints.push_back(
      fmt::format("go on with 'bankseed generate --shard I/{}' and then '--finish', or undo it "
                  "with 'bankseed repair'",
                  run->shards));
  return obstacle;
}

std::vector<std::string> adopt_prepared_run(LoadState& load) {
  const bool is_there =
      std::any_of(load.sessions.begin(), load.sessions.end(), [](DatabaseSession& session) {
        return session.control && session.state.has_bookkeeping &&
               find_unfinished_by_shards(*session.control);
      });
  if (!is_there) return {};
  const RunStatus run = find_run_by_shards(load);
  adopt(load, run);
  const bool is_everywhere = std::all_of(load.sessions.begin(), load.sessions.end(),
                                         [](const auto& session) { return session.has_begun; });
  if (!is_everywhere) return {fmt::format("goes on to prepare run {}", run.run_id)};
  const auto missing = missing_shards_text(shards_loaded_everywhere(load, run));
  return {fmt::format("run {} is prepared already: {}", run.run_id,
                      missing.empty() ? "all shards are loaded" : missing)};
}

std::vector<std::string> open_shard(LoadState& load) {
  load.connect_and_lock();
  refuse_unprepared(load);
  wait_for_room(load);
  refuse(databases_not_to_be_written(load));
  adopt(load, find_run_by_shards(load));
  refuse_half_prepared(load);
  refuse_missing_tables(load);
  load.for_each_open([&load](DatabaseSession& session) { read_parts_of_shard(load, session); });
  const auto name = to_text(load.options.shard);
  const std::size_t loaded = loaded_tables(load);
  if (loaded == load.options.tables.count())
    return {fmt::format("shard {} is loaded already: nothing is left to do", name)};
  load.has_changed = true;
  const bool is_begun = std::any_of(load.parts_loaded.begin(), load.parts_loaded.end(),
                                    [](std::uint64_t parts) { return parts > 0; });
  if (!is_begun) return {};
  return {fmt::format("goes on with shard {}: {} of {} tables are loaded", name, loaded,
                      load.options.tables.count())};
}

std::vector<std::string> open_to_finish(LoadState& load) {
  load.connect_and_lock();
  refuse_unprepared(load);
  wait_for_room(load);
  refuse(databases_not_to_be_written(load));
  const RunStatus run = find_run_by_shards(load);
  adopt(load, run);
  refuse_half_prepared(load);
  refuse(views_in_the_way(load));
  if (load.is_complete()) {
    return {
        fmt::format("nothing is left to do: run {} has loaded this bank to its end", run.run_id)};
  }
  auto loaded = shards_loaded_everywhere(load, run);
  if (std::find(loaded.begin(), loaded.end(), false) != loaded.end())
    throw ShardsMissing(std::move(loaded));
  adopt_parts(load);
  for (std::size_t i = 0; i < kTableCount; ++i)
    load.made[i] = load.made_before[i];
  return {};
}

std::vector<bool> loaded_shards(Connection& connection, const RunStatus& run) {
  // Those of other servers are not missed here.
  std::vector<bool> loaded(run.shards, true);
  for (std::uint64_t shard = run.here.first; shard < run.here.last; ++shard)
    loaded[shard] = false;
  const auto tables = tables_of(connection.address().database).count();
  const auto found = connection.execute(
      fmt::format("SELECT part / {} FROM bankseed.parts WHERE run_id = {} AND part >= 0 AND state "
                  "= 'loaded' GROUP BY 1 HAVING count(*) = {}",
                  run.parts, quote_literal(run.run_id), tables * run.parts));
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (const auto shard = static_cast<std::uint64_t>(found.number(i, 0)); shard < run.shards)
      loaded[shard] = true;
  }
  return loaded;
}

}  // namespace bankseed
