// Every rule can fail: a violation is planted for each of them in a clean bank, and verify has to
// catch it and to name it.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "bankseed/core/calendar.hpp"
#include "bankseed/rows/catalog.hpp"
#include "schema/ddl.hpp"
#include "support/locations.hpp"
#include "support/servers/verified_bank.hpp"
#include "verify/rules/references.hpp"
#include "verify/rules/rules.hpp"
#include "verify/verifier.hpp"

namespace bankseed::testing {
namespace {

using verify::Outcome;
using verify::Rule;
using verify::Verdict;

/// A violation of one check: statements in one database, or in one after the other.
struct Tampering {
  struct Part {
    Database database{};
    std::string sql;
  };

  std::string rule;
  std::string check;
  std::vector<Part> parts;
  std::string origin;
};
using CheckName = std::pair<std::string, std::string>;

std::set<CheckName> all_checks() {
  std::set<CheckName> names;
  for (const Rule& rule : verify::all_rules())
    names.emplace(rule.id, rule.name);
  return names;
}

Database database_named(std::string_view name) {
  for (std::size_t i = 0; i < kDatabaseCount; ++i) {
    if (name_of(static_cast<Database>(i)) == name) return static_cast<Database>(i);
  }
  FAIL("no database " << name);
  return {};
}

constexpr std::string_view kBusy = "tests/data/tamper_busy";

/// "-- TXN5 walk @ accounts_db", or "-- and @ accounts_db" for a further part; other comments name
/// no database.
bool begins_tampering(const std::string& line) {
  return line.starts_with("-- ") && line.ends_with("_db") && line.find(" @ ") != std::string::npos;
}

std::vector<Tampering> read_file(const std::filesystem::path& path) {
  std::vector<Tampering> read;
  std::ifstream file(path);
  std::string line;
  while (std::getline(file, line)) {
    if (begins_tampering(line)) {
      const auto at = line.rfind(" @ ");
      const auto space = line.find(' ', 3);
      if (line.substr(3, at - 3) != "and") {
        read.push_back({.rule = line.substr(3, space - 3),
                        .check = line.substr(space + 1, at - space - 1),
                        .parts = {},
                        .origin = path.filename()});
      }
      read.back().parts.push_back({database_named(line.substr(at + 3)), {}});
    } else if (!read.empty()) {
      read.back().parts.back().sql += line + "\n";
    }
  }
  return read;
}

/// Those of usual banks; of what holds in busy ones only, or with other numbers, those in a
/// directory of their own.
std::vector<Tampering> written_tamperings(std::string_view name = "tests/data/tamper") {
  std::vector<Tampering> all;
  const auto directory = source_directory() / name;
  for (const auto& file : std::filesystem::directory_iterator(directory)) {
    for (auto& tampering : read_file(file.path()))
      all.push_back(std::move(tampering));
  }
  return all;
}

/// Plants violations of the rules that follow from the tables' descriptions, from the descriptions.
class Derived {
 public:
  std::vector<Tampering> make() {
    for (const TableInfo& table : kCatalog) {
      table_ = &table;
      key_ = std::find_if(table.columns.begin(), table.columns.end(), [](const ColumnDef& column) {
               return column.primary_key;
             })->name;
      add_for_table();
    }
    std::size_t number = 0;
    for (const verify::Reference& reference : verify::references())
      add_orphan(reference, ++number);
    return std::move(made_);
  }

 private:
  void add(std::string rule, std::string check, std::string sql) {
    made_.push_back({.rule = std::move(rule),
                     .check = std::move(check),
                     .parts = {{table_->database, std::move(sql)}},
                     .origin = "the catalog"});
  }

  /// Changes the row at `place`, in the order of the keys, among those in which `condition` is
  /// true.
  [[nodiscard]] std::string change(std::string_view assignment,
                                   std::string_view returned,
                                   std::string_view condition = "true",
                                   int place = 0) const {
    return fmt::format(
        "UPDATE {0} SET {1} WHERE ctid = (SELECT ctid FROM {0} WHERE {2} ORDER BY {3} OFFSET {5} "
        "LIMIT 1) RETURNING {4}",
        table_->name, assignment, condition, key_, returned, place);
  }

