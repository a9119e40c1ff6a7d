#include "cli/verification/sample_queries.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "bankseed/rows/catalog.hpp"
#include "cli/configuration/connections.hpp"
#include "schema/ddl.hpp"
#include "verify/rules/references.hpp"

namespace bankseed {
namespace {

using verify::Reference;

constexpr std::string_view kHead =
    R"(-- Sample queries along the references of the bank, for psql: paste what you
-- like, or run all of it: bankseed verify --queries | psql -X {}
-- lead_nowhere is 0 for a bank that is right.
)";

/// A join within each database, in the order of Database.
constexpr std::array<std::string_view, kDatabaseCount> kJoins = {
    R"(SELECT m.employee_id, m.last_name AS manager, m.role, count(*) AS reports
FROM employees e
JOIN employees m ON m.employee_id = e.manager_id
GROUP BY m.employee_id ORDER BY reports DESC, m.employee_id LIMIT 5;
)",
    R"(SELECT c.complaint_id, p.full_name, p.customer_segment, c.complaint_type, c.status
FROM complaints c
JOIN customer_profiles p USING (customer_id)
ORDER BY c.filed_date DESC LIMIT 5;
)",
    R"(SELECT t.transaction_id, c.first_name, c.last_name, a.account_number, t.transaction_amount
FROM transactions t
JOIN accounts a USING (account_id)
JOIN customers c USING (customer_id)
ORDER BY t.transaction_amount DESC, t.transaction_id LIMIT 5;
)",
    R"(SELECT l.loan_id, l.loan_type, l.principal_amount, count(*) AS installments,
       sum(s.principal_amount) AS principal_in_schedule
FROM loans l
JOIN repayment_schedule s USING (loan_id)
GROUP BY l.loan_id ORDER BY l.principal_amount DESC, l.loan_id LIMIT 5;
)",
    R"(SELECT p.policy_id, p.policy_type, p.coverage_amount, c.claim_type, c.claim_amount, c.status
FROM claims c
JOIN policies p USING (policy_id)
ORDER BY c.claim_amount DESC, c.claim_id LIMIT 5;
)",
    R"(SELECT r.rule_name, r.rule_type, count(*) AS violations
FROM rule_violations v
JOIN compliance_rules r USING (rule_id)
GROUP BY r.rule_id ORDER BY violations DESC, r.rule_id LIMIT 5;
)",
};

/// From one database into another: a query whose ids psql keeps in the variable `ids` when it
/// connects to the next.
struct Journey {
  std::string_view title;
  Database from;
  std::string_view query;  ///< Rows with the column `id`.
  Database to;
  std::string_view lookup;  ///< Uses :ids.
};
constexpr std::array<Journey, 4> kJourneys = {{
    {"The borrowers of the five largest loans", Database::kLoans,
     "SELECT loan_id, principal_amount, customer_id AS id FROM loans\n"
     "ORDER BY principal_amount DESC, loan_id LIMIT 5",
     Database::kCustomer,
     "SELECT customer_id, full_name, customer_segment, risk_rating FROM customer_profiles\n"
     "WHERE customer_id IN (:ids)"},
    {"The movements behind the latest checks for money laundering", Database::kCompliance,
     "SELECT check_id, check_date, transaction_id AS id FROM aml_checks\n"
     "WHERE transaction_id IS NOT NULL ORDER BY check_date DESC, check_id LIMIT 5",
     Database::kAccounts,
     "SELECT transaction_id, account_id, transaction_date, transaction_amount FROM transactions\n"
     "WHERE transaction_id IN (:ids)"},
    {"The accounts that pay the dearest policies", Database::kInsurance,
     "SELECT policy_id, premium_amount, linked_account_id AS id FROM policies\n"
     "WHERE linked_account_id IS NOT NULL ORDER BY premium_amount DESC, policy_id LIMIT 5",
     Database::kAccounts,
     "SELECT a.account_id, c.last_name, a.balance FROM accounts a JOIN customers c USING\n"
     "(customer_id) WHERE a.account_id IN (:ids)"},
    {"Who dealt with the latest contacts", Database::kCustomer,
     "SELECT interaction_id, interaction_type, handled_by AS id FROM interactions\n"
     "WHERE handled_by IS NOT NULL ORDER BY interaction_date DESC, interaction_id LIMIT 5",
     Database::kEmployees,
     "SELECT employee_id, last_name, role, branch_code FROM employees WHERE employee_id IN\n"
     "(:ids)"},
}};

class Script {
 public:
  explicit Script(const ConnectionSettings& connections) : connections_(connections) {
    // One server for all: names are enough, and easier to read.
    is_one_server_ = std::all_of(connections.begin(), connections.end(),
                                 [&connections](const DatabaseAddress& address) {
                                   return address.parameters == connections.front().parameters;
                                 });
  }

