#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "bankseed/core/types.hpp"

namespace bankseed {

// Values as people write them on a command line. Every parser throws UsageError, beginning with
// `name` (the option or setting), when the text is no such value.

/// What parse_count() accepts.
struct CountRange {
  std::uint64_t low = 1;
  std::uint64_t high = ~std::uint64_t{0};
};

/// Threads that --jobs may ask for where rows are made.
inline constexpr std::uint64_t kJobsMax = 1'024;

/// A number of things: 1000, 1_000_000, 1e6, 10k, 2M, 1.5M. Always a whole number in the end.
[[nodiscard]] std::uint64_t parse_count(std::string_view name,
                                        std::string_view text,
                                        CountRange range);

/// A whole number from 0 to 2^64 - 1.
[[nodiscard]] std::uint64_t parse_seed(std::string_view name, std::string_view text);

/// A day that a bank may be as of, YYYY-MM-DD.
[[nodiscard]] Date parse_day(std::string_view name, std::string_view text);

/// The number of a customer: 42, or CUST00000042 as it stands in the databases.
[[nodiscard]] std::uint64_t parse_customer(std::string_view text);

/// 1,234,567
[[nodiscard]] std::string grouped(std::uint64_t number);

/// Today, by the clock and time zone of this machine.
[[nodiscard]] Date today();

/// The word as a POSIX shell takes it: quoted where it has to be.
[[nodiscard]] std::string shell_word(std::string_view word);

}  // namespace bankseed
