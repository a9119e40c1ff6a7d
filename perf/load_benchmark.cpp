#include <cstdlib>
#include <filesystem>

#include <fmt/core.h>
#include <sys/stat.h>

#include "bankseed/core/error.hpp"
#include "measured_bank.hpp"
#include "sink/postgres/connection.hpp"
#include "sink/postgres/load/load.hpp"
#include "sink/private_cluster.hpp"
#include "staged_rows.hpp"

// The whole run, from seed to loaded and indexed databases, against loading the same bytes from
// files made beforehand: same program, same server, same sinks, in turns. What the ratio is above
// one is what generating costs.

namespace bankseed {
namespace {

/// A directory that the server's account can enter, removed at the end.
class ScratchDirectory {
 public:
  ScratchDirectory() {
    std::string name = (std::filesystem::temp_directory_path() / "bankseed-perf-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw Error("cannot make a directory like " + name);
    path_ = name;
    chmod(path_.c_str(), 0755);
  }
  ScratchDirectory(const ScratchDirectory&) = delete;
  ScratchDirectory& operator=(const ScratchDirectory&) = delete;
  ScratchDirectory(ScratchDirectory&&) = delete;
  ScratchDirectory& operator=(ScratchDirectory&&) = delete;
  ~ScratchDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
};

/// A server of the measurement's own, stopped at the end.
class ScratchServer {
 public:
  explicit ScratchServer(const std::filesystem::path& directory) : cluster_(directory) {
    static_cast<void>(cluster_.start());
  }
  ScratchServer(const ScratchServer&) = delete;
  ScratchServer& operator=(const ScratchServer&) = delete;
  ScratchServer(ScratchServer&&) = delete;
  ScratchServer& operator=(ScratchServer&&) = delete;
  ~ScratchServer() {
    try {
      static_cast<void>(cluster_.stop());
    } catch (const Error& error) {
      fmt::print(stderr, "{}\n", error.what());
    }
  }
  [[nodiscard]] ConnectionSettings settings() const { return cluster_.connections(); }
  /// Nothing that an earlier run left to be written may slow down the next one.
  void settle() const { Connection::open(settings().front()).execute("CHECKPOINT"); }

 private:
  PrivateCluster cluster_;
};

LoadOptions load_options(const TableSet& tables) {
  return {.tables = tables,
          .truncate = true,
          .keep_constraints = false,
          .jobs = 0,
          .own_server = true,
          .run = {.seed = 42,
                  .as_of = "2025-06-30",
                  .configuration = "",
                  .algorithm_version = kAlgorithmVersion,
                  .program_version = "perf"}};
}

/// A bank of its own, so that planning counts, through the pipeline into the databases.
double seconds_of_whole_run(const ScratchServer& server, const Measurement& measurement) {
  const Stopwatch watch;
  const Bank bank(measured_options(measurement.customers));
  PostgresLoader loader(server.settings(), load_options(all_tables()));
  static_cast<void>(loader.prepare());
  const Sinks sinks = loader.sinks();
  Progress progress;
  const std::stop_source stop;
  {
    Pipeline pipeline(bank, sinks, {.jobs = measurement.jobs}, progress, stop.get_token());
    for (const TableSet& step : loader.steps())
      pipeline.run_step(step);
  }
  loader.finish();
  return watch.seconds();
}

double seconds_from_files(const ScratchServer& server, const Bank& bank, const StagedRows& rows) {
  const Stopwatch watch;
  PostgresLoader loader(server.settings(), load_options(all_tables()));
  static_cast<void>(loader.prepare());
  rows.replay(loader.sinks());
  loader.finish();
  const double seconds = watch.seconds();
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const TableId table{static_cast<std::uint16_t>(i)};
    if (loader.rows(table) != bank.row_count(table))
      throw Error("the files do not hold all rows of " + std::string(table_info(table).name));
  }
  return seconds;
}

void measure(const Measurement& measurement, Figures& figures) {
  const ScratchDirectory scratch;
  const ScratchServer server(scratch.path() / "server");
  const Bank bank(measured_options(measurement.customers));
  fmt::print("{} customers, {} rows\n", measurement.customers, row_count(bank));
  // The first run makes databases and tables, and is not counted.
  static_cast<void>(seconds_of_whole_run(server, measurement));
  const auto steps = PostgresLoader(server.settings(), load_options(all_tables())).steps();
  const StagedRows rows(bank, steps, scratch.path());
  const auto total = static_cast<double>(row_count(bank));
  fmt::print("{} MB of binary COPY in files\n\n", rows.bytes() / 1'000'000);
  fmt::print("{:>3} {:>14} {:>14} {:>7}\n", "run", "whole run, s", "from files, s", "ratio");
  std::vector<double> whole;
  std::vector<double> files;
  for (std::uint64_t i = 1; i <= measurement.repeats; ++i) {
    server.settle();
    whole.push_back(seconds_of_whole_run(server, measurement));
    server.settle();
    files.push_back(seconds_from_files(server, bank, rows));
    fmt::print("{:>3} {:>14.3f} {:>14.3f} {:>7.3f}\n", i, whole.back(), files.back(),
               whole.back() / files.back());
  }
  fmt::print("\nmedians: whole run {:.3f} s ({:.0f} rows/s), from files {:.3f} s ({:.0f} rows/s)\n",
             median(whole), total / median(whole), median(files), total / median(files));
  fmt::print("ratio: {:.3f}\n", median(whole) / median(files));
  figures.add("whole run, rows a second", total / median(whole), "rows/s");
  figures.add("from files, rows a second", total / median(files), "rows/s");
  figures.add("whole run over ready-made files", median(whole) / median(files), "times");
  figures.add_peak_memory();
}

}  // namespace
}  // namespace bankseed

int main(int argc, char** argv) {
  return bankseed::run_measurement(argc, argv, bankseed::measure);
}
