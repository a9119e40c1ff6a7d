#include "sink/postgres/checks/obstacles.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "bankseed/rows/catalog.hpp"
#include "schema/ddl.hpp"
#include "sink/postgres/checks/capacity.hpp"
#include "sink/postgres/checks/own_views.hpp"
#include "sink/postgres/checks/retry.hpp"

namespace bankseed {
namespace {

/// No waiting helps: configuration_limit_exceeded.
constexpr const char* kNeverEnough = "53400";

std::string path_of(std::size_t table) {
  return fmt::format("{}.{}", name_of(kCatalog[table].database), kCatalog[table].name);
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

/// Databases that are not there, and may not be made, by the role that would.
void add_creation_complaints(LoadState& load, std::vector<std::string>& complaints) {
  std::map<std::string, std::vector<std::string>> databases;
  for (std::size_t i = 0; i < kDatabaseCount; ++i) {
    if (load.sessions[i].control) continue;
    Connection* const connection = load.connection_for(i);
    const bool may_create =
        connection == nullptr || connection
                                     ->execute(
                                         "SELECT rolcreatedb OR rolsuper FROM pg_catalog.pg_roles "
                                         "WHERE rolname = current_user")
                                     .flag(0, 0);
    if (!may_create) databases[connection->user()].push_back(load.sessions[i].address.name);
  }
  for (const auto& [user, names] : databases) {
    complaints.push_back(
        fmt::format("CREATEDB, to make {}; run ALTER ROLE {} CREATEDB, or create them yourself",
                    fmt::join(names, ", "), quote_identifier(user)));
  }
}

}  // namespace

void refuse(const Obstacle& obstacle) {
  const auto& [summary, complaints, sqlstate, exit_code] = obstacle;
  if (complaints.empty()) return;
  const auto text =
      complaints.size() == 1
          ? fmt::format("{}; nothing was changed: {}", summary, complaints.front())
          : fmt::format("{}; nothing was changed:\n  {}", summary, fmt::join(complaints, "\n  "));
  throw DatabaseError(text, {sqlstate, "", ""}, exit_code);
}

Obstacle missing_sessions(LoadState& load, const std::vector<SessionRoom>& rooms) {
  Obstacle obstacle{
      "there is no room for the sessions that a load has at once", {}, "53300", ExitCode::kUsage};
  for (const SessionRoom& room : rooms) {
    if (room.free >= room.needed) continue;
    if (room.most < room.needed) obstacle.sqlstate = kNeverEnough;
    obstacle.complaints.push_back(fmt::format("{}: {} are needed and {} free ({}); {}", room.of,
                                              room.needed, room.free, room.limit, room.advice));
  }
  for (std::string& complaint : try_pools(load)) {
    obstacle.sqlstate = kNeverEnough;
    obstacle.complaints.push_back(std::move(complaint));
  }
  return obstacle;
}

void wait_for_room(LoadState& load) {
  Retries retries(load.sessions.front().address.patience.retries, &load.interrupter);
  while (true) {
    try {
      const auto rooms = session_rooms(load);
      refuse(missing_sessions(load, rooms));
      load.sessions_beside = sessions_beside(load, rooms);
      return;
    } catch (const DatabaseError& error) {
      retries.after_connecting(error);
    }
  }
}

Obstacle databases_not_to_be_written(LoadState& load) {
  Obstacle obstacle{"a database is read only", {}, "25006", ExitCode::kFailed};
  for (std::size_t i = 0; i < kDatabaseCount; ++i) {
    Connection* const connection = load.connection_for(i);
    if (connection == nullptr) continue;
    const auto found = connection->execute(
        "SELECT pg_catalog.pg_is_in_recovery(), current_setting('transaction_read_only') = 'on'");
    const auto name = name_of(load.sessions[i].address.database);
    if (found.flag(0, 0)) {
      obstacle.complaints.push_back(
          fmt::format("{}: its server is a standby; name the primary "
                      "(target_session_attrs=read-write finds it)",
                      name));
    } else if (found.flag(0, 1)) {
      obstacle.complaints.push_back(fmt::format(
          "{}: default_transaction_read_only is on for the server, the database or the role; set "
          "it off for this role, or connect as one that may write",
          name));
    }
  }
  return obstacle;
}

Obstacle unfit_encodings(LoadState& load) {
  Obstacle obstacle{"a database cannot hold the bank's letters", {}, "22P05", ExitCode::kFailed};
  if (load.options.letters.empty()) return obstacle;
  for (DatabaseSession& session : load.sessions) {
    if (!session.control) continue;
    try {
      static_cast<void>(session.control->execute("SELECT " + quote_literal(load.options.letters)));
    } catch (const DatabaseError& error) {
      if (error.where().sqlstate != obstacle.sqlstate) throw;
      const auto encoding = session.control->execute("SHOW server_encoding");
      obstacle.complaints.push_back(fmt::format(
          "{} is in {}, which lacks some of {}; make it anew with ENCODING 'UTF8'",
          name_of(session.address.database), encoding.text(0, 0), load.options.letters));
    }
  }
  return obstacle;
}

Obstacle misfits_of(const LoadState& load) {
  Obstacle obstacle{"the existing tables do not fit", {}, "42804", ExitCode::kFailed};
  for (std::size_t i = 0; i < kTableCount; ++i) {
    if (!load.options.tables[i]) continue;
    for (std::string& misfit : misfits(load.info(i), load.tables[i]))
      obstacle.complaints.push_back(std::move(misfit));
  }
  return obstacle;
}

Obstacle missing_privileges(LoadState& load) {
  Obstacle obstacle{"a privilege is missing", {}, "42501", ExitCode::kFailed};
  auto& complaints = obstacle.complaints;
  for (const DatabaseSession& session : load.sessions) {
    if (!session.control) continue;
    const auto name = name_of(session.address.database);
    const bool makes_tables =
        load.options.views || (load.made & tables_of(session.address.database)).any();
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
  add_creation_complaints(load, complaints);
  return obstacle;
}

Obstacle rows_in_the_way(LoadState& load) {
  constexpr std::uint64_t kCountedMax = 1'000'000;
  constexpr std::size_t kNamedMax = 3;
  Obstacle obstacle{"", {}, "", ExitCode::kFailed};
  if (load.options.truncate) return obstacle;
  std::vector<std::string> occupied;
  std::size_t further = 0;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    if (!load.is_in_the_way(i)) continue;
    if (occupied.size() == kNamedMax) {
      ++further;
      continue;
    }
    auto& session = load.sessions[static_cast<std::size_t>(kCatalog[i].database)];
    const auto rows =
        count_rows(*session.control, TableId{static_cast<std::uint16_t>(i)}, kCountedMax + 1);
    occupied.push_back(
        fmt::format("{} ({})", path_of(i),
                    rows > kCountedMax ? "more than 1000000 rows" : fmt::format("{} rows", rows)));
  }
  if (occupied.empty()) return obstacle;
  obstacle.summary = fmt::format("tables hold rows already: {}{}", fmt::join(occupied, ", "),
                                 further > 0 ? fmt::format(" and {} more", further) : "");
  obstacle.complaints.emplace_back("empty them first with --truncate");
  return obstacle;
}

Obstacle views_in_the_way(LoadState& load) {
  Obstacle obstacle{
      "a view cannot be made, as something bears its name", {}, "42P07", ExitCode::kFailed};
  if (!load.options.views) return obstacle;
  for (DatabaseSession& session : load.sessions) {
    if (!session.control) continue;
    for (const std::string& phrase : in_place_of_views(*session.control))
      obstacle.complaints.push_back(phrase + "; rename it, or leave --views out");
  }
  return obstacle;
}

Obstacle what_is_touched_beside(LoadState& load) {
  Obstacle obstacle{
      "emptying the tables would touch what is not the bank's, which --cascade does knowingly",
      {},
      "23503",
      ExitCode::kFailed};
  if (load.options.truncate && !load.options.cascade) obstacle.complaints = load.touched_beside();
  return obstacle;
}

}  // namespace bankseed
