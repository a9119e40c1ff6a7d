// Statistics of tables and columns, written as DataHub's own profiler writes them: it reads values
// into Python and prints them.

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "bankseed/rows/catalog.hpp"
#include "catalog/datahub/datahub.hpp"
#include "catalog/datahub/names.hpp"

namespace bankseed::catalog::datahub {
namespace {

using verify::ColumnProfile;
using verify::TableProfile;

/// A whole number has one place, any other as many as tell it apart.
std::string float_text(const std::string& text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return std::trunc(value) == value ? fmt::format("{:.1f}", value) : fmt::format("{}", value);
}

/// A moment has six places of seconds, or none.
std::string moment_text(std::string text) {
  constexpr std::size_t kPlaces = 6;
  const auto point = text.find('.');
  if (point != std::string::npos) text.resize(point + 1 + kPlaces, '0');
  return text;
}

/// One of several values.
std::string value_text(const ColumnDef& column, const std::string& text) {
  switch (column.kind) {
    case Kind::kBool: return text == "t" || text == "true" ? "True" : "False";
    case Kind::kTimestamp: return moment_text(text);
    default: return text;
  }
}

/// The least or the greatest value.
std::string end_text(const ColumnDef& column, const std::string& text) {
  switch (column.kind) {
    case Kind::kMoney:
    case Kind::kFraction: return float_text(text);
    case Kind::kTimestamp: {
      std::string moment = moment_text(text);
      std::replace(moment.begin(), moment.end(), ' ', 'T');
      return moment;
    }
    default: return text;
  }
}

double proportion(std::uint64_t part, std::uint64_t whole) {
  return static_cast<double>(part) / static_cast<double>(whole);
}

Document field_profile(const ColumnProfile& profile, std::uint64_t rows) {
  const ColumnDef& column = profile.column;
  Document field = {{"fieldPath", column.name}, {"uniqueCount", profile.distinct}};
  if (profile.values > 0) field["uniqueProportion"] = proportion(profile.distinct, profile.values);
  field["nullCount"] = rows - profile.values;
  field["nullProportion"] = proportion(rows - profile.values, rows);
  if (profile.least) field["min"] = end_text(column, *profile.least);
  if (profile.greatest) field["max"] = end_text(column, *profile.greatest);
  if (profile.mean) field["mean"] = float_text(*profile.mean);
  if (profile.median) field["median"] = float_text(*profile.median);
  if (profile.deviation) field["stdev"] = float_text(*profile.deviation);
  if (profile.frequencies) {
    Document& list = field["distinctValueFrequencies"] = Document::array();
    for (const auto& [value, frequency] : *profile.frequencies)
      list.push_back({{"value", value_text(column, value)}, {"frequency", frequency}});
  }
  if (profile.samples) {
    Document& list = field["sampleValues"] = Document::array();
    for (const std::string& value : *profile.samples)
      list.push_back(value_text(column, value));
  }
  return field;
}

Document table_profile(const TableProfile& profile) {
  Document json = {
      {"timestampMillis", profile.measured_at},
      {"partitionSpec", {{"type", "FULL_TABLE"}, {"partition", "FULL_TABLE_SNAPSHOT"}}},
      {"rowCount", profile.rows},
      {"columnCount", profile.columns}};
  if (profile.profiles.empty()) return json;
  Document& fields = json["fieldProfiles"] = Document::array();
  for (const ColumnProfile& column : profile.profiles)
    fields.push_back(field_profile(column, profile.rows));
  return json;
}

}  // namespace

std::vector<CatalogFile> profile_files(std::span<const TableProfile> profiles) {
  Document proposals = Document::array();
  for (const TableProfile& profile : profiles) {
    proposals.push_back(proposal("dataset", dataset_urn(table_info(profile.table)),
                                 "datasetProfile", table_profile(profile)));
  }
  return {{"profiles.json", json_text(proposals)},
          {"profiles.recipe.yml", file_recipe("file", {{"path", "profiles.json"}})}};
}

}  // namespace bankseed::catalog::datahub
