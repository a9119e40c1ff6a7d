#include "cli/configuration/file_options.hpp"

#include <functional>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "bankseed/core/error.hpp"
#include "cli/configuration/table_patterns.hpp"
#include "cli/configuration/values.hpp"

namespace bankseed {
namespace {

constexpr const char* kFilesGroup = "Files";
/// More than any row takes.
constexpr std::uint64_t kBytesPerFileMin = 65'536;

struct Described {
  const char* name;
  const char* value_name;
  const char* text;
};

void add_option(CLI::App& command,
                const Described& described,
                const std::function<void(const std::string&)>& take) {
  command.add_option_function<std::string>(described.name, take, described.text)
      ->type_name(described.value_name)
      ->multi_option_policy(CLI::MultiOptionPolicy::Throw)
      ->group(kFilesGroup);
}

Compression parse_compression(const std::string& text) {
  if (text == "none") return Compression::kNone;
  if (text == "zstd") return Compression::kZstd;
  throw UsageError("--compress: '" + text + "' is not known; known: zstd, none");
}

/// As chmod takes it, in octal digits, or "umask".
FileMode parse_mode(const std::string& text) {
  if (text == "umask") return std::nullopt;
  constexpr mode_t kOwn = 0600;
  const bool is_octal =
      !text.empty() && text.size() <= 4 && text.find_first_not_of("01234567") == std::string::npos;
  const auto mode = is_octal ? static_cast<mode_t>(std::stoul(text, nullptr, 8)) : mode_t{0};
  // Nobody executes data, and who cannot read it need not write it.
  constexpr mode_t kKnown = 0666;
  if ((mode & kOwn) != kOwn || (mode & ~kKnown) != 0) {
    throw UsageError(
        "--mode: '" + text +
        "' is not how a file may be read and written: 600, 640, 644, 660, 664, or umask");
  }
  return mode;
}

bool parse_dialect(const std::string& text) {
  if (text == "excel") return true;
  if (text == "standard") return false;
  throw UsageError("--csv-dialect: '" + text + "' is not known; known: standard, excel");
}

/// The first option that only files can have.
std::optional<std::string> option_for_files(const FileOptions& options) {
  if (options.out) return "--out";
  if (options.tables) return "--tables";
  if (options.for_excel) return "--csv-dialect";
  if (options.compression) return "--compress";
  if (options.rows_per_file != 0) return "--rows-per-file";
  if (options.bytes_per_file != 0) return "--bytes-per-file";
  if (options.mode != kPrivateMode) return "--mode";
  return std::nullopt;
}

}  // namespace

void add_file_options(CLI::App& command, FileOptions& options) {
  add_option(command,
             {"--out", "FOLDER",
              "Where the files go, a folder for each database; - writes one table to standard "
              "output"},
             [&options](const std::string& text) { options.out = text; });
  add_option(
      command,
      {"--tables", "PATTERNS", "Only these, like 'accounts_db.*,loans_db.loans' (default all)"},
      [&options](const std::string& text) { options.tables = parse_tables("--tables", text); });
  add_dialect_option(command, options.for_excel);
  add_option(
      command,
      {"--compress", "HOW",
       "zstd (the default for parquet), or none (the default for csv and jsonl)"},
      [&options](const std::string& text) { options.compression = parse_compression(text); });
  add_option(
      command,
      {"--rows-per-file", "N", "Split each table into files of N rows, TABLE/part-00001 and so on"},
      [&options](const std::string& text) {
        options.rows_per_file = parse_count("--rows-per-file", text, {});
      });
  add_option(command,
             {"--bytes-per-file", "N", "Split each table into files of N bytes at most, like 256M"},
             [&options](const std::string& text) {
               options.bytes_per_file = parse_count("--bytes-per-file", text, {kBytesPerFileMin});
             });
  add_mode_option(command, options.mode, kFilesGroup);
}

void add_dialect_option(CLI::App& command, bool& for_excel) {
  add_option(
      command,
      {"--csv-dialect", "HOW",
       "standard (the default), or excel: with what Excel needs to open it by a double click"},
      [&for_excel](const std::string& text) { for_excel = parse_dialect(text); });
}

void add_mode_option(CLI::App& command, FileMode& mode, const std::string& group) {
  command
      .add_option_function<std::string>(
          "--mode", [&mode](const std::string& text) { mode = parse_mode(text); },
          "Who may read and write the files, as chmod has it: 640; or umask (default 600, the user "
          "alone)")
      ->type_name("MODE")
      ->multi_option_policy(CLI::MultiOptionPolicy::Throw)
      ->group(group);
}

std::string mode_option_text(FileMode mode) {
  if (mode == kPrivateMode) return "";
  return mode ? fmt::format(" --mode {:o}", *mode) : " --mode umask";
}

std::string_view name_of(Compression compression) noexcept {
  return compression == Compression::kZstd ? "zstd" : "none";
}

std::optional<Format> file_format_of(std::string_view target) noexcept {
  if (target == "csv") return Format::kCsv;
  if (target == "jsonl") return Format::kJsonLines;
  if (target == "parquet") return Format::kParquet;
  return std::nullopt;
}

Format in_dialect(Format format, bool for_excel, corpus::Locale locale) noexcept {
  if (format != Format::kCsv || !for_excel) return format;
  // Brazil's Excel takes a comma for the decimal sign, and so a semicolon between fields.
  return locale == corpus::Locale::kPtBr ? Format::kExcelCsvSemicolon : Format::kExcelCsv;
}

void check_file_options(const FileOptions& options, const std::string& target, bool truncate) {
  if (!file_format_of(target)) {
    if (const auto option = option_for_files(options))
      throw UsageError(*option + " goes with --to csv, --to jsonl or --to parquet");
    return;
  }
  if (options.for_excel && target != "csv") throw UsageError("--csv-dialect goes with --to csv");
  if (!options.out || options.out->empty())
    throw UsageError("--to " + target + " needs --out FOLDER, or --out - for standard output");
  if (!options.to_standard_output()) return;
  if (!options.tables || options.tables->count() != 1)
    throw UsageError("--out - takes one table; name it, like --tables accounts_db.accounts");
  if (options.in_parts()) throw UsageError("--out - is one stream; it cannot be split into files");
  if (truncate) throw UsageError("--truncate goes with a folder, not with --out -");
}

Compression default_compression(Format format) noexcept {
  return format == Format::kParquet ? Compression::kZstd : Compression::kNone;
}

std::string file_options_text(const FileOptions& options) {
  std::string text;
  if (options.out) text += " --out " + shell_word(*options.out);
  if (options.tables) text += " --tables " + patterns_of(*options.tables);
  if (options.for_excel) text += " --csv-dialect excel";
  if (options.compression) text += " --compress " + std::string(name_of(*options.compression));
  if (options.rows_per_file != 0)
    text += " --rows-per-file " + std::to_string(options.rows_per_file);
  if (options.bytes_per_file != 0)
    text += " --bytes-per-file " + std::to_string(options.bytes_per_file);
  return text + mode_option_text(options.mode);
}

}  // namespace bankseed
