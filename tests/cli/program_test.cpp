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

/// One line on standard error and where to read more, nothing on standard output, exit code 2.
void check_refused(const std::vector<std::string>& arguments, const std::string& message) {
  CAPTURE(arguments);
  const ProcessResult result = run(arguments);
  CHECK(result.exit_code == 2);
  CHECK(result.out.empty());
  CHECK(result.err.starts_with("bankseed: " + message + "\nsee 'bankseed"));
  CHECK(result.err.ends_with(" --help'\n"));
  CHECK(std::count(result.err.begin(), result.err.end(), '\n') == 2);
}

/// What bankseed prints on a terminal of 80 columns, both of its outputs.
std::string on_terminal(const std::string& arguments) {
  const ProcessResult result = run_process(
      {"script", "--quiet", "--return", "--command",
       "stty cols 80 rows 24; TERM=xterm exec " + program() + " " + arguments, "/dev/null"});
  CHECK(result.exit_code == 0);
  std::string text = result.out;
  std::erase(text, '\r');
  return text;
}

/// The commands that a help page lists.
std::vector<std::string> commands_in(const std::string& help) {
  std::vector<std::string> commands;
  bool is_among_commands = false;
  for (const std::string& line : lines_of(help)) {
    if (!line.starts_with(' ')) is_among_commands = line == "Commands:";
    if (is_among_commands && line.starts_with("  ") && line[2] != ' ')
      commands.push_back(words_of(line).front());
  }
  return commands;
}

/// The help of a command and of those below it: 80 columns, and examples.
std::size_t check_help(const std::vector<std::string>& command) {
  CAPTURE(command);
  std::vector<std::string> arguments = command;
  arguments.emplace_back("--help");
  const ProcessResult result = run(arguments);
  CHECK(result.exit_code == 0);
  CHECK(result.err.empty());
  CHECK(result.out.starts_with("Usage: bankseed"));
  CHECK(result.out.find("\nExample") != std::string::npos);
  for (const std::string& line : lines_of(result.out)) {
    CAPTURE(line);
    CHECK(line.size() <= 80);
  }
  arguments = command;
  arguments.insert(arguments.begin(), "help");
  CHECK(run(arguments).out == result.out);
  std::size_t pages = 1;
  for (const std::string& inner : commands_in(result.out)) {
    arguments = command;
    arguments.push_back(inner);
    pages += check_help(arguments);
  }
  return pages;
}

TEST_CASE("what cannot be understood gets the nearest that can, where to read on, exit code 2") {
  check_refused({"--custmers", "10"}, "unknown option --custmers; did you mean '--customers'?");
  check_refused({"generate", "--trunctae"},
                "unknown option --trunctae; did you mean '--truncate'?");
  check_refused({"generate", "--xyzzy=5"}, "unknown option --xyzzy");
  check_refused({"generat"}, "unknown command 'generat'; did you mean 'generate'?");
  check_refused({"frobnicate"}, "unknown command 'frobnicate'");
  check_refused({"show", "custmer", "5"},
                "unknown command 'custmer'; did you mean 'customer'? Known: customer");
  check_refused({"show"}, "show needs a command: customer");
  check_refused({"show", "customer"}, "customer needs N: 42, or CUST00000042");
  check_refused({"generate", "plan"}, "unexpected argument 'plan'");
  check_refused({"--customers"}, "--customers needs a value");
  check_refused({"--quiet=5"}, "--quiet takes no value");
  check_refused({"--seed", "1", "--seed", "2"}, "--seed is given more than once");
}

TEST_CASE("an error of usage names the help of the command that was meant") {
  const auto hint_of = [](const std::vector<std::string>& arguments) {
    return lines_of(run(arguments).err).back();
  };
  CHECK(hint_of({"frobnicate"}) == "see 'bankseed --help'");
  CHECK(hint_of({"--custmers", "10"}) == "see 'bankseed generate --help'");
  CHECK(hint_of({"verify", "--format", "xml"}) == "see 'bankseed verify --help'");
  CHECK(hint_of({"show", "customer", "0"}) == "see 'bankseed show customer --help'");
  CHECK(hint_of({"server", "stop", "now"}) == "see 'bankseed server stop --help'");
}

