#include "sink/postgres/checks/surroundings.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "bankseed/rows/catalog.hpp"
#include "schema/ddl.hpp"

namespace bankseed {
namespace {

constexpr std::uint64_t kMegabyte = std::uint64_t{1} << 20;
constexpr std::uint64_t kGigabyte = std::uint64_t{1} << 30;

/// 'public.accounts'::regclass, ...; NULL when none of the tables is there.
std::string tables_there(const Connection& connection, const std::vector<TableState>& tables) {
  std::string list;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    if (!tables[i].exists || kCatalog[i].database != connection.address().database) continue;
    list += fmt::format("{}{}::regclass", list.empty() ? "" : ", ",
                        quote_literal(qualified_name(kCatalog[i])));
  }
  return list.empty() ? "NULL" : list;
}

/// A finding for each row of one column.
void add(std::vector<Finding>& findings,
         Connection& connection,
         Weight weight,
         std::string_view topic,
         const std::string& sql) {
  const auto found = connection.execute(sql);
  for (std::size_t i = 0; i < found.size(); ++i) {
    findings.push_back({weight, std::string(topic),
                        std::string(name_of(connection.address().database)),
                        std::string(found.text(i, 0))});
  }
}

}  // namespace

std::vector<Finding> reactions_to_a_load(Connection& connection,
                                         const std::vector<TableState>& tables) {
  std::vector<Finding> findings;
  const auto list = tables_there(connection, tables);
  // tgtype as pg_trigger.h has it: 4 is INSERT.
  add(findings, connection, Weight::kWarning, "triggers",
      fmt::format(
          "SELECT format('trigger %I on %s is set off by what is loaded, which takes longer; where "
          "it leaves rows out the load fails: ALTER TABLE %s DISABLE TRIGGER %I, for the time "
          "being', tgname, tgrelid::regclass, tgrelid::regclass, tgname) FROM pg_trigger WHERE NOT "
          "tgisinternal AND tgenabled IN ('O', 'A') AND tgtype & 4 <> 0 AND tgrelid IN ({}) ORDER "
          "BY tgrelid::regclass::text, tgname",
          list));
  add(findings, connection, Weight::kWarning, "triggers",
      fmt::format(
          "SELECT format('rule %I on %s is not set off by what is loaded: COPY passes rules "
          "by', rulename, ev_class::regclass) FROM pg_rewrite WHERE ev_type = '3' AND "
          "ev_enabled IN ('O', 'A') AND ev_class IN ({}) ORDER BY 1",
          list));
  add(findings, connection, Weight::kWarning, "triggers",
      "SELECT format('event trigger %I (%s) is set off by the making of tables, keys and indexes; "
      "where it forbids them the load fails', evtname, evtevent) FROM pg_event_trigger WHERE "
      "evtenabled IN ('O', 'A') ORDER BY 1");
  return findings;
}

std::vector<Finding> replication_of(Connection& connection, const std::vector<TableState>& tables) {
  std::vector<Finding> findings;
  const auto list = tables_there(connection, tables);
  add(findings, connection, Weight::kWarning, "replication",
      fmt::format(
          "SELECT CASE WHEN puballtables THEN format('publication %I is of all tables, those that "
          "a load makes included: subscribers get every row', pubname) ELSE format('publication %I "
          "is of %s of the tables: subscribers get every row of them', pubname, count) END FROM "
          "pg_publication p LEFT JOIN LATERAL (SELECT count(*) FROM pg_publication_tables t WHERE "
          "t.pubname = p.pubname AND to_regclass(format('%I.%I', t.schemaname, t.tablename)) IN "
          "({})) AS t ON true WHERE puballtables OR count > 0 ORDER BY 1",
          list));
  add(findings, connection, Weight::kWarning, "replication",
      fmt::format("SELECT format('%s is filled by a subscription, too', srrelid::regclass) FROM "
                  "pg_subscription_rel WHERE srrelid IN ({}) ORDER BY 1",
                  list));
  add(findings, connection, Weight::kWarning, "replication",
      "SELECT format('replication slot %I is not in use: the server keeps the write-ahead log of "
      "the whole load for it', slot_name) FROM pg_replication_slots WHERE NOT active AND (database "
      "IS NULL OR database = current_database()) ORDER BY 1");
  return findings;
}

std::vector<Finding> locks_of_others(Connection& connection,
                                     const std::vector<TableState>& tables) {
  std::vector<Finding> findings;
  add(findings, connection, Weight::kWarning, "locks",
      fmt::format(
          "SELECT format('%s has %s on %s; a load that replaces rows, or takes keys down, waits "
          "for "
          "it (--lock-timeout)', CASE WHEN l.pid IS NULL THEN 'a prepared transaction' ELSE "
          "format('process %s (%s, %s)', l.pid, concat_ws(' as ', nullif(a.application_name, ''), "
          "a.usename), coalesce(a.state, 'state unknown')) END, string_agg(DISTINCT l.mode, ', '), "
          "string_agg(DISTINCT l.relation::regclass::text, ', ')) FROM pg_locks l LEFT JOIN "
          "pg_stat_activity a ON a.pid = l.pid WHERE l.relation IN ({}) AND l.granted AND l.pid IS "
          "DISTINCT FROM pg_backend_pid() GROUP BY l.pid, a.application_name, a.usename, a.state "
          "ORDER BY l.pid",
          tables_there(connection, tables)));
  return findings;
}

