#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "schema/ddl.hpp"
#include "sink/postgres/load/bookkeeping.hpp"
#include "sink/postgres/load/load_state.hpp"
#include "sink/postgres/load/resume.hpp"
#include "sink/postgres/parallel.hpp"

namespace bankseed {
namespace {

std::string path_of(std::size_t table) {
  return fmt::format("{}.{}", name_of(kCatalog[table].database), kCatalog[table].name);
}

/// One error for several complaints: on one line when there is one, else a line each.
[[noreturn]] void refuse(std::string_view summary,
                         const std::vector<std::string>& complaints,
                         const std::string& sqlstate) {
  const auto text =
      complaints.size() == 1
          ? fmt::format("{}; nothing was changed: {}", summary, complaints.front())
          : fmt::format("{}; nothing was changed:\n  {}", summary, fmt::join(complaints, "\n  "));
  throw DatabaseError(text, {sqlstate, "", ""});
}

void refuse_misfits(const LoadState& load) {
  std::vector<std::string> complaints;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    if (!load.options.tables[i]) continue;
    const auto more = misfits(TableId{static_cast<std::uint16_t>(i)}, load.tables[i]);
    complaints.insert(complaints.end(), more.begin(), more.end());
  }
  if (!complaints.empty()) refuse("the existing tables do not fit", complaints, "42804");
}

std::string grant(const DatabaseSession& session, std::string_view what) {
  return fmt::format("run GRANT {} TO {} in {}", what, quote_identifier(session.control->user()),
                     session.address.name);
}

/// What the user may not do to the tables of a database: once for each privilege.
void add_table_complaints(const LoadState& load,
                          const DatabaseSession& session,
                          std::vector<std::string>& complaints) {
  const auto add = [&](std::string_view privilege, const auto& is_missing) {
    std::vector<std::string> paths;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < kTableCount; ++i) {
      const bool is_here = kCatalog[i].database == session.address.database;
      if (!is_here || !load.options.tables[i] || !load.tables[i].exists) continue;
      if (!is_missing(load.tables[i])) continue;
      paths.push_back(path_of(i));
      names.push_back(qualified_name(kCatalog[i]));
    }
    if (paths.empty()) return;
    complaints.push_back(
        fmt::format("{} on {}; {}", privilege, fmt::join(paths, ", "),
                    grant(session, fmt::format("{} ON {}", privilege, fmt::join(names, ", ")))));
  };
  add("INSERT", [](const TableState& state) { return !state.can_insert; });
  add("TRUNCATE", [&load](const TableState& state) {
    return load.options.truncate && state.has_rows && !state.can_truncate;
  });
}

/// What is to be taken down of tables that are others': once for each owner in a database.
void add_owner_complaints(const LoadState& load,
                          const DatabaseSession& session,
                          std::vector<std::string>& complaints) {
  std::map<std::string, std::vector<std::size_t>> tables;
  for (const Rebuild& rebuild : session.take_down.rebuilds) {
    const std::size_t table = index_of(rebuild.table);
    const TableState& state = load.tables[table];
    auto& of_owner = tables[state.owner];
    const bool is_known = std::find(of_owner.begin(), of_owner.end(), table) != of_owner.end();
    if (load.options.tables[table] && !state.is_owner && !is_known) of_owner.push_back(table);
  }
  for (const auto& [owner, found] : tables) {
    if (found.empty()) continue;
    std::string names;
    for (const std::size_t table : found)
      names += (names.empty() ? "" : ", ") + path_of(table);
    // A member of a superuser's role can be anybody.
    const std::string membership =
        load.tables[found.front()].owner_is_almighty
            ? ""
            : fmt::format("run GRANT {} TO {}, ", quote_identifier(owner),
                          quote_identifier(session.control->user()));
    complaints.push_back(fmt::format(
        "ownership of {}, to take constraints and indexes down; connect as {}, {}or leave them in "
        "place with --keep-constraints",
        names, owner, membership));
  }
}

