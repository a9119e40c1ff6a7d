#include "cli/run/datasets.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <system_error>

#include <fmt/format.h>

#include "bankseed/core/error.hpp"
#include "cli/configuration/suggestion.hpp"
#include "cli/configuration/values.hpp"
#include "cli/output.hpp"
#include "cli/report/progress_display.hpp"
#include "cli/report/text_table.hpp"
#include "cli/run/signals.hpp"
#include "pipeline/dataset_pipeline.hpp"
#include "sink/files/atomic_file.hpp"

namespace bankseed {
namespace {

constexpr std::uint64_t kCustomers = 10'000;

class BankDatasets final : public DatasetSource {
 public:
  explicit BankDatasets(const Bank& bank) : bank_(bank) {}
  [[nodiscard]] std::uint64_t block_count() const noexcept override { return bank_.block_count(); }
  void generate(std::uint64_t block, const DatasetSet& datasets, DatasetRows& out) const override {
    bank_.generate_datasets(block, datasets, out);
  }

 private:
  const Bank& bank_;
};

/// One dataset on its way into its file.
class DatasetFile {
 public:
  DatasetFile(Dataset dataset, DatasetFormat format, const std::filesystem::path& path)
      : framing_(dataset, format), file_(path) {
    framing_.begin(buffer_);
    file_.write(buffer_.view());
  }

  void write(const DatasetPart& part) {
    rows_ += part.rows;
    file_.write(framing_.add(file_.size(), part));
  }
  /// On return everything is on the disk.
  void complete() {
    buffer_.clear();
    framing_.end(buffer_);
    file_.write(buffer_.view());
    file_.complete();
  }
  void publish() { file_.publish(); }

  [[nodiscard]] const AtomicFile& file() const noexcept { return file_; }
  [[nodiscard]] std::uint64_t rows() const noexcept { return rows_; }

 private:
  DatasetFraming framing_;
  AtomicFile file_;
  Buffer buffer_;
  std::uint64_t rows_ = 0;
};

class DatasetFiles final : public DatasetSink {
 public:
  /// Says on the display how much of `parts` is written.
  DatasetFiles(const DatasetOptions& options,
               const DatasetSet& datasets,
               std::uint64_t parts,
               ProgressDisplay& display)
      : parts_(parts), display_(display) {
    for (std::size_t i = 0; i < kDatasetCount; ++i) {
      if (!datasets[i]) continue;
      const std::string name = fmt::format("{}.{}", kDatasets[i].name, name_of(options.format));
      files_[i] = std::make_unique<DatasetFile>(static_cast<Dataset>(i), options.format,
                                                options.directory / name);
    }
  }

  void write(const DatasetParts& parts) override {
    for (std::size_t i = 0; i < kDatasetCount; ++i) {
      if (files_[i]) files_[i]->write(parts[i]);
    }
    display_.describe_stage(
        fmt::format("{} %, {} rows", 100 * ++parts_written_ / parts_, grouped(rows())));
  }

  [[nodiscard]] std::uint64_t rows() const {
    std::uint64_t sum = 0;
    for (const auto& file : files_)
      sum += file ? file->rows() : 0;
    return sum;
  }

  /// Puts all files under their names, once all are complete.
  void publish(const std::filesystem::path& directory) {
    for (const auto& file : files_) {
      if (file) file->complete();
    }
    for (const auto& file : files_) {
      if (file) file->publish();
    }
    sync_directory(directory);
  }

  [[nodiscard]] std::string report() const {
    TextTable table({{"dataset"}, {"rows", Align::kRight}, {"MB", Align::kRight}, {"file"}});
    std::uint64_t bytes = 0;
    for (std::size_t i = 0; i < kDatasetCount; ++i) {
      if (!files_[i]) continue;
      bytes += files_[i]->file().size();
      table.add_row({std::string(kDatasets[i].name), grouped(files_[i]->rows()),
                     megabytes(files_[i]->file().size()), files_[i]->file().path().string()});
    }
    table.add_rule();
    table.add_row({"all", grouped(rows()), megabytes(bytes), ""});
    return table.text();
  }

 private:
  static std::string megabytes(std::uint64_t bytes) {
    return fmt::format("{:.1f}", static_cast<double>(bytes) / 1e6);
  }

  std::array<std::unique_ptr<DatasetFile>, kDatasetCount> files_;  // Null where not wanted.
  std::uint64_t parts_;
  std::uint64_t parts_written_ = 0;
  ProgressDisplay& display_;
};

DatasetSet wanted(const std::vector<std::string>& names) {
  std::vector<std::string> known;
  known.reserve(kDatasetCount);
  for (const DatasetInfo& dataset : kDatasets)
    known.emplace_back(dataset.name);
  DatasetSet datasets;
  for (const std::string& name : names) {
    const auto found = std::find(known.begin(), known.end(), name);
    if (found == known.end())
      throw UsageError("there is no dataset '" + name + "'" + suggestion(name, known));
    datasets.set(static_cast<std::size_t>(found - known.begin()));
  }
  return names.empty() ? datasets.set() : datasets;
}

/// The folder is made where the one around it is there.
void make_directory(const std::filesystem::path& directory) {
  std::error_code error;
  if (std::filesystem::is_directory(directory, error)) return;
  std::filesystem::create_directory(directory, error);
  if (error) throw Error("cannot make the folder " + directory.string() + ": " + error.message());
}

std::string repeat_command(const DatasetOptions& options, const BankOptions& bank) {
  std::string text = shell_word(options.program) + " datasets";
  for (const std::string& name : options.names)
    text += " " + name;
  text += " " + bank_options_text(bank, dataset_bank_defaults());
  text += " --out " + shell_word(options.directory.string());
  if (options.format != DatasetFormat::kJson)
    text += " --format " + std::string(name_of(options.format));
  return text;
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
  const DatasetSet datasets = wanted(options.names);
  const BankOptions bank_options =
      effective_configuration(options.bank, dataset_bank_defaults()).bank;
  const SignalWatch signals;
  const Bank bank(bank_options);
  make_directory(options.directory);
  const Progress progress;  // Of the databases' tables, of which there are none here.
  const TableRows totals{};
  ProgressDisplay display(ProgressDisplay::mode_for(options.quiet), progress, totals);
  display.begin_stage("datasets");
  const BankDatasets source(bank);
  const DatasetPipelineOptions pipeline{
      .datasets = datasets, .format = options.format, .jobs = options.jobs.value_or(0)};
  DatasetFiles files(options, datasets, part_count(source, pipeline), display);
  run_dataset_pipeline(source, files, pipeline, signals.token());
  files.publish(options.directory);
  display.end_stage();
  if (options.quiet) return;
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  write_output(files.report() + fmt::format("\nwritten in:   {:.1f} s\nto repeat:    {}\n", seconds,
                                            repeat_command(options, bank_options)));
}

}  // namespace bankseed
