// What surrounds the tests: nobody's variables, and nothing that goes on for ever or stays behind.

#include "support/test_run.hpp"

#include <csignal>
#include <set>
#include <sstream>

#include <catch2/catch.hpp>

#include "support/locations.hpp"
#include "support/process.hpp"

namespace bankseed::testing {
namespace {

const Process::Environment kHostile = {{"BANKSEED_URL", "postgresql://nobody@127.0.0.1:1/x"},
                                       {"BANKSEED_CONFIG", "/nonexistent"},
                                       {"PGHOST", "127.0.0.1"},
                                       {"PGSERVICE", "none"},
                                       {"PGOPTIONS", "--nonsense"},
                                       {"HOME", "/nonexistent"},
                                       {"XDG_DATA_HOME", "/nonexistent"},
                                       {"TZ", "Asia/Kathmandu"},
                                       {"LC_ALL", "tr_TR.UTF-8"},
                                       {"NO_COLOR", "1"}};

std::set<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::set<std::string> lines;
  for (std::string line; std::getline(in, line);)
    lines.insert(line);
  return lines;
}

ProcessResult launch(std::vector<std::string> command, const Process::Environment& environment) {
  command.insert(command.begin(), build_directory() / "launcher");
  return run_process(command, environment);
}

TEST_CASE("the environment of a test holds nothing of the user's") {
  const std::string folder = TestRun::instance().folder();
  const auto variables = lines_of(run_process({"env"}).out);
  CHECK(variables.contains("HOME=" + folder + "/home"));
  CHECK(variables.contains("TMPDIR=" + folder));
  for (const char* name : {"BANKSEED_URL=", "BANKSEED_CONFIG=", "PG",
                           "XDG_CONFIG_HOME=", "XDG_DATA_HOME=", "XDG_STATE_HOME=", "USER="}) {
    const auto found = variables.lower_bound(name);
    CHECK((found == variables.end() || !found->starts_with(name)));
  }
}

TEST_CASE("whatever a shell has set, a test that is a program has the same environment") {
  auto hostile = lines_of(launch({"env"}, kHostile).out);
  auto usual = lines_of(launch({"env"}, {}).out);
  const auto forget_folder = [](std::set<std::string>& variables) {
    CHECK(std::erase_if(variables, [](const std::string& variable) {
            return variable.find("/bankseed-test-") != std::string::npos;
          }) == 2);
  };
  forget_folder(hostile);
  forget_folder(usual);
  CHECK(hostile == usual);
  CHECK(usual.contains("LC_ALL=C"));
  CHECK(usual.contains("TZ=UTC"));
}

TEST_CASE("what does not end is ended, with all that it started and wrote") {
  const ProcessResult result =
      launch({"bash", "-c", "echo $HOME; touch $HOME/x; (sleep 1000 & echo $!; wait) & sleep 1000"},
             {{"BANKSEED_TEST_SECONDS", "1"}});
  CHECK(result.exit_code == 1);
  CHECK(result.err == "'bash' has not ended after 1 s; it is killed, with all that it started\n");
  std::istringstream out(result.out);
  std::filesystem::path home;
  pid_t sleeper = 0;
  out >> home >> sleeper;
  CHECK(home.filename() == "home");
  CHECK_FALSE(std::filesystem::exists(home.parent_path()));
  REQUIRE(sleeper > 1);
  wait_until("the sleeper is gone", [sleeper] { return ::kill(sleeper, 0) != 0; });
}

TEST_CASE("a program that does not end, or a state that does not come, is an error") {
  Process process({"sleep", "1000"}, {});
  CHECK_THROWS_WITH(process.wait(std::chrono::seconds(0)), Catch::Contains("ends"));
  CHECK_THROWS_WITH(wait_until(
                        "pigs fly", [] { return false; }, std::chrono::seconds(0)),
                    "waited in vain until pigs fly");
}

}  // namespace
}  // namespace bankseed::testing
