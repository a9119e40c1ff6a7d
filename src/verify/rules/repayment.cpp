// Phase 4 of RULES.md: what is paid back, and when.

#include <array>

#include "verify/rules/rules.hpp"

namespace bankseed::verify {
namespace {

constexpr auto kLoans = Database::kLoans;
constexpr auto kAccounts = Database::kAccounts;

constexpr std::array<ValueShare, 4> kPastDue = {
    {{"paid", 9000}, {"late", 500}, {"pending", 300}, {"missed", 200}}};

/// Loans with what their schedules come to; also loans and schedules that are alone. One walk over
/// all installments, in cents and in the order of their numbers, with their place and what has been
/// repaid up to each. `is_odd` is true of a schedule where anything is not as it should be that is
/// seen in one installment and its loan, and where there are several loans of the same id. Sorted
/// before the window is opened, which is the same, and cheaper by what else a row carries.
constexpr std::string_view kSchedules =
    "loans FULL JOIN (SELECT loan_id, count(*) AS rows, sum(principal_amount) AS paid, "
    "coalesce(sum(principal_amount) FILTER (WHERE payment_date IS NULL), 0) AS unpaid, "
    "bool_or(payment_status = 'missed') AS missed, min(total_amount) FILTER (WHERE "
    "installment_number < term_months) AS least, max(total_amount) FILTER (WHERE "
    "installment_number < term_months) AS most, max(installment_number) FILTER (WHERE due_date < "
    "{as_of} AND payment_status IS DISTINCT FROM 'pending') AS settled, min(installment_number) "
    "FILTER (WHERE due_date < {as_of} AND payment_status = 'pending') AS pending, "
    "max(payment_date) AS latest, min(payment_date) FILTER (WHERE due_date >= {as_of}) AS early, "
    "bool_or(place IS DISTINCT FROM installment_number OR NOT ((borrowed - repaid + "
    "principal)::bigint * rate >= 0 AND abs(120000 * interest - (borrowed - repaid + "
    "principal)::bigint * rate) < 60001 - interest % 2) OR due_date <> (disbursement_date + "
    "installment_number * interval '1 month')::date OR CASE payment_status WHEN 'pending' THEN "
    "payment_date IS NOT NULL OR loan_status = 'paid_off' OR ({n} >= 120 AND due_date < {as_of} - "
    "31) WHEN 'paid' THEN payment_date IS NULL OR payment_date > due_date OR (due_date >= {as_of} "
    "AND loan_status <> 'paid_off') WHEN 'late' THEN payment_date IS NULL OR payment_date <= "
    "due_date OR (due_date >= {as_of} AND loan_status <> 'paid_off') ELSE payment_date IS NOT NULL "
    "OR loan_status = 'paid_off' OR due_date >= {as_of} END OR payment_date <= disbursement_date "
    "OR "
    "payment_date >= {as_of} OR ((linked_account_id IS NOT NULL OR due_date >= {as_of}) AND "
    "{closed:payment_date})) OR count(*) <> max(place) AS is_odd FROM (SELECT *, row_number() OVER "
    "steps AS place, sum(principal) OVER steps AS repaid "
    "FROM (SELECT loan_id, installment_number, due_date, principal_amount, total_amount, "
    "payment_date, payment_status, (principal_amount * 100)::bigint::float8 AS principal, "
    "(interest_amount * 100)::bigint AS interest FROM repayment_schedule ORDER BY loan_id, "
    "installment_number) i WINDOW steps AS (PARTITION BY loan_id ROWS UNBOUNDED PRECEDING)) s LEFT "
    "JOIN (SELECT loan_id, term_months, loan_status, linked_account_id, disbursement_date, "
    "(interest_rate * 10000)::bigint AS rate, (principal_amount * 100)::bigint AS borrowed FROM "
    "loans OFFSET 0) l USING (loan_id) GROUP BY loan_id) s USING (loan_id)";

/// An installment of equal ones may not be the annuity. That is seen in double precision, unless it
/// is near the middle between two cents, or large.
constexpr std::string_view kAnnuity =
    "is_odd OR term_months > 1 AND (least IS DISTINCT FROM most OR CASE WHEN interest_rate < "
    "0.0001 OR least "
    ">= 1000000 THEN true WHEN abs(100 * (principal_amount::float8 * (trunc(interest_rate * "
    "10000)::float8 / 120000) / nullif(1 - (1 + trunc(interest_rate * 10000)::float8 / 120000) ^ "
    "(-term_months), 0) - least::float8)) < 0.49 THEN false ELSE NOT 2 * abs(principal_amount * "
    "trunc(interest_rate * 10000) * (120000 + trunc(interest_rate * 10000)) ^ term_months - least "
    "* 120000 * ((120000 + trunc(interest_rate * 10000)) ^ term_months - 120000::numeric ^ "
    "term_months)) * 100 < 120000 * ((120000 + trunc(interest_rate * 10000)) ^ term_months - "
    "120000::numeric ^ term_months) END)";

constexpr std::array kRules = {
    Rule{"SCH1", "installments", "A loan has as many installments as months, numbered from 1.",
         NoRows{kLoans,
                "SELECT loan_id, coalesce(rows, 0) || ' installments, ' || coalesce(numbers, 0) || "
                "' numbers, from ' || coalesce(first, 0) || ' to ' || coalesce(last, 0) || ' in ' "
                "|| term_months || ' months' FROM loans LEFT JOIN (SELECT loan_id, count(*) AS "
                "rows, count(DISTINCT installment_number) AS numbers, min(installment_number) AS "
                "first, max(installment_number) AS last FROM repayment_schedule GROUP BY 1) s "
                "USING (loan_id) WHERE rows IS NULL OR rows <> term_months OR numbers <> "
                "term_months OR first <> 1 OR last <> term_months",
                Screen{kSchedules, "is_odd OR rows IS DISTINCT FROM term_months"}}},
    Rule{"SCH1", "due dates",
         "Installments fall due monthly from disbursement, at the end of shorter months.",
         NoRows{kLoans,
                "SELECT schedule_id::text, loan_id || ' of ' || disbursement_date || ', "
                "installment ' || installment_number || ' due ' || due_date FROM "
                "{sample:repayment_schedule} JOIN loans USING (loan_id) WHERE due_date <> "
                "(disbursement_date + installment_number * interval '1 month')::date",
                Screen{kSchedules, "is_odd"}}},
    Rule{
        "SCH1", "total",
        "An installment is its principal part and its interest part, both to the cent.",
        NoRows{kLoans,
               "SELECT schedule_id::text, principal_amount || ' + ' || interest_amount || ', total "
               "' || total_amount FROM {sample:repayment_schedule} WHERE total_amount <> "
               "principal_amount + "
               "interest_amount OR principal_amount <= 0 OR interest_amount < 0"}},
    Rule{"SCH1", "principal", "The principal parts sum to the principal, to the cent.",
         NoRows{kLoans,
                "SELECT loan_id, paid || ' of ' || loans.principal_amount FROM loans JOIN (SELECT "
                "loan_id, sum(principal_amount) AS paid FROM repayment_schedule GROUP BY 1) s "
                "USING (loan_id) WHERE paid <> loans.principal_amount",
                Screen{kSchedules, "is_odd OR paid <> principal_amount"}}},
    // Whole cents are exact in double precision, whose sums are the fastest. What is off by less
    // than half a cent is rounded as it should be, and so are even cents that are off by half a
    // one.
    Rule{
        "SCH1", "interest",
        "Interest is a twelfth of the rate on the remaining principal, rounded half-even to cents.",
        NoRows{kLoans,
               "SELECT schedule_id::text, loan_id || ', interest of ' || interest / 100.0 || ' on "
               "' || remaining / 100.0 || ' at ' || rate / 10000.0 FROM (SELECT schedule_id, "
               "s.loan_id, interest, rate, l.principal - (sum(s.principal::float8) OVER (PARTITION "
               "BY s.loan_id ORDER BY installment_number ROWS UNBOUNDED PRECEDING))::bigint + "
               "s.principal AS remaining FROM (SELECT schedule_id, loan_id, installment_number, "
               "(principal_amount * 100)::bigint AS principal, (interest_amount * 100)::bigint AS "
               "interest FROM repayment_schedule) s JOIN (SELECT loan_id, (interest_rate * "
               "10000)::bigint AS rate, (principal_amount * 100)::bigint AS principal FROM loans) "
               "l USING (loan_id)) x WHERE interest <> remaining * rate / 120000 + CASE WHEN 2 * "
               "(remaining * rate % 120000) > 120000 OR (2 * (remaining * rate % 120000) = 120000 "
               "AND remaining * rate / 120000 % 2 = 1) THEN 1 ELSE 0 END",
               Screen{kSchedules, "is_odd OR term_months IS NULL"}}},
    Rule{"SCH1", "level", "All installments of a loan are the same, but the last.",
         NoRows{kLoans,
                "SELECT loan_id, 'installments ' || least || ' to ' || most FROM (SELECT loan_id, "
                "min(total_amount) AS least, max(total_amount) AS most FROM repayment_schedule "
                "JOIN loans USING (loan_id) WHERE installment_number < term_months GROUP BY 1) x "
                "WHERE least <> most",
                Screen{kSchedules, "is_odd OR least <> most"}}},
    // P i / (1 - (1 + i)^-n) as a fraction of whole numbers, with U = 120,000 and R the rate in
    // ten-thousandths: P R (U + R)^n / (U ((U + R)^n - U^n)). The powers are the costly part; few
    // loans differ in rate and term.
    Rule{"SCH1", "annuity",
         "The installment is the annuity of principal, monthly rate and term, rounded half-even to "
         "the cent, exactly.",
         NoRows{kLoans,
                "WITH kinds AS MATERIALIZED (SELECT interest_rate, term_months, CASE WHEN rate = 0 "
                "THEN 1 ELSE rate * grown END AS above, CASE WHEN rate = 0 THEN term_months ELSE "
                "120000 * (grown - 120000::numeric ^ term_months) END AS below FROM (SELECT *, "
                "trunc(interest_rate * 10000) AS rate, (120000 + trunc(interest_rate * 10000)) ^ "
                "term_months AS grown FROM (SELECT DISTINCT interest_rate, term_months FROM loans) "
                "x) y) SELECT loan_id, 'installments of ' || round(cents / 100, 2) || ', the "
                "annuity is ' || round(principal * above / below / 100, 6) FROM (SELECT loan_id, "
                "total_amount * 100 AS cents, principal, above, below, 2 * abs(principal * above - "
                "total_amount * 100 * below) AS twice_off FROM (SELECT loan_id, principal_amount * "
                "100 AS principal, interest_rate, term_months FROM loans) l JOIN "
                "repayment_schedule USING (loan_id) JOIN kinds USING (interest_rate, term_months) "
                "WHERE installment_number = 1 AND term_months > 1) x WHERE twice_off > below OR "
                "(twice_off = below AND cents % 2 <> 0)",
                Screen{kSchedules, kAnnuity}}},
    Rule{"SCH2", "past due", "Of what fell due, 90 % are paid, 5 % late, 3 % pending, 2 % missed.",
         SharesOf{kLoans,
                  "SELECT payment_status, count(*) FROM repayment_schedule WHERE due_date < "
                  "{as_of} GROUP BY 1",
                  kPastDue}},
    Rule{"SCH2", "payment dates",
         "payment_date is set exactly when paid, by the due date, or late, after it; after "
         "disbursement, before as_of.",
         NoRows{kLoans,
                "SELECT schedule_id::text, payment_status || ', due ' || due_date || ', paid ' || "
                "coalesce(payment_date::text, 'never') FROM {sample:repayment_schedule} JOIN loans "
                "USING "
                "(loan_id) WHERE (payment_status IN ('paid', 'late')) <> (payment_date IS NOT "
                "NULL) OR (payment_status = 'paid' AND payment_date > due_date) OR (payment_status "
                "= 'late' AND payment_date <= due_date) OR payment_date <= disbursement_date OR "
                "payment_date >= {as_of}",
                Screen{kSchedules, "is_odd"}}},
    in_the_end(Rule{"SCH2", "working days",
                    "Linked accounts are debited on working days, and loans are paid off on one.",
                    NoRows{kLoans,
                           "SELECT schedule_id::text, 'paid ' || payment_date FROM "
                           "{sample:repayment_schedule} JOIN loans USING (loan_id) WHERE "
                           "(linked_account_id IS NOT NULL OR due_date >= {as_of}) AND "
                           "{closed:payment_date}",
                           Screen{kSchedules, "is_odd"}}}),
    in_the_end(Rule{
        "SCH2", "not yet due", "What is not yet due is pending, but on a loan that is paid off.",
        NoRows{kLoans,
               "SELECT schedule_id::text, payment_status || ', due ' || due_date FROM "
               "{sample:repayment_schedule} JOIN loans USING (loan_id) WHERE due_date >= {as_of} "
               "AND payment_status <> 'pending' AND loan_status <> 'paid_off'",
               Screen{kSchedules, "is_odd"}}}),
    Rule{"SCH2", "paid off",
         "Every installment of a loan that is paid off is paid; what was not yet due, on the day "
         "of the pay-off.",
         NoRows{kLoans,
                "SELECT loan_id, unpaid || ' unpaid, the rest paid from ' || coalesce(first::text, "
                "'?') || ' to ' || coalesce(last::text, '?') || ', the last payment ' || "
                "coalesce(latest::text, '?') FROM (SELECT loan_id, count(*) FILTER (WHERE "
                "payment_status NOT IN ('paid', 'late')) AS unpaid, min(payment_date) FILTER "
                "(WHERE due_date >= {as_of}) AS first, max(payment_date) FILTER (WHERE due_date >= "
                "{as_of}) AS last, max(payment_date) AS latest FROM repayment_schedule JOIN loans "
                "USING (loan_id) WHERE loan_status = 'paid_off' GROUP BY 1) x WHERE unpaid > 0 OR "
                "first <> latest OR last <> latest",
                Screen{kSchedules, "is_odd OR (loan_status = 'paid_off' AND early <> latest)"}}},
    Rule{"SCH2", "pending",
         "Past pending installments are the most recent ones: of the last month, and the last of "
         "their loan that fell due.",
         NoRows{kLoans,
                "SELECT schedule_id::text, 'pending, due ' || due_date || ', installment ' || "
                "installment_number || ', ' || settled || ' is settled or missed' FROM (SELECT "
                "schedule_id, payment_status, due_date, installment_number, max(CASE WHEN "
                "payment_status = 'pending' THEN 0 ELSE installment_number END) OVER (PARTITION BY "
                "loan_id) AS settled FROM repayment_schedule WHERE due_date < {as_of}) x WHERE "
                "payment_status = 'pending' AND (installment_number < settled OR ({n} >= 120 AND "
                "due_date < {as_of} - 31))",
                Screen{kSchedules, "is_odd OR pending < settled"}}},
    Rule{
        "LOA3", "unpaid",
        "Outstanding is what the schedule has unpaid when defaulted, and never more than that.",
        NoRows{kLoans,
               "SELECT loan_id, loan_status || ', outstanding ' || outstanding_balance || ', "
               "unpaid ' || unpaid FROM loans JOIN (SELECT loan_id, coalesce(sum(principal_amount) "
               "FILTER (WHERE payment_date IS NULL), 0) AS unpaid FROM repayment_schedule GROUP BY "
               "1) s USING (loan_id) WHERE CASE loan_status WHEN 'defaulted' THEN "
               "outstanding_balance <> unpaid ELSE outstanding_balance > unpaid END",
               Screen{kSchedules,
                      "is_odd OR CASE loan_status WHEN 'defaulted' THEN outstanding_balance <> "
                      "unpaid ELSE outstanding_balance > unpaid END"}}},
    Rule{"LOA4", "missed",
         "Installments are missed on loans in default or delinquent, on every one of them and on "
         "no others.",
         NoRows{kLoans,
                "SELECT l.loan_id, loan_status || ', default_status ' || default_status || CASE "
                "WHEN m.loan_id IS NULL THEN ', none missed' ELSE ', some missed' END FROM loans l "
                "LEFT JOIN (SELECT DISTINCT loan_id FROM repayment_schedule WHERE payment_status = "
                "'missed') m ON m.loan_id = l.loan_id WHERE default_status <> (m.loan_id IS NOT "
                "NULL)",
                Screen{kSchedules, "is_odd OR default_status <> coalesce(missed, false)"}}},
    Rule{"LOA5", "ledger",
         "A transaction that pays an installment has its amount, its date and the linked account.",
         EveryRowIn{{kAccounts,
                     "SELECT substring(description FROM '[A-Z]{2}-[0-9]{4}-[0-9]+') COLLATE \"C\", "
                     "substring(description FROM '(?:installment|parcela) ([0-9]+)') COLLATE "
                     "\"C\", account_id COLLATE \"C\", transaction_amount::text COLLATE \"C\", "
                     "transaction_date::date::text COLLATE \"C\" FROM transactions WHERE "
                     "transaction_type = 'payment' AND description LIKE ANY (ARRAY['Loan payment, "
                     "%', 'Presta%o de empr%stimo, %']) ORDER BY 1, 2, 3, 4, 5"},
                    {kLoans,
                     "SELECT loan_number COLLATE \"C\", installment_number::text COLLATE \"C\", "
                     "linked_account_id COLLATE \"C\", total_amount::text COLLATE \"C\", "
                     "payment_date::text COLLATE \"C\" FROM repayment_schedule JOIN loans USING "
                     "(loan_id) WHERE linked_account_id IS NOT NULL AND payment_date IS NOT NULL "
                     "ORDER BY 1, 2, 3, 4, 5"}}},
};

}  // namespace

std::span<const Rule> repayment_rules() {
  return kRules;
}

Screen lone_schedules() {
  return {kSchedules, "term_months IS NULL"};
}

}  // namespace bankseed::verify
