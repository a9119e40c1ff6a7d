#pragma once

#include <span>

#include "verify/figures/figure_definitions.hpp"

namespace bankseed::verify {

/// Figures of customers, accounts, loans, insurance and compliance.
[[nodiscard]] std::span<const FigureDefinition> business_figures();

}  // namespace bankseed::verify
