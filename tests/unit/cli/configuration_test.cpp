#include "cli/configuration/configuration.hpp"

#include <algorithm>
#include <fstream>
#include <map>

#include <catch2/catch.hpp>

#include "bankseed/core/error.hpp"
#include "cli/configuration/configuration_text.hpp"
#include "cli/configuration/connections.hpp"
#include "cli/configuration/options.hpp"
#include "cli/configuration/setting_entry.hpp"
#include "cli/configuration/values.hpp"
#include "support/temporary_directory.hpp"
#include "verify/selection.hpp"

namespace bankseed {
namespace {

/// A configuration file that is removed at the end of a test.
class ConfigurationFile {
 public:
  explicit ConfigurationFile(const std::string& text) { std::ofstream(path_) << text; }
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

 private:
  testing::TemporaryDirectory directory_;
  std::filesystem::path path_ = directory_.path() / "bank.toml";
};

Configuration read(const std::string& text, const std::vector<std::string>& assignments = {}) {
  const ConfigurationFile file(text);
  return read_configuration({file.path(), assignments});
}

/// The message of the error, without the name of the file.
std::string error_of(const std::string& text) {
  const ConfigurationFile file(text);
  try {
    static_cast<void>(read_configuration({file.path(), {}}));
  } catch (const UsageError& error) {
    const std::string message = error.what();
    return message.starts_with(file.path().string()) ? message.substr(file.path().string().size())
                                                     : message;
  }
  return "no error";
}

TEST_CASE("an empty configuration is the defaults, as of today") {
  const Configuration configuration = read("");
  CHECK(configuration.bank.customers == 1'200);
  CHECK(configuration.bank.seed == 42);
  CHECK(configuration.bank.as_of == today());
  CHECK(changed_settings(configuration.bank.settings).empty());
}

TEST_CASE("what is printed reads as what it was printed from, for any values") {
  Configuration configuration = read("");
  CHECK(configuration_text(read(configuration_text(configuration, {})), {}) ==
        configuration_text(configuration, {}));
  // Every setting other than its default: splits turned by one place, numbers at a limit.
  Settings& settings = configuration.bank.settings;
  for (const SettingSection& section : describe_settings(settings)) {
    for (const Setting& setting : section.settings) {
      if (const auto* shares = std::get_if<std::span<std::uint32_t>>(&setting.value)) {
        std::rotate(shares->begin(), shares->begin() + 1, shares->end());
        (*shares)[0] += (*shares)[1];
        (*shares)[1] = 0;
      }
    }
  }
  for (const SettingEntry& entry : setting_entries(settings)) {
    if (entry.is_range()) entry.assign({entry.setting.allowed.low, entry.setting.allowed.high});
    if (std::holds_alternative<Share*>(entry.setting.value)) entry.assign({12'34 + 5});
    if (std::holds_alternative<Volume*>(entry.setting.value)) entry.assign({777});
  }
  configuration.bank.seed = ~std::uint64_t{0};
  configuration.bank.customers = 10'000'000'000;
  configuration.bank.employees = 17;
  configuration.bank.as_of = parse_day("", "1999-12-31");
  const std::string text = configuration_text(configuration, {});
  const Configuration again = read(text);
  CHECK(configuration_text(again, {}) == text);
  CHECK(again.bank.seed == configuration.bank.seed);
  CHECK(again.bank.as_of == configuration.bank.as_of);
  CHECK(changed_settings(again.bank.settings) == changed_settings(settings));
  CHECK(changed_settings(settings).size() > 40);
}

TEST_CASE("a busy bank has other defaults, and what is given goes before them") {
  const Settings busy = read("[transactions]\nactivity = \"busy\"\n").bank.settings;
  CHECK(busy.transactions.count.per_1200 > 400'000);
  CHECK(changed_settings(busy) == std::vector<std::string>{"transactions.activity=\"busy\""});
  const auto mixed = read("[transactions]\ncount = 30000\n",
                          {"transactions.activity=busy", "transactions.per_account=5..90"})
                         .bank.settings;
  CHECK(mixed.transactions.count.per_1200 == 30'000);
  CHECK(mixed.transactions.per_account.high == 90);
  CHECK(mixed.transactions.fees.basis_points == busy.transactions.fees.basis_points);
  CHECK(changed_settings(mixed).size() == 3);
  CHECK(changed_settings(read("", changed_settings(mixed)).bank.settings) ==
        changed_settings(mixed));
  // A file that says everything, as it is printed, does not stand in the way of a choice.
  const std::string usual = configuration_text(read(""), {});
  CHECK(changed_settings(read(usual, {"transactions.activity=busy"}).bank.settings) ==
        changed_settings(busy));
  CHECK(changed_settings(read(configuration_text(read("", changed_settings(busy)), {}),
                              {"transactions.activity=usual"})
                             .bank.settings)
            .empty());
  CHECK(error_of("[transactions]\nactivity = \"wild\"\n") ==
        ":2: transactions.activity must be one of: usual, busy");
}

TEST_CASE("the settings that differ from the defaults are assignments that make them again") {
  const Configuration configuration = read(
      "[accounts]\nholders = 80\ntypes = { checking = 40, savings = 40 }\n"
      "[accounts.balances]\nchecking = [60.5, 9000]\n");
  const auto assignments = changed_settings(configuration.bank.settings);
  CHECK(assignments == std::vector<std::string>{"accounts.holders=80.0",
                                                "accounts.types.checking=40.0",
                                                "accounts.types.savings=40.0",
                                                "accounts.balances.checking=[60.50, 9000.00]"});
  CHECK(changed_settings(read("", assignments).bank.settings) == assignments);
}

TEST_CASE("every setting names the rules that it changes") {
  Settings settings;
  for (const SettingEntry& entry : setting_entries(settings)) {
    std::vector<std::int64_t> numbers = entry.numbers();
    ++numbers.front();
    entry.assign(numbers);
  }
  for (const auto& [id, reasons] : changed_rules(settings)) {
    CAPTURE(id, reasons);
    const auto known = verify::rule_ids();
    const bool is_of_datasets = id.substr(0, 2) == "DS";
    CHECK((is_of_datasets || std::find(known.begin(), known.end(), id) != known.end()));
    CHECK(reasons.find('=') != std::string::npos);
  }
  settings = {};
  settings.screening.flagged = {600};
  settings.screening.types = {4000, 3000, 1900, 1100};
  const std::string types =
      "screening.types.pep_screening=19.0 screening.types.transaction_monitoring=11.0";
  const std::map<std::string, std::string, std::less<>> expected = {
      {"AML1", types}, {"AML2", types}, {"AML3", "screening.flagged=6.0"}};
  CHECK(changed_rules(settings) == expected);
}

TEST_CASE("assignments win over the file, flags over both") {
  const ConfigurationFile file("[bank]\nseed = 7\ncustomers = 70\n[accounts]\nholders = 50\n");
  BankFlags flags;
  flags.sources = {file.path(), {"accounts.holders=60", "bank.seed=8"}};
  CHECK(effective_configuration(flags).bank.customers == 70);
  CHECK(effective_configuration(flags).bank.seed == 8);
  CHECK(effective_configuration(flags).bank.settings.accounts.holders.basis_points == 6'000);
  flags.seed = 9;
  CHECK(effective_configuration(flags).bank.seed == 9);
}

TEST_CASE("assignments take ranges with dots, and text without quotes") {
  const Configuration configuration =
      read("", {"transactions.per_account=10..60", "bank.locale=en_US", "bank.as_of=2020-01-31",
                "bank.customers=10k", "accounts.balances.cd=1.50..2.25"});
  CHECK(configuration.bank.settings.transactions.per_account.low == 10);
  CHECK(configuration.bank.settings.transactions.per_account.high == 60);
  CHECK(configuration.bank.settings.accounts.balances[AccountType::kCd].high == 2'25);
  CHECK(to_text(configuration.bank.as_of) == "2020-01-31");
  CHECK(configuration.bank.customers == 10'000);
}

TEST_CASE("a wrong configuration is refused with line, key and what would do") {
  CHECK(error_of("[accounts]\nholderz = 5\n") ==
        ":2: accounts.holderz: no such setting; did you mean 'accounts.holders'?");
  CHECK(error_of("[acounts]\nholders = 5\n") ==
        ":1: acounts: no such setting; did you mean 'accounts'?");
  CHECK(error_of("[accounts]\ntypes.checkin = 5\n") ==
        ":2: accounts.types.checkin: no such setting; did you mean 'accounts.types.checking'?");
  CHECK(error_of("[accounts]\nholders = \"many\"\n") == ":2: accounts.holders must be a number");
  CHECK(error_of("[accounts]\nholders = 120\n") ==
        ":2: accounts.holders must be from 0.0 to 100.0");
  CHECK(error_of("[accounts]\nholders = 12.345\n") ==
        ":2: accounts.holders has more than two decimals");
  CHECK(error_of("[accounts]\nholders = nan\n") ==
        ":2: accounts.holders must be from 0.0 to 100.0");
  CHECK(error_of("[accounts]\ntypes = 5\n") ==
        ":2: accounts.types is a group of settings, not a single one");
  CHECK(error_of("[employees]\nhire_years = 2.5\n") ==
        ":2: employees.hire_years must be a whole number");
  CHECK(error_of("[transactions]\nper_account = 5\n") ==
        ":2: transactions.per_account must be a range, [low, high]");
  CHECK(error_of("[transactions]\nper_account = [9, 5]\n") ==
        "transactions.per_account is upside down: 9 is more than 5");
  CHECK(error_of("[customers]\nrisk.low = 69\n") ==
        "customers.risk must sum to 100 per cent, not 99.0 (low 69.0, medium 25.0, high 5.0)");
  CHECK(error_of("[bank]\ncustomers = 0\n") ==
        ":2: bank.customers: '0' is too small; the least is 1");
  CHECK(error_of("[bank]\nas_of = 2025-02-30\n").starts_with(":2: "));
  CHECK(error_of("[bank\n").starts_with(":1: "));
  CHECK(error_of("[connection]\nurl = 5\n") ==
        ":2: connection.url must be a connection string in quotes");
  CHECK(error_of("[connection]\npg_bindir = 5\n") ==
        ":2: connection.pg_bindir must be a directory in quotes");
  CHECK(parse_configuration("[connection]\npg_bindir = '/opt/pg17/bin'\n", "").server_binaries ==
        "/opt/pg17/bin");
  CHECK_THROWS_AS(read_configuration({"/nonexistent/bank.toml", {}}), UsageError);
  CHECK_THROWS_AS(read_configuration({"/tmp", {}}), UsageError);
  for (const char* assignment : {"holders", "=5", "connection.url=x",
                                 "accounts.holders=", "accounts.holders=5 # five\nx = 3"}) {
    CAPTURE(assignment);
    CHECK_THROWS_AS(read("", {assignment}), UsageError);
  }
}

TEST_CASE("connections are printed without passwords, and read again") {
  DatabaseUrls urls;
  urls.all = "postgresql://alice:s3cret@db.example.com:6000/postgres";
  urls.each[2] = "host='/tmp/a b' user=bob password=s3cret dbname=ledger";
  const auto connections = resolve_connections(urls, {});
  REQUIRE(connections);
  const Configuration configuration = read("");
  const std::string text = configuration_text(configuration, connections);
  CHECK(text.find("s3cret") == std::string::npos);
  CHECK(text.find("db.example.com") != std::string::npos);
  CHECK(text.find("ledger") != std::string::npos);
  const Configuration again = read(text);
  CHECK(configuration_text(again, resolve_connections({}, again.urls)) == text);
}

TEST_CASE("a command that is pasted elsewhere leads where this one led") {
  const auto options_of = [](const DatabaseUrls& flags, const DatabaseUrls& file = {}) {
    return connection_options_text(resolve_connections(flags, file), "bank.toml");
  };
  CHECK(options_of({}).empty());
  DatabaseUrls urls;
  urls.all = "postgresql://alice:s3cret@db:6000/postgres";
  CHECK(options_of(urls) == " --url 'user=alice host=db port=6000 dbname=postgres'");
  CHECK(options_of({}, urls) == " --config bank.toml");
  urls.each[2] = "host=other";
  const std::string text = options_of(urls);
  CHECK(text.find(" --accounts-url 'host=other dbname=accounts_db'") != std::string::npos);
  CHECK(text.find(" --loans-url 'user=alice host=db port=6000 dbname=loans_db'") !=
        std::string::npos);
  urls.each[2].clear();
  setenv("PGUSER", "eve", 1);
  setenv("PGPORT", "7000", 1);
  CHECK(options_of(urls) == " --url 'user=alice host=db port=6000 dbname=postgres'");
  urls.all = "host=db";
  CHECK(options_of(urls) == " --url 'host=db port=7000 user=eve dbname=postgres'");
  setenv("PGHOST", "/run", 1);
  CHECK(options_of({}) == " --url 'host=/run port=7000 user=eve dbname=postgres'");
  unsetenv("PGHOST");
  setenv("BANKSEED_URL", "host=mine user=me port=1", 1);
  CHECK(options_of({}) == " --url 'user=me host=mine port=1 dbname=postgres'");
}

}  // namespace
}  // namespace bankseed
