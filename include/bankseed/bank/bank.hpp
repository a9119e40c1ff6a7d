#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "bankseed/bank/settings.hpp"
#include "bankseed/corpus/locale.hpp"
#include "bankseed/rows/row_source.hpp"

namespace bankseed {

/// Version of the algorithm that makes rows from a seed. Raised, on purpose and with the golden
/// digests, whenever the same seed gives other bytes.
inline constexpr std::uint32_t kAlgorithmVersion = 3;

/// What decides every byte of a bank (E6).
struct BankOptions {
  std::uint64_t customers = 1200;
  std::uint64_t seed = 42;
  Date as_of;                   ///< Nothing has happened at or after 00:00 of this day (E5).
  std::uint64_t employees = 0;  ///< 0: in proportion to the customers (E3).
  corpus::Locale locale = corpus::Locale::kEnUs;
  Settings settings;
};

class BankModel;
struct CoreBankingPlan;

/// A whole bank as a pure function of its options: any block, table or customer can be made alone,
/// in any order, on any thread, and comes out the same. Immutable after construction; shared by all
/// threads without locks.
class Bank final : public RowSource {
 public:
  /// Throws UsageError when the options contradict each other or the bank is too large for its ids.
  explicit Bank(const BankOptions& options);
  ~Bank() override;
  Bank(const Bank&) = delete;
  Bank& operator=(const Bank&) = delete;
  Bank(Bank&&) = delete;
  Bank& operator=(Bank&&) = delete;

  [[nodiscard]] const BankOptions& options() const noexcept;

  /// Customers come in blocks of about 500, the unit of work; a function of their number alone.
  [[nodiscard]] std::uint64_t block_count() const noexcept override;

  /// Rows of a table or dataset in the blocks before `block`; rows_before(table, block_count()) is
  /// all of them. O(1): nothing is generated.
  [[nodiscard]] std::uint64_t rows_before(TableId table, std::uint64_t block) const override;
  [[nodiscard]] std::uint64_t row_count(TableId table) const {
    return rows_before(table, block_count());
  }

  /// Appends every row of `tables` that belongs to `block`, in id order within each table.
  void generate(std::uint64_t block, const TableSet& tables, RowSet& out) const override;

  /// Appends the rows, of all tables of the databases, that are about one customer. Throws
  /// UsageError when there is no such customer.
  void show_customer(CustomerId customer, RowSet& out) const;

 private:
  std::unique_ptr<const BankModel> model_;
};

}  // namespace bankseed
