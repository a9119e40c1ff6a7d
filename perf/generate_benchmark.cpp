#include <algorithm>
#include <set>
#include <thread>

#include <fmt/core.h>

#include "measured_bank.hpp"
#include "sink/null_sink.hpp"

// What making and encoding all rows costs when nobody takes them, by the number of threads.

namespace bankseed {
namespace {

/// Makes and encodes everything; returns the bytes.
std::uint64_t run(const Bank& bank, std::size_t jobs) {
  std::array<NullSink, kStoreCount> sinks;
  Sinks borrowed{};
  for (std::size_t i = 0; i < kStoreCount; ++i)
    borrowed[i] = &sinks[i];
  Progress progress;
  const std::stop_source stop;
  Pipeline pipeline(bank, borrowed, {.jobs = jobs}, progress, stop.get_token());
  for (std::size_t phase = 0; phase < kPhaseCount; ++phase) {
    pipeline.run_step(tables_of(static_cast<Phase>(phase)));
  }
  std::uint64_t bytes = 0;
  for (const NullSink& sink : sinks)
    bytes += sink.bytes();
  return bytes;
}

/// Seconds for everything that is known before a row is made: totals, and where blocks begin.
double plan_seconds(std::uint64_t customers) {
  const Stopwatch watch;
  const Bank bank(measured_options(customers));
  static_cast<void>(row_count(bank));
  return watch.seconds();
}

void measure(const Measurement& measurement, Figures& figures) {
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
  fmt::print("{:>5} {:>9} {:>12} {:>9} {:>16}\n", "jobs", "seconds", "rows/s", "MB/s",
             "rows/s of CPU");
  double first = 0;
  for (const std::size_t count : jobs) {
    std::vector<double> wall;
    std::vector<double> cpu;
    std::uint64_t bytes = 0;
    for (std::uint64_t i = 0; i < measurement.repeats; ++i) {
      const Cost cost = cost_of([&] { bytes = run(bank, count); });
      wall.push_back(cost.wall_seconds);
      cpu.push_back(cost.cpu_seconds);
    }
    const double middle = median(wall);
    fmt::print("{:>5} {:>9.3f} {:>12.0f} {:>9.0f} {:>16.0f}\n", count, middle, rows / middle,
               static_cast<double>(bytes) / 1e6 / middle, rows / median(cpu));
    figures.add(fmt::format("jobs {}, rows a second of CPU", count), rows / median(cpu), "rows/s");
    figures.add(fmt::format("jobs {}, rows a second", count), rows / middle, "rows/s");
    if (first == 0) {
      first = middle;
    } else {
      figures.add(fmt::format("jobs {} over jobs {}", count, *jobs.begin()), first / middle,
                  "times");
    }
  }
  figures.add_peak_memory();
}

}  // namespace
}  // namespace bankseed

int main(int argc, char** argv) {
  return bankseed::run_measurement(argc, argv, bankseed::measure);
}
