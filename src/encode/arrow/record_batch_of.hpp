#pragma once

#include <array>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include "bankseed/schema/table.hpp"
#include "encode/arrow/record_batch.hpp"
#include "encode/arrow/schema.hpp"
#include "encode/arrow/values.hpp"
#include "encode/formats/id_text.hpp"
#include "encode/formats/without_optional.hpp"

namespace bankseed::arrow {

namespace detail {

template <class Value>
[[nodiscard]] consteval auto values_of() {
  constexpr Kind kKind = KindOf<Value>::value;
  if constexpr (kKind == Kind::kBool) {
    return std::type_identity<Booleans>();
  } else if constexpr (kKind == Kind::kInteger || kKind == Kind::kDate) {
    return std::type_identity<Numbers<std::int32_t>>();
  } else if constexpr (kKind == Kind::kSerial || kKind == Kind::kBigSerial ||
                       kKind == Kind::kTimestamp) {
    return std::type_identity<Numbers<std::int64_t>>();
  } else if constexpr (kKind == Kind::kMoney || kKind == Kind::kFraction) {
    return std::type_identity<Numbers<Int128>>();
  } else {
    return std::type_identity<Texts>();
  }
}

// What a value is in its column.
inline bool arrow_value(bool value) {
  return value;
}
inline std::int32_t arrow_value(std::int32_t value) {
  return value;
}
inline std::int64_t arrow_value(Serial value) {
  return value.value;
}
inline std::int64_t arrow_value(BigSerial value) {
  return value.value;
}
inline Int128 arrow_value(Money value) {
  return value.cents;
}
inline Int128 arrow_value(Fraction value) {
  return value.ten_thousandths;
}
inline std::int32_t arrow_value(Date value) {
  return value.days + kDaysBefore2000;
}
inline std::int64_t arrow_value(Timestamp value) {
  return value.micros + kMicrosBefore2000;
}
inline std::string_view arrow_value(std::string_view value) {
  return value;
}

/// One column of a batch that is being made.
template <class Row, auto Member, std::size_t kIndex>
class ColumnBatch {
  using Stated = typename MemberTraits<decltype(Member)>::Value;
  using Value = typename WithoutOptional<Stated>::Type;
  static constexpr const ColumnDef& kDef = Table<Row>::kColumns.defs[kIndex];
  static constexpr bool kIsChoice = has_dictionary(kDef);
  using Values =
      std::conditional_t<kIsChoice, Choices, typename decltype(values_of<Value>())::type>;

 public:
  void append(std::span<const Row> rows) {
    for (const Row& row : rows) {
      const Stated& value = row.*Member;
      if constexpr (kNullable<Stated>) {
        presence_.append(value.has_value());
        if (value) {
          add(*value);
        } else {
          values_.append_nothing();
        }
      } else {
        add(value);
      }
    }
  }

  void finish(std::int64_t rows, ArrowArray& out) {
    presence_.finish(rows, values_.take(), out);
    if constexpr (kIsChoice) values_.add_dictionary(out);
  }

 private:
  [[nodiscard]] static Values make_values() {
    if constexpr (kIsChoice) {
      return Choices(kDef.values);
    } else {
      return Values();
    }
  }
  void add(const Value& value) {
    if constexpr (KindOf<Value>::value == Kind::kId) {
      std::array<char, kIdSizeMax> text{};
      char* const end = put_id_text(text.data(), value);
      values_.append({text.data(), static_cast<std::size_t>(end - text.data())});
    } else {
      values_.append(arrow_value(value));
    }
  }

  Values values_ = make_values();
  Presence presence_;
};

template <class Row, class Indexes, auto... Members>
class ColumnBatches;
/// All columns of a table. By inheritance, because std::tuple takes long to compile.
template <class Row, std::size_t... kIndexes, auto... Members>
class ColumnBatches<Row, std::index_sequence<kIndexes...>, Members...>
    : private ColumnBatch<Row, Members, kIndexes>... {
 public:
  /// Calls `visit` with the number of each column and the column.
  template <class Visit>
  void for_each(const Visit& visit) {
    (visit(kIndexes, static_cast<ColumnBatch<Row, Members, kIndexes>&>(*this)), ...);
  }
};

template <class Row, class List>
struct ColumnBatchesOf;
template <class Row, auto... Members>
struct ColumnBatchesOf<Row, const ColumnList<Members...>> {
  using Type = ColumnBatches<Row, std::make_index_sequence<sizeof...(Members)>, Members...>;
};

}  // namespace detail

/// A batch of rows of this type.
template <class Row>
class RecordBatchOf final : public RecordBatch {
 public:
  /// `columns` as for export_schema().
  explicit RecordBatchOf(std::span<const std::size_t> columns)
      : order_(columns.begin(), columns.end()) {
    for (const std::size_t column : order_)
      is_chosen_[column] = true;
  }

  void append(const RowSet& set) override {
    const std::span<const Row> rows(set.of<Row>());
    // Few enough rows at a time that all columns find them in the nearest cache.
    constexpr std::size_t kTile = 128;
    for (std::size_t first = 0; first < rows.size(); first += kTile) {
      const auto tile = rows.subspan(first, std::min(kTile, rows.size() - first));
      columns_.for_each([&](std::size_t index, auto& column) {
        if (is_chosen_[index]) column.append(tile);
      });
    }
    rows_ += static_cast<std::int64_t>(rows.size());
  }

  void finish(ArrowArray& out) override {
    std::vector<ArrowArray> made(order_.size());
    columns_.for_each([&](std::size_t index, auto& column) {
      for (std::size_t i = 0; i < order_.size(); ++i) {
        if (order_[i] == index) column.finish(rows_, made[i]);
      }
    });
    finish_batch(rows_, std::move(made), out);
  }

 private:
  typename detail::ColumnBatchesOf<Row, decltype(Table<Row>::kColumns)>::Type columns_;
  std::array<bool, Table<Row>::kColumns.kSize> is_chosen_{};
  std::vector<std::size_t> order_;
  std::int64_t rows_ = 0;
};

}  // namespace bankseed::arrow
