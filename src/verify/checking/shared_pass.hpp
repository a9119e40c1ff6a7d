#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verify/rule.hpp"

namespace bankseed::verify {

/// The parts of SELECT ... FROM ... WHERE ... and what follows (GROUP BY and the like). A part that
/// is missing is empty.
struct SelectParts {
  std::string_view columns;
  std::string_view from;
  std::string_view where;
  std::string_view rest;
};

/// Nothing where the statement is no such SELECT, or one with WITH or DISTINCT.
[[nodiscard]] std::optional<SelectParts> parts_of(std::string_view sql);

/// The check's own screen, or what its SQL selects from and by; nothing where it has neither. A
/// screen of its own reads everything, which is too much where the SQL is to see a part.
[[nodiscard]] std::optional<Screen> screen_of(const Check& check, bool in_part = false);

/// What a check counts: the rows of `from` where `condition` is true (all where it is empty), by
/// `value` (all together where it is empty).
struct Counting {
  std::string from;
  std::string condition;
  std::string value;
};

/// Nothing where the check needs more than counting rows: another shape, groups of groups.
[[nodiscard]] std::optional<Counting> counting_of(const Check& check);

/// A statement that reads rows once for several countings, and for screens over the same rows. It
/// returns a row for each combination of what is counted: the number of rows, for each counting two
/// columns, whether it counts these rows, and their value, and at the end, where there are screens,
/// of how many rows any of them is true.
[[nodiscard]] std::string counting_sql(std::string_view from,
                                       const std::vector<Counting>& countings,
                                       const std::vector<std::string>& suspicions = {});

/// A statement that reads rows once for several screens over them: it returns one row with a number
/// for each, of the rows that it is true of.
[[nodiscard]] std::string screening_sql(std::string_view from,
                                        const std::vector<std::string>& suspicions);

}  // namespace bankseed::verify
