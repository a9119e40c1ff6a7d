#pragma once

#include <memory>
#include <optional>

#include "cli/run/destination.hpp"
#include "sink/files/file_sink.hpp"
#include "sink/files/stream_sink.hpp"

namespace bankseed {

/// To files in a folder, which appear when all of them are complete.
class FileDestination final : public Destination {
 public:
  struct Options {
    std::filesystem::path directory;
    OutputDirectory::Replace replace = OutputDirectory::Replace::kNone;
    TableSet tables;
    FileLayout layout;
    std::uint64_t rows_per_file = 0;
    std::optional<Manifest> manifest;  ///< Of the bank; the files are filled in. Nothing: none.
    std::uint64_t parts = 1;  ///< Into which the bank is cut; after each a run can be gone on with.
    bool resume = false;      ///< Go on with a run that has not come to its end; needs a manifest.
    FileMode mode = kPrivateMode;
  };
  explicit FileDestination(Options options);

  [[nodiscard]] std::vector<TableSet> steps() const override { return {options_.tables}; }
  [[nodiscard]] std::uint64_t parts() const override { return options_.parts; }
  [[nodiscard]] TableSet written(Part part) const override;
  [[nodiscard]] Sinks sinks() override;
  [[nodiscard]] std::string description() const override;
  [[nodiscard]] std::vector<NextStep> next_steps() const override;
  [[nodiscard]] PipelineOptions pipeline_options() const override;
  [[nodiscard]] StageNames stage_names() const override {
    return {.prepare = "", .finish = "manifest"};
  }
  /// Throws Error, with ExitCode::kUsage, when the run to go on with is of another bank.
  std::vector<std::string> prepare() override;
  void end_part(Part part) override;
  std::vector<std::string> abort() noexcept override;
  void take_digests(const std::array<TableDigest, kRowTypeCount>& digests) override;
  void finish(const std::function<void(const std::string&)>& tell) override;

  /// What has been written, in the catalog's order within each store.
  [[nodiscard]] const std::vector<FileRecord>& records() const noexcept { return records_; }

 private:
  [[nodiscard]] std::string go_on();
  [[nodiscard]] std::string go_on_from(const Checkpoint& checkpoint);
  [[nodiscard]] bool is_complete_there();
  /// Writes what describes the records' tables to others' programs.
  [[nodiscard]] FileRecord write_package();

  Options options_;
  std::optional<OutputDirectory> directory_;  ///< Nothing when all files are there.
  std::uint64_t parts_before_ = 0;            ///< That an earlier attempt has written.
  std::uint64_t parts_done_ = 0;              ///< That can be gone on from.
  std::array<std::unique_ptr<FileSink>, kStoreCount> sinks_;
  std::vector<FileRecord> records_;
  bool has_package_ = false;  ///< Beside them.
};

/// One table to standard output.
class StreamDestination final : public Destination {
 public:
  StreamDestination(const TableSet& table, Format format, Compression compression);

  [[nodiscard]] std::vector<TableSet> steps() const override { return {table_}; }
  [[nodiscard]] Sinks sinks() override;
  [[nodiscard]] std::string description() const override { return "standard output"; }
  [[nodiscard]] PipelineOptions pipeline_options() const override;

 private:
  TableSet table_;
  Format format_;
  Compression compression_;
  StreamSink sink_;
};

}  // namespace bankseed
