#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "bankseed/rows/catalog.hpp"
#include "pipeline/change_sorter.hpp"
#include "sink/files/output_directory.hpp"

namespace bankseed {

enum class ChangeFormat : std::uint8_t {
  kJsonLines,  ///< Events as Debezium's connector for PostgreSQL writes them (capture_json.hpp).
  kCsv,        ///< The row, and before it _op, _changed_at and _seq.
  kSql,        ///< INSERT and UPDATE, in a transaction for each moment.
};

/// How changes are laid out in files.
struct ChangeLayout {
  ChangeFormat format = ChangeFormat::kJsonLines;
  TableSet tables;
  bool one_stream = false;  ///< All in one file, changes.jsonl.
  bool histories = false;   ///< Versions, with valid_from, valid_to and is_current.
  bool deliveries = false;  ///< A file, deliveries.csv, says what is late and what is repeated.
};

/// What has been written into a file.
struct ChangeFile {
  std::string path;  ///< From the folder.
  std::uint64_t inserts = 0;
  std::uint64_t updates = 0;
  std::uint64_t bytes = 0;
};

/// The format in which stream_changes() has to encode rows.
[[nodiscard]] Format row_format(ChangeFormat format) noexcept;
/// Whether a format needs what a row was before an update.
[[nodiscard]] bool needs_before(ChangeFormat format) noexcept;

/// The number of a change among those of its moment, in their order: tables that others refer to
/// come first. The same in whatever window.
[[nodiscard]] std::uint64_t sequence_of(const EncodedChange& change) noexcept;
/// The number of the transaction that commits all changes of this moment in this store; greater
/// the later it is. Below 2^53 until the year 2140.
[[nodiscard]] std::int64_t transaction_of(const EncodedChange& change) noexcept;

/// Files of changes, which are given in order. Members throw Error.
class ChangeFiles {
 public:
  /// Begins all files, also those of tables in which nothing changes. The folder is borrowed.
  ChangeFiles(OutputDirectory& directory, const ChangeLayout& layout);
  ~ChangeFiles();
  ChangeFiles(const ChangeFiles&) = delete;
  ChangeFiles& operator=(const ChangeFiles&) = delete;
  ChangeFiles(ChangeFiles&&) = delete;
  ChangeFiles& operator=(ChangeFiles&&) = delete;

  void write(const EncodedChange& change);
  /// Nothing comes any more; the files are complete, and the caller's to publish.
  [[nodiscard]] std::vector<ChangeFile> end();

 private:
  struct Open;

  Open& open(const std::string& path, std::string_view header);
  void write_event(const EncodedChange& change, Open& file);
  void write_fields(const EncodedChange& change, Open& file);
  void write_history(const EncodedChange& change, Open& file);
  void write_statement(const EncodedChange& change, Open& file);
  void write_delivery(const EncodedChange& change);

  OutputDirectory& directory_;
  ChangeLayout layout_;
  std::vector<std::unique_ptr<Open>> files_;
  std::array<Open*, kRowTypeCount> file_of_{};
  Open* deliveries_ = nullptr;
  std::string scratch_;
};

}  // namespace bankseed
