#pragma once

#include <vector>

#include "catalog/pieces.hpp"

namespace bankseed::catalog {

/// Data contracts in the Open Data Contract Standard, one for each database.
[[nodiscard]] std::vector<CatalogFile> odcs_files();

}  // namespace bankseed::catalog
