#include "bank/compliance/rules.hpp"

#include "bank/compliance/rows/rows.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/rows/row_set.hpp"

namespace bankseed {
namespace {

using corpus::RuleKind;

}  // namespace

// Thresholds: currency transaction report 31 CFR 1010.311, funds-transfer record 31 CFR 1010.410,
// monetary instruments 31 CFR 1010.415, suspicious activity 31 CFR 1020.320; limits are usual ones
// of retail banks.
const std::array<ComplianceRule, kComplianceRuleCount> kComplianceRules = {{
    {"currency_transaction_report", RuleType::kAmountThreshold, RuleKind::kCash, 10'000'00, 138,
     true, 2},
    {"funds_transfer_record", RuleType::kAmountThreshold, RuleKind::kRecords, 3'000'00, 138, true,
     1},
    {"monetary_instrument_log", RuleType::kAmountThreshold, RuleKind::kRecords, 3'000'00, 138,
     false, 1},
    {"suspicious_cash_review", RuleType::kAmountThreshold, RuleKind::kCash, 5'000'00, 126, true, 2},
    {"large_wire_approval", RuleType::kAmountThreshold, RuleKind::kRecords, 25'000'00, 114, true,
     2},
    {"structured_cash", RuleType::kAmountThreshold, RuleKind::kCash, 8'000'00, 102, true, 3},
    {"cash_machine_daily_limit", RuleType::kTransactionLimit, RuleKind::kLimits, 500'00, 126, true,
     0},
    {"online_transfer_limit", RuleType::kTransactionLimit, RuleKind::kLimits, 5'000'00, 96, true,
     1},
    {"teller_withdrawal_limit", RuleType::kTransactionLimit, RuleKind::kLimits, 2'500'00, 126, true,
     1},
    {"single_card_purchase_limit", RuleType::kTransactionLimit, RuleKind::kLimits, 2'000'00, 96,
     true, 0},
    {"transactions_per_day", RuleType::kVelocityCheck, RuleKind::kDailyCounts, 5'00, 114, true, 1},
    {"transfers_per_week", RuleType::kVelocityCheck, RuleKind::kDailyCounts, 10'00, 130, false, 0},
    {"new_payees_per_day", RuleType::kVelocityCheck, RuleKind::kPayees, 3'00, 88, true, 1},
    {"devices_per_hour", RuleType::kVelocityCheck, RuleKind::kDevices, 2'00, 90, true, 2},
    {"sanctioned_jurisdictions", RuleType::kGeographicRestriction, RuleKind::kWires, 0, 138, true,
     3},
    {"high_risk_jurisdictions", RuleType::kGeographicRestriction, RuleKind::kWires, 0, 114, true,
     2},
    {"card_use_abroad", RuleType::kGeographicRestriction, RuleKind::kCards, 0, 102, true, 0},
    {"sign_in_from_abroad", RuleType::kGeographicRestriction, RuleKind::kSignIns, 0, 91, true, 1},
}};

Date created_date(const BankModel& model, const ComplianceRule& rule) noexcept {
  return model.working_days.on_or_before(add_months(model.options.as_of, -rule.age_months));
}

void append_compliance_rules(const BankModel& model, RowSet& out) {
  for (std::uint64_t i = 0; i < kComplianceRules.size(); ++i) {
    const ComplianceRule& rule = kComplianceRules[i];
    const corpus::RuleText& text = model.corpus->compliance_texts->rules.named(rule.name);
    ComplianceRulesRow row{.rule_id = {i + 1},
                           .rule_name = text.title,
                           .rule_type = text_of(rule.type),
                           .description = text.description.text(out.arena(), model.currency()),
                           .threshold_value = {},
                           .is_active = rule.active,
                           .created_date = created_date(model, rule)};
    if (rule.threshold_cents != 0) row.threshold_value = Money{rule.threshold_cents};
    out.of<ComplianceRulesRow>().push_back(row);
  }
}

}  // namespace bankseed
