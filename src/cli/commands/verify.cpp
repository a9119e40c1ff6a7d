#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include "bankseed/core/error.hpp"
#include "cli/commands/commands.hpp"
#include "cli/configuration/configuration.hpp"
#include "cli/configuration/configuration_text.hpp"
#include "cli/configuration/connections.hpp"
#include "cli/configuration/file_options.hpp"
#include "cli/configuration/options.hpp"
#include "cli/configuration/values.hpp"
#include "cli/output.hpp"
#include "cli/report/terminal.hpp"
#include "cli/run/recorded_bank.hpp"
#include "cli/run/shards/mapped_bank.hpp"
#include "cli/run/shards/server_map.hpp"
#include "cli/run/signals.hpp"
#include "cli/verification/failure_report.hpp"
#include "cli/verification/html_report.hpp"
#include "cli/verification/json.hpp"
#include "cli/verification/junit.hpp"
#include "cli/verification/rule_list.hpp"
#include "cli/verification/sample_queries.hpp"
#include "cli/verification/text.hpp"
#include "cli/verification/verification.hpp"
#include "cli/verification/whole_file.hpp"
#include "sink/files/file_check.hpp"
#include "sink/postgres/load/completeness.hpp"

namespace bankseed {
namespace {

constexpr std::uint64_t kConnectionsMax = 64;
constexpr const char* kRuleGroup = "What to check";
constexpr const char* kOutputGroup = "Output";

struct VerifyOptions {
  ConnectionFlags server;
  std::optional<ServerMap> map;  ///< Of a bank on several servers; then `server` has a coordinator.
  verify::Options rules;
  std::string format = "text";
  std::optional<std::filesystem::path> output;
  std::optional<std::filesystem::path> report;  ///< Where an HTML report goes.
  FileMode mode = kPrivateMode;                 ///< Of both.
  bool wants_figures = false;
  bool is_quiet = false;
  bool wants_queries = false;  ///< Print sample queries, and check nothing.
  std::string program;         ///< As the user calls it.
  /// Check the files of this folder against their manifest, and no databases.
  std::optional<std::filesystem::path> files;
};

/// Shows on a terminal how far the checks are; elsewhere nothing.
class CheckProgress {
 public:
  explicit CheckProgress(bool is_shown) : is_shown_(is_shown) {}
  CheckProgress(const CheckProgress&) = delete;
  CheckProgress& operator=(const CheckProgress&) = delete;
  CheckProgress(CheckProgress&&) = delete;
  CheckProgress& operator=(CheckProgress&&) = delete;
  ~CheckProgress() {
    if (is_drawn_) std::cerr << "\r\033[K" << std::flush;
  }

  void show(const std::string& text) {
    constexpr auto kPause = std::chrono::milliseconds(100);
    const auto now = Clock::now();
    if (!is_shown_ || now - last_ < kPause) return;
    last_ = now;
    is_drawn_ = true;
    std::cerr << "\r\033[K" << text << std::flush;
  }

