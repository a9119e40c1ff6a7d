#include "catalog/pieces.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

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

CatalogFile contents() {
  constexpr std::string_view kReadme = "README.md";
  std::string text =
      "# The bank, for catalogues and their neighbours\n\n"
      "`bankseed catalog` writes a folder for each kind of reader, `bankseed catalog dbt` that of "
      "one. Each stands alone.\n\n"
      "| Folder | What it is | Begin with |\n| --- | --- | --- |\n";
  for (const Piece& piece : pieces()) {
    const auto files = piece.files();
    const bool has_readme = std::any_of(
        files.begin(), files.end(), [&](const CatalogFile& file) { return file.path == kReadme; });
    text += fmt::format("| {0} | {1} | [{2}]({0}/{2}) |\n", piece.name, piece.description,
                        has_readme ? kReadme : files.front().path);
  }
  return {.path = std::string(kReadme), .text = std::move(text)};
}

}  // namespace bankseed::catalog
