#include "cli/program.hpp"

#include <algorithm>
#include <array>
#include <csignal>
#include <exception>
#include <filesystem>
#include <iostream>
#include <new>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <unistd.h>

#include "bankseed/core/error.hpp"
#include "cli/commands/commands.hpp"
#include "cli/help.hpp"
#include "cli/manual/attribution.hpp"
#include "cli/output.hpp"
#include "cli/refusal.hpp"
#include "cli/run/signals.hpp"
#include "cli/secrets.hpp"

namespace bankseed {
namespace {

constexpr std::string_view kDefaultCommand = "generate";
/// What a person sees who types "bankseed" and nothing else.
constexpr std::string_view kIntroduction =
    R"(bankseed makes a whole synthetic bank, in six PostgreSQL databases or in files.

  bankseed generate                     1,200 customers, into a private PostgreSQL
                                        cluster that is made for them, in seconds
  bankseed generate --url URL           the same, into a server of yours
  bankseed generate --to csv --out DIR  the same, as files
  bankseed plan --customers 1M          how large a bank would be
  bankseed help [COMMAND]               all commands, or one of them explained

Nothing has been done. In a script, 'bankseed' alone is 'bankseed generate'.
)";

constexpr int kOutputClosedExitCode = 128 + SIGPIPE;

constexpr const char* kFooter =
    R"(Without a command, bankseed generates. Options of a command: bankseed COMMAND
--help.

Where the databases are, the first of these that says so: --url and the like;
BANKSEED_ACCOUNTS_DB_URL (and so on, for each of the six); BANKSEED_URL; libpq's
own PGHOST, PGPORT and PGSERVICE; the [connection] of a configuration file. When
none does, bankseed starts a private PostgreSQL cluster of its own. Without
--config, BANKSEED_CONFIG names the configuration file, if there is one.

Examples:
  bankseed generate                         1,200 customers, a private cluster
  bankseed --customers 10k --truncate       replace them by 10,000
  bankseed --url postgresql://me@db.host    into a server of yours
  bankseed plan --customers 1M              count rows without making any
  bankseed config > bank.toml               every share and volume, to be edited
  bankseed datasets                         nine JSON files of a Brazilian bank
  bankseed psql accounts_db                 look into the databases

Exit codes: 0 done; 1 failed; 2 nothing tried: the command line or the
configuration is wrong, or no connection can be made; 130 (143) stopped by
Ctrl-C (SIGTERM), everything undone.
)";

void print_error(const std::string& message) {
  std::cerr << "bankseed: " << printable(without_secrets(message)) << std::endl;
}

void add_commands(CLI::App& program, Invocation& invocation) {
  add_generate_command(program, invocation);
  add_datasets_command(program, invocation);
  add_changes_command(program, invocation);
  add_plan_command(program, invocation);
  add_show_command(program, invocation);
  add_status_command(program, invocation);
  add_verify_command(program, invocation);
  add_workload_command(program, invocation);
  add_rules_command(program, invocation);
  add_digest_command(program, invocation);
  add_doctor_command(program, invocation);
  add_clear_command(program, invocation);
  add_repair_command(program, invocation);
  add_config_command(program, invocation);
  add_schema_command(program, invocation);
  add_catalog_command(program, invocation);
  add_manifest_command(program, invocation);
  add_psql_command(program, invocation);
  add_server_command(program, invocation);
  add_help_command(program, invocation);
}

/// Help and extra words are dealt with alike for the program and all commands.
void prepare(CLI::App& app) {
  app.set_help_flag("-h,--help", "Print this and exit");
  app.formatter(std::static_pointer_cast<CLI::FormatterBase>(help_formatter()));
  app.allow_extras();
  for (CLI::App* const command : app.get_subcommands({}))
    prepare(*command);
}

/// The command that the command line names, the innermost one.
const CLI::App& innermost(const CLI::App& app) {
  const auto commands = app.get_subcommands();
  return commands.empty() ? app : innermost(*commands.front());
}

/// Nothing given is empty, as a variable is that somebody forgot to set, and no connection string
/// stands where a file is meant.
void check_values(const CLI::App& command) {
  for (const CLI::Option* option : command.get_options()) {
    if (option->count() == 0 || option->get_type_size() == 0) continue;
    const std::string name = option->get_name();
    for (const std::string& value : option->results()) {
      if (value.empty())
        throw UsageError(name + " is given and empty; leave it out, or give it a value");
      if (is_connection_url(value) && !name.ends_with("url"))
        throw UsageError(name + " takes no connection string; a server is named with --url");
    }
  }
}

/// True where the default command is meant.
bool lacks_command(const std::vector<std::string>& words) {
  constexpr std::array<std::string_view, 5> kOwn = {"-h", "--help", "-V", "--version",
                                                    "--attribution"};
  return words.empty() ||
         (words[0].starts_with('-') && std::find(kOwn.begin(), kOwn.end(), words[0]) == kOwn.end());
}

