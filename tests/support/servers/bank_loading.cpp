#include "support/servers/bank_loading.hpp"

#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "encode/encoder.hpp"
#include "schema/ddl.hpp"
#include "sink/postgres/connection.hpp"
#include "sink/postgres/parallel.hpp"
#include "support/bank_rows.hpp"
#include "support/locations.hpp"

namespace bankseed::testing {

EncodedBank::EncodedBank(std::uint64_t customers, std::uint64_t seed, const TableSet& tables)
    : tables_(tables) {
  const Bank bank(bank_options(customers, seed));
  blocks_ = bank.block_count();
  for (std::uint64_t block = 0; block < blocks_; ++block) {
    RowSet rows;
    bank.generate(block, tables, rows);
    for (std::size_t i = 0; i < kTableCount; ++i) {
      const TableId table{static_cast<std::uint16_t>(i)};
      if (rows.row_count(table) == 0) continue;
      auto& batches = batches_[static_cast<std::size_t>(kCatalog[i].database)];
      EncodedBatch batch;
      batch.sequence = block;
      batch.parts.emplace_back();
      batch.parts.back().table = table;
      batch.parts.back().rows = encode(rows, table, Format::kPgBinary, batch.parts.back().bytes);
      rows_[i] += batch.parts.back().rows;
      batches.push_back(std::move(batch));
    }
  }
}

TableSet EncodedBank::first_phases() {
  return tables_of(Phase::kFoundation) | tables_of(Phase::kCoreBanking);
}

std::uint64_t EncodedBank::rows(TableId table) const {
  return rows_[index_of(table)];
}

void EncodedBank::send(const Sinks& sinks, TableSet step, Part part) {
  run_in_parallel(kDatabaseCount, [&](std::size_t i) {
    sinks[i]->begin(step, part);
    send_part(*sinks[i], static_cast<Database>(i), step, part);
    sinks[i]->end();
  });
}

void EncodedBank::send_part(Sink& sink, Database database, TableSet step, Part part) {
  for (EncodedBatch& batch : batches_[static_cast<std::size_t>(database)]) {
    if (batch.sequence < part.first(blocks_) || batch.sequence >= part.last(blocks_)) continue;
    if (step[index_of(batch.parts.front().table)]) sink.write(batch);
  }
}

LoadOptions load_options(const EncodedBank& bank) {
  LoadOptions options;
  options.tables = bank.tables();
  options.run = {42, "2026-11-19", "customers = 120\n", 1, "0.1.0"};
  return options;
}

void load_bank(const ConnectionSettings& settings, EncodedBank& bank, const LoadOptions& options) {
  PostgresLoader loader(settings, options);
  try {
    static_cast<void>(loader.prepare());
    for (const TableSet step : loader.steps())
      bank.send(loader.sinks(), step);
    loader.finish();
  } catch (...) {
    static_cast<void>(loader.abort());
    throw;
  }
}

std::vector<std::string> catalogue(const DatabaseAddress& address) {
  auto connection = Connection::open(address);
  static_cast<void>(connection.execute("SET search_path = ''"));
  const auto found = connection.execute(R"sql(
SELECT line FROM (
  SELECT format('constraint %s %s %s valid=%s comment=%s', conrelid::regclass, conname,
                pg_get_constraintdef(oid), convalidated, obj_description(oid, 'pg_constraint'))
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace
  UNION ALL
  SELECT format('index %s primary=%s unique=%s immediate=%s clustered=%s replica=%s options=%s '
                'tablespace=%s comment=%s', pg_get_indexdef(x.indexrelid), indisprimary,
                indisunique, indimmediate, indisclustered, indisreplident, c.reloptions,
                c.reltablespace, obj_description(x.indexrelid, 'pg_class'))
  FROM pg_index x JOIN pg_class c ON c.oid = x.indexrelid
  WHERE c.relnamespace = 'public'::regnamespace
  UNION ALL
  SELECT format('column %s.%s %s null=%s default=%s identity=%s comment=%s', a.attrelid::regclass,
                a.attname, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull,
                pg_get_expr(d.adbin, d.adrelid), a.attidentity,
                col_description(a.attrelid, a.attnum))
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0
  UNION ALL
  SELECT format('trigger %s', pg_get_triggerdef(oid)) FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL
  SELECT format('view %s %s', oid::regclass, pg_get_viewdef(oid))
  FROM pg_class WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace
  UNION ALL
  SELECT format('table %s %s replica=%s', oid::regclass, relkind, relreplident)
  FROM pg_class WHERE relkind IN ('r', 'p', 'S') AND relnamespace = 'public'::regnamespace
) AS t (line) ORDER BY 1)sql");
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < found.size(); ++i)
    lines.emplace_back(found.text(i, 0));
  return lines;
}

std::array<std::vector<std::string>, kDatabaseCount> demo_catalogues(const PrivateServer& server) {
  std::array<std::vector<std::string>, kDatabaseCount> all;
  for (std::size_t i = 0; i < kDatabaseCount; ++i)
    all[i] = catalogue(server.settings()[i]);
  return all;
}

std::vector<std::string> fingerprints(const ConnectionSettings& settings) {
  std::vector<std::string> digests;
  for (const TableInfo& table : kCatalog) {
    auto connection = Connection::open(settings[static_cast<std::size_t>(table.database)]);
    const auto sql = fmt::format(
        "SELECT count(*) || ' ' || coalesce(sum(('x' || left(md5(t::text), 15))::bit(60)::bigint), "
        "0) "
        "FROM {} AS t",
        qualified_name(table));
    digests.emplace_back(connection.execute(sql).text(0, 0));
  }
  return digests;
}

void make_demo_databases(const PrivateServer& server) {
  server.reset();
  auto maintenance = Connection::open(server.maintenance());
  for (const DatabaseAddress& address : server.settings()) {
    static_cast<void>(maintenance.execute(fmt::format("CREATE DATABASE {}", address.name)));
    const std::ifstream file(source_directory() /
                             fmt::format("tests/data/demo_schema/{}.sql", address.name));
    std::ostringstream text;
    text << file.rdbuf();
    static_cast<void>(Connection::open(address).execute(text.str()));
  }
}

}  // namespace bankseed::testing
