#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <optional>
#include <string_view>

#include "bankseed/rows/accounts.hpp"
#include "bankseed/rows/compliance.hpp"
#include "bankseed/rows/customer.hpp"
#include "bankseed/rows/employees.hpp"
#include "bankseed/rows/insurance.hpp"
#include "bankseed/rows/loans.hpp"

namespace bankseed {

template <class... Rows>
struct RowTypes {
  static constexpr std::size_t kSize = sizeof...(Rows);
};

/// The registry: a table exists when its row type is on this list; nothing else enumerates tables.
/// Phase after phase, and within a database no table before one that it refers to: the order in
/// which tables are created, and in which they can be loaded with their foreign keys in place.
using AllRows = RowTypes<
    // Foundation
    EmployeesRow,
    DepartmentsRow,
    PerformanceReviewsRow,
    TrainingProgramsRow,
    EmployeeTrainingRow,
    EmployeeAssignmentsRow,
    CustomersRow,
    // Core banking
    CustomerProfilesRow,
    AccountsRow,
    TransactionsRow,
    AccountRelationshipsRow,
    // Engagement
    InteractionsRow,
    SatisfactionSurveysRow,
    ComplaintsRow,
    CampaignsRow,
    CampaignResponsesRow,
    // Loans
    LoanApplicationsRow,
    LoansRow,
    CollateralRow,
    RepaymentScheduleRow,
    LoanGuarantorsRow,
    RiskAssessmentsRow,
    // Insurance
    PoliciesRow,
    BeneficiariesRow,
    ClaimsRow,
    PremiumPaymentsRow,
    PolicyEventsRow,
    // Compliance
    KycRecordsRow,
    AmlChecksRow,
    SuspiciousActivityReportsRow,
    RegulatoryReportsRow,
    AuditTrailsRow,
    ComplianceRulesRow,
    RuleViolationsRow>;
inline constexpr std::size_t kTableCount = AllRows::kSize;

/// Index into the catalog; not stable across versions, never persisted.
enum class TableId : std::uint16_t {};
[[nodiscard]] constexpr std::size_t index_of(TableId table) noexcept {
  return static_cast<std::size_t>(table);
}
/// Some of the tables.
using TableSet = std::bitset<kTableCount>;

namespace detail {
template <class... Rows>
consteval std::array<TableInfo, sizeof...(Rows)> make_catalog(RowTypes<Rows...>) {
  return {kTableInfo<Rows>...};
}
template <class Row, class... Rows>
consteval std::size_t index_of(RowTypes<Rows...>) {
  constexpr std::array<bool, sizeof...(Rows)> kSame{std::is_same_v<Row, Rows>...};
  for (std::size_t i = 0; i < kSame.size(); ++i) {
    if (kSame[i]) return i;
  }
  throw "row type is not in AllRows";  // Not reached at run time: consteval.
}
}  // namespace detail

inline constexpr std::array<TableInfo, kTableCount> kCatalog = detail::make_catalog(AllRows{});

template <class Row>
inline constexpr TableId kTableId{static_cast<std::uint16_t>(detail::index_of<Row>(AllRows{}))};

[[nodiscard]] constexpr const TableInfo& table_info(TableId table) noexcept {
  return kCatalog[index_of(table)];
}

/// The table called "transactions" or "accounts_db.transactions"; nothing when there is none.
[[nodiscard]] constexpr std::optional<TableId> find_table(std::string_view name) noexcept {
  const auto dot = name.find('.');
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const TableInfo& table = kCatalog[i];
    const bool same =
        dot == std::string_view::npos
            ? name == table.name
            : name.substr(0, dot) == name_of(table.database) && name.substr(dot + 1) == table.name;
    if (same) return TableId{static_cast<std::uint16_t>(i)};
  }
  return std::nullopt;
}

/// The tables of a database, or of a phase.
[[nodiscard]] TableSet tables_of(Database database);
[[nodiscard]] TableSet tables_of(Phase phase);

/// The tables of some row types.
template <class... Rows>
[[nodiscard]] TableSet tables_of_rows() {
  TableSet tables;
  (tables.set(index_of(kTableId<Rows>)), ...);
  return tables;
}

/// Calls visit.template operator()<Row>() for every row type, in the catalog's order.
template <class Visit>
constexpr void for_each_row_type(Visit&& visit) {
  [&visit]<class... Rows>(RowTypes<Rows...>) {
    (visit.template operator()<Rows>(), ...);
  }(AllRows{});
}

/// Where a reference leads.
struct ColumnRef {
  TableId table;
  ColumnDef column;
};
/// The column "table.column" or "database.table.column"; nothing when there is none.
/// Returns a copy: GCC 12 under -fsanitize=undefined cannot compare constexpr addresses with null.
[[nodiscard]] constexpr std::optional<ColumnRef> find_column(std::string_view path) noexcept {
  const auto dot = path.rfind('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const auto table = find_table(path.substr(0, dot));
  if (!table) return std::nullopt;
  for (const ColumnDef& column : table_info(*table).columns) {
    if (column.name == path.substr(dot + 1)) return ColumnRef{*table, column};
  }
  return std::nullopt;
}

}  // namespace bankseed
