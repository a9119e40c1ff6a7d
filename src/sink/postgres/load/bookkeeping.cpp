#include "sink/postgres/load/bookkeeping.hpp"

#include <algorithm>
#include <chrono>
#include <random>
#include <string>
#include <thread>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "schema/ddl.hpp"
#include "sink/postgres/checks/bystanders.hpp"
#include "sink/postgres/checks/pooler.hpp"
#include "sink/postgres/load/rebuild.hpp"

namespace bankseed {
namespace {

// "bankseed" in ASCII, as a number.
constexpr std::int64_t kLockKey = 0x62616e6b73656564;
// "shar" and "rows", beside the number of a shard: who loads it, and transactions with its rows.
constexpr std::int32_t kShardKey = 0x73686172;
constexpr std::int32_t kRowsKey = 0x726f7773;

TableSet tables_in(const Connection& connection) {
  return tables_of(connection.address().database);
}

std::string joined(TableSet tables, std::string_view before, std::string_view after) {
  std::string sql;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    if (!tables[i]) continue;
    sql += fmt::format("{}{}", sql.empty() ? before : ", ", qualified_name(kCatalog[i]));
  }
  return sql.empty() ? sql : sql + std::string(after);
}

/// In no session but ours: true when it has the lock now.
bool try_to_lock(Connection& connection, std::string_view function) {
  const auto answer = connection.execute(
      fmt::format("SELECT pg_backend_pid(), CASE WHEN pg_backend_pid() = {} THEN {}({}) END",
                  connection.process(), function, kLockKey));
  refuse_changed_session(connection, static_cast<int>(answer.number(0, 0)));
  return answer.flag(0, 1);
}

/// Throws DatabaseError that names who has the lock when it is not to be had.
void lock_by(Connection& connection, std::string_view function) {
  // A program that crashed a moment ago may still be on its way out.
  constexpr int kTries = 20;
  constexpr auto kPause = std::chrono::milliseconds(100);
  for (int i = 0; i < kTries; ++i) {
    if (try_to_lock(connection, function)) return;
    std::this_thread::sleep_for(kPause);
  }
  const auto holders = lock_holders(connection);
  const auto holder = connection.execute(
      fmt::format("SELECT format('server process %s, %s since %s', pid, concat_ws(' as ', "
                  "nullif(application_name, ''), usename), backend_start::timestamptz(0)) "
                  "FROM pg_stat_activity WHERE pid = {}",
                  holders.empty() ? 0 : holders.front()));
  const auto name = std::string(name_of(connection.address().database));
  throw DatabaseError(
      fmt::format("{}: another bankseed is at work in it ({}); wait until it is done", name,
                  holder.size() == 0 ? "server process unknown" : holder.text(0, 0)),
      {"55P03", name, ""});
}

}  // namespace

std::string new_run_id() {
  std::random_device source;
  const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  return fmt::format("{:%Y%m%dT%H%M%SZ}-{:08x}", fmt::gmtime(now), source());
}

std::string create_bookkeeping_sql() {
  return R"sql(CREATE SCHEMA IF NOT EXISTS bankseed;
CREATE TABLE IF NOT EXISTS bankseed.runs (
  number bigint PRIMARY KEY,
  run_id text NOT NULL, state text NOT NULL, seed numeric(20) NOT NULL, as_of date NOT NULL,
  configuration text NOT NULL, algorithm_version integer NOT NULL, program_version text NOT NULL,
  truncates boolean NOT NULL, started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  ended_at timestamptz, parts bigint NOT NULL DEFAULT 1,
  keeps_constraints boolean NOT NULL DEFAULT false, shards bigint NOT NULL DEFAULT 0,
  first_shard bigint, last_shard bigint);
CREATE TABLE IF NOT EXISTS bankseed.parts (
  run_id text NOT NULL, table_name text NOT NULL, state text NOT NULL, rows bigint NOT NULL,
  made_by_run boolean NOT NULL, recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  part bigint NOT NULL, PRIMARY KEY (run_id, table_name, part));
CREATE TABLE IF NOT EXISTS bankseed.taken_down (
  record integer PRIMARY KEY, run_id text NOT NULL, table_name text NOT NULL, name text NOT NULL,
  is_foreign_key boolean NOT NULL,
  index_sql text NOT NULL, attach_sql text NOT NULL, validate_sql text NOT NULL);
COMMENT ON SCHEMA bankseed IS
  'Bookkeeping of bankseed: what was loaded, when, and from which seed.';
COMMENT ON TABLE bankseed.runs IS 'Loads: loading, complete or failed.';
COMMENT ON TABLE bankseed.parts IS
  'Parts of tables of each load and their rows: made, loaded, undone. -1 is the bare table.';
COMMENT ON TABLE bankseed.taken_down IS
  'Constraints and indexes that a load has dropped and not restored yet, as the SQL that does so.';
)sql";
}

