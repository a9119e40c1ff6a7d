#include "measured_bank.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <string_view>

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
    } else {
      throw UsageError("unknown argument " + std::string(argument) +
                       "; known: --customers=N --repeats=N --jobs=N");
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

int run_measurement(int argument_count,
                    char* const* arguments,
                    void (*measure)(const Measurement&)) {
  try {
    measure(
        measurement_of(std::span(arguments, static_cast<std::size_t>(argument_count)).subspan(1)));
    return 0;
  } catch (const Error& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return static_cast<int>(error.exit_code());
  }
}

}  // namespace bankseed