  [[nodiscard]] std::string text() {
    const auto& first = connections_[static_cast<std::size_t>(Database::kAccounts)];
    text_ = fmt::format(kHead, "\"" + connection_string(first, first.name) + "\"");
    for (std::size_t i = 0; i < kDatabaseCount; ++i)
      add_within(static_cast<Database>(i));
    for (const Journey& journey : kJourneys)
      add_journey(journey);
    add_whole_references();
    return std::move(text_);
  }

 private:
  void add_title(std::string_view title) { text_ += fmt::format("\n-- {}\n", title); }

  void connect(Database database) {
    const DatabaseAddress& address = connections_[static_cast<std::size_t>(database)];
    text_ += is_one_server_
                 ? fmt::format("\\connect {}\n", quote_identifier(address.name))
                 : fmt::format("\\connect \"{}\"\n", connection_string(address, address.name));
  }

  void add_within(Database database) {
    add_title(fmt::format("{}: foreign keys within", name_of(database)));
    connect(database);
    text_ += kJoins[static_cast<std::size_t>(database)];
    std::vector<std::string> counts;
    for (const Reference& reference : verify::references()) {
      const TableInfo& parent = table_info(reference.parent);
      if (table_info(reference.child).database != database || parent.database != database) continue;
      counts.push_back(count(reference, std::string(parent.name), reference.parent_column));
    }
    add_counts(counts);
  }

  void add_journey(const Journey& journey) {
    add_title(
        fmt::format("{}: {} to {}", journey.title, name_of(journey.from), name_of(journey.to)));
    connect(journey.from);
    text_ += fmt::format("{};\n", journey.query);
    text_ += fmt::format(
        "SELECT string_agg(quote_literal(id), ', ') AS ids FROM (\n{}) AS found \\gset\n",
        journey.query);
    connect(journey.to);
    text_ += fmt::format("{};\n", journey.lookup);
  }

  /// Every reference into another database: ids go from one to the other through a file.
  void add_whole_references() {
    for (std::size_t i = 0; i < kDatabaseCount; ++i) {
      const auto from = static_cast<Database>(i);
      std::vector<Reference> outward;
      for (const Reference& reference : verify::references()) {
        if (table_info(reference.child).database == from &&
            table_info(reference.parent).database != from)
          outward.push_back(reference);
      }
      if (!outward.empty()) add_references_from(from, outward);
    }
    text_ += "\\! rm -f /tmp/bankseed_ids_*.txt\n";
  }

  void add_references_from(Database from, const std::vector<Reference>& references) {
    add_title(fmt::format("{}: references into other databases", name_of(from)));
    for (const Reference& reference : references)
      export_ids(reference);
    connect(from);
    std::vector<std::string> known;
    std::vector<std::string> counts;
    for (const Reference& reference : references) {
      const std::string name = file_name(reference);
      if (std::find(known.begin(), known.end(), name) == known.end()) {
        text_ += fmt::format(
            "CREATE TEMPORARY TABLE {0} (id text PRIMARY KEY);\n\\copy {0} FROM '/tmp/{0}.txt'\n",
            name);
        known.push_back(name);
      }
      counts.push_back(count(reference, name, "id"));
    }
    add_counts(counts);
  }

  [[nodiscard]] static std::string file_name(const Reference& reference) {
    return fmt::format("bankseed_ids_{}", reference.parent_column);
  }

  /// Writes all ids to a file, once.
  void export_ids(const Reference& reference) {
    const std::string name = file_name(reference);
    if (std::find(exported_.begin(), exported_.end(), name) != exported_.end()) return;
    exported_.push_back(name);
    connect(table_info(reference.parent).database);
    text_ += fmt::format("\\copy (SELECT {} FROM {}) TO '/tmp/{}.txt'\n", reference.parent_column,
                         table_info(reference.parent).name, name);
  }

  [[nodiscard]] static std::string count(const Reference& reference,
                                         const std::string& parent,
                                         std::string_view parent_column) {
    const TableInfo& child = table_info(reference.child);
    return fmt::format(
        "SELECT '{0}.{1}' AS reference, count(*) AS rows,\n"
        "       count(*) FILTER (WHERE p.{2} IS NULL) AS lead_nowhere\n"
        "FROM {0} c LEFT JOIN {3} p ON p.{2} = c.{1}\n"
        "WHERE c.{1} IS NOT NULL{4}",
        child.name, reference.child_column, parent_column, parent,
        reference.condition.empty() ? "" : " AND c." + std::string(reference.condition));
  }

  void add_counts(const std::vector<std::string>& counts) {
    text_ += fmt::format("{};\n", fmt::join(counts, "\nUNION ALL\n"));
  }

  const ConnectionSettings& connections_;
  bool is_one_server_ = false;
  std::string text_;
  std::vector<std::string> exported_;
};

}  // namespace

std::string sample_queries(const ConnectionSettings& connections) {
  return Script(connections).text();
}

}  // namespace bankseed
