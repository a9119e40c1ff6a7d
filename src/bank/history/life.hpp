#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "bankseed/core/calendar.hpp"
#include "bankseed/schema/table.hpp"

namespace bankseed {

/// What a row was like from a moment on, until the next version's.
template <class Row>
struct Version {
  Timestamp from;
  Row row;
};

template <class Row, auto... Members>
[[nodiscard]] bool equal_values(const Row& a,
                                const Row& b,
                                const ColumnList<Members...>& /*columns*/) {
  return ((a.*Members == b.*Members) && ...);
}

/// The versions of one row in order of time, told from the first to the last, which is the row.
/// Keeps its memory from row to row.
template <class Row>
class Life {
 public:
  /// `last`: the last moment at which anything can have happened.
  explicit Life(Timestamp last) : last_(last) {}

  [[nodiscard]] std::span<const Version<Row>> versions() const noexcept { return versions_; }

  /// Forgets what was told; the row is there from `from` on. Returns its first version, to be made
  /// what it was then.
  Row& begin(Timestamp from, const Row& row) {
    versions_.assign(1, {std::min(from, last_), row});
    return versions_.back().row;
  }
  /// The first version, to be made what it was then.
  [[nodiscard]] Row& first() noexcept { return versions_.front().row; }

  /// From `from` on, though not before what was told before, the row is what `change` makes of it.
  template <class Change>
  void change(Timestamp from, const Change& change) {
    from = std::clamp(from, versions_.back().from, last_);
    if (from > versions_.back().from) versions_.push_back({from, Row(versions_.back().row)});
    change(versions_.back().row);
  }

  /// An optional member is empty before `from`, whatever was told of it.
  template <auto Member>
  void empty_before(Timestamp from) {
    if (from <= versions_.front().from) return;
    from = std::min(from, last_);
    auto at = std::find_if(versions_.begin(), versions_.end(),
                           [from](const Version<Row>& version) { return version.from >= from; });
    if (at == versions_.end() || at->from != from)
      at = versions_.insert(at, Version<Row>{from, Row(std::prev(at)->row)});
    std::for_each(versions_.begin(), at,
                  [](Version<Row>& version) { (version.row.*Member).reset(); });
  }

  /// The last version is the row itself; versions in which nothing changed are none.
  void end(const Row& row) {
    versions_.back().row = row;
    const auto same = [](const Version<Row>& a, const Version<Row>& b) {
      return equal_values(a.row, b.row, Table<Row>::kColumns);
    };
    versions_.erase(std::unique(versions_.begin(), versions_.end(), same), versions_.end());
  }

 private:
  Timestamp last_;
  std::vector<Version<Row>> versions_;
};

}  // namespace bankseed
