// Rules that follow from the tables' descriptions: every reference that no key enforces (within a
// database and across), and every foreign key, for a bank whose tables somebody else made.

#include <deque>
#include <string>

#include <fmt/format.h>

#include "bankseed/rows/catalog.hpp"
#include "bankseed/verify/rule.hpp"

namespace bankseed::verify {
namespace {

/// Which rows of a column refer to what is described, where the column serves several purposes or
/// holds a word instead of an id.
struct Exception {
  std::string_view column;     ///< "table.column"
  std::string_view condition;  ///< Of the rows that refer.
};
constexpr std::array<Exception, 2> kExceptions = {{
    {"employee_assignments.related_entity_id", "assignment_type = 'customer_portfolio'"},
    {"risk_assessments.assessed_by", "assessed_by <> 'SYSTEM'"},
}};

/// Owns the texts that rules are made of at run time.
class RuleTexts {
 public:
  std::string_view keep(std::string text) { return texts_.emplace_back(std::move(text)); }

 private:
  std::deque<std::string> texts_;
};

std::string ordered_ids(std::string_view table,
                        std::string_view column,
                        std::string_view condition) {
  return fmt::format(
      "SELECT DISTINCT {0} COLLATE \"C\" FROM {1} WHERE {0} IS NOT NULL AND {2} ORDER BY 1", column,
      table, condition.empty() ? "true" : condition);
}

Rule reference_rule(const TableInfo& table,
                    const ColumnDef& column,
                    std::string_view parent_path,
                    RuleTexts& texts) {
  const ColumnRef parent = *find_column(parent_path);
  const TableInfo& parent_table = table_info(parent.table);
  std::string_view name = texts.keep(fmt::format("{}.{}", table.name, column.name));
  std::string_view condition;
  for (const Exception& exception : kExceptions) {
    if (exception.column == name) condition = exception.condition;
  }
  if (column.external.find(kAlternativeSeparator) != std::string_view::npos) {
    // One column, several kinds of entities: entity_type says which; an account's id is account_id.
    const std::string_view kind =
        parent.column.name.substr(0, parent.column.name.size() - std::string_view("_id").size());
    condition = texts.keep(fmt::format("entity_type = '{}'", kind));
    name = texts.keep(fmt::format("{} of a kind {}", name, kind));
  }
  const Source child{table.database, texts.keep(ordered_ids(table.name, column.name, condition))};
  const Source target{parent_table.database,
                      texts.keep(ordered_ids(parent_table.name, parent.column.name, {}))};
  return {.id = "REF",
          .name = name,
          .text = texts.keep(fmt::format("Every {}.{} is there in {}.{}.{}.", table.name,
                                         column.name, name_of(parent_table.database),
                                         parent_table.name, parent.column.name)),
          .check = EveryRowIn{child, target}};
}

std::vector<Rule> make_rules() {
  static RuleTexts texts;
  std::vector<Rule> rules;
  for (const TableInfo& table : kCatalog) {
    for (const ColumnDef& column : table.columns) {
      for (std::string_view rest = column.external; !rest.empty();) {
        const auto end = rest.find(kAlternativeSeparator);
        rules.push_back(reference_rule(table, column, rest.substr(0, end), texts));
        rest = end == std::string_view::npos ? std::string_view{}
                                             : rest.substr(end + kAlternativeSeparator.size());
      }
      if (!column.references.empty()) {
        const std::string_view path =
            texts.keep(fmt::format("{}.{}", name_of(table.database), column.references));
        rules.push_back(reference_rule(table, column, path, texts));
      }
    }
  }
  return rules;
}

}  // namespace

std::span<const Rule> reference_rules() {
  static const std::vector<Rule> rules = make_rules();
  return rules;
}

}  // namespace bankseed::verify
