#pragma once

#include <algorithm>

#include "encode/arrow/record_batch_of.hpp"
#include "encode/encoder.hpp"
#include "encode/formats/capture_json.hpp"
#include "encode/formats/csv.hpp"
#include "encode/formats/json.hpp"
#include "encode/formats/pg_binary.hpp"
#include "encode/formats/pg_text.hpp"
#include "encode/parquet/row_group.hpp"
#include "encode/part_encoder.hpp"

namespace bankseed {

/// What can be done with the rows of one table or dataset.
struct TableEncoder {
  using Append = void (*)(const RowSet& rows, RowRange range, Buffer& out);
  using Digest = void (*)(const RowSet& rows, TableDigest& out);
  using MakeRowGroups = std::unique_ptr<PartEncoder> (*)();
  using MakeRecordBatch =
      std::unique_ptr<arrow::RecordBatch> (*)(std::span<const std::size_t> columns);

  std::array<Append, kRowFormatCount> append{};  ///< By Format.
  Digest digest = nullptr;
  MakeRowGroups make_row_groups = nullptr;
  MakeRecordBatch make_record_batch = nullptr;
};
using TableEncoders = std::array<TableEncoder, kRowTypeCount>;

/// The encoders of what is written into one store; the others are null. Instantiated in a file of
/// its own per store, so that they compile side by side.
template <Store kStore>
const TableEncoders& table_encoders();

/// The encoder of a table or dataset.
[[nodiscard]] const TableEncoder& encoder_of(TableId table);

namespace detail {

template <class Row>
std::span<const Row> rows_of(const RowSet& rows, RowRange range) {
  return std::span(rows.of<Row>()).subspan(range.first, range.count);
}

template <class Row, void (*append)(Buffer&, const Row&)>
void append_range(const RowSet& rows, RowRange range, Buffer& out) {
  for (const Row& row : rows_of<Row>(rows, range))
    append(out, row);
}

template <class Row>
void digest_all(const RowSet& rows, TableDigest& out) {
  Buffer line;
  for (const Row& row : rows.of<Row>()) {
    line.clear();
    pg_text::append(line, row);
    out.add(line.view().substr(0, line.size() - 1));
  }
}

/// Parquet row groups.
template <class Row>
class RowGroups final : public PartEncoder {
 public:
  void append(const RowSet& rows, RowRange range, EncodedPart& /*part*/) override {
    group_.append(rows_of<Row>(rows, range));
  }
  void finish(Compressor& compressor, EncodedPart& part) override {
    group_.finish(compressor, part.bytes, part.chunks);
  }

 private:
  parquet::RowGroup<Row> group_;
};

template <class Row>
std::unique_ptr<PartEncoder> make_row_groups() {
  return std::make_unique<RowGroups<Row>>();
}

template <class Row>
std::unique_ptr<arrow::RecordBatch> make_record_batch(std::span<const std::size_t> columns) {
  return std::make_unique<arrow::RecordBatchOf<Row>>(columns);
}

/// Times of datasets have a T between day and time of day, in CSV too (DS1).
template <class Row>
inline constexpr auto kTimeSeparator = is_dataset(kTableId<Row>) ? csv::TimeSeparator::kT
                                                                 : csv::TimeSeparator::kBlank;

/// Tables without a serial are the same, wide or not.
template <class Row>
inline constexpr bool kHasSerial = std::ranges::any_of(
    Table<Row>::kColumns.defs, [](Kind kind) { return kind == Kind::kSerial; }, &ColumnDef::kind);

template <Store kStore>
consteval TableEncoders make_table_encoders() {
  TableEncoders encoders;
  for_each_row_type([&encoders]<class Row>() {
    if constexpr (store_of(kTableId<Row>) == kStore) {
      encoders[index_of(kTableId<Row>)] = {
          .append = {append_range<Row, pg_binary::append<Row>>,
                     append_range<Row, pg_binary::append<Row, kHasSerial<Row>>>,
                     append_range<Row, pg_text::append<Row>>,
                     append_range<Row, csv::append<Row, kTimeSeparator<Row>>>,
                     append_range<Row, json::append_line<Row>>,
                     append_range<Row, json::append_element<Row>>,
                     append_range<Row, capture_json::append<Row>>},
          .digest = digest_all<Row>,
          .make_row_groups = make_row_groups<Row>,
          .make_record_batch = make_record_batch<Row>};
    }
  });
  return encoders;
}

}  // namespace detail

template <Store kStore>
const TableEncoders& table_encoders() {
  static constexpr TableEncoders kEncoders = detail::make_table_encoders<kStore>();
  return kEncoders;
}

extern template const TableEncoders& table_encoders<store_of(Database::kEmployees)>();
extern template const TableEncoders& table_encoders<store_of(Database::kCustomer)>();
extern template const TableEncoders& table_encoders<store_of(Database::kAccounts)>();
extern template const TableEncoders& table_encoders<store_of(Database::kLoans)>();
extern template const TableEncoders& table_encoders<store_of(Database::kInsurance)>();
extern template const TableEncoders& table_encoders<store_of(Database::kCompliance)>();
extern template const TableEncoders& table_encoders<kDatasetStore>();

}  // namespace bankseed
