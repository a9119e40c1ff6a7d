#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "cli/configuration/options.hpp"
#include "cli/run/changes/change_files.hpp"
#include "sink/files/output_file.hpp"

namespace bankseed {

/// What 'bankseed changes' was asked for.
struct ChangesOptions {
  std::string program;  ///< As it was called, for commands to paste.
  BankFlags bank;
  std::optional<Date> from;
  std::optional<Date> to;  ///< Nothing: as_of.
  std::filesystem::path directory = "changes";
  ChangeFormat format = ChangeFormat::kJsonLines;
  std::optional<TableSet> tables;  ///< Nothing: all.
  bool datasets = false;           ///< Of the nine datasets, not of the tables.
  bool one_stream = false;
  bool histories = false;  ///< Versions with their times (--scd2), not changes.
  std::uint32_t late_basis_points = 0;
  std::uint32_t repeated_basis_points = 0;
  std::int64_t overlap_seconds = 0;  ///< So much before `from` is told, too.
  FileMode mode = kPrivateMode;
  std::optional<std::uint64_t> jobs;
  bool quiet = false;
};

/// Makes what turns the bank as it was on one morning into that of another, and writes it; files
/// appear under their names when all are complete. Throws UsageError for what does not go together,
/// Error when a file cannot be written.
void write_changes(const ChangesOptions& options);

}  // namespace bankseed
