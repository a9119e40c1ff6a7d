#pragma once

#include <string>
#include <string_view>

#include "bankseed/schema/table.hpp"
#include "catalog/yaml_text.hpp"

namespace bankseed::catalog::datahub {

// What DataHub calls things (URNs), as its own source for PostgreSQL does.

/// accounts_db.public.customers
[[nodiscard]] std::string dataset_name(const TableInfo& table);
[[nodiscard]] std::string dataset_urn(const TableInfo& table);
[[nodiscard]] std::string field_urn(const TableInfo& table, std::string_view column);
/// The domain that a database's tables are of.
[[nodiscard]] std::string domain_urn(Database database);
/// The tag, and the glossary's term, for a class of personal data.
[[nodiscard]] std::string tag_urn(Sensitivity sensitivity);
[[nodiscard]] std::string term_urn(std::string_view id);
/// The id of the term for a class of personal data, or for an id: "direct_identifier",
/// "customer_id".
[[nodiscard]] std::string term_id(std::string_view name);
/// On every table, so that nobody takes them for true.
[[nodiscard]] std::string synthetic_tag_urn();

/// One aspect of an entity, as DataHub's files of metadata hold it.
[[nodiscard]] Document proposal(std::string_view entity_type,
                                std::string_view entity_urn,
                                std::string_view aspect,
                                Document json);

/// A recipe that reads one of these files with the source of this type. They go to the server that
/// `datahub init` has named.
[[nodiscard]] std::string file_recipe(std::string_view type, Document config);

}  // namespace bankseed::catalog::datahub
