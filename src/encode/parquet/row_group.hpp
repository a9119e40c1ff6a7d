#pragma once

#include <algorithm>
#include <array>
#include <type_traits>

#include "bankseed/schema/table.hpp"
#include "encode/formats/without_optional.hpp"
#include "encode/parquet/number_forms.hpp"
#include "encode/parquet/values.hpp"

namespace bankseed::parquet {

namespace detail {

template <class Value>
inline constexpr bool kIsNumberId = false;
template <class IdKind>
inline constexpr bool kIsNumberId<Id<IdKind>> = true;

template <class Value>
struct FormOfId;
template <class IdKind>
struct FormOfId<Id<IdKind>> {
  static constexpr const NumberForm& kForm = kIdForm<IdKind>;
};

/// What is collected of one column of a row group.
template <class Row, auto Member, std::size_t kIndex>
class ColumnGroup {
  using Stated = typename MemberTraits<decltype(Member)>::Value;
  using Value = typename WithoutOptional<Stated>::Type;
  static constexpr bool kIsOptional = kNullable<Stated>;
  static constexpr bool kIsAnyId = std::is_same_v<Value, AnyId>;
  static constexpr bool kIsText = kIsAnyId || std::is_same_v<Value, std::string_view>;
  using NotText = std::conditional_t<std::is_same_v<Value, bool>, BooleanValues, NumberValues>;
  using Values = std::conditional_t<kIsText, TextValues, NotText>;

 public:
  void begin_rows() noexcept { values_.begin_rows(); }
  void append(std::span<const Row> rows) {
    const auto visit = [&](const auto& add) {
      for (const Row& row : rows)
        append_value(row.*Member, add);
    };
    if constexpr (kIsAnyId) {
      values_.take_fleeting(visit);
    } else {
      values_.take(visit);
    }
  }
  void end_rows() { values_.end_rows(); }

  [[nodiscard]] ColumnChunk write(PageWriter& pages, std::size_t rows) {
    ColumnChunk bounds;
    pages.begin_chunk();
    values_.write(pages, rows, presence_, bounds);
    ColumnChunk chunk = pages.end_chunk();
    chunk.null_count =
        static_cast<std::uint64_t>(std::count(presence_.begin(), presence_.end(), 0));
    chunk.has_bounds = bounds.has_bounds;
    chunk.minimum = std::move(bounds.minimum);
    chunk.maximum = std::move(bounds.maximum);
    presence_.clear();
    return chunk;
  }

 private:
  [[nodiscard]] static Values make_values() {
    if constexpr (!std::is_same_v<Values, NumberValues>) {
      return Values();
    } else if constexpr (kIsNumberId<Value>) {
      return NumberValues(FormOfId<Value>::kForm);
    } else {
      return NumberValues(is_int32(Table<Row>::kColumns.defs[kIndex]) ? kInt32Form : kInt64Form);
    }
  }

  template <class Add>
  void append_value(const Stated& value, const Add& add) {
    if constexpr (kIsOptional) {
      presence_.push_back(value.has_value() ? 1 : 0);
      if (value) add_value(*value, add);
    } else {
      add_value(value, add);
    }
  }
  template <class Add>
  static void add_value(const Value& value, const Add& add) {
    if constexpr (kIsAnyId) {
      std::array<char, kIdSizeMax> text{};
      char* const end = put_id_text(text.data(), value);
      add(std::string_view(text.data(), static_cast<std::size_t>(end - text.data())));
    } else if constexpr (std::is_same_v<Values, NumberValues>) {
      add(static_cast<std::uint64_t>(number_of(value)));
    } else {
      add(value);
    }
  }

  Values values_ = make_values();
  std::vector<std::uint8_t> presence_;
};

template <class Row, class Indexes, auto... Members>
class Columns;
/// All columns of a table. By inheritance, because std::tuple takes long to compile.
template <class Row, std::size_t... kIndexes, auto... Members>
class Columns<Row, std::index_sequence<kIndexes...>, Members...>
    : private ColumnGroup<Row, Members, kIndexes>... {
 public:
  template <class Visit>
  void for_each(const Visit& visit) {
    (visit(static_cast<ColumnGroup<Row, Members, kIndexes>&>(*this)), ...);
  }
};

template <class Row, class List>
struct ColumnsOf;
template <class Row, auto... Members>
struct ColumnsOf<Row, const ColumnList<Members...>> {
  using Type = Columns<Row, std::make_index_sequence<sizeof...(Members)>, Members...>;
};

}  // namespace detail

/// Collects rows column by column, and writes them as a row group. For one thread; recycled, so
/// that its memory is allocated once.
template <class Row>
class RowGroup {
 public:
  /// The rows and their text need not outlive the call.
  void append(std::span<const Row> rows) {
    columns_.for_each([](auto& column) { column.begin_rows(); });
    // Few enough rows at a time that all columns find them in the nearest cache.
    constexpr std::size_t kTile = 128;
    for (std::size_t first = 0; first < rows.size(); first += kTile) {
      const auto tile = rows.subspan(first, std::min(kTile, rows.size() - first));
      columns_.for_each([&](auto& column) { column.append(tile); });
    }
    columns_.for_each([](auto& column) { column.end_rows(); });
    rows_ += rows.size();
  }

  [[nodiscard]] std::size_t rows() const noexcept { return rows_; }

  /// Appends the row group to `out`, and where its columns are to `chunks`; empty afterwards.
  void finish(Compressor& compressor, Buffer& out, std::vector<ColumnChunk>& chunks) {
    PageWriter pages(compressor, out);
    columns_.for_each([&](auto& column) { chunks.push_back(column.write(pages, rows_)); });
    rows_ = 0;
  }

 private:
  typename detail::ColumnsOf<Row, decltype(Table<Row>::kColumns)>::Type columns_;
  std::size_t rows_ = 0;
};

}  // namespace bankseed::parquet
