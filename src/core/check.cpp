#include "bankseed/core/check.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>

namespace bankseed {

void check_failed(std::string_view message, const char* file, int line) {
  const std::string text(message);
  std::fprintf(stderr, "bankseed: internal error: %s (%s:%d); please report this as a bug\n",
               text.c_str(), file, line);
  std::abort();
}

}  // namespace bankseed