std::string upgrade_bookkeeping_sql() {
  return R"sql(ALTER TABLE bankseed.runs ADD COLUMN IF NOT EXISTS
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY;
ALTER TABLE bankseed.runs
  ADD COLUMN IF NOT EXISTS parts bigint NOT NULL DEFAULT 1,
  ADD COLUMN IF NOT EXISTS keeps_constraints boolean NOT NULL DEFAULT false,
  ADD COLUMN IF NOT EXISTS shards bigint NOT NULL DEFAULT 0,
  ADD COLUMN IF NOT EXISTS first_shard bigint, ADD COLUMN IF NOT EXISTS last_shard bigint;
ALTER TABLE IF EXISTS bankseed.tables RENAME TO parts;
ALTER TABLE bankseed.parts DROP COLUMN IF EXISTS number, ADD COLUMN part bigint;
UPDATE bankseed.parts p SET part = CASE WHEN p.state = 'made' THEN -1 ELSE r.part END FROM (SELECT
  ctid, row_number() OVER (PARTITION BY run_id, table_name, state = 'made') - 1 AS part
  FROM bankseed.parts) AS r WHERE r.ctid = p.ctid;
ALTER TABLE bankseed.parts ADD PRIMARY KEY (run_id, table_name, part);
ALTER TABLE bankseed.taken_down DROP CONSTRAINT IF EXISTS taken_down_pkey;
ALTER TABLE bankseed.taken_down ADD PRIMARY KEY (record);
)sql";
}

std::string add_shards_sql() {
  return "ALTER TABLE bankseed.runs ADD COLUMN IF NOT EXISTS shards bigint NOT NULL DEFAULT 0, ADD "
         "COLUMN IF NOT EXISTS first_shard bigint, ADD COLUMN IF NOT EXISTS last_shard bigint;\n";
}

std::string insert_made_database_sql(std::string_view run_id) {
  return fmt::format(
      "CREATE TABLE bankseed.made_database (run_id text NOT NULL, database oid PRIMARY KEY);\n"
      "COMMENT ON TABLE bankseed.made_database IS 'The load that has made this database.';\n"
      "INSERT INTO bankseed.made_database SELECT {}, oid FROM pg_catalog.pg_database WHERE datname "
      "= current_database();\n",
      quote_literal(run_id));
}

bool is_made_database(Connection& connection) {
  if (connection.execute("SELECT to_regclass('bankseed.made_database')").is_null(0, 0))
    return false;
  return connection
      .execute(
          "SELECT EXISTS (SELECT FROM bankseed.made_database m JOIN pg_catalog.pg_database d ON "
          "d.oid = m.database WHERE d.datname = current_database())")
      .flag(0, 0);
}

TableSet made_tables(Connection& connection) {
  TableSet tables;
  const auto found = connection.execute(
      fmt::format("SELECT DISTINCT table_name FROM {} WHERE made_by_run AND state <> 'undone'",
                  parts_relation(connection)));
  for (std::size_t i = 0; i < found.size(); ++i) {
    const auto table =
        find_table(fmt::format("{}.{}", name_of(connection.address().database), found.text(i, 0)));
    if (table) tables.set(index_of(*table));
  }
  return tables;
}

std::string drop_bookkeeping_sql() {
  return "DROP TABLE IF EXISTS bankseed.runs, bankseed.parts, bankseed.tables, "
         "bankseed.taken_down, "
         "bankseed.made_database;\nDO $$BEGIN DROP SCHEMA bankseed; EXCEPTION WHEN "
         "dependent_objects_still_exist THEN NULL; END$$;\n";
}

std::string insert_run_sql(std::string_view run_id, const LoadOptions& options) {
  const RunDescription& run = options.run;
  const bool is_by_shards = options.stage == LoadStage::kPrepare;
  const ShardRange here = options.here.value_or(ShardRange{0, options.shard.count});
  // Counted, not drawn from a sequence: after a crash of the server that may fall back.
  return fmt::format(
      "INSERT INTO bankseed.runs (number, run_id, state, seed, as_of, configuration, "
      "algorithm_version, "
      "program_version, truncates, parts, keeps_constraints{}) OVERRIDING SYSTEM VALUE SELECT "
      "coalesce(max(number), 0) + 1, {}, 'loading', {}, {}, {}, {}, {}, {}, {}, {}{} FROM "
      "bankseed.runs;\n",
      is_by_shards ? ", shards, first_shard, last_shard" : "", quote_literal(run_id), run.seed,
      quote_literal(run.as_of), quote_literal(run.configuration), run.algorithm_version,
      quote_literal(run.program_version), options.truncate, options.parts, options.keep_constraints,
      is_by_shards ? fmt::format(", {}, {}, {}", options.shard.count, here.first, here.last) : "");
}

