// The real program, called as a user calls it.

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "support/locations.hpp"
#include "support/process.hpp"

namespace bankseed::testing {
namespace {

/// Runs bankseed, with nothing configured.
ProcessResult run(std::vector<std::string> arguments,
                  const Process::Environment& environment = {}) {
  arguments.insert(arguments.begin(), program());
  return run_process(arguments, environment);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);)
    lines.push_back(line);
  return lines;
}

/// Words of a command line without quotes in it.
std::vector<std::string> words_of(const std::string& line) {
  std::istringstream in(line);
  std::vector<std::string> words;
  for (std::string word; in >> word;)
    words.push_back(word);
  return words;
}

/// One line on standard error, nothing on standard output, and this exit code.
void check_refused(const std::vector<std::string>& arguments,
                   const std::string& message,
                   int exit_code = 2) {
  CAPTURE(arguments);
  const ProcessResult result = run(arguments);
  CHECK(result.exit_code == exit_code);
  CHECK(result.out.empty());
  CHECK(result.err == "bankseed: " + message + "\n");
}

TEST_CASE("what cannot be understood gets one line with the nearest that can, and exit code 2") {
  check_refused({"--custmers", "10"}, "unknown option --custmers; did you mean '--customers'?");
  check_refused({"generate", "--trunctae"},
                "unknown option --trunctae; did you mean '--truncate'?");
  check_refused({"generate", "--xyzzy=5"}, "unknown option --xyzzy");
  check_refused({"generat"}, "unknown command 'generat'; did you mean 'generate'?");
  check_refused({"frobnicate"}, "unknown command 'frobnicate'");
  check_refused({"show", "custmer", "5"}, "unknown command 'custmer'; did you mean 'customer'?");
  check_refused({"show"}, "show needs a command: customer");
  check_refused({"show", "customer"}, "customer needs N: 42, or CUST00000042");
  check_refused({"generate", "plan"}, "unexpected argument 'plan'");
  check_refused({"--customers"}, "--customers needs a value");
  check_refused({"--quiet=5"}, "--quiet takes no value");
  check_refused({"--seed", "1", "--seed", "2"}, "--seed is given more than once");
}

TEST_CASE("wrong values get one line and exit code 2") {
  check_refused({"--customers", "0"}, "--customers: '0' is too small; the least is 1");
  check_refused({"--customers", "-5"}, "--customers: '-5' is too small; the least is 1");
  check_refused(
      {"--customers", "1e9x"},
      "--customers: '1e9x' is not a number; write it like 1000, 1_000_000, 1e6, 10k or 2M");
  check_refused({"--customers", "1.5"}, "--customers: '1.5' is not a whole number");
  check_refused({"--jobs", "0"}, "--jobs: '0' is too small; the least is 1");
  check_refused({"--as-of", "2025-02-30"}, "--as-of: '2025-02-30' is a day that does not exist");
  check_refused({"--as-of", "9999-12-31"},
                "--as-of: '9999-12-31' is not a day from 1900-01-01 to 2200-12-31");
  check_refused({"--as-of", "soon"}, "--as-of: 'soon' is not a date; write it like 2025-12-31");
  check_refused({"--to", "mysql"},
                "--to: there is no target 'mysql'; known: postgres, csv, jsonl, parquet, null");
  check_refused({"--locale", "xx"}, "--locale: there is no locale 'xx'; known: en_US, pt_BR");
  check_refused({"show", "customer", "0"},
                "customer '0' is neither a number like 42 nor an id like CUST00000042");
  check_refused({"show", "customer", "1201"}, "there is no customer 1201; this bank has 1 to 1200");
  check_refused({"schema", "ddl", "accounts"},
                "there is no database 'accounts'; did you mean 'accounts_db'?");
  check_refused({"--set", "accounts.holderz=5"},
                "--set accounts.holderz: no such setting; did you mean 'accounts.holders'?");
  check_refused({"--set", "accounts.types.checking=55"},
                "accounts.types must sum to 100 per cent, not 105.0 (checking 55.0, savings 30.0, "
                "money_market 15.0, cd 5.0)");
  check_refused({"--to", "null", "--verify"},
                "--verify needs databases to look at, and --to null loads none");
  check_refused({"verify", "--format", "xml"},
                "--format: there is no format 'xml'; known: text, json, junit");
  check_refused(
      {"--config", "/nonexistent/bank.toml"},
      "cannot read the configuration file /nonexistent/bank.toml; 'bankseed config' prints "
      "one to start from");
  check_refused({"--to", "null", "--log", "/proc/nonexistent/log"},
                "cannot write the log file /proc/nonexistent/log");
}

TEST_CASE("nothing is emptied without --confirm") {
  // Had it been, there would be no server to be found.
  const ProcessResult result = run({"clear", "--url", "postgresql://me@127.0.0.1:1"});
  CHECK(result.exit_code == 2);
  CHECK(result.out.empty());
  CHECK(result.err ==
        "bankseed: this would empty all tables of the bank in the six databases on 127.0.0.1:1 as "
        "me; say --confirm to do it\n");
}

