#pragma once

#include <span>
#include <vector>

#include "verify/rule.hpp"

namespace bankseed::verify {

/// All rules, in the order of RULES.md, what follows from the tables first. One or two files
/// for each phase.
[[nodiscard]] std::vector<Rule> all_rules();
[[nodiscard]] std::span<const Rule> structure_rules();
[[nodiscard]] std::span<const Rule> reference_rules();
[[nodiscard]] std::span<const Rule> foundation_rules();
[[nodiscard]] std::span<const Rule> core_banking_rules();
[[nodiscard]] std::span<const Rule> income_rules();
[[nodiscard]] std::span<const Rule> ledger_rules();
[[nodiscard]] std::span<const Rule> engagement_rules();
[[nodiscard]] std::span<const Rule> loan_rules();
[[nodiscard]] std::span<const Rule> repayment_rules();
[[nodiscard]] std::span<const Rule> insurance_rules();
[[nodiscard]] std::span<const Rule> compliance_rules();
[[nodiscard]] std::span<const Rule> supervision_rules();
/// Of all phases: what a banker who reads rows would stumble over.
[[nodiscard]] std::span<const Rule> plausibility_rules();

/// True where there are installments of a loan that is not there, transactions of an account, or
/// transfers with one.
[[nodiscard]] Screen lone_schedules();
[[nodiscard]] Screen lone_transactions();
[[nodiscard]] Screen lone_transfers();

}  // namespace bankseed::verify
