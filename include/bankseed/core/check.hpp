#pragma once

#include <string_view>

namespace bankseed {

/// Reports a broken invariant (a bug in this program) on stderr and aborts.
[[noreturn]] void check_failed(std::string_view message, const char* file, int line);

}  // namespace bankseed

// Not std::source_location: clang-tidy 14 cannot parse libstdc++ 12's.
#define BANKSEED_FAIL(message) ::bankseed::check_failed(message, __FILE__, __LINE__)

/// Aborts when `condition` is false. For programmer errors only, kept in release builds; anything a
/// user, a file, or a server can cause is an Error instead (core/error.hpp).
#define BANKSEED_CHECK(condition) \
  do {                            \
    if (!(condition)) {           \
      BANKSEED_FAIL(#condition);  \
    }                             \
  } while (false)
