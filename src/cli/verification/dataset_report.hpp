#pragma once

#include <string>

#include "bankseed/bank/options.hpp"
#include "cli/verification/whole_file.hpp"
#include "verify/datasets/inspection.hpp"

namespace bankseed {

/// What a page about datasets tells beside what was found in their rows.
struct DatasetRun {
  BankOptions bank;
  TableSet datasets;
  std::string folder;
  std::string format;
  std::string repeat_command;
  double seconds = 0;
};

/// What the inspection of rows needs to know of their bank.
[[nodiscard]] verify::DatasetFacts dataset_facts(const BankOptions& bank);

/// Writes what was found as one HTML file. Returns how many checks do not hold.
[[nodiscard]] std::size_t write_dataset_report(WholeFile& file,
                                               const verify::DatasetInspection& inspection,
                                               const DatasetRun& run);

}  // namespace bankseed
