// error: a foreign key leads into another database

#include "compile_fail/branch_visits.hpp"

namespace bankseed {

template <>
struct Table<BranchVisitsRow> {
  static constexpr BeginsWithBank kBegins{};
  static constexpr std::string_view kName = "branch_visits";
  static constexpr std::string_view kComment = "Visits.";
  static constexpr Database kDatabase = Database::kAccounts;
  static constexpr Phase kPhase = Phase::kCompliance;
#ifdef WRONG
  static constexpr auto kLoan =
      column<&BranchVisitsRow::loan_id>("Loan.").varchar(50).to("loans.loan_id");
#else
  static constexpr auto kLoan =
      column<&BranchVisitsRow::loan_id>("Loan.").varchar(50).to_external("loans_db.loans.loan_id");
#endif
  static constexpr auto kColumns =
      columns(column<&BranchVisitsRow::visit_id>("Numbers the visit.").key(), kLoan);
};

static_assert(is_sound(last_of(AllRows{})));

}  // namespace bankseed
