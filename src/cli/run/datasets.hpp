#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/configuration/options.hpp"
#include "encode/encoder.hpp"
#include "sink/files/output_file.hpp"

namespace bankseed {

/// What 'bankseed datasets' was asked for.
struct DatasetOptions {
  std::string program;             ///< As it was called, for commands to paste.
  std::vector<std::string> names;  ///< Of the datasets; all of them when empty.
  BankFlags bank;
  std::filesystem::path directory = "datasets";
  Format format = Format::kJson;
  bool for_excel = false;  ///< CSV as Excel takes it.
  FileMode mode = kPrivateMode;
  std::optional<std::uint64_t> jobs;
  std::optional<std::filesystem::path> report;  ///< Where an HTML page about them goes.
  bool quiet = false;
};

/// The bank that is made unless the command line or the configuration says otherwise.
[[nodiscard]] BankOptions dataset_bank_defaults();

/// Makes a bank and writes its datasets, a file each; files appear under their names when all are
/// complete. With a report, each row is checked on its way. Throws UsageError for unknown names,
/// Error when a file cannot be written, or a check does not hold.
void write_datasets(const DatasetOptions& options);

}  // namespace bankseed
