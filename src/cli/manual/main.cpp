// Writes the manual pages and the completion of bash and zsh:
//
//   bankseed_manual FOLDER

#include <exception>
#include <filesystem>
#include <iostream>

#include <CLI/CLI.hpp>

#include "cli/manual/attribution.hpp"
#include "cli/manual/manual.hpp"
#include "cli/program.hpp"
#include "cli/verification/whole_file.hpp"

namespace bankseed {
namespace {

void write_manual(const std::filesystem::path& folder) {
  const auto write = [&folder](const std::filesystem::path& path, const std::string& text) {
    const auto whole = folder / path;
    std::filesystem::create_directories(whole.parent_path());
    WholeFile(whole, std::nullopt).publish(text);
  };
  describe_program([&write](const CLI::App& program) {
    for (const ManualPage& page : manual_pages(program))
      write("man1/" + page.name + ".1", page.roff);
    const auto commands = completed_commands(program);
    write("bash/bankseed", bash_completion(commands));
    write("zsh/_bankseed", zsh_completion(commands));
    write("copyright", attribution_text());
  });
}

}  // namespace
}  // namespace bankseed

int main(int argument_count, char** arguments) {
  try {
    if (argument_count != 2) throw std::runtime_error("usage: bankseed_manual FOLDER");
    bankseed::write_manual(arguments[1]);
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "bankseed_manual: " << error.what() << '\n';
    return 1;
  }
}
