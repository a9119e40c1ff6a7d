#pragma once

#include <string_view>

#include "bankseed/schema/column.hpp"

namespace bankseed::catalog {

// The classes of personal data, for people who read a catalogue.

/// "Direct identifier"
[[nodiscard]] std::string_view title_of(Sensitivity sensitivity) noexcept;
/// A sentence or two: what is in this class, and why.
[[nodiscard]] std::string_view description_of(Sensitivity sensitivity) noexcept;

}  // namespace bankseed::catalog
