#pragma once

#include <vector>

#include "catalog/pieces.hpp"

namespace bankseed::catalog {

/// JSON Schemas of the nine datasets, as `datasets` writes them to JSON.
[[nodiscard]] std::vector<CatalogFile> json_schema_files();

}  // namespace bankseed::catalog
