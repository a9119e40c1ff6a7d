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

std::string program_version() {
  return fmt::format("bankseed {} (algorithm {})", BANKSEED_VERSION, kAlgorithmVersion);
}

}  // namespace bankseed
