#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "bankseed/core/check.hpp"
#include "catalog/datahub/datahub.hpp"
#include "catalog/datahub/names.hpp"
#include "catalog/datahub/references.hpp"

namespace bankseed::catalog::datahub {
namespace {

/// Columns from whose values another column's follow. Not a reference: that a row names another
/// says nothing of where its values come from.
struct Derivation {
  std::string_view column;  ///< As in ColumnDef::external, which of `from` are several.
  std::string_view from;
  std::string_view how;
};
/// By the table that is made; what a bank does, told of the tables that show it.
constexpr std::array kDerivations = {
    Derivation{"customer_db.customer_profiles.customer_id", "accounts_db.customers.customer_id",
               "Copied: one profile for each customer."},
    Derivation{"customer_db.customer_profiles.full_name",
               "accounts_db.customers.first_name, accounts_db.customers.last_name", "Joined."},
    Derivation{"customer_db.customer_profiles.email", "accounts_db.customers.email", "Copied."},
    Derivation{"customer_db.customer_profiles.phone", "accounts_db.customers.phone", "Copied."},
    Derivation{"customer_db.customer_profiles.onboarding_date", "accounts_db.customers.created_at",
               "The day of the moment."},
    Derivation{"loans_db.loans.application_id", "loans_db.loan_applications.application_id",
               "Copied: one loan for each approved application."},
    Derivation{"loans_db.loans.customer_id", "loans_db.loan_applications.customer_id", "Copied."},
    Derivation{"loans_db.loans.loan_type", "loans_db.loan_applications.loan_type", "Copied."},
    Derivation{"loans_db.loans.principal_amount", "loans_db.loan_applications.approved_amount",
               "Copied."},
    Derivation{"loans_db.repayment_schedule.total_amount",
               "loans_db.loans.principal_amount, loans_db.loans.interest_rate, "
               "loans_db.loans.term_months",
               "Level installments that pay off the principal in the term."},
    Derivation{"loans_db.collateral.ltv_ratio", "loans_db.loans.principal_amount",
               "Divided by the appraised value."},
    Derivation{"insurance_db.premium_payments.amount", "insurance_db.policies.premium_amount",
               "Copied: one payment for each period."},
    Derivation{"compliance_db.kyc_records.kyc_status", "customer_db.customer_profiles.kyc_status",
               "Copied."},
    Derivation{"compliance_db.kyc_records.risk_rating", "customer_db.customer_profiles.risk_rating",
               "Copied."},
    Derivation{"compliance_db.aml_checks.transaction_id", "accounts_db.transactions.transaction_id",
               "Copied of movements above 10,000."},
    Derivation{"compliance_db.suspicious_activity_reports.customer_id",
               "compliance_db.aml_checks.customer_id",
               "Copied of screenings that found something."},
    Derivation{"compliance_db.suspicious_activity_reports.amount_involved",
               "accounts_db.transactions.transaction_amount",
               "Sum of the movements that the report is about."},
};

Document entity(const TableInfo& table) {
  return {{"entity",
           {{"name", dataset_name(table)},
            {"type", "dataset"},
            {"platform", "postgres"},
            {"env", "PROD"}}}};
}

/// One table with what it is made of.
struct Made {
  TableId table{};
  std::vector<TableId> from;
  Document columns = Document::array();
};

void add_upstreams(Made& made, const Derivation& derivation, const ColumnRef& column) {
  Document upstreams = Document::array();
  for (const ColumnRef& from : columns_named(derivation.from)) {
    if (std::find(made.from.begin(), made.from.end(), from.table) == made.from.end())
      made.from.push_back(from.table);
    upstreams.push_back(field_urn(table_info(from.table), from.column.name));
  }
  const std::string downstream = field_urn(table_info(column.table), column.column.name);
  made.columns.push_back({{"upstreamType", "FIELD_SET"},
                          {"upstreams", std::move(upstreams)},
                          {"downstreamType", "FIELD"},
                          {"downstreams", Document::array({downstream})},
                          {"transformOperation", derivation.how}});
}

}  // namespace

std::vector<CatalogFile> lineage_files() {
  std::vector<Made> tables;
  for (const Derivation& derivation : kDerivations) {
    const ColumnRef column = columns_named(derivation.column).front();
    if (tables.empty() || tables.back().table != column.table)
      tables.push_back({.table = column.table, .from = {}});
    add_upstreams(tables.back(), derivation, column);
  }
  Document lineage = Document::array();
  for (Made& made : tables) {
    Document entry = entity(table_info(made.table));
    Document upstream = Document::array();
    for (const TableId from : made.from)
      upstream.push_back(entity(table_info(from)));
    entry["upstream"] = std::move(upstream);
    entry["fineGrainedLineages"] = std::move(made.columns);
    lineage.push_back(std::move(entry));
  }
  return {
      {"lineage.yml", yaml_text({{"version", "1"}, {"lineage", std::move(lineage)}})},
      // Nothing is asked of the server: what these tables are made of stands in the file.
      {"lineage.recipe.yml", file_recipe("datahub-lineage-file",
                                         {{"file", "lineage.yml"}, {"preserve_upstream", false}})}};
}

}  // namespace bankseed::catalog::datahub
