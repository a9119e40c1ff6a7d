// Files of the catalogue pack about tables: that they are what their names say, and complete.

#include <algorithm>
#include <map>
#include <regex>
#include <set>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <yaml-cpp/yaml.h>

#include "catalog/models/dbt.hpp"
#include "catalog/models/diagrams.hpp"
#include "catalog/models/dictionary.hpp"
#include "catalog/models/frictionless.hpp"
#include "catalog/models/json_schema.hpp"
#include "catalog/models/odcs.hpp"
#include "catalog/pieces.hpp"

namespace bankseed::catalog {
namespace {

using Json = nlohmann::ordered_json;

/// Foreign keys of the six databases, and columns that refer to one table of another database only,
/// as the specification counts them.
constexpr std::size_t kForeignKeys = 26;
constexpr std::size_t kAcrossDatabases = 29;

std::string text_of(const std::vector<CatalogFile>& files, std::string_view path) {
  for (const CatalogFile& file : files) {
    if (file.path == path) return file.text;
  }
  FAIL("there is no " << path);
  return {};
}

const Json& named(const Json& list, std::string_view name) {
  const auto found = std::find_if(list.begin(), list.end(),
                                  [name](const Json& item) { return item.at("name") == name; });
  REQUIRE(found != list.end());
  return *found;
}

Json package_of(const TableSet& tables, PackageLayout layout = {}) {
  std::vector<PackageTable> list;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    if (tables[i]) {
      list.push_back({.table = TableId{static_cast<std::uint16_t>(i)},
                      .paths = {"one"},
                      .bytes = 0,
                      .sha256 = {}});
    }
  }
  return Json::parse(package_text(list, layout));
}

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1))
    ++found;
  return found;
}

TEST_CASE("the pack's page names every piece, and a file of it to begin with") {
  const CatalogFile page = contents();
  for (const Piece& piece : pieces()) {
    CAPTURE(piece.name);
    const std::string link = "](" + std::string(piece.name) + "/";
    const auto begin = page.text.find(link);
    REQUIRE(begin != std::string::npos);
    const auto path =
        page.text.substr(begin + link.size(), page.text.find(')', begin + 1) - begin - link.size());
    CHECK_FALSE(text_of(piece.files(), path).empty());
  }
}

}  // namespace

TEST_CASE("the pack's files are what their names say, each once, and the same each time") {
  for (const Piece& piece : pieces()) {
    CAPTURE(piece.name);
    const auto files = piece.files();
    const auto again = piece.files();
    REQUIRE(files.size() == again.size());
    std::set<std::string> paths;
    for (std::size_t i = 0; i < files.size(); ++i) {
      const std::string& path = files[i].path;
      CAPTURE(path);
      CHECK(paths.insert(path).second);
      CHECK(files[i].text.ends_with('\n'));
      CHECK(files[i].text == again[i].text);
      if (path.ends_with(".json")) CHECK(Json::accept(files[i].text));
      if (path.ends_with(".yml") || path.ends_with(".yaml"))
        CHECK(YAML::Load(files[i].text).IsDefined());
    }
  }
}

TEST_CASE("a data package has every column, and the references that hold for every row") {
  const Json package = Json::parse(text_of(frictionless_files(), "datapackage.json"));
  REQUIRE(package.at("resources").size() == kTableCount);
  std::size_t across = 0;
  std::size_t within = 0;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const TableInfo& table = kCatalog[i];
    const std::string name = std::string(name_of(table.database)) + "." + std::string(table.name);
    const Json& resource = named(package.at("resources"), name);
    CHECK(resource.at("path") ==
          std::string(name_of(table.database)) + "/" + std::string(table.name) + ".csv");
    CHECK(resource.at("schema").at("fields").size() == table.columns.size());
    if (!resource.at("schema").contains("foreignKeys")) continue;
    for (const Json& key : resource.at("schema").at("foreignKeys")) {
      const Json& reference = key.at("reference");
      const std::string target = reference.value("resource", name);
      named(named(package.at("resources"), target).at("schema").at("fields"),
            reference.at("fields").at(0).get<std::string>());
      (target.starts_with(name_of(table.database)) ? within : across) += 1;
    }
  }
  // Three within a database have no key; two across hold for some rows only (a customer or a
  // branch; an employee or a system).
  CHECK(within == kForeignKeys + 3);
  CHECK(across == kAcrossDatabases - 1);
}

