#include "cli/report/terminal.hpp"

#include <cstdlib>
#include <string_view>

#include <sys/ioctl.h>
#include <unistd.h>

namespace bankseed {

std::optional<std::size_t> terminal_width(int descriptor) noexcept {
  if (::isatty(descriptor) == 0) return std::nullopt;
  const char* const type = std::getenv("TERM");
  if (type == nullptr || std::string_view(type) == "dumb") return std::nullopt;
  winsize size{};
  constexpr std::size_t kUsualWidth = 80;
  if (::ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kUsualWidth;
  return size.ws_col;
}

}  // namespace bankseed
