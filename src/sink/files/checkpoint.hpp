#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "encode/file_framing.hpp"
#include "sink/files/manifest.hpp"

namespace bankseed {

/// How far the files of a table or dataset are.
struct TableFilesState {
  std::vector<FileRecord>
      records;                 ///< At least one; the last is not complete, its size that so far.
  std::uint64_t number = 0;    ///< EncodedPart::file of the last one.
  FileFraming::State framing;  ///< Of the last one.
};

/// How far a run is that writes files, when a part of the bank has ended: enough for another run to
/// go on from there and write the same bytes.
struct Checkpoint {
  Manifest bank;  ///< Which bank, and how it is written; without files.
  std::uint64_t rows_per_file = 0;
  std::uint64_t bytes_per_file = 0;
  std::uint64_t parts = 1;       ///< Into which the bank is cut.
  std::uint64_t parts_done = 0;  ///< The first ones.
  std::vector<TableFilesState> tables;
};

[[nodiscard]] std::string checkpoint_bytes(const Checkpoint& checkpoint);

/// Throws Error, naming `origin`, when the bytes are not a checkpoint.
[[nodiscard]] Checkpoint parse_checkpoint(const std::string& bytes, const std::string& origin);

}  // namespace bankseed
