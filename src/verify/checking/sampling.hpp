#pragma once

#include <map>
#include <string>
#include <string_view>

#include "sink/connection_settings.hpp"
#include "sink/postgres/connection.hpp"
#include "verify/rule.hpp"

namespace bankseed::verify {

/// What a fast look reads of large tables: some of their pages where a rule judges row by row, and
/// nothing where it has to see them whole. SQL says {sample:transactions}, or {sample:transactions
/// t} with an alias, where a part of the table will do.
class Sampling {
 public:
  /// No fast look: everything is read.
  Sampling() = default;

  /// Looks how large the tables are. A database that cannot be reached has no large tables.
  [[nodiscard]] static Sampling of(const ConnectionSettings& connections, Interrupter* interrupter);

  /// The SQL with names of tables, and how much to read of them, where it says {sample:...}.
  [[nodiscard]] std::string fill_in(std::string sql) const;

  /// Why the rule is left out, or empty.
  [[nodiscard]] std::string reason_to_skip(const Rule& rule) const;

  /// True when the rule will see a part of a table.
  [[nodiscard]] bool is_sampled(const Rule& rule) const;

 private:
  /// Estimated rows of large tables.
  std::map<std::string, std::uint64_t, std::less<>> large_;
};

}  // namespace bankseed::verify
