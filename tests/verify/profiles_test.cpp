// bankseed catalog datahub --profiles, called as a user calls it, on banks in a real server.

#include <csignal>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "bankseed/rows/catalog.hpp"
#include "support/locations.hpp"
#include "support/process.hpp"
#include "support/servers/test_server.hpp"
#include "support/temporary_directory.hpp"

namespace bankseed::testing {
namespace {

using Json = nlohmann::json;

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path);
  REQUIRE(in);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// A bank of 240 customers, and what the program writes of it.
class MeasuredBank {
 public:
  MeasuredBank() {
    make_bank(test_server(), {"--customers", "240", "--seed", "7", "--as-of", "2025-06-30"});
  }

  [[nodiscard]] static TestConnection connect(Database database) {
    return TestConnection(test_server().conninfo(name_of(database)));
  }
  [[nodiscard]] std::vector<std::string> command() const {
    return {program(), "catalog",       "datahub", "--profiles",
            "--out",   pack().string(), "--url",   test_server().conninfo("postgres")};
  }
  [[nodiscard]] std::filesystem::path pack() const { return folder_.path() / "pack"; }
  [[nodiscard]] std::string file(const std::string& name) const {
    return bytes_of(pack() / "datahub" / name);
  }
  /// By the dataset's URN.
  [[nodiscard]] std::map<std::string, Json> profiles() const {
    const ProcessResult result = run_process(command());
    CAPTURE(result.err);
    REQUIRE(result.exit_code == 0);
    std::map<std::string, Json> profiles;
    for (const Json& proposal : Json::parse(file("profiles.json"))) {
      CHECK(proposal.at("aspectName") == "datasetProfile");
      profiles[proposal.at("entityUrn")] = proposal.at("aspect").at("json");
    }
    return profiles;
  }

 private:
  TemporaryDirectory folder_;
};

std::string urn_of(const TableInfo& table) {
  return fmt::format("urn:li:dataset:(urn:li:dataPlatform:postgres,{}.public.{},PROD)",
                     name_of(table.database), table.name);
}

std::string urn_of(std::string_view table) {
  return urn_of(table_info(find_table(table).value()));
}

std::set<std::string> keys_of(const Json& field) {
  std::set<std::string> keys;
  for (const auto& [key, value] : field.items())
    keys.insert(key);
  return keys;
}

void add_texts(const Json& document, std::set<std::string>& texts) {
  if (document.is_string()) texts.insert(document.get<std::string>());
  if (!document.is_structured()) return;
  for (const auto& [key, value] : document.items())
    add_texts(value, texts);
}

/// What names a person in the whole bank.
std::set<std::string> names_of_persons() {
  std::set<std::string> names;
  for (const TableInfo& table : kCatalog) {
    TestConnection connection = MeasuredBank::connect(table.database);
    for (const ColumnDef& column : table.columns) {
      if (column.sensitivity != Sensitivity::kDirectIdentifier) continue;
      const auto rows = connection.execute(fmt::format(
          "SELECT DISTINCT {0}::text FROM {1} WHERE {0} IS NOT NULL", column.name, table.name));
      for (const auto& row : rows)
        names.insert(row.front().value());
    }
  }
  return names;
}

/// The counts of a column, as another query counts them.
void check_counts(TestConnection& connection,
                  const TableInfo& table,
                  const ColumnDef& column,
                  const Json& field,
                  std::uint64_t rows) {
  const auto counted = connection.execute(
      fmt::format("SELECT count(*) FILTER (WHERE {0} IS NULL), (SELECT count(*) FROM (SELECT {0} "
                  "FROM {1} WHERE {0} IS NOT NULL GROUP BY 1) AS s) FROM {1}",
                  column.name, table.name));
  const std::uint64_t nulls = std::stoull(counted.at(0).at(0).value());
  const std::uint64_t distinct = std::stoull(counted.at(0).at(1).value());
  CHECK(field.at("nullCount") == nulls);
  CHECK(field.at("uniqueCount") == distinct);
  CHECK(field.at("nullProportion").get<double>() == Approx(double(nulls) / double(rows)));
  if (!field.contains("distinctValueFrequencies")) return;
  std::uint64_t sum = 0;
  std::set<std::string> values;
  for (const Json& entry : field.at("distinctValueFrequencies")) {
    sum += entry.at("frequency").get<std::uint64_t>();
    values.insert(entry.at("value").get<std::string>());
  }
  CHECK(sum == rows - nulls);
  CHECK(values.size() == distinct);
}

void check_what_is_told(const ColumnDef& column, const Json& field) {
  if (column.sensitivity == Sensitivity::kDirectIdentifier) {
    auto keys = keys_of(field);
    keys.erase("uniqueProportion");  // Of no value there is none.
    CHECK(keys == std::set<std::string>{"fieldPath", "nullCount", "nullProportion", "uniqueCount"});
  }
  CHECK(field.contains("sampleValues") == (column.sensitivity == Sensitivity::kNone));
  if (field.contains("distinctValueFrequencies") && column.sensitivity != Sensitivity::kNone)
    CHECK((!column.values.empty() || column.kind == Kind::kBool));
}

}  // namespace

