#pragma once

#include <tuple>

#include "bank/accounts/ledger/typologies/structuring.hpp"

namespace bankseed {

/// The cases of a block, by typology.
template <Typology... Typologies>
class CasesOf {
 public:
  void plan(const BankModel& model,
            const CoreBankingPlan& block,
            const TransactionRanks& ranks,
            std::uint64_t deposits) {
    cases_ = {Typologies::plan(model, block, ranks, deposits)...};
  }
  /// Calls visit.template operator()<T>(one) for every case, one typology after the other.
  template <class Visit>
  void for_each(const Visit& visit) const {
    (visit_cases<Typologies>(visit), ...);
  }

 private:
  template <Typology T, class Visit>
  void visit_cases(const Visit& visit) const {
    for (const auto& one : std::get<std::vector<typename T::Case>>(cases_))
      visit.template operator()<T>(one);
  }

  std::tuple<std::vector<typename Typologies::Case>...> cases_;
};

/// All typologies there are.
using TypologyCases = CasesOf<Structuring>;

}  // namespace bankseed
