#include "cli/run/datasets.hpp"

#include <chrono>

#include <fmt/format.h>

#include "bankseed/bank/bank.hpp"
#include "bankseed/core/error.hpp"
#include "cli/configuration/file_options.hpp"
#include "cli/configuration/suggestion.hpp"
#include "cli/configuration/values.hpp"
#include "cli/output.hpp"
#include "cli/report/progress_display.hpp"
#include "cli/report/text_table.hpp"
#include "cli/run/file_destination.hpp"
#include "cli/run/signals.hpp"
#include "cli/verification/dataset_report.hpp"
#include "cli/verification/html_report.hpp"
#include "cli/verification/whole_file.hpp"
#include "sink/files/table_files.hpp"

namespace bankseed {
namespace {

constexpr std::uint64_t kCustomers = 10'000;

TableSet wanted(const std::vector<std::string>& names) {
  std::vector<std::string> known;
  known.reserve(kDatasetCount);
  for (const RowTypeInfo& dataset : kDatasets)
    known.emplace_back(dataset.name);
  TableSet datasets;
  for (const std::string& name : names) {
    const auto found = find_dataset(name);
    if (!found) {
      throw UsageError("there is no dataset '" + name + "'" + suggestion_of_all(name, known));
    }
    datasets.set(index_of(*found));
  }
  return names.empty() ? all_datasets() : datasets;
}

/// One file is replaced by one file. What else an earlier bank has left would stay, and be read
/// along with the new files, so it is refused.
void check_nothing_would_stay(const std::filesystem::path& directory,
                              const TableSet& datasets,
                              const FileLayout& layout) {
  for (const bool in_parts : {false, true}) {
    if (!in_parts && !layout.in_parts) continue;
    FileLayout earlier = layout;
    earlier.in_parts = in_parts;
    for (std::size_t i = 0; i < kRowTypeCount; ++i) {
      if (!datasets[i]) continue;
      const auto path = directory / file_path(earlier, TableId{static_cast<std::uint16_t>(i)}, 1);
      if (std::filesystem::exists(path)) {
        throw Error(path.string() +
                    " is there, of a bank in other files; move it away, or name another folder");
      }
    }
  }
}

std::string repeat_command(const DatasetOptions& options, const BankOptions& bank) {
  std::string text = shell_word(options.program) + " datasets";
  for (const std::string& name : options.names)
    text += " " + name;
  text += " " + bank_options_text(bank, dataset_bank_defaults());
  text += " --out " + shell_word(options.directory.string());
  if (options.format != Format::kJson)
    text += " --format " + std::string(file_extension(options.format, Compression::kNone));
  if (options.for_excel) text += " --csv-dialect excel";
  if (options.report) text += " --report " + shell_word(options.report->string());
  return text + mode_option_text(options.mode);
}

std::uint64_t row_count(const Bank& bank, const TableSet& tables) {
  std::uint64_t rows = 0;
  for (std::size_t i = 0; i < kRowTypeCount; ++i)
    rows += tables[i] ? bank.row_count(TableId{static_cast<std::uint16_t>(i)}) : 0;
  return rows;
}

std::string report(const std::vector<FileRecord>& files, const std::filesystem::path& directory) {
  const auto megabytes = [](std::uint64_t bytes) {
    return fmt::format("{:.1f}", static_cast<double>(bytes) / 1e6);
  };
  TextTable table({{"dataset"}, {"rows", Align::kRight}, {"MB", Align::kRight}, {"file"}});
  std::uint64_t rows = 0;
  std::uint64_t bytes = 0;
  for (const FileRecord& file : files) {
    rows += file.rows;
    bytes += file.bytes;
    table.add_row(
        {file.table, grouped(file.rows), megabytes(file.bytes), (directory / file.path).string()});
  }
  table.add_rule();
  table.add_row({"all", grouped(rows), megabytes(bytes), ""});
  return table.text();
}

double seconds_since(std::chrono::steady_clock::time_point moment) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - moment).count();
}

/// What stands below the table of files. `broken` are checks of rows that do not hold.
std::string closing_lines(const DatasetOptions& options,
                          double seconds,
                          const std::string& repeat,
                          std::size_t broken) {
  std::string text = fmt::format("\nwritten in:   {:.1f} s\nto repeat:    {}\n", seconds, repeat);
  if (options.report) {
    text +=
        fmt::format("checked:      {}; the page is {}\n",
                    broken == 0 ? "each row, and all holds" : "each row", options.report->string());
  }
  return text;
}

