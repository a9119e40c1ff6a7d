#include "catalog/datahub/glossary.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "catalog/datahub/datahub.hpp"
#include "catalog/datahub/glossary_terms.hpp"
#include "catalog/datahub/names.hpp"
#include "catalog/datahub/references.hpp"
#include "catalog/sensitivity_text.hpp"
#include "schema/ddl.hpp"

namespace bankseed::catalog::datahub {
namespace {

struct Abbreviation {
  std::string_view prefix;
  std::string_view letters;
};
constexpr std::array<Abbreviation, 2> kAbbreviations = {{{"kyc_", "KYC"}, {"sar_", "SAR"}}};

std::string path_of(const TableInfo& table, const ColumnDef& column) {
  return fmt::format("{}.{}.{}", name_of(table.database), table.name, column.name);
}

/// Where a reference of the column leads, when it leads to one table only.
std::optional<ColumnRef> next_of(const TableInfo& table, const ColumnDef& column) {
  if (!column.references.empty())
    return find_column(fmt::format("{}.{}", name_of(table.database), column.references));
  if (column.external.find(kAlternativeSeparator) != std::string_view::npos) return std::nullopt;
  return column.external.empty() ? std::nullopt : find_column(column.external);
}

/// The key whose ids the column holds, by whatever references: the customer master's for a survey's
/// customer_id. Nothing where it holds no ids of one kind.
std::optional<ColumnRef> key_of(const TableInfo& table, const ColumnDef& column) {
  if (column.kind != Kind::kId) return std::nullopt;
  const auto next = next_of(table, column);
  if (next) return key_of(table_info(next->table), next->column);
  if (!column.primary_key) return std::nullopt;
  return find_column(path_of(table, column));
}

/// "customer_id" -> "Customer id", "kyc_id" -> "KYC id"
std::string title(std::string_view name) {
  for (const auto& [prefix, letters] : kAbbreviations) {
    if (name.starts_with(prefix)) return std::string(letters) + " id";
  }
  std::string text(name);
  std::replace(text.begin(), text.end(), '_', ' ');
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

Document node(std::string_view id, std::string_view name, std::string_view description) {
  return {{"name", name}, {"id", term_id(id)}, {"description", description}};
}

Document term(std::string_view id, std::string_view name, std::string_view description) {
  return {{"name", name}, {"id", term_id(id)}, {"description", description}};
}

Document personal_data() {
  Document terms = Document::array();
  for (const Sensitivity sensitivity : kAll<Sensitivity>) {
    if (sensitivity == Sensitivity::kNone) continue;
    terms.push_back(term(text_of(sensitivity), title_of(sensitivity), description_of(sensitivity)));
  }
  Document group = node("personal_data", "Personal data",
                        "Classes of what a column says of a person, customer or employee.");
  group["terms"] = std::move(terms);
  return group;
}

/// A term for each kind of id.
Document identifiers() {
  Document terms = Document::array();
  for (const TableInfo& table : kCatalog) {
    for (const ColumnDef& column : table.columns) {
      if (!key_of(table, column) || next_of(table, column)) continue;
      Document id = term(column.name, title(column.name), column.comment);
      id["domain"] = domain_urn(table.database);
      id["custom_properties"] = {{"key_of", dataset_name(table)}};
      terms.push_back(std::move(id));
    }
  }
  Document group =
      node("identifiers", "Identifiers",
           "Ids that tables refer to each other by, within databases and across them.");
  group["terms"] = std::move(terms);
  return group;
}

Document business_group(Database database) {
  Document terms = Document::array();
  for (const BusinessTerm& business : business_terms()) {
    if (business.database != database) continue;
    Document entry = term(business.id, business.name, business.description);
    entry["domain"] = domain_urn(database);
    terms.push_back(std::move(entry));
  }
  const BusinessGroup& words = business_group_of(database);
  Document group = node(name_of(database), words.name, words.description);
  group["terms"] = std::move(terms);
  return group;
}

}  // namespace

std::vector<std::string> terms_about(const TableInfo& table, const ColumnDef& column) {
  std::vector<std::string> ids;
  if (const auto key = key_of(table, column)) ids.push_back(term_id(key->column.name));
  for (const BusinessTerm& business : business_terms()) {
    for (const ColumnRef& about : columns_named(business.columns)) {
      if (path_of(table_info(about.table), about.column) == path_of(table, column))
        ids.push_back(term_id(business.id));
    }
  }
  return ids;
}

std::vector<CatalogFile> glossary_files() {
  Document nodes = {personal_data(), identifiers()};
  for (const Database database : kAll<Database>)
    nodes.push_back(business_group(database));
  const Document glossary = {{"version", "1"},
                             {"source", "bankseed"},
                             {"owners", {{"users", Document::array({"datahub"})}}},
                             {"nodes", std::move(nodes)}};
  return {{"glossary.yml", yaml_text(glossary)},
          {"glossary.recipe.yml",
           file_recipe("datahub-business-glossary", {{"file", "glossary.yml"}})}};
}

}  // namespace bankseed::catalog::datahub