TEST_CASE("a package of some tables refers to those alone, and to itself without a name") {
  TableSet tables = tables_of_rows<EmployeesRow, LoansRow>();
  const Json alone = package_of(tables);
  const Json& employees = named(alone.at("resources"), "employees_db.employees").at("schema");
  CHECK(std::any_of(employees.at("foreignKeys").begin(), employees.at("foreignKeys").end(),
                    [](const Json& key) { return !key.at("reference").contains("resource"); }));
  const Json& loans = named(alone.at("resources"), "loans_db.loans").at("schema");
  REQUIRE(loans.at("foreignKeys").size() == 1);
  CHECK(loans.at("foreignKeys").at(0).at("fields").at(0) == "approved_by");
  tables |= tables_of_rows<CustomersRow>();
  const Json more = package_of(tables);
  CHECK(named(more.at("resources"), "loans_db.loans").at("schema").at("foreignKeys").size() == 2);
}

TEST_CASE("a package says how its files are written") {
  const TableSet tables = tables_of_rows<AccountsRow>();
  const auto resource = [&](PackageLayout layout) {
    return package_of(tables, layout).at("resources").at(0);
  };
  const Json csv = resource({PackageFormat::kCsv, false});
  CHECK(csv.at("format") == "csv");
  CHECK(csv.at("dialect").at("delimiter") == ",");
  CHECK_FALSE(csv.contains("compression"));
  const Json packed = resource({PackageFormat::kCsv, true});
  CHECK(packed.at("mediatype") == "application/zstd");
  CHECK(packed.at("compression") == "zst");
  const Json excel = resource({PackageFormat::kExcelCsvSemicolon, false});
  CHECK(excel.at("encoding") == "utf-8-sig");
  CHECK(excel.at("dialect").at("delimiter") == ";");
  CHECK(named(excel.at("schema").at("fields"), "balance").at("decimalChar") == ",");
  CHECK(resource({PackageFormat::kJsonLines, false}).at("format") == "jsonl");
  CHECK(resource({PackageFormat::kParquet, true}).at("format") == "parquet");

  std::vector<PackageTable> list = {
      {.table = kTableId<AccountsRow>, .paths = {"a"}, .bytes = 7, .sha256 = "f00d"}};
  Json one = Json::parse(package_text(list, {})).at("resources").at(0);
  CHECK(one.at("path") == "a");
  CHECK(one.at("bytes") == 7);
  CHECK(one.at("hash") == "sha256:f00d");
  one = Json::parse(package_text(list, {PackageFormat::kParquet, true})).at("resources").at(0);
  CHECK_FALSE(one.contains("bytes"));
  CHECK_FALSE(one.contains("hash"));
  list[0].paths.emplace_back("b");
  one = Json::parse(package_text(list, {})).at("resources").at(0);
  CHECK(one.at("path") == Json::array({"a", "b"}));
  CHECK_FALSE(one.contains("hash"));
}

TEST_CASE("each database is a source of dbt, and refers to others in what is no test") {
  const auto files = dbt_files();
  std::size_t relationships = 0;
  std::size_t across = 0;
  std::size_t columns = 0;
  for (std::size_t i = 0; i < kDatabaseCount; ++i) {
    const std::string database(kDatabaseNames[i]);
    const std::string text = text_of(files, "models/" + database + ".yml");
    CHECK(count(text, "source('") == count(text, "source('" + database + "'"));
    relationships += count(text, "relationships:");
    for (const auto& table : YAML::Load(text)["sources"][0]["tables"]) {
      for (const auto& column : table["columns"]) {
        ++columns;
        const auto config = column["config"];
        if (config.IsDefined() && config["meta"]["references"].IsDefined()) ++across;
      }
    }
  }
  CHECK(relationships == kForeignKeys + 3);
  std::size_t expected = 0;
  for (const TableInfo& table : kCatalog)
    expected += table.columns.size();
  CHECK(columns == expected);
  // And two columns whose ids are of several tables.
  CHECK(across == kAcrossDatabases + 1 + 2);
}

