#include <array>

#include "cli/workload/workload.hpp"

namespace bankseed {
namespace {

constexpr auto kCompliance = Database::kCompliance;

constexpr std::string_view kQueue =
    R"(-- What is to be settled, the gravest and oldest first.
SELECT v.violation_id, r.rule_name, v.entity_type, v.entity_id, v.severity, v.status,
       v.violation_date
FROM rule_violations v
JOIN compliance_rules r USING (rule_id)
WHERE v.status IN ('open', 'investigating')
ORDER BY array_position(ARRAY['critical', 'high', 'medium', 'low'], v.severity::text),
         v.violation_date
LIMIT 20;
)";

constexpr std::string_view kDossier =
    R"(-- What is known of a customer: identity, the last checks, reports of suspicion.
\set customer random(1, {customers})
SELECT k.kyc_status, k.risk_rating, k.next_review_date, c.check_type, c.check_date, c.aml_flag,
       (SELECT count(*) FROM suspicious_activity_reports s WHERE s.customer_id = k.customer_id)
         AS reports
FROM kyc_records k
LEFT JOIN LATERAL (
  SELECT check_type, check_date, aml_flag FROM aml_checks a
  WHERE a.customer_id = k.customer_id ORDER BY check_date DESC LIMIT 5) c ON true
WHERE k.customer_id = {id:CUST:customer};
)";

constexpr std::string_view kScreening =
    R"(-- A customer is screened against a watchlist, without a match, and that somebody looked is
-- kept.
\set customer random(1, {customers})
\set compliance_officer random(1, {compliance_officers})
\set desk random(1, 254)
BEGIN;
INSERT INTO aml_checks (check_id, customer_id, check_date, check_type, aml_flag, screening_result)
SELECT 'AML' || {stamp},
       {id:CUST:customer}, at, 'watchlist', false, 'Screened again; no match.'
FROM (SELECT {now} AS at) AS clock;
INSERT INTO audit_trails (entity_type, entity_id, action, performed_by, performed_at, ip_address)
VALUES ('customer', {id:CUST:customer}, 'view', {compliance_officer}, {now},
        '10.0.0.' || :desk::text);
COMMIT;
)";

constexpr std::string_view kViolation =
    R"(-- A breach of a rule from the alarm to its end: it is opened, looked into and settled.
\set customer random(1, {customers})
\set severity random(1, 4)
\set compliance_officer random(1, {compliance_officers})
INSERT INTO rule_violations (violation_id, rule_id, entity_type, entity_id, violation_date,
                             severity, status)
SELECT 'VIO' || {stamp},
       rule_id, 'customer', {id:CUST:customer}, at,
       (ARRAY['critical', 'high', 'medium', 'low'])[:severity::integer], 'open'
FROM (SELECT rule_id FROM compliance_rules
      WHERE rule_type = 'velocity_check' AND is_active ORDER BY rule_id LIMIT 1) AS broken,
     (SELECT {now} AS at) AS clock
RETURNING substr(violation_id, 4) AS violation \gset
UPDATE rule_violations SET status = 'investigating'
WHERE violation_id = 'VIO' || :violation::text;
UPDATE rule_violations
SET status = 'resolved', resolved_date = {now}::date, resolved_by = {compliance_officer},
    resolution_notes = 'The customer explained the movements.'
WHERE violation_id = 'VIO' || :violation::text;
)";

constexpr std::string_view kComplianceReport =
    R"(-- Checks of the month before the bank's day and since, by kind.
SELECT check_type, count(*) AS checks, count(*) FILTER (WHERE aml_flag) AS flagged
FROM aml_checks
WHERE check_date >= {today} - 30
GROUP BY check_type ORDER BY check_type;
)";

constexpr std::array<WorkloadScript, 5> kComplianceScripts = {{
    {kCompliance, "dossier", 55, "what compliance knows of a customer", kDossier},
    {kCompliance, "queue", 20, "what is to be settled, the gravest first", kQueue},
    {kCompliance, "screening", 15, "a screening, with its entry in the audit trail", kScreening},
    {kCompliance, "violation", 8, "a breach of a rule, opened, looked into, settled", kViolation},
    {kCompliance, "report", 2, "a month's checks by kind", kComplianceReport},
}};

}  // namespace

std::span<const WorkloadScript> compliance_scripts() {
  return kComplianceScripts;
}

}  // namespace bankseed
