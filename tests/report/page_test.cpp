// The HTML report: what a page is made of, and what a reader sees of it in Chromium.

#include "report/page.hpp"

#include <filesystem>
#include <fstream>

#include <catch2/catch.hpp>

#include "support/locations.hpp"
#include "support/process.hpp"
#include "support/servers/private_server.hpp"

namespace bankseed::report {
namespace {

namespace fs = std::filesystem;

constexpr Date kAsOf{9819};  // 2026-11-19
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
    verification.customers = 1;
    verification.as_of = kAsOf;
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
    Contents contents{.verification = verification, .figures = figures, .facts = {}};
    contents.facts.notes = {"<img src=x onerror='window.injected = 1'>"};
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
  CHECK(count_of(html, "<title>bankseed: 1 customers</title>") == 1);
  CHECK(html.find("TXN2 {{title}}") != std::string::npos);
  CHECK(html.find("Copyright (c) 2014-2024 Chart.js Contributors") != std::string::npos);
  CHECK(html.find("sourceMappingURL") == std::string::npos);
  CHECK(html.size() < 500'000);
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
  const auto seen = testing::run_process(
      {"node", (directory / "report_test.mjs").string(), BANKSEED_CHROMIUM,
       (directory / "clean.html").string(), (directory / "broken.html").string(),
       (directory / "screenshots").string(), std::to_string(kTableCount)});
  INFO(seen.out << seen.err);
  CHECK(seen.exit_code == 0);
  CHECK(seen.out.find("ok: every chart has marks") != std::string::npos);
}

}  // namespace bankseed::report
