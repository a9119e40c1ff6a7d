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

/// Rows of all tables.
[[nodiscard]] std::uint64_t row_count(const Bank& bank);

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
