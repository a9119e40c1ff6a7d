#include "verify/checking/shared_pass.hpp"

#include <catch2/catch.hpp>

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

}  // namespace
}  // namespace bankseed::verify