/// Throws UsageError when a page would take the place of a dataset.
void check_is_no_dataset(const std::filesystem::path& page, const std::filesystem::path& folder) {
  if (!lies_in(page, folder)) return;
  for (std::size_t i = kTableCount; i < kRowTypeCount; ++i) {
    const std::string_view name = row_type_info(TableId{static_cast<std::uint16_t>(i)}).name;
    if (page.stem() == name || page.parent_path().filename() == name) {
      throw UsageError(
          fmt::format("--report: {} is the place of a dataset; name another file", page.string()));
    }
  }
}

/// Throws UsageError when they do not go together.
void check_options(const DatasetOptions& options, const BankOptions& bank) {
  if (options.for_excel && options.format != Format::kCsv)
    throw UsageError("--csv-dialect goes with --format csv");
  if (!options.report) return;
  check_html_report();
  check_is_no_dataset(*options.report, options.directory);
  if (bank.is_snapshot()) {
    throw UsageError(
        "--report judges the datasets of a whole bank, and --seen-on makes those of a day before; "
        "leave one out");
  }
}

}  // namespace

BankOptions dataset_bank_defaults() {
  BankOptions options;
  options.customers = kCustomers;
  options.locale = corpus::Locale::kPtBr;
  return options;
}

void write_datasets(const DatasetOptions& options) {
  const auto began = std::chrono::steady_clock::now();
  const TableSet datasets = wanted(options.names);
  const BankOptions bank_options =
      effective_configuration(options.bank, dataset_bank_defaults()).bank;
  check_options(options, bank_options);
  const auto page = file_of_option("--report", options.report, options.mode);
  const SignalWatch signals;
  const Bank bank(bank_options);
  FileLayout layout = {.format = in_dialect(options.format, options.for_excel, bank_options.locale),
                       .compression = default_compression(options.format)};
  layout.in_parts = exceeds_one_file(layout, bank.block_count());
  FileDestination files({.directory = options.directory,
                         .replace = OutputDirectory::Replace::kAll,
                         .tables = datasets,
                         .layout = layout,
                         .rows_per_file = 0,
                         .manifest = {},
                         .mode = options.mode});
  check_nothing_would_stay(options.directory, datasets, layout);
  Progress progress;
  const TableRows totals{};  // Of the databases' tables, of which there are none here.
  ProgressDisplay display(ProgressDisplay::mode_for(options.quiet), progress, totals);
  display.begin_stage("datasets");
  display.describe_stage([&progress, &datasets, is_snapshot = bank_options.is_snapshot(),
                          total = row_count(bank, datasets)] {
    const std::uint64_t rows = progress.rows(datasets);
    if (is_snapshot) return fmt::format("{} rows", grouped(rows));
    return fmt::format("{} %, {} rows", total == 0 ? 100 : 100 * rows / total, grouped(rows));
  });
  for (const std::string& note : files.prepare())
    display.note(note);
  PipelineOptions pipeline_options = files.pipeline_options();
  pipeline_options.jobs = options.jobs.value_or(0);
  const verify::DatasetInspection inspection(bank, dataset_facts(bank_options));
  const RowSource& rows = page ? static_cast<const RowSource&>(inspection) : bank;
  Pipeline pipeline(rows, files.sinks(), pipeline_options, progress, signals.token());
  for (const TableSet& tables : files.steps())
    pipeline.run_step(tables);
  const std::string repeat = repeat_command(options, bank_options);
  const auto seconds = [began] { return seconds_since(began); };
  // Before the files are in their places: when it cannot be written, nothing has changed.
  std::size_t broken = 0;
  if (page) {
    broken = write_dataset_report(
        *page, inspection,
        {.bank = bank_options,
         .datasets = datasets,
         .folder = options.directory.string(),
         .format = std::string(file_extension(options.format, Compression::kNone)),
         .repeat_command = repeat,
         .seconds = seconds()});
  }
  files.finish({});
  display.end_stage();
  if (!options.quiet) {
    write_output(report(files.records(), options.directory) +
                 closing_lines(options, seconds(), repeat, broken));
  }
  if (broken > 0) {
    throw Error(fmt::format("{} check{} of the rows not hold; {} says which", broken,
                            broken == 1 ? " does" : "s do", options.report->string()));
  }
}

}  // namespace bankseed
