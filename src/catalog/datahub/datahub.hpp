#pragma once

#include <span>
#include <vector>

#include "catalog/pieces.hpp"
#include "verify/profiles/profiles.hpp"

namespace bankseed::catalog::datahub {

/// What DataHub's own command line reads, a recipe beside each file that it needs, and README.md,
/// which says in which order.
[[nodiscard]] std::vector<CatalogFile> files();
/// The same with what was measured of a bank, and with a recipe that does not measure it again.
[[nodiscard]] std::vector<CatalogFile> files_with_profiles(
    std::span<const verify::TableProfile> profiles);

// The files by their kind, each from the source of its name.

/// What the others refer to: domains and tags, and the properties that a column can have.
[[nodiscard]] std::vector<CatalogFile> definition_files();
/// Business terms, with those of the classes of personal data and of the ids.
[[nodiscard]] std::vector<CatalogFile> glossary_files();
/// How the six databases are read, and whether DataHub measures what is in them.
[[nodiscard]] std::vector<CatalogFile> recipe_files(bool with_profiling);
/// What is said of single columns: where they refer to, and marks that the recipe cannot give.
[[nodiscard]] std::vector<CatalogFile> assignment_files();
/// Which tables are made of which.
[[nodiscard]] std::vector<CatalogFile> lineage_files();
/// What was measured of a bank.
[[nodiscard]] std::vector<CatalogFile> profile_files(
    std::span<const verify::TableProfile> profiles);
/// How it all is used.
[[nodiscard]] std::vector<CatalogFile> readme_files();

}  // namespace bankseed::catalog::datahub
