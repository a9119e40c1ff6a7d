#pragma once

#include <filesystem>
#include <fstream>
#include <vector>

#include "measured_bank.hpp"

namespace bankseed {

/// A bank's encoded rows in files, batch by batch as the pipeline hands them to the sinks: what is
/// left of a run when nothing has to be generated.
class StagedRows {
 public:
  /// Makes the files, in `directory`, for these steps. Borrows nothing.
  StagedRows(const Bank& bank,
             std::span<const TableSet> steps,
             const std::filesystem::path& directory);

  /// Hands everything to the sinks, a thread for each database, the steps one after the other.
  void replay(const Sinks& sinks) const;

  [[nodiscard]] std::uint64_t bytes() const noexcept;

 private:
  struct StagedPart {
    TableId table{};
    std::uint64_t rows = 0;
    std::size_t size = 0;
  };
  struct Batch {
    std::uint64_t sequence = 0;
    std::vector<StagedPart> parts;
  };
  /// What one database gets in one step.
  struct Stage {
    TableSet tables;
    std::filesystem::path path;
    std::vector<Batch> batches;
  };
  class StageSink;

  static void replay(const Stage& stage, Sink& sink);

  /// By step, then by database; without tables where the database has none in the step.
  std::vector<std::array<Stage, kDatabaseCount>> steps_;
};

}  // namespace bankseed
