#pragma once

#include <map>
#include <string>
#include <vector>

#include "bankseed/rows/catalog.hpp"

namespace bankseed::catalog::datahub {

/// What a column is marked with.
struct Labels {
  Sensitivity sensitivity = Sensitivity::kNone;  ///< A tag, and a term.
  std::vector<std::string> terms;                ///< Ids of the others.
  bool operator==(const Labels&) const = default;
};

/// The URNs of a column's tags and terms; none: it is not marked.
[[nodiscard]] std::vector<std::string> tags_of(const Labels& labels);
[[nodiscard]] std::vector<std::string> terms_of(const Labels& labels);

struct LabelledColumn {
  TableId table{};
  ColumnDef column;
  Labels labels;
};

/// The marks of all columns of the six databases. DataHub's recipes know columns by their names
/// alone, so names are told apart: those whose columns all bear the same marks, and columns of
/// others, which are marked one by one.
struct AllLabels {
  std::map<std::string, Labels> by_name;
  std::vector<LabelledColumn> one_by_one;
};
[[nodiscard]] AllLabels all_labels();

}  // namespace bankseed::catalog::datahub
