#pragma once

#include <vector>

#include "catalog/pieces.hpp"

namespace bankseed::catalog {

/// Diagrams of the tables and what they refer to: Mermaid, a file for each database and one of the
/// references across them, and DBML.
[[nodiscard]] std::vector<CatalogFile> diagram_files();

}  // namespace bankseed::catalog
