#pragma once

#include <string>
#include <vector>

#include "bankseed/rows/catalog.hpp"

namespace bankseed::catalog::datahub {

/// The ids of the glossary's terms that a column is about, those of classes of personal data left
/// out: what it says in the bank's language, and whose id it is.
[[nodiscard]] std::vector<std::string> terms_about(const TableInfo& table, const ColumnDef& column);

}  // namespace bankseed::catalog::datahub
