#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bankseed/bank/bank.hpp"
#include "pipeline/pipeline.hpp"

namespace bankseed {

/// What the end-to-end measurements take from the command line.
struct Measurement {
  std::uint64_t customers = 100'000;
  std::uint64_t repeats = 3;
  std::size_t jobs = 0;        ///< 0: one for each core.
  std::filesystem::path json;  ///< Where the figures go, too; empty: nowhere.
};
/// Reads --customers=N, --repeats=N, --jobs=N and --json=FILE. Throws UsageError for anything else.
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

/// What something took.
struct Cost {
  double wall_seconds = 0;
  double cpu_seconds = 0;  ///< Of all threads of this program.
};

/// Processor time of this program so far.
[[nodiscard]] double cpu_seconds_so_far();

template <class Work>
[[nodiscard]] Cost cost_of(const Work& work) {
  const double cpu = cpu_seconds_so_far();
  const Stopwatch watch;
  work();
  return {.wall_seconds = watch.seconds(), .cpu_seconds = cpu_seconds_so_far() - cpu};
}

/// The middle one of some values, or the mean of the two in the middle; there is at least one.
[[nodiscard]] double median(std::vector<double> values);

/// What a measurement found, by name: for perf/measure/all.py, beside the table for people.
class Figures {
 public:
  /// Names and units are plain words: what JSON would have to escape is not in them.
  void add(std::string name, double value, std::string_view unit);

  /// Adds the most memory that this program has had so far, and prints it.
  void add_peak_memory();

  /// An array of objects with name, value and unit. Throws Error.
  void write_json(const std::filesystem::path& file) const;

 private:
  struct Figure {
    std::string name;
    double value;
    std::string_view unit;
  };
  std::vector<Figure> figures_;
};

/// Runs `measure`, writes what it found where --json says, and returns the exit code; an Error
/// becomes a line on stderr and its exit code.
[[nodiscard]] int run_measurement(int argument_count,
                                  char* const* arguments,
                                  void (*measure)(const Measurement&, Figures&));

}  // namespace bankseed
