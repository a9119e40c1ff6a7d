#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <optional>
#include <string_view>

#include "bankseed/rows/accounts.hpp"
#include "bankseed/rows/compliance.hpp"
#include "bankseed/rows/customer.hpp"
#include "bankseed/rows/datasets.hpp"
#include "bankseed/rows/employees.hpp"
#include "bankseed/rows/insurance.hpp"
#include "bankseed/rows/loans.hpp"

namespace bankseed {

template <class... Rows>
struct RowTypes {
  static constexpr std::size_t kSize = sizeof...(Rows);
};

/// The registry: a table of a database exists when its row type is on this list; nothing else
/// enumerates tables.
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

/// The datasets: tables that are in no database and no phase, in the order in which they are
/// listed.
using AllDatasets = RowTypes<CustomerRecord,
                             AccountRecord,
                             TransactionRecord,
                             LoanRecord,
                             CreditCardRecord,
                             BranchRecord,
                             ComplianceRecord,
                             InvestmentRecord,
                             DigitalActivityRecord>;
inline constexpr std::size_t kDatasetCount = AllDatasets::kSize;

/// Whatever makes, encodes and moves rows knows no difference between the two: it counts to
/// kRowTypeCount, and who is about databases to kTableCount.
inline constexpr std::size_t kRowTypeCount = kTableCount + kDatasetCount;

/// Index into the catalog, where the datasets follow the tables; not stable across versions, never
/// persisted.
enum class TableId : std::uint16_t {};
[[nodiscard]] constexpr std::size_t index_of(TableId table) noexcept {
  return static_cast<std::size_t>(table);
}
[[nodiscard]] constexpr bool is_dataset(TableId table) noexcept {
  return index_of(table) >= kTableCount;
}
/// Some of the tables and datasets.
using TableSet = std::bitset<kRowTypeCount>;

namespace detail {
template <class... Tables, class... Datasets>
RowTypes<Tables..., Datasets...> joined(RowTypes<Tables...>, RowTypes<Datasets...>);
}  // namespace detail
using AllRowTypes = decltype(detail::joined(AllRows{}, AllDatasets{}));

namespace detail {
template <class... Rows>
consteval std::array<TableInfo, sizeof...(Rows)> make_catalog(RowTypes<Rows...>) {
  return {kTableInfo<Rows>...};
}
template <class... Rows>
consteval std::array<RowTypeInfo, sizeof...(Rows)> make_datasets(RowTypes<Rows...>) {
  return {kRowTypeInfo<Rows>...};
}
template <class Row, class... Rows>
consteval std::size_t index_of(RowTypes<Rows...>) {
  constexpr std::array<bool, sizeof...(Rows)> kSame{std::is_same_v<Row, Rows>...};
  for (std::size_t i = 0; i < kSame.size(); ++i) {
    if (kSame[i]) return i;
  }
  throw "row type is on neither list";  // Not reached at run time: consteval.
}
}  // namespace detail

/// The tables of the databases, by TableId.
inline constexpr std::array<TableInfo, kTableCount> kCatalog = detail::make_catalog(AllRows{});
inline constexpr std::array<RowTypeInfo, kDatasetCount> kDatasets =
    detail::make_datasets(AllDatasets{});

template <class Row>
inline constexpr TableId kTableId{static_cast<std::uint16_t>(detail::index_of<Row>(AllRowTypes{}))};

/// Of a table of a database.
[[nodiscard]] constexpr const TableInfo& table_info(TableId table) noexcept {
  return kCatalog[index_of(table)];
}
/// Of a table or a dataset.
[[nodiscard]] constexpr const RowTypeInfo& row_type_info(TableId table) noexcept {
  if (is_dataset(table)) return kDatasets[index_of(table) - kTableCount];
  return table_info(table);
}

/// Where rows are written together: into one of the six databases, by its number, or among the
/// datasets, which come after them.
enum class Store : std::uint8_t {};
inline constexpr std::size_t kStoreCount = kDatabaseCount + 1;
inline constexpr Store kDatasetStore{kDatabaseCount};
[[nodiscard]] constexpr std::size_t index_of(Store store) noexcept {
  return static_cast<std::size_t>(store);
}
[[nodiscard]] constexpr Store store_of(Database database) noexcept {
  return Store{static_cast<std::uint8_t>(database)};
}
[[nodiscard]] constexpr Store store_of(TableId table) noexcept {
  return is_dataset(table) ? kDatasetStore : store_of(table_info(table).database);
}

/// The table of a database called "transactions" or "accounts_db.transactions"; nothing when there
/// is none.
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

/// The dataset of this name; nothing when there is none.
[[nodiscard]] constexpr std::optional<TableId> find_dataset(std::string_view name) noexcept {
  for (std::size_t i = 0; i < kDatasetCount; ++i) {
    if (kDatasets[i].name == name) return TableId{static_cast<std::uint16_t>(kTableCount + i)};
  }
  return std::nullopt;
}

/// The tables of all databases, of one, or of a phase.
[[nodiscard]] TableSet all_tables();
[[nodiscard]] TableSet tables_of(Database database);
[[nodiscard]] TableSet tables_of(Phase phase);
[[nodiscard]] TableSet all_datasets();
/// What is written into a store.
[[nodiscard]] TableSet tables_of(Store store);

/// The tables of some row types.
template <class... Rows>
[[nodiscard]] TableSet tables_of_rows() {
  TableSet tables;
  (tables.set(index_of(kTableId<Rows>)), ...);
  return tables;
}

namespace detail {
template <class Visit, class... Rows>
constexpr void visit_each(Visit&& visit, RowTypes<Rows...>) {
  (visit.template operator()<Rows>(), ...);
}
}  // namespace detail

/// Calls visit.template operator()<Row>() for the row type of every table of the databases, in the
/// catalog's order.
template <class Visit>
constexpr void for_each_table(Visit&& visit) {
  detail::visit_each(visit, AllRows{});
}
/// The same for every table and dataset.
template <class Visit>
constexpr void for_each_row_type(Visit&& visit) {
  detail::visit_each(visit, AllRowTypes{});
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
