#include "catalog/datahub/datahub.hpp"

#include <iterator>

namespace bankseed::catalog::datahub {
namespace {

void append(std::vector<CatalogFile>& all, std::vector<CatalogFile> some) {
  std::move(some.begin(), some.end(), std::back_inserter(all));
}

std::vector<CatalogFile> described_files(bool with_profiling) {
  std::vector<CatalogFile> all = readme_files();
  append(all, definition_files());
  append(all, glossary_files());
  append(all, recipe_files(with_profiling));
  append(all, assignment_files());
  append(all, lineage_files());
  return all;
}

}  // namespace

std::vector<CatalogFile> files() {
  return described_files(true);
}

std::vector<CatalogFile> files_with_profiles(std::span<const verify::TableProfile> profiles) {
  std::vector<CatalogFile> all = described_files(false);
  append(all, profile_files(profiles));
  return all;
}

}  // namespace bankseed::catalog::datahub
