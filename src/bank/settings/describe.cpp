#include "bank/settings/describe.hpp"

#include "bank/accounts/accounts.hpp"
#include "bank/compliance/compliance.hpp"
#include "bank/datasets/datasets.hpp"
#include "bank/employees/employees.hpp"
#include "bank/engagement/engagement.hpp"
#include "bank/insurance/insurance.hpp"
#include "bank/loans/loans.hpp"

namespace bankseed {
namespace {

/// Value with `decimals` digits after the point, without zeros beyond `decimals_min`.
std::string decimal_text(std::int64_t number, int decimals, int decimals_min) {
  const bool negative = number < 0;
  std::string digits = std::to_string(negative ? -number : number);
  while (digits.size() <= static_cast<std::size_t>(decimals))
    digits.insert(0, 1, '0');
  digits.insert(digits.size() - static_cast<std::size_t>(decimals), 1, '.');
  for (int i = decimals; i > decimals_min && digits.back() == '0'; --i)
    digits.pop_back();
  return negative ? "-" + digits : digits;
}

}  // namespace

std::vector<SettingSection> describe_settings(Settings& settings) {
  auto& [employees, training, assignments, customers, accounts, transactions, relationships,
         interactions, complaints, campaigns, loans, insurance, identity, screening, reports, audit,
         rules, datasets] = settings;
  std::vector<SettingSection> sections;
  sections.push_back(describe(employees));
  sections.push_back(describe(training));
  sections.push_back(describe(assignments));
  sections.push_back(describe(customers));
  sections.push_back(describe(accounts));
  sections.push_back(describe(transactions));
  sections.push_back(describe(relationships));
  sections.push_back(describe(interactions));
  sections.push_back(describe(complaints));
  sections.push_back(describe(campaigns));
  sections.push_back(describe(loans));
  sections.push_back(describe(insurance));
  sections.push_back(describe(identity));
  sections.push_back(describe(screening));
  sections.push_back(describe(reports));
  sections.push_back(describe(audit));
  sections.push_back(describe(rules));
  sections.push_back(describe(datasets));
  return sections;
}

Settings default_settings(const Settings& settings) {
  Settings defaults;
  defaults.transactions = TransactionSettings::of(settings.transactions.activity);
  return defaults;
}

std::string setting_text(std::int64_t number, SettingUnit unit) {
  if (unit == SettingUnit::kCents) return decimal_text(number, 2, 2);
  if (unit == SettingUnit::kBasisPoints) return decimal_text(number, 2, 1);
  return std::to_string(number);
}

}  // namespace bankseed
