// Phase 2 of RULES.md.

#include <array>

#include "bankseed/rows/values.hpp"
#include "verify/rules/rules.hpp"

namespace bankseed::verify {
namespace {

constexpr auto kAccounts = Database::kAccounts;
constexpr auto kCustomer = Database::kCustomer;

constexpr std::array<ValueShare, 4> kSegments = {
    {{"retail", 6000}, {"premium", 2500}, {"corporate", 1000}, {"private_banking", 500}}};
constexpr std::array<ValueShare, 3> kStatus = {
    {{"active", 9000}, {"dormant", 700}, {"closed", 300}}};
constexpr std::array<ValueShare, 3> kKyc = {
    {{"verified", 8500}, {"pending", 1000}, {"expired", 500}}};
constexpr std::array<ValueShare, 3> kRisk = {{{"low", 7000}, {"medium", 2500}, {"high", 500}}};
constexpr std::array<ValueShare, 2> kAgent = {{{"agent", 8000}, {"none", 2000}}};
constexpr std::array<ValueShare, 2> kHolders = {{{"holder", 7500}, {"none", 2500}}};
constexpr std::array<ValueShare, 2> kSeveral = {{{"several", 2500}, {"one", 7500}}};
constexpr std::array<ValueShare, 4> kTypes = {
    {{"checking", 5000}, {"savings", 3000}, {"money_market", 1500}, {"cd", 500}}};
constexpr std::array<ValueShare, 3> kAccountStatus = {
    {{"active", 9200}, {"frozen", 500}, {"closed", 300}}};
constexpr std::array<ValueShare, 2> kCurrency = {{{"home", 9500}, {"other", 500}}};
constexpr std::array<ValueShare, 3> kRelationships = {
    {{"joint_owner", 6000}, {"beneficiary", 3000}, {"authorized_user", 1000}}};
constexpr std::array<std::string_view, 1> kCustomerService = {"customer_service"};

constexpr std::array kRules = {
    Rule{"PRO1", "one to one", "Every customer has one profile with the master's name and contact.",
         SameRows{{kAccounts,
                   "SELECT customer_id, first_name || ' ' || last_name, email, phone, "
                   "created_at::date FROM customers ORDER BY customer_id COLLATE \"C\""},
                  {kCustomer,
                   "SELECT customer_id, full_name, email, phone, onboarding_date FROM "
                   "customer_profiles ORDER BY customer_id COLLATE \"C\""}}},
    Rule{"PRO1", "segments", "Segments are split 60, 25, 10, 5.",
         SharesOf{kCustomer, "SELECT customer_segment, count(*) FROM customer_profiles GROUP BY 1",
                  kSegments}},
    Rule{"PRO1", "status", "90 % active, 7 % dormant, 3 % closed.",
         SharesOf{kCustomer, "SELECT customer_status, count(*) FROM customer_profiles GROUP BY 1",
                  kStatus}},
    Rule{
        "PRO1", "kyc", "KYC: 85 % verified, 10 % pending, 5 % expired.",
        SharesOf{kCustomer, "SELECT kyc_status, count(*) FROM customer_profiles GROUP BY 1", kKyc}},
    Rule{"PRO1", "risk", "Risk: 70 % low, 25 % medium, 5 % high.",
         SharesOf{kCustomer, "SELECT risk_rating, count(*) FROM customer_profiles GROUP BY 1",
                  kRisk}},
    Rule{"PRO1", "agents", "80 % have an agent.",
         SharesOf{
             kCustomer,
             "SELECT CASE WHEN assigned_agent_id IS NULL THEN 'none' ELSE 'agent' END, count(*) "
             "FROM customer_profiles GROUP BY 1",
             kAgent}},
    Rule{"PRO1", "dates", "A profile is not updated before it is made, nor in the future.",
         NoRows{kCustomer,
                "SELECT customer_id, updated_at::text FROM customer_profiles WHERE updated_at < "
                "created_at OR updated_at >= {as_of} OR created_at::date <> onboarding_date"}},
    Rule{"EMP6", "agents", "An assigned agent was employed on the day of onboarding.",
         EmployeeOf{kCustomer,
                    "SELECT customer_id, assigned_agent_id, onboarding_date FROM customer_profiles "
                    "WHERE assigned_agent_id IS NOT NULL",
                    kCustomerService}},
    Rule{"PRO2", "kyc", "Pending is commoner among the newest customers.",
         NoRows{
             kCustomer,
             "SELECT 'pending', round(100 * new, 1) || ' % of the newest, ' || round(100 * old, 1) "
             "|| ' % of the others' FROM (SELECT avg((kyc_status = 'pending')::int) FILTER (WHERE "
             "onboarding_date >= {as_of} - 100) AS new, avg((kyc_status = 'pending')::int) FILTER "
             "(WHERE onboarding_date < {as_of} - 100) AS old FROM customer_profiles) x WHERE {n} "
             ">= 500 AND new <= old"}},
    Rule{"PRO2", "risk", "High risk is commoner among corporate customers.",
         NoRows{kCustomer,
                "SELECT 'high', round(100 * corporate, 1) || ' % of corporate, ' || round(100 * "
                "other, 1) || ' % of the others' FROM (SELECT avg((risk_rating = 'high')::int) "
                "FILTER (WHERE customer_segment = 'corporate') AS corporate, avg((risk_rating = "
                "'high')::int) FILTER (WHERE customer_segment <> 'corporate') AS other FROM "
                "customer_profiles) x WHERE {n} >= 500 AND corporate <= other"}},
    Rule{"PRO2", "balances", "Balances rise from retail to private banking.",
         RisingMeans{
             {kAccounts,
              "SELECT customer_id, balance FROM accounts ORDER BY customer_id COLLATE \"C\""},
             {kCustomer,
              "SELECT customer_id, customer_segment FROM customer_profiles WHERE {n} >= 500 ORDER "
              "BY customer_id COLLATE \"C\""},
             kTexts<Segment>}},
    Rule{"PRO2", "loan amounts", "Loans are larger from retail to private banking.",
         RisingMeans{
             {Database::kLoans,
              "SELECT customer_id, principal_amount FROM loans ORDER BY customer_id COLLATE \"C\""},
             {kCustomer,
              "SELECT customer_id, customer_segment FROM customer_profiles WHERE {n} >= 500 ORDER "
              "BY customer_id COLLATE \"C\""},
             kTexts<Segment>}},
    Rule{"PRO2", "coverage", "Coverage rises from retail to private banking.",
         RisingMeans{{Database::kInsurance,
                      "SELECT customer_id, coverage_amount FROM policies ORDER BY customer_id "
                      "COLLATE \"C\""},
                     {kCustomer,
                      "SELECT customer_id, customer_segment FROM customer_profiles WHERE {n} >= "
                      "500 ORDER BY customer_id COLLATE \"C\""},
                     kTexts<Segment>}},
    Rule{"ACC1", "holders", "75 % of the customers hold accounts.",
         SharesOf{kAccounts,
                  "SELECT CASE WHEN a.customer_id IS NULL THEN 'none' ELSE 'holder' END, count(*) "
                  "FROM customers c LEFT JOIN (SELECT DISTINCT customer_id FROM accounts) a USING "
                  "(customer_id) GROUP BY 1",
                  kHolders}},
    Rule{"ACC1", "several", "25 % of the holders hold several.",
         SharesOf{kAccounts,
                  "SELECT CASE WHEN held = 1 THEN 'one' ELSE 'several' END, count(*) FROM (SELECT "
                  "count(*) AS held FROM accounts GROUP BY customer_id) x GROUP BY 1",
                  kSeveral}},
    as_made(Rule{
        "ACC1", "how many", "Who holds several holds three to five.",
        NoRows{kAccounts,
               "SELECT customer_id, count(*) || ' accounts' FROM accounts GROUP BY customer_id "
               "HAVING count(*) NOT IN (1, 3, 4, 5)"}}),
    Rule{"ACC1", "total", "1,500 to 1,800 accounts per 1,200 customers.",
         CountOf{kAccounts, "SELECT count(*) FROM accounts", 1500, 1800, true}},
    Rule{"ACC2", "types", "Types are split 50, 30, 15, 5.",
         SharesOf{kAccounts, "SELECT account_type, count(*) FROM accounts GROUP BY 1", kTypes}},
    Rule{"ACC2", "status", "92 % active, 5 % frozen, 3 % closed.",
         SharesOf{kAccounts, "SELECT account_status, count(*) FROM accounts GROUP BY 1",
                  kAccountStatus}},
    Rule{
        "ACC2", "closed", "closed_date is set exactly when the account is closed.",
        NoRows{kAccounts,
               "SELECT account_id, account_status || ' ' || coalesce(closed_date::text, 'without a "
               "date') FROM accounts WHERE (account_status = 'closed') IS DISTINCT FROM "
               "(closed_date IS NOT NULL) OR closed_date < opened_date OR closed_date >= {as_of}"}},
    Rule{"ACC2", "working days", "Accounts are closed on working days.",
         NoRows{kAccounts,
                "SELECT account_id, 'closed ' || closed_date FROM accounts WHERE "
                "{closed:closed_date}"}},
    Rule{
        "ACC2", "closed customers", "Every account of a closed customer is closed.",
        SameWhereKnown{{kAccounts,
                        "SELECT customer_id, account_status FROM accounts WHERE account_status <> "
                        "'closed' ORDER BY customer_id COLLATE \"C\""},
                       {kCustomer,
                        "SELECT customer_id, 'closed' FROM customer_profiles WHERE customer_status "
                        "= 'closed' ORDER BY customer_id COLLATE \"C\""}}},
    as_made(Rule{
        "ACC3", "ranges", "Balances lie in the range of the type.",
        NoRows{kAccounts,
               "SELECT account_id, account_type || ' ' || coalesce(balance::text, 'NULL') FROM "
               "accounts WHERE balance IS NULL OR CASE account_type WHEN 'checking' THEN balance "
               "NOT BETWEEN 50 AND 25000 WHEN 'savings' THEN balance NOT BETWEEN 100 AND 100000 "
               "WHEN 'money_market' THEN balance NOT BETWEEN 10000 AND 500000 WHEN 'cd' THEN "
               "balance NOT BETWEEN 5000 AND 200000 ELSE true END"}}),
    as_made(Rule{
        "ACC3", "skew", "Many balances are small, few are large: the mean is above the median.",
        NoRows{kAccounts,
               "SELECT account_type, 'mean ' || round(mean, 2) || ', median ' || "
               "round(median::numeric, 2) FROM (SELECT account_type, count(*) AS rows, "
               "avg(balance) AS mean, percentile_cont(0.5) WITHIN GROUP (ORDER BY balance) AS "
               "median FROM accounts GROUP BY 1) x WHERE rows >= 100 AND mean <= median * 1.15"}}),
    as_made(Rule{
        "ACC3", "ages", "Old customers have saved more than young ones.",
        NoRows{
            kAccounts,
            "SELECT 'savings', round(old) || ' from 55 on, ' || round(young) || ' below 35' FROM "
            "(SELECT avg(ln(balance)) FILTER (WHERE years >= 55) AS old, avg(ln(balance)) FILTER "
            "(WHERE years < 35) AS young, least(count(*) FILTER (WHERE years >= 55), count(*) "
            "FILTER (WHERE years < 35)) AS rows FROM (SELECT balance, date_part('year', "
            "age({as_of}, date_of_birth)) AS years FROM accounts JOIN customers USING "
            "(customer_id) WHERE account_type = 'savings' AND balance > 0) s) x WHERE rows >= 40 "
            "AND old <= young"}}),
    Rule{"ACC4", "opened", "An account is opened on or after the day the customer was created.",
         NoRows{kAccounts,
                "SELECT account_id, opened_date || ', customer of ' || created_at FROM accounts "
                "JOIN customers USING (customer_id) WHERE opened_date < created_at::date OR "
                "opened_date >= {as_of}"}},
    Rule{
        "ACC4", "currency", "95 % are in the currency of the bank's country, USD or BRL.",
        SharesOf{kAccounts,
                 "SELECT CASE WHEN currency IN ('USD', 'BRL') AND currency = (SELECT currency FROM "
                 "accounts WHERE currency IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT "
                 "1) THEN 'home' ELSE 'other' END, count(*) "
                 "FROM accounts GROUP BY 1",
                 kCurrency}},
    Rule{"ACC4", "numbers", "Account numbers have 10 or 12 digits that pass the Luhn check.",
         // The number as decimal digits, one in four bits; those that count twice are every other
         // one, from the right. A doubled digit of two digits counts nine less. What remains is
         // bytes, of which the sum is the remainder modulo 255.
         NoRows{
             kAccounts,
             "SELECT account_id, account_number FROM accounts WHERE CASE WHEN "
             "length(account_number) NOT IN (10, 12) OR ltrim(account_number, '0123456789') <> '' "
             "THEN true ELSE (SELECT ((digits & x'0F0F0F0F0F0F0F0F'::bigint) + 2 * twice - 9 * "
             "((twice + x'0303030303030303'::bigint) >> 3 & x'0101010101010101'::bigint)) % 255 % "
             "10 <> 0 FROM (SELECT digits, digits >> 4 & x'0F0F0F0F0F0F0F0F'::bigint AS twice FROM "
             "(SELECT ('x' || lpad(account_number, 16, '0'))::bit(64)::bigint AS digits) n) d) "
             "END"}},
    Rule{"ACC4", "unique", "Account numbers are unique.",
         NoRows{kAccounts,
                "SELECT account_number, count(*) || ' accounts' FROM accounts GROUP BY 1 HAVING "
                "count(*) > 1"}},
    as_made(Rule{
        "CUS5", "households", "40 % of the customers live with one or two others at one address.",
        NoRows{
            kCustomer,
            "SELECT 'customers', round(100 * share, 1) || ' %, at most ' || most || ' at one "
            "address' FROM (SELECT coalesce(sum(people) FILTER (WHERE people > 1), 0) / "
            "greatest({n}, 1) AS share, max(people) AS most FROM (SELECT count(*) AS people FROM "
            "customer_profiles GROUP BY address) homes) x WHERE {n} >= 120 AND (share NOT "
            "BETWEEN 0.39 AND 0.41 OR most > 4)"}}),
    as_made(Rule{
        "CUS5", "names", "In most households all have one surname.",
        NoRows{
            kCustomer,
            "SELECT 'households', round(100 * avg(one), 1) || ' %' FROM (SELECT "
            "(count(DISTINCT substring(full_name FROM '[^ ]+$')) = 1)::int AS one FROM "
            "customer_profiles GROUP BY address HAVING count(*) > 1) homes HAVING {n} >= 500 AND "
            "avg(one) NOT BETWEEN 0.67 AND 0.92"}}),
    Rule{"REL1", "count", "100 to 150 relationships per 1,200 customers.",
         CountOf{kAccounts, "SELECT count(*) FROM account_relationships", 100, 150, true}},
    Rule{"REL1", "types", "60 % joint owners, 30 % beneficiaries, 10 % authorized users.",
         SharesOf{kAccounts,
                  "SELECT relationship_type, count(*) FROM account_relationships GROUP BY 1",
                  kRelationships}},
    Rule{
        "REL1", "customers", "A relationship links accounts of two different customers.",
        NoRows{kAccounts,
               "SELECT relationship_id::text, primary_account_id || ' and ' || related_account_id "
               "FROM account_relationships r LEFT JOIN accounts p ON p.account_id = "
               "primary_account_id LEFT JOIN accounts o ON o.account_id = related_account_id WHERE "
               "p.customer_id = o.customer_id OR p.customer_id IS NULL OR o.customer_id IS NULL OR "
               "r.created_at < greatest(p.opened_date, o.opened_date) OR r.created_at >= {as_of}"}},
    as_made(Rule{
        "REL1", "family", "Most joint owners live together, and share a surname.",
        NoRows{
            kAccounts,
            "SELECT 'joint owners', round(100 * avg(one), 1) || ' % share one' FROM (SELECT "
            "(p.last_name = o.last_name)::int AS one FROM account_relationships r JOIN accounts "
            "x ON x.account_id = primary_account_id JOIN accounts y ON y.account_id = "
            "related_account_id JOIN customers p ON p.customer_id = x.customer_id JOIN customers "
            "o ON o.customer_id = y.customer_id WHERE relationship_type = 'joint_owner') pairs "
            "HAVING {n} >= 1200 AND avg(one) NOT BETWEEN 0.5 AND 0.9"}}),
    Rule{
        "REL1", "once", "No pair twice, in either order.",
        NoRows{kAccounts,
               "SELECT least(primary_account_id, related_account_id), greatest(primary_account_id, "
               "related_account_id) FROM account_relationships GROUP BY 1, 2 HAVING count(*) > 1"}},
    Rule{"REL1", "persons", "Nobody stands twice among an account's relationships.",
         NoRows{kAccounts,
                "SELECT x.account_id, customer_id || ', ' || count(*) || ' times' FROM (SELECT "
                "primary_account_id AS account_id, related_account_id AS other FROM "
                "account_relationships UNION ALL SELECT related_account_id, primary_account_id "
                "FROM account_relationships) x JOIN accounts a ON a.account_id = other GROUP BY "
                "x.account_id, customer_id HAVING count(*) > 1"}},
};

}  // namespace

std::span<const Rule> core_banking_rules() {
  return kRules;
}

}  // namespace bankseed::verify
