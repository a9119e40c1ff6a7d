// The SQL of a coordinator where a bank's ids have outgrown their width, which no test can load.

#include "cli/run/shards/coordinator.hpp"

#include <catch2/catch.hpp>

#include "bankseed/bank/bank.hpp"

namespace bankseed::testing {
namespace {

Coordinator coordinator_of(const BankOptions& options) {
  const ServerMap map = ServerMap::parse(
      "[[servers]]\nshards = [0, 0]\nurl = \"host=a\"\n"
      "[[servers]]\nshards = [1, 3]\nurl = \"host=b\"\n",
      "map.toml");
  return {map.servers(), Bank(options), {"C", "C", "c", true}};
}

TEST_CASE("a table whose ids have outgrown their width is a view, others are partitioned") {
  BankOptions options;
  options.customers = 60'000'000;
  const Coordinator coordinator = coordinator_of(options);
  const auto script =
      coordinator.script(Database::kCompliance, Coordinator::Passwords::kPlaceholders);
  CHECK_THAT(script,
             Catch::Contains("CREATE VIEW public.suspicious_activity_reports AS SELECT * FROM "
                             "server_1.suspicious_activity_reports UNION ALL SELECT * FROM "
                             "server_2.suspicious_activity_reports;") &&
                 !Catch::Contains("PARTITION BY RANGE (sar_id") &&
                 Catch::Contains("PARTITION BY RANGE (customer_id") &&
                 Catch::Contains("PARTITION BY RANGE (audit_id)") &&
                 Catch::Contains("CREATE FOREIGN TABLE public.compliance_rules "));
  // Among ids of two widths the longer one is the later one.
  CHECK_THAT(coordinator.strays_sql(kTableId<SuspiciousActivityReportsRow>, 0).value(),
             Catch::Contains("(length(sar_id), (sar_id) COLLATE \"C\") < (length('SAR"));
  CHECK(!coordinator.strays_sql(kTableId<ComplianceRulesRow>, 1));
}

TEST_CASE("a server that should have no rows of a table has no partition, and no row is right") {
  const Coordinator coordinator = coordinator_of({});
  const auto script =
      coordinator.script(Database::kCompliance, Coordinator::Passwords::kPlaceholders);
  CHECK_THAT(script,
             Catch::Contains("CREATE FOREIGN TABLE server_1.regulatory_reports PARTITION OF "
                             "public.regulatory_reports FOR VALUES FROM (MINVALUE) TO "
                             "(MAXVALUE) SERVER server_1") &&
                 !Catch::Contains("server_2.regulatory_reports"));
  CHECK_THAT(coordinator.strays_sql(kTableId<RegulatoryReportsRow>, 1).value(),
             Catch::Contains("WHERE (false) IS NOT TRUE"));
  CHECK_THAT(coordinator.strays_sql(kTableId<RegulatoryReportsRow>, 0).value(),
             Catch::Contains("WHERE (report_id IS NOT NULL) IS NOT TRUE"));
}

}  // namespace
}  // namespace bankseed::testing
