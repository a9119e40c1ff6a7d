#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "bank/model/model.hpp"
#include "bankseed/rows/ids.hpp"
#include "bankseed/rows/row_source.hpp"
#include "corpus/texts/compliance.hpp"

namespace bankseed {

/// RUL1: a rule that the bank watches for.
struct ComplianceRule {
  std::string_view name;  ///< In compliance.tsv.
  RuleType type;
  corpus::RuleKind kind;         ///< How breaches are settled.
  std::int64_t threshold_cents;  ///< Or a number of events, in hundredths; 0 where there is none.
  std::int32_t age_months;       ///< Since it was made.
  bool active;
  std::uint8_t gravity;  ///< Of a breach, 0 to 3.
};
inline constexpr std::uint64_t kComplianceRuleCount = 18;

/// The bank's rules, in order of ids.
extern const std::array<ComplianceRule, kComplianceRuleCount> kComplianceRules;

/// Places in kComplianceRules of the rules that a transaction can break by its amount.
enum RulePlace : std::size_t {
  kTransferRecord = 1,
  kCashReview = 3,
  kWireApproval = 4,
  kStructuredCash = 5,
  kMachineLimit = 6,
  kOnlineLimit = 7,
  kTellerLimit = 8,
  kCardLimit = 9,
  kDailyCount = 10,
  kHighRiskCountries = 15
};

/// Day on which the rule was made.
[[nodiscard]] Date created_date(const BankModel& model, const ComplianceRule& rule) noexcept;

/// RUL1: the bank's, not a block's.
void append_compliance_rules(const BankModel& model, RowSet& out);

}  // namespace bankseed