  void add_for_table() {
    const std::string table(table_->name);
    add("CNT", table,
        fmt::format("DELETE FROM {0} WHERE {1} = (SELECT max({1}) FROM {0});", table, key_));
    add("NUL", table, change(fmt::format("{} = NULL", key_), "'NULL'"));
    const bool serial = table_->columns.front().kind == Kind::kSerial ||
                        table_->columns.front().kind == Kind::kBigSerial;
    add("KEY", table + " form",
        change(serial ? fmt::format("{0} = -{0}", key_) : fmt::format("{0} = 'x' || {0}", key_),
               key_));
    for (const ColumnDef& column : table_->columns) {
      if (!column.primary_key && !column.unique) continue;
      add("KEY", fmt::format("{}.{}", table, column.name),
          change(fmt::format("{0} = (SELECT {0} FROM {1} ORDER BY {2} OFFSET 3 LIMIT 1)",
                             column.name, table, key_),
                 column.name, "true", 2));
    }
    add_value();
    add_future();
  }

  void add_value() {
    for (const ColumnDef& column : table_->columns) {
      if (column.values.empty()) continue;
      return add("VAL", std::string(table_->name),
                 change(fmt::format("{} = 'nonsense'", column.name), key_));
    }
    for (const ColumnDef& column : table_->columns) {
      if (column.check_sql.empty()) continue;
      return add("VAL", std::string(table_->name),
                 change(fmt::format("{} = 9999", column.name), key_));
    }
  }

  void add_future() {
    constexpr std::array<std::string_view, 5> kMayLieAhead = {
        "end_date", "maturity_date", "due_date", "expiry_date", "next_review_date"};
    for (const ColumnDef& column : table_->columns) {
      if (column.kind != Kind::kDate && column.kind != Kind::kTimestamp) continue;
      if (std::find(kMayLieAhead.begin(), kMayLieAhead.end(), column.name) != kMayLieAhead.end())
        continue;
      return add("E5", std::string(table_->name),
                 change(fmt::format("{} = DATE '2026-11-19'", column.name), key_));
    }
  }

  void add_orphan(const verify::Reference& reference, std::size_t number) {
    table_ = &table_info(reference.child);
    key_ =
        std::find_if(table_->columns.begin(), table_->columns.end(), [](const ColumnDef& column) {
          return column.primary_key;
        })->name;
    const std::string orphan = fmt::format("NOWHERE-{}", number);
    const std::string where =
        fmt::format("{} IS NOT NULL{}{}", reference.child_column,
                    reference.condition.empty() ? "" : " AND ", reference.condition);
    // Named by its own key, or by what it refers to.
    add("REF", reference.name,
        fmt::format("WITH changed AS ({}) SELECT unnest(ARRAY[key::text, '{}']) FROM changed;",
                    change(fmt::format("{} = '{}'", reference.child_column, orphan),
                           fmt::format("{} AS key", key_), where),
                    orphan));
  }

