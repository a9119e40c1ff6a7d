#pragma once

#include "bankseed/encode/encoder.hpp"
#include "bankseed/encode/pg_binary.hpp"
#include "bankseed/encode/pg_text.hpp"

namespace bankseed {

/// What can be done with the rows of one table.
struct TableEncoder {
  using Append = std::size_t (*)(const RowSet& rows, Buffer& out);
  using Digest = void (*)(const RowSet& rows, TableDigest& out);

  std::array<Append, kFormatCount> append{};  ///< By Format.
  Digest digest = nullptr;
};
using TableEncoders = std::array<TableEncoder, kTableCount>;

/// The encoders of one database's tables; those of other databases are null. Instantiated in a file
/// of its own per database, so that they compile side by side.
template <Database kDatabase>
const TableEncoders& table_encoders();

namespace detail {

template <class Row, void (*append)(Buffer&, const Row&)>
std::size_t append_all(const RowSet& rows, Buffer& out) {
  for (const Row& row : rows.of<Row>())
    append(out, row);
  return rows.of<Row>().size();
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

template <Database kDatabase>
consteval TableEncoders make_table_encoders() {
  TableEncoders encoders;
  for_each_row_type([&encoders]<class Row>() {
    if constexpr (Table<Row>::kDatabase == kDatabase) {
      encoders[index_of(kTableId<Row>)] = {.append = {append_all<Row, pg_binary::append<Row>>,
                                                      append_all<Row, pg_text::append<Row>>},
                                           .digest = digest_all<Row>};
    }
  });
  return encoders;
}

}  // namespace detail

template <Database kDatabase>
const TableEncoders& table_encoders() {
  static constexpr TableEncoders kEncoders = detail::make_table_encoders<kDatabase>();
  return kEncoders;
}

extern template const TableEncoders& table_encoders<Database::kEmployees>();
extern template const TableEncoders& table_encoders<Database::kCustomer>();
extern template const TableEncoders& table_encoders<Database::kAccounts>();
extern template const TableEncoders& table_encoders<Database::kLoans>();
extern template const TableEncoders& table_encoders<Database::kInsurance>();
extern template const TableEncoders& table_encoders<Database::kCompliance>();

}  // namespace bankseed
