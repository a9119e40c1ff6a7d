#pragma once

#include <memory>
#include <vector>

#include "encode/compressor.hpp"
#include "encode/encoder.hpp"
#include "encode/parquet/footer.hpp"
#include "sink/files/checkpoint.hpp"
#include "sink/files/output_directory.hpp"
#include "sink/sink.hpp"

namespace bankseed {

/// How rows are laid out in files.
struct FileLayout {
  Format format = Format::kCsv;
  Compression compression = Compression::kNone;
  /// A folder of numbered files for each table, accounts_db/accounts/part-00001.csv, instead of one
  /// file, accounts_db/accounts.csv. Those of datasets are in no database's folder.
  bool in_parts = false;
  /// In parts: a file that has reached this size is followed by another. 0: no limit.
  std::uint64_t bytes_per_file = 0;
  /// A Parquet file that has so many row groups is followed by another, so that memory does not
  /// grow with the table. A table of more than that has to be in parts.
  std::uint64_t row_groups_per_file = parquet::kRowGroupsPerFile;
  /// Of each file, for a manifest; FileRecord::sha256 is empty without.
  bool checksums = true;
};

/// Whether tables of so many blocks may have more row groups than one file holds.
[[nodiscard]] bool exceeds_one_file(const FileLayout& layout, std::uint64_t block_count) noexcept;

class TableFiles;

/// Files of one store, a file or several for each table. They are complete when the last part has
/// ended, and appear with OutputDirectory::publish().
class FileSink final : public Sink {
 public:
  /// The folder is borrowed, and shared with the sinks of other stores.
  FileSink(OutputDirectory& directory, const FileLayout& layout);
  ~FileSink() override;
  FileSink(const FileSink&) = delete;
  FileSink& operator=(const FileSink&) = delete;
  FileSink(FileSink&&) = delete;
  FileSink& operator=(FileSink&&) = delete;

  void begin(TableSet tables, Part part) override;
  void write(EncodedBatch& batch) override;
  void end() override;
  void cancel() noexcept override;

  /// How far each table is, when a part has ended; on return that is on the disk.
  [[nodiscard]] std::vector<TableFilesState> states() const;
  /// Makes the next part go on from there.
  void restore(TableId table, const TableFilesState& state);

  /// What has been written, table by table in the catalog's order.
  [[nodiscard]] std::vector<FileRecord> records() const;

 private:
  OutputDirectory& directory_;
  FileLayout layout_;
  Part part_;                                        ///< The one that was begun.
  std::vector<std::unique_ptr<TableFiles>> tables_;  ///< By TableId; null for other tables.
};

}  // namespace bankseed
