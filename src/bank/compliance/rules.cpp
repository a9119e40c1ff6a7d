#include "bank/compliance/rules.hpp"

#include "bank/compliance/rows/rows.hpp"
#include "bankseed/core/calendar.hpp"
#include "core/text.hpp"

namespace bankseed {

// Thresholds: currency transaction report 31 CFR 1010.311, funds-transfer record 31 CFR 1010.410,
// monetary instruments 31 CFR 1010.415, suspicious activity 31 CFR 1020.320; limits are usual ones
// of retail banks.
const std::array<ComplianceRule, kComplianceRuleCount> kComplianceRules = {{
    {RuleType::kAmountThreshold, "Currency transaction report",
     "Cash of more than 10,000.00 USD in or out on one business day, in one sum or several, is "
     "reported within 15 days.",
     10'000'00, 138, true, 2},
    {RuleType::kAmountThreshold, "Funds transfer record",
     "For a transfer of 3,000.00 USD or more the originator, the beneficiary and the purpose are "
     "recorded and travel with the payment.",
     3'000'00, 138, true, 1},
    {RuleType::kAmountThreshold, "Monetary instrument log",
     "Cashier's checks and money orders sold for 3,000.00 USD or more in cash are logged. Replaced "
     "when the bank stopped selling them for cash.",
     3'000'00, 138, false, 1},
    {RuleType::kAmountThreshold, "Suspicious cash review",
     "Cash of 5,000.00 USD or more without a known source is looked at by a compliance officer.",
     5'000'00, 126, true, 2},
    {RuleType::kAmountThreshold, "Large wire approval",
     "A wire above 25,000.00 USD needs the approval of a second officer before it leaves.",
     25'000'00, 114, true, 2},
    {RuleType::kAmountThreshold, "Structured cash",
     "Repeated cash deposits from 8,000.00 USD to just below 10,000.00 USD on one account are "
     "added up over 30 days.",
     8'000'00, 102, true, 3},
    {RuleType::kTransactionLimit, "Cash machine daily limit",
     "At most 500.00 USD in cash from machines on one day, unless a higher limit was agreed.",
     500'00, 126, true, 0},
    {RuleType::kTransactionLimit, "Online transfer limit",
     "At most 5,000.00 USD in one transfer entered online or in the app; more needs a call back.",
     5'000'00, 96, true, 1},
    {RuleType::kTransactionLimit, "Teller withdrawal limit",
     "More than 2,500.00 USD in cash at the counter needs a second proof of identity.", 2'500'00,
     126, true, 1},
    {RuleType::kTransactionLimit, "Single card purchase limit",
     "At most 2,000.00 USD in one card purchase, unless a higher limit was agreed.", 2'000'00, 96,
     true, 0},
    {RuleType::kVelocityCheck, "Transactions per day",
     "More than 5 authorizations on one account in a day, declined ones included, are held for a "
     "look.",
     5'00, 114, true, 1},
    {RuleType::kVelocityCheck, "Transfers per week",
     "More than 10 outgoing transfers in seven days. Replaced by the count per day.", 10'00, 130,
     false, 0},
    {RuleType::kVelocityCheck, "New payees per day",
     "More than 3 payees added in a day stop transfers to them for 24 hours.", 3'00, 88, true, 1},
    {RuleType::kVelocityCheck, "Devices per hour",
     "Sign-ins with one identity from more than 2 devices within an hour lock online banking.",
     2'00, 90, true, 2},
    {RuleType::kGeographicRestriction, "Sanctioned jurisdictions",
     "No payment to or from a jurisdiction under comprehensive sanctions.", 0, 138, true, 3},
    {RuleType::kGeographicRestriction, "High-risk jurisdictions",
     "Payments to or from a jurisdiction under increased monitoring need a documented purpose.", 0,
     114, true, 2},
    {RuleType::kGeographicRestriction, "Card use abroad",
     "Cards are declined outside the country of residence until the customer confirms the journey.",
     0, 102, true, 0},
    {RuleType::kGeographicRestriction, "Sign-in from abroad",
     "Online banking asks for a second factor, and compliance for a reason, when the address is "
     "in a restricted country.",
     0, 91, true, 1},
}};

Date created_date(const BankModel& model, const ComplianceRule& rule) noexcept {
  return previous_working_day(add_months(model.options.as_of, -rule.age_months));
}

namespace {

/// The text with the bank's own currency.
std::string_view in_currency(std::string_view text, std::string_view currency, Arena& arena) {
  constexpr std::string_view kWritten = "USD";
  Text result(arena);
  for (auto at = text.find(kWritten); at != std::string_view::npos; at = text.find(kWritten)) {
    result.add(text.substr(0, at)).add(currency);
    text.remove_prefix(at + kWritten.size());
  }
  return result.add(text).view();
}

}  // namespace

void append_compliance_rules(const BankModel& model, RowSet& out) {
  for (std::uint64_t i = 0; i < kComplianceRules.size(); ++i) {
    const ComplianceRule& rule = kComplianceRules[i];
    ComplianceRulesRow row{
        .rule_id = {i + 1},
        .rule_name = rule.name,
        .rule_type = text_of(rule.type),
        .description = in_currency(rule.description, model.currency(), out.arena()),
        .threshold_value = {},
        .is_active = rule.active,
        .created_date = created_date(model, rule)};
    if (rule.threshold_cents != 0) row.threshold_value = Money{rule.threshold_cents};
    out.of<ComplianceRulesRow>().push_back(row);
  }
}

}  // namespace bankseed
