#pragma once

#include <optional>
#include <vector>

#include "bankseed/core/types.hpp"
#include "bankseed/rows/row_set.hpp"

namespace bankseed {

/// Which changes: from 00:00 of a day on, until before 00:00 of another.
struct ChangeWindow {
  Timestamp from;
  Timestamp until;
  /// Instead, all versions of rows that were there at some time in it, each as a change at the
  /// moment from which it holds.
  bool versions = false;
  /// Of what is delivered, so many in ten thousand come hours or days late, and so many twice.
  std::uint32_t late_basis_points = 0;
  std::uint32_t repeated_basis_points = 0;
};

/// The beginning of a row, or what became of it, at a moment (HIS2).
struct Change {
  Timestamp at;         ///< When it was committed, together with all else of that moment.
  Timestamp delivered;  ///< When it is heard of, at the earliest then; the same unless it is late.
  TableId table{};
  std::uint64_t place = 0;  ///< Of the row among all that its table will have, from 0.
  /// Of what the row is from then on, among those of its table in ChangeSet::rows. Of an update the
  /// one before it is what it was.
  std::size_t row = 0;
  bool is_update = false;
  bool is_repeated = false;  ///< It was delivered before.
  /// Of a version: when the next took its place, if that was in the window.
  std::optional<Timestamp> replaced{};
};

/// Changes of a block, and their rows. Recycled from block to block. Not thread-safe.
class ChangeSet {
 public:
  RowSet rows;
  std::vector<Change> changes;
  RowSet finished;  ///< The block's, to whose text the rows point.

  void clear() noexcept {
    rows.clear();
    changes.clear();
    finished.clear();
  }
};

/// Where changes come from: a bank, block by block.
class ChangeSource {
 public:
  ChangeSource() = default;
  ChangeSource(const ChangeSource&) = delete;
  ChangeSource& operator=(const ChangeSource&) = delete;
  ChangeSource(ChangeSource&&) = delete;
  ChangeSource& operator=(ChangeSource&&) = delete;
  virtual ~ChangeSource() = default;

  /// All changes of rows of these tables, or datasets, that belong to the block, in no order of
  /// time; `out` is empty before. Called from many threads at a time.
  virtual void changes(std::uint64_t block,
                       const TableSet& tables,
                       const ChangeWindow& window,
                       ChangeSet& out) const = 0;
};

}  // namespace bankseed
