#pragma once

#include <tuple>
#include <vector>

#include "bankseed/core/arena.hpp"
#include "bankseed/rows/catalog.hpp"

namespace bankseed {

namespace detail {
template <class>
struct VectorsOf;
template <class... Rows>
struct VectorsOf<RowTypes<Rows...>> {
  using Type = std::tuple<std::vector<Rows>...>;
};
}  // namespace detail

/// Typed rows of one block, of all tables and datasets, and the text that they point to. Not
/// thread-safe; recycled from block to block, so that its memory is allocated once.
class RowSet {
 public:
  template <class Row>
  [[nodiscard]] std::vector<Row>& of() noexcept {
    return std::get<std::vector<Row>>(vectors_);
  }
  template <class Row>
  [[nodiscard]] const std::vector<Row>& of() const noexcept {
    return std::get<std::vector<Row>>(vectors_);
  }

  /// Where the rows' own text lives, until clear().
  [[nodiscard]] Arena& arena() noexcept { return arena_; }

  /// Rows held of one table.
  [[nodiscard]] std::size_t row_count(TableId table) const noexcept;

  /// Drops all rows and text, keeps the memory.
  void clear() noexcept;
  /// Drops the rows of one table but the first `count`, keeps the text.
  void truncate(TableId table, std::size_t count) noexcept;

 private:
  typename detail::VectorsOf<AllRowTypes>::Type vectors_;
  Arena arena_;
};

}  // namespace bankseed
