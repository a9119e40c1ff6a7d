#pragma once

namespace bankseed {

/// Registers what core costs: draws, ranks, quotas, quantiles and digits.
void register_core_benchmarks();
/// Registers what encoding a row costs, by format.
void register_encode_benchmarks();

}  // namespace bankseed
