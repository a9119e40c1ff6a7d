#include "cli/run/file_destination.hpp"

#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "bankseed/core/check.hpp"
#include "bankseed/core/error.hpp"
#include "catalog/models/frictionless.hpp"
#include "cli/configuration/values.hpp"
#include "cli/output.hpp"
#include "sink/files/file_check.hpp"
#include "sink/files/sha256.hpp"

namespace bankseed {

namespace {

catalog::PackageFormat package_format_of(Format format) {
  using catalog::PackageFormat;
  switch (format) {
    case Format::kCsv: return PackageFormat::kCsv;
    case Format::kExcelCsv: return PackageFormat::kExcelCsv;
    case Format::kExcelCsvSemicolon: return PackageFormat::kExcelCsvSemicolon;
    case Format::kJsonLines: return PackageFormat::kJsonLines;
    case Format::kParquet: return PackageFormat::kParquet;
    case Format::kPgBinary:
    case Format::kPgBinaryWide:
    case Format::kPgText:
    case Format::kCaptureJson:
    case Format::kJson: break;
  }
  BANKSEED_FAIL("tables are not written to files in this format");
}

std::string option_text(std::string_view name, std::uint64_t value) {
  return fmt::format("{} {}", name, value == 0 ? "none" : std::to_string(value));
}

/// In what a checkpoint is not one of a run with these options, a phrase each.
std::vector<std::string> differences_of(const Checkpoint& checkpoint,
                                        const FileDestination::Options& options) {
  auto found = differences(checkpoint.bank, *options.manifest);
  const auto compare = [&found](std::string_view name, std::uint64_t before, std::uint64_t now) {
    if (before == now) return;
    found.push_back(option_text(name, before) + ", not " + option_text(name, now));
  };
  compare("--rows-per-file", checkpoint.rows_per_file, options.rows_per_file);
  compare("--bytes-per-file", checkpoint.bytes_per_file, options.layout.bytes_per_file);
  TableSet tables;
  for (const TableFilesState& table : checkpoint.tables)
    tables.set(index_of(table_of(table.records.front())));
  if (tables != options.tables) found.emplace_back("other tables");
  return found;
}

}  // namespace

FileDestination::FileDestination(Options options) : options_(std::move(options)) {
  options_.layout.checksums = options_.manifest.has_value();
  // What a run has left at work there may be files that have no names yet.
  if (!std::filesystem::exists(options_.directory / WorkFolder::kName) && is_complete_there())
    return;
  directory_.emplace(options_.directory, options_.replace, options_.resume, options_.mode);
  for (auto& sink : sinks_)
    sink = std::make_unique<FileSink>(*directory_, options_.layout);
}

bool FileDestination::is_complete_there() {
  if (!options_.resume) return false;
  const auto there = read_manifest(options_.directory);
  if (!there || !differences(*there, *options_.manifest).empty()) return false;
  TableSet tables;
  for (const FileRecord& file : there->files)
    tables.set(index_of(table_of(file)));
  if (tables != options_.tables) return false;
  const FileCheck check = check_files(options_.directory);
  if (!check.findings.empty()) {
    throw Error(
        fmt::format("the bank is in {}, but not as it was written: {}; replace it with "
                    "--truncate, without --resume",
                    options_.directory.string(), check.findings.front()));
  }
  records_ = there->files;
  has_package_ = there->package.has_value();
  return true;
}

PipelineOptions FileDestination::pipeline_options() const {
  PipelineOptions options;
  options.format = options_.layout.format;
  options.compression = options_.layout.compression;
  options.rows_per_file = options_.rows_per_file;
  return options;
}

Sinks FileDestination::sinks() {
  Sinks sinks{};
  for (std::size_t i = 0; i < kStoreCount; ++i)
    sinks[i] = sinks_[i].get();
  return sinks;
}

TableSet FileDestination::written(Part part) const {
  return !directory_ || part.index < parts_before_ ? options_.tables : TableSet();
}

std::vector<std::string> FileDestination::prepare() {
  std::vector<std::string> notes;
  if (directory_ && !directory_->note().empty()) notes.push_back(directory_->note());
  if (options_.resume) {
    if (directory_ && is_complete_there()) directory_.reset();
    notes.push_back(directory_ ? go_on() : "nothing is left to do: all files are there");
  }
  // Whoever has a package of their own there hears of it before anything is written.
  if (directory_ && options_.manifest) directory_->check_place(catalog::kPackageName);
  return notes;
}

std::string FileDestination::go_on() {
  directory_->check_is_empty();
  try {
    if (const auto checkpoint = directory_->checkpoint()) return go_on_from(*checkpoint);
  } catch (const Interrupted&) {
    throw;
  } catch (const std::exception& error) {
    const auto* const own = dynamic_cast<const Error*>(&error);
    throw Error(
        fmt::format("{}; the run cannot be gone on with, and nothing was changed: begin anew "
                    "without --resume",
                    error.what()),
        own == nullptr ? ExitCode::kFailed : own->exit_code());
  }
  return "there is no run to go on with: this one begins";
}

std::string FileDestination::go_on_from(const Checkpoint& checkpoint) {
  const auto others = differences_of(checkpoint, options_);
  if (!others.empty()) {
    throw Error(fmt::format("what a run into {} has left is of another bank: {}",
                            options_.directory.string(), fmt::join(others, ", ")),
                ExitCode::kUsage);
  }
  directory_->leave_only(checkpoint);
  for (const TableFilesState& state : checkpoint.tables) {
    const TableId table = table_of(state.records.front());
    sinks_[index_of(store_of(table))]->restore(table, state);
  }
  options_.parts = checkpoint.parts;
  parts_before_ = parts_done_ = checkpoint.parts_done;
  return fmt::format("goes on with a run: {} of {} parts are written", parts_done_, options_.parts);
}

void FileDestination::end_part(Part part) {
  if (!options_.manifest) return;
  Checkpoint checkpoint = {.bank = *options_.manifest,
                           .rows_per_file = options_.rows_per_file,
                           .bytes_per_file = options_.layout.bytes_per_file,
                           .parts = part.count,
                           .parts_done = part.index + 1,
                           .tables = {}};
  for (const auto& sink : sinks_) {
    for (TableFilesState& state : sink->states())
      checkpoint.tables.push_back(std::move(state));
  }
  directory_->save(checkpoint);
  parts_done_ = checkpoint.parts_done;
}

std::vector<std::string> FileDestination::abort() noexcept {
  for (const auto& sink : sinks_) {
    if (sink) sink->cancel();
  }
  if (!options_.resume || !directory_ || parts_done_ == 0) return {};
  directory_->keep_incomplete();
  return {fmt::format("{} of {} parts stay: go on with --resume, or begin anew without it",
                      parts_done_, options_.parts)};
}

void FileDestination::take_digests(const std::array<TableDigest, kRowTypeCount>& digests) {
  if (options_.manifest) options_.manifest->digests = digests;
}

void FileDestination::finish(const std::function<void(const std::string&)>& /*tell*/) {
  if (!directory_) return;
  for (const auto& sink : sinks_) {
    for (FileRecord& record : sink->records())
      records_.push_back(std::move(record));
  }
  if (options_.manifest) {
    options_.manifest->files = records_;
    options_.manifest->package = write_package();
    has_package_ = true;
  }
  directory_->publish(options_.manifest);
}

FileRecord FileDestination::write_package() {
  std::vector<catalog::PackageTable> tables;
  for (const FileRecord& file : records_) {  // Those of a table stand together.
    const TableId table = table_of(file);
    if (tables.empty() || tables.back().table != table) {
      tables.push_back({.table = table, .paths = {}, .bytes = file.bytes, .sha256 = file.sha256});
    }
    tables.back().paths.push_back(file.path);
  }
  const std::string text = catalog::package_text(
      tables, {.format = package_format_of(options_.layout.format),
               .is_compressed = options_.layout.compression != Compression::kNone});
  const auto file = directory_->create(catalog::kPackageName);
  file->write(text);
  file->complete();
  FileRecord record;
  record.path = catalog::kPackageName;
  record.bytes = text.size();
  record.sha256 = sha256_hex(text);
  return record;
}

std::string FileDestination::description() const {
  const std::size_t count = records_.size() + (has_package_ ? 1 : 0);
  return options_.directory.string() + ", " + grouped(count) + (count == 1 ? " file" : " files") +
         " and " + Manifest::kFileName;
}

std::vector<Destination::NextStep> FileDestination::next_steps() const {
  std::vector<NextStep> steps = {{"verify --files " + shell_word(options_.directory.string()),
                                  "are they still as they were written?"}};
  if (options_.manifest->shard) {
    steps.push_back({"manifest merge " + shell_word(options_.directory.parent_path().string()),
                     "when all shards are there"});
  }
  return steps;
}

StreamDestination::StreamDestination(const TableSet& table, Format format, Compression compression)
    : table_(table),
      format_(format),
      compression_(compression),
      sink_([](std::string_view bytes) { write_output(bytes); }, format, compression) {}

PipelineOptions StreamDestination::pipeline_options() const {
  PipelineOptions options;
  options.format = format_;
  options.compression = compression_;
  return options;
}

Sinks StreamDestination::sinks() {
  Sinks sinks{};
  sinks.fill(&sink_);  // Only that of the table's store will be used.
  return sinks;
}

}  // namespace bankseed
