#pragma once

#include <cstdint>
#include <memory>

#include "bankseed/bank/options.hpp"
#include "bankseed/rows/changes.hpp"
#include "bankseed/rows/row_set.hpp"
#include "bankseed/rows/row_source.hpp"

namespace bankseed {

class BankModel;

/// A whole bank as a pure function of its options: any block, table or customer can be made alone,
/// in any order, on any thread, and comes out the same. Immutable after construction; shared by all
/// threads without locks, each with a RowSet of its own.
///
/// Customers come in blocks of 500 to 999 (all of them below 500), numbered from 0: the unit of
/// work. What belongs to a block's customers is in that block; what belongs to no customer, like
/// employees and departments, is in one of them, too: all blocks together are the bank.
class Bank final : public RowSource, public ChangeSource {
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
  /// no row is made. Of a snapshot (BankOptions::seen_on) those of the whole bank: at most so many
  /// are there on the day.
  [[nodiscard]] std::uint64_t rows_before(TableId table, std::uint64_t block) const override;
  /// All rows of `table`: row_count(kTableId<LoansRow>). O(1).
  [[nodiscard]] std::uint64_t row_count(TableId table) const {
    return rows_before(table, block_count());
  }

  /// Appends every row of `tables` that belongs to `block` (below block_count()), in id order
  /// within each table. The rows and their text are `out`'s, and live until it is cleared.
  void generate(std::uint64_t block, const TableSet& tables, RowSet& out) const override;

  /// Of a bank that is seen on its as_of.
  void changes(std::uint64_t block,
               const TableSet& tables,
               const ChangeWindow& window,
               ChangeSet& out) const override;

  /// Makes the rows, of all tables of the databases, that are about one customer; `out` is empty
  /// before. Throws UsageError when there is no such customer; numbers are 1 to
  /// options().customers.
  void show_customer(CustomerId customer, RowSet& out) const;

 private:
  std::unique_ptr<const BankModel> model_;
};

}  // namespace bankseed
