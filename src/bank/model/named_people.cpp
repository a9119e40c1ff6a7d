#include "bank/model/named_people.hpp"

#include <algorithm>

#include "bank/model/model.hpp"
#include "core/text.hpp"

namespace bankseed {
namespace {

std::string_view written(Arena& arena, const PersonName& name) {
  return Text(arena).add(name.first).add(' ').add(name.last).view();
}

}  // namespace

std::optional<std::string_view> NamedPeople::add(std::string_view name) {
  if (std::find(names_.begin(), names_.end(), name) != names_.end()) return std::nullopt;
  names_.push_back(name);
  return name;
}

std::optional<std::string_view> NamedPeople::add(const PersonName& name) {
  return add(written(arena_, name));
}

std::optional<std::string_view> NamedPeople::add_child(const PersonName& name,
                                                       std::size_t elders,
                                                       std::uint64_t uniform) {
  const auto& endings = corpus_.locale->namesake_sons;
  return add_namesake(name, elders, endings[scale_to(uniform, endings.size())]);
}

std::optional<std::string_view> NamedPeople::add_relative(const PersonName& name,
                                                          std::size_t elders,
                                                          std::uint64_t uniform) {
  const auto& endings = corpus_.locale->namesake_relatives;
  return add_namesake(name, elders, endings[scale_to(uniform, endings.size())]);
}

std::optional<std::string_view> NamedPeople::add_namesake(const PersonName& name,
                                                          std::size_t elders,
                                                          std::string_view ending) {
  const std::string_view plain = written(arena_, name);
  const auto last = names_.begin() + static_cast<std::ptrdiff_t>(elders);
  const bool namesake = !name.female && std::find(names_.begin(), last, plain) != last;
  return add(namesake ? Text(arena_).add(plain).add(ending).view() : plain);
}

}  // namespace bankseed
