#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "bankseed/rows/tables.hpp"
#include "core/part.hpp"
#include "encode/digest.hpp"

namespace bankseed {

/// One file of a bank.
struct FileRecord {
  std::string path;      ///< From the manifest's folder, with slashes.
  std::string database;  ///< Empty: a dataset.
  std::string table;
  std::uint64_t rows = 0;
  std::uint64_t bytes = 0;
  std::string sha256;
};

/// The table or dataset that a file holds rows of. Throws Error when there is none of that name.
[[nodiscard]] TableId table_of(const FileRecord& file);

/// What a folder of files says about itself: which bank it is, and what it consists of.
struct Manifest {
  static constexpr const char* kFileName = "manifest.json";

  std::string program_version;
  std::uint32_t algorithm_version = 0;
  std::uint64_t seed = 0;
  std::string as_of;
  std::string seen_on;  ///< Of a snapshot; else empty.
  std::string locale;
  std::uint64_t customers = 0;
  std::uint64_t employees = 0;
  std::string settings_sha256;  ///< Of the text that 'bankseed config' prints.
  std::string format;
  std::string compression;
  /// The file that describes the tables to others' programs; it is of no table, and has no rows.
  std::optional<FileRecord> package;
  std::vector<FileRecord> files;
  /// Which part of the bank the files hold; nothing: all of it.
  std::optional<Part> shard{};
  /// Of the tables' rows, where somebody has asked for them; else of no rows.
  std::array<TableDigest, kRowTypeCount> digests{};
  /// Where the files are those of several shards: their manifests and packages.
  std::vector<FileRecord> shard_files{};

  [[nodiscard]] bool has_digests() const noexcept {
    return std::any_of(digests.begin(), digests.end(),
                       [](const TableDigest& digest) { return digest.row_count() > 0; });
  }
};

/// Calls visit(record) for every file that a manifest names.
template <class Visit>
void for_each_file(const Manifest& manifest, const Visit& visit) {
  if (manifest.package) visit(*manifest.package);
  for (const FileRecord& file : manifest.shard_files)
    visit(file);
  for (const FileRecord& file : manifest.files)
    visit(file);
}

/// The folder of a shard's files, in the one that a run is given: part-00003-of-00064, by names in
/// the order of the shards.
[[nodiscard]] std::string shard_folder(Part shard);
/// Whether a folder has such a name.
[[nodiscard]] bool is_shard_folder(std::string_view name);

/// In what the bank of one manifest, or how it is written, is not that of the other, a phrase each:
/// "seed 1, not 2".
[[nodiscard]] std::vector<std::string> differences(const Manifest& manifest, const Manifest& other);

/// The manifest's text.
[[nodiscard]] std::string manifest_text(const Manifest& manifest);

/// The manifest of a text. Throws Error, naming `origin`, when it is not one.
[[nodiscard]] Manifest parse_manifest(const std::string& text, const std::string& origin);

/// The manifest in a file; nothing when there is none. Throws Error when it is not one.
[[nodiscard]] std::optional<Manifest> read_manifest_file(const std::filesystem::path& path);
/// The manifest of a folder, likewise.
[[nodiscard]] std::optional<Manifest> read_manifest(const std::filesystem::path& directory);

}  // namespace bankseed