 private:
  using Clock = std::chrono::steady_clock;
  const bool is_shown_;
  bool is_drawn_ = false;
  Clock::time_point last_ = Clock::now();
};

bool wants_color() {
  // https://no-color.org
  const char* const refusal = std::getenv("NO_COLOR");
  return terminal_width(STDOUT_FILENO).has_value() && (refusal == nullptr || *refusal == '\0');
}

/// The configuration file, unless it makes another bank of these options: then nothing.
std::optional<std::filesystem::path> file_to_repeat_with(const VerifyOptions& options,
                                                         const BankOptions& bank) {
  auto file = configuration_file({options.server.file, {}});
  if (!file) return file;
  BankOptions made = read_configuration({file, changed_settings(bank.settings)}).bank;
  made.customers = bank.customers;
  made.seed = bank.seed;
  made.as_of = bank.as_of;
  made.seen_on = bank.seen_on;
  if (bank.employees != 0) made.employees = bank.employees;
  if (bank.locale != BankOptions{}.locale) made.locale = bank.locale;
  if (bank_options_text(made) != bank_options_text(bank)) file.reset();
  return file;
}

/// Makes the bank again in the same databases. Where there are rows it is refused: whoever pastes
/// it says --truncate, or does not.
std::string repeat_command(const VerifyOptions& options,
                           const BankOptions& bank,
                           const ConnectionSettings& connections) {
  return shell_word(options.program) + " generate " + bank_options_text(bank) +
         connection_options_text(connections, file_to_repeat_with(options, bank));
}

/// What is verified.
struct Subject {
  ConnectionSettings connections;
  RecordedBank recorded;
  std::string where;  ///< Without passwords.
  /// What SQL about rows does not show, when that has been judged.
  std::function<Completeness()> completeness;
};

/// `report` is where an HTML report goes, or null.
Verification verify_subject(const VerifyOptions& options,
                            const Subject& subject,
                            StopBySignal& stop,
                            WholeFile* report) {
  Verification verification;
  const ConnectionSettings& connections = subject.connections;
  const RecordedBank& recorded = subject.recorded;
  verification.where = subject.where;
  verify::Options rules = options.rules;
  verification.notes = recorded.notes;
  verification.loaded = recorded.loaded;
  if (recorded.options) {
    verification.seed = recorded.options->seed;
    expect_bank(*recorded.options, rules);
  }
  if (rules.is_snapshot) {
    verification.notes.push_back(fmt::format(
        "the bank is as of {} and was loaded as seen on {}: what holds on every day is checked as "
        "of that one; counts, shares and what shows only in the end are skipped",
        to_text(recorded.options->as_of), to_text(recorded.options->day_seen())));
  }
  if (rules.only_integrity) {
    verification.notes.emplace_back(
        "only rules that outlast writes are checked, those about integrity; counts, shares and "
        "what goes by the day of the bank are left out");
  }
  CheckProgress progress(!options.is_quiet && terminal_width(STDERR_FILENO));
  verification.report =
      run_verification(connections, rules, stop.token(),
                       [&progress](const std::string& text) { progress.show(text); });
  Completeness completeness = subject.completeness();
  verification.shortcomings = std::move(completeness.shortcomings);
  for (std::string& unknown : completeness.unknown)
    verification.notes.push_back(std::move(unknown));
  if (report != nullptr || options.wants_figures) {
    progress.show("figures");
    verification.figures = run_figures(
        connections, verification.report.as_of,
        report != nullptr ? verify::FigureChoice::kAll : verify::FigureChoice::kMeasured,
        stop.token());
  }
  if (report != nullptr) {
    if (recorded.options && !options.map)
      verification.repeat_command = repeat_command(options, *recorded.options, connections);
    write_html_report(*report, verification, connections, stop.interrupter());
    if (!options.wants_figures) verification.figures.clear();
  }
  return verification;
}

Verification verify_bank(const VerifyOptions& options, WholeFile* report) {
  StopBySignal stop;
  if (!options.map) {
    const ConnectionSettings connections = existing_connections(options.server);
    const auto completeness = [&] { return completeness_of(connections, stop.interrupter()); };
    RecordedBank recorded = read_recorded_bank(connections, stop.interrupter());
    require_whole(recorded, "rules are of the whole bank",
                  "name all its servers with --server-map FILE");
    return verify_subject(
        options, {connections, std::move(recorded), description_of(connections), completeness},
        stop, report);
  }
  const MappedRecord record =
      read_mapped_record(*options.map, options.server.patience, stop.interrupter());
  const CoordinatorDatabases databases(
      record.coordinator,
      with_patience(options.server.urls.all.empty()
                        ? record.coordinator.servers().front().connections
                        : *resolve_connections(options.server.urls, {}),
                    options.server.patience),
      stop.interrupter());
  const auto completeness = [&]() -> Completeness {
    return {shortcomings_of(record.coordinator, stop.interrupter()), {}};
  };
  return verify_subject(
      options, {databases.connections(), record.recorded, options.map->description(), completeness},
      stop, report);
}

std::string formatted(const Verification& verification, const VerifyOptions& options) {
  if (options.format == "json") return verification_json(verification);
  if (options.format == "junit") return verification_junit(verification);
  const bool is_on_terminal = !options.output && wants_color();
  return verification_text(verification,
                           {.is_colored = is_on_terminal, .only_findings = options.is_quiet});
}

int verify_files(const VerifyOptions& options) {
  constexpr std::size_t kShown = 20;
  const FileCheck check = check_files(*options.files);
  std::string text;
  for (std::size_t i = 0; i < std::min(check.findings.size(), kShown); ++i)
    text += printable(check.findings[i]) + "\n";
  if (check.findings.size() > kShown)
    text += fmt::format("and {} more\n", grouped(check.findings.size() - kShown));
  if (check.findings.empty() && !options.is_quiet) {
    text = fmt::format("{} files, {} rows, {} bytes: all as they were written\n",
                       grouped(check.files), grouped(check.rows), grouped(check.bytes));
  }
  write_output(text);
  return static_cast<int>(check.findings.empty() ? ExitCode::kOk : ExitCode::kFailed);
}

/// One server makes databases for the time, and what is looked at stands elsewhere.
void check_goes_with_map(const VerifyOptions& options) {
  const auto& each = options.server.urls.each;
  if (std::any_of(each.begin(), each.end(), [](const std::string& url) { return !url.empty(); })) {
    throw UsageError(
        "with --server-map, --url says where databases are made for the time; leave the URLs of "
        "single databases out");
  }
  if (options.rules.sample)
    throw UsageError("--sample does not go with --server-map: only whole tables come from afar");
  if (options.wants_queries) {
    throw UsageError(
        "--queries does not go with --server-map: make one bank of the servers by 'bankseed schema "
        "coordinator', and ask there");
  }
}

/// Of files there is nothing to say but whether they are as they were written.
void check_goes_with_files(const VerifyOptions& options) {
  const std::pair<bool, std::string_view> others[] = {
      {options.report.has_value(), "--report"}, {options.output.has_value(), "--output"},
      {options.format != "text", "--format"},   {!options.rules.rules.empty(), "--rules"},
      {options.wants_figures, "--figures"},     {options.wants_queries, "--queries"},
      {options.map.has_value(), "--server-map"}};
  for (const auto& [is_given, name] : others) {
    if (!is_given) continue;
    throw UsageError(fmt::format(
        "--files looks at files alone, and {} goes with databases: leave one of them out", name));
  }
}

int run_verify(const VerifyOptions& options) {
  if (options.files) {
    check_goes_with_files(options);
    return verify_files(options);
  }
  check_rule_patterns("--rules", options.rules.rules);
  if (options.map) check_goes_with_map(options);
  if (options.wants_queries) {
    write_output(sample_queries(existing_connections(options.server)));
    return static_cast<int>(ExitCode::kOk);
  }
  if (options.report) check_html_report();
  if (options.report && options.output && lies_in(*options.report, *options.output))
    throw UsageError("--report and --output name the same file");
  const auto report = file_of_option("--report", options.report, options.mode);
  const auto output = file_of_option("--output", options.output, options.mode);
  Verification verification;
  report_failure_of([&] { verification = verify_bank(options, report.get()); }, output.get(),
                    options.format);
  const std::string text = formatted(verification, options);
  if (output) {
    output->publish(text);
    if (!options.is_quiet) write_output(verification_summary(verification.report) + "\n");
  } else {
    write_output(text);
  }
  if (report && !options.is_quiet && (output || options.format == "text"))
    write_output("report: " + options.report->string() + "\n");
  return verification_exit_code(verification);
}

void take_format(VerifyOptions& options, const std::string& format) {
  if (format != "text" && format != "json" && format != "junit")
    throw UsageError("--format: there is no format '" + format + "'; known: text, json, junit");
  options.format = format;
}

void add_rule_options(CLI::App& command, VerifyOptions& options) {
  verify::Options& rules = options.rules;
  command
      .add_option_function<std::string>(
          "--files", [&options](const std::string& path) { options.files = path; },
          "No databases, but the files of this folder, against its manifest.json: that they are "
          "there, with the bytes that were written")
      ->type_name("FOLDER")
      ->group(kRuleGroup);
  command
      .add_option(
          "--rules", rules.rules,
          "Only these rules: ids of the list that this command prints, separated by commas, "
          "with * and ?: 'TXN*,LOA3'")
      ->type_name("IDS")
      ->group(kRuleGroup);
  command.add_flag("--fail-fast", rules.fail_fast, "Stop at the first check that fails")
      ->disable_flag_override()
      ->group(kRuleGroup);
  command
      .add_flag("--integrity", rules.only_integrity,
                "Only rules that outlast writes, of a bank that programs have worked on: keys, "
                "references, values and balances; not counts, shares and what goes by the day")
      ->disable_flag_override()
      ->group(kRuleGroup);
  command
      .add_flag("--sample", rules.sample,
                "A fast look at a huge bank: of tables with more than a million rows, only rules "
                "that judge row by row look at a part; says what is left out")
      ->disable_flag_override()
      ->group(kRuleGroup);
  command
      .add_option_function<std::string>(
          "--as-of",
          [&rules](const std::string& text) { rules.as_of = parse_day("--as-of", text); },
          "Nothing may have happened on or after this day (default that of the last run, else "
          "today)")
      ->type_name("DATE")
      ->group(kRuleGroup);
  command
      .add_option_function<std::string>(
          "--employees",
          [&rules](const std::string& text) {
            rules.employees = parse_count("--employees", text, {1, kEmployeesMax});
          },
          "How many there should be (default those of the last run, else 150 for every 1,200 "
          "customers)")
      ->type_name("N")
      ->group(kRuleGroup);
  command
      .add_option_function<std::string>(
          "--jobs",
          [&rules](const std::string& text) {
            rules.jobs = parse_count("--jobs", text, {1, kConnectionsMax});
          },
          "Checks at the same time (default one for each core, at most 16)")
      ->type_name("N")
      ->group(kRuleGroup);
}

void add_output_options(CLI::App& command, VerifyOptions& options) {
  command
      .add_option_function<std::string>(
          "--format", [&options](const std::string& format) { take_format(options, format); },
          "text (the default), json, or junit: XML for continuous integration")
      ->type_name("FORMAT")
      ->group(kOutputGroup);
  command
      .add_option_function<std::string>(
          "--output", [&options](const std::string& path) { options.output = path; },
          "Write there, and only a closing line to standard output")
      ->type_name("FILE")
      ->group(kOutputGroup);
  command
      .add_option_function<std::string>(
          "--report", [&options](const std::string& path) { options.report = path; },
          "Write an HTML report there, too: every rule, the bank in pictures, the schema")
      ->type_name("FILE")
      ->group(kOutputGroup);
  add_mode_option(command, options.mode, kOutputGroup);
  command
      .add_flag("--figures", options.wants_figures,
                "Also say how much the bank looks like one: figures beside published bands")
      ->disable_flag_override()
      ->group(kOutputGroup);
  command
      .add_flag(
          "--queries", options.wants_queries,
          "Check nothing; print sample queries along the references, within the databases and "
          "across them, to be pasted into psql")
      ->disable_flag_override()
      ->group(kOutputGroup);
  command
      .add_flag("-q,--quiet", options.is_quiet,
                "Print only what does not hold or could not be checked")
      ->disable_flag_override()
      ->group(kOutputGroup);
}

}  // namespace

void add_verify_command(CLI::App& program, Invocation& invocation) {
  auto* const command = program.add_subcommand(
      "verify", "Prove by SQL that every rule holds for a loaded bank, whoever loaded it");
  const auto options = std::make_shared<VerifyOptions>();
  add_rule_options(*command, *options);
  add_output_options(*command, *options);
  add_server_map_option(
      *command, options->map,
      "Of a bank on the servers of this map, as of one; databases that reach them "
      "are made for the time on the first, or on the one of --url",
      "Connection");
  add_server_options(*command, options->server);
  command->footer(
      "Changes nothing. Of what does not hold, up to five rows are shown, and the SQL\n"
      "that finds all of them.\n"
      "\n"
      "Exit codes: 0 everything holds; 1 something does not; 2 something could not be\n"
      "checked: a database, a table or a column is missing, or a server went away.\n"
      "\n"
      "Examples:\n"
      "  bankseed verify\n"
      "  bankseed verify --rules 'TXN*,LOA3' --fail-fast\n"
      "  bankseed verify --report bank.html\n"
      "  bankseed verify --format junit --output verify.xml\n"
      "  bankseed verify --integrity\n"
      "  bankseed verify --files bank\n"
      "  bankseed verify --server-map map.toml\n"
      "  bankseed verify --url postgresql://me@db.host --as-of 2025-12-31\n");
  command->callback([&invocation, options] {
    options->program = invocation.program;
    invocation.run = [&invocation, options] { invocation.exit_code = run_verify(*options); };
  });
}

}  // namespace bankseed
