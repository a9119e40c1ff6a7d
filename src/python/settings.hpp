#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bankseed/bank/options.hpp"

namespace bankseed::python {

/// What Python says of a bank. `settings` is the text of a configuration file without [bank] and
/// [connection]; as_of "YYYY-MM-DD", today when nobody says; seen_on likewise, as_of when nobody
/// says. Throws UsageError.
struct SaidOptions {
  std::uint64_t customers = 0;
  std::uint64_t seed = 0;
  std::optional<std::string> as_of;
  std::optional<std::string> seen_on;
  std::string locale;
  std::uint64_t employees = 0;  ///< 0: in proportion to the customers.
  std::string settings;
};
[[nodiscard]] BankOptions bank_options(const SaidOptions& said);

/// "section.key=value" of each setting that is not its default.
[[nodiscard]] std::vector<std::string> changed_settings_of(const BankOptions& options);

}  // namespace bankseed::python
