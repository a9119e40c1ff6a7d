#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <tuple>
#include <vector>

#include "bankseed/core/arena.hpp"
#include "bankseed/rows/catalog.hpp"
#include "bankseed/rows/datasets.hpp"
#include "bankseed/rows/row_set.hpp"

namespace bankseed {

/// The nine datasets, in the order in which they are listed.
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

/// In the order of AllDatasets.
enum class Dataset : std::uint8_t {
  kCustomers,
  kAccounts,
  kTransactions,
  kLoans,
  kCreditCards,
  kBranches,
  kCompliance,
  kInvestments,
  kDigitalActivity
};
[[nodiscard]] constexpr std::size_t index_of(Dataset dataset) noexcept {
  return static_cast<std::size_t>(dataset);
}
/// Some of the datasets.
using DatasetSet = std::bitset<kDatasetCount>;

/// What is known of a dataset without its row type.
struct DatasetInfo {
  std::string_view name;
  std::string_view comment;
  std::span<const ColumnDef> columns;
};

namespace detail {
template <class... Rows>
consteval std::array<DatasetInfo, sizeof...(Rows)> make_dataset_infos(RowTypes<Rows...>) {
  static_assert((bankseed::well_formed<Rows>() && ...),
                "a dataset's columns are not its row's members");
  return {DatasetInfo{Table<Rows>::kName, Table<Rows>::kComment, Table<Rows>::kColumns.defs}...};
}
}  // namespace detail

inline constexpr std::array<DatasetInfo, kDatasetCount> kDatasets =
    detail::make_dataset_infos(AllDatasets{});

[[nodiscard]] constexpr const DatasetInfo& dataset_info(Dataset dataset) noexcept {
  return kDatasets[index_of(dataset)];
}

/// Calls visit.template operator()<Row>(dataset) for the row type of every dataset, in order.
template <class Visit>
constexpr void for_each_dataset(Visit&& visit) {
  [&visit]<class... Rows>(RowTypes<Rows...>) {
    std::size_t index = 0;
    (visit.template operator()<Rows>(static_cast<Dataset>(index++)), ...);
  }(AllDatasets{});
}

/// Typed rows of one block, of all datasets, and their text. Not thread-safe; recycled from block
/// to block.
class DatasetRows {
 public:
  template <class Row>
  [[nodiscard]] std::vector<Row>& of() noexcept {
    return std::get<std::vector<Row>>(vectors_);
  }
  template <class Row>
  [[nodiscard]] const std::vector<Row>& of() const noexcept {
    return std::get<std::vector<Row>>(vectors_);
  }
  /// Where text lives, until clear().
  [[nodiscard]] Arena& arena() noexcept { return arena_; }

  /// Rows of the databases that datasets are made from; their text lives as long.
  [[nodiscard]] RowSet& tables() noexcept { return tables_; }

  void clear() noexcept {
    tables_.clear();
    std::apply([](auto&... vectors) { (vectors.clear(), ...); }, vectors_);
    arena_.clear();
  }

 private:
  typename detail::VectorsOf<AllDatasets>::Type vectors_;
  Arena arena_;
  RowSet tables_;
};

}  // namespace bankseed
