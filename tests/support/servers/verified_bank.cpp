#include "support/servers/verified_bank.hpp"

#include <cstdlib>

#include <fmt/format.h>

#include "bankseed/core/calendar.hpp"
#include "bankseed/rows/catalog.hpp"

namespace bankseed::testing {
namespace {

constexpr std::string_view kAsOfText = "2026-11-19";

constexpr std::string_view kDropConstraints = R"sql(
DO $$
DECLARE
  found record;
BEGIN
  FOR found IN SELECT conrelid::regclass AS name, conname FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace ORDER BY contype <> 'f' LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', found.name, found.conname);
  END LOOP;
  FOR found IN SELECT attrelid::regclass AS name, attname FROM pg_attribute
      JOIN pg_class c ON c.oid = attrelid
      WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 AND attnotnull
  LOOP
    EXECUTE format('ALTER TABLE %s ALTER COLUMN %I DROP NOT NULL', found.name, found.attname);
  END LOOP;
END $$)sql";

constexpr std::string_view kRemember = R"sql(
CREATE SCHEMA clean;
CREATE TABLE clean.touched (name text);
CREATE FUNCTION clean.touch() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN INSERT INTO clean.touched VALUES (TG_TABLE_NAME); RETURN NULL; END $$;
DO $$
DECLARE
  found record;
BEGIN
  FOR found IN SELECT relname FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' LOOP
    EXECUTE format('CREATE TABLE clean.%I AS TABLE public.%I', found.relname, found.relname);
    EXECUTE format('CREATE TRIGGER touched AFTER INSERT OR UPDATE OR DELETE ON public.%I '
                   'EXECUTE FUNCTION clean.touch()', found.relname);
  END LOOP;
END $$)sql";

// Triggers are silent while replication is said to be at work.
constexpr std::string_view kRestore = R"sql(
SET session_replication_role TO replica;
DO $$
DECLARE
  found record;
BEGIN
  FOR found IN SELECT DISTINCT name FROM clean.touched LOOP
    EXECUTE format('TRUNCATE public.%I', found.name);
    EXECUTE format('INSERT INTO public.%I TABLE clean.%I', found.name, found.name);
  END LOOP;
END $$;
TRUNCATE clean.touched;
RESET session_replication_role)sql";

}  // namespace

VerifiedBank::VerifiedBank() : server_(test_server()) {}

TestConnection& VerifiedBank::connection(Database database) {
  auto& connection = connections_[static_cast<std::size_t>(database)];
  if (!connection)
    connection = std::make_unique<TestConnection>(server_.conninfo(name_of(database)));
  return *connection;
}

void VerifiedBank::make_clean(std::uint64_t customers, std::uint64_t seed, bool busy) {
  connections_ = {};
  busy_ = busy;
  make_bank(server_, {"--customers", std::to_string(customers), "--seed", std::to_string(seed),
                      "--as-of", std::string(kAsOfText), "--set",
                      busy ? "transactions.activity=busy" : "transactions.activity=usual"});
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const TableInfo& table = kCatalog[i];
    plan_[i] = std::stoull(
        connection(table.database).value(fmt::format("SELECT count(*) FROM {}", table.name)));
  }
}

void VerifiedBank::drop_constraints() {
  for (std::size_t i = 0; i < kDatabaseCount; ++i)
    connection(static_cast<Database>(i)).execute(std::string(kDropConstraints));
}

void VerifiedBank::remember() {
  for (std::size_t i = 0; i < kDatabaseCount; ++i)
    connection(static_cast<Database>(i)).execute(std::string(kRemember));
}

void VerifiedBank::restore() {
  for (std::size_t i = 0; i < kDatabaseCount; ++i) {
    if (planted_[i]) connection(static_cast<Database>(i)).execute(std::string(kRestore));
  }
  planted_.reset();
}

std::vector<std::string> VerifiedBank::plant(Database database, const std::string& sql) {
  planted_.set(static_cast<std::size_t>(database));
  std::vector<std::string> keys;
  for (const auto& row : connection(database).execute(sql)) {
    if (!row.empty()) keys.push_back(row.front().value_or("NULL"));
  }
  return keys;
}

verify::Report VerifiedBank::verify(const std::string& rules) const {
  const auto connections =
      resolve_connections({.all = server_.conninfo("postgres"), .each = {}}, {});
  const Date as_of = parse_date(kAsOfText).value();
  verify::Options options;
  options.rules = rules;
  options.as_of = as_of;
  options.plan = plan_;
  options.busy = busy_;
  return verify::run(connections.value(), options, as_of);
}

std::vector<std::string> VerifiedBank::broken_rules(const verify::Report& report) {
  std::vector<std::string> broken;
  for (const verify::Outcome& outcome : report.outcomes) {
    if (outcome.verdict == verify::Verdict::kHolds) continue;
    broken.push_back(fmt::format("{} {}: {}", outcome.rule->id, outcome.rule->name, outcome.found));
    for (const auto& violation : outcome.violations)
      broken.back() += fmt::format("; {}: {}", violation.key, violation.detail);
  }
  return broken;
}

VerifiedBank& verified_bank() {
  static VerifiedBank bank;
  return bank;
}

std::uint64_t clean_seeds() {
  constexpr std::uint64_t kFew = 2;
  const char* const given = std::getenv("BANKSEED_TEST_SEEDS");
  return given != nullptr ? std::strtoull(given, nullptr, 10) : kFew;
}

}  // namespace bankseed::testing
