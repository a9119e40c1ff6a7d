// Runs a test that is a program of its own as all others run: in a clean environment, with a folder
// for what it writes, and for a limited time.
//
//   launcher COMMAND [ARGUMENT...]

#include <cstdio>

#include "process.hpp"
#include "test_run.hpp"

int main(int count, char** arguments) {
  if (count < 2) {
    std::fputs("launcher COMMAND [ARGUMENT...]\n", stderr);
    return 2;
  }
  bankseed::testing::TestRun::instance().begin(arguments[1]);
  try {
    return bankseed::testing::run_in_foreground({arguments + 1, arguments + count});
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
