// Rules that follow from the tables' descriptions: every reference that no key enforces (within a
// database and across), and every foreign key, for a bank whose tables somebody else made.

#include "verify/rules/references.hpp"

#include <algorithm>
#include <deque>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "bankseed/rows/catalog.hpp"
#include "verify/rules/rules.hpp"

namespace bankseed::verify {
namespace {

Reference make_reference(TableId child, const ColumnDef& column, std::string_view parent_path) {
  const ColumnRef parent = *find_column(parent_path);
  Reference reference{.child = child,
                      .child_column = column.name,
                      .parent = parent.table,
                      .parent_column = parent.column.name,
                      .condition = std::string(column.external_where),
                      .name = fmt::format("{}.{}", table_info(child).name, column.name)};
  if (column.external.find(kAlternativeSeparator) != std::string_view::npos) {
    // One column, several kinds of entities: entity_type says which; an account's id is account_id.
    const std::string_view kind =
        parent.column.name.substr(0, parent.column.name.size() - std::string_view("_id").size());
    reference.condition = fmt::format("entity_type = '{}'", kind);
    reference.name += fmt::format(" of a kind {}", kind);
  }
  return reference;
}

std::vector<Reference> make_references() {
  std::vector<Reference> references;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const TableId child{static_cast<std::uint16_t>(i)};
    for (const ColumnDef& column : kCatalog[i].columns) {
      for (std::string_view rest = column.external; !rest.empty();) {
        const auto end = rest.find(kAlternativeSeparator);
        references.push_back(make_reference(child, column, rest.substr(0, end)));
        rest = end == std::string_view::npos ? std::string_view{}
                                             : rest.substr(end + kAlternativeSeparator.size());
      }
      if (column.references.empty()) continue;
      const std::string path =
          fmt::format("{}.{}", name_of(kCatalog[i].database), column.references);
      references.push_back(make_reference(child, column, path));
    }
  }
  return references;
}

std::string_view keep(std::string text) {
  static std::deque<std::string> texts;
  return texts.emplace_back(std::move(text));
}

std::string referring(const Reference& reference) {
  return fmt::format("{} IS NOT NULL{}{}", reference.child_column,
                     reference.condition.empty() ? "" : " AND ", reference.condition);
}

/// Rows, by key, that refer to nothing in a table of the same database.
NoRows orphans(const Reference& reference) {
  const TableInfo& child = table_info(reference.child);
  const auto key = std::find_if(child.columns.begin(), child.columns.end(),
                                [](const ColumnDef& column) { return column.primary_key; });
  return {child.database,
          keep(fmt::format(
              "SELECT {}::text, {} FROM {{sample:{} c}} WHERE {} AND NOT EXISTS (SELECT FROM {} "
              "p WHERE p.{} = c.{})",
              key->name, reference.child_column, child.name, referring(reference),
              table_info(reference.parent).name, reference.parent_column, reference.child_column))};
}

/// The ids of both sides, to be merged.
EveryRowIn merged(const Reference& reference) {
  const TableInfo& child = table_info(reference.child);
  const TableInfo& parent = table_info(reference.parent);
  return {
      {child.database,
       keep(fmt::format("SELECT DISTINCT {} COLLATE \"C\" FROM {{sample:{}}} WHERE {} ORDER BY 1",
                        reference.child_column, child.name, referring(reference)))},
      {parent.database, keep(fmt::format("SELECT {0} FROM {1} ORDER BY {0} COLLATE \"C\"",
                                         reference.parent_column, parent.name))}};
}

Rule make_rule(const Reference& reference) {
  const TableInfo& child = table_info(reference.child);
  const TableInfo& parent = table_info(reference.parent);
  Rule rule{
      .id = "REF",
      .name = reference.name,
      .text =
          keep(fmt::format("Every {}.{} is there in {}.{}.{}.", child.name, reference.child_column,
                           name_of(parent.database), parent.name, reference.parent_column)),
      .check = NoRows{},
  };
  if (child.database == parent.database) {
    NoRows orphaned = orphans(reference);
    if (reference.name == "repayment_schedule.loan_id") orphaned.screen = lone_schedules();
    if (reference.name == "transactions.account_id") orphaned.screen = lone_transactions();
    if (reference.name == "transactions.counterparty_account") orphaned.screen = lone_transfers();
    rule.check = orphaned;
  } else {
    rule.check = merged(reference);
  }
  return rule;
}

std::vector<Rule> make_rules() {
  std::vector<Rule> rules;
  for (const Reference& reference : references())
    rules.push_back(make_rule(reference));
  return rules;
}

}  // namespace

std::span<const Reference> references() {
  static const std::vector<Reference> all = make_references();
  return all;
}

std::span<const Rule> reference_rules() {
  static const std::vector<Rule> rules = make_rules();
  return rules;
}

}  // namespace bankseed::verify
