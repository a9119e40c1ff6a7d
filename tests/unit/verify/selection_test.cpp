#include "verify/selection.hpp"

#include <algorithm>
#include <set>

#include <catch2/catch.hpp>

#include "verify/rule.hpp"
#include "verify/rules/rules.hpp"

namespace bankseed::verify {
namespace {

TEST_CASE("patterns select rules by their ids, in small or capital letters") {
  CHECK(is_selected("", "TXN5"));
  CHECK(is_selected("TXN*,LOA3", "TXN5"));
  CHECK(is_selected("TXN*, LOA3", "LOA3"));
  CHECK(is_selected("txn?", "TXN5"));
  CHECK(!is_selected("TXN*,LOA3", "LOA2"));
  CHECK(!is_selected("TXN", "TXN5"));
  CHECK(!is_selected("?", "E5"));
}

TEST_CASE("patterns that match nothing are found") {
  CHECK(unmatched_patterns("").empty());
  CHECK(unmatched_patterns("EMP*,REF").empty());
  CHECK(unmatched_patterns("EMP*,XYZ1,*X9") == std::vector<std::string>{"XYZ1", "*X9"});
}

TEST_CASE("every rule belongs to a group, and stands with the others of its id") {
  const auto ids = rule_ids();
  CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == ids.size());
  std::int64_t last = -1;
  for (const std::string& id : ids) {
    CAPTURE(id);
    const std::int64_t rank = rank_of(id);
    CHECK(rank > last);
    last = rank;
    const bool follows_from_tables =
        std::set<std::string>{"CNT", "NUL", "KEY", "VAL", "REF", "E5"}.count(id) == 1;
    CHECK((group_of(id) == "structure") == follows_from_tables);
  }
  CHECK(group_of("EMP6") == "foundation");
  CHECK(group_of("TXN5") == "core banking");
}

TEST_CASE("every table has the rules that follow from its description") {
  const auto rules = all_rules();
  const auto count = [&rules](std::string_view id) {
    return std::count_if(rules.begin(), rules.end(),
                         [id](const Rule& rule) { return rule.id == id; });
  };
  CHECK(count("CNT") == static_cast<std::ptrdiff_t>(kTableCount));
  CHECK(count("NUL") == static_cast<std::ptrdiff_t>(kTableCount));
  const auto sql_of = [&rules](std::string_view id, std::string_view name) {
    for (const Rule& rule : rules) {
      if (rule.id == id && rule.name == name) return std::get<NoRows>(rule.check).sql;
    }
    return std::string_view("no such rule");
  };
  CHECK(sql_of("VAL", "risk_assessments")
            .find("NOT IN ('AAA', 'AA', 'A', 'BBB', 'BB', 'B', 'CCC')") != std::string_view::npos);
  CHECK(sql_of("VAL", "satisfaction_surveys").find("NOT (nps_score BETWEEN 0 AND 10)") !=
        std::string_view::npos);
  // A maturity lies ahead, a disbursement does not.
  CHECK(sql_of("E5", "loans").find("maturity_date") == std::string_view::npos);
  CHECK(sql_of("E5", "loans").find("disbursement_date >=") != std::string_view::npos);
}

}  // namespace
}  // namespace bankseed::verify