/// Somebody who looks for a first time, and not a script.
bool is_person() {
  return ::isatty(STDIN_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 1;
}

/// What is missing, of what `app` needs.
std::string missing_text(const CLI::App& app) {
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_required() && option->count() == 0)
      return app.get_name() + " needs " + option->get_name() + ": " + option->get_description();
  }
  std::string text;
  for (const std::string& name : names_of_commands(app))
    text += (text.empty() ? "" : " or ") + name;
  return app.get_name() + " needs a command: " + text;
}

/// What CLI11 says, as one line of ours.
std::string parse_error_text(const CLI::ParseError& error) {
  const std::string message = error.what();
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
    const std::string name = message.substr(0, message.find_first_of(": "));
    if (message.find("flag override") != std::string::npos) return "--" + name + " takes no value";
    if (message.find("At most") != std::string::npos ||
        message.find("received") != std::string::npos)
      return name + " is given more than once";
    return name + " needs a value";
  }
  return message.substr(0, message.find('\n'));
}

/// The program with all that it understands.
class Program : public CLI::App {
 public:
  explicit Program(Invocation& invocation)
      : CLI::App(
            "Makes a whole synthetic retail bank out of one seed and loads it into six PostgreSQL "
            "databases.",
            "bankseed") {
    set_version_flag("-V,--version", program_version() + "\n",
                     "Print the versions of the program and of its algorithm and exit");
    add_flag_callback(
        "--attribution",
        [&invocation] { invocation.run = [] { write_output(attribution_text()); }; },
        "Print licence and origin of the program and of its data and exit")
        ->disable_flag_override();
    add_commands(*this, invocation);
    require_subcommand(0, 1);
    footer(kFooter);
    prepare(*this);
  }
};

void read_with(CLI::App& program,
               const std::vector<std::string>& arguments,
               Invocation& invocation) {
  const bool is_default = lacks_command(arguments);
  std::vector<std::string> words = arguments;
  if (is_default) words.insert(words.begin(), std::string(kDefaultCommand));
  std::reverse(words.begin(), words.end());  // As CLI11 takes them.
  try {
    program.parse(words);
  } catch (const CLI::CallForHelp&) {
    invocation.run = [text = innermost(program).help()] { write_output(text); };
    return;
  } catch (const CLI::CallForVersion&) {
    invocation.run = [] { write_output(program_version() + "\n"); };
    return;
  } catch (const CLI::RequiredError&) {
    const auto extras = innermost(program).remaining();
    if (!extras.empty()) refuse(extras, innermost(program), program, is_default);
    throw UsageError(missing_text(innermost(program)));
  }
  const CLI::App& command = innermost(program);
  const auto extras = program.remaining(true);
  // A command that takes further words may have been read, and not be the one that is to run.
  if (!extras.empty() && !(invocation.takes_further_words && invocation.run))
    refuse(extras, command, program, is_default);
  check_values(command);
  invocation.further_words = extras;
  if (arguments.empty() && is_person()) invocation.run = [] { write_output(kIntroduction); };
}

int run_and_catch(const std::vector<std::string>& arguments, Invocation& invocation) {
  try {
    read_command_line(arguments, invocation);
    invocation.run();
    return invocation.exit_code;
  } catch (const OutputClosed&) {
    return kOutputClosedExitCode;
  } catch (const Interrupted& error) {
    print_error(error.what());
    return 128 + stop_signal();
  } catch (const UsageError& error) {
    print_error(error.what());
    std::cerr << "see '" << invocation.command << " --help'" << std::endl;
    return static_cast<int>(error.exit_code());
  } catch (const Error& error) {
    print_error(error.what());
    return static_cast<int>(error.exit_code());
  } catch (const std::filesystem::filesystem_error& error) {
    print_error(error.path1().string() + ": " + error.code().message());
  } catch (const std::bad_alloc&) {
    print_error("out of memory");
  } catch (const std::exception& error) {
    print_error(error.what());
  }
  return static_cast<int>(ExitCode::kFailed);
}

}  // namespace

void read_command_line(const std::vector<std::string>& words, Invocation& invocation) {
  Program program(invocation);
  try {
    read_with(program, words, invocation);
  } catch (const CLI::ParseError& error) {
    invocation.command = full_name(innermost(program));
    throw UsageError(parse_error_text(error));
  } catch (const UsageError&) {
    invocation.command = full_name(innermost(program));
    throw;
  }
  invocation.command = full_name(innermost(program));
}

void describe_program(const std::function<void(const CLI::App&)>& use) {
  Invocation invocation;
  use(Program(invocation));
}

int run_program(int argument_count, const char* const* arguments) {
  // Who reads our output may go at any time; writing says so, without a signal.
  std::signal(SIGPIPE, SIG_IGN);
  // A file that outgrows its limit: writing says so, likewise.
  std::signal(SIGXFSZ, SIG_IGN);
  Invocation invocation;
  invocation.program = argument_count > 0 ? arguments[0] : "bankseed";
  std::vector<std::string> words;
  for (int i = 1; i < argument_count; ++i)
    words.emplace_back(arguments[i]);
  return run_and_catch(words, invocation);
}

}  // namespace bankseed
