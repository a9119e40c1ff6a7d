#include "cli/output.hpp"

#include <cerrno>
#include <string>
#include <system_error>

#include <unistd.h>

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

}  // namespace bankseed
