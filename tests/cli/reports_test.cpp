// What a run leaves in the file of --output when there is nothing to report.

#include <filesystem>
#include <fstream>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "support/locations.hpp"
#include "support/process.hpp"
#include "support/temporary_directory.hpp"

namespace bankseed::testing {
namespace {

/// What stands in the file after a command that has nowhere to go, and what was said.
std::pair<std::string, std::string> report_of(std::vector<std::string> command,
                                              const std::string& format) {
  const TemporaryDirectory folder;
  const std::filesystem::path file = folder.path() / "report";
  std::ofstream(file) << "yesterday's, and green";
  command.insert(command.begin(), program());
  command.insert(command.end(), {"--url", "postgresql://me@127.0.0.1:1", "--retries", "0",
                                 "--output", file, "--format", format});
  const ProcessResult result = run_process(command);
  CHECK(result.exit_code == 2);
  return {text_of(file), result.err};
}

TEST_CASE("where there is no report its file says why, in place of an earlier one") {
  const std::vector<std::string> commands[] = {{"verify"}, {"generate", "--verify"}};
  for (const std::vector<std::string>& command : commands) {
    const auto [text, said] = report_of(command, "text");
    CHECK(text.starts_with("bankseed: "));
    CHECK(said.find(text) != std::string::npos);
    const std::string message = text.substr(10, text.size() - 11);
    CAPTURE(command, message);

    CHECK(nlohmann::json::parse(report_of(command, "json").first) ==
          nlohmann::json{{"error", message}});

    const std::string junit = report_of(command, "junit").first;
    CHECK(junit.find("<testsuites name=\"bankseed verify\" tests=\"1\" failures=\"0\" "
                     "errors=\"1\"") != std::string::npos);
    CHECK(junit.find("<error message=\"") != std::string::npos);
  }
}

}  // namespace
}  // namespace bankseed::testing
