#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bankseed/rows/catalog.hpp"
#include "catalog/pieces.hpp"

namespace bankseed::catalog {

/// Name of the file that describes the tables of a folder to Frictionless' programs.
inline constexpr const char* kPackageName = "datapackage.json";

/// How a package's tables are written.
enum class PackageFormat : std::uint8_t {
  kCsv,
  kExcelCsv,           ///< CSV for Excel: a byte-order mark, some texts as formulas.
  kExcelCsvSemicolon,  ///< Likewise, with a decimal comma.
  kJsonLines,
  kParquet,
};
struct PackageLayout {
  PackageFormat format = PackageFormat::kCsv;
  bool is_compressed = false;  ///< Each file is zstd's. Parquet's pages always may be.
};

/// A table of a database, and its files.
struct PackageTable {
  TableId table{};
  std::vector<std::string> paths;  ///< In order, from the package's folder.
  std::uint64_t bytes = 0;         ///< Of the only file.
  std::string sha256;              ///< Likewise; empty: neither is known.
};

/// A data package, version 2, of tables that may be of several databases: a resource each, called
/// "accounts_db.customers". References are foreign keys where the table that they lead to is there,
/// and every value must be.
[[nodiscard]] std::string package_text(const std::vector<PackageTable>& tables,
                                       PackageLayout layout);

/// The package of all tables, as `generate --to csv` writes them.
[[nodiscard]] std::vector<CatalogFile> frictionless_files();

}  // namespace bankseed::catalog
