#pragma once

#include <functional>
#include <string>
#include <vector>

namespace CLI {  // NOLINT(readability-identifier-naming): CLI11's name.
class App;
}  // namespace CLI

namespace bankseed {

/// What the command line asks for.
struct Invocation {
  std::string program;               ///< As it was called, for commands to paste.
  std::string command = "bankseed";  ///< Whose --help tells more: bankseed show customer.
  std::function<void()> run;         ///< Set by the command that was found on the command line.
  /// Words after the command's own, which only commands that say so may have.
  std::vector<std::string> further_words;
  bool takes_further_words = false;
  int exit_code = 0;  ///< Of a command that has an answer to give beside its output.
};

// Each adds one command to the program. When the command line names it, `invocation.run` does it;
// nothing happens while the command line is read.
void add_generate_command(CLI::App& program, Invocation& invocation);
void add_changes_command(CLI::App& program, Invocation& invocation);
void add_datasets_command(CLI::App& program, Invocation& invocation);
void add_plan_command(CLI::App& program, Invocation& invocation);
void add_show_command(CLI::App& program, Invocation& invocation);
void add_config_command(CLI::App& program, Invocation& invocation);
void add_manifest_command(CLI::App& program, Invocation& invocation);
void add_catalog_command(CLI::App& program, Invocation& invocation);
void add_schema_command(CLI::App& program, Invocation& invocation);
void add_status_command(CLI::App& program, Invocation& invocation);
void add_verify_command(CLI::App& program, Invocation& invocation);
void add_digest_command(CLI::App& program, Invocation& invocation);
void add_doctor_command(CLI::App& program, Invocation& invocation);
void add_clear_command(CLI::App& program, Invocation& invocation);
void add_repair_command(CLI::App& program, Invocation& invocation);
void add_workload_command(CLI::App& program, Invocation& invocation);
void add_server_command(CLI::App& program, Invocation& invocation);
void add_psql_command(CLI::App& program, Invocation& invocation);
void add_rules_command(CLI::App& program, Invocation& invocation);
void add_help_command(CLI::App& program, Invocation& invocation);

}  // namespace bankseed
