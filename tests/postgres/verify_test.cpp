// bankseed verify, called as a user calls it, on banks in a real server.

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <future>
#include <iterator>
#include <memory>
#include <set>
#include <sstream>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "bankseed/rows/catalog.hpp"
#include "support/locations.hpp"
#include "support/process.hpp"
#include "support/servers/test_server.hpp"

namespace bankseed::testing {
namespace {

ProcessResult run_at(const TestServer& server, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), program());
  arguments.emplace_back("--url");
  arguments.push_back(server.conninfo("postgres"));
  return run_process(arguments);
}

/// Waits until somebody waits for a lock.
void wait_until_locked_out(const TestServer& server) {
  TestConnection watcher(server.conninfo("postgres"));
  wait_until("a session waits for a lock", [&watcher] {
    return watcher.value("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'") !=
           "0";
  });
}

/// A bank in the server of this test run. What a test does to it is undone with the object.
class LoadedBank {
 public:
  LoadedBank() : server_(test_server()) {
    static bool is_loaded = false;
    if (!is_loaded) {
      make_bank(server_, {"--customers", "240", "--seed", "7", "--as-of", "2025-06-30",
                          "--employees", "60"});
    }
    is_loaded = true;
  }
  LoadedBank(const LoadedBank&) = delete;
  LoadedBank& operator=(const LoadedBank&) = delete;
  LoadedBank(LoadedBank&&) = delete;
  LoadedBank& operator=(LoadedBank&&) = delete;
  ~LoadedBank() {
    for (const std::string& database : changed_)
      copy_database(database + "_kept", database);
  }

  [[nodiscard]] TestConnection connect(const std::string& database) const {
    return TestConnection(server_.conninfo(database));
  }
  void execute(const std::string& database, const std::string& sql) {
    keep(database);
    quiet_connection(database).execute(sql);
  }
  void drop(const std::string& database) {
    keep(database);
    drop_database(database);
  }
  [[nodiscard]] ProcessResult run(std::vector<std::string> arguments) const {
    return run_at(server_, std::move(arguments));
  }
  [[nodiscard]] ProcessResult verify(std::vector<std::string> arguments = {}) const {
    arguments.insert(arguments.begin(), "verify");
    return run(std::move(arguments));
  }

