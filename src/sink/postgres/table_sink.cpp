#include "sink/postgres/table_sink.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "bankseed/core/check.hpp"
#include "encode/encoder.hpp"
#include "schema/ddl.hpp"
#include "sink/postgres/load/bookkeeping.hpp"

namespace bankseed {
namespace {

// With foreign keys in place the server remembers every row of a COPY until its end, to check it
// then; a COPY is cut at this many rows so that its memory does not grow with the table.
constexpr std::uint64_t kCheckedRowsMax = 1'000'000;

std::string copy_sql(TableId table, bool freeze) {
  std::string columns;
  for (const ColumnDef& column : table_info(table).columns) {
    columns += fmt::format("{}{}", columns.empty() ? "" : ", ", quote_identifier(column.name));
  }
  return fmt::format("COPY {} ({}) FROM STDIN WITH (FORMAT binary{})",
                     qualified_name(table_info(table)), columns, freeze ? ", FREEZE" : "");
}

bool refers_to_itself(TableId table) {
  const TableInfo& info = table_info(table);
  return std::any_of(info.columns.begin(), info.columns.end(), [&info](const ColumnDef& column) {
    return column.references.substr(0, column.references.find('.')) == info.name;
  });
}

/// A trigger may leave rows out, and nobody would know.
void refuse_missing_rows(TableId table, std::uint64_t sent, std::uint64_t stored) {
  if (sent == stored) return;
  const TableInfo& info = table_info(table);
  throw DatabaseError(
      fmt::format("{}.{}: the server has stored {} of {} rows: a trigger leaves some "
                  "out; drop or disable it for the load",
                  name_of(info.database), info.name, stored, sent),
      {"", std::string(name_of(info.database)), std::string(info.name)});
}

}  // namespace

struct PostgresSink::CopyStream {
  explicit CopyStream(TableId table_id) : table(table_id) {}
  TableId table;
  std::optional<Connection> session;  ///< Of a small bank there is none.
  std::optional<CopyIn> copy;
  std::string kept;  ///< Rows of a small bank, to be sent at the end.
  std::uint64_t rows_in_copy = 0;
  std::uint64_t rows_sent = 0;
  std::uint64_t rows_stored = 0;
};

PostgresSink::PostgresSink(LoadState& load, Builders& builders, Database database)
    : load_(load), builders_(builders), database_(database) {}

PostgresSink::~PostgresSink() = default;

std::string PostgresSink::begin_sql(TableId table) const {
  const std::size_t index = index_of(table);
  const TableInfo& info = table_info(table);
  const bool keep = load_.options.keep_constraints;
  if (load_.is_shard()) return mark_rows_of_shard_sql(load_.options.shard) + copy_sql(table, false);
  if (!part_.is_first()) return copy_sql(table, false);
  if (load_.made[index] && !keep)
    return create_table(load_.info(index)) + ";\n" + copy_sql(table, true);
  std::string sql;
  const bool freeze = load_.is_freezable(table);
  if (freeze) {
    sql += fmt::format("TRUNCATE {};\n", qualified_name(info));
  } else if (load_.options.truncate && !keep) {
    sql += fmt::format("DELETE FROM {};\n", qualified_name(info));
  }
  return sql + copy_sql(table, freeze);
}

void PostgresSink::begin(TableSet tables, Part part) {
  BANKSEED_CHECK(streams_.empty());
  part_ = part;
  const TableSet ours = tables & tables_of(database_);
  if (ours.none()) return;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    if (ours[i])
      streams_.push_back(std::make_unique<CopyStream>(TableId{static_cast<std::uint16_t>(i)}));
  }
  if (load_.is_small()) return;
  auto sessions = Connection::open_several(session().address, streams_.size(), &load_.interrupter);
  for (const auto& stream : streams_) {
    stream->session.emplace(std::move(sessions.back()));
    sessions.pop_back();
    stream->session->send("BEGIN;\n" + begin_sql(stream->table), table_info(stream->table).name);
  }
  for (const auto& stream : streams_) {
    stream->copy.emplace(*stream->session);
    stream->copy->write(stream_header(Format::kPgBinary));
  }
}

