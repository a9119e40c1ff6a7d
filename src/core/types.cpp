#include "bankseed/core/types.hpp"

#include <array>

#include "core/digits.hpp"

namespace bankseed {

std::string to_text(Money money) {
  std::array<char, kMoneySizeMax> text{};
  return {text.data(), put_money(text.data(), money)};
}

std::string to_text(const AnyId& id) {
  std::array<char, kIdSizeMax> text{};
  return {text.data(), put_id(text.data(), id.format, id.number)};
}

}  // namespace bankseed
