#include "catalog/datahub/datahub.hpp"

#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <yaml-cpp/yaml.h>

#include "bankseed/rows/catalog.hpp"
#include "rows/views.hpp"
#include "support/locations.hpp"

namespace bankseed::catalog::datahub {
namespace {

using Texts = std::map<std::string, std::string>;
using Names = std::set<std::string>;

Texts texts() {
  Texts texts;
  for (const CatalogFile& file : files())
    texts[file.path] = file.text;
  return texts;
}

YAML::Node yaml(const std::string& path) {
  return YAML::Load(texts().at(path));
}

nlohmann::json json(const std::string& path) {
  return nlohmann::json::parse(texts().at(path));
}

Names all_matches(const std::string& text, const std::string& pattern) {
  const std::regex regex(pattern);
  Names names;
  for (std::sregex_iterator match(text.begin(), text.end(), regex); match != std::sregex_iterator();
       ++match)
    names.insert(match->str(1));
  return names;
}

Names difference(Names names, const Names& others) {
  for (const auto& other : others)
    names.erase(other);
  return names;
}

/// "loans_db.loans.customer_id" for the URN of a field.
std::string path_of_field(const std::string& urn) {
  static const std::regex field(R"(urn:li:schemaField:\(urn:li:dataset:\(urn:li:dataPlatform:)"
                                R"(postgres,(\w+)\.public\.(\w+),PROD\),(\w+)\))");
  return std::regex_replace(urn, field, "$1.$2.$3");
}

TEST_CASE(
    "every file for DataHub is what its name says, the same each time, in the order of README") {
  std::vector<std::string> paths;
  for (const CatalogFile& file : files()) {
    CAPTURE(file.path);
    CHECK(file.text.ends_with('\n'));
    if (file.path.ends_with(".yml")) CHECK_NOTHROW(YAML::Load(file.text));
    if (file.path.ends_with(".json")) CHECK(nlohmann::json::accept(file.text));
    paths.push_back(file.path);
  }
  CHECK(texts().size() == paths.size());
  CHECK(texts() == texts());
  // Whatever README.md tells to run is there, and whatever is there is told.
  const std::string readme = texts().at("README.md");
  std::size_t at = 0;
  for (const auto& path : paths) {
    if (path == "README.md" || path.ends_with(".json")) continue;
    const bool is_read_by_a_recipe =
        path.ends_with(".yml") && !path.ends_with(".recipe.yml") && path != paths[1];
    if (is_read_by_a_recipe) continue;
    CAPTURE(path);
    at = readme.find(path, at);
    REQUIRE(at != std::string::npos);
  }
}

TEST_CASE("a recipe reads a file that is there") {
  for (const auto& [path, text] : texts()) {
    if (!path.ends_with(".recipe.yml") || path == "postgres.recipe.yml") continue;
    CAPTURE(path);
    const auto config = YAML::Load(text)["source"]["config"];
    const auto read = config["file"] ? config["file"] : config["path"];
    CHECK(texts().count(read.as<std::string>()) == 1);
  }
}

TEST_CASE("the files name no database, domain, tag, term or property that is not there") {
  std::string all;
  for (const auto& [path, text] : texts())
    all += text;
  const Names databases(kDatabaseNames.begin(), kDatabaseNames.end());
  CHECK(all_matches(all, R"(\b(\w+_db)\b)") == databases);

  const std::string definitions = texts().at("domains_and_tags.json");
  const std::string urns = R"((urn:li:(?:domain|tag):[\w.]+))";
  CHECK(all_matches(all, urns) == all_matches(definitions, urns));

  Names terms;
  const auto glossary = yaml("glossary.yml");
  for (const auto& node : glossary["nodes"]) {
    for (const auto& term : node["terms"])
      CHECK(terms.insert(term["id"].as<std::string>()).second);
  }
  CHECK(all_matches(all, R"(urn:li:glossaryTerm:([\w.]+))") == terms);

  Names properties;
  for (const auto& property : yaml("structured_properties.yml"))
    properties.insert(property["id"].as<std::string>());
  CHECK(all_matches(all, R"(urn:li:structuredProperty:([\w.]+))") == properties);
}

TEST_CASE("every reference that no key enforces stands on its column, and leads where it says") {
  Names expected;
  std::ifstream in(testing::source_directory() / "tests/data/schema.txt");
  constexpr std::string_view kReference = "reference ";
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with(kReference)) expected.insert(line.substr(kReference.size()));
  }
  REQUIRE(expected.size() > 29);

