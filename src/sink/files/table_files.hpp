#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "encode/file_framing.hpp"
#include "sink/files/file_sink.hpp"
#include "sink/files/sha256.hpp"

namespace bankseed {

/// Where a table's file is, from the folder; in parts the file of this number, from 1.
[[nodiscard]] std::string file_path(const FileLayout& layout, TableId table, std::uint64_t number);

/// The files of one table or dataset, written one after the other.
class TableFiles {
 public:
  /// Begins the first file, so that a table without rows has one, too.
  TableFiles(OutputDirectory& directory, const FileLayout& layout, TableId table);

  /// Goes on with those that another run has begun.
  TableFiles(OutputDirectory& directory,
             const FileLayout& layout,
             TableId table,
             const TableFilesState& state);
  /// How far they are; on return all of that is on the disk.
  [[nodiscard]] TableFilesState state() const;

  /// Throws Error when a file of this part alone would be larger than it may be, and cannot be cut.
  void write(const EncodedPart& part);
  /// Completes the last file.
  void end();

  [[nodiscard]] const std::vector<FileRecord>& records() const noexcept { return records_; }

 private:
  /// A part, or some of its rows that stand together.
  struct Piece {
    std::string_view bytes;
    std::uint64_t rows = 0;
  };
  [[nodiscard]] bool must_begin_another(const EncodedPart& part) const;
  [[nodiscard]] std::uint64_t trailer_size() const;
  /// As much of the rest of a part as the file takes: all of it where it cannot be cut.
  [[nodiscard]] Piece piece_of(Piece rest) const;
  void check_size(const EncodedPart& part) const;
  [[noreturn]] void refuse_size(std::uint64_t least) const;
  void begin_file(std::uint64_t number);
  void end_file();
  void write_bytes(std::string_view bytes);

  OutputDirectory& directory_;
  FileLayout layout_;
  TableId table_;
  std::vector<FileRecord> records_;
  std::unique_ptr<OutputFile> file_;  ///< The last of the records.
  std::uint64_t number_ = 0;          ///< EncodedPart::file of the current file.
  std::optional<FileFraming> framing_;
  std::optional<Sha256> sum_;
};

}  // namespace bankseed
