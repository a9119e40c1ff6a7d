#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "bankseed/rows/tables.hpp"
#include "bankseed/schema/table.hpp"

namespace bankseed::verify {

// Rules are data: an id of RULES.md, a text for people, and one of the distributions below. SQL is
// written for one database. In all of it, {as_of} stands for the bank's date as a literal,
// {announced} for the day before which begins what is announced by then (a policy, a campaign): the
// same, of a bank seen on a day before some days later; {n} for its number of customers,
// {employees} for the number of employees that it should have; they are filled in before the server
// sees it. {closed:day} says that the bank does not work on that day (E7), {worked:first .. last}
// that it does on one of these; {shut:day} and {open:first .. last} say the same of branches, which
// may serve customers on Saturdays. {sample:transactions} stands for the table, of which a fast
// look reads a part where it is large: for rules that judge row by row.

/// What says cheaply that a NoRows holds, together with all others over the same rows: that
/// `suspicion` is true of no row of `from`. Where it is true of some, the rule's own SQL judges.
struct Screen {
  std::string_view from;
  std::string_view suspicion;
};

/// SQL that returns one row for each violation: its key, and what is wrong with it. Holds when
/// there is none. The key is text. Without a screen, SELECT ... FROM ... WHERE ... is its own.
struct NoRows {
  Database database;
  std::string_view sql;
  std::optional<Screen> screen = std::nullopt;
};

/// What share of a population has a value (E1): to within one row or half a percentage point, from
/// 120 customers up. The SQL returns (value text, rows); every value that it returns has to be
/// among those expected.
struct ValueShare {
  std::string_view value;
  std::uint32_t basis_points;
};
struct SharesOf {
  Database database;
  std::string_view sql;
  std::span<const ValueShare> expected;
};

/// How many there are (E2). The SQL returns one number.
struct CountOf {
  Database database;
  std::string_view sql;
  std::uint64_t low;
  std::uint64_t high;
  /// The range is stated for 1,200 customers and scales with the bank; judged from 120 up.
  bool per_1200;
};

/// Rows of two queries, of one or two databases, compared by merging them. Both return the same
/// columns, ordered by all of them as text in the C collation (ORDER BY x COLLATE "C", ...). The
/// first column is the key that an violation is named by.
struct Source {
  Database database;
  std::string_view sql;
};
struct EveryRowIn {
  Source rows;  ///< Each of these (equal ones count once) ...
  Source in;    ///< ... stands among these.
};
struct SameRows {
  Source left;  ///< The same rows, as often, on both sides.
  Source right;
};

/// Both queries return (key, anything ...), ordered by the key, which is unique on the right. Where
/// a key stands on both sides, the rest is the same.
struct SameWhereKnown {
  Source left;
  Source right;
};

/// Both queries return rows ordered by their key, which is unique on the right: (key, value) on the
/// left, (key, least, most) on the right. Where a key stands on both sides, the value is at least
/// the one and at most the other. They are compared as text in the C collation, the order of ISO
/// dates, of ISO times, and of numbers written with as many digits. An empty bound does not bound.
struct BetweenWhereKnown {
  Source left;
  Source right;
};

/// Means rise from group to group: (key, number) on the left, (key, group) on the right, both
/// ordered by the key, which is unique on the right. Groups of fewer than 30 numbers are passed
/// over, and a fall of less than three times its standard error may be chance.
struct RisingMeans {
  Source left;
  Source right;
  std::span<const std::string_view> order;  ///< The group of the least mean first.
};

/// Employees referred to from events (EMP6): the SQL returns (key of the event, employee_id, date);
/// each is an employee of one of the roles ("" allows any, "senior" any without a manager) who was
/// hired before the date and not gone before it. Where nobody of the roles was employed that day,
/// employee_id may be NULL, or somebody else's; below 120 customers it may be NULL all the same
/// (who approves a return is not its author, and may be the only senior). With `of_branch` the SQL
/// returns a branch, too, in which the employee works, unless nobody of the roles did that day
/// (EMP7).
struct EmployeeOf {
  Database database;
  std::string_view sql;
  std::span<const std::string_view> roles;
  bool of_branch = false;
};

/// As many rows as the plan of the run says that loaded the bank; where no such run is known, any
/// from 120 customers up.
struct RowsOf {
  TableId table;
};

using Check = std::variant<NoRows,
                           SharesOf,
                           CountOf,
                           EveryRowIn,
                           SameRows,
                           SameWhereKnown,
                           BetweenWhereKnown,
                           RisingMeans,
                           EmployeeOf,
                           RowsOf>;

struct Rule {
  std::string_view id;    ///< Of RULES.md: TXN5.
  std::string_view name;  ///< What distinguishes the checks of one rule; lower case, short.
  std::string_view text;  ///< What holds, as a sentence.
  Check check;
  std::optional<Check> busy = std::nullopt;  ///< Instead, in a busy bank; about the same database.
  bool of_the_making = false;                ///< See as_made().
  bool of_the_end = false;                   ///< See in_the_end().
};

/// A rule about what a bank is like when it is made, and not about what its rows owe each other,
/// where neither the form of the check nor its SQL says so: see outlasts_writes().
[[nodiscard]] constexpr Rule as_made(Rule rule) {
  rule.of_the_making = true;
  return rule;
}

/// A rule about what a bank is like as of its last day, and was not on others, where neither the
/// form of the check nor its SQL says so: see holds_on_any_day().
[[nodiscard]] constexpr Rule in_the_end(Rule rule) {
  rule.of_the_end = true;
  return rule;
}

/// Whether the rule holds in the bank as it was on any day, with that day for {as_of} (HIS1): what
/// rows owe each other. Counts, shares and means do not, nor what goes by how many customers or
/// employees there are in the end; nor rules that are as_made() or in_the_end().
[[nodiscard]] bool holds_on_any_day(const Rule& rule);

/// Whether the rule still holds in a bank that programs have written to that keep to it: keys,
/// references, values, and what follows from other rows, like balances. Counts, shares and means
/// do not, nor what is judged by the bank's date, size or calendar: rules of which the SQL says
/// {as_of}, {n}, {employees}, {closed:day} and the like; nor those that are as_made().
[[nodiscard]] bool outlasts_writes(const Rule& rule);

/// The databases that the rule's SQL is for: one, or two that may be the same.
[[nodiscard]] std::vector<Database> databases_of(const Rule& rule);

}  // namespace bankseed::verify
