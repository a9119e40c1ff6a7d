#include "cli/configuration/values.hpp"

#include <catch2/catch.hpp>

#include "bankseed/core/calendar.hpp"
#include "bankseed/core/error.hpp"
#include "cli/configuration/suggestion.hpp"
#include "cli/secrets.hpp"

namespace bankseed {
namespace {

std::uint64_t count(const char* text) {
  return parse_count("--customers", text, {1, 10'000'000'000});
}

TEST_CASE("a count can be written in all the ways that people use, and is exact") {
  CHECK(count("1") == 1);
  CHECK(count("1000") == 1'000);
  CHECK(count("1_000_000") == 1'000'000);
  CHECK(count("1e6") == 1'000'000);
  CHECK(count("1E+6") == 1'000'000);
  CHECK(count("10k") == 10'000);
  CHECK(count("10K") == 10'000);
  CHECK(count("2M") == 2'000'000);
  CHECK(count("1.5M") == 1'500'000);
  CHECK(count("1.50e1") == 15);
  CHECK(count("3.0") == 3);
  CHECK(count("10G") == 10'000'000'000);
}

TEST_CASE("what is no count, no whole one, or out of range is refused") {
  for (const char* text : {"0",
                           "-5",
                           "1e9x",
                           "1.5",
                           "",
                           "k",
                           "e6",
                           "1e",
                           "abc",
                           "1__0",
                           "_1",
                           "1_",
                           "1.",
                           ".5",
                           "1e-2",
                           "0x10",
                           "1 000",
                           "+5",
                           "1,000",
                           "11G",
                           "1e19",
                           "99999999999999999999",
                           "1e99999999999",
                           "-",
                           "1.2345k"}) {
    CAPTURE(text);
    CHECK_THROWS_AS(count(text), UsageError);
  }
  CHECK_THROWS_WITH(count("1.5"), "--customers: '1.5' is not a whole number");
  CHECK_THROWS_WITH(count("-5"), "--customers: '-5' is too small; the least is 1");
  CHECK_THROWS_WITH(count("11G"), "--customers: '11G' is too large; the most is 10,000,000,000");
}

TEST_CASE("a seed is any 64-bit number") {
  CHECK(parse_seed("--seed", "0") == 0);
  CHECK(parse_seed("--seed", "18446744073709551615") == ~std::uint64_t{0});
  for (const char* text : {"18446744073709551616", "-1", "", "1e3", "seed"})
    CHECK_THROWS_AS(parse_seed("--seed", text), UsageError);
}

TEST_CASE("a day must exist") {
  CHECK(to_text(parse_day("--as-of", "2024-02-29")) == "2024-02-29");
  CHECK_THROWS_WITH(parse_day("--as-of", "2025-02-29"),
                    "--as-of: '2025-02-29' is a day that does not exist");
  CHECK_THROWS_WITH(parse_day("--as-of", "29.2.2024"),
                    "--as-of: '29.2.2024' is not a date; write it like 2025-12-31");
}

TEST_CASE("E5: a bank is as of a day from 1900 to 2200") {
  CHECK(to_text(parse_day("--as-of", "1900-01-01")) == "1900-01-01");
  CHECK(to_text(parse_day("--as-of", "2200-12-31")) == "2200-12-31");
  for (const std::string day : {"1899-12-31", "2201-01-01", "9999-12-31", "0001-01-01"}) {
    CHECK_THROWS_WITH(parse_day("--as-of", day),
                      "--as-of: '" + day + "' is not a day from 1900-01-01 to 2200-12-31");
  }
}

TEST_CASE("a customer is a number or an id") {
  CHECK(parse_customer("42") == 42);
  CHECK(parse_customer("CUST00000042") == 42);
  for (const char* text : {"", "0", "CUST", "ACC00000042", "-1", "42x"})
    CHECK_THROWS_AS(parse_customer(text), UsageError);
}

TEST_CASE("numbers are grouped by thousands") {
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1'000) == "1,000");
  CHECK(grouped(12'345'678) == "12,345,678");
}

TEST_CASE("a shell word is quoted where a shell would change it") {
  CHECK(shell_word("accounts.holders=80.0") == "accounts.holders=80.0");
  CHECK(shell_word("host=db port=1") == "'host=db port=1'");
  CHECK(shell_word("it's") == "'it'\\''s'");
  CHECK(shell_word("") == "''");
  CHECK(shell_word("[1, 2]") == "'[1, 2]'");
}

TEST_CASE("the edit distance counts insertions, deletions, replacements and swaps") {
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("customers", "customers") == 0);
  CHECK(edit_distance("custmers", "customers") == 1);
  CHECK(edit_distance("cusotmers", "customers") == 1);
  CHECK(edit_distance("kitten", "sitting") == 3);
}

TEST_CASE("passwords of connection strings are dots, however they are written") {
  CHECK(without_secrets("'postgresql://a:secret@b/x'; see") == "'postgresql://a:...@b/x'; see");
  CHECK(without_secrets("postgres://a:s@c/r:e t@b") == "postgres://a:...@b");
  CHECK(without_secrets("postgresql://a:se cret@b") == "postgresql://a:...@b");
  CHECK(without_secrets("two: http://a:x@b mysql://c:y@d") == "two: http://a:...@d");
  CHECK(without_secrets("postgresql://a:b://c@d/e") == "postgresql://a:...@d/e");
  CHECK(without_secrets("http://a:b://c password=d://e f@g") == "http://a:...@g");
  CHECK(without_secrets("host=b password=secret user=a") == "host=b password=... user=a");
  CHECK(without_secrets("SSLPassword = 'se\\' cret' x") == "SSLPassword =... x");
  CHECK(without_secrets("postgresql://b?password=secret") == "postgresql://b?password=...");
  CHECK(without_secrets("password=") == "password=...");
  for (const char* const plain : {"", "no password at all", "postgresql://a@b:5432/x", "me@b",
                                  "://", "password authentication failed for user \"me\""})
    CHECK(without_secrets(plain) == plain);
}

TEST_CASE("only what is near is suggested, and the nearest of it") {
  const std::vector<std::string> names = {"--customers", "--customer-url", "--seed"};
  CHECK(nearest("--custmers", names) == "--customers");
  CHECK(nearest("--sede", names) == "--seed");
  CHECK(nearest("--frobnicate", names).empty());
  CHECK(suggestion("--sed", names) == "; did you mean '--seed'?");
  CHECK(suggestion("xyz", names).empty());
  CHECK(nearest("--cust", std::vector<std::string>{"--out", "--customer-url", "--customers"}) ==
        "--customers");
  CHECK(nearest("--cu", std::vector<std::string>{"--out"}).empty());
  // In no time: what is far longer is not compared.
  CHECK(nearest(std::string(1'000'000, 'x'), names).empty());
}

}  // namespace
}  // namespace bankseed
