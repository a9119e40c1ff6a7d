#pragma once

#include <string_view>

#include "bankseed/schema/column.hpp"

namespace bankseed {

// From when on the rows of a table are there (HIS1): `kBegins`, beside the columns, one of these.
// What changes in them afterwards its columns say (Column::changes). A bank as of a day before
// (BankOptions::seen_on) and all that is told of changes follow from the two.

/// At the moment that a column holds, or in the hours of its day; so many days later, or earlier.
template <auto Member, int kDays = 0>
struct BeginsAt {
  static constexpr std::string_view kColumn = member_name<Member>();
};
/// When the row begins that a column refers to.
template <auto Member>
struct BeginsWith {
  static constexpr std::string_view kColumn = member_name<Member>();
};
/// Before the bank's first day.
struct BeginsWithBank {
  static constexpr std::string_view kColumn{};
};

}  // namespace bankseed
