#include "cli/run/generate.hpp"

#include <memory>

#include <CLI/CLI.hpp>

#include "bankseed/core/error.hpp"
#include "cli/commands/commands.hpp"
#include "cli/configuration/values.hpp"
#include "cli/run/shards/shard.hpp"

namespace bankseed {
namespace {

constexpr std::uint64_t kPartsMax = 10'000;
constexpr const char* kLoadGroup = "Loading";
constexpr const char* kOutputGroup = "Output";

bool is_target(const std::string& word) {
  return word == "postgres" || word == "null" || file_format_of(word).has_value();
}

void take_target(GenerateOptions& options, const std::string& target) {
  if (!is_target(target)) {
    throw UsageError("--to: there is no target '" + target +
                     "'; known: postgres, csv, jsonl, parquet, null");
  }
  options.target = target;
}

/// The report's, but who asks for --format csv wants files.
void take_format(GenerateOptions& options, const std::string& format) {
  if (is_target(format)) return take_target(options, format);
  if (format != "text" && format != "json" && format != "junit") {
    throw UsageError("--format: there is no format '" + format +
                     "'; known: text, json, junit; and for files, as of --to: csv, jsonl, parquet");
  }
  options.format = format;
}

void add_load_options(CLI::App& command, GenerateOptions& options) {
  command
      .add_option_function<std::string>(
          "--to", [&options](const std::string& text) { take_target(options, text); },
          "postgres (the default); csv, jsonl or parquet: files, see --out; null: make everything, "
          "keep nothing")
      ->type_name("TARGET")
      ->group(kLoadGroup);
  command
      .add_option_function<std::string>(
          "--jobs",
          [&options](const std::string& text) {
            options.jobs = parse_count("--jobs", text, {1, kJobsMax});
          },
          "Threads that make rows (default one for each core); the bank is the same for any number")
      ->type_name("N")
      ->group(kLoadGroup);
  command
      .add_flag("--truncate", options.truncate,
                "Empty tables that hold rows first, or replace the files that a folder's "
                "manifest.json names; without it they are refused")
      ->disable_flag_override()
      ->group(kLoadGroup);
  command
      .add_flag(
          "--cascade", options.cascade,
          "With --truncate: also where emptying deletes or changes rows of tables that are not "
          "the bank's, or sets off their triggers; without it that is refused")
      ->disable_flag_override()
      ->group(kLoadGroup);
  command
      .add_flag(
          "--keep-constraints", options.keep_constraints,
          "Load with keys, foreign keys and indexes in place, instead of taking them down and "
          "building them again afterwards, which is faster")
      ->disable_flag_override()
      ->group(kLoadGroup);
  command
      .add_flag("--views", options.views,
                "Make a view or two in each database, too, for who wants to see lineage; "
                "'bankseed schema ddl --views' shows them")
      ->disable_flag_override()
      ->group(kLoadGroup);
}

void add_resume_options(CLI::App& command, GenerateOptions& options) {
  command
      .add_flag("--resume", options.resume,
                "Go on with a run of the same bank that was killed, or begin where there is none; "
                "when this one fails, leave what is done for the next")
      ->disable_flag_override()
      ->group(kLoadGroup);
  command
      .add_option_function<std::string>(
          "--parts",
          [&options](const std::string& text) {
            options.parts = parse_count("--parts", text, {1, kPartsMax});
          },
          "Parts into which the bank is cut, each kept once it is done (default one for each five "
          "million customers, of files for each million); the bank is the same for any number")
      ->type_name("N")
      ->group(kLoadGroup);
  command
      .add_option_function<std::string>(
          "--shard",
          [&options](const std::string& text) { options.shard = parse_shard("--shard", text); },
          "Make only shard I of N, from 0 to N-1: all of them are the bank. Files get a folder of "
          "their own in that of --out; databases have to be prepared. auto takes both from a Slurm "
          "array or MPI, auto/N the first, from a Kubernetes Job, too")
      ->type_name("I/N")
      ->multi_option_policy(CLI::MultiOptionPolicy::Throw)
      ->group(kLoadGroup);
}

void add_stage_options(CLI::App& command, GenerateOptions& options) {
  command
      .add_flag("--prepare", options.prepare,
                "Make the databases ready to be loaded by shards, in any order and several at "
                "once: empty tables without keys. Say how many with --shards")
      ->disable_flag_override()
      ->group(kLoadGroup);
  command
      .add_option_function<std::string>(
          "--shards",
          [&options](const std::string& text) {
            options.shards = parse_count("--shards", text, {1, kShardsMax});
          },
          "With --prepare: how many shards there will be")
      ->type_name("N")
      ->group(kLoadGroup);
  add_server_map_option(command, options.map,
                        "With --prepare, --shard and --finish: a TOML file that says which shards "
                        "go to which server, six databases on each",
                        kLoadGroup);
  command
      .add_flag("--finish", options.finish,
                "When all shards are loaded: keys, indexes and statistics, as of a bank that is "
                "loaded whole")
      ->disable_flag_override()
      ->group(kLoadGroup);
}

void add_output_options(CLI::App& command, GenerateOptions& options) {
  command.add_flag("-q,--quiet", options.quiet, "Print nothing but errors (and digests)")
      ->disable_flag_override()
      ->group(kOutputGroup);
  command
      .add_flag("-v,--verbose", options.verbose,
                "Print the rows of every table and the time of every stage, not of databases")
      ->disable_flag_override()
      ->group(kOutputGroup);
  command
      .add_option_function<std::string>(
          "--format", [&options](const std::string& text) { take_format(options, text); },
          "Of the report: text (the default), json, or, with --verify, junit: XML for continuous "
          "integration; csv, jsonl and parquet mean --to")
      ->type_name("FORMAT")
      ->group(kOutputGroup);
  command
      .add_option_function<std::string>(
          "--output", [&options](const std::string& path) { options.output = path; },
          "Write the report there in that format, and as text to standard output")
      ->type_name("FILE")
      ->group(kOutputGroup);
  command
      .add_flag("--digest", options.digest,
                "Print a digest of every table's rows, as 'bankseed digest' computes it from the "
                "databases")
      ->disable_flag_override()
      ->group(kOutputGroup);
  command
      .add_flag("--verify", options.verify,
                "Prove by SQL that what was loaded is right, as 'bankseed verify' does")
      ->disable_flag_override()
      ->group(kOutputGroup);
  command
      .add_option_function<std::string>(
          "--log", [&options](const std::string& text) { options.log = text; },
          "Log file; none for no log (default a new file in ${XDG_STATE_HOME:-~/.local/state}"
          "/bankseed, where the newest 50 are kept)")
      ->type_name("FILE")
      ->group(kOutputGroup);
}

}  // namespace

void add_generate_command(CLI::App& program, Invocation& invocation) {
  auto* const command = program.add_subcommand(
      "generate",
      "Make a bank and load it into the six databases, or write it to files (the default command)");
  const auto options = std::make_shared<GenerateOptions>();
  add_bank_options(*command, options->bank);
  add_load_options(*command, *options);
  add_resume_options(*command, *options);
  add_stage_options(*command, *options);
  add_file_options(*command, options->files);
  add_connection_options(*command, options->urls);
  add_patience_options(*command, options->patience);
  add_output_options(*command, *options);
  command->footer(
      "Databases and tables that are missing are made; tables that are there are taken\n"
      "as they are, if they fit. Nothing is changed when something does not fit, and\n"
      "everything is undone when something fails or Ctrl-C is pressed. Files appear\n"
      "under their names when all are complete, with a manifest.json, and a\n"
      "datapackage.json that describes them to Frictionless' programs. After a crash,\n"
      "the same command with --resume goes on; without it, it begins anew.\n"
      "\n"
      "Examples:\n"
      "  bankseed generate --customers 1M --seed 7 --as-of 2025-12-31\n"
      "  bankseed generate --set accounts.holders=80 --set transactions.internal=40\n"
      "  bankseed generate --url postgresql://me@db.host --truncate\n"
      "  bankseed generate --to parquet --out bank --customers 100k\n"
      "  bankseed generate --to csv --tables accounts_db.accounts --out - | head\n"
      "  bankseed generate --as-of 2026-11-01 --prepare --shards 2\n"
      "  bankseed generate --as-of 2026-11-01 --shard 0/2    # and 1/2, at once\n"
      "  bankseed generate --as-of 2026-11-01 --finish\n"
      "  bankseed generate --truncate --verify --format junit --output bank.xml\n"
      "  bankseed generate --to null --digest --quiet\n");
  command->callback([&invocation, options] {
    options->program = invocation.program;
    invocation.run = [options] {
      FileOptions files = options->files;
      if (options->output) files.mode = kPrivateMode;  // It is the report's, too.
      check_file_options(files, options->target, options->truncate);
      generate(*options);
    };
  });
}

}  // namespace bankseed
