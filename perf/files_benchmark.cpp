#include <filesystem>
#include <string>
#include <thread>

#include <fmt/core.h>
#include <sched.h>
#include <unistd.h>

#include "measured_bank.hpp"
#include "sink/files/file_sink.hpp"
#include "sink/null_sink.hpp"

// What it costs to write a bank to files, format by format: rows and bytes by second of processor
// time, of which other programs cannot take anything away, and what a second core brings.

namespace bankseed {
namespace {

struct Measured {
  const char* name;
  Format format;
  Compression compression;
};
constexpr std::array<Measured, 5> kMeasured = {{
    {"csv", Format::kCsv, Compression::kNone},
    {"csv.zst", Format::kCsv, Compression::kZstd},
    {"jsonl", Format::kJsonLines, Compression::kNone},
    {"parquet", Format::kParquet, Compression::kZstd},
    {"parquet, plain", Format::kParquet, Compression::kNone},
}};

/// The run that took the least processor time: what comes on top is other programs' doing.
template <class Work>
Cost least_cost_of(std::uint64_t repeats, const Work& work) {
  Cost least = cost_of(work);
  for (std::uint64_t i = 1; i < repeats; ++i) {
    const Cost cost = cost_of(work);
    if (cost.cpu_seconds < least.cpu_seconds) least = cost;
  }
  return least;
}

/// Keeps the whole program on one core as long as it lives.
class OneCore {
 public:
  OneCore() {
    sched_getaffinity(0, sizeof before_, &before_);
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(static_cast<std::size_t>(sched_getcpu()), &one);
    sched_setaffinity(0, sizeof one, &one);
  }
  OneCore(const OneCore&) = delete;
  OneCore& operator=(const OneCore&) = delete;
  OneCore(OneCore&&) = delete;
  OneCore& operator=(OneCore&&) = delete;
  ~OneCore() { sched_setaffinity(0, sizeof before_, &before_); }

 private:
  cpu_set_t before_{};
};

void make_rows(const Bank& bank) {
  RowSet rows;
  for (std::uint64_t block = 0; block < bank.block_count(); ++block) {
    rows.clear();
    bank.generate(block, all_tables(), rows);
  }
}

void run_pipeline(const Bank& bank,
                  const Measured& measured,
                  std::size_t jobs,
                  const Sinks& sinks) {
  Progress progress;
  const std::stop_source stop;
  Pipeline pipeline(bank, sinks,
                    {.jobs = jobs, .format = measured.format, .compression = measured.compression},
                    progress, stop.get_token());
  pipeline.run_step(all_tables());
}

/// To nowhere; returns the bytes.
std::uint64_t encode_bank(const Bank& bank, const Measured& measured, std::size_t jobs) {
  std::array<NullSink, kStoreCount> sinks;
  Sinks borrowed{};
  for (std::size_t i = 0; i < kStoreCount; ++i)
    borrowed[i] = &sinks[i];
  run_pipeline(bank, measured, jobs, borrowed);
  std::uint64_t bytes = 0;
  for (const NullSink& sink : sinks)
    bytes += sink.bytes();
  return bytes;
}

/// To files, whose SHA-256 are computed on the way.
void write_bank(const Bank& bank, const Measured& measured, std::size_t jobs) {
  const auto path = std::filesystem::temp_directory_path() /
                    ("bankseed-perf-files-" + std::to_string(::getpid()));
  {
    OutputDirectory directory(path, OutputDirectory::Replace::kNone);
    std::vector<std::unique_ptr<FileSink>> sinks;
    Sinks borrowed{};
    for (Sink*& sink : borrowed) {
      const FileLayout quotas = {.format = measured.format, .compression = measured.compression};
      sinks.push_back(std::make_unique<FileSink>(directory, quotas));
      sink = sinks.back().get();
    }
    run_pipeline(bank, measured, jobs, borrowed);
  }
  std::filesystem::remove_all(path);
}

struct Context {
  const Bank& bank;
  const Measurement& measurement;
  double csv_megabytes;
  double rows;
  double making_seconds;
  Figures& figures;
};

void measure_format(const Context& context, const Measured& measured) {
  const std::uint64_t repeats = context.measurement.repeats;
  std::uint64_t bytes = 0;
  const auto encode = [&](std::size_t jobs) {
    return least_cost_of(repeats, [&] { bytes = encode_bank(context.bank, measured, jobs); });
  };
  Cost one;
  Cost written;
  {
    const OneCore pinned;
    one = encode(1);
    written = least_cost_of(repeats, [&] { write_bank(context.bank, measured, 1); });
  }
  const double encoding = std::max(one.cpu_seconds - context.making_seconds, 1e-9);
  fmt::print("{:<15} {:>8.0f} {:>10.2f} {:>10.0f} {:>12.0f} {:>12.0f}", measured.name,
             static_cast<double>(bytes) / 1e6, context.rows / one.cpu_seconds / 1e6,
             context.csv_megabytes / one.cpu_seconds, context.csv_megabytes / encoding,
             context.csv_megabytes / written.cpu_seconds);
  const auto add = [&](std::string_view name, double value, std::string_view unit) {
    context.figures.add(fmt::format("{}: {}", measured.name, name), value, unit);
  };
  add("bytes as CSV, a second of CPU", context.csv_megabytes / one.cpu_seconds, "MB/s");
  add("rows a second of CPU", context.rows / one.cpu_seconds, "rows/s");
  add("the same with writing and SHA-256", context.csv_megabytes / written.cpu_seconds, "MB/s");
  if (std::thread::hardware_concurrency() < 2) {
    fmt::print("\n");
    return;
  }
  const Cost two = encode(2);
  fmt::print(" {:>10.2f} {:>10.2f}\n", one.wall_seconds / two.wall_seconds,
             2 * one.cpu_seconds / two.cpu_seconds);
  add("two jobs over one", one.wall_seconds / two.wall_seconds, "times");
}

void measure(const Measurement& measurement, Figures& figures) {
  const Bank bank(measured_options(measurement.customers));
  const auto rows = static_cast<double>(row_count(bank));
  const Cost making = least_cost_of(measurement.repeats, [&] { make_rows(bank); });
  const auto csv_megabytes = static_cast<double>(encode_bank(bank, kMeasured[0], 1)) / 1e6;
  fmt::print("{} customers, {} rows, {:.0f} MB as CSV; best of {} runs\n", measurement.customers,
             row_count(bank), csv_megabytes, measurement.repeats);
  fmt::print("making the rows: {:.2f} million rows/s a core\n\n", rows / making.cpu_seconds / 1e6);
  figures.add("rows made, a second of CPU", rows / making.cpu_seconds, "rows/s");
  fmt::print(
      "Per second of processor time. Megabytes are those of CSV. encoding: without making rows;\n"
      "files: with writing and SHA-256. two jobs: wall time of one job on one core to that of "
      "two;\n"
      "least lost: the same if no other program ran.\n\n");
  fmt::print("{:<15} {:>8} {:>10} {:>10} {:>12} {:>12} {:>10} {:>10}\n", "format", "MB", "Mrows/s",
             "MB/s", "encoding MB/s", "files MB/s", "two jobs", "least lost");
  const Context context = {.bank = bank,
                           .measurement = measurement,
                           .csv_megabytes = csv_megabytes,
                           .rows = rows,
                           .making_seconds = making.cpu_seconds,
                           .figures = figures};
  for (const Measured& measured : kMeasured)
    measure_format(context, measured);
  figures.add_peak_memory();
}

}  // namespace
}  // namespace bankseed

int main(int argc, char** argv) {
  return bankseed::run_measurement(argc, argv, bankseed::measure);
}
