#pragma once

#include <vector>

#include "catalog/pieces.hpp"

namespace bankseed::catalog {

/// A data dictionary of all tables and columns, in Markdown and in HTML.
[[nodiscard]] std::vector<CatalogFile> dictionary_files();

}  // namespace bankseed::catalog
