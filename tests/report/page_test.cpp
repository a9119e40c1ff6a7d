// The HTML report: what a page is made of, and what a reader sees of it in Chromium.

#include "report/page.hpp"

#include <filesystem>
#include <fstream>

#include <catch2/catch.hpp>

#include "report/headline.hpp"
#include "support/locations.hpp"
#include "support/process.hpp"
#include "support/servers/private_server.hpp"
#include "support/temporary_directory.hpp"

namespace bankseed::report {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTricky = "</script><script>window.injected = 1</script>";

verify::Rule rule_of(std::string_view id, std::string_view text) {
  return {.id = id,
          .name = "of a test",
          .text = text,
          .check = verify::NoRows{Database::kAccounts, "SELECT 1"}};
}

/// Rules of which two fail and one was not checked, and figures that could not be read.
struct BrokenBank {
  std::array<verify::Rule, 4> rules = {
      rule_of("TXN5", "Balances are exact."), rule_of("ACC1", "75 % hold accounts."),
      rule_of("LOA3", "What is outstanding was borrowed."), rule_of("REL1", "No pair twice.")};
  verify::Report verification;
  std::vector<verify::Figure> figures;

  BrokenBank() {
    for (const verify::Rule& rule : rules) {
      verify::Outcome outcome;
      outcome.rule = &rule;
      verification.outcomes.push_back(outcome);
    }
    auto& outcomes = verification.outcomes;
    outcomes[0].verdict = verify::Verdict::kFails;
    outcomes[0].found = "2 rows";
    outcomes[0].violations = {{"TXN1", kTricky}, {"TXN2 {{title}}", "\xff is no UTF-8"}};
    outcomes[0].sql = "SELECT '<b>' && '&amp;'";
    outcomes[1].verdict = verify::Verdict::kFails;
    outcomes[2].found = "loans_db is not there";
    outcomes[3].verdict = verify::Verdict::kHolds;
    figures.push_back({.id = "ages",
                       .title = "Customers by age",
                       .points = {},
                       .measures = {},
                       .sql = "",
                       .error = "relation \"customers\" is not there"});
    figures.push_back(
        {.id = "growth", .title = "Growth", .points = {}, .measures = {}, .sql = "", .error = ""});
  }

