#include "catalog/datahub/datahub.hpp"

#include <iterator>

namespace bankseed::catalog::datahub {

std::vector<CatalogFile> files() {
  std::vector<CatalogFile> all = readme_files();
  for (auto make :
       {definition_files, glossary_files, recipe_files, assignment_files, lineage_files}) {
    auto some = make();
    std::move(some.begin(), some.end(), std::back_inserter(all));
  }
  return all;
}

}  // namespace bankseed::catalog::datahub
