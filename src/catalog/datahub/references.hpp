#pragma once

#include <string_view>
#include <vector>

#include "bankseed/rows/catalog.hpp"
#include "catalog/yaml_text.hpp"

namespace bankseed::catalog::datahub {

// References that no key of a database enforces, as structured properties of their columns: DataHub
// shows foreign keys of one database by itself, and has no other carrier for these that a further
// reading of the databases leaves in place.

/// The properties, as `datahub properties upsert` takes them.
[[nodiscard]] Document reference_properties();

/// The values of these properties for a column, as the aspect structuredProperties; the column has
/// to have an `external`.
[[nodiscard]] Document reference_values(const TableInfo& table, const ColumnDef& column);

/// The columns of a list as ColumnDef::external holds it: "database.table.column", several of them
/// separated by kAlternativeSeparator. All have to be there.
[[nodiscard]] std::vector<ColumnRef> columns_named(std::string_view list);

}  // namespace bankseed::catalog::datahub