  [[nodiscard]] std::string page() const {
    Contents contents;
    contents.title = "A bank of 1 customer";
    contents.checks = checks_of(verification);
    contents.figures = figures;
    contents.facts = {{"Seed", "42 <b>"}, {"Empty", ""}};
    contents.notes = {"<img src=x onerror='window.injected = 1'>"};
    contents.shortcomings = {"loans_db lacks <em>an index</em>"};
    return html_page(contents);
  }
};

void write(const fs::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

std::size_t count_of(const std::string& text, std::string_view part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++count;
  return count;
}

}  // namespace

TEST_CASE("a page is whole, and what stands in the bank stays text") {
  const std::string html = BrokenBank().page();
  CHECK(html.starts_with("<!doctype html>"));
  CHECK(html.ends_with("</html>\n"));
  CHECK(html.find(kTricky) == std::string::npos);
  CHECK(html.find("<img src=x") == std::string::npos);
  CHECK(html.find("\\u003c/script\\u003e\\u003cscript\\u003ewindow.injected") != std::string::npos);
  // The page's own elements only, and no part of it twice.
  CHECK(count_of(html, "</script>") == 3);
  CHECK(count_of(html, "<title>A bank of 1 customer</title>") == 1);
  CHECK(html.find("<dd>42 &lt;b&gt;</dd>") != std::string::npos);
  CHECK(html.find("Empty") == std::string::npos);
  CHECK(html.find("TXN2 {{title}}") != std::string::npos);
  CHECK(html.find("Copyright (c) 2014-2024 Chart.js Contributors") != std::string::npos);
  CHECK(html.find("sourceMappingURL") == std::string::npos);
  CHECK(html.size() < 500'000);
}

TEST_CASE("the verdict and what does not hold stand in the page without scripts") {
  const std::string broken = BrokenBank().page();
  const std::string html = broken.substr(0, broken.find("<script"));
  const auto has = [&html](std::string_view text) { return html.find(text) != std::string::npos; };
  CHECK(
      has("<p id=\"verdict\" class=\"verdict bad\">1 of 4 checks hold: 2 fail, 1 could not be "
          "checked; the bank is not complete</p>"));
  CHECK(has("<li>The bank is not complete: loans_db lacks &lt;em&gt;an index&lt;/em&gt;</li>"));
  CHECK(has("<b>TXN5</b> Balances are exact. Found: 2 rows</li>"));
  CHECK(has("<b>ACC1</b> 75 % hold accounts.</li>"));
  CHECK(
      has("<b>LOA3</b> could not be checked: What is outstanding was borrowed. Found: loans_db is "
          "not there</li>"));
  CHECK_FALSE(has("REL1"));
  CHECK(has("<noscript>"));
  CHECK(html.find("id=\"failures\"") < html.find("id=\"pictures\""));
}

TEST_CASE("the verdict counts") {
  Contents contents;
  const auto verdict_of = [&contents](const std::vector<verify::Verdict>& verdicts) {
    contents.checks.clear();
    for (const verify::Verdict verdict : verdicts) {
      contents.checks.push_back({.id = "ACC1",
                                 .name = {},
                                 .group = "core banking",
                                 .text = {},
                                 .verdict = verdict,
                                 .expected = {},
                                 .found = {},
                                 .violations = {},
                                 .sql = {}});
    }
    const std::string html = verdict(contents);
    return html.substr(html.find("class="));
  };
  constexpr auto kHolds = verify::Verdict::kHolds;
  constexpr auto kFails = verify::Verdict::kFails;
  constexpr auto kSkipped = verify::Verdict::kSkipped;
  CHECK(verdict_of({}) == "class=\"verdict open\">Nothing was checked</p>");
  CHECK(verdict_of({kHolds}) == "class=\"verdict\">The one check holds</p>");
  CHECK(verdict_of({kHolds, kHolds}) == "class=\"verdict\">All 2 checks hold</p>");
  CHECK(failures(contents).empty());
  CHECK(html_page(contents).find("id=\"failures\"") == std::string::npos);
  CHECK(verdict_of({kHolds, kSkipped}) ==
        "class=\"verdict open\">1 of 2 checks hold: 1 was skipped</p>");
  CHECK(verdict_of({kFails}) == "class=\"verdict bad\">0 of 1 check hold: 1 fails</p>");
  // All hold, and yet the exit code says that something is wrong.
  contents.shortcomings = {"accounts_db lacks a key"};
  CHECK(verdict_of({kHolds, kHolds}) ==
        "class=\"verdict bad\">All 2 checks hold; the bank is not complete</p>");
  CHECK(failures(contents) == "<li>The bank is not complete: accounts_db lacks a key</li>\n");
}

TEST_CASE("equal contents make equal pages") {
  CHECK(BrokenBank().page() == BrokenBank().page());
}

TEST_CASE("a build that cannot have the chart library goes on without it") {
  const fs::path directory = testing::build_directory() / "report/without";
  fs::create_directories(directory);
  const fs::path library = directory / "chart.js";
  const fs::path source = testing::source_directory() / "src/report";
  fs::remove(library);
  const auto result =
      testing::run_process({"cmake", "-D", "npm=false", "-D", "source=" + source.string(), "-D",
                            "directory=" + directory.string(), "-D", "output=" + library.string(),
                            "-P", (source / "fetch_chart_library.cmake").string()});
  CHECK(result.exit_code == 0);
  CHECK((result.out + result.err).find("without the chart library") != std::string::npos);
  CHECK(fs::exists(library));
  CHECK(fs::file_size(library) == 0);
}

TEST_CASE("a reader sees the report as it is meant") {
  testing::PrivateServer& server = testing::PrivateServer::instance();
  server.reset();
  const DatabaseAddress accounts = server.settings()[2];
  const std::string url = "host=" + std::string(accounts.parameter("host")) +
                          " port=" + std::string(accounts.parameter("port")) +
                          " user=" + std::string(accounts.parameter("user"));
  const auto bankseed = [&url](std::vector<std::string> words) {
    words.insert(words.begin(), testing::program());
    words.insert(words.end(), {"--url", url});
    return testing::run_process(words);
  };
  const auto generated = bankseed({"generate", "--customers", "1200", "--seed", "42", "--as-of",
                                   "2026-11-19", "--log", "none"});
  INFO(generated.err);
  REQUIRE(generated.exit_code == 0);
  const fs::path directory = testing::build_directory() / "report";
  fs::create_directories(directory / "screenshots");
  const auto verified =
      bankseed({"verify", "--figures", "--report", (directory / "clean.html").string()});
  INFO(verified.out << verified.err);
  REQUIRE(verified.exit_code == 0);
  CHECK(verified.out.find("Gini coefficient of balances") != std::string::npos);
  const auto refused = bankseed({"verify", "--report", (directory / "no/such/place").string()});
  CHECK(refused.exit_code == 2);
  CHECK(refused.err.find("--report: cannot write") != std::string::npos);
  write(directory / "broken.html", BrokenBank().page());
  const auto datasets =
      testing::run_process({testing::program(), "datasets", "--customers", "1200", "--seed", "42",
                            "--as-of", "2026-11-19", "--out", (directory / "datasets").string(),
                            "--report", (directory / "datasets.html").string()});
  INFO(datasets.out << datasets.err);
  REQUIRE(datasets.exit_code == 0);
  testing::Process browser(
      {"node", (directory / "report_test.mjs").string(), BANKSEED_CHROMIUM,
       (directory / "clean.html").string(), (directory / "broken.html").string(),
       (directory / "datasets.html").string(), (directory / "screenshots").string(),
       std::to_string(kTableCount)},
      {});
  // It opens some fifty pages, and looks at each pixel of their pictures.
  const auto seen = browser.wait(std::chrono::seconds(240));
  INFO(seen.out << seen.err);
  CHECK(seen.exit_code == 0);
  CHECK(seen.out.find("ok: every chart has marks") != std::string::npos);
}

TEST_CASE("the command on a report makes the same bank in the same databases") {
  testing::PrivateServer& server = testing::PrivateServer::instance();
  const testing::TemporaryDirectory folder;
  // In libpq's order.
  const auto address = [&server](std::string_view name, std::string_view more = "") {
    const DatabaseAddress accounts = server.settings()[2];
    return "user=" + std::string(accounts.parameter("user")) + std::string(more) +
           " host=" + std::string(accounts.parameter("host")) +
           " port=" + std::string(accounts.parameter("port")) + " dbname=" + std::string(name);
  };
  std::string each;
  for (const std::string_view name : kDatabaseNames) {
    const std::string word(name.substr(0, name.find('_')));
    // One of them is reached otherwise, so that a single URL does not lead to all.
    each +=
        " --" + word + "-url '" + address(name, word == "loans" ? " connect_timeout=9" : "") + "'";
  }
  const auto configuration = [&](std::string_view employees) {
    const fs::path path = folder.path() / "bank.toml";
    write(path, "[connection]\nurl = \"" + address("postgres") + " password=secret\"\n[bank]\n" +
                    std::string(employees));
    return " --config " + path.string();
  };
  struct Case {
    std::string generate;
    std::string verify;
    std::string expected;  ///< Of the command.
  };
  const std::string url = " --url '" + address("postgres") + "'";
  const std::string file = configuration("locale = 'pt_BR'\nemployees = 20\n");
  const std::vector<Case> cases = {
      {url + " --locale pt_BR --employees 9 --set transactions.activity=busy", url,
       "--employees 9 --seed 42 --as-of 2026-11-19 --locale pt_BR --set "
       "'transactions.activity=\"busy\"'" +
           url},
      {each, each, "--seed 42 --as-of 2026-11-19" + each},
      // The file has the password, and makes the same bank; or would make another one.
      {file, file, "--employees 20 --seed 42 --as-of 2026-11-19 --locale pt_BR" + file},
      {url, file, "--seed 42 --as-of 2026-11-19" + url}};
  for (const Case& tried : cases) {
    CAPTURE(tried.generate, tried.verify);
    const auto shell = [](const std::string& command) {
      const auto result = testing::run_process({"sh", "-c", command});
      INFO(command << result.out << result.err);
      CHECK(result.exit_code == 0);
      return result.out;
    };
    server.reset();
    const std::string program = testing::program();
    shell(program + " generate --customers 120 --seed 42 --as-of 2026-11-19 --log none" +
          tried.generate);
    const std::string page = (folder.path() / "page.html").string();
    shell(program + " verify --quiet --report " + page + tried.verify);
    const std::string command =
        testing::run_process({"node", "-e",
                              "const html = require('fs').readFileSync(process.argv[1], 'utf8');"
                              "process.stdout.write(html.match(/<code>(.*)<.code>/)[1]"
                              ".replaceAll('&quot;', '\"').replaceAll('&amp;', '&'))",
                              page})
            .out;
    CHECK(command == program + " generate --customers 120 " + tried.expected);
    const std::string digest = shell(program + " digest" + url);
    server.reset();
    shell(command + " --log none");
    CHECK(shell(program + " digest" + url) == digest);
  }
}

}  // namespace bankseed::report
