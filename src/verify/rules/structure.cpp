// Rules that follow from the tables' descriptions, one for each table: as many rows as planned, no
// empty cells where a value belongs, ids that are unique and well-formed, values that are among
// those described, and nothing in the future (E5). Tables that somebody else made may lack the
// constraints that would say so themselves.

#include <algorithm>
#include <array>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "bankseed/rows/catalog.hpp"
#include "schema/ddl.hpp"
#include "verify/rules/rules.hpp"

namespace bankseed::verify {
namespace {

/// What is by nature ahead (E5): due dates, maturity, expiry, next review, the end of a policy or
/// of a running campaign.
constexpr std::array<std::string_view, 6> kMayLieAhead = {
    "campaigns.end_date", "loans.maturity_date",     "repayment_schedule.due_date",
    "policies.end_date",  "kyc_records.expiry_date", "kyc_records.next_review_date",
};

/// Columns of the day on which something begins that has a row from its announcement on.
constexpr std::array<std::string_view, 2> kAnnounced = {"policies.start_date",
                                                        "campaigns.start_date"};

template <class>
struct FormatOf {
  static constexpr std::optional<IdFormat> value = std::nullopt;
};
template <class Kind>
struct FormatOf<Id<Kind>> {
  static constexpr std::optional<IdFormat> value = Kind::kFormat;
};
template <class T>
struct FormatOf<std::optional<T>> : FormatOf<T> {};

using Formats = std::vector<std::optional<IdFormat>>;

template <auto... Members>
Formats formats_of(const ColumnList<Members...>& /*columns*/) {
  return {FormatOf<typename MemberTraits<decltype(Members)>::Value>::value...};
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string text;
  for (const std::string& part : parts)
    text += (text.empty() ? "" : std::string(separator)) + part;
  return text;
}

/// SQL that is true where a column's text is no id of this format; a third as dear as a regular
/// expression. No prefix ends with a digit.
std::string not_of_format(const std::string& column, const IdFormat& format) {
  return fmt::format("rtrim({0}, '0123456789') <> '{1}' OR length({0}) < {2}", column,
                     format.prefix, format.prefix.size() + format.digits_min);
}

/// Makes the rules of one table after another.
class Maker {
 public:
  template <class Row>
  void add_rules_of() {
    table_ = &kTableInfo<Row>;
    const auto key = std::find_if(table_->columns.begin(), table_->columns.end(),
                                  [](const ColumnDef& column) { return column.primary_key; });
    key_ = quote_identifier(key->name);
    add("CNT", table_->name, "There are as many rows as the plan says.", RowsOf{kTableId<Row>});
    add_not_null();
    add_well_formed(formats_of(Table<Row>::kColumns));
    add_unique();
    add_values();
    add_past();
  }

  [[nodiscard]] std::vector<Rule> take() { return std::move(rules_); }

 private:
  template <class Check>
  void add(std::string_view id, std::string_view name, std::string_view text, const Check& check) {
    rules_.push_back({.id = id, .name = name, .text = text, .check = check});
  }

  [[nodiscard]] static std::string_view keep(std::string text) {
    static std::deque<std::string> texts;
    return texts.emplace_back(std::move(text));
  }

  /// One pass over the table: a row where one of `conditions` is true, with what is wrong in it.
  struct Finding {
    std::string condition;
    std::string detail;  ///< SQL of a text.
  };
  [[nodiscard]] NoRows rows_with(const std::vector<Finding>& findings) const {
    std::vector<std::string> details;
    std::vector<std::string> conditions;
    for (const Finding& finding : findings) {
      details.push_back(fmt::format("CASE WHEN {} THEN {} END", finding.condition, finding.detail));
      conditions.push_back(finding.condition);
    }
    return {
        table_->database,
        keep(fmt::format("SELECT coalesce({}::text, 'NULL'), concat_ws(', ', {}) FROM "
                         "{{sample:{}}} WHERE {}",
                         key_, joined(details, ", "), table_->name, joined(conditions, " OR ")))};
  }

