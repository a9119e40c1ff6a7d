#include <algorithm>
#include <set>
#include <thread>

#include <fmt/core.h>
#include <sys/resource.h>

#include "measured_bank.hpp"
#include "sink/null_sink.hpp"

// What making and encoding all rows costs when nobody takes them, by the number of threads.

namespace bankseed {
namespace {

struct Outcome {
  double seconds = 0;
  std::uint64_t bytes = 0;
};

Outcome run(const Bank& bank, std::size_t jobs) {
  std::array<NullSink, kStoreCount> sinks;
  Sinks borrowed{};
  for (std::size_t i = 0; i < kStoreCount; ++i)
    borrowed[i] = &sinks[i];
  Progress progress;
  const std::stop_source stop;
  const Stopwatch watch;
  Pipeline pipeline(bank, borrowed, {.jobs = jobs}, progress, stop.get_token());
  for (std::size_t phase = 0; phase < kPhaseCount; ++phase) {
    pipeline.run_step(tables_of(static_cast<Phase>(phase)));
  }
  Outcome outcome{.seconds = watch.seconds(), .bytes = 0};
  for (const NullSink& sink : sinks)
    outcome.bytes += sink.bytes();
  return outcome;
}

/// Seconds for everything that is known before a row is made: totals, and where blocks begin.
double plan_seconds(std::uint64_t customers) {
  const Stopwatch watch;
  const Bank bank(measured_options(customers));
  static_cast<void>(row_count(bank));
  return watch.seconds();
}

void measure(const Measurement& measurement) {
  const Bank bank(measured_options(measurement.customers));
  const auto rows = static_cast<double>(row_count(bank));
  const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
  std::set<std::size_t> jobs;
  if (measurement.jobs != 0) {
    jobs.insert(measurement.jobs);
  } else {
    for (std::size_t i = 1; i < cores; i *= 2)
      jobs.insert(i);
    jobs.insert(cores);
  }
  fmt::print("{} customers, {} rows, to nowhere; medians of {} runs, {} cores\n",
             measurement.customers, row_count(bank), measurement.repeats, cores);
  fmt::print("plan: {:.3f} s\n\n", plan_seconds(measurement.customers));
  fmt::print("{:>5} {:>9} {:>12} {:>9}\n", "jobs", "seconds", "rows/s", "MB/s");
  for (const std::size_t count : jobs) {
    std::vector<double> seconds;
    std::uint64_t bytes = 0;
    for (std::uint64_t i = 0; i < measurement.repeats; ++i) {
      const Outcome outcome = run(bank, count);
      seconds.push_back(outcome.seconds);
      bytes = outcome.bytes;
    }
    const double middle = median(seconds);
    fmt::print("{:>5} {:>9.3f} {:>12.0f} {:>9.0f}\n", count, middle, rows / middle,
               static_cast<double>(bytes) / 1e6 / middle);
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print("\nmost memory: {} MB\n", usage.ru_maxrss / 1024);
}

}  // namespace
}  // namespace bankseed

int main(int argc, char** argv) {
  return bankseed::run_measurement(argc, argv, bankseed::measure);
}
