#include "rows/views.hpp"

#include <array>

namespace bankseed {
namespace {

constexpr std::array<ViewColumn, 4> kBranchStaffColumns = {{
    {"branch_code", "Branch, BR001 to BR018."},
    {"department", "Department, by name."},
    {"employees", "How many employees work there now."},
    {"average_salary", "Their mean yearly pay, in the bank's currency."},
}};
constexpr ViewInfo kBranchStaff = {
    .database = Database::kEmployees,
    .name = "branch_staff",
    .comment = "Who works where: active employees by branch and department.",
    .columns = kBranchStaffColumns,
    .query = R"sql(SELECT e.branch_code, e.department, count(*), round(avg(e.salary), 2)
FROM public.employees e
WHERE e.employment_status = 'active'
GROUP BY e.branch_code, e.department)sql"};

constexpr std::array<ViewColumn, 6> kOpenComplaintsColumns = {{
    {"complaint_id", "Identifies the complaint."},
    {"customer_id", "Customer who complains."},
    {"full_name", "Given and family name of the customer."},
    {"customer_segment", "Segment of the customer."},
    {"priority", "How urgent it is."},
    {"filed_date", "When it was filed, local bank time."},
}};
constexpr ViewInfo kOpenComplaints = {
    .database = Database::kCustomer,
    .name = "open_complaints",
    .comment = "Complaints that nobody has settled yet, with who complains.",
    .columns = kOpenComplaintsColumns,
    .query =
        R"sql(SELECT c.complaint_id, c.customer_id, p.full_name, p.customer_segment, c.priority,
  c.filed_date
FROM public.complaints c
JOIN public.customer_profiles p ON p.customer_id = c.customer_id
WHERE c.status IN ('open', 'investigating'))sql"};

constexpr std::array<ViewColumn, 4> kSegmentSatisfactionColumns = {{
    {"customer_segment", "Segment of the customers who answered."},
    {"answers", "How many surveys were answered."},
    {"average_rating", "Mean satisfaction, from 1 (very low) to 5 (very high)."},
    {"net_promoter_score",
     "Per cent of answers from 9 less per cent of answers up to 6, -100 to 100."},
}};
constexpr ViewInfo kSegmentSatisfaction = {
    .database = Database::kCustomer,
    .name = "segment_satisfaction",
    .comment = "How content customers are, by segment.",
    .columns = kSegmentSatisfactionColumns,
    .query = R"sql(SELECT p.customer_segment, count(*), round(avg(s.satisfaction_rating), 2),
  round(avg(CASE WHEN s.nps_score >= 9 THEN 100 WHEN s.nps_score <= 6 THEN -100 ELSE 0 END), 1)
FROM public.satisfaction_surveys s
JOIN public.customer_profiles p ON p.customer_id = s.customer_id
GROUP BY p.customer_segment)sql"};

constexpr std::array<ViewColumn, 6> kCustomerBalancesColumns = {{
    {"customer_id", "Customer who owns the accounts."},
    {"first_name", "Given name of the customer."},
    {"last_name", "Family name of the customer."},
    {"currency", "ISO 4217 code; a row for each currency that the customer has accounts in."},
    {"accounts", "How many accounts that are not closed."},
    {"balance", "What is on them together, in this currency."},
}};
constexpr ViewInfo kCustomerBalances = {
    .database = Database::kAccounts,
    .name = "customer_balances",
    .comment = "What customers have at the bank, by currency; closed accounts do not count.",
    .columns = kCustomerBalancesColumns,
    .query =
        R"sql(SELECT c.customer_id, c.first_name, c.last_name, a.currency, count(*), sum(a.balance)
FROM public.customers c
JOIN public.accounts a ON a.customer_id = c.customer_id
WHERE a.account_status <> 'closed'
GROUP BY c.customer_id, c.first_name, c.last_name, a.currency)sql"};

constexpr std::array<ViewColumn, 5> kMonthlyMovementsColumns = {{
    {"month", "First day of the month."},
    {"currency", "ISO 4217 code of the accounts."},
    {"transaction_type", "Kind of movement."},
    {"movements", "How many there were."},
    {"total_amount", "Their amounts together, in this currency; the kind tells the direction."},
}};
constexpr ViewInfo kMonthlyMovements = {
    .database = Database::kAccounts,
    .name = "monthly_movements",
    .comment = "Movements month by month, closed accounts included.",
    .columns = kMonthlyMovementsColumns,
    .query =
        R"sql(SELECT date_trunc('month', t.transaction_date)::date, a.currency, t.transaction_type,
  count(*), sum(t.transaction_amount)
FROM public.transactions t
JOIN public.accounts a ON a.account_id = t.account_id
GROUP BY date_trunc('month', t.transaction_date)::date, a.currency, t.transaction_type)sql"};

constexpr std::array<ViewColumn, 5> kLoanPortfolioColumns = {{
    {"loan_type", "Kind of loan."},
    {"loan_status", "State of the loans."},
    {"loans", "How many there are."},
    {"principal", "What was lent, in the bank's currency."},
    {"outstanding", "What of it is still owed, in the bank's currency."},
}};
constexpr ViewInfo kLoanPortfolio = {
    .database = Database::kLoans,
    .name = "loan_portfolio",
    .comment = "What the bank has lent and what is owed to it, by kind and state.",
    .columns = kLoanPortfolioColumns,
    .query = R"sql(SELECT l.loan_type, l.loan_status, count(*), sum(l.principal_amount),
  sum(l.outstanding_balance)
FROM public.loans l
GROUP BY l.loan_type, l.loan_status)sql"};

constexpr std::array<ViewColumn, 6> kMissedInstallmentsColumns = {{
    {"loan_id", "Loan to be repaid."},
    {"customer_id", "Borrower, of accounts_db.customers."},
    {"loan_type", "Kind of loan."},
    {"installment_number", "Place in the loan's schedule."},
    {"due_date", "Day on which it fell due."},
    {"total_amount", "What was to be paid, in the bank's currency."},
}};
constexpr ViewInfo kMissedInstallments = {
    .database = Database::kLoans,
    .name = "missed_installments",
    .comment = "Installments that fell due and were never paid.",
    .columns = kMissedInstallmentsColumns,
    .query = R"sql(SELECT r.loan_id, l.customer_id, l.loan_type, r.installment_number, r.due_date,
  r.total_amount
FROM public.repayment_schedule r
JOIN public.loans l ON l.loan_id = r.loan_id
WHERE r.payment_status = 'missed')sql"};

constexpr std::array<ViewColumn, 5> kPolicyClaimsColumns = {{
    {"policy_type", "Kind of insurance."},
    {"claim_status", "State of the claims."},
    {"claims", "How many there are."},
    {"claimed", "What was claimed, in the bank's currency."},
    {"approved", "What was granted, in the bank's currency; empty where nothing was."},
}};
constexpr ViewInfo kPolicyClaims = {
    .database = Database::kInsurance,
    .name = "policy_claims",
    .comment = "Claims by kind of insurance and state.",
    .columns = kPolicyClaimsColumns,
    .query =
        R"sql(SELECT p.policy_type, c.status, count(*), sum(c.claim_amount), sum(c.approved_amount)
FROM public.claims c
JOIN public.policies p ON p.policy_id = c.policy_id
GROUP BY p.policy_type, c.status)sql"};

constexpr std::array<ViewColumn, 6> kFlaggedScreeningsColumns = {{
    {"check_id", "Identifies the screening."},
    {"customer_id", "Customer who was screened, of accounts_db.customers."},
    {"risk_rating", "The customer's risk when the identity was checked."},
    {"check_type", "What was compared with what."},
    {"check_date", "When it was made, local bank time."},
    {"risk_level", "Gravity of what was found."},
}};
constexpr ViewInfo kFlaggedScreenings = {
    .database = Database::kCompliance,
    .name = "flagged_screenings",
    .comment = "Screenings that found something, with the customer's risk.",
    .columns = kFlaggedScreeningsColumns,
    .query =
        R"sql(SELECT a.check_id, a.customer_id, k.risk_rating, a.check_type, a.check_date,
  a.risk_level
FROM public.aml_checks a
JOIN public.kyc_records k ON k.customer_id = a.customer_id
WHERE a.aml_flag)sql"};

constexpr std::array kViews = {kBranchStaff,        kOpenComplaints,   kSegmentSatisfaction,
                               kCustomerBalances,   kMonthlyMovements, kLoanPortfolio,
                               kMissedInstallments, kPolicyClaims,     kFlaggedScreenings};

}  // namespace

std::span<const ViewInfo> all_views() noexcept {
  return kViews;
}

}  // namespace bankseed
