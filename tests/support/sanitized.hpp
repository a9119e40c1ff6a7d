#pragma once

namespace bankseed::testing {

/// Whether this is built with the address sanitizer, and so ten times as slow: banks can be
/// smaller.
#ifdef __SANITIZE_ADDRESS__
inline constexpr bool kSanitized = true;
#else
inline constexpr bool kSanitized = false;
#endif

}  // namespace bankseed::testing