TEST_CASE("a pattern that no rule matches gets the ids that it may have meant") {
  const ProcessResult result = run({"verify", "--rules", "TXN*,AAC1"});
  CHECK(result.exit_code == 2);
  CHECK(
      result.err.starts_with("bankseed: --rules: no rule matches 'AAC1'; did you mean 'ACC1'?; "));
  CHECK(result.err.find("EMP1, EMP2, ") != std::string::npos);
  CHECK(std::count(result.err.begin(), result.err.end(), '\n') == 1);
}

TEST_CASE("help of everything fits 80 columns and names every option") {
  for (const std::vector<std::string>& command : {std::vector<std::string>{},
                                                  {"generate"},
                                                  {"plan"},
                                                  {"show"},
                                                  {"show", "customer"},
                                                  {"verify"},
                                                  {"config"},
                                                  {"schema"},
                                                  {"schema", "ddl"}}) {
    CAPTURE(command);
    std::vector<std::string> arguments = command;
    arguments.emplace_back("--help");
    const ProcessResult result = run(arguments);
    CHECK(result.exit_code == 0);
    CHECK(result.err.empty());
    CHECK(result.out.starts_with("Usage: bankseed"));
    for (const std::string& line : lines_of(result.out))
      CHECK(line.size() <= 80);
  }
  const std::string help = run({"generate", "--help"}).out;
  for (const char* option : {"--customers", "--employees", "--seed", "--as-of", "--locale",
                             "--jobs", "--truncate", "--keep-constraints", "--to", "--url",
                             "--accounts-url", "--config", "--set", "--quiet", "--log", "--digest"})
    CHECK(help.find(option) != std::string::npos);
}

TEST_CASE("the version names the algorithm, too") {
  const ProcessResult result = run({"--version"});
  CHECK(result.exit_code == 0);
  CHECK(result.out.starts_with("bankseed "));
  CHECK(result.out.find("(algorithm ") != std::string::npos);
}

TEST_CASE("the printed configuration is a configuration file that prints itself") {
  const TemporaryDirectory directory;
  const auto path = directory.path() / "bank.toml";
  const ProcessResult first =
      run({"config", "--seed", "9", "--customers", "77", "--set", "accounts.holders=81.5"});
  REQUIRE(first.exit_code == 0);
  std::ofstream(path) << first.out;
  CHECK(run({"config", "--config", path.string()}).out == first.out);
  CHECK(run({"config"}, {{"BANKSEED_CONFIG", path.string()}}).out == first.out);
}

TEST_CASE("connections come from flags before the environment, and passwords are not printed") {
  const Process::Environment environment = {{"BANKSEED_URL", "postgresql://eve:s3cret@env.host"}};
  const std::string from_environment = run({"config"}, environment).out;
  CHECK(from_environment.find("env.host") != std::string::npos);
  CHECK(from_environment.find("s3cret") == std::string::npos);
  const std::string from_flag = run({"config", "--url", "postgresql://flag.host"}, environment).out;
  CHECK(from_flag.find("flag.host") != std::string::npos);
  CHECK(from_flag.find("env.host") == std::string::npos);
}

TEST_CASE("the command that a run prints makes the same bank again") {
  const ProcessResult first =
      run({"--to", "null", "--customers", "300", "--seed", "5", "--as-of", "2024-06-30", "--digest",
           "--set", "accounts.types.checking=45", "--set", "accounts.types.savings=35"});
  REQUIRE(first.exit_code == 0);
  const auto lines = lines_of(first.out);
  const auto found = std::find_if(lines.begin(), lines.end(), [](const std::string& line) {
    return line.starts_with("to repeat:");
  });
  REQUIRE(found != lines.end());
  REQUIRE(found->ends_with(" --to null"));
  auto words = words_of(found->substr(std::string("to repeat:").size()));
  words.emplace_back("--digest");
  words.emplace_back("--quiet");
  const ProcessResult again = run_process(words);
  CHECK(again.exit_code == 0);
  CHECK(first.out.ends_with("\n" + again.out));
  const ProcessResult other = run({"--to", "null", "--customers", "300", "--seed", "6", "--as-of",
                                   "2024-06-30", "--digest", "--quiet"});
  CHECK(other.out != again.out);
}

TEST_CASE("the digest is the same for any number of jobs") {
  const auto digest = [](const char* jobs) {
    return run({"--to", "null", "--customers", "3000", "--as-of", "2024-06-30", "--digest", "-q",
                "--jobs", jobs})
        .out;
  };
  const std::string one = digest("1");
  CHECK(lines_of(one).size() > 5);
  CHECK(digest("2") == one);
  CHECK(digest("8") == one);
}

TEST_CASE("progress goes to standard error, a line for each stage, and --quiet prints nothing") {
  const ProcessResult plain = run({"--to", "null", "--customers", "120"});
  CHECK(plain.exit_code == 0);
  CHECK(plain.err.find("core banking: ") != std::string::npos);
  CHECK(plain.err.find('\r') == std::string::npos);
  CHECK(plain.err.find('\033') == std::string::npos);
  CHECK(plain.out.find("transactions") != std::string::npos);
  const ProcessResult quiet = run({"--to", "null", "--customers", "120", "-q", "--log", "none"});
  CHECK(quiet.exit_code == 0);
  CHECK(quiet.err.empty());
  CHECK(quiet.out.empty());
}

