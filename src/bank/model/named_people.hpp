#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "bank/accounts/plan.hpp"
#include "bankseed/core/arena.hpp"

namespace bankseed {

/// Those who are named on one thing, a policy or a loan: nobody stands there twice. Whoever draws a
/// name that is taken draws another.
class NamedPeople {
 public:
  NamedPeople(const corpus::Corpus& corpus, Arena& arena) : corpus_(corpus), arena_(arena) {}

  /// The name as it is written, nothing where it is taken. What is written lives in the arena.
  std::optional<std::string_view> add(const PersonName& name);
  std::optional<std::string_view> add(std::string_view name);

  /// A child of the first `elders` of them, or a younger relative, who may bear the name of one:
  /// men are then told apart by what the locale puts behind the name, chosen by a uniform draw.
  std::optional<std::string_view> add_child(const PersonName& name,
                                            std::size_t elders,
                                            std::uint64_t uniform);
  std::optional<std::string_view> add_relative(const PersonName& name,
                                               std::size_t elders,
                                               std::uint64_t uniform);

  [[nodiscard]] std::size_t size() const noexcept { return names_.size(); }

 private:
  std::optional<std::string_view> add_namesake(const PersonName& name,
                                               std::size_t elders,
                                               std::string_view ending);

  const corpus::Corpus& corpus_;
  Arena& arena_;
  std::vector<std::string_view> names_;
};

}  // namespace bankseed
