#include "catalog/datahub/labels.hpp"

#include <algorithm>

#include "catalog/datahub/glossary.hpp"
#include "catalog/datahub/names.hpp"

namespace bankseed::catalog::datahub {

std::vector<std::string> tags_of(const Labels& labels) {
  if (labels.sensitivity == Sensitivity::kNone) return {};
  return {tag_urn(labels.sensitivity)};
}

std::vector<std::string> terms_of(const Labels& labels) {
  std::vector<std::string> urns;
  if (labels.sensitivity != Sensitivity::kNone)
    urns.push_back(term_urn(term_id(text_of(labels.sensitivity))));
  for (const std::string& id : labels.terms)
    urns.push_back(term_urn(id));
  return urns;
}

AllLabels all_labels() {
  std::map<std::string, std::vector<LabelledColumn>> names;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const TableId id{static_cast<std::uint16_t>(i)};
    const TableInfo& table = table_info(id);
    for (const ColumnDef& column : table.columns) {
      names[std::string(column.name)].push_back(
          {id, column, {column.sensitivity, terms_about(table, column)}});
    }
  }
  AllLabels all;
  for (const auto& [name, columns] : names) {
    const Labels& first = columns.front().labels;
    const bool agree = std::all_of(columns.begin(), columns.end(),
                                   [&first](const auto& column) { return column.labels == first; });
    for (const LabelledColumn& column : columns) {
      if (column.labels == Labels{}) continue;
      if (agree) {
        all.by_name[name] = first;
      } else {
        all.one_by_one.push_back(column);
      }
    }
  }
  return all;
}

}  // namespace bankseed::catalog::datahub