TEST_CASE("profiles count what is there, and tell nothing that names a person") {
  const MeasuredBank bank;
  const auto profiles = bank.profiles();
  REQUIRE(profiles.size() == kTableCount);
  for (const TableInfo& table : kCatalog) {
    CAPTURE(table.name);
    TestConnection connection = MeasuredBank::connect(table.database);
    const Json& profile = profiles.at(urn_of(table));
    const std::uint64_t rows =
        std::stoull(connection.value(fmt::format("SELECT count(*) FROM {}", table.name)));
    CHECK(profile.at("rowCount") == rows);
    CHECK(profile.at("columnCount") == table.columns.size());
    const Json& fields = profile.at("fieldProfiles");
    REQUIRE(fields.size() == table.columns.size());
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const ColumnDef& column = table.columns[i];
      CAPTURE(column.name);
      CHECK(fields[i].at("fieldPath") == column.name);
      check_counts(connection, table, column, fields[i], rows);
      check_what_is_told(column, fields[i]);
    }
  }

  std::set<std::string> told;
  add_texts(Json::parse(bank.file("profiles.json")), told);
  const auto names = names_of_persons();
  CHECK(names.size() > 2000);
  for (const std::string& text : told) {
    CAPTURE(text);
    CHECK(names.count(text) == 0);
  }
}

TEST_CASE("a column's profile has its range, mean and values as DataHub writes them") {
  const MeasuredBank bank;
  TestConnection hr = MeasuredBank::connect(Database::kEmployees);
  hr.execute(
      "DELETE FROM employee_training; DELETE FROM training_programs; INSERT INTO training_programs "
      "SELECT 'course' || n, 'Course ' || n, 'technical', 4 * n, n = 1 FROM "
      "generate_series(1, 3) AS n");
  const Json fields = bank.profiles().at(urn_of("training_programs")).at("fieldProfiles");
  std::map<std::string, Json> by_name;
  for (const Json& field : fields)
    by_name[field.at("fieldPath")] = field;
  CHECK(by_name.at("duration_hours") == Json::parse(R"({"fieldPath": "duration_hours",
    "uniqueCount": 3, "uniqueProportion": 1.0, "nullCount": 0, "nullProportion": 0.0,
    "min": "4", "max": "12", "mean": "8.0", "median": "8.0", "stdev": "4.0",
    "sampleValues": ["4", "8", "12"]})"));
  CHECK(by_name.at("description").at("distinctValueFrequencies") ==
        Json::parse(R"([{"value": "technical", "frequency": 3}])"));
  CHECK(by_name.at("certification").at("distinctValueFrequencies") ==
        Json::parse(R"([{"value": "False", "frequency": 2}, {"value": "True", "frequency": 1}])"));
  CHECK(by_name.at("certification").at("sampleValues") == Json({"True", "False", "False"}));
  CHECK_FALSE(by_name.at("program_name").contains("distinctValueFrequencies"));

  // Other columns, and somebody's own.
  hr.execute("ALTER TABLE employee_training ADD COLUMN note text");
  const auto changed = bank.profiles();
  const Json& empty = changed.at(urn_of("employee_training"));
  CHECK(empty.at("rowCount") == 0);
  CHECK(empty.at("columnCount") ==
        table_info(find_table("employee_training").value()).columns.size() + 1);
  CHECK_FALSE(empty.contains("fieldProfiles"));
}

