#include "catalog/pieces.hpp"

#include <array>

#include "catalog/datahub/datahub.hpp"
#include "catalog/models/dbt.hpp"
#include "catalog/models/diagrams.hpp"
#include "catalog/models/dictionary.hpp"
#include "catalog/models/frictionless.hpp"
#include "catalog/models/json_schema.hpp"
#include "catalog/models/odcs.hpp"

namespace bankseed::catalog {
namespace {

constexpr std::array<Piece, 7> kPieces = {{
    {"datahub", "DataHub: recipe, glossary, structured properties, domains, tags and lineage",
     datahub::files},
    {"frictionless", "A data package of all tables, keys across databases, for Frictionless",
     frictionless_files},
    {"dbt", "A project of dbt with each database as a source, and tests", dbt_files},
    {"odcs", "Data contracts in the Open Data Contract Standard, one for each database",
     odcs_files},
    {"diagrams", "Diagrams of tables and references: Mermaid and DBML", diagram_files},
    {"json-schema", "JSON Schemas of the nine datasets", json_schema_files},
    {"dictionary", "Every table and column in Markdown and HTML", dictionary_files},
}};

}  // namespace

std::span<const Piece> pieces() noexcept {
  return kPieces;
}

}  // namespace bankseed::catalog
