#pragma once

#include <vector>

#include "catalog/pieces.hpp"

namespace bankseed::catalog {

/// A project of dbt: the tables of each database as a source, with tests.
[[nodiscard]] std::vector<CatalogFile> dbt_files();

}  // namespace bankseed::catalog