TEST_CASE("what is asked for with --to or --format is understood with the other") {
  const std::vector<std::string> common = {"--customers", "3",     "--as-of", "2024-06-30", "--out",
                                           "-",           "--log", "none",    "--quiet"};
  const auto rows = [&common](std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), common.begin(), common.end());
    return run(arguments).out;
  };
  const std::string csv = rows({"--to", "csv", "--tables", "customers"});
  CHECK(csv.starts_with("customer_id,"));
  CHECK(rows({"--format", "csv", "--tables", "customers"}) == csv);
  CHECK(rows({"--to", "csv", "--tables", " customers , customers"}) == csv);
  const TemporaryDirectory directory;
  const auto dataset = [&directory](const char* option, const char* folder) {
    const std::string out = directory.path() / folder;
    CHECK(run({"datasets", "branches", option, "csv", "--out", out, "--quiet"}).exit_code == 0);
    return text_of(out + "/branches.csv");
  };
  CHECK(dataset("--to", "a/new") == dataset("--format", "b/new"));
}

TEST_CASE("a person who types the name alone is told what there is, and nothing is done") {
  const TemporaryDirectory home;
  const ProcessResult result = run_process(
      {"script", "--quiet", "--return", "--command", program(), "/dev/null"},
      {{"HOME", home.path().string()}, {"XDG_DATA_HOME", (home.path() / "data").string()}});
  CHECK(result.exit_code == 0);
  CHECK(result.out.find("bankseed help [COMMAND]") != std::string::npos);
  CHECK(std::count(result.out.begin(), result.out.end(), '\n') <= 12);
  CHECK(std::filesystem::is_empty(home.path()));
}

TEST_CASE("a run's report fits a screen of 80 columns and 24 lines, but for --verbose") {
  const std::string text = on_terminal("--to null --customers 1200 --seed 7 --as-of 2024-06-30");
  const std::string last = text.substr(text.rfind("\033[J") == std::string::npos
                                           ? 0
                                           : text.rfind("\033[J") + std::string("\033[J").size());
  CHECK(lines_of(last).size() <= 20);
  CHECK(last.find("\ncompliance_db ") != std::string::npos);
  CHECK(last.find("kyc_records") == std::string::npos);
  CHECK(last.find("\ntime: ") != std::string::npos);
  const std::string all = run({"--to", "null", "--customers", "120", "--verbose"}).out;
  CHECK(all.find("kyc_records") != std::string::npos);
  CHECK(all.find("\nstage ") != std::string::npos);
}

TEST_CASE("reports for programs are one JSON object, with nothing beside it") {
  const std::vector<std::string> bank = {"--customers", "120", "--as-of", "2024-06-30"};
  const auto json_of = [&bank](std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), bank.begin(), bank.end());
    return nlohmann::json::parse(run(arguments).out);
  };
  const auto made = json_of({"--to", "null", "--format", "json", "--digest", "--log", "none"});
  CHECK(made.at("run").at("customers") == 120);
  CHECK(made.at("tables").size() == 34);
  CHECK(made.at("tables").at(0).at("digest").is_string());
  const auto plan = json_of({"plan", "--format", "json"});
  CHECK(plan.at("rows") == made.at("run").at("rows"));
  CHECK(plan.at("tables").size() == 34);
  const TemporaryDirectory directory;
  const std::string file = directory.path() / "run.json";
  const ProcessResult both = run({"--to", "null", "--customers", "120", "--as-of", "2024-06-30",
                                  "--log", "none", "--format", "json", "--output", file});
  CHECK(both.out.find("compliance_db") != std::string::npos);
  CHECK(nlohmann::json::parse(text_of(file)).at("run").at("rows") == plan.at("rows"));
}

TEST_CASE("rules are explained by id, by pattern, or all in short") {
  const ProcessResult all = run({"rules"});
  CHECK(all.exit_code == 0);
  CHECK(all.out.find("\n  TXN7 ") != std::string::npos);
  CHECK(all.out.find("\n  KYC1 ") != std::string::npos);
  const ProcessResult one = run({"rules", "txn7", "LOA1"});
  CHECK(one.out.find("Nothing but transfers exceeds 10,000.") != std::string::npos);
  CHECK(one.out.find("  LOA1 ") != std::string::npos);
  CHECK(one.out.find("KYC1") == std::string::npos);
  const std::string none = "TXN" + std::to_string(77);  // No citation of a rule.
  CHECK(
      run({"rules", none}).err.starts_with("bankseed: rules: no rule matches '" + none + "'; did"));
}

