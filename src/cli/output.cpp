#include "cli/output.hpp"

#include <cerrno>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

#include "bankseed/bank/options.hpp"
#include "bankseed/core/error.hpp"

namespace bankseed {

void write_output(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(STDOUT_FILENO, text.data(), text.size());
    if (written >= 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EPIPE) {
      throw OutputClosed();
    } else if (errno != EINTR) {
      throw Error("cannot write to standard output: " + std::generic_category().message(errno));
    }
  }
}

std::string printable(std::string_view text) {
  constexpr unsigned char kDelete = 0x7f;
  // U+0080 to U+009F are control characters, too: 0xC2 and a second byte below 0xA0.
  constexpr unsigned char kLead = 0xc2;
  constexpr unsigned char kFirstGraphic = 0xa0;
  std::string shown;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : ' ');
    const bool is_control = (byte < ' ' && byte != '\n' && byte != '\t') || byte == kDelete ||
                            (byte == kLead && (next & 0xc0U) == 0x80U && next < kFirstGraphic);
    if (is_control) {
      shown += fmt::format("\\x{:02x}", byte);
    } else {
      shown += text[i];
    }
  }
  return shown;
}

std::string program_version() {
  return fmt::format("bankseed {} (algorithm {})", BANKSEED_VERSION, kAlgorithmVersion);
}

}  // namespace bankseed
