#include "sink/postgres/load/parts/resume.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "schema/ddl.hpp"
#include "sink/postgres/load/bookkeeping.hpp"

namespace bankseed {
namespace {

std::string_view way_out(const LoadState& load) {
  if (load.options.stage != LoadStage::kWhole)
    return "nothing was changed; undo it with 'bankseed repair'";
  return "nothing was changed; undo it with 'bankseed repair', or go without --resume, which does "
         "that first";
}

std::optional<RunStatus> find_run(DatabaseSession& session, std::string_view condition) {
  if (!session.control || !session.state.bookkeeping_is_current) return std::nullopt;
  return find_run(*session.control, condition);
}

std::optional<RunStatus> find_run_in_any(LoadState& load, std::string_view condition) {
  for (DatabaseSession& session : load.sessions) {
    if (auto run = find_run(session, condition)) return run;
  }
  return std::nullopt;
}

}  // namespace

std::optional<RunStatus> find_unfinished_run(LoadState& load) {
  std::set<std::string> names;
  for (DatabaseSession& session : load.sessions) {
    if (!session.control || !session.state.has_bookkeeping) continue;
    const auto of_database = unfinished_runs(*session.control);
    names.insert(of_database.begin(), of_database.end());
  }
  if (names.empty()) return std::nullopt;
  auto run = find_run_in_any(
      load, fmt::format("run_id = {} AND state = 'loading'", quote_literal(*names.begin())));
  const bool is_undone = find_run_in_any(load, fmt::format("run_id = {} AND state = 'failed'",
                                                           quote_literal(*names.begin())))
                             .has_value();
  if (names.size() == 1 && run && !is_undone) return run;
  throw DatabaseError(
      fmt::format("{} cannot be gone on with, because {}; {}", fmt::join(names, " and "),
                  names.size() > 1 ? "they are several"
                  : is_undone      ? "its undoing has begun"
                                   : "another version of bankseed began it",
                  way_out(load)),
      {"", "", ""}, ExitCode::kUsage);
}

std::optional<RunStatus> find_complete_run(LoadState& load) {
  std::optional<RunStatus> last;
  for (DatabaseSession& session : load.sessions) {
    auto run = find_run(session, "true");
    if (!run || run->state != "complete" || (last && last->run_id != run->run_id)) {
      return std::nullopt;
    }
    last = std::move(run);
  }
  return last;
}

namespace {

/// What the run has done in the database, compared with what is there.
void read_parts(LoadState& load, DatabaseSession& session, std::string_view run_id) {
  const Database database = session.address.database;
  const std::uint64_t first = load.options.here ? load.options.here->first * load.options.parts : 0;
  const auto found = session.control->execute(fmt::format(
      "SELECT table_name, bool_or(made_by_run), count(*) FILTER (WHERE state = 'loaded'), "
      "coalesce(max(part + 1 - {}) FILTER (WHERE state = 'loaded'), 0), coalesce(sum(rows), "
      "0)::bigint FROM bankseed.parts WHERE run_id = {} AND state <> 'undone' GROUP BY table_name",
      first, quote_literal(run_id)));
  for (std::size_t i = 0; i < found.size(); ++i) {
    const auto table = find_table(fmt::format("{}.{}", name_of(database), found.text(i, 0)));
    if (!table) continue;
    const std::size_t index = index_of(*table);
    const bool exists = load.tables[index].exists;
    load.made_before[index] = found.flag(i, 1);
    load.parts_loaded[index] = static_cast<std::uint64_t>(found.number(i, 2));
    load.rows[index] = static_cast<std::uint64_t>(found.number(i, 4));
    const auto rows = exists && load.parts_loaded[index] > 0 ? count_rows(*session.control, *table)
                                                             : std::uint64_t{0};
    if (exists && rows == load.rows[index] && found.number(i, 2) == found.number(i, 3)) continue;
    throw DatabaseError(
        fmt::format("{}.{} {}, and run {} has recorded {} rows: somebody has changed it since, and "
                    "what is loaded cannot be gone on with; {}",
                    name_of(database), found.text(i, 0),
                    exists ? fmt::format("holds {} rows", rows) : std::string("is gone"), run_id,
                    load.rows[index], way_out(load)),
        {"", std::string(name_of(database)), std::string(found.text(i, 0))});
  }
}

}  // namespace

std::vector<std::string> differences_from(const LoadState& load, const RunStatus& run) {
  auto differences = load.options.resume(run);
  // Who only finishes need not say which shards there are.
  const bool says_shards =
      load.options.stage == LoadStage::kPrepare || load.is_shard() || load.options.here;
  if (!says_shards) return differences;
  const std::uint64_t shards = load.options.shard.count;
  const ShardRange here = load.options.here.value_or(ShardRange{0, shards});
  if (shards != run.shards) {
    differences.push_back(fmt::format("{} shards, not {}", run.shards, shards));
  } else if (here != run.here) {
    differences.push_back(fmt::format("{} of {} on this server, not {} (--server-map)",
                                      to_text(run.here), run.shards, to_text(here)));
  }
  return differences;
}

void refuse_other_bank(const LoadState& load, const RunStatus& run) {
  const auto differences = differences_from(load, run);
  if (differences.empty()) return;
  throw DatabaseError(
      fmt::format("run {}, which has not come to its end, is of another bank: {}; {}", run.run_id,
                  fmt::join(differences, ", "), way_out(load)),
      {"", "", ""}, ExitCode::kUsage);
}

void adopt(LoadState& load, const RunStatus& run) {
  load.is_resumed = true;
  load.run_id = run.run_id;
  load.options.truncate = run.truncates;
  load.options.keep_constraints = run.keeps_constraints;
  load.options.parts = run.parts;
  if (run.shards > 0) load.options.here = run.here;
  load.for_each_open([&](DatabaseSession& session) {
    const auto recorded = find_run(session, fmt::format("run_id = {}", quote_literal(run.run_id)));
    if (!recorded) return;
    session.has_begun = true;
    session.is_complete = recorded->state == "complete";
  });
}

void adopt_parts(LoadState& load) {
  load.for_each_open([&load](DatabaseSession& session) {
    if (session.has_begun) read_parts(load, session, load.run_id);
  });
}

std::size_t loaded_tables(const LoadState& load) {
  return static_cast<std::size_t>(
      std::count_if(load.parts_loaded.begin(), load.parts_loaded.end(),
                    [&load](std::uint64_t parts) { return parts == load.options.parts; }));
}

std::vector<std::string> adopt_earlier_run(LoadState& load) {
  if (const auto run = find_unfinished_run(load)) {
    refuse_other_bank(load, *run);
    adopt(load, *run);
    adopt_parts(load);
    return {fmt::format("goes on with run {}: {} of {} tables are loaded", run->run_id,
                        loaded_tables(load), load.options.tables.count())};
  }
  const auto last = find_complete_run(load);
  if (!last || !load.options.resume(*last).empty()) return {};
  adopt(load, *last);
  adopt_parts(load);
  return {
      fmt::format("nothing is left to do: run {} has loaded this bank to its end", last->run_id)};
}

}  // namespace bankseed