  Names found;
  std::map<std::string, int> scopes;
  for (const auto& proposal : json("columns.json")) {
    if (proposal["aspectName"] != "structuredProperties") continue;
    const std::string from = path_of_field(proposal["entityUrn"]);
    std::map<std::string, std::vector<std::string>> values;
    for (const auto& property : proposal["aspect"]["json"]["properties"]) {
      for (const auto& value : property["values"])
        values[property["propertyUrn"]].push_back(value["string"]);
    }
    const std::string prefix = "urn:li:structuredProperty:bankseed.reference.";
    for (const auto& column : values[prefix + "column"]) {
      const auto schema = column.find(".public");
      found.insert(from + " -> " + column.substr(0, schema) + column.substr(schema + 7));
    }
    CHECK(values[prefix + "table"].size() == values[prefix + "column"].size());
    REQUIRE(values[prefix + "scope"].size() == 1);
    ++scopes[values[prefix + "scope"].front()];
    CHECK_FALSE(values[prefix + "meaning"].at(0).empty());
  }
  CHECK(found == expected);
  // The 29, and the customers of employees' assignments.
  CHECK(scopes == std::map<std::string, int>{{"across databases", 30},
                                             {"by kind of record", 2},
                                             {"within the database", 3}});
}

TEST_CASE("DataHub marks as personal data what the columns say, and nothing else") {
  // As its transformers do it: the first rule that fits a name counts.
  std::map<std::string, std::string> tags_by_pattern;
  for (const auto& transformer : yaml("postgres.recipe.yml")["transformers"]) {
    if (transformer["type"].as<std::string>() != "pattern_add_dataset_schema_tags") continue;
    for (const auto& rule : transformer["config"]["tag_pattern"]["rules"]) {
      REQUIRE(rule.second.size() == 1);
      tags_by_pattern[rule.first.as<std::string>()] = rule.second[0].as<std::string>();
    }
  }
  std::map<std::string, std::string> tags_by_column;
  for (const auto& proposal : json("columns.json")) {
    if (proposal["aspectName"] == "globalTags") {
      tags_by_column[path_of_field(proposal["entityUrn"])] =
          proposal["aspect"]["json"]["tags"].at(0)["tag"];
    }
  }
  CHECK(tags_by_pattern.size() == 3);
  for (const TableInfo& table : kCatalog) {
    for (const ColumnDef& column : table.columns) {
      const auto path = fmt::format("{}.{}.{}", name_of(table.database), table.name, column.name);
      CAPTURE(path);
      Names tags;
      for (const auto& [pattern, tag] : tags_by_pattern) {
        if (std::regex_search(std::string(column.name), std::regex(pattern))) tags.insert(tag);
      }
      if (const auto own = tags_by_column.find(path); own != tags_by_column.end())
        tags.insert(own->second);
      const Names expected =
          column.sensitivity == Sensitivity::kNone
              ? Names{}
              : Names{"urn:li:tag:bankseed." + std::string(text_of(column.sensitivity))};
      CHECK(tags == expected);
    }
  }
}

TEST_CASE("the recipe takes the tables of the six databases and nothing beside them") {
  const auto config = yaml("postgres.recipe.yml")["source"]["config"];
  const auto allowed = [&config](const std::string& pattern, const std::string& name) {
    for (const auto& allow : config[pattern]["allow"]) {
      // Python's re.match, which DataHub uses, compares from the beginning and not to the end.
      if (std::regex_search(name, std::regex(allow.as<std::string>()),
                            std::regex_constants::match_continuous))
        return true;
    }
    return false;
  };
  for (const TableInfo& table : kCatalog) {
    const std::string database(name_of(table.database));
    CHECK(allowed("database_pattern", database));
    CHECK(allowed("table_pattern", fmt::format("{}.public.{}", database, table.name)));
  }
  for (const ViewInfo& view : all_views()) {
    CHECK(allowed("view_pattern", fmt::format("{}.public.{}", name_of(view.database), view.name)));
  }
  CHECK_FALSE(allowed("view_pattern", "accounts_db.public.customers"));
  CHECK(allowed("schema_pattern", "public"));
  CHECK_FALSE(allowed("schema_pattern", "bankseed"));
  CHECK_FALSE(allowed("schema_pattern", "public_old"));
  CHECK_FALSE(allowed("database_pattern", "postgres"));
  CHECK_FALSE(allowed("database_pattern", "accounts_db_old"));
  CHECK_FALSE(allowed("table_pattern", "accounts_db.public.customers_old"));
  CHECK_FALSE(allowed("table_pattern", "accounts_db.public.loans"));
  CHECK_FALSE(allowed("table_pattern", "accounts_db.bankseed.runs"));
}

TEST_CASE("lineage goes from columns that are there to columns that are there") {
  std::size_t columns = 0;
  for (const auto& made : yaml("lineage.yml")["lineage"]) {
    Names upstream;
    for (const auto& node : made["upstream"])
      upstream.insert(node["entity"]["name"].as<std::string>());
    Names used;
    for (const auto& lineage : made["fineGrainedLineages"]) {
      ++columns;
      for (const auto& urn : lineage["upstreams"]) {
        const auto path = path_of_field(urn.as<std::string>());
        const auto column = find_column(path);
        REQUIRE(column);
        const TableInfo& table = table_info(column->table);
        used.insert(fmt::format("{}.public.{}", name_of(table.database), table.name));
      }
      CHECK(find_column(path_of_field(lineage["downstreams"][0].as<std::string>())));
    }
    CHECK(difference(used, upstream).empty());
    CHECK(difference(upstream, used).empty());
  }
  CHECK(columns > 10);
}

}  // namespace
}  // namespace bankseed::catalog::datahub
