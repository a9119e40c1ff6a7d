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

constexpr std::array kPieces = {
    Piece{"datahub",
          "DataHub: recipe, glossary, structured properties, domains, tags, lineage, profiles",
          datahub::files, datahub::files_with_profiles},
    Piece{"frictionless", "A data package of all tables, with keys across databases",
          frictionless_files},
    Piece{"dbt", "A project of dbt: each database as a source, with tests", dbt_files},
    Piece{"odcs", "Data contracts, one for each database, in the Open Data Contract Standard",
          odcs_files},
    Piece{"diagrams", "Diagrams of tables and references: Mermaid and DBML", diagram_files},
    Piece{"json-schema", "JSON Schemas of the nine datasets", json_schema_files},
    Piece{"dictionary", "Every table and column, in Markdown and HTML", dictionary_files},
};

}  // namespace

std::span<const Piece> pieces() noexcept {
  return kPieces;
}

}  // namespace bankseed::catalog
