#include <algorithm>
#include <array>
#include <vector>

#include "bank/compliance/rows/rows.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/rows/row_set.hpp"
#include "core/apportionment.hpp"

namespace bankseed {
namespace {

constexpr std::int32_t kQuarters = 8;
constexpr std::int32_t kYears = 2;
/// What is due after each quarter, in the order in which it is handed in.
constexpr std::array<ReturnType, 3> kQuarterly = {
    ReturnType::kLiquidity, ReturnType::kCapitalAdequacy, ReturnType::kQuarterlyFiling};
static_assert(kQuarters * kQuarterly.size() + kYears == kRegulatoryReportCount);

/// Reports of condition are due 30 days after the quarter (12 USC 1817); stress tests on 5 April
/// (12 CFR 46.7).
constexpr std::int32_t kQuarterlyDueDays = 30;
constexpr std::int32_t kYearlyDueDays = 95;

/// The supervisor accepts after a long time: the oldest are accepted.
constexpr EnumArray<ReturnStatus, std::uint32_t> kStatus = {80, 15, 5};

struct Return {
  ReturnType type;
  Date start;
  Date end;
  std::int32_t due_days;
};

/// All returns in the order in which they fell due.
std::vector<Return> returns_before(Date as_of) {
  std::vector<Return> returns;
  const auto today = to_civil(as_of);
  // The first day of the quarter after the last one of which the returns have been due.
  Date next = to_date({today.year, (today.month - 1) / 3 * 3 + 1, 1});
  if (as_of.days - next.days <= kQuarterlyDueDays) next = add_months(next, -3);
  for (std::int32_t i = kQuarters; i > 0; --i) {
    const Date start = add_months(next, -3 * i);
    const Date end = add_days(add_months(start, 3), -1);
    for (const ReturnType type : kQuarterly)
      returns.push_back({.type = type, .start = start, .end = end, .due_days = kQuarterlyDueDays});
  }
  Date year = to_date({today.year, 1, 1});
  if (as_of.days - year.days <= kYearlyDueDays) year = add_months(year, -12);
  for (std::int32_t i = kYears; i > 0; --i) {
    const Date start = add_months(year, -12 * i);
    const Date end = add_days(add_months(start, 12), -1);
    returns.push_back(
        {.type = ReturnType::kStressTest, .start = start, .end = end, .due_days = kYearlyDueDays});
  }
  std::stable_sort(returns.begin(), returns.end(), [](const Return& a, const Return& b) {
    return a.end.days + a.due_days < b.end.days + b.due_days;
  });
  return returns;
}

/// Who prepares and approves returns (REG1).
constexpr std::array kFilingDepartments = {Department::kCompliance, Department::kFinance,
                                           Department::kRisk};
/// Draws for somebody of these.
constexpr int kAttempts = 64;

/// A senior employee other than `other` who was there that day: of finance, risk or compliance, as
/// long as one of them was.
std::optional<EmployeeId> pick_filer(const BankModel& model,
                                     Date day,
                                     std::optional<EmployeeId> other,
                                     Draws& draws) {
  std::optional<EmployeeId> anybody;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    anybody = model.roster.pick_senior(day, draws.next(), other);
    if (!anybody) return anybody;
    const Department department = model.roster.employee(*anybody).department;
    if (std::find(kFilingDepartments.begin(), kFilingDepartments.end(), department) !=
        kFilingDepartments.end())
      return anybody;
  }
  for (const Department department : kFilingDepartments) {
    const auto head = model.roster.head_of(department);
    if (head && head != other && model.roster.employed_on(*head, day)) return head;
  }
  return anybody;
}

/// The head of the department that answers for the return, or another than its author who could
/// have prepared it.
std::optional<EmployeeId> pick_approver(const BankModel& model,
                                        const Return& item,
                                        Date day,
                                        std::optional<EmployeeId> author,
                                        Draws& draws) {
  const bool filing =
      item.type == ReturnType::kQuarterlyFiling || item.type == ReturnType::kCapitalAdequacy;
  const auto head = model.roster.head_of(filing ? Department::kFinance : Department::kRisk);
  if (head && head != author && model.roster.employed_on(*head, day)) return head;
  return pick_filer(model, day, author, draws);
}

}  // namespace

void append_regulatory_reports(const BankModel& model, RowSet& out) {
  constexpr auto kCounts = ApportionmentOf(kStatus).counts_of(kRegulatoryReportCount);
  constexpr std::uint64_t kAccepted = kCounts[ReturnStatus::kAccepted];
  const auto returns = returns_before(model.options.as_of);
  for (std::uint64_t i = 0; i < returns.size(); ++i) {
    const Return& item = returns[i];
    Draws draws = model.draws(Stream::kReturn, i);
    // On one of the last working days before it is due.
    const auto early = static_cast<std::int32_t>(draws.below(9));
    const Date submitted = model.working_days.on_or_before(
        std::min(add_days(item.end, item.due_days - early), add_days(model.options.as_of, -1)));
    RegulatoryReportsRow row{.report_id = {i + 1},
                             .report_type = text_of(item.type),
                             .reporting_period_start = item.start,
                             .reporting_period_end = item.end,
                             .submission_date = submitted,
                             .status = text_of(ReturnStatus::kSubmitted),
                             .prepared_by = {},
                             .approved_by = {}};
    if (i < kAccepted) row.status = text_of(ReturnStatus::kAccepted);
    if (i >= kCounts[ReturnStatus::kSubmitted] + kAccepted) {
      row.status = text_of(ReturnStatus::kPending);
      row.submission_date.reset();
    }
    row.prepared_by = pick_filer(model, submitted, {}, draws);
    row.approved_by = pick_approver(model, item, submitted, row.prepared_by, draws);
    out.of<RegulatoryReportsRow>().push_back(row);
  }
}

}  // namespace bankseed
