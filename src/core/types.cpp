#include "bankseed/core/types.hpp"

#include <cstring>

#include "core/digits.hpp"

namespace bankseed {

char* put_id(char* out, IdFormat format, std::uint64_t number) noexcept {
  if (!format.prefix.empty()) std::memcpy(out, format.prefix.data(), format.prefix.size());
  out += format.prefix.size();
  return format.digits_min == 0 ? out : put_digits(out, number, format.digits_min);
}

}  // namespace bankseed