 private:
  /// Before a database is changed.
  void keep(const std::string& database) {
    static std::set<std::string> kept;
    if (kept.insert(database).second) copy_database(database, database + "_kept");
    changed_.insert(database);
  }
  /// Without notices of what is dropped.
  [[nodiscard]] TestConnection quiet_connection(const std::string& database) const {
    TestConnection connection = connect(database);
    connection.execute("SET client_min_messages = warning");
    return connection;
  }
  void drop_database(const std::string& database) const {
    quiet_connection("postgres").execute("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
  }
  void copy_database(const std::string& from, const std::string& to) const {
    drop_database(to);
    connect("postgres").execute("CREATE DATABASE " + to + " TEMPLATE " + from);
  }

  TestServer& server_;
  std::set<std::string> changed_;
};

nlohmann::json json_of(const ProcessResult& result) {
  INFO(result.err);
  return nlohmann::json::parse(result.out);
}

/// The only check that fails: "KEY loans form".
std::string only_failure(const ProcessResult& result) {
  std::string failures;
  const auto report = json_of(result);
  for (const auto& check : report.at("checks")) {
    if (check.at("verdict") == "fails") {
      failures += (failures.empty() ? "" : "; ") + check.at("id").get<std::string>() + " " +
                  check.at("name").get<std::string>();
    }
  }
  return failures;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("everything holds for a bank that bankseed has loaded") {
  LoadedBank bank;
  const ProcessResult text = bank.verify();
  CAPTURE(text.out, text.err);
  CHECK(text.exit_code == 0);
  CHECK(text.err.empty());
  CHECK(contains(text.out, "240 customers, 60 employees, as of 2025-06-30, seed 7\n"));
  CHECK(contains(text.out, "checks: all hold ("));
  CHECK(!contains(text.out, "\033"));
  const auto lines = std::count(text.out.begin(), text.out.end(), '\n');
  CHECK(lines < 160);
  const ProcessResult quiet = bank.verify({"--quiet"});
  CHECK(quiet.exit_code == 0);
  CHECK(quiet.out.empty());
  CHECK(quiet.err.empty());
}

TEST_CASE("JSON and JUnit say the same as the text") {
  LoadedBank bank;
  bank.execute("accounts_db",
               "UPDATE customers SET first_name = '<&\"' WHERE customer_id = 'CUST00000042'");
  const ProcessResult json = bank.verify({"--format", "json"});
  CHECK(json.exit_code == 1);
  const auto report = json_of(json);
  CHECK(report.at("bank").at("seed") == 7);
  CHECK(report.at("bank").at("as_of") == "2025-06-30");
  CHECK(report.at("summary").at("checks") == report.at("checks").size());
  CHECK(report.at("tables").size() == kTableCount);
  for (const auto& table : report.at("tables"))
    CHECK(table.at("rows") == table.at("plan"));
  const auto file = std::filesystem::path(test_server().directory()) / "verify.xml";
  const ProcessResult junit =
      bank.verify({"--format", "junit", "--output", file.string(), "--rules", "PRO1"});
  CHECK(junit.exit_code == 1);
  CHECK(contains(junit.out, "1 fail"));
  std::ifstream in(file);
  const std::string xml{std::istreambuf_iterator<char>(in), {}};
  CHECK(contains(xml, "<testsuite name=\"core banking\""));
  CHECK(contains(xml, "failures=\"1\" errors=\"0\""));
  CHECK(contains(xml, "CUST00000042"));
  CHECK(contains(xml, "&lt;&amp;&quot;"));
}

TEST_CASE("what does not hold is shown with its rows, and with SQL that finds them") {
  LoadedBank bank;
  bank.execute(
      "accounts_db",
      "UPDATE transactions SET balance_after = balance_after + 0.01 WHERE transaction_id "
      "= (SELECT transaction_id FROM transactions ORDER BY transaction_date DESC, 1 LIMIT 1)");
  const ProcessResult result = bank.verify({"--rules", "txn*"});
  CAPTURE(result.out);
  CHECK(result.exit_code == 1);
  CHECK(contains(result.out, "TXN5 walk fails\n"));
  const std::string changed =
      bank.connect("accounts_db")
          .execute(
              "SELECT transaction_id FROM transactions ORDER BY transaction_date DESC, 1 LIMIT 1")
          .front()
          .front()
          .value();
  CHECK(contains(result.out, "    " + changed + "  "));
  CHECK(!contains(result.out, "EMP1"));
  const std::string introduction = "  to find all:\n    -- accounts_db\n";
  const auto begin = result.out.find(introduction) + introduction.size();
  const std::string sql = result.out.substr(begin, result.out.find('\n', begin) - begin);
  const auto rows = bank.connect("accounts_db").execute(sql);
  REQUIRE(!rows.empty());
  CHECK(rows.front().front() == changed);
}

TEST_CASE("each check that follows from the tables' descriptions can fail") {
  struct Tampering {
    const char* database;
    const char* sql;
    const char* failure;
  };
  LoadedBank bank;
  const auto [database, sql, failure] = GENERATE(values<Tampering>({
      {"compliance_db", "DELETE FROM audit_trails WHERE audit_id = 5", "CNT audit_trails"},
      {"employees_db",
       "ALTER TABLE employees ALTER last_name DROP NOT NULL; UPDATE employees SET last_name = NULL "
       "WHERE employee_id = 'EMP000003'",
       "NUL employees"},
      {"insurance_db", "UPDATE policy_events SET event_id = -1 WHERE event_id = 1",
       "KEY policy_events form"},
      {"accounts_db", "UPDATE accounts SET branch_code = 'BR1' WHERE account_id = 'ACC00000009'",
       "KEY accounts form"},
      {"loans_db",
       "ALTER TABLE loan_guarantors DROP CONSTRAINT loan_guarantors_pkey; UPDATE loan_guarantors "
       "SET guarantor_id = 2 WHERE guarantor_id = 1",
       "KEY loan_guarantors.guarantor_id"},
      {"compliance_db",
       "UPDATE aml_checks SET risk_level = 'odd' WHERE check_id = (SELECT check_id FROM aml_checks "
       "WHERE NOT aml_flag LIMIT 1)",
       "VAL aml_checks"},
      {"customer_db",
       "UPDATE complaints SET description = 'x', filed_date = filed_date; UPDATE "
       "customer_profiles SET updated_at = '2025-06-30' WHERE customer_id = 'CUST00000007'",
       "E5 customer_profiles"},
      {"compliance_db", "UPDATE audit_trails SET performed_by = 'EMP999999' WHERE audit_id = 9",
       "REF audit_trails.performed_by"},
      {"loans_db",
       "SET session_replication_role = replica; UPDATE loan_guarantors SET loan_id = "
       "'LOAN99999999' WHERE guarantor_id = 1",
       "REF loan_guarantors.loan_id"},
  }));
  bank.execute(database, sql);
  const ProcessResult result =
      bank.verify({"--format", "json", "--rules", "CNT,NUL,KEY,VAL,E5,REF"});
  CHECK(result.exit_code == 1);
  CHECK(only_failure(result) == failure);
}

TEST_CASE("every sample query runs in psql, and no reference leads nowhere") {
  LoadedBank bank;
  const ProcessResult script = bank.verify({"--queries"});
  REQUIRE(script.exit_code == 0);
  const auto file = std::filesystem::path(test_server().directory()) / "queries.sql";
  std::ofstream(file) << script.out;
  const auto run_script = [&file] {
    return run_process({"psql", "-XqAt", "-F", " ", "-v", "ON_ERROR_STOP=1", "-f", file.string(),
                        test_server().conninfo("accounts_db")});
  };
  const auto counts_of = [](const std::string& output) {
    std::vector<std::vector<std::string>> counts;
    std::istringstream lines(output);
    for (std::string line; std::getline(lines, line);) {
      std::istringstream in(line);
      std::vector<std::string> words(std::istream_iterator<std::string>(in), {});
      if (words.size() == 3 && contains(words[0], "_") && contains(words[0], "."))
        counts.push_back(words);
    }
    return counts;
  };
  const ProcessResult clean = run_script();
  CAPTURE(clean.out, clean.err);
  CHECK(clean.exit_code == 0);
  CHECK(clean.err.empty());
  const auto counts = counts_of(clean.out);
  CHECK(counts.size() > 60);
  for (const auto& words : counts) {
    CAPTURE(words);
    CHECK(words[1] != "0");
    CHECK(words[2] == "0");
  }
  bank.execute("accounts_db",
               "UPDATE transactions SET processed_by = 'EMP999999' WHERE transaction_id = "
               "'TXN000000100'");
  const auto tampered = counts_of(run_script().out);
  CHECK(std::any_of(tampered.begin(), tampered.end(), [](const auto& words) {
    return words[0] == "transactions.processed_by" && words[2] == "1";
  }));
}

TEST_CASE("the number of employees is that of the run, or the one that is given") {
  LoadedBank bank;
  CHECK(bank.verify({"--rules", "EMP1", "-q"}).exit_code == 0);
  const ProcessResult result = bank.verify({"--rules", "EMP1", "--employees", "61"});
  CHECK(result.exit_code == 1);
  CHECK(contains(result.out, "EMP1 count fails"));
  for (std::size_t i = 0; i < kDatabaseCount; ++i) {
    bank.execute(std::string(name_of(static_cast<Database>(i))), "DROP SCHEMA bankseed CASCADE");
  }
  const ProcessResult stranger = bank.verify({"--rules", "EMP1", "--as-of", "2025-06-30"});
  CHECK(stranger.exit_code == 1);
  CHECK(contains(stranger.out, "note: there is no plan to compare with: no run of bankseed is"));
  CHECK(contains(stranger.out, "240 customers, 30 employees"));
}

TEST_CASE("the first failure ends a verification that is to fail fast") {
  LoadedBank bank;
  bank.execute("accounts_db", "UPDATE customers SET phone = NULL");
  const ProcessResult result = bank.verify({"--fail-fast", "--jobs", "1", "--format", "json"});
  CHECK(result.exit_code == 1);
  const auto summary = json_of(result).at("summary");
  CHECK(summary.at("fail") == 1);
  CHECK(summary.at("not_checked") == 0);
  CHECK(summary.at("skipped") > 100);
}

TEST_CASE("a fast look reads large tables in part, and says what it leaves out") {
  LoadedBank bank;
  // A table is as large as PostgreSQL believes.
  bank.execute("accounts_db",
               "UPDATE pg_class SET reltuples = 1000001 WHERE relname = 'transactions'; ALTER "
               "TABLE transactions ALTER transaction_type DROP NOT NULL");
  const ProcessResult clean = bank.verify({"--sample"});
  CAPTURE(clean.out);
  CHECK(clean.exit_code == 0);
  CHECK(contains(clean.out, "skipped: transactions has about 1000001 rows, and a fast look reads"));
  CHECK(contains(clean.out, "were skipped ("));
  const auto report = json_of(bank.verify({"--sample", "--format", "json"}));
  for (const auto& check : report.at("checks")) {
    if (check.at("id") == "TXN5") CHECK(check.at("verdict") == "skipped");
    if (check.at("id") == "ACC2") CHECK(check.at("verdict") == "holds");
  }
  bank.execute("accounts_db", "UPDATE transactions SET transaction_type = NULL");
  const ProcessResult tampered = bank.verify({"--sample", "--rules", "NUL", "--format", "json"});
  CHECK(only_failure(tampered) == "NUL transactions");
  CHECK(contains(tampered.out, " rows in a sample"));
  CHECK(contains(tampered.out, "TABLESAMPLE"));
}

TEST_CASE("Ctrl-C ends a verification at once") {
  LoadedBank bank;
  TestConnection other = bank.connect("accounts_db");
  other.execute("BEGIN; LOCK TABLE transactions");
  Process process({program(), "verify", "--url", test_server().conninfo("postgres")}, {});
  wait_until_locked_out(test_server());
  process.signal(SIGINT);
  const ProcessResult result = process.wait(std::chrono::seconds(5));
  CHECK(result.exit_code == 130);
  CHECK(result.out.empty());
  CHECK(result.err == "bankseed: interrupted\n");
}

TEST_CASE("generate verifies what it has loaded, and its log ends with the outcomes") {
  const TestServer server;
  const auto log = server.directory() / "run.log";
  const ProcessResult result =
      run_at(server, {"generate", "--customers", "120", "--verify", "--log", log.string()});
  CAPTURE(result.out, result.err);
  CHECK(result.exit_code == 0);
  CHECK(contains(result.out, "checks: all hold ("));
  std::ifstream in(log);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);)
    lines.push_back(line);
  REQUIRE(!lines.empty());
  const auto last = nlohmann::json::parse(lines.back());
  CHECK(last.at("event") == "verification");
  CHECK(last.at("hold") == last.at("checks"));
  const auto checks = std::count_if(lines.begin(), lines.end(), [](const std::string& line) {
    return line.starts_with("{\"event\":\"check\"");
  });
  CHECK(checks == last.at("checks"));
  // A trigger of somebody's spoils it: it is loaded, and the exit code says that it is not right.
  TestConnection(server.conninfo("compliance_db"))
      .execute(
          "CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS "
          "$$BEGIN NEW.risk_rating := 'low'; RETURN NEW; END$$;"
          "CREATE TRIGGER spoil BEFORE INSERT ON kyc_records FOR EACH ROW "
          "EXECUTE FUNCTION spoil()");
  const ProcessResult other = run_at(server, {"generate", "--customers", "240", "--verify",
                                              "--quiet", "--truncate", "--log", "none"});
  CHECK(other.exit_code == 1);
  CHECK(contains(other.out, "KYC1 "));
  CHECK(contains(other.err, "bankseed: the bank is loaded, but it is not right: "));
  TestConnection customers(server.conninfo("accounts_db"));
  CHECK(customers.value("SELECT count(*) FROM customers") == "240");
}

