// Phase 6 of RULES.md: returns to the supervisor, audit trails, the bank's own rules and breaches
// of them.

#include <array>

#include "verify/rules/rules.hpp"

namespace bankseed::verify {
namespace {

constexpr auto kCompliance = Database::kCompliance;
constexpr auto kAccounts = Database::kAccounts;
constexpr auto kCustomer = Database::kCustomer;

constexpr std::array<ValueShare, 3> kReturnStatus = {
    {{"submitted", 8000}, {"accepted", 1500}, {"pending", 500}}};
constexpr std::array<ValueShare, 4> kActions = {
    {{"update", 5000}, {"create", 3000}, {"view", 1500}, {"delete", 500}}};
constexpr std::array<ValueShare, 2> kWithValues = {{{"values", 3000}, {"none", 7000}}};
constexpr std::array<ValueShare, 2> kActive = {{{"true", 9000}, {"false", 1000}}};
constexpr std::array<ValueShare, 3> kEntities = {
    {{"transaction", 6000}, {"account", 2500}, {"customer", 1500}}};
constexpr std::array<ValueShare, 4> kSeverities = {
    {{"critical", 1000}, {"high", 2500}, {"medium", 4500}, {"low", 2000}}};
constexpr std::array<ValueShare, 4> kStatus = {
    {{"resolved", 6000}, {"investigating", 2000}, {"false_positive", 1500}, {"open", 500}}};
constexpr std::array<std::string_view, 1> kSenior = {"senior"};
constexpr std::array<std::string_view, 1> kComplianceOfficer = {"compliance_officer"};
constexpr std::array<std::string_view, 4> kFilers = {"compliance_officer", "risk_analyst",
                                                     "financial_analyst", "department_head"};
constexpr std::array<std::string_view, 5> kBranchStaff = {
    "customer_service", "branch_manager", "operations_specialist", "compliance_officer", "auditor"};
constexpr std::array<std::string_view, 4> kLendingStaff = {"loan_officer", "risk_analyst",
                                                           "compliance_officer", "auditor"};
constexpr std::array<std::string_view, 3> kInsuranceStaff = {"insurance_agent",
                                                             "compliance_officer", "auditor"};

constexpr std::array kRules = {
    Rule{"REG1", "count", "There are 26 returns.",
         CountOf{kCompliance, "SELECT count(*) FROM regulatory_reports", 26, 26, false}},
    in_the_end(Rule{
        "REG1", "quarters",
        "Three kinds of quarterly returns are there for each of the last eight quarters, and two "
        "stress tests.",
        NoRows{kCompliance,
               "WITH latest AS (SELECT max(reporting_period_start) AS quarter FROM "
               "regulatory_reports WHERE report_type = 'quarterly_filing'), expected AS (SELECT "
               "type, (quarter - i * interval '3 months')::date AS start, (quarter - (i - 1) * "
               "interval '3 months')::date - 1 AS last FROM unnest(ARRAY['capital_adequacy', "
               "'liquidity', 'quarterly_filing']) AS type, generate_series(0, 7) AS i, latest) "
               "SELECT coalesce(report_id, type), coalesce(report_type || ' from ' || "
               "reporting_period_start || ' to ' || reporting_period_end, 'none from ' || start) "
               "FROM expected FULL JOIN (SELECT * FROM regulatory_reports WHERE report_type <> "
               "'stress_test') r ON type = report_type AND start = reporting_period_start AND last "
               "= reporting_period_end WHERE type IS NULL OR report_id IS NULL UNION ALL SELECT "
               "'quarterly_filing', 'the last quarter begins ' || quarter FROM latest WHERE "
               "quarter + interval '3 months' > {as_of} OR quarter + interval '7 months' < {as_of} "
               "OR quarter <> date_trunc('quarter', quarter) UNION ALL SELECT 'stress_test', "
               "count(*) || ' of full years' FROM regulatory_reports WHERE report_type = "
               "'stress_test' AND reporting_period_end = (reporting_period_start + interval '1 "
               "year')::date - 1 AND reporting_period_end < {as_of} HAVING count(*) <> 2"}}),
    Rule{"REG1", "status", "80 % submitted, 15 % accepted, 5 % pending.",
         SharesOf{kCompliance, "SELECT status, count(*) FROM regulatory_reports GROUP BY 1",
                  kReturnStatus}},
    in_the_end(Rule{
        "REG1", "submission",
        "A return is submitted after its period, before as_of; the latest are pending.",
        NoRows{kCompliance,
               "SELECT report_id, status || ', period to ' || reporting_period_end || coalesce(', "
               "submitted ' || submission_date, '') FROM regulatory_reports WHERE (status = "
               "'pending') <> (submission_date IS NULL) OR submission_date <= reporting_period_end "
               "OR submission_date >= {as_of} OR (status = 'pending' AND reporting_period_end < "
               "(SELECT max(reporting_period_end) FROM regulatory_reports))"}}),
    Rule{"REG1", "working days", "Returns are handed in on working days.",
         NoRows{kCompliance,
                "SELECT report_id, submission_date::text FROM regulatory_reports WHERE "
                "{closed:submission_date}"}},
    Rule{"REG1", "two people", "Who approves a return has not prepared it.",
         NoRows{kCompliance,
                "SELECT report_id, 'by ' || prepared_by FROM regulatory_reports WHERE prepared_by "
                "= approved_by"}},
    Rule{"REG1", "prepared_by", "Senior employees of the day prepare returns.",
         EmployeeOf{kCompliance,
                    "SELECT report_id, prepared_by, coalesce(submission_date, {as_of} - 1) FROM "
                    "regulatory_reports",
                    kSenior}},
    Rule{"REG1", "prepared by whom", "Finance, risk and compliance prepare returns.",
         EmployeeOf{kCompliance,
                    "SELECT report_id, prepared_by, coalesce(submission_date, {as_of} - 1) FROM "
                    "regulatory_reports WHERE {n} >= 1200",
                    kFilers}},
    Rule{"REG1", "approved by whom", "Finance, risk and compliance approve returns.",
         EmployeeOf{kCompliance,
                    "SELECT report_id, approved_by, coalesce(submission_date, {as_of} - 1) FROM "
                    "regulatory_reports WHERE {n} >= 1200",
                    kFilers}},
    Rule{"REG1", "approved_by", "Senior employees of the day approve returns.",
         EmployeeOf{kCompliance,
                    "SELECT report_id, approved_by, coalesce(submission_date, {as_of} - 1) FROM "
                    "regulatory_reports",
                    kSenior}},
    Rule{"AUD1", "total", "5,000 to 8,000 entries per 1,200 customers.",
         CountOf{kCompliance, "SELECT count(*) FROM audit_trails", 5000, 8000, true}},
    Rule{"AUD1", "entities", "Accounts, customers, loans, transactions and policies are all there.",
         NoRows{kCompliance,
                "SELECT type, 'no entry' FROM unnest(ARRAY['account', 'customer', 'loan', "
                "'transaction', 'policy']) AS type WHERE {n} >= 120 AND NOT EXISTS (SELECT FROM "
                "audit_trails WHERE entity_type = type)"}},
    Rule{"AUD1", "actions", "50 % updates, 30 % creations, 15 % views, 5 % deletions.",
         SharesOf{kCompliance, "SELECT action, count(*) FROM audit_trails GROUP BY 1", kActions}},
    Rule{"AUD1", "values", "30 % carry old and new value.",
         SharesOf{kCompliance,
                  "SELECT CASE WHEN new_value IS NULL THEN 'none' ELSE 'values' END, count(*) FROM "
                  "audit_trails GROUP BY 1",
                  kWithValues}},
    Rule{"AUD1", "changes",
         "Old and new value are JSON objects of an update that differ, about a column that the "
         "entity has.",
         NoRows{kCompliance,
                "SELECT audit_id::text, action || ' of a kind ' || entity_type || ': ' || "
                "coalesce(old_value, 'NULL') || ' to ' || coalesce(new_value, 'NULL') FROM "
                "{sample:audit_trails} WHERE action <> 'delete' AND (old_value IS NOT NULL OR "
                "new_value "
                "IS NOT NULL) AND (action <> 'update' OR old_value IS NULL OR new_value IS NULL OR "
                "old_value = "
                "new_value OR old_value !~ '^\\{\"[a-z_]+\": "
                "(\"[^\"\\\\]*\"|-?[0-9]+(\\.[0-9]+)?|true|false|null)\\}$' OR new_value !~ "
                "'^\\{\"[a-z_]+\": (\"[^\"\\\\]*\"|-?[0-9]+(\\.[0-9]+)?|true|false|null)\\}$' OR "
                "split_part(old_value, '\"', 2) <> split_part(new_value, '\"', 2) OR NOT "
                "split_part(new_value, '\"', 2) = ANY (CASE entity_type WHEN 'customer' THEN "
                "ARRAY['first_name', 'last_name', 'date_of_birth', 'email', 'phone'] WHEN "
                "'account' THEN ARRAY['account_type', 'account_status', 'balance', 'currency', "
                "'closed_date', 'branch_code'] WHEN 'transaction' THEN ARRAY['transaction_type', "
                "'description', 'counterparty_account', 'processed_by'] WHEN 'loan' THEN "
                "ARRAY['linked_account_id', 'interest_rate', 'loan_status', 'outstanding_balance', "
                "'default_status', 'approved_by'] WHEN 'policy' THEN ARRAY['policy_status', "
                "'coverage_amount', 'premium_amount', 'premium_frequency', 'end_date', "
                "'linked_account_id', 'agent_id'] ELSE '{}' END))"}},
    // Few addresses in many rows: each is matched once (OFFSET 0 keeps DISTINCT first).
    Rule{
        "AUD1", "addresses", "IP addresses are of private ranges or those for documentation.",
        NoRows{kCompliance,
               "SELECT audit_id::text, coalesce(ip_address, 'no address') FROM "
               "{sample:audit_trails} WHERE ip_address IS NULL OR ip_address IN (SELECT ip_address "
               "FROM (SELECT DISTINCT ip_address FROM {sample:audit_trails} OFFSET 0) x WHERE "
               "ip_address !~ "
               "'^(10(\\.[0-9]+){3}|172\\.(1[6-9]|2[0-9]|3[01])(\\.[0-9]+){2}|192\\.168(\\.[0-9]+){"
               "2}|(192\\.0\\.2|198\\.51\\.100|203\\.0\\.113)\\.[0-9]+)$')"}},
    Rule{"AUD1", "working days", "Entries but creations are made when branches are open.",
         NoRows{kCompliance,
                "SELECT audit_id::text, action || ' ' || performed_at FROM {sample:audit_trails} "
                "WHERE action <> 'create' AND {shut:performed_at} AND {open:performed_at::date .. "
                "{as_of} - 1}"}},
    Rule{"AUD1", "created once", "Nothing is created twice.",
         NoRows{kCompliance,
                "SELECT entity_id, entity_type || ' created ' || count(*) || ' times' FROM "
                "audit_trails WHERE action = 'create' GROUP BY entity_type, entity_id HAVING "
                "count(*) > 1"}},
    Rule{"AUD1", "chains", "What a column was changed to is what it is changed from the next time.",
         NoRows{kCompliance,
                "SELECT audit_id::text, former || ', then from ' || old_value FROM (SELECT "
                "audit_id, old_value, lag(new_value) OVER (PARTITION BY entity_type, entity_id, "
                "split_part(new_value, '\"', 2) ORDER BY audit_id) AS former FROM audit_trails "
                "WHERE action = 'update' AND new_value IS NOT NULL) x WHERE former <> old_value"}},
    in_the_end(Rule{
        "AUD1", "last phone", "The last telephone number that was entered is the customer's.",
        SameWhereKnown{
            {kCompliance,
             "SELECT DISTINCT ON (entity_id COLLATE \"C\") entity_id, new_value FROM audit_trails "
             "WHERE entity_type = 'customer' AND action = 'update' AND new_value LIKE "
             "'{\"phone\"%' ORDER BY entity_id COLLATE \"C\", audit_id DESC"},
            {kAccounts,
             "SELECT customer_id, '{\"phone\": \"' || phone || '\"}' FROM customers ORDER BY "
             "customer_id COLLATE \"C\""}}}),
    in_the_end(Rule{
        "AUD1", "last email", "The last email address that was entered is the customer's.",
        SameWhereKnown{
            {kCompliance,
             "SELECT DISTINCT ON (entity_id COLLATE \"C\") entity_id, new_value FROM audit_trails "
             "WHERE entity_type = 'customer' AND action = 'update' AND new_value LIKE "
             "'{\"email\"%' ORDER BY entity_id COLLATE \"C\", audit_id DESC"},
            {kAccounts,
             "SELECT customer_id, '{\"email\": \"' || email || '\"}' FROM customers ORDER BY "
             "customer_id COLLATE \"C\""}}}),
    Rule{"AUD1", "deletions", "A deletion says what it took away: an old value, and no new one.",
         NoRows{
             kCompliance,
             "SELECT audit_id::text, 'deleted from a kind ' || entity_type || ': ' || "
             "coalesce(old_value, 'NULL') || ' to ' || coalesce(new_value, 'NULL') FROM "
             "{sample:audit_trails} WHERE action = 'delete' AND (old_value IS NULL OR new_value IS "
             "NOT NULL OR old_value !~ '^\\{\"[a-z_]+\": (\"[^\"\\\\]*\"|[0-9]+\\.[0-9]+)\\}$')"}},
    Rule{
        "AUD1", "deleted accounts", "The record of an account is deleted when it is closed.",
        SameWhereKnown{
            {kCompliance,
             "SELECT entity_id, 'closed' FROM audit_trails WHERE action = 'delete' AND entity_type "
             "= 'account' AND old_value LIKE '{\"account_status\"%' ORDER BY entity_id COLLATE "
             "\"C\""},
            {kAccounts,
             "SELECT account_id, account_status FROM accounts ORDER BY account_id COLLATE \"C\""}}},
    Rule{"AUD1", "deleted customers",
         "The record of a customer is deleted when the customer has left.",
         SameWhereKnown{{kCompliance,
                         "SELECT entity_id, 'closed' FROM audit_trails WHERE action = 'delete' AND "
                         "entity_type = 'customer' AND old_value LIKE '{\"customer_status\"%' "
                         "ORDER BY entity_id COLLATE \"C\""},
                        {Database::kCustomer,
                         "SELECT customer_id, customer_status FROM customer_profiles ORDER BY "
                         "customer_id COLLATE \"C\""}}},
    // Whoever looks into an archive afterwards is not the one who made the bank.
    as_made(Rule{
        "AUD1", "after deletion", "Nothing is done to a record that was deleted.",
        NoRows{kCompliance,
               "SELECT later.audit_id::text, later.action || ' after ' || gone.audit_id FROM "
               "audit_trails gone JOIN audit_trails later USING (entity_type, entity_id) WHERE "
               "gone.action = 'delete' AND gone.old_value ~ '^.\"(account|customer)_status\"' AND "
               "later.audit_id > gone.audit_id"}}),
    Rule{"AUD1", "no money after deletion",
         "No money moves on an account whose record was deleted.",
         BetweenWhereKnown{{kAccounts,
                            "SELECT account_id COLLATE \"C\", max(transaction_date) FROM "
                            "transactions WHERE account_id IN (SELECT account_id FROM accounts "
                            "WHERE account_status = 'closed') GROUP BY 1 ORDER BY 1"},
                           {kCompliance,
                            "SELECT entity_id, '', performed_at FROM audit_trails WHERE action = "
                            "'delete' AND entity_type = 'account' AND old_value LIKE "
                            "'{\"account_status\"%' ORDER BY entity_id COLLATE \"C\""}}},
    Rule{"AUD1", "creations",
         "Staff enters what is new between 8 and 18 h, when branches are open.",
         NoRows{kCompliance,
                "SELECT audit_id::text, entity_type || ' ' || performed_at FROM "
                "{sample:audit_trails} WHERE action = 'create' AND (performed_at::time NOT BETWEEN "
                "'08:00' AND '18:00:03' OR {shut:performed_at})"}},
    Rule{"AUD1", "created customers",
         "A customer is entered at the moment that the customer's row has.",
         BetweenWhereKnown{
             {kCompliance,
              "SELECT entity_id, performed_at FROM audit_trails WHERE action = 'create' AND "
              "entity_type = 'customer' ORDER BY entity_id COLLATE \"C\""},
             {kAccounts,
              "SELECT customer_id, created_at, created_at + interval '1 minute' FROM customers "
              "ORDER BY customer_id COLLATE \"C\""}}},
    Rule{
        "AUD1", "created accounts", "An account is entered on the day on which it is opened.",
        BetweenWhereKnown{{kCompliance,
                           "SELECT entity_id, performed_at::date FROM audit_trails WHERE action = "
                           "'create' AND entity_type = 'account' ORDER BY entity_id COLLATE \"C\""},
                          {kAccounts,
                           "SELECT account_id, opened_date, opened_date FROM accounts ORDER BY "
                           "account_id COLLATE \"C\""}}},
    Rule{"AUD1", "created transactions", "A transaction is entered when it is made.",
         BetweenWhereKnown{
             {kCompliance,
              "SELECT entity_id, performed_at FROM audit_trails WHERE action = 'create' AND "
              "entity_type = 'transaction' ORDER BY entity_id COLLATE \"C\""},
             {kAccounts,
              "SELECT transaction_id, transaction_date, transaction_date + interval '1 minute' "
              "FROM transactions ORDER BY transaction_id COLLATE \"C\""}}},
    Rule{"AUD1", "created loans", "A loan is entered on the day on which it is paid out.",
         BetweenWhereKnown{{kCompliance,
                            "SELECT entity_id, performed_at::date FROM audit_trails WHERE action = "
                            "'create' AND entity_type = 'loan' ORDER BY entity_id COLLATE \"C\""},
                           {Database::kLoans,
                            "SELECT loan_id, disbursement_date, disbursement_date FROM loans ORDER "
                            "BY loan_id COLLATE \"C\""}}},
    Rule{"AUD1", "created policies", "A policy is entered at the moment that its row has.",
         BetweenWhereKnown{{kCompliance,
                            "SELECT entity_id, performed_at FROM audit_trails WHERE action = "
                            "'create' AND entity_type = 'policy' ORDER BY entity_id COLLATE \"C\""},
                           {Database::kInsurance,
                            "SELECT policy_id, created_at, created_at + interval '1 minute' FROM "
                            "policies ORDER BY policy_id COLLATE \"C\""}}},
    Rule{"AUD1", "entered by", "Who makes a transaction at the counter enters it.",
         SameWhereKnown{{kCompliance,
                         "SELECT entity_id, performed_by FROM audit_trails WHERE action = 'create' "
                         "AND entity_type = 'transaction' ORDER BY entity_id COLLATE \"C\""},
                        {kAccounts,
                         "SELECT transaction_id, processed_by FROM transactions WHERE processed_by "
                         "IS NOT NULL ORDER BY transaction_id COLLATE \"C\""}}},
    Rule{"AUD1", "customers", "Entries about a customer come after the customer was created.",
         BetweenWhereKnown{{kCompliance,
                            "SELECT entity_id, performed_at FROM audit_trails WHERE entity_type = "
                            "'customer' ORDER BY entity_id COLLATE \"C\""},
                           {kAccounts,
                            "SELECT customer_id, created_at, '' FROM customers ORDER BY "
                            "customer_id COLLATE \"C\""}}},
    Rule{"AUD1", "accounts",
         "Entries about an account come after it was opened, and not after it was closed.",
         BetweenWhereKnown{
             {kCompliance,
              "SELECT entity_id, performed_at FROM audit_trails WHERE entity_type = 'account' "
              "ORDER BY entity_id COLLATE \"C\""},
             {kAccounts,
              "SELECT account_id, opened_date, coalesce((closed_date + time '23:59:59')::text, '') "
              "FROM accounts ORDER BY account_id COLLATE \"C\""}}},
    Rule{"AUD1", "transactions", "Entries about a transaction come after it.",
         BetweenWhereKnown{{kCompliance,
                            "SELECT entity_id, performed_at FROM audit_trails WHERE entity_type = "
                            "'transaction' ORDER BY entity_id COLLATE \"C\""},
                           {kAccounts,
                            "SELECT transaction_id, transaction_date, '' FROM transactions ORDER "
                            "BY transaction_id COLLATE \"C\""}}},
    Rule{"AUD1", "loans", "Entries about a loan come after the money was paid out.",
         BetweenWhereKnown{
             {kCompliance,
              "SELECT entity_id, performed_at FROM audit_trails WHERE entity_type = 'loan' ORDER "
              "BY entity_id COLLATE \"C\""},
             {Database::kLoans,
              "SELECT loan_id, disbursement_date, '' FROM loans ORDER BY loan_id COLLATE \"C\""}}},
    Rule{"AUD1", "policies", "Entries about a policy come after it was made out.",
         BetweenWhereKnown{
             {kCompliance,
              "SELECT entity_id, performed_at FROM audit_trails WHERE entity_type = 'policy' ORDER "
              "BY entity_id COLLATE \"C\""},
             {Database::kInsurance,
              "SELECT policy_id, created_at, '' FROM policies ORDER BY policy_id COLLATE \"C\""}}},
    Rule{"EMP6", "performed_by, branch",
         "Who touches customers, accounts and transactions is entitled to.",
         EmployeeOf{kCompliance,
                    "SELECT audit_id, performed_by, performed_at::date FROM audit_trails WHERE "
                    "entity_type IN ('customer', 'account', 'transaction')",
                    kBranchStaff}},
    Rule{"EMP6", "performed_by, lending", "Who touches loans is entitled to.",
         EmployeeOf{kCompliance,
                    "SELECT audit_id, performed_by, performed_at::date FROM audit_trails WHERE "
                    "entity_type = 'loan'",
                    kLendingStaff}},
    Rule{"EMP6", "performed_by, insurance", "Who touches policies is entitled to.",
         EmployeeOf{kCompliance,
                    "SELECT audit_id, performed_by, performed_at::date FROM audit_trails WHERE "
                    "entity_type = 'policy'",
                    kInsuranceStaff}},
    Rule{"RUL1", "count", "There are 18 rules.",
         CountOf{kCompliance, "SELECT count(*) FROM compliance_rules", 18, 18, false}},
    in_the_end(Rule{
        "RUL1", "types", "All four types of rules are there.",
        NoRows{kCompliance,
               "SELECT type, 'no such rule' FROM unnest(ARRAY['transaction_limit', "
               "'velocity_check', 'geographic_restriction', 'amount_threshold']) AS type WHERE "
               "NOT EXISTS (SELECT FROM compliance_rules WHERE rule_type = type)"}}),
    in_the_end(Rule{
        "RUL1", "thresholds",
        "10,000 for a currency transaction report, 3,000 for funds-transfer records and 5 "
        "transactions a day are among the thresholds.",
        NoRows{kCompliance,
               "SELECT type, 'no rule in force with ' || threshold FROM (VALUES "
               "('amount_threshold', 10000), ('amount_threshold', 3000), ('velocity_check', 5)) "
               "AS known (type, threshold) WHERE NOT EXISTS (SELECT FROM compliance_rules WHERE "
               "rule_type = type AND threshold_value = threshold AND is_active)"}}),
    Rule{"RUL1", "active", "90 % of the rules are in force.",
         SharesOf{kCompliance, "SELECT is_active::text, count(*) FROM compliance_rules GROUP BY 1",
                  kActive}},
    Rule{"RUL1", "working days", "Rules are made on working days.",
         NoRows{kCompliance,
                "SELECT rule_id, created_date::text FROM compliance_rules WHERE "
                "{closed:created_date}"}},
    Rule{"VIO1", "total", "200 to 300 violations per 1,200 customers.",
         CountOf{kCompliance, "SELECT count(*) FROM rule_violations", 200, 300, true}},
    Rule{"VIO1", "entities", "60 % transactions, 25 % accounts, 15 % customers.",
         SharesOf{kCompliance, "SELECT entity_type, count(*) FROM rule_violations GROUP BY 1",
                  kEntities}},
    Rule{"VIO1", "severities", "10 % critical, 25 % high, 45 % medium, 20 % low.",
         SharesOf{kCompliance, "SELECT severity, count(*) FROM rule_violations GROUP BY 1",
                  kSeverities}},
    Rule{"VIO1", "status", "60 % resolved, 20 % investigating, 15 % false positives, 5 % open.",
         SharesOf{kCompliance, "SELECT status, count(*) FROM rule_violations GROUP BY 1", kStatus}},
    Rule{"VIO1", "resolved",
         "Date, notes and employee of the resolution are set exactly when resolved; not before the "
         "violation, before as_of.",
         NoRows{
             kCompliance,
             "SELECT violation_id, status || ' of ' || violation_date || coalesce(', resolved ' || "
             "resolved_date, '') || coalesce(' by ' || resolved_by, '') FROM rule_violations WHERE "
             "(status = 'resolved') <> (resolved_date IS NOT NULL) OR (status = 'resolved') <> "
             "(coalesce(resolution_notes, '') <> '') OR (status <> 'resolved' AND resolved_by IS "
             "NOT NULL) OR resolved_date < violation_date::date OR resolved_date >= {as_of}"}},
    Rule{"VIO1", "working days", "Violations are settled on working days, while there is one.",
         NoRows{kCompliance,
                "SELECT violation_id, resolved_date::text FROM rule_violations WHERE "
                "{closed:resolved_date} AND {worked:violation_date::date .. {as_of} - 1}"}},
    Rule{"EMP6", "resolved_by", "A compliance officer of the day settles a violation.",
         EmployeeOf{kCompliance,
                    "SELECT violation_id, resolved_by, resolved_date FROM rule_violations WHERE "
                    "status = 'resolved'",
                    kComplianceOfficer}},
    Rule{"VIO1", "fit",
         "A customer breaks geographic restrictions or velocity checks, an account transaction "
         "limits too, a transaction any.",
         NoRows{kCompliance,
                "SELECT violation_id, entity_type || ' and ' || rule_type FROM rule_violations "
                "JOIN compliance_rules USING (rule_id) WHERE CASE entity_type WHEN 'customer' THEN "
                "rule_type NOT IN ('geographic_restriction', 'velocity_check') WHEN 'account' THEN "
                "rule_type NOT IN ('geographic_restriction', 'velocity_check', "
                "'transaction_limit') ELSE entity_type <> 'transaction' END"}},
    Rule{"VIO1", "in force", "The rule that is broken is in force, and older than the violation.",
         NoRows{kCompliance,
                "SELECT violation_id, rule_id || ' of ' || created_date || ', violated ' || "
                "violation_date FROM rule_violations JOIN compliance_rules USING (rule_id) WHERE "
                "NOT is_active OR created_date >= violation_date::date"}},
    Rule{"VIO1", "thresholds", "A transaction that breaks a threshold or limit reaches it.",
         BetweenWhereKnown{
             {kCompliance,
              "SELECT entity_id, to_char(threshold_value, 'FM000000000000000.00') FROM "
              "rule_violations JOIN compliance_rules USING (rule_id) WHERE entity_type = "
              "'transaction' AND rule_type IN ('amount_threshold', 'transaction_limit') AND "
              "threshold_value IS NOT NULL ORDER BY entity_id COLLATE \"C\""},
             {kAccounts,
              "SELECT transaction_id, '', to_char(transaction_amount, 'FM000000000000000.00') FROM "
              "transactions ORDER BY transaction_id COLLATE \"C\""}}},
    Rule{"VIO1", "transactions", "A transaction's violation is noticed after it.",
         BetweenWhereKnown{{kCompliance,
                            "SELECT entity_id, violation_date FROM rule_violations WHERE "
                            "entity_type = 'transaction' ORDER BY entity_id COLLATE \"C\""},
                           {kAccounts,
                            "SELECT transaction_id, transaction_date, '' FROM transactions ORDER "
                            "BY transaction_id COLLATE \"C\""}}},
    Rule{"VIO1", "accounts", "An account's violation lies between opening and closing.",
         BetweenWhereKnown{
             {kCompliance,
              "SELECT entity_id, violation_date FROM rule_violations WHERE entity_type = 'account' "
              "ORDER BY entity_id COLLATE \"C\""},
             {kAccounts,
              "SELECT account_id, opened_date, coalesce((closed_date + time '23:59:59')::text, '') "
              "FROM accounts ORDER BY account_id COLLATE \"C\""}}},
    Rule{"VIO1", "customers", "A customer's violation comes after the customer was created.",
         BetweenWhereKnown{{kCompliance,
                            "SELECT entity_id, violation_date FROM rule_violations WHERE "
                            "entity_type = 'customer' ORDER BY entity_id COLLATE \"C\""},
                           {kAccounts,
                            "SELECT customer_id, created_at, '' FROM customers ORDER BY "
                            "customer_id COLLATE \"C\""}}},
    Rule{"VIO1", "under way", "Open and investigated violations are of the last 120 days.",
         NoRows{kCompliance,
                "SELECT violation_id, status || ' since ' || violation_date FROM rule_violations "
                "WHERE {n} >= 120 AND status IN ('open', 'investigating') AND violation_date < "
                "{as_of} - 120"}},
    Rule{"VIO1", "left", "Who has left the bank has no violation under way.",
         EveryRowIn{
             {kCompliance,
              "SELECT entity_id FROM rule_violations WHERE {n} >= 120 AND entity_type = 'customer' "
              "AND status IN ('open', 'investigating') ORDER BY entity_id COLLATE \"C\""},
             {kCustomer,
              "SELECT customer_id FROM customer_profiles WHERE customer_status <> 'closed' ORDER "
              "BY customer_id COLLATE \"C\""}}},
};

}  // namespace

std::span<const Rule> supervision_rules() {
  return kRules;
}

}  // namespace bankseed::verify