TEST_CASE("with profiles DataHub's recipe does not measure again, and all else is the same") {
  const MeasuredBank bank;
  static_cast<void>(bank.profiles());
  const auto plain = bank.pack().string() + "-plain";
  REQUIRE(run_process({program(), "catalog", "datahub", "--out", plain}).exit_code == 0);
  std::set<std::string> other;
  for (const auto& entry : std::filesystem::directory_iterator(bank.pack() / "datahub")) {
    const auto name = entry.path().filename();
    const auto same = std::filesystem::path(plain) / "datahub" / name;
    if (!std::filesystem::exists(same) || bytes_of(entry.path()) != bytes_of(same))
      other.insert(name.string());
  }
  CHECK(other ==
        std::set<std::string>{"postgres.recipe.yml", "profiles.json", "profiles.recipe.yml"});
  CHECK(bank.file("postgres.recipe.yml").find("profiling:\n      enabled: false\n") !=
        std::string::npos);
  // Nor do profiles stay that are of no bank any more.
  REQUIRE(run_process({program(), "catalog", "datahub", "--out", bank.pack().string()}).exit_code ==
          0);
  CHECK_FALSE(std::filesystem::exists(bank.pack() / "datahub" / "profiles.json"));
  CHECK_FALSE(std::filesystem::exists(bank.pack() / "datahub" / "profiles.recipe.yml"));
}

TEST_CASE("what cannot be measured is named, and nothing is written") {
  const MeasuredBank bank;
  TestConnection(test_server().conninfo("postgres"))
      .execute(
          "DO $$ BEGIN CREATE ROLE measurer_of_test LOGIN; EXCEPTION WHEN duplicate_object "
          "THEN NULL; END $$");
  TestConnection loans = MeasuredBank::connect(Database::kLoans);
  std::vector<std::string> command = bank.command();
  std::string message;
  SECTION("a table that is not there") {
    loans.execute("DROP TABLE collateral");
    message = "there is no table loans_db.collateral; ";
  }
  SECTION("a table of which a role sees no rows, or a part") {
    for (const std::string_view database : kDatabaseNames) {
      TestConnection(test_server().conninfo(database))
          .execute(
              "DROP OWNED BY measurer_of_test; GRANT SELECT ON ALL TABLES IN SCHEMA public TO "
              "measurer_of_test");
    }
    command.back() += " user=measurer_of_test";
    SECTION("no right to read it") {
      loans.execute("REVOKE SELECT ON collateral FROM measurer_of_test");
      message = "run GRANT SELECT ON TABLE \"collateral\" TO \"measurer_of_test\" in loans_db";
    }
    SECTION("row-level security") {
      loans.execute("ALTER TABLE collateral ENABLE ROW LEVEL SECURITY");
      message = "connect as a role that sees all rows";
    }
  }
  const ProcessResult result = run_process(command);
  CHECK(result.exit_code == 1);
  CHECK_THAT(result.err, Catch::Contains(message));
  CHECK_FALSE(std::filesystem::exists(bank.pack()));
}

TEST_CASE("Ctrl-C ends the measuring of profiles at once") {
  const MeasuredBank bank;
  TestConnection other = MeasuredBank::connect(Database::kAccounts);
  other.execute("BEGIN; LOCK TABLE transactions");
  Process process(bank.command(), {});
  TestConnection watcher(test_server().conninfo("postgres"));
  wait_until("a session waits for a lock", [&watcher] {
    return watcher.value("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'") !=
           "0";
  });
  process.signal(SIGINT);
  const ProcessResult result = process.wait(std::chrono::seconds(5));
  CHECK(result.exit_code == 130);
  CHECK(result.out.empty());
  CHECK_FALSE(std::filesystem::exists(bank.pack()));
}

}  // namespace bankseed::testing
