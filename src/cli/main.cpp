#include "cli/program.hpp"

int main(int argument_count, char** arguments) {
  return bankseed::run_program(argument_count, arguments);
}
