// HIS2: a morning and the changes since are another morning, to the byte.

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "core/random.hpp"
#include "encode/encoder.hpp"
#include "support/bank_checks.hpp"
#include "support/sanitized.hpp"

namespace bankseed::testing {
namespace {

constexpr std::int32_t kYears = 10;

/// Rows as CSV, by table and key.
using Rows = std::map<std::string, std::string>;

std::string line_of(const RowSet& rows, TableId table, std::size_t row) {
  Buffer line;
  encode(rows, table, {.first = row, .count = 1}, Format::kCsv, line);
  return std::string(line.view());
}

std::string key_of(TableId table, const std::string& line) {
  return fmt::format("{} {}={}", is_dataset(table) ? "dataset" : "table", row_type_info(table).name,
                     line.substr(0, line.find(',')));
}

TableSet everything() {
  return all_tables() | all_datasets();
}

Rows seen_on(BankOptions options, Date day) {
  options.seen_on = day;
  const Bank bank(options);
  Rows seen;
  for (std::uint64_t block = 0; block < bank.block_count(); ++block) {
    RowSet rows;
    bank.generate(block, everything(), rows);
    for (std::size_t i = 0; i < kRowTypeCount; ++i) {
      const TableId table{static_cast<std::uint16_t>(i)};
      for (std::size_t row = 0; row < rows.row_count(table); ++row) {
        const std::string line = line_of(rows, table, row);
        seen[key_of(table, line)] = line;
      }
    }
  }
  return seen;
}

/// One change, in the order in which they come.
struct Told {
  std::tuple<std::int64_t, std::size_t, std::uint64_t> order;  ///< Moment, table, place.
  std::string key;
  std::string before;  ///< Empty where the row begins.
  std::string after;
  auto operator<=>(const Told&) const = default;
};

std::vector<Told> changes(const Bank& bank, ChangeWindow window) {
  std::vector<Told> told;
  for (std::uint64_t block = 0; block < bank.block_count(); ++block) {
    ChangeSet set;
    bank.changes(block, everything(), window, set);
    for (const Change& change : set.changes) {
      const std::string after = line_of(set.rows, change.table, change.row);
      told.push_back({{change.delivered.micros, index_of(change.table), change.place},
                      key_of(change.table, after),
                      change.is_update ? line_of(set.rows, change.table, change.row - 1) : "",
                      after});
    }
  }
  std::sort(told.begin(), told.end());
  return told;
}

void apply_changes(const std::vector<Told>& told, Rows& rows) {
  for (const Told& change : told) {
    const auto found = rows.find(change.key);
    CAPTURE(change.key, change.before, change.after);
    if (change.before.empty()) {
      CHECK(found == rows.end());
    } else if (found == rows.end()) {
      FAIL("a row changes that is not there");
    } else {
      CHECK(found->second == change.before);
    }
    CHECK(change.before != change.after);
    rows[change.key] = change.after;
  }
}

struct Days {
  Date first;
  Date second;
  Date third;
};

Days some_days(Draws& draws) {
  const Date earliest = add_months(kAsOf, -12 * kYears);
  std::array<std::int32_t, 3> days{};
  for (std::int32_t& day : days)
    day = static_cast<std::int32_t>(draws.between(earliest.days + 1, kAsOf.days));
  std::sort(days.begin(), days.end());
  return {{days[0]}, {days[1]}, {days[2]}};
}

ChangeWindow between(Date from, Date until) {
  return {.from = start_of(from), .until = start_of(until)};
}

/// Calls check(options, days) for banks of several sizes and seeds, in both countries.
template <class Check>
void for_some_days(std::uint64_t pairs, const Check& check) {
  for (const std::uint64_t customers : {1U, 7U, 120U, 1'200U, 20'000U}) {
    Draws draws(customers, static_cast<Stream>(1), 0);
    const std::uint64_t count = customers <= 120 ? pairs : pairs * 10 / customers + 1;
    if (kSanitized && customers > 1'200) continue;
    for (std::uint64_t i = 0; i < count; ++i) {
      BankOptions options = bank_options(customers, draws.below(1'000'000));
      options.locale = i % 2 == 0 ? corpus::Locale::kEnUs : corpus::Locale::kPtBr;
      const Days days = some_days(draws);
      CAPTURE(customers, options.seed, to_text(days.first), to_text(days.second),
              to_text(days.third));
      check(options, days);
    }
  }
}

TEST_CASE("HIS2: a morning and the changes until another are that other, both ways of composing") {
  for_some_days(kSanitized ? 1 : 64, [](const BankOptions& options, const Days& days) {
    const Bank bank(options);
    const std::vector<Told> first = changes(bank, between(days.first, days.second));
    const std::vector<Told> second = changes(bank, between(days.second, days.third));
    std::vector<Told> both = first;
    both.insert(both.end(), second.begin(), second.end());
    CHECK(changes(bank, between(days.first, days.third)) == both);
    Rows rows = seen_on(options, days.first);
    apply_changes(first, rows);
    CHECK(rows == seen_on(options, days.second));
    apply_changes(second, rows);
    CHECK(rows == seen_on(options, days.third));
  });
}

TEST_CASE("HIS2: nothing changes within a day that is none, and all of a bank begins in its life") {
  const Bank bank(bank_options(120, 5));
  CHECK(changes(bank, between(kAsOf, kAsOf)).empty());
  Rows rows;
  apply_changes(changes(bank, {.from = {INT64_MIN}, .until = start_of(kAsOf)}), rows);
  CHECK(rows == seen_on(bank.options(), kAsOf));
}

TEST_CASE("HIS2: what is late or repeated is the same, later, and within the window") {
  const Bank bank(bank_options(1200, 11));
  const Date from = add_days(kAsOf, -60);
  ChangeWindow window = between(from, kAsOf);
  const std::vector<Told> clean = changes(bank, window);
  window.late_basis_points = 200;
  window.repeated_basis_points = 50;
  std::vector<Change> delivered;
  std::size_t late = 0;
  std::size_t repeated = 0;
  std::set<std::tuple<std::int64_t, std::size_t, std::uint64_t>> told;
  for (std::uint64_t block = 0; block < bank.block_count(); ++block) {
    ChangeSet set;
    bank.changes(block, everything(), window, set);
    for (const Change& change : set.changes) {
      CHECK(change.delivered >= change.at);
      CHECK(change.delivered < window.until);
      const bool is_new =
          told.emplace(change.at.micros, index_of(change.table), change.place).second;
      CHECK(is_new != change.is_repeated);
      if (change.delivered > change.at && !change.is_repeated) ++late;
      if (change.is_repeated) ++repeated;
    }
  }
  CHECK(told.size() == clean.size());
  CHECK(late * 100 > clean.size());
  CHECK(late * 100 < 3 * clean.size());
  CHECK(repeated * 1000 > 3 * clean.size());
  CHECK(repeated * 1000 < 7 * clean.size());
}

TEST_CASE("HIS2: versions follow each other, and the last is the row of the morning") {
  for_some_days(kSanitized ? 1 : 2, [](const BankOptions& options, const Days& days) {
    const Bank bank(options);
    const Rows first = seen_on(options, days.first);
    const Rows last = seen_on(options, days.third);
    ChangeWindow window = between(days.first, days.third);
    window.versions = true;
    ChangeWindow later = between(days.second, days.third);
    later.versions = true;
    std::set<std::pair<std::string, Timestamp>> begins;
    Rows at_first;
    Rows at_last;
    std::map<std::string, Timestamp> ends;
    for (std::uint64_t block = 0; block < bank.block_count(); ++block) {
      ChangeSet set;
      bank.changes(block, everything(), window, set);
      for (const Change& version : set.changes) {
        const std::string line = line_of(set.rows, version.table, version.row);
        const std::string key = key_of(version.table, line);
        CAPTURE(key);
        if (const auto before = ends.find(key); before != ends.end())
          CHECK(before->second == version.at);
        begins.emplace(key, version.at);
        if (version.at < window.from) at_first[key] = line;
        if (version.replaced) {
          CHECK(*version.replaced > version.at);
          CHECK(*version.replaced > window.from);
          CHECK(*version.replaced < window.until);
          ends[key] = *version.replaced;
        } else {
          at_last[key] = line;
        }
      }
    }
    CHECK(at_first == first);
    CHECK(at_last == last);
    // From when a version holds does not depend on the window.
    for (std::uint64_t block = 0; block < bank.block_count(); ++block) {
      ChangeSet set;
      bank.changes(block, everything(), later, set);
      for (const Change& version : set.changes) {
        const std::string key =
            key_of(version.table, line_of(set.rows, version.table, version.row));
        CAPTURE(key);
        CHECK(begins.contains({key, version.at}));
      }
    }
  });
}

}  // namespace
}  // namespace bankseed::testing