/// Everything that the load needs and the user may not do.
void refuse_missing_privileges(const LoadState& load) {
  std::vector<std::string> complaints;
  for (const DatabaseSession& session : load.sessions) {
    if (!session.control) continue;
    const auto name = name_of(session.address.database);
    const bool makes_tables = (load.made & tables_of(session.address.database)).any();
    if (makes_tables && !session.state.may_create_tables) {
      complaints.push_back(fmt::format("CREATE on schema public of {}; {}", name,
                                       grant(session, "CREATE ON SCHEMA public")));
    }
    if (!session.state.has_bookkeeping && !session.state.may_create_schemas) {
      const auto privilege =
          fmt::format("CREATE ON DATABASE {}", quote_identifier(session.address.name));
      complaints.push_back(fmt::format("CREATE on database {}, for the schema bankseed; {}", name,
                                       grant(session, privilege)));
    }
  }
  for (const DatabaseSession& session : load.sessions) {
    if (!session.control) continue;
    add_table_complaints(load, session, complaints);
    add_owner_complaints(load, session, complaints);
  }
  if (!complaints.empty()) refuse("a privilege is missing", complaints, "42501");
}

/// Empties all and takes it back: with tables beside the catalog that refer to ours, only the
/// server can say whether that may be.
void try_to_empty(LoadState& load) {
  load.for_each_open([&load](DatabaseSession& session) {
    TableSet all;
    for (std::size_t i = 0; i < kTableCount; ++i) {
      all[i] = load.tables[i].exists && kCatalog[i].database == session.address.database;
    }
    static_cast<void>(
        session.control->execute("BEGIN;\n" + empty_tables_sql(all, load.tables) + "ROLLBACK"));
  });
}

/// What is not the bank's and would go, or change, with the rows that are replaced.
void refuse_bystanders(LoadState& load) {
  if (load.options.cascade) return;
  const auto touched = load.touched_beside();
  if (touched.empty()) return;
  refuse("emptying the tables would touch what is not the bank's, which --cascade does knowingly",
         touched, "23503");
}

/// Rows in the way: any when they are not to be emptied, otherwise those that cannot be.
void refuse_rows(LoadState& load) {
  constexpr std::uint64_t kCountedMax = 1'000'000;
  constexpr std::size_t kNamedMax = 3;
  std::vector<std::string> occupied;
  std::size_t further = 0;
  bool is_blocked = false;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const TableState& state = load.tables[i];
    if (!load.is_in_the_way(i)) continue;
    auto& session = load.sessions[static_cast<std::size_t>(kCatalog[i].database)];
    if (!load.options.truncate && occupied.size() == kNamedMax) {
      ++further;
    } else if (!load.options.truncate) {
      const TableId table{static_cast<std::uint16_t>(i)};
      const auto rows = count_rows(*session.control, table, kCountedMax + 1);
      occupied.push_back(fmt::format(
          "{} ({})", path_of(i),
          rows > kCountedMax ? "more than 1000000 rows" : fmt::format("{} rows", rows)));
    }
    is_blocked |= !state.outside_children.empty();
  }
  if (!occupied.empty()) {
    throw DatabaseError(fmt::format("tables hold rows already: {}{}; nothing was changed; empty "
                                    "them first with --truncate",
                                    fmt::join(occupied, ", "),
                                    further > 0 ? fmt::format(" and {} more", further) : ""),
                        {"", "", ""});
  }
  refuse_bystanders(load);
  if (is_blocked) try_to_empty(load);
}

void create_database(Connection& maintenance, const DatabaseAddress& address) {
  const auto name = quote_identifier(address.name);
  try {
    // template0 is never in use by others, and UTF-8 goes with the C locale and every UTF-8 locale.
    static_cast<void>(maintenance.execute(
        fmt::format("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0", name)));
  } catch (const DatabaseError& error) {
    // Somebody else was faster, or is at it.
    if (error.where().sqlstate == "42P04" || error.where().sqlstate == "23505") return;
    if (error.where().sqlstate != "22023") throw;
    static_cast<void>(maintenance.execute(fmt::format("CREATE DATABASE {}", name)));
  }
}

/// Each on a connection of its own: copying the template is the server's work, and takes a core.
void create_missing_databases(LoadState& load) {
  run_in_parallel(kDatabaseCount, [&load](std::size_t i) {
    DatabaseSession& session = load.sessions[i];
    if (session.control) return;
    auto maintenance = Connection::open(maintenance_of(session.address), &load.interrupter);
    create_database(maintenance, session.address);
    session.is_created = true;
    session.control = Connection::open(session.address, &load.interrupter);
    lock_database(*session.control);
    session.state = inspect(*session.control, load.tables);
  });
}