  const TableInfo* table_ = nullptr;
  std::string_view key_;
  std::vector<Tampering> made_;
};

const Outcome& outcome_of(const verify::Report& report, const Tampering& tampering) {
  const auto found =
      std::find_if(report.outcomes.begin(), report.outcomes.end(), [&](const Outcome& outcome) {
        return outcome.rule->id == tampering.rule && outcome.rule->name == tampering.check;
      });
  REQUIRE(found != report.outcomes.end());
  return *found;
}

/// The keys that the last part returns.
std::vector<std::string> plant(VerifiedBank& bank, const Tampering& tampering) {
  std::vector<std::string> keys;
  for (const Tampering::Part& part : tampering.parts) {
    CAPTURE(part.sql);
    keys = bank.plant(part.database, part.sql);
  }
  return keys;
}

/// Counts have no rows to name.
bool names_rows(const Rule& rule) {
  return !std::holds_alternative<verify::CountOf>(rule.check) &&
         !std::holds_alternative<verify::RowsOf>(rule.check);
}

/// The check has failed, and names one of the planted keys.
void check_caught(const Tampering& tampering,
                  const Outcome& outcome,
                  const std::vector<std::string>& planted) {
  std::string named;
  for (const auto& violation : outcome.violations)
    named += violation.key + " (" + violation.detail + ") ";
  CAPTURE(tampering.origin, tampering.rule, tampering.check, tampering.parts.back().sql,
          outcome.found, named);
  CHECK(outcome.verdict == Verdict::kFails);
  CHECK_FALSE(outcome.sql.empty());
  if (!names_rows(*outcome.rule)) return;
  CHECK_FALSE(planted.empty());
  CHECK(
      std::any_of(outcome.violations.begin(), outcome.violations.end(), [&](const auto& violation) {
        return std::find(planted.begin(), planted.end(), violation.key) != planted.end();
      }));
}

/// Plants one after the other in a clean bank.
void check_tamperings(VerifiedBank& bank, const std::vector<Tampering>& tamperings) {
  bank.drop_constraints();
  bank.remember();
  for (const Tampering& tampering : tamperings) {
    CAPTURE(tampering.origin, tampering.rule, tampering.check);
    const auto planted = plant(bank, tampering);
    const verify::Report report = bank.verify(tampering.rule);
    check_caught(tampering, outcome_of(report, tampering), planted);
    bank.restore();
  }
  // Everything was put back.
  const auto broken = VerifiedBank::broken_rules(bank.verify());
  CAPTURE(broken);
  CHECK(broken.empty());
}

}  // namespace

TEST_CASE("every check has a tampering, and every tampering a check") {
  std::set<CheckName> checks = all_checks();
  CHECK(checks.size() == verify::all_rules().size());
  std::set<CheckName> tampered;
  std::set<CheckName> tampered_busy;
  for (const Tampering& tampering : written_tamperings(kBusy)) {
    CAPTURE(tampering.rule, tampering.check);
    CHECK(checks.count({tampering.rule, tampering.check}) == 1);
    CHECK(tampered_busy.insert({tampering.rule, tampering.check}).second);
  }
  for (const Rule& rule : verify::all_rules()) {
    CAPTURE(rule.id, rule.name);
    if (rule.busy) CHECK(tampered_busy.count({std::string(rule.id), std::string(rule.name)}) == 1);
  }
  std::vector<Tampering> all = written_tamperings();
  for (auto& tampering : Derived().make())
    all.push_back(std::move(tampering));
  for (const Tampering& tampering : all) {
    CAPTURE(tampering.origin, tampering.rule, tampering.check);
    CHECK(checks.count({tampering.rule, tampering.check}) == 1);
    CHECK(tampered.insert({tampering.rule, tampering.check}).second);
  }
  for (const auto& [rule, check] : checks) {
    CAPTURE(rule, check);
    // What a usual bank cannot break is of busy ones.
    CHECK(tampered.count({rule, check}) + tampered_busy.count({rule, check}) >= 1);
  }
}

TEST_CASE("one planted violation makes its check fail, by name") {
  verified_bank().make_clean(1200, 42);
  check_tamperings(verified_bank(), written_tamperings());
}

TEST_CASE("so it does in a busy bank where the rule is another there") {
  verified_bank().make_clean(120, 42, true);
  check_tamperings(verified_bank(), written_tamperings(kBusy));
}

TEST_CASE("what follows from the tables fails, too, by name") {
  VerifiedBank& bank = verified_bank();
  bank.make_clean(1200, 42);
  bank.drop_constraints();
  bank.remember();
  std::map<std::string, std::vector<Tampering>> by_rule;
  for (auto& tampering : Derived().make())
    by_rule[tampering.rule].push_back(std::move(tampering));
  // Those of one rule are about different columns or tables: planted together, caught one by one.
  for (const auto& [rule, tamperings] : by_rule) {
    std::vector<std::vector<std::string>> planted;
    for (const Tampering& tampering : tamperings)
      planted.push_back(plant(bank, tampering));
    const verify::Report report = bank.verify(rule);
    for (std::size_t i = 0; i < tamperings.size(); ++i)
      check_caught(tamperings[i], outcome_of(report, tamperings[i]), planted[i]);
    bank.restore();
  }
}

TEST_CASE("clean banks of any size and seed hold all rules") {
  VerifiedBank& bank = verified_bank();
  for (const std::uint64_t customers : {1UL, 2UL, 7UL, 120UL, 1200UL}) {
    for (std::uint64_t seed = 1; seed <= clean_seeds(); ++seed) {
      bank.make_clean(customers, seed);
      const auto broken = VerifiedBank::broken_rules(bank.verify());
      CAPTURE(customers, seed, broken);
      CHECK(broken.empty());
    }
  }
}

TEST_CASE("clean busy banks hold all rules, too") {
  VerifiedBank& bank = verified_bank();
  for (const std::uint64_t customers : {1UL, 7UL, 120UL}) {
    bank.make_clean(customers, 5, true);
    const auto broken = VerifiedBank::broken_rules(bank.verify());
    CAPTURE(customers, broken);
    CHECK(broken.empty());
  }
}

}  // namespace bankseed::testing
