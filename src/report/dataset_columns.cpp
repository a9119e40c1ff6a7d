#include "report/dataset_columns.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "bankseed/rows/catalog.hpp"
#include "report/headline.hpp"
#include "schema/ddl.hpp"
#include "verify/datasets/inspection.hpp"

namespace bankseed::report {
namespace {

std::string_view type_name(Kind kind) {
  switch (kind) {
    case Kind::kBool: return "truth";
    case Kind::kInteger:
    case Kind::kSerial:
    case Kind::kBigSerial: return "whole number";
    case Kind::kMoney: return "number, two places";
    case Kind::kFraction: return "number, four places";
    case Kind::kDate: return "day";
    case Kind::kTimestamp: return "time";
    case Kind::kText: return "text";
    case Kind::kId: return "id";
  }
  return "";
}

/// "direct identifier"; nothing where a column tells nothing of a person.
std::string sensitivity_text(Sensitivity sensitivity) {
  if (sensitivity == Sensitivity::kNone) return "";
  std::string text(text_of(sensitivity));
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

std::string target_link(TableId dataset, const ColumnDef& column) {
  if (column.primary_key) return "key";
  const auto parent = verify::referred_dataset(dataset, column);
  if (!parent) return "";
  return fmt::format("<a href=\"#dataset-{0}\">{0}</a>", row_type_info(*parent).name);
}

std::string row_of(TableId dataset, const ColumnDef& column) {
  return fmt::format(
      "<tr><th scope=\"row\">{}</th><td>{}{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
      column.name, type_name(column.kind), column.nullable ? " or nothing" : "",
      escaped(comment_text(column)), target_link(dataset, column),
      sensitivity_text(column.sensitivity));
}

std::string section_of(TableId dataset) {
  const RowTypeInfo& info = row_type_info(dataset);
  std::string html = fmt::format(
      "<h3 id=\"dataset-{0}\">{0}</h3>\n<p class=\"lead\">{1}</p>\n"
      "<div class=\"table\" role=\"region\" aria-label=\"Columns of {0}\" tabindex=\"0\">\n"
      "<table class=\"columns\">\n<thead><tr><th scope=\"col\">Column</th><th scope=\"col\">"
      "Type</th><th scope=\"col\">Meaning</th><th scope=\"col\">Refers to</th><th scope=\"col\">"
      "Personal data</th></tr></thead>\n<tbody>\n",
      info.name, escaped(info.comment));
  for (const ColumnDef& column : info.columns)
    html += row_of(dataset, column);
  return html + "</tbody>\n</table>\n</div>\n";
}

}  // namespace

std::string dataset_columns(const Contents& contents) {
  std::string html;
  for (std::size_t i = kTableCount; i < kRowTypeCount; ++i) {
    if (contents.rows[i]) html += section_of(TableId{static_cast<std::uint16_t>(i)});
  }
  return html;
}

}  // namespace bankseed::report