std::string end_run_sql(std::string_view run_id, std::string_view state) {
  return fmt::format(
      "UPDATE bankseed.runs SET state = {}, ended_at = clock_timestamp() WHERE run_id = {};\n",
      quote_literal(state), quote_literal(run_id));
}

std::optional<RunStatus> find_run(Connection& connection, std::string_view condition) {
  // An earlier version may have kept less.
  const auto found = connection.execute(fmt::format(
      "SELECT run_id, state, seed, as_of, configuration, algorithm_version, program_version, "
      "started_at::timestamptz(0), coalesce((ended_at::timestamptz(0))::text, ''), truncates, "
      "coalesce((to_jsonb(r) ->> 'keeps_constraints')::boolean, false), "
      "coalesce((to_jsonb(r) ->> 'parts')::bigint, 1), "
      "coalesce((to_jsonb(r) ->> 'shards')::bigint, 0), coalesce((to_jsonb(r) ->> "
      "'first_shard')::bigint, 0), coalesce((to_jsonb(r) ->> 'last_shard')::bigint, (to_jsonb(r) "
      "->> 'shards')::bigint, 0) FROM bankseed.runs r WHERE {} ORDER BY "
      "(to_jsonb(r) ->> 'number')::bigint DESC, r.started_at DESC LIMIT 1",
      condition));
  if (found.size() == 0) return std::nullopt;
  const auto text = [&found](std::size_t column) { return std::string(found.text(0, column)); };
  RunStatus run;
  run.run_id = text(0);
  run.state = text(1);
  run.seed = std::stoull(text(2));
  run.as_of = text(3);
  run.configuration = text(4);
  run.algorithm_version = static_cast<std::uint32_t>(found.number(0, 5));
  run.program_version = text(6);
  run.started_at = text(7);
  run.ended_at = text(8);
  run.truncates = found.flag(0, 9);
  run.keeps_constraints = found.flag(0, 10);
  run.parts = static_cast<std::uint64_t>(found.number(0, 11));
  // Whoever can write there may have.
  run.shards = std::min(static_cast<std::uint64_t>(found.number(0, 12)), kShardsMax);
  run.here.last = std::min(static_cast<std::uint64_t>(found.number(0, 14)), run.shards);
  run.here.first = std::min(static_cast<std::uint64_t>(found.number(0, 13)), run.here.last);
  return run;
}

std::string insert_part_sql(std::string_view run_id, const PartRecord& record) {
  return fmt::format(
      "INSERT INTO bankseed.parts (run_id, table_name, part, state, rows, made_by_run) VALUES ({}, "
      "{}, {}, '{}', {}, {});\n",
      quote_literal(run_id), quote_literal(table_info(record.table).name),
      record.is_loaded ? static_cast<std::int64_t>(record.part) : -1,
      record.is_loaded ? "loaded" : "made", record.rows, record.is_made);
}

std::string_view parts_relation(Connection& connection) {
  const bool is_current =
      connection.execute("SELECT to_regclass('bankseed.parts') IS NOT NULL").flag(0, 0);
  return is_current ? "bankseed.parts" : "bankseed.tables";
}

std::vector<int> lock_holders(Connection& connection) {
  const auto found = connection.execute(fmt::format(
      "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1 "
      "AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) "
      "AND ((classid::bigint << 32) | objid::bigint) = {}",
      kLockKey));
  std::vector<int> processes;
  for (std::size_t i = 0; i < found.size(); ++i)
    processes.push_back(static_cast<int>(found.number(i, 0)));
  return processes;
}

void lock_database(Connection& connection) {
  lock_by(connection, "pg_try_advisory_lock");
}

void share_database(Connection& connection) {
  lock_by(connection, "pg_try_advisory_lock_shared");
}

void wait_for_lock(Connection& connection) {
  static_cast<void>(connection.execute(fmt::format("SELECT pg_advisory_lock({})", kLockKey)));
}

void unlock_database(Connection& connection) {
  static_cast<void>(connection.execute("SELECT pg_advisory_unlock_all()"));
}

void claim_shard(Connection& connection, Part shard) {
  try {
    static_cast<void>(
        connection.execute(fmt::format("SELECT pg_advisory_lock({}, {})", kShardKey, shard.index)));
    // Of an attempt that was killed a session may still be about to commit.
    static_cast<void>(connection.execute(
        fmt::format("SELECT pg_advisory_lock({0}, {1}); SELECT pg_advisory_unlock({0}, {1})",
                    kRowsKey, shard.index)));
  } catch (const DatabaseError& error) {
    if (error.where().sqlstate != "55P03") throw;
    throw DatabaseError(fmt::format("shard {} is being loaded by another bankseed, which was "
                                    "waited for: {}; wait until it is done, or for longer with "
                                    "--lock-timeout",
                                    to_text(shard), error.what()),
                        error.where());
  }
}

