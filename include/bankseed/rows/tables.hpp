#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <type_traits>

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
    struct EmployeesRow,
    struct DepartmentsRow,
    struct PerformanceReviewsRow,
    struct TrainingProgramsRow,
    struct EmployeeTrainingRow,
    struct EmployeeAssignmentsRow,
    struct CustomersRow,
    // Core banking
    struct CustomerProfilesRow,
    struct AccountsRow,
    struct TransactionsRow,
    struct AccountRelationshipsRow,
    // Engagement
    struct InteractionsRow,
    struct SatisfactionSurveysRow,
    struct ComplaintsRow,
    struct CampaignsRow,
    struct CampaignResponsesRow,
    // Loans
    struct LoanApplicationsRow,
    struct LoansRow,
    struct CollateralRow,
    struct RepaymentScheduleRow,
    struct LoanGuarantorsRow,
    struct RiskAssessmentsRow,
    // Insurance
    struct PoliciesRow,
    struct BeneficiariesRow,
    struct ClaimsRow,
    struct PremiumPaymentsRow,
    struct PolicyEventsRow,
    // Compliance
    struct KycRecordsRow,
    struct AmlChecksRow,
    struct SuspiciousActivityReportsRow,
    struct RegulatoryReportsRow,
    struct AuditTrailsRow,
    struct ComplianceRulesRow,
    struct RuleViolationsRow>;
inline constexpr std::size_t kTableCount = AllRows::kSize;

/// The datasets: tables that are in no database and no phase, in the order in which they are
/// listed.
using AllDatasets = RowTypes<struct CustomerRecord,
                             struct AccountRecord,
                             struct TransactionRecord,
                             struct LoanRecord,
                             struct CreditCardRecord,
                             struct BranchRecord,
                             struct ComplianceRecord,
                             struct InvestmentRecord,
                             struct DigitalActivityRecord>;
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
template <class Row, class... Rows>
consteval std::size_t index_of(RowTypes<Rows...>) {
  constexpr std::array<bool, sizeof...(Rows)> kSame{std::is_same_v<Row, Rows>...};
  for (std::size_t i = 0; i < kSame.size(); ++i) {
    if (kSame[i]) return i;
  }
  throw "row type is on neither list";  // Not reached at run time: consteval.
}
}  // namespace detail

template <class Row>
inline constexpr TableId kTableId{static_cast<std::uint16_t>(detail::index_of<Row>(AllRowTypes{}))};

/// The tables of some row types.
template <class... Rows>
[[nodiscard]] TableSet tables_of_rows() {
  TableSet tables;
  (tables.set(index_of(kTableId<Rows>)), ...);
  return tables;
}

}  // namespace bankseed
