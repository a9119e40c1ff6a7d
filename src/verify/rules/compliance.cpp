// Phase 6 of RULES.md: identity and money laundering. Supervision is in supervision.cpp.

#include <array>

#include "verify/rules/rules.hpp"

namespace bankseed::verify {
namespace {

constexpr auto kCompliance = Database::kCompliance;
constexpr auto kAccounts = Database::kAccounts;
constexpr auto kCustomer = Database::kCustomer;

constexpr std::array<ValueShare, 3> kDocuments = {
    {{"passport", 5000}, {"drivers_license", 3500}, {"national_id", 1500}}};
constexpr std::array<ValueShare, 2> kPeriodic = {{{"periodic", 5000}, {"initial only", 5000}}};
constexpr std::array<ValueShare, 4> kChecks = {{{"watchlist", 4000},
                                                {"sanctions", 3000},
                                                {"pep_screening", 2000},
                                                {"transaction_monitoring", 1000}}};
constexpr std::array<ValueShare, 2> kFlagged = {{{"flagged", 500}, {"not", 9500}}};
constexpr std::array<ValueShare, 3> kLevels = {{{"medium", 6000}, {"low", 3500}, {"high", 500}}};
constexpr std::array<ValueShare, 3> kActivities = {
    {{"structuring", 4000}, {"unusual_pattern", 3500}, {"high_risk_country", 2500}}};
constexpr std::array<ValueShare, 4> kReportStatus = {
    {{"filed", 4000}, {"under_review", 3000}, {"closed", 2000}, {"draft", 1000}}};
constexpr std::array<ValueShare, 3> kTiers = {{{"tier1", 6000}, {"tier2", 3000}, {"tier3", 1000}}};
constexpr std::array<std::string_view, 1> kComplianceOfficer = {"compliance_officer"};

constexpr std::array kRules = {
    Rule{
        "KYC1", "one to one", "Every customer has one record, with status and risk of the profile.",
        SameRows{{kCompliance,
                  "SELECT customer_id, kyc_status, risk_rating FROM kyc_records ORDER BY "
                  "customer_id COLLATE \"C\", kyc_status COLLATE \"C\", risk_rating COLLATE \"C\""},
                 {kCustomer,
                  "SELECT customer_id, kyc_status, risk_rating FROM customer_profiles ORDER BY "
                  "customer_id COLLATE \"C\""}}},
    Rule{"KYC1", "documents", "50 % passports, 35 % driver's licenses, 15 % national ids.",
         SharesOf{kCompliance, "SELECT document_type, count(*) FROM kyc_records GROUP BY 1",
                  kDocuments}},
    Rule{"KYC1", "numbers",
         "Document numbers are like those of the document in the United States or Brazil, but of a "
         "form in which none are issued.",
         NoRows{kCompliance,
                "SELECT kyc_id, document_type || ' ' || coalesce(document_number, 'without a "
                "number') FROM kyc_records WHERE document_number IS NULL OR CASE document_type "
                "WHEN 'passport' THEN document_number !~ '^[A-Z]([0-9]{9}|[A-Z][0-9]{8})$' WHEN "
                "'national_id' THEN document_number !~ "
                "'^(9[0-9]{2}-1[0-9]-[0-9]{4}|[0-9]{3}\\.[0-9]{3}\\.[0-9]{3}-[0-9]{2})$' ELSE "
                "document_number !~ '^([A-Z]{2}-[0-9]{8}|[0-9]{12})$' END"}},
    Rule{"KYC1", "unique", "No two customers have the same document.",
         NoRows{kCompliance,
                "SELECT document_number, count(*) || ' customers' FROM kyc_records GROUP BY "
                "document_type, document_number HAVING count(*) > 1"}},
    Rule{"KYC1", "verification", "Customers are verified within 30 days of onboarding.",
         BetweenWhereKnown{
             {kCompliance,
              "SELECT customer_id, verification_date FROM kyc_records ORDER BY customer_id COLLATE "
              "\"C\""},
             {kCustomer,
              "SELECT customer_id, onboarding_date, least(onboarding_date + 30, {as_of} - 1) FROM "
              "customer_profiles ORDER BY customer_id COLLATE \"C\""}}},
    Rule{"KYC1", "identity first", "Nobody opens an account before the identity is verified.",
         BetweenWhereKnown{
             {kAccounts,
              "SELECT customer_id, opened_date FROM accounts ORDER BY customer_id COLLATE \"C\""},
             {kCompliance,
              "SELECT customer_id, verification_date, CASE kyc_status WHEN 'expired' THEN "
              "expiry_date::text ELSE '' END FROM kyc_records ORDER BY customer_id COLLATE "
              "\"C\""}}},
    Rule{"KYC1", "identity before loans",
         "No money is lent before the borrower's identity is verified.",
         BetweenWhereKnown{
             {Database::kLoans,
              "SELECT customer_id, disbursement_date FROM loans ORDER BY customer_id COLLATE "
              "\"C\""},
             {kCompliance,
              "SELECT customer_id, verification_date, '' FROM kyc_records ORDER BY customer_id "
              "COLLATE \"C\""}}},
    Rule{"KYC1", "pending holders", "Whose identity check is pending has no account.",
         SameWhereKnown{
             {kAccounts,
              "SELECT DISTINCT customer_id COLLATE \"C\", 'verified' FROM accounts WHERE {n} >= "
              "120 ORDER BY 1"},
             {kCompliance,
              "SELECT customer_id, kyc_status FROM kyc_records WHERE kyc_status = 'pending' ORDER "
              "BY customer_id COLLATE \"C\""}}},
    Rule{"KYC1", "pending borrowers",
         "Whose identity check is pending, or has expired, has no loan.",
         SameWhereKnown{
             {Database::kLoans,
              "SELECT DISTINCT customer_id COLLATE \"C\", 'verified' FROM loans WHERE {n} >= 120 "
              "ORDER BY 1"},
             {kCompliance,
              "SELECT customer_id, kyc_status FROM kyc_records ORDER BY customer_id COLLATE "
              "\"C\""}}},
    Rule{"KYC1", "pending policyholders", "Whose identity check is pending has no policy.",
         SameWhereKnown{
             {Database::kInsurance,
              "SELECT DISTINCT customer_id COLLATE \"C\", 'verified' FROM policies WHERE {n} >= "
              "120 ORDER BY 1"},
             {kCompliance,
              "SELECT customer_id, kyc_status FROM kyc_records WHERE kyc_status = 'pending' ORDER "
              "BY customer_id COLLATE \"C\""}}},
    as_made(Rule{
        "KYC1", "week", "Identities are verified on all days of the week.",
        NoRows{kCompliance,
               "SELECT 'day ' || day, rows || ' of ' || total FROM (SELECT extract(isodow "
               "FROM verification_date)::int AS day, count(*) AS rows, sum(count(*)) OVER "
               "() AS total FROM kyc_records WHERE verification_date IS NOT NULL GROUP BY "
               "1) x WHERE total >= 80 AND rows > total * greatest(0.3, 0.2 + 2 / sqrt(total))"}}),
    in_the_end(
        Rule{"KYC1", "working days", "Identities are verified on working days, while there is one.",
             NoRows{kCompliance,
                    "SELECT kyc_id, verification_date::text FROM kyc_records WHERE "
                    "{closed:verification_date} AND {worked:verification_date .. {as_of} - 1}"}}),
    Rule{"KYC1", "expiry", "A check expires 1 to 10 years later, in the past exactly when expired.",
         NoRows{
             kCompliance,
             "SELECT kyc_id, kyc_status || ', verified ' || verification_date || ', expires ' || "
             "coalesce(expiry_date::text, 'never') FROM kyc_records WHERE expiry_date IS NULL OR "
             "expiry_date NOT BETWEEN verification_date + interval '1 year' AND verification_date "
             "+ interval '10 years' OR (kyc_status = 'expired') <> (expiry_date < {as_of})"}},
    Rule{"KYC1", "review", "The next review is 1 to 3 years later.",
         NoRows{kCompliance,
                "SELECT kyc_id, 'verified ' || verification_date || ', review ' || "
                "coalesce(next_review_date::text, 'never') FROM kyc_records WHERE next_review_date "
                "IS NULL OR next_review_date NOT BETWEEN verification_date + interval '1 year' AND "
                "verification_date + interval '3 years'"}},
    Rule{"KYC1", "pending", "Nobody has verified what is pending.",
         NoRows{kCompliance,
                "SELECT kyc_id, 'pending, verified by ' || verified_by FROM kyc_records WHERE "
                "kyc_status = 'pending' AND verified_by IS NOT NULL"}},
    Rule{"EMP6", "verified_by", "A compliance officer of the day verifies.",
         EmployeeOf{kCompliance,
                    "SELECT kyc_id, verified_by, verification_date FROM kyc_records WHERE "
                    "kyc_status <> 'pending'",
                    kComplianceOfficer}},
    in_the_end(Rule{
        "AML1", "initial", "Every customer was checked at first.",
        EveryRowIn{
            {kAccounts, "SELECT customer_id FROM customers ORDER BY customer_id COLLATE \"C\""},
            {kCompliance,
             "SELECT DISTINCT customer_id COLLATE \"C\" FROM aml_checks WHERE check_type <> "
             "'transaction_monitoring' ORDER BY 1"}}}),
    Rule{"AML1", "first week",
         "The initial check is within a week of onboarding, and no check before it.",
         BetweenWhereKnown{{kCompliance,
                            "SELECT customer_id COLLATE \"C\", min(check_date) FROM aml_checks "
                            "WHERE check_type <> 'transaction_monitoring' GROUP BY 1 ORDER BY 1"},
                           {kAccounts,
                            "SELECT customer_id, created_at, created_at + interval '7 days' FROM "
                            "customers ORDER BY customer_id COLLATE \"C\""}}},
    Rule{"AML1", "periodic", "50 % of the customers are checked again.",
         SharesOf{kCompliance,
                  "SELECT CASE WHEN checks > 1 THEN 'periodic' ELSE 'initial only' END, count(*) "
                  "FROM (SELECT count(*) AS checks FROM aml_checks WHERE check_type <> "
                  "'transaction_monitoring' GROUP BY customer_id) x GROUP BY 1",
                  kPeriodic}},
    Rule{"AML1", "total", "3,000 to 4,000 checks per 1,200 customers.",
         CountOf{kCompliance, "SELECT count(*) FROM aml_checks", 3000, 4000, true}},
    Rule{"AML1", "types", "40 % watchlist, 30 % sanctions, 20 % PEP, 10 % transaction monitoring.",
         SharesOf{kCompliance, "SELECT check_type, count(*) FROM aml_checks GROUP BY 1", kChecks}},
    in_the_end(Rule{
        "AML2", "one each",
        "Every transaction above 10,000 has one monitoring check on its customer; no other check "
        "names one.",
        SameRows{
            {kAccounts,
             "SELECT transaction_id, customer_id FROM transactions JOIN accounts USING "
             "(account_id) WHERE transaction_amount > 10000 ORDER BY transaction_id COLLATE \"C\""},
            {kCompliance,
             "SELECT transaction_id, customer_id FROM aml_checks WHERE transaction_id IS NOT NULL "
             "ORDER BY transaction_id COLLATE \"C\", customer_id COLLATE \"C\""}}}),
    Rule{"AML2", "type", "A transaction is named by transaction monitoring, always and only.",
         NoRows{kCompliance,
                "SELECT check_id, check_type || ' of ' || coalesce(transaction_id, 'no "
                "transaction') FROM aml_checks WHERE (check_type = 'transaction_monitoring') <> "
                "(transaction_id IS NOT NULL)"}},
    Rule{"AML2", "three days", "A transaction is monitored within three days.",
         BetweenWhereKnown{{kCompliance,
                            "SELECT transaction_id, check_date FROM aml_checks WHERE "
                            "transaction_id IS NOT NULL ORDER BY transaction_id COLLATE \"C\""},
                           {kAccounts,
                            "SELECT transaction_id, transaction_date, transaction_date + interval "
                            "'3 days' FROM transactions WHERE transaction_amount > 10000 ORDER BY "
                            "transaction_id COLLATE \"C\""}}},
    Rule{"AML3", "flagged", "5 % are flagged.",
         SharesOf{kCompliance,
                  "SELECT CASE WHEN aml_flag THEN 'flagged' ELSE 'not' END, count(*) FROM "
                  "aml_checks GROUP BY 1",
                  kFlagged}},
    Rule{
        "AML3", "levels", "Of the flagged 60 % medium, 35 % low, 5 % high.",
        SharesOf{kCompliance,
                 "SELECT risk_level, count(*) FROM aml_checks WHERE aml_flag GROUP BY 1", kLevels}},
    Rule{"AML3", "not flagged", "What is not flagged has no level, no reviewer and no match.",
         NoRows{kCompliance,
                "SELECT check_id, coalesce(risk_level, 'no level') || ', reviewed by ' || "
                "coalesce(reviewed_by, 'nobody') || ': ' || coalesce(screening_result, '') FROM "
                "aml_checks WHERE aml_flag IS NOT TRUE AND (aml_flag IS NULL OR risk_level IS NOT "
                "NULL OR reviewed_by IS NOT NULL OR screening_result LIKE ANY (ARRAY['%Possible "
                "match%', '%; reported as %']))"}},
    Rule{"EMP6", "reviewed_by", "A compliance officer of the day reviews what is flagged.",
         EmployeeOf{kCompliance,
                    "SELECT check_id, reviewed_by, check_date::date FROM aml_checks WHERE aml_flag",
                    kComplianceOfficer}},
    Rule{"AML3", "found",
         "The result of monitoring names amount, currency and day of the transaction.",
         EveryRowIn{
             {kCompliance,
              "SELECT transaction_id COLLATE \"C\", replace(translate(substring(screening_result "
              "FROM '([0-9.,]+[.,][0-9]{2} [A-Z]{3} (?:on|em) [0-9-]{10})'), '.,', ''), ' em ', ' "
              "on ') COLLATE \"C\" FROM aml_checks "
              "WHERE transaction_id IS NOT NULL ORDER BY 1, 2"},
             {kAccounts,
              "SELECT transaction_id, (transaction_amount * 100)::bigint || ' ' || currency || ' "
              "on ' || transaction_date::date FROM transactions JOIN "
              "accounts USING (account_id) WHERE transaction_amount > 10000 ORDER BY "
              "transaction_id COLLATE \"C\""}}},
    Rule{
        "AML3", "reported",
        "What a result says was reported, was, on the same customer and not before.",
        NoRows{
            kCompliance,
            "SELECT check_id, 'reported as ' || report || coalesce(' on ' || s.customer_id || ', ' "
            "|| report_date, ' which is missing') FROM (SELECT check_id, customer_id, check_date, "
            "substring(screening_result FROM '; (?:reported as|comunicado como) ([A-Z]+[0-9]+)') "
            "AS report FROM "
            "aml_checks WHERE screening_result ~ '; (reported as|comunicado como) ') c LEFT JOIN "
            "suspicious_activity_reports s ON sar_id = report WHERE report IS NOT NULL AND (sar_id "
            "IS NULL OR s.customer_id <> c.customer_id OR report_date < check_date::date)"}},
    Rule{"SAR1", "total", "30 to 50 reports per 1,200 customers.",
         CountOf{kCompliance, "SELECT count(*) FROM suspicious_activity_reports", 30, 50, true}},
    Rule{"SAR1", "reason", "A report is about a customer with a flagged check before it.",
         NoRows{kCompliance,
                "SELECT sar_id, customer_id || ' reported ' || report_date FROM "
                "suspicious_activity_reports s WHERE NOT EXISTS (SELECT FROM aml_checks c WHERE "
                "c.customer_id = s.customer_id AND aml_flag AND check_date::date <= report_date)"}},
    Rule{"SAR1", "activities", "40 % structuring, 35 % unusual patterns, 25 % high-risk countries.",
         SharesOf{kCompliance,
                  "SELECT activity_type, count(*) FROM suspicious_activity_reports GROUP BY 1",
                  kActivities}},
    Rule{"SAR1", "status", "40 % filed, 30 % under review, 20 % closed, 10 % draft.",
         SharesOf{kCompliance,
                  "SELECT sar_status, count(*) FROM suspicious_activity_reports GROUP BY 1",
                  kReportStatus}},
    Rule{"SAR1", "tiers", "60 % tier 1, 30 % tier 2, 10 % tier 3.",
         SharesOf{kCompliance,
                  "SELECT regulatory_tier, count(*) FROM suspicious_activity_reports GROUP BY 1",
                  kTiers}},
    Rule{"SAR1", "filed",
         "A report has a date of filing exactly when filed or closed, not before the report, and "
         "before as_of.",
         NoRows{kCompliance,
                "SELECT sar_id, sar_status || ' of ' || report_date || coalesce(', filed ' || "
                "filed_date, '') FROM suspicious_activity_reports WHERE (sar_status IN ('filed', "
                "'closed')) <> (filed_date IS NOT NULL) OR filed_date < report_date OR filed_date "
                ">= {as_of} OR report_date >= {as_of}"}},
    Rule{"SAR1", "working days",
         "Reports are opened and filed on working days, while there is one.",
         NoRows{kCompliance,
                "SELECT sar_id, report_date || coalesce(', filed ' || filed_date, '') FROM "
                "suspicious_activity_reports WHERE ({closed:report_date} OR {closed:filed_date}) "
                "AND {worked:report_date .. {as_of} - 1}"}},
    Rule{"EMP6", "filed_by", "A compliance officer of the day files the report.",
         EmployeeOf{kCompliance,
                    "SELECT sar_id, filed_by, report_date FROM suspicious_activity_reports",
                    kComplianceOfficer}},
    Rule{"SAR1", "amounts", "5,000 to 500,000 are involved, and the description says how much.",
         NoRows{kCompliance,
                "SELECT sar_id, coalesce(amount_involved::text, 'NULL') || ': ' || description "
                "FROM suspicious_activity_reports WHERE amount_involved IS NULL OR amount_involved "
                "NOT BETWEEN 5000 AND 500000 OR strpos(translate(description, '.,', ''), "
                "to_char(amount_involved * 100, 'FM99999990')) = 0"}},
    Rule{"SAR1", "accounts", "The account is the customer's, and the description names it.",
         EveryRowIn{
             {kCompliance,
              "SELECT account_id COLLATE \"C\", customer_id COLLATE \"C\", "
              "substring(description FROM '(?:account|conta) ([A-Z]+[0-9]+)') COLLATE \"C\" FROM "
              "suspicious_activity_reports WHERE account_id IS NOT NULL ORDER BY 1, 2, 3"},
             {kAccounts,
              "SELECT account_id, customer_id, account_id FROM accounts ORDER BY account_id "
              "COLLATE \"C\""}}},
    Rule{"SAR1", "cash",
         "The amount of a structuring report is the sum of cash deposits of the account, each just "
         "below 10,000, within 30 days.",
         EveryRowIn{
             {kCompliance,
              "SELECT account_id COLLATE \"C\", amount_involved::text COLLATE \"C\" FROM "
              "suspicious_activity_reports WHERE activity_type = 'structuring' AND account_id IS "
              "NOT NULL ORDER BY 1, 2"},
             {kAccounts,
              "WITH cash AS MATERIALIZED (SELECT transaction_id, account_id, transaction_date, "
              "transaction_amount FROM transactions WHERE transaction_type = 'deposit' AND "
              "description LIKE ANY (ARRAY['Cash deposit%', 'Dep%sito em dinheiro%']) AND "
              "transaction_amount >= 8000 AND transaction_amount < 10000) SELECT account_id "
              "COLLATE \"C\", sum(x.transaction_amount)::text COLLATE \"C\" FROM cash first JOIN "
              "cash last USING (account_id) JOIN cash x USING (account_id) WHERE "
              "last.transaction_date BETWEEN first.transaction_date AND first.transaction_date + "
              "interval '30 days' AND x.transaction_date BETWEEN first.transaction_date AND "
              "last.transaction_date GROUP BY account_id, first.transaction_id, "
              "last.transaction_id HAVING count(*) > 1 ORDER BY 1, 2"}}},
    Rule{"SAR1", "transfers",
         "The transaction that a report names is of its account, on its day, and no more than the "
         "amount involved.",
         EveryRowIn{
             {kCompliance,
              "SELECT substring(description FROM '\\(([A-Z]+[0-9]+)\\)') COLLATE \"C\", account_id "
              "COLLATE \"C\", translate(substring(description FROM '([0-9.,]+[.,][0-9]{2}) "
              "[A-Z]{3} (?:on|em) [0-9-]{10} \\('), '.,', '') "
              "COLLATE \"C\", substring(description FROM ' [A-Z]{3} (?:on|em) ([0-9-]{10}) \\(') "
              "COLLATE "
              "\"C\" FROM suspicious_activity_reports WHERE activity_type <> 'structuring' AND "
              "account_id IS NOT NULL ORDER BY 1, 2, 3, 4"},
             {kAccounts,
              "SELECT transaction_id, account_id, (transaction_amount * 100)::bigint, "
              "transaction_date::date FROM transactions WHERE transaction_amount > 10000 ORDER BY "
              "transaction_id COLLATE \"C\""}}},
    Rule{
        "SAR1", "patterns",
        "The amount of other reports is that of one large transfer of the account, or of several "
        "within 45 days.",
        EveryRowIn{
            {kCompliance,
             "SELECT account_id COLLATE \"C\", amount_involved::text COLLATE \"C\" FROM "
             "suspicious_activity_reports WHERE activity_type <> 'structuring' AND account_id IS "
             "NOT NULL ORDER BY 1, 2"},
            {kAccounts,
             "WITH large AS MATERIALIZED (SELECT account_id, transaction_date, transaction_amount "
             "AS amount FROM transactions WHERE transaction_amount > 10000) SELECT DISTINCT "
             "account_id COLLATE \"C\", amount::text COLLATE \"C\" FROM (SELECT account_id, amount "
             "FROM large UNION ALL SELECT account_id, sum(amount) OVER (PARTITION BY account_id "
             "ORDER BY transaction_date RANGE BETWEEN '45 days' PRECEDING AND CURRENT ROW) FROM "
             "large) x ORDER BY 1, 2"}}},
    Rule{"SAR1", "under way", "Who has left the bank has no report under way.",
         EveryRowIn{{kCompliance,
                     "SELECT customer_id FROM suspicious_activity_reports WHERE {n} >= 120 AND "
                     "filed_date IS NULL ORDER BY customer_id COLLATE \"C\""},
                    {kCustomer,
                     "SELECT customer_id FROM customer_profiles WHERE customer_status <> 'closed' "
                     "ORDER BY customer_id COLLATE \"C\""}}},
};

}  // namespace

std::span<const Rule> compliance_rules() {
  return kRules;
}

}  // namespace bankseed::verify