  void add_not_null() {
    std::vector<Finding> findings;
    for (const ColumnDef& column : table_->columns) {
      if (column.nullable) continue;
      findings.push_back({fmt::format("{} IS NULL", quote_identifier(column.name)),
                          quote_literal(fmt::format("no {}", column.name))});
    }
    add("NUL", table_->name, "What every row has is not empty.", rows_with(findings));
  }

  void add_well_formed(const Formats& formats) {
    std::vector<Finding> findings;
    for (std::size_t i = 0; i < formats.size(); ++i) {
      const ColumnDef& column = table_->columns[i];
      const std::string name = quote_identifier(column.name);
      const bool is_reference = !column.references.empty() || !column.external.empty();
      if (column.kind == Kind::kSerial || column.kind == Kind::kBigSerial) {
        findings.push_back({name + " <= 0", name + "::text"});
      } else if (formats[i] && (column.primary_key || !is_reference)) {
        findings.push_back(
            {not_of_format(name, *formats[i]), fmt::format("'{} ' || {}", column.name, name)});
      }
    }
    add("KEY", keep(fmt::format("{} form", table_->name)), "Ids are written as they should be.",
        rows_with(findings));
  }

  /// Where a unique index is in place there is nothing to look for, and PostgreSQL does not look.
  void add_unique() {
    for (const ColumnDef& column : table_->columns) {
      if (!column.primary_key && !column.unique) continue;
      add("KEY", keep(fmt::format("{}.{}", table_->name, column.name)), "No id is there twice.",
          NoRows{table_->database,
                 keep(fmt::format(
                     "SELECT {0}::text, count(*) || ' rows' FROM {1} WHERE {0} IS NOT NULL AND NOT "
                     "EXISTS (SELECT FROM pg_index i JOIN pg_attribute a ON a.attrelid = "
                     "i.indrelid AND a.attnum = i.indkey[0] WHERE i.indrelid = '{1}'::regclass AND "
                     "a.attname = '{2}' AND i.indisunique AND i.indisvalid AND i.indimmediate AND "
                     "i.indnkeyatts = 1 AND i.indpred IS NULL) GROUP BY {0} HAVING count(*) > 1",
                     quote_identifier(column.name), table_->name, column.name))});
    }
  }

  void add_values() {
    std::vector<Finding> findings;
    for (const ColumnDef& column : table_->columns) {
      const std::string name = quote_identifier(column.name);
      const std::string detail =
          fmt::format("'{} ' || coalesce({}::text, 'NULL')", column.name, name);
      if (!column.check_sql.empty())
        findings.push_back({fmt::format("NOT ({})", column.check_sql), detail});
      std::vector<std::string> values;
      for (const std::string_view value : column.values)
        values.push_back(quote_literal(value));
      if (!values.empty())
        findings.push_back({fmt::format("{} NOT IN ({})", name, joined(values, ", ")), detail});
    }
    if (findings.empty()) return;
    add("VAL", table_->name, "Values are among those that the columns' comments name.",
        rows_with(findings));
  }

  void add_past() {
    std::vector<Finding> findings;
    for (const ColumnDef& column : table_->columns) {
      if (column.kind != Kind::kDate && column.kind != Kind::kTimestamp) continue;
      const std::string path = fmt::format("{}.{}", table_->name, column.name);
      if (std::find(kMayLieAhead.begin(), kMayLieAhead.end(), path) != kMayLieAhead.end()) continue;
      const std::string name = quote_identifier(column.name);
      const bool is_announced =
          std::find(kAnnounced.begin(), kAnnounced.end(), path) != kAnnounced.end();
      findings.push_back({name + (is_announced ? " >= {announced}" : " >= {as_of}"),
                          fmt::format("'{} ' || {}", column.name, name)});
    }
    if (findings.empty()) return;
    add("E5", table_->name, "Nothing has happened on or after as_of.", rows_with(findings));
  }

  const TableInfo* table_ = nullptr;
  std::string key_;
  std::vector<Rule> rules_;
};

std::vector<Rule> make_rules() {
  Maker maker;
  for_each_table([&maker]<class Row>() { maker.add_rules_of<Row>(); });
  return maker.take();
}

}  // namespace

std::span<const Rule> structure_rules() {
  static const std::vector<Rule> rules = make_rules();
  return rules;
}

}  // namespace bankseed::verify
