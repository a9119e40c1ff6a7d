// Bad inputs, as a table of data: each is refused with its exit code and its words, and touches
// nothing.

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include <catch2/catch.hpp>

#include "support/locations.hpp"
#include "support/process.hpp"

namespace bankseed::testing {
namespace {

namespace fs = std::filesystem;

struct BadInput {
  int exit_code = 0;
  std::string message;
  std::string command;
};

std::vector<BadInput> bad_inputs() {
  const std::string between = " | ";
  std::ifstream in(source_directory() / "tests/cli/bad_inputs.txt");
  std::vector<BadInput> inputs;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    const auto first = line.find(between);
    const auto second = line.find(between, first + between.size());
    REQUIRE(second != std::string::npos);
    inputs.push_back(
        {.exit_code = std::stoi(line.substr(0, first)),
         .message = line.substr(first + between.size(), second - first - between.size()),
         .command = line.substr(second + between.size())});
  }
  return inputs;
}

/// Every file and folder, with what is in it and when it was changed.
using State = std::map<std::string, std::string>;
State state_of(const fs::path& directory) {
  State state;
  for (const auto& entry : fs::recursive_directory_iterator(directory)) {
    std::ostringstream text;
    text << static_cast<int>(entry.symlink_status().type());
    if (!entry.is_directory()) {
      text << " " << fs::last_write_time(entry).time_since_epoch().count() << " "
           << text_of(entry.path());
    }
    state[entry.path().string()] = text.str();
  }
  return state;
}

/// The paths that are in one of the two only, or differ.
std::vector<std::string> changes(const State& before, const State& after) {
  std::vector<std::string> paths;
  for (const auto& [path, text] : before) {
    if (!after.contains(path) || after.at(path) != text) paths.push_back(path);
  }
  for (const auto& [path, text] : after) {
    if (!before.contains(path)) paths.push_back(path);
  }
  return paths;
}

/// A home, and in it what a run could damage.
void furnish(const fs::path& home) {
  const auto bank = run_process({program(), "--to", "csv", "--customers", "7", "--out",
                                 home / "bank", "--log", "none", "--quiet"});
  REQUIRE(bank.exit_code == 0);
  std::ofstream(home / "precious.txt") << "what somebody wrote\n";
  fs::copy(home / "bank", home / "linked", fs::copy_options::recursive);
  fs::rename(home / "linked/accounts_db", home / "elsewhere");
  fs::create_directory_symlink(home / "elsewhere", home / "linked/accounts_db");
  fs::create_directory(home / "strange");
  std::ofstream(home / "strange/manifest.json") << "[1, 2, 3]";
  fs::create_directory(home / "outside");
  std::string manifest = text_of(home / "bank/manifest.json");
  const std::string path = "accounts_db/accounts.csv";
  manifest.replace(manifest.find(path), path.size(), "../precious.txt");
  std::ofstream(home / "outside/manifest.json") << manifest;
}

}  // namespace

TEST_CASE("bad inputs are refused, each with its exit code and its words, and touch nothing") {
  const TemporaryDirectory directory;
  const fs::path home = directory.path() / "home";
  fs::create_directory(home);
  furnish(home);
  State before = state_of(home);
  const std::string path = fs::path(program()).parent_path().string() + ":" + std::getenv("PATH");
  const auto inputs = bad_inputs();
  CHECK(inputs.size() >= 150);
  for (const BadInput& input : inputs) {
    CAPTURE(input.command);
    Process process({"bash", "-c", "cd \"$HOME\" && " + input.command},
                    {{"HOME", home.string()},
                     {"XDG_DATA_HOME", (home / "data").string()},
                     {"XDG_STATE_HOME", (home / "state").string()},
                     {"PATH", path}});
    const ProcessResult result = process.wait(std::chrono::seconds(20));
    CHECK(result.exit_code == input.exit_code);
    CHECK(result.out.empty());
    CHECK_THAT(result.err, Catch::StartsWith("bankseed: ") && Catch::Contains(input.message));
    CHECK_THAT(result.err, !Catch::Contains("PW") && !Catch::Contains("internal error"));
    State after = state_of(home);
    CHECK(changes(before, after).empty());
    before = std::move(after);
  }
}

}  // namespace bankseed::testing