void PostgresSink::write(EncodedBatch& batch) {
  builders_.check();
  for (const EncodedPart& part : batch.parts) {
    const auto found = std::find_if(streams_.begin(), streams_.end(), [&part](const auto& stream) {
      return stream->table == part.table;
    });
    BANKSEED_CHECK(found != streams_.end());
    CopyStream& stream = **found;
    stream.rows_sent += part.rows;
    if (!stream.session) {
      stream.kept += part.bytes.view();
      continue;
    }
    if (!stream.copy) {
      stream.copy.emplace(*stream.session, copy_sql(stream.table, false),
                          table_info(stream.table).name);
      stream.copy->write(stream_header(Format::kPgBinary));
    }
    stream.copy->write(part.bytes.view());
    stream.rows_in_copy += part.rows;
    const bool is_checked = load_.options.keep_constraints && !refers_to_itself(stream.table);
    if (is_checked && stream.rows_in_copy >= kCheckedRowsMax) close_copy(stream);
  }
}

void PostgresSink::close_copy(CopyStream& stream) const {
  stream.copy->write(stream_trailer(Format::kPgBinary));
  stream.rows_stored += stream.copy->end();
  stream.copy.reset();
  stream.rows_in_copy = 0;
}

std::string PostgresSink::record_sql(const CopyStream& stream) const {
  return insert_part_sql(load_.run_id,
                         {.table = stream.table,
                          .part = load_.options.shard.index * part_.count + part_.index,
                          .is_loaded = true,
                          .is_made = part_.is_first() && load_.made[index_of(stream.table)],
                          .rows = stream.rows_stored});
}

void PostgresSink::send_kept() {
  Connection& control = *session().control;
  std::string records;
  for (const auto& stream : streams_) {
    const std::string_view begin = records.empty() ? "BEGIN;\n" : "";
    control.send(std::string(begin) + begin_sql(stream->table), table_info(stream->table).name);
    stream->copy.emplace(control);
    stream->copy->write(stream_header(Format::kPgBinary));
    stream->copy->write(stream->kept);
    close_copy(*stream);
    refuse_missing_rows(stream->table, stream->rows_sent, stream->rows_stored);
    records += record_sql(*stream);
  }
  static_cast<void>(control.execute(records + "COMMIT"));
}

void PostgresSink::end_copies() {
  // Every server process finishes its table at the same time as the others.
  for (const auto& stream : streams_) {
    if (!stream->copy) continue;
    stream->copy->write(stream_trailer(Format::kPgBinary));
    stream->copy->finish_sending();
  }
  for (const auto& stream : streams_) {
    if (stream->copy) stream->rows_stored += stream->copy->end();
    stream->copy.reset();
    refuse_missing_rows(stream->table, stream->rows_sent, stream->rows_stored);
    stream->session->send(record_sql(*stream) + "COMMIT", table_info(stream->table).name);
  }
  for (const auto& stream : streams_)
    static_cast<void>(stream->session->receive());
}

void PostgresSink::end() {
  if (streams_.empty()) return;
  load_.is_small() ? send_kept() : end_copies();
  TableSet loaded;
  for (const auto& stream : streams_) {
    load_.rows[index_of(stream->table)] += stream->rows_stored;
    loaded.set(index_of(stream->table));
  }
  // The next step's tables are mostly another database's: few sessions would be used again.
  streams_.clear();
  if (part_.is_last() && !load_.is_shard()) builders_.loaded(session(), loaded);
}

void PostgresSink::cancel() noexcept {
  // Ends the COPYs; the sessions close, and with them their transactions.
  for (const auto& stream : streams_)
    stream->copy.reset();
  streams_.clear();
}

}  // namespace bankseed
