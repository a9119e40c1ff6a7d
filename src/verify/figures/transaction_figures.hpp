#pragma once

#include <span>

#include "verify/figures/figure_definitions.hpp"

namespace bankseed::verify {

/// Figures of transactions: digits, hours, days, partners.
[[nodiscard]] std::span<const FigureDefinition> transaction_figures();

}  // namespace bankseed::verify