TEST_CASE("what a bank's own settings change is left out, and nothing else") {
  const TestServer server;
  const ProcessResult made =
      run_at(server, {"generate", "--customers", "240", "--verify", "--quiet", "--log", "none",
                      "--set", "accounts.holders=60"});
  CAPTURE(made.out, made.err);
  CHECK(made.exit_code == 0);
  CHECK(made.out.empty());
  const ProcessResult result = run_at(server, {"verify"});
  CAPTURE(result.out);
  CHECK(result.exit_code == 0);
  CHECK(contains(result.out, "accounts.holders=60.0"));
  CHECK(contains(result.out, "ACC1 holders"));
  CHECK(contains(result.out, " were skipped ("));
  TestConnection(server.conninfo("accounts_db"))
      .execute("UPDATE accounts SET balance = balance + 0.01 WHERE account_id = 'ACC00000007'");
  const ProcessResult tampered = run_at(server, {"verify"});
  CHECK(tampered.exit_code == 1);
  CHECK(contains(tampered.out, "TXN5 "));
}

TEST_CASE("a database that is missing is named, and nothing about it counts as holding") {
  LoadedBank bank;
  bank.drop("insurance_db");
  const ProcessResult result = bank.verify();
  CAPTURE(result.out, result.err);
  CHECK(result.exit_code == 2);
  CHECK(contains(result.out, "\nnot checked: cannot connect to insurance_db"));
  CHECK(contains(result.out, "database \"insurance_db\" does not exist"));
  CHECK(!contains(result.out, "all hold"));
  CHECK(bank.verify({"--rules", "ACC*"}).exit_code == 0);
}

