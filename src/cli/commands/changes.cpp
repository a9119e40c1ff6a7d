#include "cli/run/changes/changes.hpp"

#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "bankseed/core/error.hpp"
#include "cli/commands/commands.hpp"
#include "cli/configuration/file_options.hpp"
#include "cli/configuration/table_patterns.hpp"
#include "cli/configuration/values.hpp"

namespace bankseed {
namespace {

constexpr const char* kGroup = "Changes";

/// "2%", "0.5%" or "0.5": hundredths of a per cent.
std::uint32_t parse_share(const std::string& name, std::string text) {
  const std::string said = text;
  if (text.ends_with('%')) text.pop_back();
  std::uint32_t whole = 0;
  std::uint32_t hundredths = 0;
  std::size_t i = 0;
  for (; i < text.size() && text[i] >= '0' && text[i] <= '9' && i < 4; ++i)
    whole = whole * 10 + static_cast<std::uint32_t>(text[i] - '0');
  const bool has_whole = i > 0;
  bool is_right = has_whole;
  if (i < text.size() && text[i] == '.') {
    const std::string places = text.substr(i + 1);
    is_right = has_whole && !places.empty() && places.size() <= 2 &&
               places.find_first_not_of("0123456789") == std::string::npos;
    if (is_right) hundredths = static_cast<std::uint32_t>(std::stoul((places + "0").substr(0, 2)));
    i = text.size();
  }
  if (!is_right || i != text.size() || whole * 100 + hundredths > 10'000)
    throw UsageError(name + " has to be 0 to 100 %, like 2% or 0.5%, not '" + said + "'");
  return whole * 100 + hundredths;
}

/// "1h", "30m" or "90s", in seconds.
std::int64_t parse_duration(const std::string& name, const std::string& text) {
  const std::string_view units = "smh";
  constexpr std::array<std::int64_t, 3> kSeconds = {1, 60, kSecondsPerHour};
  const auto unit = text.empty() ? std::string::npos : units.find(text.back());
  const std::string number = text.substr(0, text.size() - (text.empty() ? 0 : 1));
  if (unit == std::string::npos || number.empty() || number.size() > 6 ||
      number.find_first_not_of("0123456789") != std::string::npos)
    throw UsageError(name + " has to be a time like 1h, 30m or 90s, not '" + text + "'");
  return static_cast<std::int64_t>(std::stoul(number)) * kSeconds[unit];
}

ChangeFormat parse_format(const std::string& text) {
  if (text == "jsonl") return ChangeFormat::kJsonLines;
  if (text == "csv") return ChangeFormat::kCsv;
  if (text == "sql") return ChangeFormat::kSql;
  throw UsageError("--format: there is no format '" + text + "'; known: jsonl, csv, sql");
}

void add_value(CLI::App& command,
               const std::array<std::string, 3>& name_value_text,
               const std::function<void(const std::string&)>& take) {
  command.add_option_function<std::string>(name_value_text[0], take, name_value_text[2])
      ->type_name(name_value_text[1])
      ->multi_option_policy(CLI::MultiOptionPolicy::Throw)
      ->group(kGroup);
}

void add_flag(CLI::App& command, const std::string& name, bool& value, const std::string& text) {
  command.add_flag(name, value, text)->disable_flag_override()->group(kGroup);
}

void add_window_options(CLI::App& command, ChangesOptions& options) {
  add_value(command, {"--from", "DAY", "The morning of which the changes begin; has to be named"},
            [&options](const std::string& text) { options.from = parse_day("--from", text); });
  add_value(command, {"--to", "DAY", "The morning at which they end (default --as-of)"},
            [&options](const std::string& text) { options.to = parse_day("--to", text); });
  add_value(command,
            {"--overlap", "TIME",
             "Tell so much before --from again, like 1h, as streams do that "
             "begin before a snapshot"},
            [&options](const std::string& text) {
              options.overlap_seconds = parse_duration("--overlap", text);
            });
  add_value(command,
            {"--late", "SHARE",
             "So many, like 2%, are told up to three days after they happened; deliveries.csv says "
             "which"},
            [&options](const std::string& text) {
              options.late_basis_points = parse_share("--late", text);
            });
  add_value(command, {"--duplicates", "SHARE", "So many are told twice; likewise"},
            [&options](const std::string& text) {
              options.repeated_basis_points = parse_share("--duplicates", text);
            });
}

void add_output_options(CLI::App& command, ChangesOptions& options) {
  add_value(command, {"--out", "DIR", "Folder for the files (default changes)"},
            [&options](const std::string& text) { options.directory = text; });
  add_value(command,
            {"--format", "FORMAT",
             "jsonl (the default): events as tools for change data capture write them; csv: rows "
             "ready for MERGE; sql: transactions, a file for each database"},
            [&options](const std::string& text) { options.format = parse_format(text); });
  add_value(
      command, {"--tables", "PATTERNS", "Only these, like 'accounts_db.*' (default all)"},
      [&options](const std::string& text) { options.tables = parse_tables("--tables", text); });
  add_flag(command, "--datasets", options.datasets, "Of the nine datasets, not of the tables");
  add_flag(command, "--stream", options.one_stream, "All in one file, changes.jsonl, in order");
  add_flag(command, "--scd2", options.histories,
           "Histories instead: each version of a row, with valid_from, valid_to, is_current");
  add_mode_option(command, options.mode, kGroup);
  add_value(command, {"--jobs", "N", "Threads that make rows (default one for each core)"},
            [&options](const std::string& text) {
              options.jobs = parse_count("--jobs", text, {1, kJobsMax});
            });
  add_flag(command, "-q,--quiet", options.quiet, "Print nothing but errors");
}

}  // namespace

void add_changes_command(CLI::App& program, Invocation& invocation) {
  auto* const command = program.add_subcommand(
      "changes", "Write what happened in the bank between two mornings, row by row");
  const auto options = std::make_shared<ChangesOptions>();
  add_bank_options(*command, options->bank);
  add_window_options(*command, *options);
  add_output_options(*command, *options);
  command->footer(
      "The bank as seen on one morning, and these changes, are the bank as seen on the\n"
      "other, to the byte. They come by moment; at one moment what others refer to\n"
      "comes first, and all of it is one transaction in each database.\n"
      "\n"
      "Examples:\n"
      "  bankseed generate --as-of 2026-11-01 --seen-on 2026-10-01\n"
      "  bankseed changes --as-of 2026-11-01 --from 2026-10-01 --to 2026-10-02\n"
      "  bankseed changes --from 2026-01-01 --format csv --late 2% --duplicates 0.5%\n"
      "  bankseed changes --from 2026-01-01 --scd2 --format csv --tables loans_db.loans\n");
  command->callback([&invocation, options] {
    options->program = invocation.program;
    invocation.run = [options] { write_changes(*options); };
  });
}

}  // namespace bankseed
