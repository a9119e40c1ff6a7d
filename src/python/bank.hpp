#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bankseed/bank/bank.hpp"
#include "core/part.hpp"
#include "encode/arrow/schema.hpp"
#include "pipeline/record_batches.hpp"

namespace bankseed::python {

/// A bank, or a shard of one, as Python holds it. Immutable; may be used by several threads.
/// Members throw UsageError for what the user has said wrong.
class PythonBank {
 public:
  explicit PythonBank(const BankOptions& options);

  [[nodiscard]] const BankOptions& options() const noexcept { return bank_->options(); }
  [[nodiscard]] std::uint64_t employees() const;
  [[nodiscard]] std::pair<std::uint64_t, std::uint64_t> shard() const noexcept;
  /// The same bank, of which only this part is made; of a shard there is none.
  [[nodiscard]] PythonBank with_shard(std::uint64_t index, std::uint64_t count) const;

  /// Rows of a table or dataset that the shard has. Of a day in the bank's past they are made, to
  /// be counted; else O(1).
  [[nodiscard]] std::uint64_t row_count(const std::string& table) const;
  /// The same in O(1); of a day in the past those that will have come by as_of.
  [[nodiscard]] std::uint64_t row_count_at_most(const std::string& table) const;
  /// Batches of the columns named, of all when nothing is; `jobs` 0: one thread a core.
  [[nodiscard]] std::unique_ptr<RecordBatches> batches(
      const std::string& table,
      const std::optional<std::vector<std::string>>& columns,
      std::size_t jobs) const;
  /// What batches() gives is described by this.
  void export_schema(const std::string& table,
                     const std::optional<std::vector<std::string>>& columns,
                     ArrowSchema& out) const;

  /// The rows that are about a customer, of each table that has any, as a JSON array of objects.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> show(std::uint64_t customer) const;

 private:
  [[nodiscard]] std::unique_ptr<RecordBatches> chosen_batches(TableId table,
                                                              arrow::ColumnChoice columns,
                                                              std::size_t jobs) const;

  std::shared_ptr<const Bank> bank_;
  Part shard_;
};

/// "accounts_db.transactions" and so on, in the order of loading.
[[nodiscard]] std::vector<std::string> table_names();
/// "transactions" and so on, as `bankseed datasets` writes them.
[[nodiscard]] std::vector<std::string> dataset_names();

}  // namespace bankseed::python
