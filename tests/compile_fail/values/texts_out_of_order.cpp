// error: a text is not its enumerator's
// layer: rows

#include "bankseed/core/enums.hpp"

namespace bankseed {

enum class Season : std::uint8_t { kSpring, kSummer };
#ifdef WRONG
template <>
inline constexpr auto kTexts<Season> = texts<Season>("summer", "spring");
#else
template <>
inline constexpr auto kTexts<Season> = texts<Season>("spring", "summer");
#endif

}  // namespace bankseed