TEST_CASE("a contract names the contract of the database that a column refers to") {
  std::size_t across = 0;
  for (const CatalogFile& file : odcs_files()) {
    CAPTURE(file.path);
    const std::regex other("to: ([a-z]+_db)\\.odcs\\.yaml#/schema/(\\w+)/properties/(\\w+)");
    for (std::sregex_iterator at(file.text.begin(), file.text.end(), other), end; at != end; ++at) {
      const std::string path = (*at)[1].str() + "." + (*at)[2].str() + "." + (*at)[3].str();
      CHECK(find_column(path).has_value());
      ++across;
    }
  }
  CHECK(across == kAcrossDatabases - 1);
}

TEST_CASE("diagrams have every table, and the overview every reference across databases") {
  const auto files = diagram_files();
  std::size_t tables = 0;
  for (const CatalogFile& file : files)
    tables += file.path.ends_with(".mmd") ? count(file.text, " {\n") : 0;
  CHECK(tables == kTableCount);
  const std::string overview = text_of(files, "overview.mmd");
  // Those of a column that holds ids of eight tables in other databases, too.
  CHECK(count(overview, " : \"") == kAcrossDatabases + 1 + 8);
  CHECK(count(overview, "--") == 0);
  CHECK(count(text_of(files, "bank.dbml"), "\nTable ") == kTableCount);
  CHECK(count(text_of(files, "bank.dbml"), "\nRef: ") == kForeignKeys + 3 + kAcrossDatabases - 1);
}

TEST_CASE("a dataset's schema asks for its columns, and for no others") {
  const auto files = json_schema_files();
  REQUIRE(files.size() == kDatasetCount);
  for (const RowTypeInfo& dataset : kDatasets) {
    const Json schema = Json::parse(text_of(files, std::string(dataset.name) + ".schema.json"));
    const Json& items = schema.at("items");
    CHECK(items.at("additionalProperties") == false);
    CHECK(items.at("required").size() == dataset.columns.size());
    for (const ColumnDef& column : dataset.columns) {
      const Json& property = items.at("properties").at(std::string(column.name));
      CHECK(property.at("type").is_array() == column.nullable);
      CHECK(property.contains("enum") == !column.values.empty());
    }
  }
  const Json customers = Json::parse(text_of(files, "customers.schema.json"));
  const Json& id = customers.at("items").at("properties").at("customer_id");
  CHECK(id.at("pattern") == "^CUST[0-9]{8,}$");
}

TEST_CASE("every link of the dictionary leads somewhere, and every column has a row") {
  const auto files = dictionary_files();
  std::size_t columns = 0;
  for (const TableInfo& table : kCatalog)
    columns += table.columns.size();
  for (const RowTypeInfo& dataset : kDatasets)
    columns += dataset.columns.size();
  const std::string page = text_of(files, "dictionary.html");
  CHECK(count(page, "<th scope=\"row\">") == columns);
  CHECK(count(page, "<script") == 0);
  const std::string text = text_of(files, "README.md");
  CHECK(count(text, "\n| `") == columns);
  const std::regex link("(?:href=\"|\\]\\()#([^\")]+)");
  for (const std::string& form : {page, text}) {
    std::size_t links = 0;
    for (std::sregex_iterator at(form.begin(), form.end(), link), end; at != end; ++at, ++links) {
      CAPTURE((*at)[1].str());
      CHECK(form.find("id=\"" + (*at)[1].str() + "\"") != std::string::npos);
    }
    CHECK(links > kTableCount + kDatasetCount + kForeignKeys + kAcrossDatabases);
  }
}

}  // namespace bankseed::catalog
