#include <algorithm>
#include <set>
#include <thread>

#include <fmt/core.h>

#include "measured_bank.hpp"
#include "sink/null_sink.hpp"

// What making and encoding all rows costs when nobody takes them, by the number of threads.

namespace bankseed {
namespace {

/// The tables of each step: all at once, as files take them, or phase by phase, as databases do.
std::vector<TableSet> steps_of(bool phases) {
  if (!phases) return {all_tables()};
  std::vector<TableSet> steps;
  for (std::size_t phase = 0; phase < kPhaseCount; ++phase)
    steps.push_back(tables_of(static_cast<Phase>(phase)));
  return steps;
}

/// Makes and encodes everything; returns the bytes.
std::uint64_t run(const Bank& bank, std::size_t jobs, bool phases) {
  std::array<NullSink, kStoreCount> sinks;
  Sinks borrowed{};
  for (std::size_t i = 0; i < kStoreCount; ++i)
    borrowed[i] = &sinks[i];
  Progress progress;
  const std::stop_source stop;
  Pipeline pipeline(bank, borrowed, {.jobs = jobs}, progress, stop.get_token());
  for (const TableSet& tables : steps_of(phases))
    pipeline.run_step(tables);
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

/// Runs it as often as is asked for, with so many jobs; prints a line, and returns the seconds that
/// the middle one took.
double measure_way(const Bank& bank,
                   const Measurement& measurement,
                   std::size_t jobs,
                   bool phases,
                   Figures& figures) {
  const auto rows = static_cast<double>(row_count(bank));
  std::vector<double> wall;
  std::vector<double> cpu;
  std::uint64_t bytes = 0;
  for (std::uint64_t i = 0; i < measurement.repeats; ++i) {
    const Cost cost = cost_of([&] { bytes = run(bank, jobs, phases); });
    wall.push_back(cost.wall_seconds);
    cpu.push_back(cost.cpu_seconds);
  }
  const double middle = median(wall);
  fmt::print("{:>5} {:>6} {:>9.3f} {:>12.0f} {:>9.0f} {:>16.0f}\n", jobs, phases ? "phases" : "one",
             middle, rows / middle, static_cast<double>(bytes) / 1e6 / middle, rows / median(cpu));
  const std::string name =
      fmt::format("jobs {}{}, rows a second", jobs, phases ? ", phase by phase" : "");
  figures.add(name + " of CPU", rows / median(cpu), "rows/s");
  figures.add(name, rows / middle, "rows/s");
  return middle;
}

void measure(const Measurement& measurement, Figures& figures) {
  const Bank bank(measured_options(measurement.customers));
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
  fmt::print("{:>5} {:>6} {:>9} {:>12} {:>9} {:>16}\n", "jobs", "steps", "seconds", "rows/s",
             "MB/s", "rows/s of CPU");
  double first = 0;
  for (const std::size_t count : jobs) {
    const double middle = measure_way(bank, measurement, count, false, figures);
    if (first == 0) {
      first = middle;
    } else {
      figures.add(fmt::format("jobs {} over jobs {}", count, *jobs.begin()), first / middle,
                  "times");
    }
  }
  measure_way(bank, measurement, *jobs.begin(), true, figures);
  figures.add_peak_memory();
}

}  // namespace
}  // namespace bankseed

int main(int argc, char** argv) {
  return bankseed::run_measurement(argc, argv, bankseed::measure);
}