TEST_CASE("without accounts_db, or without customers in it, there is nothing to verify") {
  LoadedBank bank;
  bank.execute("accounts_db", "TRUNCATE customers CASCADE");
  const ProcessResult empty = bank.verify();
  CHECK(empty.exit_code == 2);
  CHECK(empty.out.empty());
  CHECK(empty.err ==
        "bankseed: accounts_db.customers: no rows, so there is no bank to verify; load one\n");
  bank.execute("accounts_db", "DROP TABLE customers CASCADE");
  const ProcessResult no_table = bank.verify();
  CHECK(no_table.exit_code == 2);
  CHECK(
      contains(no_table.err, "there is no table accounts_db.customers; 'bankseed generate' loads"));
  bank.drop("accounts_db");
  const ProcessResult missing = bank.verify();
  CHECK(missing.exit_code == 2);
  CHECK(missing.out.empty());
  CHECK(contains(missing.err, "database \"accounts_db\" does not exist"));
  CHECK(std::count(missing.err.begin(), missing.err.end(), '\n') == 1);
}

TEST_CASE("a bank that is being loaded is not judged, and has no digest") {
  const LoadedBank bank;
  TestConnection loader = bank.connect("accounts_db");
  // The key by which loads keep each other out: "bankseed" in ASCII.
  loader.execute("SELECT pg_advisory_lock(x'62616e6b73656564'::bigint)");
  const ProcessResult result = bank.verify();
  CHECK(result.exit_code == 2);
  CHECK(result.out.empty());
  CHECK(result.err == "bankseed: accounts_db: a load is at work in it; wait until it is done\n");
  const ProcessResult digest = bank.run({"digest"});
  CHECK(digest.exit_code == 2);
  CHECK(digest.out.empty());
  CHECK(digest.err == result.err);
}