std::vector<Finding> limits_of(Connection& connection) {
  std::vector<Finding> findings;
  // What a session begins with; ours has set its own since.
  add(findings, connection, Weight::kFine, "limits",
      "SELECT format('%s is %s%s for this role, database or server; a session of a load sets its "
      "own', name, reset_val, unit) FROM pg_settings WHERE name IN ('statement_timeout', "
      "'lock_timeout', 'idle_in_transaction_session_timeout', 'idle_session_timeout', "
      "'transaction_timeout') AND reset_val <> '0' ORDER BY 1");
  add(findings, connection, Weight::kWarning, "limits",
      "SELECT format('temp_file_limit is %s kB: the building of an index that needs more fails', "
      "setting) FROM pg_settings WHERE name = 'temp_file_limit' AND setting <> '-1'");
  add(findings, connection, Weight::kWarning, "limits",
      "SELECT format('session_replication_role is %s: nothing checks that references lead "
      "somewhere', setting) FROM pg_settings WHERE name = 'session_replication_role' AND setting = "
      "'replica'");
  return findings;
}

std::vector<Finding> encoding_of(Connection& connection) {
  std::vector<Finding> findings;
  add(findings, connection, Weight::kWarning, "encoding",
      "SELECT format('its encoding is %s: %s', encoding, CASE encoding WHEN 'SQL_ASCII' THEN 'it "
      "takes bytes as they come, and counts them for letters; what is about letters cannot be "
      "verified there' ELSE 'what it has no letters for cannot be stored, nor verified' END) FROM "
      "current_setting('server_encoding') AS encoding WHERE encoding <> 'UTF8'");
  return findings;
}

std::vector<Finding> speed_of(Connection& connection, std::uint64_t bytes) {
  std::vector<Finding> findings;
  const auto found = connection.execute(
      "SELECT current_setting('wal_level'), pg_size_bytes(current_setting('max_wal_size')), "
      "pg_size_bytes(current_setting('shared_buffers')), current_setting('fsync') = 'off', "
      "current_setting('synchronous_standby_names') <> '' AND reset_val NOT IN ('off', 'local') "
      "FROM pg_settings WHERE name = 'synchronous_commit'");
  const auto say = [&](Weight weight, const std::string& text) {
    findings.push_back({weight, "speed", "", text});
  };
  if (found.flag(0, 4)) {
    say(Weight::kWarning,
        "commits wait for a standby (synchronous_standby_names): one that is slow, or gone, holds "
        "the load up; ALTER ROLE ... SET synchronous_commit = local, for a role that loads");
  }
  if (found.flag(0, 3)) {
    say(Weight::kHint,
        "fsync is off: fast, but when the machine crashes the whole cluster may be lost");
  }
  // Below that a load is done before any of it matters.
  if (bytes < kGigabyte) return findings;
  if (found.text(0, 0) != "minimal") {
    say(Weight::kHint,
        fmt::format("wal_level is {}: what is loaded is written twice, to the write-ahead log, "
                    "too; with minimal (and max_wal_senders = 0) it is not, where nobody "
                    "replicates or archives it",
                    found.text(0, 0)));
  }
  const auto wal = static_cast<std::uint64_t>(found.number(0, 1));
  if (bytes / 4 > wal) {
    say(Weight::kHint,
        fmt::format("max_wal_size is {} MB: some {} checkpoints while {} MB are loaded; a quarter "
                    "of that, or {}, makes them rare",
                    wal / kMegabyte, bytes / std::max(wal, kMegabyte), bytes / kMegabyte,
                    wal < 4 * kGigabyte ? "4GB" : "twice what it is"));
  }
  constexpr std::uint64_t kBuffersDefault = 128 * kMegabyte;
  const auto buffers = static_cast<std::uint64_t>(found.number(0, 2));
  if (buffers <= kBuffersDefault) {
    say(Weight::kHint, fmt::format("shared_buffers is {} MB, PostgreSQL's default; a quarter of "
                                   "the memory is usual",
                                   buffers / kMegabyte));
  }
  return findings;
}

std::vector<Finding> space_for(Connection& connection, std::uint64_t bytes) {
  // Who may not know where the data are does not see the setting.
  const auto found = connection.execute(
      "SELECT inet_client_addr() IS NULL, (SELECT setting FROM pg_settings WHERE name = "
      "'data_directory'), CASE WHEN current_setting('wal_level') = 'minimal' THEN 0 ELSE "
      "pg_size_bytes(current_setting('max_wal_size')) END");
  if (!found.flag(0, 0) || found.is_null(0, 1) || connection.is_pooled()) return {};
  std::error_code error;
  const auto space =
      std::filesystem::space(std::filesystem::path(std::string(found.text(0, 1))), error);
  if (error) return {};
  const auto needed = bytes + std::min(bytes, static_cast<std::uint64_t>(found.number(0, 2)));
  const bool is_enough = space.available >= needed;
  const auto weight = space.available >= bytes ? Weight::kWarning : Weight::kObstacle;
  return {{is_enough ? Weight::kFine : weight, "disk", "",
           fmt::format("{} MB are free in {}, and the bank takes some {} MB, its write-ahead log "
                       "included{}",
                       space.available / kMegabyte, found.text(0, 1), needed / kMegabyte,
                       is_enough ? "" : "; make room, or make fewer customers")}};
}

}  // namespace bankseed
