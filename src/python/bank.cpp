#include "python/bank.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "bankseed/core/error.hpp"
#include "bankseed/rows/catalog.hpp"
#include "cli/configuration/suggestion.hpp"
#include "encode/arrow/schema.hpp"
#include "encode/encoder.hpp"

namespace bankseed::python {
namespace {

/// "dataset:loans" is a dataset, anything else a table.
TableId table_called(const std::string& name) {
  constexpr std::string_view kDatasetPrefix = "dataset:";
  const bool is_dataset = name.starts_with(kDatasetPrefix);
  const std::string word = is_dataset ? name.substr(kDatasetPrefix.size()) : name;
  if (const auto found = is_dataset ? find_dataset(word) : find_table(word)) return *found;
  throw UsageError(fmt::format("there is no {} '{}'{}", is_dataset ? "dataset" : "table", word,
                               suggestion(word, is_dataset ? dataset_names() : table_names())));
}

arrow::ColumnChoice choice_of(TableId table, const std::optional<std::vector<std::string>>& names) {
  if (!names) return arrow::all_columns(table);
  const RowTypeInfo& info = row_type_info(table);
  std::vector<std::string> known;
  for (const ColumnDef& column : info.columns)
    known.emplace_back(column.name);
  arrow::ColumnChoice choice;
  for (const std::string& name : *names) {
    const auto found = std::find(known.begin(), known.end(), name);
    if (found == known.end()) {
      throw UsageError(
          fmt::format("{} has no column '{}'{}", info.name, name, suggestion(name, known)));
    }
    const auto index = static_cast<std::size_t>(found - known.begin());
    if (std::find(choice.begin(), choice.end(), index) != choice.end())
      throw UsageError(fmt::format("the column '{}' is asked for twice", name));
    choice.push_back(index);
  }
  return choice;
}

std::string full_name(TableId table) {
  return fmt::format("{}.{}", name_of(table_info(table).database), table_info(table).name);
}

}  // namespace

PythonBank::PythonBank(const BankOptions& options) : bank_(std::make_shared<const Bank>(options)) {}

std::uint64_t PythonBank::employees() const {
  return bank_->row_count(kTableId<EmployeesRow>);
}

std::pair<std::uint64_t, std::uint64_t> PythonBank::shard() const noexcept {
  return {shard_.index, shard_.count};
}

PythonBank PythonBank::with_shard(std::uint64_t index, std::uint64_t count) const {
  if (shard_ != Part{}) throw UsageError("this is a shard already");
  if (count == 0 || index >= count)
    throw UsageError(fmt::format("there is no shard {} of {}", index, count));
  PythonBank bank = *this;
  bank.shard_ = {index, count};
  return bank;
}

std::uint64_t PythonBank::row_count(const std::string& table) const {
  if (!options().is_snapshot()) return row_count_at_most(table);
  const auto all = chosen_batches(table_called(table), {0}, 0);
  std::uint64_t rows = 0;
  ArrowArray batch;
  while (all->next(batch)) {
    rows += static_cast<std::uint64_t>(batch.length);
    batch.release(&batch);
  }
  return rows;
}

std::uint64_t PythonBank::row_count_at_most(const std::string& table) const {
  const TableId id = table_called(table);
  const std::uint64_t blocks = bank_->block_count();
  return bank_->rows_before(id, shard_.last(blocks)) - bank_->rows_before(id, shard_.first(blocks));
}

std::unique_ptr<RecordBatches> PythonBank::batches(
    const std::string& table,
    const std::optional<std::vector<std::string>>& columns,
    std::size_t jobs) const {
  const TableId id = table_called(table);
  return chosen_batches(id, choice_of(id, columns), jobs);
}

std::unique_ptr<RecordBatches> PythonBank::chosen_batches(TableId table,
                                                          arrow::ColumnChoice columns,
                                                          std::size_t jobs) const {
  return std::make_unique<RecordBatches>(
      bank_, RecordBatchOptions{
                 .table = table, .columns = std::move(columns), .shard = shard_, .jobs = jobs});
}

void PythonBank::export_schema(const std::string& table,
                               const std::optional<std::vector<std::string>>& columns,
                               ArrowSchema& out) const {
  const TableId id = table_called(table);
  arrow::export_schema(id, choice_of(id, columns), out);
}

std::vector<std::pair<std::string, std::string>> PythonBank::show(std::uint64_t customer) const {
  if (customer == 0 || customer > options().customers) {
    throw UsageError(
        fmt::format("there is no customer {}; they are 1 to {}", customer, options().customers));
  }
  RowSet rows;
  bank_->show_customer(CustomerId{customer}, rows);
  std::vector<std::pair<std::string, std::string>> shown;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const TableId table{static_cast<std::uint16_t>(i)};
    if (rows.row_count(table) == 0) continue;
    Buffer lines;
    static_cast<void>(encode(rows, table, Format::kJsonLines, lines));
    shown.emplace_back(full_name(table), lines.view());
  }
  return shown;
}

std::vector<std::string> table_names() {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < kTableCount; ++i)
    names.push_back(full_name(TableId{static_cast<std::uint16_t>(i)}));
  return names;
}

std::vector<std::string> dataset_names() {
  std::vector<std::string> names;
  for (const RowTypeInfo& dataset : kDatasets)
    names.emplace_back(dataset.name);
  return names;
}

}  // namespace bankseed::python