std::string mark_rows_of_shard_sql(Part shard) {
  return fmt::format("SELECT pg_advisory_xact_lock_shared({}, {});\n", kRowsKey, shard.index);
}

bool is_locked(Connection& connection) {
  return !lock_holders(connection).empty();
}

void refuse_while_loading(Connection& connection) {
  if (!is_locked(connection)) return;
  const std::string name(name_of(connection.address().database));
  throw DatabaseError(name + ": a load is at work in it; wait until it is done",
                      {"55P03", name, ""}, ExitCode::kUsage);
}

std::vector<std::string> unfinished_runs(Connection& connection) {
  const auto found = connection.execute(
      "SELECT run_id FROM bankseed.runs WHERE state = 'loading' UNION "
      "SELECT run_id FROM bankseed.taken_down ORDER BY 1");
  std::vector<std::string> runs;
  for (std::size_t i = 0; i < found.size(); ++i)
    runs.emplace_back(found.text(i, 0));
  return runs;
}

bool has_loaded(Connection& connection, std::string_view run_id) {
  return connection
      .execute(fmt::format("SELECT EXISTS (SELECT FROM bankseed.parts WHERE run_id = {} AND state "
                           "= 'loaded')",
                           quote_literal(run_id)))
      .flag(0, 0);
}

std::string empty_tables_sql(TableSet tables, const std::vector<TableState>& states) {
  const TableSet deleted = emptied_by_delete(tables, states);
  // Children first: the catalog lists no table before one that it refers to.
  std::string sql = joined(tables & ~deleted, "TRUNCATE ", ";\n");
  for (std::size_t i = kTableCount; i-- > 0;) {
    if (deleted[i]) sql += fmt::format("DELETE FROM {};\n", qualified_name(kCatalog[i]));
  }
  return sql;
}

void set_sequences(Connection& connection, TableSet tables) {
  std::string names;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    if (!(tables & tables_in(connection))[i]) continue;
    names += fmt::format("{}'{}'", names.empty() ? "" : ", ", kCatalog[i].name);
  }
  if (names.empty()) return;
  // Sequences that a column owns (serial, identity), and those that its default merely calls.
  const auto found = connection.execute(fmt::format(
      "SELECT t.relname, a.attname, s.oid::regclass::text, q.seqstart, EXISTS (SELECT FROM "
      "pg_attrdef d JOIN pg_depend p ON p.classid = 'pg_attrdef'::regclass AND p.objid = d.oid AND "
      "p.refclassid = 'pg_class'::regclass WHERE p.refobjid = s.oid AND d.adrelid <> t.oid) "
      "FROM pg_class t "
      "JOIN pg_attribute a ON a.attrelid = t.oid "
      "JOIN (SELECT refobjid AS relid, refobjsubid AS attnum, objid AS seqid FROM pg_depend "
      "WHERE classid = 'pg_class'::regclass AND refclassid = 'pg_class'::regclass AND deptype IN "
      "('a', 'i') UNION SELECT d.adrelid, d.adnum, p.refobjid FROM pg_attrdef d JOIN pg_depend p "
      "ON p.classid = 'pg_attrdef'::regclass AND p.objid = d.oid AND p.refclassid = "
      "'pg_class'::regclass) AS u ON u.relid = t.oid AND u.attnum = a.attnum "
      "JOIN pg_class s ON s.oid = u.seqid AND s.relkind = 'S' "
      "JOIN pg_sequence q ON q.seqrelid = s.oid "
      "WHERE t.relnamespace = 'public'::regnamespace AND t.relname IN ({})",
      names));
  std::string sql;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const auto column = quote_identifier(found.text(i, 1));
    const auto sequence = quote_literal(found.text(i, 2));
    // Numbers that another table takes, too, are never given out again.
    const auto change =
        found.flag(i, 4)
            ? fmt::format(
                  "CASE WHEN max({0}) > coalesce(pg_sequence_last_value({1}::regclass), 0) THEN "
                  "setval({1}::regclass, max({0})) END",
                  column, sequence)
            : fmt::format("setval({1}::regclass, coalesce(max({0}), {2}), max({0}) IS NOT NULL)",
                          column, sequence, found.text(i, 3));
    sql += fmt::format("{}SELECT {} FROM public.{}", sql.empty() ? "" : " UNION ALL ", change,
                       quote_identifier(found.text(i, 0)));
  }
  if (!sql.empty()) static_cast<void>(connection.execute(sql));
}

}  // namespace bankseed
