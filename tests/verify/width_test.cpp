// What people read in a terminal fits 80 columns, but for lines to be pasted.

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "support/locations.hpp"
#include "support/process.hpp"
#include "support/servers/test_server.hpp"

namespace bankseed::testing {
namespace {

using Words = std::vector<std::string>;

/// The lines that are wider; of them those with an address in them, which is to be pasted, are left
/// out.
std::string too_wide(const std::string& text, const std::string& address) {
  constexpr std::size_t kWidth = 80;
  std::string wide;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    const std::string line = text.substr(begin, end - begin);
    if (line.size() > kWidth && line.find(address) == std::string::npos) wide += line + "\n";
    begin = end + 1;
  }
  return wide;
}

/// What a command prints that is wider.
std::string too_wide_of(const Words& words) {
  const std::string url = test_server().conninfo("postgres");
  Words command = {program()};
  command.insert(command.end(), words.begin(), words.end());
  command.insert(command.end(), {"--url", url});
  const ProcessResult result = run_process(command);
  CHECK_FALSE(result.out.empty());
  return too_wide(result.out, test_server().directory().string());
}

}  // namespace

TEST_CASE("what is printed of a bank fits 80 columns") {
  const Words bank = {"--customers", "120", "--as-of", "2026-11-01", "--log", "none"};
  Words generate = {"generate", "--seed", "18446744073709551615", "--verify", "--truncate"};
  generate.insert(generate.end(), bank.begin(), bank.end());
  CHECK(too_wide_of(generate) == "");
  const auto look = [] {
    CHECK(too_wide_of({"status"}) == "");
    CHECK(too_wide_of({"doctor"}) == "");
    CHECK(too_wide_of({"doctor", "--truncate", "--customers", "100M"}) == "");
  };
  look();
  CHECK(too_wide_of({"verify", "--figures"}) == "");

  // Each database has something to be said of it.
  const auto change = [](const std::string& database, const std::string& sql) {
    TestConnection(test_server().conninfo(database))
        .execute("SET client_min_messages = warning; " + sql);
  };
  change("accounts_db", "UPDATE bankseed.runs SET seed = seed - 1");
  change("loans_db", "DROP SCHEMA bankseed CASCADE");
  change("customer_db", "UPDATE bankseed.runs SET state = 'loading', ended_at = NULL");
  change("insurance_db", "UPDATE bankseed.runs SET algorithm_version = 1");
  change("compliance_db", "DROP INDEX idx_aml_checks_customer_id, idx_kyc_records_customer_id");
  change("employees_db",
         "TRUNCATE employees, departments, performance_reviews, training_programs, "
         "employee_training, employee_assignments");
  look();
  const ProcessResult plan = run_process({program(), "plan", "--customers", "10G"});
  CHECK(too_wide(plan.out, "postgres://") == "");
}

}  // namespace bankseed::testing
