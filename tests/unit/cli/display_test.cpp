#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "cli/help.hpp"
#include "cli/report/report.hpp"
#include "cli/report/text_table.hpp"

namespace bankseed {
namespace {

StageView half_way() {
  StageView stage;
  stage.name = "core banking";
  stage.seconds = 10;
  stage.rows = 9'000'000;
  stage.rows_total = 18'000'000;
  stage.databases = {{"customer_db", 1'200'000, 1'200'000}, {"accounts_db", 7'800'000, 16'800'000}};
  return stage;
}

TEST_CASE("a stage in progress shows share, rows, speed and time left, and each database") {
  const auto lines = live_lines(half_way(), 100);
  REQUIRE(lines.size() == 3);
  CHECK(
      lines[0] ==
      "core banking    [###############---------------]  50 %  9,000,000 rows, 900,000 rows/s, 10 "
      "s left");
  CHECK(lines[1] == "  customer_db   [##############################] 100 %  1,200,000 rows");
  CHECK(lines[2] == "  accounts_db   [#############-----------------]  46 %  7,800,000 rows");
}

TEST_CASE("lines are never wider than the terminal, and the bar goes first") {
  for (std::size_t width = 1; width < 140; ++width) {
    for (const std::string& line : live_lines(half_way(), width))
      CHECK(display_width(line) <= width);
  }
  const std::string narrow = live_lines(half_way(), 70)[0];
  CHECK(narrow.find('#') == std::string::npos);
  CHECK(narrow.find("50 %") != std::string::npos);
  CHECK(narrow.find("left") != std::string::npos);
}

TEST_CASE("a stage without rows shows how long it has been going on") {
  StageView stage;
  stage.name = "keys, indexes, statistics";
  stage.seconds = 12.7;
  CHECK(live_lines(stage, 80) == std::vector<std::string>{"keys, indexes, statistics  12 s"});
  CHECK(ended_line(stage) == "keys, indexes, statistics: 12 s");
}

TEST_CASE("a stage that has ended is one plain line") {
  StageView stage = half_way();
  stage.rows = stage.rows_total;
  CHECK(ended_line(stage) == "core banking: 18,000,000 rows in 10 s, 1,800,000 rows/s");
}

TEST_CASE("times are as exact as they are short") {
  CHECK(duration_text(0.0421) == "0.042 s");
  CHECK(duration_text(4.2) == "4.20 s");
  CHECK(duration_text(59.9) == "59 s");
  CHECK(duration_text(125) == "2 min 05 s");
  CHECK(duration_text(3'725) == "1 h 02 min");
}

TEST_CASE("a rate over no time is no rate") {
  CHECK(rate(5, 0) == 0);
  CHECK(rate(10, 2) == 5);
}

TEST_CASE("a table aligns by what people see, not by bytes") {
  TextTable table({{"name"}, {"n", Align::kRight}});
  table.add_row({"Zoë", "1"});
  table.add_row({"Anna", "1,000"});
  CHECK(table.text() ==
        "name      n\n"
        "Zoë       1\n"
        "Anna  1,000\n");
  CHECK(table.framed_text() ==
        " name | n\n"
        "------+-------\n"
        " Zoë  |     1\n"
        " Anna | 1,000\n");
  CHECK(table.framed_width() == 14);
  CHECK(table.expanded_text() ==
        "-[ 1 ]-\n"
        "name | Zoë\n"
        "n    | 1\n"
        "-[ 2 ]-\n"
        "name | Anna\n"
        "n    | 1,000\n");
}

TEST_CASE("help wraps at words, under its own column") {
  CHECK(wrapped("  --seed N", "The same seed gives the same bank", 14) ==
        "  --seed N    The same seed gives the same bank\n");
  const std::string word(70, 'x');
  const std::string text =
      wrapped("  --a-very-long-option VALUE", fmt::format("{} yyy yyy", word), 10);
  CHECK(text ==
        fmt::format("  --a-very-long-option VALUE\n          {}\n          yyy yyy\n", word));
}

TEST_CASE("the digest text lists tables with rows, and depends on every one of them") {
  TableDigests digests;
  digests[index_of(kTableId<CustomersRow>)].add("CUST00000001\tAnna");
  const std::string one = digest_text(digests);
  CHECK(one.find("  1  accounts_db.customers\n") == 32);
  CHECK(std::count(one.begin(), one.end(), '\n') == 2);
  CHECK(one.ends_with("  1  all\n"));
  digests[index_of(kTableId<AccountsRow>)].add("ACC00000001");
  const std::string two = digest_text(digests);
  CHECK(two.ends_with("  2  all\n"));
  CHECK(two.substr(two.size() - 42) != one.substr(one.size() - 42));
}

}  // namespace
}  // namespace bankseed