TEST_CASE("a missing table and a missing column are named") {
  LoadedBank bank;
  bank.execute("loans_db", "DROP TABLE collateral");
  bank.execute("employees_db", "ALTER TABLE employees DROP COLUMN salary");
  bank.execute("customer_db", "TRUNCATE campaign_responses");
  const ProcessResult result = bank.verify();
  CAPTURE(result.out, result.err);
  CHECK(result.exit_code == 2);
  CHECK(contains(result.out, "relation \"collateral\" does not exist"));
  CHECK(contains(result.out, "column \"salary\" does not exist"));
  CHECK(contains(result.out, "CNT campaign_responses fails"));
}

TEST_CASE("employees that cannot be read leave what refers to them unjudged") {
  LoadedBank bank;
  bank.execute("employees_db", "ALTER TABLE employees DROP COLUMN termination_date");
  const ProcessResult result = bank.verify({"--rules", "EMP6", "--format", "json"});
  CHECK(result.exit_code == 2);
  const auto summary = json_of(result).at("summary");
  CHECK(summary.at("hold") == 0);
  CHECK(summary.at("fail") == 0);
}

TEST_CASE("a server that dies on the way leaves the rest unjudged") {
  auto server = std::make_unique<TestServer>();
  REQUIRE(
      run_at(*server, {"generate", "--customers", "120", "--quiet", "--log", "none"}).exit_code ==
      0);
  // The lock holds the verification up until the server goes.
  TestConnection other(server->conninfo("accounts_db"));
  other.execute("BEGIN; LOCK TABLE transactions");
  auto killer = std::async(std::launch::async, [&server] {
    wait_until_locked_out(*server);
    server->crash();
  });
  const ProcessResult result = run_at(*server, {"verify"});
  killer.get();
  CAPTURE(result.out, result.err);
  CHECK(result.exit_code == 2);
  CHECK(contains(result.out, "could not be checked ("));
  CHECK(!contains(result.out, "all hold"));
}

}  // namespace
}  // namespace bankseed::testing
