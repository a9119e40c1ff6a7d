// HIS1: the bank on a day of its past, from the versions of its rows.

#include <array>
#include <map>
#include <set>
#include <string>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "bank/domains.hpp"
#include "bank/history/history.hpp"
#include "bank/model/model.hpp"
#include "encode/encoder.hpp"
#include "property/history/references.hpp"
#include "support/bank_rows.hpp"

namespace bankseed::testing {
namespace {

constexpr std::array<std::uint64_t, 4> kSizes = {1, 7, 120, 1200};

template <class Check>
void for_each_small_bank(const Check& check) {
  for (const std::uint64_t customers : kSizes) {
    for (const corpus::Locale locale : {corpus::Locale::kEnUs, corpus::Locale::kPtBr}) {
      BankOptions options = bank_options(customers, 42 + customers);
      options.locale = locale;
      CAPTURE(customers, static_cast<int>(locale));
      check(options);
    }
  }
}

TableSet all_rows() {
  return all_tables() | all_datasets();
}

/// Calls visit(row, versions) for every row of a bank.
template <class Visit>
void for_each_life(const BankOptions& options, const Visit& visit) {
  const BankModel model(options);
  for (std::uint64_t number = 0; number < model.blocks.count(); ++number) {
    Block block(model, number);
    RowSet rows;
    append_tables(block, all_rows(), rows);
    Lives lives(block, rows, {});
    for_each_row_type([&]<class Row>() {
      for (const Row& row : rows.of<Row>())
        visit(row, lives.of(row));
    });
  }
}

/// Whether the row was not there before what its table says it begins at.
template <class Row, auto Member, int kDays>
bool begins_in_time(const Row& row, Timestamp from, BeginsAt<Member, kDays> /*begins*/) {
  if constexpr (std::is_same_v<std::remove_cvref_t<decltype(row.*Member)>, Date>) {
    return from >= start_of(add_days(row.*Member, kDays));
  } else {
    return from >= row.*Member;
  }
}
template <class Row, class Other>
bool begins_in_time(const Row& /*row*/, Timestamp /*from*/, Other /*begins*/) {
  return true;
}

TEST_CASE("HIS1: a row's last version is the row, its versions ascend, and end before as_of") {
  for_each_small_bank([](const BankOptions& options) {
    std::size_t changes = 0;
    for_each_life(options, [&]<class Row>(const Row& row, std::span<const Version<Row>> versions) {
      CAPTURE(Table<Row>::kName);
      REQUIRE_FALSE(versions.empty());
      REQUIRE(equal_values(versions.back().row, row, Table<Row>::kColumns));
      REQUIRE(versions.back().from < start_of(options.as_of));
      REQUIRE(begins_in_time(row, versions.front().from, Table<Row>::kBegins));
      for (std::size_t i = 1; i < versions.size(); ++i)
        REQUIRE(versions[i - 1].from < versions[i].from);
      changes += versions.size() - 1;
    });
    CHECK(changes > 0);
  });
}

/// For the message of a test.
std::string joined(const std::set<std::string>& texts) {
  return fmt::format("{}", fmt::join(texts, "\n"));
}

template <class Row, auto... Members>
std::set<std::string_view> changed_columns(const Row& a,
                                           const Row& b,
                                           const ColumnList<Members...>& columns) {
  std::set<std::string_view> changed;
  std::size_t index = 0;
  const auto compare = [&](const auto& before, const auto& after) {
    const std::string_view name = columns.defs[index++].name;
    if (!(before == after)) changed.insert(name);
  };
  (compare(a.*Members, b.*Members), ...);
  return changed;
}

TEST_CASE("HIS1: exactly the columns change that say by what they do") {
  std::set<std::string> found;
  std::set<std::string> said;
  const BankOptions options = bank_options(3000, 5);
  for_each_life(options, [&]<class Row>(const Row&, std::span<const Version<Row>> versions) {
    const auto path = [](std::string_view column) {
      return fmt::format("{}{}.{}", is_dataset(kTableId<Row>) ? "dataset " : "", Table<Row>::kName,
                         column);
    };
    for (const ColumnDef& column : Table<Row>::kColumns.defs) {
      if (!column.changes.empty()) said.insert(path(column.name));
    }
    for (std::size_t i = 1; i < versions.size(); ++i) {
      for (const std::string_view column :
           changed_columns(versions[i - 1].row, versions[i].row, Table<Row>::kColumns))
        found.insert(path(column));
    }
  });
  CHECK(joined(found) == joined(said));
}

/// When every key begins, by "table.column=value".
using Beginnings = std::map<std::string, Timestamp>;

TEST_CASE("HIS1: whatever a row refers to at any time is there at that time") {
  for_each_small_bank([](const BankOptions& options) {
    Beginnings beginnings;
    for_each_life(options, [&]<class Row>(const Row& row, std::span<const Version<Row>> versions) {
      if constexpr (!is_dataset(kTableId<Row>)) {
        for_each_column(
            row,
            [&](const ColumnDef& column, const auto& value) {
              if (!column.primary_key && !column.unique) return;
              beginnings[fmt::format("{}.{}={}", Table<Row>::kName, column.name, key_text(value))] =
                  versions.front().from;
            },
            Table<Row>::kColumns);
      }
    });
    std::map<std::string, int> broken;
    for_each_life(options, [&]<class Row>(const Row&, std::span<const Version<Row>> versions) {
      if constexpr (!is_dataset(kTableId<Row>)) {
        for (const Version<Row>& version : versions) {
          for_each_column(
              version.row,
              [&](const ColumnDef& column, const auto& value) {
                const std::string key = reference_text(column, value);
                if (key.empty()) return;
                const bool found = any_parent(column, [&](const std::string& parent) {
                  const auto known = beginnings.find(parent + "=" + key);
                  return known != beginnings.end() && known->second <= version.from;
                });
                if (!found) ++broken[fmt::format("{}.{}", Table<Row>::kName, column.name)];
              },
              Table<Row>::kColumns);
        }
      }
    });
    for (const auto& [column, rows] : broken)
      UNSCOPED_INFO(column << " " << rows);
    CHECK(broken.empty());
  });
}

std::string digests_of(const BankOptions& options) {
  const Bank bank(options);
  std::string text;
  RowSet rows;
  for (std::uint64_t block = 0; block < bank.block_count(); ++block)
    bank.generate(block, all_rows(), rows);
  for (std::size_t i = 0; i < kRowTypeCount; ++i) {
    const TableId table{static_cast<std::uint16_t>(i)};
    TableDigest table_digest;
    digest(rows, table, table_digest);
    text += fmt::format("{} {} {}\n", row_type_info(table).name, table_digest.row_count(),
                        table_digest.hex());
  }
  return text;
}

TEST_CASE("HIS1: seen on the day that it is as of, it is the bank") {
  BankOptions options = bank_options(1200, 3);
  const std::string whole = digests_of(options);
  options.seen_on = options.as_of;
  CHECK(digests_of(options) == whole);
  options.seen_on = add_days(options.as_of, -1);
  CHECK(digests_of(options) != whole);
}

}  // namespace
}  // namespace bankseed::testing
