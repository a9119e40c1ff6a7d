#include <algorithm>
#include <chrono>
#include <iterator>

#include <fmt/format.h>

#include "schema/ddl.hpp"
#include "sink/postgres/checks/own_views.hpp"
#include "sink/postgres/load/bookkeeping.hpp"
#include "sink/postgres/load/builders.hpp"
#include "sink/postgres/load/load_state.hpp"
#include "sink/postgres/parallel.hpp"

namespace bankseed {
namespace {

/// New tables that no rows came for; and older rows in such tables, when all are to be emptied.
std::string other_tables_sql(const LoadState& load, Database database) {
  std::string sql;
  TableSet old;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    if (load.options.tables[i] || kCatalog[i].database != database) continue;
    if (load.made[i] && !load.tables[i].exists) {
      sql += create_table(load.info(i)) + ";\n";
      sql += insert_part_sql(load.run_id,
                             {.table = TableId{static_cast<std::uint16_t>(i)}, .is_made = true});
    }
    old[i] = load.tables[i].has_rows;
  }
  return sql + empty_tables_sql(old, load.tables);
}

/// Makes views and says that the run has ended, both or neither in each database. Views are made,
/// too, where an earlier attempt has ended it, perhaps without them.
void end_run(LoadState& load) {
  run_in_parallel(kDatabaseCount, [&load](std::size_t i) {
    DatabaseSession& session = load.sessions[i];
    std::string sql;
    if (!session.is_complete) sql += end_run_sql(load.run_id, "complete");
    if (load.options.views) sql += make_views_sql(session.address.database);
    if (!session.is_complete && !load.options.keep_constraints)
      sql += "DELETE FROM bankseed.taken_down;\n";
    if (!sql.empty()) static_cast<void>(session.control->execute("BEGIN;\n" + sql + "COMMIT"));
  });
}

/// Of a bank that is loaded by shards nothing is undone: other shards may be at work, and what is
/// committed is recorded. Returns what the user should know.
std::vector<std::string> leave(LoadState& load) {
  // They may be broken, or about to hear of an interruption.
  for (DatabaseSession& session : load.sessions)
    session.control.reset();
  load.end_creating();
  std::vector<std::string> notes;
  if (load.has_changed) {
    notes.emplace_back(
        "what is committed stays: run the same command again, or undo the whole run with 'bankseed "
        "repair'");
  }
  return notes;
}

}  // namespace

void PostgresLoader::finish(const std::function<void(const FinishProgress&)>& progress) {
  LoadState& load = *state_;
  if (load.is_shard() || load.options.stage == LoadStage::kPrepare) return load.close_sessions();
  load.has_changed = true;
  if (load.is_complete()) {
    end_run(load);
    return load.close_sessions();
  }
  if (!load.options.keep_constraints) {
    run_in_parallel(kDatabaseCount, [&load](std::size_t i) {
      DatabaseSession& session = load.sessions[i];
      const auto sql = other_tables_sql(load, session.address.database);
      if (!sql.empty()) static_cast<void>(session.control->execute("BEGIN;\n" + sql + "COMMIT"));
    });
  }
  builders_->finish(progress);
  run_in_parallel(kDatabaseCount, [&load](std::size_t i) {
    DatabaseSession& session = load.sessions[i];
    set_sequences(*session.control, tables_of(session.address.database));
  });
  // Until here a failure anywhere undoes the whole load.
  end_run(load);
  load.set_autovacuum(true);
  load.close_sessions();
}

std::vector<std::string> PostgresLoader::abort() noexcept {
  for (const auto& sink : sinks_)
    sink->cancel();
  LoadState& load = *state_;
  if (load.options.stage != LoadStage::kWhole) {
    builders_->stop();
    return leave(load);
  }
  const bool interrupted = load.interrupter.interrupted();
  builders_->stop();
  std::vector<std::string> notes;
  try {
    // Who has pressed Ctrl-C waits for nobody's lock.
    constexpr std::chrono::milliseconds kPatience{5'000};
    constexpr std::chrono::milliseconds kImpatience{1'000};
    const auto patience = interrupted ? kImpatience : kPatience;
    load.interrupter.reset();
    for (DatabaseSession& session : load.sessions)
      session.address.patience.lock = std::min(session.address.patience.lock, patience);
    // The old sessions may be broken, or about to hear of an interruption that came late.
    for (DatabaseSession& session : load.sessions)
      session.control.reset();
    load.end_creating();
    const bool has_begun = std::any_of(load.sessions.begin(), load.sessions.end(),
                                       [](const auto& session) { return session.has_begun; });
    if (has_begun && load.has_changed) {
      load.connect_and_lock();
      if (load.options.resume) {
        notes.emplace_back(
            "what is loaded stays: go on with 'bankseed generate --resume', or undo it with "
            "'bankseed repair'");
      } else {
        for (std::string& note : load.repair_leftovers())
          notes.push_back(std::move(note));
      }
      std::move(load.failures.begin(), load.failures.end(), std::back_inserter(notes));
      load.set_autovacuum(true);
    }
  } catch (const std::exception& error) {
    notes.emplace_back(
        fmt::format("could not undo all of the load: {}; when that is put right, run bankseed "
                    "repair, or go on with bankseed generate --resume",
                    error.what()));
  }
  std::string created;
  for (const DatabaseSession& session : load.sessions) {
    if (session.is_created) created += (created.empty() ? "" : ", ") + session.address.name;
  }
  if (!created.empty()) notes.push_back("databases that were created stay: " + created);
  load.close_sessions();
  return notes;
}

}  // namespace bankseed
