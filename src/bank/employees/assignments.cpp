#include <algorithm>

#include "bank/employees/employees.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/rows/row_set.hpp"

namespace bankseed {

/// ASG1
void append_assignments(Block& whole, const TableSet& /*tables*/, RowSet& out) {
  const BankModel& model = whole.model();
  const CoreBankingPlan& block = whole.core_banking();
  const CoreCounts& before = block.quotas.before;
  std::uint64_t number = before.assignments();
  const auto add = [&](EmployeeId employee, AssignmentType type, AnyId entity, Date start,
                       bool ended, Draws& draws) {
    EmployeeAssignmentsRow row{.assignment_id = {static_cast<std::int64_t>(++number)},
                               .employee_id = employee,
                               .assignment_type = text_of(type),
                               .related_entity_id = entity,
                               .start_date = start,
                               .end_date = {}};
    if (ended) {
      const Date gone = model.roster.terminated(employee).value_or(model.options.as_of);
      const std::int32_t last =
          std::max(start.days, std::min(gone.days, model.options.as_of.days - 1));
      row.end_date =
          Date{static_cast<std::int32_t>(draws.between(std::min(start.days + 30, last), last))};
    }
    out.of<EmployeeAssignmentsRow>().push_back(row);
  };
  for (const Customer& customer : block.customers) {
    if (!customer.has_portfolio) continue;
    Draws draws = model.draws(Stream::kAssignment, customer.id.number);
    const Date onboarded = date_of(customer.created_at);
    const std::uint64_t pick = draws.next();
    const Until until = customer.portfolio_ended ? Until::kThatDay : Until::kToday;
    auto found = agent_of(model, customer);
    if (!found) {
      found = model.roster.pick_in(customer.branch, Role::kCustomerService, onboarded, pick, until);
    }
    const EmployeeId employee =
        found.value_or(model.roster.pick_nearest(Role::kCustomerService, onboarded, pick, until));
    const auto later = static_cast<std::int32_t>(draws.below(6));
    const Employee agent = model.roster.employee(employee);
    // Who was there on the day of onboarding may be gone a few days later.
    const Date last = std::max(onboarded, std::min(agent.terminated.value_or(model.options.as_of),
                                                   add_days(model.options.as_of, -1)));
    const Date start = std::max(std::min(add_days(onboarded, later), last), agent.hired);
    add(employee, AssignmentType::kCustomerPortfolio, customer.id, start, customer.portfolio_ended,
        draws);
  }
  const Share ended_share = model.options.settings.assignments.ended;
  for (std::uint64_t i = 0; i < block.quotas.counts.branch_coverage; ++i) {
    const std::uint64_t ordinal = before.branch_coverage + i;
    Draws draws = model.draws(Stream::kBranchCoverage, ordinal);
    const std::int32_t ago = static_cast<std::int32_t>(draws.between(40, 1800));
    const Date start = add_days(model.options.as_of, -ago);
    const std::uint64_t pick = draws.next();
    const bool ended = share_of(ordinal + 1, ended_share) != share_of(ordinal, ended_share);
    const BranchCode branch{1 + ordinal % model.options.settings.employees.branches};
    const Until until = ended ? Until::kThatDay : Until::kToday;
    const EmployeeId employee =
        model.roster.pick_in(branch, Role::kBranchManager, start, pick, until)
            .value_or(model.roster.pick_nearest(Role::kBranchManager, start, pick, until));
    add(employee, AssignmentType::kBranchCoverage, branch,
        std::max(start, model.roster.employee(employee).hired), ended, draws);
  }
}

}  // namespace bankseed
