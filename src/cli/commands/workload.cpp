#include "cli/workload/workload.hpp"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <system_error>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "bankseed/core/error.hpp"
#include "cli/commands/commands.hpp"
#include "cli/configuration/connections.hpp"
#include "cli/configuration/file_options.hpp"
#include "cli/configuration/options.hpp"
#include "cli/configuration/values.hpp"
#include "cli/output.hpp"
#include "cli/run/recorded_bank.hpp"
#include "cli/run/signals.hpp"
#include "cli/verification/whole_file.hpp"
#include "sink/postgres/load/bank_state.hpp"

namespace bankseed {
namespace {

struct WorkloadOptions {
  ConnectionFlags server;
  std::filesystem::path directory;
  FileMode mode = kPrivateMode;
  std::string program;  ///< As the user calls it.
};

Date utc_today() {
  constexpr std::int32_t kDaysFrom1970To2000 = 10'957;
  const auto days = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return {static_cast<std::int32_t>(days.time_since_epoch().count()) - kDaysFrom1970To2000};
}

/// Whether an earlier workload was written there.
bool holds_workload(const std::filesystem::path& directory) {
  std::ifstream in(directory / "README.md", std::ios::binary);
  std::string begin(kWorkloadTitle.size(), '\0');
  in.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  return in && begin == kWorkloadTitle;
}

/// Throws Error when a file is there that no workload has written.
void check_places(const std::filesystem::path& directory, const std::vector<WorkloadFile>& files) {
  if (holds_workload(directory)) return;
  for (const WorkloadFile& file : files) {
    const auto path = directory / file.path;
    if (!std::filesystem::exists(std::filesystem::symlink_status(path))) continue;
    throw Error(path.string() +
                " is there, and of no earlier workload; move it away, or name another folder");
  }
}

/// The bank whose ids the scripts draw among. Throws UsageError when there is none.
BankOptions loaded_bank(const ConnectionSettings& connections, Interrupter* interrupter) {
  const RecordedBank recorded = read_recorded_bank(connections, interrupter);
  const BankOptions& options = require_options(recorded, "which ids the bank has is not known");
  require_whole(recorded, "scripts draw among the ids of the whole bank",
                "load a bank whole into one server for that");
  if (tables_with_rows(connections, interrupter).none())
    throw UsageError("the bank's tables are empty: load it with 'bankseed generate' first");
  return options;
}

void run_workload(const WorkloadOptions& options) {
  const ConnectionSettings connections = existing_connections(options.server);
  StopBySignal stop;
  const BankOptions bank = loaded_bank(connections, stop.interrupter());
  const std::string program = shell_word(options.program);
  const std::string server = connection_options_text(connections, options.server.file);
  const WorkloadCommands commands = {
      .verify = program + " verify --integrity" + server,
      .generate = program + " generate " + bank_options_text(bank) + " --truncate" + server};
  const auto files = workload_files(bank, connections, utc_today(), commands);
  check_places(options.directory, files);
  for (const WorkloadFile& file : files) {
    const std::filesystem::path path = options.directory / file.path;
    std::error_code error;
    std::filesystem::create_directories(path.parent_path(), error);
    if (error)
      throw Error("cannot make the folder " + path.parent_path().string() + ": " + error.message());
    WholeFile(path, options.mode).publish(file.text);
  }
  write_output(fmt::format("{} scripts of pgbench; how to run them: {}\n", files.size() - 1,
                           (options.directory / "README.md").string()));
}

}  // namespace

void add_workload_command(CLI::App& program, Invocation& invocation) {
  auto* const command = program.add_subcommand(
      "workload", "Write pgbench scripts that read and write the loaded bank, and keep it right");
  const auto options = std::make_shared<WorkloadOptions>();
  constexpr const char* kFilesGroup = "Files";
  command
      ->add_option_function<std::string>(
          "--out", [options](const std::string& text) { options->directory = text; },
          "Where the files go; files of an earlier workload are replaced")
      ->type_name("FOLDER")
      ->required()
      ->group(kFilesGroup);
  add_mode_option(*command, options->mode, kFilesGroup);
  add_server_options(*command, options->server);
  command->footer(
      "The scripts look up balances, statements and loans, pay in and out, transfer,\n"
      "decide on loans, screen and settle. README.md beside them has the pgbench\n"
      "line of each database. Afterwards, 'bankseed verify --integrity' says whether\n"
      "keys, references, values and balances are still right.\n"
      "\n"
      "Example:\n"
      "  bankseed workload --out load && less load/README.md\n");
  command->callback([&invocation, options] {
    options->program = invocation.program;
    invocation.run = [options] { run_workload(*options); };
  });
}

}  // namespace bankseed
