#include "cli/run/changes/change_files.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "bankseed/core/calendar.hpp"
#include "bankseed/core/check.hpp"
#include "cli/run/changes/sql_statements.hpp"
#include "encode/formats/capture_json.hpp"
#include "encode/formats/csv.hpp"

namespace bankseed {
namespace {

/// Bytes that are collected before they are written.
constexpr std::size_t kWritten = std::size_t{128} << 10;

constexpr std::string_view kDeliveriesHeader = "delivered_at,changed_at,table,key,what\n";

std::string_view database_of(TableId table) {
  return is_dataset(table) ? "lakehouse" : name_of(table_info(table).database);
}

/// The first value of a row, which is its key, in CSV or JSON.
std::string_view key_of(std::string_view row) {
  if (row.starts_with('{')) row.remove_prefix(row.find(':') + 1);
  row = row.substr(0, row.find_first_of(",\t\n"));
  if (row.starts_with('"')) row = row.substr(1, row.size() - 2);
  return row;
}

std::string_view without_line_end(std::string_view line) {
  if (line.ends_with('\n')) line.remove_suffix(1);
  return line;
}

}  // namespace

/// A file that is being written.
struct ChangeFiles::Open {
  ChangeFile record;
  std::unique_ptr<OutputFile> file;
  std::string bytes;  ///< Not yet in the file.
  Timestamp moment;   ///< Of the transaction that SQL is in.
  bool in_transaction = false;

