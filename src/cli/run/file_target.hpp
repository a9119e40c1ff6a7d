#pragma once

#include <memory>
#include <optional>

#include "cli/run/load_target.hpp"
#include "sink/files/file_sink.hpp"
#include "sink/files/stream_sink.hpp"

namespace bankseed {

/// To files in a folder, which appear when all of them are complete.
class FileDestination final : public Destination {
 public:
  struct Options {
    std::filesystem::path directory;
    bool replace = false;  ///< Files of an earlier run.
    TableSet tables;
    FileLayout layout;
    std::uint64_t rows_per_file = 0;
    Manifest manifest;  ///< Of the bank; the files are filled in.
  };
  explicit FileDestination(Options options);

  [[nodiscard]] StageNames stage_names() const override {
    return {.prepare = "", .finish = "manifest"};
  }
  std::vector<std::string> prepare() override { return {}; }
  [[nodiscard]] std::vector<TableSet> steps() const override { return {options_.tables}; }
  [[nodiscard]] PipelineOptions pipeline_options() const override;
  [[nodiscard]] std::array<Sink*, kDatabaseCount> sinks() override;
  void finish(const std::function<void(const std::string&)>& tell) override;
  std::vector<std::string> abort() noexcept override { return {}; }
  void interrupt() noexcept override {}
  [[nodiscard]] const ConnectionSettings* connections() const noexcept override { return nullptr; }
  [[nodiscard]] std::string description() const override;
  [[nodiscard]] std::string epilogue() const override { return ""; }

 private:
  Options options_;
  OutputDirectory directory_;
  std::array<std::unique_ptr<FileSink>, kDatabaseCount> sinks_;
};

/// One table to standard output.
class OutputTarget final : public Destination {
 public:
  OutputTarget(const TableSet& table, Format format, Compression compression);

  [[nodiscard]] StageNames stage_names() const override { return {}; }
  std::vector<std::string> prepare() override { return {}; }
  [[nodiscard]] std::vector<TableSet> steps() const override { return {table_}; }
  [[nodiscard]] PipelineOptions pipeline_options() const override;
  [[nodiscard]] std::array<Sink*, kDatabaseCount> sinks() override;
  void finish(const std::function<void(const std::string&)>& /*tell*/) override {}
  std::vector<std::string> abort() noexcept override { return {}; }
  void interrupt() noexcept override {}
  [[nodiscard]] const ConnectionSettings* connections() const noexcept override { return nullptr; }
  [[nodiscard]] std::string description() const override { return "standard output"; }
  [[nodiscard]] std::string epilogue() const override { return ""; }

 private:
  TableSet table_;
  Format format_;
  Compression compression_;
  StreamSink sink_;
};

}  // namespace bankseed
