#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "bankseed/bank/bank.hpp"
#include "pipeline/pipeline.hpp"

namespace bankseed {

/// What the end-to-end measurements take from the command line.
struct Measurement {
  std::uint64_t customers = 100'000;
  std::uint64_t repeats = 3;
  std::size_t jobs = 0;  ///< 0: one for each core.
};
/// Reads --customers=N, --repeats=N and --jobs=N. Throws UsageError for anything else.
[[nodiscard]] Measurement measurement_of(std::span<char* const> arguments);

/// The bank that is measured: seed 42, as of a fixed day, default settings.
[[nodiscard]] BankOptions measured_options(std::uint64_t customers);

/// A bank's blocks, as the pipeline takes them.
class MeasuredBank final : public BlockSource {
 public:
  explicit MeasuredBank(std::uint64_t customers) : bank_(measured_options(customers)) {}
  [[nodiscard]] const Bank& bank() const noexcept { return bank_; }
  [[nodiscard]] std::uint64_t block_count() const noexcept override { return bank_.block_count(); }
  [[nodiscard]] std::uint64_t rows_before(TableId table, std::uint64_t block) const override {
    return bank_.rows_before(table, block);
  }
  void generate(std::uint64_t block, const TableSet& tables, RowSet& out) const override {
    bank_.generate(block, tables, out);
  }

  /// The tables that have rows.
  [[nodiscard]] TableSet tables() const;
  /// The rows of all of them.
  [[nodiscard]] std::uint64_t row_count() const;

 private:
  Bank bank_;
};

/// One sink for each database.
using SinkArray = std::array<Sink*, kDatabaseCount>;

/// Seconds since a moment.
class Stopwatch {
 public:
  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// The middle one of some values, or the mean of the two in the middle; there is at least one.
[[nodiscard]] double median(std::vector<double> values);

/// Runs `measure` and returns its exit code; an Error becomes a line on stderr and its exit code.
[[nodiscard]] int run_measurement(int argument_count,
                                  char* const* arguments,
                                  void (*measure)(const Measurement&));

}  // namespace bankseed
