#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "bankseed/bank/options.hpp"
#include "bankseed/rows/tables.hpp"
#include "encode/compressor.hpp"
#include "encode/encoder.hpp"
#include "sink/files/output_file.hpp"

namespace CLI {  // NOLINT(readability-identifier-naming): CLI11's name.
class App;
}  // namespace CLI

namespace bankseed {

/// Where files go, and how they are written.
struct FileOptions {
  /// For --out: standard output.
  static constexpr std::string_view kStandardOutput = "-";

  std::optional<std::string> out;  ///< A folder, or kStandardOutput.
  std::optional<TableSet> tables;  ///< Nothing: all.
  std::optional<Compression> compression;
  bool for_excel = false;            ///< CSV as Excel takes it.
  std::uint64_t rows_per_file = 0;   ///< 0: one file for each table.
  std::uint64_t bytes_per_file = 0;  ///< Likewise.
  FileMode mode = kPrivateMode;

  [[nodiscard]] bool to_standard_output() const { return out == kStandardOutput; }
  [[nodiscard]] bool in_parts() const noexcept { return rows_per_file + bytes_per_file != 0; }
};

/// --out, --tables, --csv-dialect, --compress, --rows-per-file, --bytes-per-file and --mode.
void add_file_options(CLI::App& command, FileOptions& options);

/// --csv-dialect, of commands that write files.
void add_dialect_option(CLI::App& command, bool& for_excel);

/// --mode, in a group of the command's options.
void add_mode_option(CLI::App& command, FileMode& mode, const std::string& group);

/// --mode as a word of a shell command after a blank; nothing for the default.
[[nodiscard]] std::string mode_option_text(FileMode mode);

/// CSV in the dialect that Excel takes in a country; other formats as they are.
[[nodiscard]] Format in_dialect(Format format, bool for_excel, corpus::Locale locale) noexcept;

/// The format of files that a target is; nothing for other targets.
[[nodiscard]] std::optional<Format> file_format_of(std::string_view target) noexcept;

/// Throws UsageError when options do not go together with each other or with the target, and
/// `truncate` is --truncate.
void check_file_options(const FileOptions& options, const std::string& target, bool truncate);

/// What a format is compressed with unless told otherwise: Parquet with zstd.
[[nodiscard]] Compression default_compression(Format format) noexcept;

[[nodiscard]] std::string_view name_of(Compression compression) noexcept;

/// The options as words of a shell command, each after a blank.
[[nodiscard]] std::string file_options_text(const FileOptions& options);

}  // namespace bankseed
