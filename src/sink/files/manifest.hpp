#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

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

/// What a folder of files says about itself: which bank it is, and what it consists of.
struct Manifest {
  static constexpr const char* kFileName = "manifest.json";

  std::string program_version;
  std::uint32_t algorithm_version = 0;
  std::uint64_t seed = 0;
  std::string as_of;
  std::string locale;
  std::uint64_t customers = 0;
  std::uint64_t employees = 0;
  std::string settings_sha256;  ///< Of the text that 'bankseed config' prints.
  std::string format;
  std::string compression;
  /// The file that describes the tables to others' programs; it is of no table, and has no rows.
  std::optional<FileRecord> package;
  std::vector<FileRecord> files;
};

/// Calls visit(record) for every file that a manifest names.
template <class Visit>
void for_each_file(const Manifest& manifest, const Visit& visit) {
  if (manifest.package) visit(*manifest.package);
  for (const FileRecord& file : manifest.files)
    visit(file);
}

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
