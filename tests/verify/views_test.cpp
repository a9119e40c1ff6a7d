// The views that --views makes: what is in them, and that a run which is killed while it makes them
// ends well.

#include <csignal>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "bankseed/schema/table.hpp"
#include "support/locations.hpp"
#include "support/process.hpp"
#include "support/servers/test_server.hpp"

namespace bankseed::testing {
namespace {

using Words = std::vector<std::string>;

ProcessResult run(const TestServer& server, Words words) {
  words.insert(words.begin(), program());
  words.insert(words.end(), {"--url", server.conninfo("postgres")});
  return run_process(words);
}

Words generate(const std::string& seed, const Words& more) {
  Words words = {"generate",   "--customers", "120",  "--seed",     seed,     "--as-of",
                 "2026-11-01", "--log",       "none", "--truncate", "--views"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

std::string ask(const TestServer& server, std::string_view database, const std::string& sql) {
  return TestConnection(server.conninfo(database)).value(sql);
}

/// "view column type", a line each, of all databases.
std::string columns_of_views(const TestServer& server) {
  std::string text;
  for (const std::string_view database : kDatabaseNames) {
    text += ask(server, database,
                "SELECT coalesce(string_agg(format(E'%s.%s %s\\n', c.relname, a.attname, "
                "format_type(a.atttypid, a.atttypmod)), '' ORDER BY c.relname, a.attnum), '') FROM "
                "pg_class c JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.relkind = 'v' AND "
                "c.relnamespace = 'public'::regnamespace AND a.attnum > 0");
  }
  return text;
}

/// A view beside another way to say the same: each returns rows.
struct Equal {
  const char* database;
  const char* view;
  const char* other;
};

// Kept by hand: a sum of another column, or of rows that do not count, is another number.
constexpr Equal kEquals[] = {
    {"employees_db", "SELECT branch_code, sum(employees) FROM branch_staff GROUP BY 1",
     "SELECT branch_code, count(*) FROM employees WHERE employment_status = 'active' GROUP BY 1"},
    {"employees_db",
     "SELECT round(sum(employees * average_salary) / sum(employees)) FROM branch_staff",
     "SELECT round(avg(salary)) FROM employees WHERE employment_status <> 'terminated'"},
    {"customer_db", "SELECT complaint_id, customer_id, full_name FROM open_complaints",
     "SELECT complaint_id, customer_id, (SELECT full_name FROM customer_profiles p WHERE "
     "p.customer_id = c.customer_id) FROM complaints c WHERE status <> 'closed' AND resolved_date "
     "IS NULL"},
    {"customer_db", "SELECT customer_segment, answers, average_rating FROM segment_satisfaction",
     "SELECT (SELECT customer_segment FROM customer_profiles p WHERE p.customer_id = "
     "s.customer_id), count(*), round(avg(satisfaction_rating), 2) FROM satisfaction_surveys s "
     "GROUP BY 1"},
    {"customer_db", "SELECT customer_segment, net_promoter_score FROM segment_satisfaction",
     "SELECT (SELECT customer_segment FROM customer_profiles p WHERE p.customer_id = "
     "s.customer_id), round(100.0 * (count(*) FILTER (WHERE nps_score > 8) - count(*) FILTER "
     "(WHERE nps_score < 7)) / count(*), 1) FROM satisfaction_surveys s GROUP BY 1"},
    {"accounts_db", "SELECT customer_id, currency, accounts, balance FROM customer_balances",
     "SELECT customer_id, currency, count(*), sum(balance) FROM accounts WHERE closed_date IS NULL "
     "GROUP BY 1, 2"},
    {"accounts_db", "SELECT customer_id, first_name, last_name FROM customer_balances",
     "SELECT customer_id, first_name, last_name FROM customers WHERE customer_id IN (SELECT "
     "customer_id FROM accounts WHERE account_status IN ('active', 'frozen'))"},
    {"accounts_db",
     "SELECT currency, transaction_type, sum(movements), sum(total_amount) FROM "
     "monthly_movements GROUP BY 1, 2",
     "SELECT (SELECT currency FROM accounts a WHERE a.account_id = t.account_id), "
     "transaction_type, count(*), sum(transaction_amount) FROM transactions t GROUP BY 1, 2"},
    {"accounts_db", "SELECT month, sum(movements) FROM monthly_movements GROUP BY 1",
     "SELECT make_date(extract(year FROM transaction_date)::int, extract(month FROM "
     "transaction_date)::int, 1), count(*) FROM transactions GROUP BY 1"},
    {"loans_db",
     "SELECT loan_type, sum(loans), sum(principal), sum(outstanding) FROM loan_portfolio "
     "GROUP BY 1",
     "SELECT loan_type, count(*), sum(principal_amount), sum(outstanding_balance) FROM loans GROUP "
     "BY 1"},
    {"loans_db", "SELECT loan_id, installment_number, total_amount FROM missed_installments",
     "SELECT loan_id, installment_number, total_amount FROM repayment_schedule WHERE "
     "payment_status = 'missed'"},
    {"insurance_db",
     "SELECT claim_status, sum(claims), sum(claimed), sum(approved) FROM "
     "policy_claims GROUP BY 1",
     "SELECT status, count(*), sum(claim_amount), sum(approved_amount) FROM claims GROUP BY 1"},
    {"compliance_db", "SELECT check_id, customer_id, risk_level FROM flagged_screenings",
     "SELECT check_id, customer_id, risk_level FROM aml_checks WHERE risk_level IS NOT NULL"}};

constexpr const char* kColumns = R"(branch_staff.branch_code character varying(10)
branch_staff.department character varying(100)
branch_staff.employees bigint
branch_staff.average_salary numeric
open_complaints.complaint_id character varying(50)
open_complaints.customer_id character varying(50)
open_complaints.full_name character varying(200)
open_complaints.customer_segment character varying(50)
open_complaints.priority character varying(20)
open_complaints.filed_date timestamp without time zone
segment_satisfaction.customer_segment character varying(50)
segment_satisfaction.answers bigint
segment_satisfaction.average_rating numeric
segment_satisfaction.net_promoter_score numeric
customer_balances.customer_id character varying(50)
customer_balances.first_name character varying(100)
customer_balances.last_name character varying(100)
customer_balances.currency character varying(3)
customer_balances.accounts bigint
customer_balances.balance numeric
monthly_movements.month date
monthly_movements.currency character varying(3)
monthly_movements.transaction_type character varying(50)
monthly_movements.movements bigint
monthly_movements.total_amount numeric
loan_portfolio.loan_type character varying(50)
loan_portfolio.loan_status character varying(50)
loan_portfolio.loans bigint
loan_portfolio.principal numeric
loan_portfolio.outstanding numeric
missed_installments.loan_id character varying(50)
missed_installments.customer_id character varying(50)
missed_installments.loan_type character varying(50)
missed_installments.installment_number integer
missed_installments.due_date date
missed_installments.total_amount numeric(15,2)
policy_claims.policy_type character varying(50)
policy_claims.claim_status character varying(50)
policy_claims.claims bigint
policy_claims.claimed numeric
policy_claims.approved numeric
flagged_screenings.check_id character varying(50)
flagged_screenings.customer_id character varying(50)
flagged_screenings.risk_rating character varying(20)
flagged_screenings.check_type character varying(50)
flagged_screenings.check_date timestamp without time zone
flagged_screenings.risk_level character varying(20)
)";

}  // namespace

TEST_CASE("views say what their tables say, in types that fit") {
  const TestServer& server = test_server();
  make_bank(server, {"--customers", "1200", "--as-of", "2026-11-01", "--views"});
  for (const Equal& equal : kEquals) {
    CAPTURE(equal.view);
    CHECK(ask(server, equal.database, fmt::format("SELECT count(*) FROM ({}) v", equal.view)) !=
          "0");
    CHECK(ask(server, equal.database,
              fmt::format("SELECT count(*) FROM (({0} EXCEPT {1}) UNION ALL ({1} EXCEPT {0})) d",
                          equal.view, equal.other)) == "0");
  }
  CHECK(columns_of_views(server) == kColumns);
}

TEST_CASE("views that a run has ended without are made by --resume") {
  const TestServer server;
  make_bank(server, {"--customers", "120", "--seed", "2", "--as-of", "2026-11-01"});
  CHECK(columns_of_views(server).empty());
  const ProcessResult result = run(server, generate("2", {"--resume"}));
  CAPTURE(result.err);
  CHECK(result.exit_code == 0);
  CHECK_FALSE(columns_of_views(server).empty());
}

TEST_CASE("a run that is killed while it makes views ends well, whatever comes next") {
  const std::string next = GENERATE("--resume", "repair", "another run");
  CAPTURE(next);
  const TestServer server;
  make_bank(server, {"--customers", "120", "--seed", "2", "--as-of", "2026-11-01", "--views"});
  const std::string digest = run(server, {"digest"}).out;
  const std::string views = columns_of_views(server);
  make_bank(server, {"--customers", "120", "--seed", "1", "--as-of", "2026-11-01"});

  // In loans_db whoever makes a view waits; in the other five the run comes to its end.
  TestConnection loans(server.conninfo("loans_db"));
  loans.execute(
      "CREATE FUNCTION hold() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN PERFORM "
      "pg_advisory_xact_lock(4711); END$$; CREATE EVENT TRIGGER hold ON ddl_command_start WHEN TAG "
      "IN ('CREATE VIEW') EXECUTE FUNCTION hold(); SELECT pg_advisory_lock(4711)");
  Words command = generate("2", {"--url", server.conninfo("postgres")});
  command.insert(command.begin(), program());
  Process process(command, {});
  const std::string waiting =
      "FROM pg_stat_activity WHERE datname = 'loans_db' AND wait_event = 'advisory'";
  wait_until("loans_db makes views",
             [&] { return loans.value("SELECT count(*) " + waiting) == "1"; });
  wait_until("accounts_db has its views", [&] {
    return ask(server, "accounts_db",
               "SELECT count(*) FROM pg_views WHERE schemaname = 'public'") == "2";
  });
  process.signal(SIGKILL);
  CHECK(process.wait().exit_code == 128 + SIGKILL);
  loans.execute("SELECT pg_terminate_backend(pid) " + waiting);
  wait_until("its session ends", [&] { return loans.value("SELECT count(*) " + waiting) == "0"; });
  loans.execute("DROP EVENT TRIGGER hold; DROP FUNCTION hold; SELECT pg_advisory_unlock(4711)");

  if (next == "--resume") {
    const ProcessResult resumed = run(server, generate("2", {"--resume"}));
    CAPTURE(resumed.err);
    CHECK(resumed.exit_code == 0);
  } else {
    if (next == "repair") {
      const ProcessResult repaired = run(server, {"repair"});
      CAPTURE(repaired.err);
      CHECK(repaired.exit_code == 0);
      CHECK(run(server, {"status"}).out.find("repair") == std::string::npos);
    }
    const ProcessResult again = run(server, generate("2", {}));
    CAPTURE(again.err);
    CHECK(again.exit_code == 0);
  }
  CHECK(run(server, {"digest"}).out == digest);
  CHECK(columns_of_views(server) == views);
  CHECK(run(server, {"verify", "--quiet"}).exit_code == 0);
}

}  // namespace bankseed::testing
