// Figures of transactions. What a purchase, a salary or a cash machine is, only descriptions tell,
// in English or Portuguese.

#include "verify/figures/transaction_figures.hpp"

#include <array>

namespace bankseed::verify {
namespace {

constexpr auto kAccounts = Database::kAccounts;

constexpr std::array kDigitsQuery = {FigureQuery{kAccounts, R"(
SELECT kind, digit, count(*), NULL
FROM (
  SELECT CASE
      WHEN transaction_type = 'payment'
        AND description !~* 'installment|premium|presta|pr.mio' THEN 'payments'
      WHEN transaction_type = 'transfer' AND transaction_amount <= 10000
        AND (counterparty_account IS NULL OR description ~* ' to | enviad[ao] ') THEN 'transfers'
      WHEN transaction_type = 'withdrawal'
        AND (description ILIKE '%purchase%' OR description ILIKE 'compra%') THEN 'purchases'
      WHEN transaction_type = 'deposit'
        AND description !~*
          'cash|payroll|salary|interest|savings|dinheiro|sal.rio|rendimento|programada'
        THEN 'deposits'
    END AS kind,
    left(ltrim(transaction_amount::text, '0.'), 1) AS digit
  FROM transactions) AS amounts
WHERE kind IS NOT NULL
GROUP BY 1, 2
ORDER BY 1, 2)"}};

constexpr std::string_view kBenfordSource =
    "Benford's law; the limit is what chance stays below in 99 of 100 samples, or 0.006";
constexpr std::string_view kRangeNote =
    "Not judged: the required range of amounts begins at 20 and cuts the first digits.";
constexpr std::array kDigitsMeasures = {
    MeasureDefinition{.name = "First digits of payments",
                      .series = "payments",
                      .compute = benford_deviation,
                      .unit = FigureUnit::kDeviation,
                      .benford = true,
                      .source = kBenfordSource,
                      .observations_min = 100},
    MeasureDefinition{.name = "First digits of transfers up to 10,000",
                      .series = "transfers",
                      .compute = benford_deviation,
                      .unit = FigureUnit::kDeviation,
                      .benford = true,
                      .source = kBenfordSource,
                      .observations_min = 100},
    MeasureDefinition{.name = "First digits of deposits",
                      .series = "deposits",
                      .compute = benford_deviation,
                      .unit = FigureUnit::kDeviation,
                      .note = kRangeNote},
    MeasureDefinition{.name = "First digits of card purchases",
                      .series = "purchases",
                      .compute = benford_deviation,
                      .unit = FigureUnit::kDeviation,
                      .note = kRangeNote}};

constexpr std::array kClockQuery = {FigureQuery{kAccounts, R"(
SELECT extract(isodow FROM transaction_date)::integer,
  extract(hour FROM transaction_date)::integer, count(*), NULL
FROM transactions
GROUP BY 1, 2
ORDER BY 1, 2)"}};
constexpr std::array kClockMeasures = {
    MeasureDefinition{.name = "Transactions between midnight and 05:00",
                      .compute = night_share,
                      .unit = FigureUnit::kPerCent,
                      .band = {.high = 0.05},
                      .source = "People sleep; the bank's rule TXN4",
                      .observations_min = 300}};

constexpr std::array kHoursQuery = {FigureQuery{kAccounts, R"(
SELECT '', extract(hour FROM transaction_date)::integer, count(*), NULL
FROM transactions
WHERE description ILIKE '%purchase%' OR description ILIKE 'compra%'
GROUP BY 2
ORDER BY 2)"}};
constexpr std::array kHoursMeasures = {
    MeasureDefinition{.name = "Busiest hour of card purchases",
                      .compute = peak_hour,
                      .unit = FigureUnit::kHour,
                      .band = {.low = 18, .high = 20},
                      .source = "Card payments peak between 18:00 and 21:00",
                      .observations_min = 5000},
    MeasureDefinition{.name = "Card purchases between 03:00 and 06:00",
                      .compute = small_hours_share,
                      .unit = FigureUnit::kPerCent,
                      .band = {.high = 0.02},
                      .source = "Card payments come close to nothing then",
                      .observations_min = 300}};

constexpr std::array kWeekdaysQuery = {FigureQuery{kAccounts, R"(
WITH days AS (
  SELECT transaction_date::date AS day, count(*) AS purchases
  FROM transactions
  WHERE description ILIKE '%purchase%' OR description ILIKE 'compra%'
  GROUP BY 1),
calendar AS (
  SELECT day::date AS day
  FROM generate_series((SELECT min(day) FROM days), (SELECT max(day) FROM days),
    interval '1 day') AS day)
SELECT '', extract(isodow FROM day)::integer, coalesce(sum(purchases), 0), count(*)
FROM calendar LEFT JOIN days USING (day)
GROUP BY 2
ORDER BY 2)"}};
constexpr std::array kWeekdaysMeasures = {
    MeasureDefinition{.name = "Card purchases on a Saturday, against Monday to Thursday",
                      .compute = saturday_ratio,
                      .unit = FigureUnit::kTimes,
                      .band = {1.2, 1.9},
                      .source = "Gallup, daily spending: Saturdays about 30 % up",
                      .observations_min = 500}};

constexpr std::array kPaydayQuery = {FigureQuery{kAccounts, R"(
WITH days AS (
  SELECT transaction_date::date AS day, count(*) AS spent
  FROM transactions
  WHERE description ILIKE '%purchase%' OR description ILIKE 'compra%'
    OR (transaction_type = 'payment' AND description !~* 'installment|premium|presta|pr.mio')
  GROUP BY 1),
calendar AS (
  SELECT day::date AS day
  FROM generate_series((SELECT min(day) FROM days), (SELECT max(day) FROM days),
    interval '1 day') AS day),
months AS (
  SELECT month
  FROM generate_series(
    (SELECT date_trunc('month', min(day)) - interval '1 month' FROM days),
    (SELECT max(day) FROM days), interval '1 month') AS month),
nominal AS (
  SELECT (month + interval '14 days')::date AS day FROM months
  UNION ALL
  SELECT (month + interval '1 month - 1 day')::date FROM months),
paydays AS MATERIALIZED (
  SELECT day - greatest(0, extract(isodow FROM day)::integer - 5) AS payday FROM nominal)
SELECT '', day - (SELECT max(payday) FROM paydays WHERE payday <= day),
  coalesce(sum(spent), 0), count(*)
FROM calendar LEFT JOIN days USING (day)
GROUP BY 2
ORDER BY 2)"}};
constexpr std::array kPaydayMeasures = {
    MeasureDefinition{.name = "Spending on payday and the day after, against other days",
                      .compute = payday_ratio,
                      .unit = FigureUnit::kTimes,
                      .band = {1.15, 1.45},
                      .source = "InMarket 2024: a third up",
                      .observations_min = 5000}};

constexpr std::array kPayrollQuery = {FigureQuery{kAccounts, R"(
WITH salaries AS (
  SELECT transaction_date::date AS day, count(*) AS paid,
    (date_trunc('month', transaction_date) + interval '14 days')::date AS middle,
    (date_trunc('month', transaction_date) + interval '1 month - 1 day')::date AS last
  FROM transactions
  WHERE transaction_type = 'deposit' AND description ~* 'payroll|salary|sal.rio'
  GROUP BY 1, 3, 4)
SELECT '', CASE
    WHEN extract(isodow FROM day) > 5 THEN 'weekend'
    -- Or up to four days before, where holidays and a weekend come together.
    WHEN middle - day BETWEEN 0 AND 4 OR last - day BETWEEN 0 AND 4 THEN 'payday'
    ELSE 'other day'
  END, sum(paid), NULL
FROM salaries
GROUP BY 2)"}};
constexpr std::array kPayrollMeasures = {
    MeasureDefinition{.name = "Salaries on the 15th or the last working day",
                      .compute = share_on_paydays,
                      .unit = FigureUnit::kPerCent,
                      .band = {.low = 0.95},
                      .source = "How American firms pay twice a month",
                      .observations_min = 30},
    MeasureDefinition{.name = "Salaries on a weekend",
                      .compute = share_on_weekends,
                      .unit = FigureUnit::kPerCent,
                      .band = {.high = 0},
                      .source = "Banks clear on working days",
                      .observations_min = 30}};

constexpr std::array kWinterQuery = {FigureQuery{kAccounts, R"(
WITH months AS (
  SELECT date_trunc('month', transaction_date)::date AS month, count(*) AS spent
  FROM transactions
  WHERE description ILIKE '%purchase%' OR description ILIKE 'compra%'
    OR (transaction_type = 'payment' AND description !~* 'installment|premium|presta|pr.mio')
  GROUP BY 1),
winters AS (
  SELECT month, spent,
    count(*) OVER (PARTITION BY extract(year FROM month - interval '1 month')) AS months
  FROM months
  WHERE extract(month FROM month) IN (11, 12, 1) AND month + interval '1 month' <= {as_of})
SELECT '', extract(month FROM month)::integer, sum(spent),
  sum(extract(day FROM month + interval '1 month - 1 day'))
FROM winters
WHERE months = 3
GROUP BY 2
ORDER BY 2 DESC)"}};
constexpr std::array kWinterMeasures = {
    MeasureDefinition{.name = "Spending in December, against November and January",
                      .compute = december_ratio,
                      .unit = FigureUnit::kTimes,
                      .band = {.low = 1},
                      .source = "Retail trade is high in December and low in January",
                      .observations_min = 1000}};

constexpr std::array kCashQuery = {FigureQuery{kAccounts, R"(
SELECT '', transaction_amount::integer, count(*), NULL
FROM transactions JOIN accounts USING (account_id)
WHERE transaction_type = 'withdrawal' AND description ILIKE '%machine%' AND currency = 'USD'
GROUP BY 2
ORDER BY 2)"}};
constexpr std::array kCashMeasures = {
    MeasureDefinition{.name = "Mean withdrawal at a cash machine",
                      .compute = mean_label,
                      .unit = FigureUnit::kDecimal,
                      .band = {95, 145},
                      .source = "Federal Reserve Payments Study 2016: 118",
                      .observations_min = 300}};

constexpr std::array kPartnersQuery = {FigureQuery{kAccounts, R"(
SELECT '', partners, count(*), NULL
FROM (
  SELECT account_id, count(DISTINCT counterparty_account) AS partners
  FROM transactions
  WHERE transaction_type = 'transfer' AND counterparty_account IS NOT NULL
  GROUP BY 1) AS accounts
GROUP BY 2
ORDER BY 2)"}};
constexpr std::array kPartnersMeasures = {
    MeasureDefinition{.name = "Exponent of the tail of partners in transfers",
                      .compute = power_law_exponent,
                      .unit = FigureUnit::kDecimal,
                      .band = {1.7, 2.6},
                      .source = "LDBC FinBench: 2.3 inward, 1.7 outward",
                      .observations_min = 50},
    MeasureDefinition{.name = "Accounts in transfers that have one or two partners",
                      .compute = few_partners_share,
                      .unit = FigureUnit::kPerCent,
                      .band = {.low = 0.5},
                      .source = "LDBC FinBench: most have few, a few have many",
                      .observations_min = 100}};

constexpr std::array kActivityQuery = {FigureQuery{kAccounts, R"(
SELECT transaction_type, to_char(month, 'YYYY-MM'), transactions, NULL
FROM (
  SELECT transaction_type, date_trunc('month', transaction_date) AS month,
    count(*) AS transactions
  FROM transactions
  GROUP BY 1, 2) AS months
ORDER BY 1, 2)"}};

constexpr std::array kFigures = {
    FigureDefinition{"clock", "Transactions by hour and weekday", kClockQuery, kClockMeasures},
    FigureDefinition{"activity", "Transactions by month", kActivityQuery, {}},
    FigureDefinition{"digits", "First digits of amounts", kDigitsQuery, kDigitsMeasures},
    FigureDefinition{"hours", "Card purchases by hour", kHoursQuery, kHoursMeasures},
    FigureDefinition{"weekdays", "Card purchases by weekday", kWeekdaysQuery, kWeekdaysMeasures},
    FigureDefinition{"payday", "Spending by days since payday", kPaydayQuery, kPaydayMeasures},
    FigureDefinition{"payroll", "Days of salaries", kPayrollQuery, kPayrollMeasures},
    FigureDefinition{"winter", "Spending around Christmas", kWinterQuery, kWinterMeasures},
    FigureDefinition{"cash", "Withdrawals at cash machines", kCashQuery, kCashMeasures},
    FigureDefinition{"partners", "Partners in transfers", kPartnersQuery, kPartnersMeasures}};

}  // namespace

std::span<const FigureDefinition> transaction_figures() {
  return kFigures;
}

}  // namespace bankseed::verify