  void flush() {
    file->write(bytes);
    bytes.clear();
  }
};

Format row_format(ChangeFormat format) noexcept {
  switch (format) {
    case ChangeFormat::kJsonLines: return Format::kCaptureJson;
    case ChangeFormat::kCsv: return Format::kCsv;
    case ChangeFormat::kSql: break;
  }
  return Format::kPgText;
}

bool needs_before(ChangeFormat format) noexcept {
  return format != ChangeFormat::kCsv;
}

std::uint64_t sequence_of(const EncodedChange& change) noexcept {
  constexpr std::uint64_t kRowsPerTable = 1'000'000'000'000;
  return index_of(change.table) * kRowsPerTable + change.place + 1;
}

std::int64_t transaction_of(const EncodedChange& change) noexcept {
  constexpr std::int64_t kStores = 8;
  static_assert(kStoreCount <= kStores);
  // Moments are counted from 2000.
  return change.at.micros / 4 * kStores +
         static_cast<std::int64_t>(index_of(store_of(change.table)));
}

ChangeFiles::ChangeFiles(OutputDirectory& directory, const ChangeLayout& layout)
    : directory_(directory), layout_(layout) {
  for (std::size_t i = 0; i < kRowTypeCount; ++i) {
    if (!layout_.tables[i]) continue;
    const TableId table{static_cast<std::uint16_t>(i)};
    const RowTypeInfo& info = row_type_info(table);
    const std::string folder =
        is_dataset(table) ? "" : std::string(name_of(table_info(table).database));
    const auto path = [&](std::string_view extension) {
      if (layout_.one_stream) return fmt::format("changes.{}", extension);
      if (layout_.format == ChangeFormat::kSql) return fmt::format("{}.{}", folder, extension);
      return fmt::format("{}{}{}.{}", folder, folder.empty() ? "" : "/", info.name, extension);
    };
    switch (layout_.format) {
      case ChangeFormat::kJsonLines: file_of_[i] = &open(path("jsonl"), ""); break;
      case ChangeFormat::kSql:
        file_of_[i] = &open(path("sql"),
                            "SET client_encoding = 'UTF8';\n"
                            "SET datestyle = 'ISO';\n");
        break;
      case ChangeFormat::kCsv:
        Buffer names;
        csv::append_header(names, info.columns);
        file_of_[i] = &open(
            path("csv"), layout_.histories ? fmt::format("{},valid_from,valid_to,is_current\n",
                                                         without_line_end(names.view()))
                                           : fmt::format("_op,_changed_at,_seq,{}", names.view()));
        break;
    }
  }
  if (layout_.deliveries) deliveries_ = &open("deliveries.csv", kDeliveriesHeader);
}

ChangeFiles::~ChangeFiles() = default;

ChangeFiles::Open& ChangeFiles::open(const std::string& path, std::string_view header) {
  const auto found = std::find_if(files_.begin(), files_.end(),
                                  [&path](const auto& file) { return file->record.path == path; });
  if (found != files_.end()) return **found;
  auto file = std::make_unique<Open>();
  file->record.path = path;
  file->file = directory_.create(path);
  file->bytes = header;
  return *files_.emplace_back(std::move(file));
}

void ChangeFiles::write(const EncodedChange& change) {
  Open& file = *file_of_[index_of(change.table)];
  ++(change.is_update ? file.record.updates : file.record.inserts);
  switch (layout_.format) {
    case ChangeFormat::kJsonLines:
      layout_.histories ? write_history(change, file) : write_event(change, file);
      break;
    case ChangeFormat::kCsv:
      layout_.histories ? write_history(change, file) : write_fields(change, file);
      break;
    case ChangeFormat::kSql: write_statement(change, file); break;
  }
  if (deliveries_ != nullptr) write_delivery(change);
  if (file.bytes.size() >= kWritten) file.flush();
}

void ChangeFiles::write_event(const EncodedChange& change, Open& file) {
  const std::int64_t micros = capture_json::micros_since_1970(change.at);
  const std::string times =
      fmt::format("\"ts_ms\":{},\"ts_us\":{},\"ts_ns\":{}", micros / 1000, micros, micros * 1000);
  const std::int64_t transaction = transaction_of(change);
  fmt::format_to(
      std::back_inserter(file.bytes),
      "{{\"before\":{},\"after\":{},\"source\":{{\"version\":\"" BANKSEED_VERSION
      "\",\"connector\":\"postgresql\",\"name\":\"bankseed\",{},\"snapshot\":\"false\",\"db\":\"{}"
      "\",\"sequence\":\"[\\\"{}\\\",\\\"{}\\\"]\",\"schema\":\"public\",\"table\":\"{}\",\"txId\":"
      "{"
      "},\"lsn\":{},\"xmin\":null}},\"transaction\":null,\"op\":\"{}\",{}}}\n",
      change.is_update ? change.before : "null", change.after, times, database_of(change.table),
      transaction, sequence_of(change), row_type_info(change.table).name, transaction, transaction,
      change.is_update ? 'u' : 'c', times);
}

void ChangeFiles::write_fields(const EncodedChange& change, Open& file) {
  fmt::format_to(std::back_inserter(file.bytes), "{},{},{},{}", change.is_update ? 'u' : 'c',
                 to_text(change.at), sequence_of(change), change.after);
}

void ChangeFiles::write_history(const EncodedChange& change, Open& file) {
  const bool is_current = change.replaced == INT64_MAX;
  if (layout_.format == ChangeFormat::kCsv) {
    fmt::format_to(std::back_inserter(file.bytes), "{},{},{},{}\n", without_line_end(change.after),
                   to_text(change.at), is_current ? "" : to_text(Timestamp{change.replaced}),
                   is_current);
    return;
  }
  const std::string until =
      is_current ? "null" : std::to_string(capture_json::micros_since_1970({change.replaced}));
  fmt::format_to(std::back_inserter(file.bytes),
                 "{},\"valid_from\":{},\"valid_to\":{},\"is_current\":{}}}\n",
                 change.after.substr(0, change.after.size() - 1),
                 capture_json::micros_since_1970(change.at), until, is_current);
}

void ChangeFiles::write_statement(const EncodedChange& change, Open& file) {
  if (!file.in_transaction || file.moment != change.at) {
    if (file.in_transaction) file.bytes += "COMMIT;\n";
    file.bytes += fmt::format("BEGIN; -- {}\n", to_text(change.at));
    file.in_transaction = true;
    file.moment = change.at;
  }
  const TableInfo& table = table_info(change.table);
  if (change.is_update) {
    append_update(table, change.before, change.after, file.bytes);
  } else {
    append_insert(table, change.after, file.bytes);
  }
}

void ChangeFiles::write_delivery(const EncodedChange& change) {
  if (!change.is_repeated && change.delivered == change.at) return;
  fmt::format_to(std::back_inserter(deliveries_->bytes), "{},{},{}.{},{},{}\n",
                 to_text(change.delivered), to_text(change.at), database_of(change.table),
                 row_type_info(change.table).name, key_of(change.after),
                 change.is_repeated ? "repeated" : "late");
  if (deliveries_->bytes.size() >= kWritten) deliveries_->flush();
}

std::vector<ChangeFile> ChangeFiles::end() {
  if (layout_.format == ChangeFormat::kSql) {
    for (const auto& file : files_) {
      if (file->in_transaction) file->bytes += "COMMIT;\n";
    }
    for (std::size_t i = 0; i < kTableCount; ++i) {
      if (file_of_[i] != nullptr) append_sequences(kCatalog[i], file_of_[i]->bytes);
    }
  }
  std::vector<ChangeFile> records;
  for (const auto& file : files_) {
    file->flush();
    file->record.bytes = file->file->size();
    file->file->complete();
    records.push_back(file->record);
  }
  return records;
}

}  // namespace bankseed
