#include <array>

#include <fmt/format.h>

#include "bankseed/rows/catalog.hpp"
#include "catalog/datahub/datahub.hpp"
#include "catalog/datahub/names.hpp"
#include "catalog/datahub/references.hpp"
#include "catalog/sensitivity_text.hpp"

namespace bankseed::catalog::datahub {
namespace {

struct Domain {
  std::string_view name;
  std::string_view description;
};

constexpr EnumArray<Database, Domain> kDomains = {{{
    {"Human resources",
     "Who works for the bank: employees, departments, appraisals, courses and responsibilities."},
    {"Customer relations",
     "What passes between the bank and its customers: profiles, contacts, surveys, complaints and "
     "campaigns."},
    {"Core banking", "The customer master, deposit accounts and every movement on them."},
    {"Lending",
     "Credit from the application to the last installment, with collateral, guarantors and risk."},
    {"Insurance", "Policies, who benefits from them, premiums and claims."},
    {"Compliance",
     "Identity checks, screenings, reports to the authorities, the audit trail and the bank's own "
     "rules."},
}}};

constexpr EnumArray<Sensitivity, std::string_view> kColours = {
    {"", "#C62828", "#EF6C00", "#1565C0"}};

Document tag(const std::string& urn,
             std::string_view name,
             std::string_view description,
             std::string_view colour) {
  return proposal("tag", urn, "tagProperties",
                  {{"name", name}, {"description", description}, {"colorHex", colour}});
}

std::string domains_and_tags() {
  Document proposals = Document::array();
  for (const Database database : kAll<Database>) {
    const Domain& domain = kDomains[database];
    proposals.push_back(proposal("domain", domain_urn(database), "domainProperties",
                                 {{"name", domain.name}, {"description", domain.description}}));
  }
  for (const Sensitivity sensitivity : kAll<Sensitivity>) {
    if (sensitivity == Sensitivity::kNone) continue;
    proposals.push_back(tag(tag_urn(sensitivity), title_of(sensitivity),
                            description_of(sensitivity), kColours[sensitivity]));
  }
  proposals.push_back(tag(synthetic_tag_urn(), "Synthetic",
                          "Made by bankseed. Nobody in it exists, and nothing in it happened.",
                          "#546E7A"));
  return json_text(proposals);
}

}  // namespace

std::vector<CatalogFile> definition_files() {
  return {
      {"structured_properties.yml", yaml_text(reference_properties())},
      {"domains_and_tags.json", domains_and_tags()},
      {"domains_and_tags.recipe.yml", file_recipe("file", {{"path", "domains_and_tags.json"}})}};
}

}  // namespace bankseed::catalog::datahub
