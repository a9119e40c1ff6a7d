#include "verify/checking/shared_pass.hpp"

#include <catch2/catch.hpp>

#include "bankseed/rows/catalog.hpp"

namespace bankseed::verify {
namespace {

std::optional<Screen> screen_of_sql(std::string_view sql) {
  return screen_of(NoRows{Database::kLoans, sql});
}

TEST_CASE("what a statement selects from and by is told from words in quotes and parentheses") {
  const auto parts = parts_of(
      "SELECT id, extract(day FROM due) || ' FROM ' || note FROM {sample:loans l} JOIN (SELECT id "
      "FROM x WHERE a) y USING (id) WHERE b IS DISTINCT FROM 'WHERE' AND {closed:day} GROUP BY 1");
  REQUIRE(parts);
  CHECK(parts->columns == "id, extract(day FROM due) || ' FROM ' || note");
  CHECK(parts->from == "{sample:loans l} JOIN (SELECT id FROM x WHERE a) y USING (id)");
  CHECK(parts->where == "b IS DISTINCT FROM 'WHERE' AND {closed:day}");
  CHECK(parts->rest == "GROUP BY 1");
}

TEST_CASE("only what judges row by row is its own screen") {
  const auto screen = screen_of_sql("SELECT id, a IS DISTINCT FROM b FROM t WHERE a OR b");
  REQUIRE(screen);
  CHECK(screen->from == "t");
  CHECK(screen->suspicion == "a OR b");
  for (const auto* const sql :
       {"SELECT id, 'x' FROM t", "SELECT DISTINCT id, 'x' FROM t WHERE a",
        "WITH t AS (SELECT 1) SELECT id, 'x' FROM t WHERE a",
        "SELECT id, count(*) FROM t WHERE a GROUP BY 1 HAVING count(*) > 1",
        "SELECT id, 'x' FROM t WHERE a UNION ALL SELECT id, 'y' FROM u WHERE b",
        "SELECT id, 'x' FROM t WHERE NOT EXISTS (SELECT FROM u WHERE u.id = t.id)"}) {
    CAPTURE(sql);
    CHECK_FALSE(screen_of_sql(sql));
  }
  CHECK_FALSE(screen_of(CountOf{Database::kLoans, "SELECT count(*) FROM t WHERE a", 1, 2, false}));
}

TEST_CASE("one statement counts for several screens, and reads on only where one is suspicious") {
  CHECK(screening_sql("t", {"a", "b OR c"}) ==
        "SELECT count(*) FILTER (WHERE a), count(*) FILTER (WHERE b OR c) FROM t WHERE (a) OR (b "
        "OR c)");
}

TEST_CASE("what counts rows says which, and by what") {
  const auto counting = [](const Check& check) {
    const auto found = counting_of(check);
    REQUIRE(found);
    return found->from + " | " + found->condition + " | " + found->value;
  };
  const auto shares = [](std::string_view sql) { return SharesOf{Database::kLoans, sql, {}}; };
  CHECK(counting(CountOf{Database::kLoans, "SELECT count(*) FROM t", 1, 2, true}) == "t |  | ");
  CHECK(counting(CountOf{Database::kLoans, "SELECT count(*) FROM t WHERE a", 1, 2, true}) ==
        "t | a | ");
  CHECK(counting(shares("SELECT CASE WHEN a THEN b ELSE (SELECT c) END, count(*) FROM t l WHERE "
                        "d = 'x' GROUP BY 1")) ==
        "t l | d = 'x' | CASE WHEN a THEN b ELSE (SELECT c) END");
  CHECK(counting(RowsOf{kTableId<LoansRow>}) == "loans |  | ");
  for (const auto* const sql :
       {"SELECT a, sum(b) FROM t GROUP BY 1", "SELECT a, count(*) FROM t GROUP BY 1 HAVING b",
        "SELECT 'x', count(DISTINCT a) FROM t UNION ALL SELECT 'y', count(*) FROM t"}) {
    CAPTURE(sql);
    CHECK_FALSE(counting_of(shares(sql)));
  }
  CHECK_FALSE(counting_of(CountOf{Database::kLoans, "SELECT max(a) FROM t", 1, 2, false}));
  CHECK_FALSE(counting_of(NoRows{Database::kLoans, "SELECT count(*) FROM t WHERE a"}));
}

TEST_CASE("one statement counts for several, each the rows of its own condition") {
  CHECK(counting_sql("t", {{"t", "", ""}}) == "SELECT count(*), true, NULL FROM t");
  CHECK(counting_sql("t", {{"t", "", "a"}, {"t", "b", ""}, {"t", "c", "d"}}) ==
        "SELECT count(*), true, a, (b) IS TRUE, NULL, (c) IS TRUE, CASE WHEN c THEN d END FROM t "
        "GROUP BY 3, 4, 6, 7");
}

TEST_CASE("what counts rows looks through the screens over them, too") {
  CHECK(counting_sql("t", {{"t", "", "a"}}, {"b", "c OR d"}) ==
        "SELECT count(*), true, a, count(*) FILTER (WHERE (b) OR (c OR d)) FROM t GROUP BY 3");
}

TEST_CASE("a screen that reads more than a rule is not used where the rule reads a part") {
  const NoRows check{Database::kLoans, "SELECT id, 'x' FROM {sample:t} WHERE a", Screen{"u", "b"}};
  CHECK(screen_of(check)->from == "u");
  CHECK(screen_of(check, true)->from == "{sample:t}");
  CHECK(screen_of(check, true)->suspicion == "a");
}

}  // namespace
}  // namespace bankseed::verify
