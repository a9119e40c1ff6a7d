#pragma once

#include <cstdint>
#include <memory>

#include "bankseed/bank/settings.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/corpus/locale.hpp"
#include "bankseed/rows/row_source.hpp"

namespace bankseed {

/// Version of the algorithm that makes rows from a seed. Raised, on purpose and with the golden
/// digests, whenever the same seed gives other bytes.
inline constexpr std::uint32_t kAlgorithmVersion = 4;

/// The days that a bank may be as of (E5): 1900-01-01 to 2200-12-31.
inline constexpr Date kAsOfMin{-36'524};
inline constexpr Date kAsOfMax{73'413};

/// What decides every byte of a bank (E6). The same options give the same bank on every machine.
struct BankOptions {
  std::uint64_t customers = 1200;  ///< 1 to 10,000,000,000.
  std::uint64_t seed = 42;
  Date as_of;  ///< Nothing has happened at or after 00:00 of this day, kAsOfMin to kAsOfMax (E5).
  std::uint64_t employees = 0;  ///< At most 2,147,483,647; 0: in proportion to the customers (E3).
  corpus::Locale locale = corpus::Locale::kEnUs;  ///< Of names, places and money.
  Settings settings;                              ///< Volumes, shares and ranges.
};

class BankModel;

/// A whole bank as a pure function of its options: any block, table or customer can be made alone,
/// in any order, on any thread, and comes out the same. Immutable after construction; shared by all
/// threads without locks, each with a RowSet of its own.
///
/// Customers come in blocks of 500 to 999 (all of them below 500), numbered from 0: the unit of
/// work. What belongs to a block's customers is in that block; what belongs to no customer, like
/// employees and departments, is in one of them, too: all blocks together are the bank.
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

  /// A function of the number of customers alone.
  [[nodiscard]] std::uint64_t block_count() const noexcept override;

  /// Rows of a table or dataset in the blocks before `block`, which is at most block_count(); O(1):
  /// no row is made.
  [[nodiscard]] std::uint64_t rows_before(TableId table, std::uint64_t block) const override;
  /// All rows of `table`: row_count(kTableId<LoansRow>). O(1).
  [[nodiscard]] std::uint64_t row_count(TableId table) const {
    return rows_before(table, block_count());
  }

  /// Appends every row of `tables` that belongs to `block` (below block_count()), in id order
  /// within each table. The rows and their text are `out`'s, and live until it is cleared.
  void generate(std::uint64_t block, const TableSet& tables, RowSet& out) const override;

  /// Makes the rows, of all tables of the databases, that are about one customer; `out` is empty
  /// before. Throws UsageError when there is no such customer; numbers are 1 to
  /// options().customers.
  void show_customer(CustomerId customer, RowSet& out) const;

 private:
  std::unique_ptr<const BankModel> model_;
};

}  // namespace bankseed
