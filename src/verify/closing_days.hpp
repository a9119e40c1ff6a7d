#pragma once

#include <string>
#include <string_view>

#include "bankseed/core/types.hpp"
#include "sink/connection_settings.hpp"
#include "sink/postgres/connection.hpp"

namespace bankseed::verify {

/// When the banks of a country are closed (E7), as SQL wants it. Stated here once more, by hand:
/// verify judges by the law, not by what the bank was made from.
struct ClosingDays {
  std::string holidays = "'{}'::date[]";  ///< An array of dates: holidays from Monday to Friday.
  bool open_on_saturdays = false;         ///< Branches are.
};

/// Of the years from `first` to the one after `as_of`; where the country is not known, only
/// weekends.
[[nodiscard]] ClosingDays closing_days(std::string_view country, Date first, Date as_of);

/// Of the country in which the bank's customers live, since the first employee was hired, or as
/// long as compliance rules are old.
[[nodiscard]] ClosingDays read_closing_days(const ConnectionSettings& connections,
                                            Date as_of,
                                            Interrupter* interrupter);

}  // namespace bankseed::verify