TEST_CASE("of the logs of its own the newest fifty are kept, and nobody else's files touched") {
  const TemporaryDirectory directory;
  const auto logs = directory.path() / "bankseed";
  std::filesystem::create_directory(logs);
  for (int i = 0; i < 60; ++i) {
    std::ofstream(logs / ("20200101-0000" + std::to_string(10 + i % 50) + "-seed" +
                          std::to_string(i) + "-1.log"));
  }
  std::ofstream(logs / "notes.log") << "mine";
  const Process::Environment environment = {{"XDG_STATE_HOME", directory.path().string()}};
  CHECK(run({"--to", "null", "--customers", "7", "--quiet"}, environment).exit_code == 0);
  std::size_t kept = 0;
  bool has_new = false;
  for (const auto& log : std::filesystem::directory_iterator(logs)) {
    const std::string name = log.path().filename();
    kept += name.ends_with(".log") && name != "notes.log" ? 1U : 0U;
    has_new |= !name.starts_with("2020") && name != "notes.log";
  }
  CHECK(kept == 50);
  CHECK(has_new);
  CHECK(text_of(logs / "notes.log") == "mine");
}

TEST_CASE("config says that it has pinned today, on standard error") {
  CHECK(run({"config"}).err.find("as_of is pinned to today, ") == 0);
  CHECK(run({"config", "--as-of", "2024-06-30"}).err.empty());
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
  const std::string databases =
      "employees_db, customer_db, accounts_db, loans_db, insurance_db, compliance_db";
  check_refused({"schema", "ddl", "accounts"},
                "there is no database 'accounts'; did you mean 'accounts_db'? Known: " + databases);
  check_refused({"server", "psql", "loans"},
                "there is no database 'loans'; did you mean 'loans_db'? Known: " + databases);
  check_refused({"datasets", "foo"},
                "there is no dataset 'foo'; known: customers, accounts, transactions, loans, "
                "credit_cards, branches, compliance, investments, digital_activity");
  check_refused({"--format", "xml"},
                "--format: there is no format 'xml'; known: text, json, junit; and for files, as "
                "of --to: csv, jsonl, parquet");
  check_refused({"--to", "null", "--format", "junit"},
                "--format junit reports a verification; say --verify, too");
  check_refused({"show", "customer", "5", "--loaded", "--seed", "5"},
                "--loaded takes the bank's options from the databases; leave out those of the "
                "bank");
  check_refused({"server", "stop", "now"}, "unexpected argument 'now'");
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
                "--log: cannot write /proc/nonexistent/log: No such file or directory");
}

TEST_CASE("nothing is emptied without --confirm") {
  // Had it been, there would be no server to be found.
  const ProcessResult result = run({"clear", "--url", "postgresql://me@127.0.0.1:1"});
  CHECK(result.exit_code == 2);
  CHECK(result.out.empty());
  CHECK(result.err ==
        "bankseed: this would empty all tables of the bank in the six databases on 127.0.0.1:1 as "
        "me; say --confirm to do it\nsee 'bankseed clear --help'\n");
}

TEST_CASE("a pattern that no rule matches gets the id that it may have meant") {
  const ProcessResult result = run({"verify", "--rules", "TXN*,AAC1"});
  CHECK(result.exit_code == 2);
  CHECK(
      result.err.starts_with("bankseed: --rules: no rule matches 'AAC1'; did you mean 'ACC1'?; "));
  CHECK(result.err.find("'bankseed rules' lists them") != std::string::npos);
  CHECK(std::count(result.err.begin(), result.err.end(), '\n') == 2);
}

TEST_CASE("help of everything fits 80 columns, has examples, and names every option") {
  CHECK(check_help({}) >= 23);
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
  CHECK(std::find(words.begin(), words.end(), "--digest") != words.end());
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
  CHECK(plain.err.find("rows: ") != std::string::npos);
  CHECK(plain.err.find('\r') == std::string::npos);
  CHECK(plain.err.find('\033') == std::string::npos);
  CHECK(plain.out.find("accounts_db") != std::string::npos);
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
  const ProcessResult closed = run_process(
      {"bash", "-c",
       program() +
           " config --as-of 2024-06-30 --set accounts.holders=70 | true; exit ${PIPESTATUS[0]}"});
  CHECK((closed.exit_code == 0 || closed.exit_code == 141));
  CHECK(closed.err.empty());
  const ProcessResult full = run_process({"bash", "-c", program() + " config > /dev/full"});
  CHECK(full.exit_code == 1);
  CHECK(full.err == "bankseed: cannot write to standard output: No space left on device\n");
}

}  // namespace
}  // namespace bankseed::testing
