#include "measured_bank.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <string_view>

#include <fmt/core.h>
#include <sys/resource.h>

#include "bankseed/core/calendar.hpp"
#include "bankseed/core/check.hpp"
#include "bankseed/core/error.hpp"

namespace bankseed {
namespace {

/// The number after "--name=", when the argument is of that name.
std::optional<std::uint64_t> value_of(std::string_view argument, std::string_view name) {
  if (!argument.starts_with(name)) return std::nullopt;
  argument.remove_prefix(name.size());
  std::uint64_t value = 0;
  const auto result = std::from_chars(argument.data(), argument.data() + argument.size(), value);
  if (result.ec != std::errc() || result.ptr != argument.data() + argument.size() || value == 0)
    throw UsageError(std::string(name) + " takes a whole number from 1 up");
  return value;
}

constexpr std::string_view kJson = "--json=";

}  // namespace

Measurement measurement_of(std::span<char* const> arguments) {
  Measurement measurement;
  for (const std::string_view argument : arguments) {
    if (const auto customers = value_of(argument, "--customers=")) {
      measurement.customers = *customers;
    } else if (const auto repeats = value_of(argument, "--repeats=")) {
      measurement.repeats = *repeats;
    } else if (const auto jobs = value_of(argument, "--jobs=")) {
      measurement.jobs = *jobs;
    } else if (argument.starts_with(kJson) && argument.size() > kJson.size()) {
      measurement.json = argument.substr(kJson.size());
    } else {
      throw UsageError("unknown argument " + std::string(argument) +
                       "; known: --customers=N --repeats=N --jobs=N --json=FILE");
    }
  }
  return measurement;
}

BankOptions measured_options(std::uint64_t customers) {
  return {.customers = customers,
          .seed = 42,
          .as_of = to_date({.year = 2025, .month = 6, .day = 30}),
          .employees = 0,
          .locale = corpus::Locale::kEnUs,
          .settings = {}};
}

std::uint64_t row_count(const Bank& bank) {
  std::uint64_t rows = 0;
  for (std::size_t i = 0; i < kTableCount; ++i)
    rows += bank.row_count(TableId{static_cast<std::uint16_t>(i)});
  return rows;
}

double median(std::vector<double> values) {
  BANKSEED_CHECK(!values.empty());
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double cpu_seconds_so_far() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void Figures::add(std::string name, double value, std::string_view unit) {
  figures_.push_back({.name = std::move(name), .value = value, .unit = unit});
}

void Figures::add_peak_memory() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print("\nmost memory: {} MB\n", usage.ru_maxrss / 1024);
  add("most memory", static_cast<double>(usage.ru_maxrss) / 1024, "MB");
}

void Figures::write_json(const std::filesystem::path& file) const {
  std::ofstream out(file, std::ios::trunc);
  std::string_view before = "[\n";
  for (const Figure& figure : figures_) {
    out << fmt::format(R"({}  {{"name": "{}", "value": {:.6g}, "unit": "{}"}})", before,
                       figure.name, figure.value, figure.unit);
    before = ",\n";
  }
  out << "\n]\n";
  out.close();
  if (!out) throw Error("cannot write " + file.string());
}

int run_measurement(int argument_count,
                    char* const* arguments,
                    void (*measure)(const Measurement&, Figures&)) {
  try {
    const Measurement measurement =
        measurement_of(std::span(arguments, static_cast<std::size_t>(argument_count)).subspan(1));
    Figures figures;
    measure(measurement, figures);
    if (!measurement.json.empty()) figures.write_json(measurement.json);
    return 0;
  } catch (const Error& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return static_cast<int>(error.exit_code());
  }
}

}  // namespace bankseed
