#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "verify/profiles/profiles.hpp"

namespace bankseed::catalog {

/// A file of the catalogue pack: all of its bytes, which depend on nothing but what made them.
struct CatalogFile {
  std::string path;  ///< Below the pack's folder, with '/' between folders.
  std::string text;  ///< UTF-8, ends with a line feed.
};

/// What one kind of reader takes: "dbt", "datahub" and so on. A piece stands alone: its files refer
/// to no file of another piece.
struct Piece {
  std::string_view name;         ///< As the command line names it, and the folder of its files.
  std::string_view description;  ///< One line of --help: what it is, who reads it.
  std::vector<CatalogFile> (*files)();
  /// The same of a bank that was measured; nothing for a piece that has no use for profiles.
  std::vector<CatalogFile> (*files_with_profiles)(std::span<const verify::TableProfile>) = nullptr;
};

/// All pieces, in the order in which --help lists them.
[[nodiscard]] std::span<const Piece> pieces() noexcept;

/// What lies beside the pieces' folders and says what each is, and where to begin to read.
[[nodiscard]] CatalogFile contents();

}  // namespace bankseed::catalog