TEST_CASE("a log of its own is the user's alone, and where nobody has put anything") {
  const TemporaryDirectory directory;
  const Process::Environment environment = {{"XDG_STATE_HOME", directory.path().string()}};
  CHECK(run({"--to", "null", "--customers", "7", "--quiet"}, environment).exit_code == 0);
  std::size_t logs = 0;
  for (const auto& log : std::filesystem::directory_iterator(directory.path() / "bankseed")) {
    ++logs;
    CHECK((log.status().permissions() & std::filesystem::perms::all) ==
          (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
  }
  CHECK(logs == 1);
}

TEST_CASE("the log file holds the report, and ends with its figures as JSON lines") {
  const TemporaryDirectory directory;
  const auto path = directory.path() / "run.log";
  const ProcessResult result = run({"--to", "null", "--customers", "120", "--log", path.string()});
  CHECK(result.exit_code == 0);
  const std::string log = text_of(path);
  CHECK(log.find("started: ") != std::string::npos);
  CHECK(log.find(" done\n") != std::string::npos);
  const auto report = log.find(result.out);
  REQUIRE(report != std::string::npos);
  CHECK(result.out.find("log:          " + path.string()) != std::string::npos);
  const auto lines = lines_of(log.substr(report + result.out.size() + 1));
  std::uint64_t rows = 0;
  for (const std::string& line : lines) {
    const auto json = nlohmann::json::parse(line);
    if (json.at("event") == "table") rows += json.at("rows").get<std::uint64_t>();
  }
  REQUIRE(!lines.empty());
  const auto run = nlohmann::json::parse(lines.back());
  CHECK(run.at("event") == "run");
  CHECK(run.at("customers") == 120);
  CHECK(run.at("rows") == rows);
  CHECK(rows > 5'000);
}

TEST_CASE("customers are shown by number or id, to read or as lines of COPY") {
  const std::string as_of = "--as-of=2024-06-30";
  const ProcessResult text = run({"show", "customer", "42", as_of});
  CHECK(text.exit_code == 0);
  CHECK(text.out.find("accounts_db.customers (1 row)\n") != std::string::npos);
  CHECK(run({"show", "customer", "CUST00000042", as_of}).out == text.out);
  const auto lines = lines_of(run({"show", "customer", "42", as_of, "--format", "tsv"}).out);
  const auto found = std::find(lines.begin(), lines.end(), "# accounts_db.customers");
  REQUIRE(found != lines.end());
  CHECK((found + 1)->starts_with("CUST00000042\t"));
  CHECK(run({"show", "customer", "42", as_of, "--seed", "43"}).out != text.out);
}

TEST_CASE("the plan says how many rows generating makes") {
  const ProcessResult plan = run({"plan", "--customers", "1200"});
  CHECK(plan.exit_code == 0);
  CHECK(plan.out.find("1,200") != std::string::npos);
  const std::string generated = run({"--to", "null", "--customers", "1200"}).out;
  const auto total_of = [](const std::string& text) {
    for (const std::string& line : lines_of(text)) {
      const auto words = words_of(line);
      if (!words.empty() && words[0] == "all") return words[1];
    }
    return std::string("none");
  };
  CHECK(total_of(plan.out) == total_of(generated));
}

TEST_CASE("the schema is a script for all databases or for one") {
  const std::string all = run({"schema", "ddl"}).out;
  CHECK(all.find("\\connect accounts_db\n") != std::string::npos);
  const std::string one = run({"schema", "ddl", "accounts_db"}).out;
  CHECK(one.find("\\connect") == std::string::npos);
  CHECK(all.find(one) != std::string::npos);
}

TEST_CASE("Ctrl-C and SIGTERM stop a run cleanly, with their exit codes") {
  for (const auto& [signal, exit_code] : {std::pair(SIGINT, 130), std::pair(SIGTERM, 143)}) {
    Process process({program(), "--to", "null", "--customers", "5M", "--log", "none"}, {});
    process.wait_for_error_text("plan: ");
    process.signal(signal);
    const ProcessResult result = process.wait();
    CHECK(result.exit_code == exit_code);
    CHECK(result.out.empty());
    CHECK(result.err.find("interrupted") != std::string::npos);
  }
}

TEST_CASE("output that nobody reads, or that cannot be written, is not an abort") {
  const ProcessResult closed =
      run_process({"bash", "-c",
                   program() + " config --set accounts.holders=70 | true; exit ${PIPESTATUS[0]}"});
  CHECK((closed.exit_code == 0 || closed.exit_code == 141));
  CHECK(closed.err.empty());
  const ProcessResult full = run_process({"bash", "-c", program() + " config > /dev/full"});
  CHECK(full.exit_code == 1);
  CHECK(full.err == "bankseed: cannot write to standard output: No space left on device\n");
}

}  // namespace
}  // namespace bankseed::testing