/// Everything of new tables, to be loaded with constraints in place.
std::string make_whole_tables_sql(const LoadState& load, Database database) {
  std::vector<TableInfo> infos;
  std::string records;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    if (!load.made[i] || kCatalog[i].database != database) continue;
    infos.push_back(kCatalog[i]);
    records += insert_part_sql(load.run_id,
                               {.table = TableId{static_cast<std::uint16_t>(i)}, .is_made = true});
  }
  return database_script(infos, database) + records;
}

/// One transaction per database, and one round trip: bookkeeping, the run, and what goes down. It
/// is committed when those of all databases have got so far.
void begin_run(LoadState& load, DatabaseSession& session) {
  std::string sql = "BEGIN;\n";
  if (!session.state.has_bookkeeping) {
    sql += create_bookkeeping_sql();
  } else if (!session.state.bookkeeping_is_current) {
    sql += upgrade_bookkeeping_sql();
  }
  sql += insert_run_sql(load.run_id, load.options);
  sql += record_sql(session.take_down, load.run_id) + session.take_down.drop_sql;
  if (load.options.keep_constraints) {
    TableSet full;
    for (std::size_t i = 0; i < kTableCount; ++i) {
      full[i] = load.tables[i].exists && kCatalog[i].database == session.address.database;
    }
    if (load.options.truncate) sql += empty_tables_sql(full, load.tables);
    sql += make_whole_tables_sql(load, session.address.database);
  }
  static_cast<void>(session.control->execute(sql));
}

/// In the databases that do not have the run yet.
void begin_run(LoadState& load) {
  const auto of_new = [&load](const std::function<void(DatabaseSession&)>& work) {
    load.for_each_open([&work](DatabaseSession& session) {
      if (!session.has_begun) work(session);
    });
  };
  of_new([&load](DatabaseSession& session) { begin_run(load, session); });
  of_new([](DatabaseSession& session) {
    session.has_begun = true;
    static_cast<void>(session.control->execute("COMMIT"));
  });
}

/// Those are made that are not there, and of a run that is gone on with those that it has made.
void add_missing_tables(LoadState& load) {
  for (std::size_t i = 0; i < kTableCount; ++i)
    load.made[i] = load.made_before[i] || !load.tables[i].exists;
}

void plan_take_downs(LoadState& load) {
  load.for_each_open([&load](DatabaseSession& session) {
    TableSet existing;
    if (session.has_begun) return;
    for (std::size_t i = 0; i < kTableCount; ++i)
      existing[i] = load.tables[i].kind == 'r';
    session.take_down = plan_take_down(*session.control, existing, load.options.tables);
  });
}

}  // namespace

std::vector<std::string> PostgresLoader::prepare() {
  LoadState& load = *state_;
  load.connect_to_create();
  load.connect_and_lock();
  refuse_misfits(load);
  std::vector<std::string> notes;
  if (load.options.resume) notes = adopt_earlier_run(load);
  if (load.is_complete()) return notes;
  if (!load.is_resumed) {
    if (load.options.resume) notes.emplace_back("there is no run to go on with: this one begins");
    for (std::string& note : load.repair_leftovers())
      notes.push_back(std::move(note));
  }
  if (!load.failures.empty()) {
    throw DatabaseError(
        fmt::format("an earlier load is not undone: {}", fmt::join(load.failures, "\n  ")),
        {"", "", ""});
  }
  add_missing_tables(load);
  if (!load.options.keep_constraints) plan_take_downs(load);
  refuse_missing_privileges(load);
  refuse_rows(load);
  load.has_changed = true;
  create_missing_databases(load);
  load.creating.reset();
  add_missing_tables(load);  // A new database may hold tables of its template.
  begin_run(load);
  load.set_autovacuum(false);
  std::string created;
  for (const DatabaseSession& session : load.sessions) {
    if (!session.is_created) continue;
    created += (created.empty() ? "" : ", ") + std::string(name_of(session.address.database));
  }
  if (!created.empty()) notes.push_back("created databases: " + created);
  return notes;
}

}  // namespace bankseed
