#include "cli/run/become.hpp"

#include <cerrno>
#include <csignal>
#include <system_error>

#include <unistd.h>

#include "bankseed/core/error.hpp"

namespace bankseed {

void become(std::vector<std::string> words) {
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (std::string& word : words)
    pointers.push_back(word.data());
  pointers.push_back(nullptr);
  std::signal(SIGPIPE, SIG_DFL);
  ::execvp(pointers[0], pointers.data());
  throw Error("cannot run " + words[0] + ": " + std::generic_category().message(errno));
}

}  // namespace bankseed
