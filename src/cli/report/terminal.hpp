#pragma once

#include <cstddef>
#include <optional>

namespace bankseed {

/// Columns of the terminal behind a file descriptor; nothing when it is no terminal, or one that
/// cannot be drawn on (TERM=dumb).
[[nodiscard]] std::optional<std::size_t> terminal_width(int descriptor) noexcept;

}  // namespace bankseed
