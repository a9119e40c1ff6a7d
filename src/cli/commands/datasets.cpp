#include "cli/run/datasets.hpp"

#include <memory>

#include <CLI/CLI.hpp>

#include "bankseed/core/error.hpp"
#include "bankseed/rows/catalog.hpp"
#include "cli/commands/commands.hpp"
#include "cli/configuration/file_options.hpp"
#include "cli/configuration/values.hpp"

namespace bankseed {
namespace {

constexpr const char* kFilesGroup = "Files";

void take_format(DatasetOptions& options, const std::string& text) {
  const auto format = text == "json" ? Format::kJson : file_format_of(text);
  if (!format) {
    throw UsageError("--format: there is no format '" + text +
                     "'; known: json, jsonl, csv, parquet");
  }
  options.format = *format;
}

CLI::Option* add_value(CLI::App& command,
                       const std::string& name,
                       const std::string& value_name,
                       const std::function<void(const std::string&)>& take,
                       const std::string& description) {
  return command.add_option_function<std::string>(name, take, description)
      ->type_name(value_name)
      ->multi_option_policy(CLI::MultiOptionPolicy::Throw)
      ->group(kFilesGroup);
}

/// "customers, accounts or branches"
std::string dataset_names() {
  std::string names;
  for (std::size_t i = 0; i < kDatasetCount; ++i) {
    if (i > 0) names += i + 1 < kDatasetCount ? ", " : " or ";
    names += kDatasets[i].name;
  }
  return names;
}

void add_file_options(CLI::App& command, DatasetOptions& options) {
  add_value(
      command, "--out", "DIR", [&options](const std::string& text) { options.directory = text; },
      "Folder for the files, which is made if need be (default datasets)");
  add_value(
      command, "--format,--to", "FORMAT",
      [&options](const std::string& text) { take_format(options, text); },
      "json (the default): one array; jsonl: an object a line; csv; parquet");
  add_dialect_option(command, options.for_excel);
  add_value(
      command, "--report", "FILE", [&options](const std::string& text) { options.report = text; },
      "Check each row on its way, and write an HTML page there, too: the datasets in pictures, "
      "what "
      "was checked, what the columns mean");
  add_mode_option(command, options.mode, kFilesGroup);
  add_value(
      command, "--jobs", "N",
      [&options](const std::string& text) {
        options.jobs = parse_count("--jobs", text, {1, kJobsMax});
      },
      "Threads that make rows (default one for each core); the files are the same for any number");
  command.add_flag("-q,--quiet", options.quiet, "Print nothing but errors")
      ->disable_flag_override()
      ->group(kFilesGroup);
}

}  // namespace

void add_datasets_command(CLI::App& program, Invocation& invocation) {
  auto* const command = program.add_subcommand(
      "datasets", "Write the nine datasets of a lakehouse, a file each, from the same bank");
  const auto options = std::make_shared<DatasetOptions>();
  command->add_option("NAME", options->names, dataset_names() + "; all of them when none is named")
      ->group(kFilesGroup);
  add_bank_options(*command, options->bank, dataset_bank_defaults());
  add_file_options(*command, *options);
  command->footer(
      "Any dataset can be written alone, before or after the others, and has the same\n"
      "bytes as when all are written. Ids are those of the databases: 'bankseed\n"
      "generate' with the same --customers, --seed, --as-of and --locale loads the same\n"
      "customers, accounts, transactions and loans. Files that are there are replaced,\n"
      "when all new ones are complete.\n"
      "\n"
      "Examples:\n"
      "  bankseed datasets\n"
      "  bankseed datasets customers accounts --customers 1M --format parquet\n"
      "  bankseed datasets --locale en_US --out us --as-of 2025-12-31\n"
      "  bankseed datasets --report datasets.html\n");
  command->callback([&invocation, options] {
    options->program = invocation.program;
    invocation.run = [options] { write_datasets(*options); };
  });
}

}  // namespace bankseed
