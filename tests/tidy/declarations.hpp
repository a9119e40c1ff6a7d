#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bankseed::testing {

/// A function as a file declares or defines it.
struct Function {
  /// With its scopes, and the types of its parameters without theirs:
  /// "bankseed::Bank::generate(uint64_t,const TableSet&,RowSet&)".
  std::string name;
  bool is_member = false;
  bool is_defined = false;
  bool operator==(const Function&) const = default;
};

/// The functions of a file that other files can call: those of named namespaces, and the members of
/// their classes. Templates, inline and constexpr functions are left out: what includes them
/// defines them; and what is deleted, pure or defaulted in the class.
///
/// Reads code as clang-format leaves it, after the compiler has taken it; it knows no macros.
[[nodiscard]] std::vector<Function> functions_of(std::string_view text);

}  // namespace bankseed::testing
