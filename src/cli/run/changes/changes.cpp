#include "cli/run/changes/changes.hpp"

#include <atomic>
#include <chrono>

#include <fmt/format.h>

#include "bankseed/bank/bank.hpp"
#include "bankseed/core/error.hpp"
#include "cli/configuration/values.hpp"
#include "cli/output.hpp"
#include "cli/report/progress_display.hpp"
#include "cli/report/text_table.hpp"
#include "cli/run/signals.hpp"
#include "pipeline/change_stream.hpp"

namespace bankseed {
namespace {

/// Tables of which rows change.
TableSet changing_tables() {
  TableSet tables;
  for (std::size_t i = 0; i < kRowTypeCount; ++i) {
    for (const ColumnDef& column : row_type_info(TableId{static_cast<std::uint16_t>(i)}).columns) {
      if (!column.changes.empty()) tables.set(i);
    }
  }
  return tables;
}

TableSet tables_of(const ChangesOptions& options) {
  TableSet tables = options.datasets ? all_datasets() : options.tables.value_or(all_tables());
  if (!options.histories) return tables;
  tables &= changing_tables();
  if (tables.none())
    throw UsageError("--scd2 is about tables of which rows change; of those named none do");
  return tables;
}

void check_days(Date from, Date to, const BankOptions& bank) {
  if (from > to) {
    throw UsageError(fmt::format("--from {} is after --to {}; name the earlier day first",
                                 to_text(from), to_text(to)));
  }
  if (to > bank.as_of) {
    throw UsageError(fmt::format(
        "--to {} is after --as-of {}, the last morning that this bank knows of; name a day up to "
        "{}, or a later --as-of, which is another bank",
        to_text(to), to_text(bank.as_of), to_text(bank.as_of)));
  }
}

/// Throws UsageError when they do not go together.
void check_options(const ChangesOptions& options, const BankOptions& bank) {
  if (!options.from) throw UsageError("changes since when? name the morning: --from 2026-10-01");
  if (bank.is_snapshot())
    throw UsageError("--seen-on is one day; changes go from one to another: --from and --to");
  if (options.datasets && options.tables)
    throw UsageError("--datasets and --tables exclude each other");
  if (options.one_stream && options.format != ChangeFormat::kJsonLines)
    throw UsageError("--stream goes with --format jsonl");
  if (options.format == ChangeFormat::kSql && options.datasets)
    throw UsageError("the datasets are in no database: --datasets goes with csv and jsonl");
  const bool faulty = options.late_basis_points + options.repeated_basis_points > 0;
  if (faulty && options.format == ChangeFormat::kSql) {
    throw UsageError(
        "--late and --duplicates go with csv and jsonl: SQL fails at what comes twice");
  }
  if (!options.histories) return;
  if (options.format == ChangeFormat::kSql || options.one_stream || faulty ||
      options.overlap_seconds > 0) {
    throw UsageError(
        "--scd2 writes a history for each table, in csv or jsonl; leave out --stream, --late, "
        "--duplicates and --overlap");
  }
}

std::string summary(const std::vector<ChangeFile>& files, const std::filesystem::path& directory) {
  TextTable table(
      {{"file"}, {"new", Align::kRight}, {"changed", Align::kRight}, {"MB", Align::kRight}});
  ChangeFile all;
  for (const ChangeFile& file : files) {
    all.inserts += file.inserts;
    all.updates += file.updates;
    all.bytes += file.bytes;
    table.add_row({(directory / file.path).string(), grouped(file.inserts), grouped(file.updates),
                   fmt::format("{:.1f}", static_cast<double>(file.bytes) / 1e6)});
  }
  table.add_rule();
  table.add_row({"all", grouped(all.inserts), grouped(all.updates),
                 fmt::format("{:.1f}", static_cast<double>(all.bytes) / 1e6)});
  return table.text();
}

}  // namespace

void write_changes(const ChangesOptions& options) {
  const auto began = std::chrono::steady_clock::now();
  const BankOptions bank_options = effective_configuration(options.bank).bank;
  check_options(options, bank_options);
  const Date from = *options.from;
  const Date to = options.to.value_or(bank_options.as_of);
  check_days(from, to, bank_options);
  const SignalWatch signals;
  const Bank bank(bank_options);
  const TableSet tables = tables_of(options);
  OutputDirectory directory(options.directory, OutputDirectory::Replace::kAll, false, options.mode);
  ChangeFiles files(directory,
                    {.format = options.format,
                     .tables = tables,
                     .one_stream = options.one_stream,
                     .histories = options.histories,
                     .deliveries = options.late_basis_points + options.repeated_basis_points > 0});
  Progress progress;
  const TableRows totals{};  // Of rows, which are not counted here.
  ProgressDisplay display(ProgressDisplay::mode_for(options.quiet), progress, totals);
  std::atomic<std::uint64_t> blocks_done{0};
  display.begin_stage("changes");
  display.describe_stage([&blocks_done, blocks = bank.block_count()] {
    return fmt::format("{} %", 100 * blocks_done.load() / blocks);
  });
  stream_changes(
      bank, bank,
      {.tables = tables,
       .window = {.from = {start_of(from).micros - options.overlap_seconds * kMicrosPerSecond},
                  .until = start_of(to),
                  .versions = options.histories,
                  .late_basis_points = options.late_basis_points,
                  .repeated_basis_points = options.repeated_basis_points},
       .jobs = options.jobs.value_or(0),
       .format = row_format(options.format),
       .before = needs_before(options.format) && !options.histories,
       .folder = options.directory,
       .block_done = [&blocks_done] { ++blocks_done; }},
      [&files](const EncodedChange& change) { files.write(change); }, signals.token());
  const std::vector<ChangeFile> written = files.end();
  directory.publish(std::nullopt);
  display.end_stage();
  if (options.quiet) return;
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - began;
  write_output(summary(written, options.directory) +
               fmt::format("\nwritten in:   {:.1f} s\n", seconds.count()));
}

}  // namespace bankseed
