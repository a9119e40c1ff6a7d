#include "verify/rules/rules.hpp"

#include <algorithm>

#include "verify/selection.hpp"

namespace bankseed::verify {

std::vector<Rule> all_rules() {
  std::vector<Rule> rules;
  for (const auto part :
       {structure_rules(), reference_rules(), foundation_rules(), core_banking_rules(),
        income_rules(), ledger_rules(), engagement_rules(), loan_rules(), repayment_rules(),
        insurance_rules(), compliance_rules(), supervision_rules(), plausibility_rules()})
    rules.insert(rules.end(), part.begin(), part.end());
  std::stable_sort(rules.begin(), rules.end(), [](const Rule& left, const Rule& right) {
    return rank_of(left.id) < rank_of(right.id);
  });
  return rules;
}

}  // namespace bankseed::verify
