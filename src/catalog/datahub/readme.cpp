// Carries pack.md inside the program. The build gives BANKSEED_DATAHUB_README, the file.

#include "catalog/datahub/datahub.hpp"
#include "core/embed.hpp"

BANKSEED_EMBED(bankseed_datahub_readme, BANKSEED_DATAHUB_README);

namespace bankseed::catalog::datahub {

std::vector<CatalogFile> readme_files() {
  return {{"README.md", std::string(bankseed_datahub_readme, bankseed_datahub_readme_end)}};
}

}  // namespace bankseed::catalog::datahub
