#pragma once

#include <array>
#include <atomic>
#include <cstdint>

#include "bankseed/rows/tables.hpp"

namespace bankseed {

/// How far a load is: counted by the writer threads, read by a display at any time.
class Progress {
 public:
  void add(TableId table, std::uint64_t rows, std::uint64_t bytes) noexcept {
    Counter& counter = counters_[index_of(table)];
    counter.rows.fetch_add(rows, std::memory_order_relaxed);
    counter.bytes.fetch_add(bytes, std::memory_order_relaxed);
  }

  /// Rows that the sink has taken.
  [[nodiscard]] std::uint64_t rows(TableId table) const noexcept {
    return counters_[index_of(table)].rows.load(std::memory_order_relaxed);
  }
  /// Their encoded bytes.
  [[nodiscard]] std::uint64_t bytes(TableId table) const noexcept {
    return counters_[index_of(table)].bytes.load(std::memory_order_relaxed);
  }
  [[nodiscard]] std::uint64_t rows(const TableSet& tables) const noexcept;
  [[nodiscard]] std::uint64_t bytes(const TableSet& tables) const noexcept;

 private:
  struct Counter {
    std::atomic<std::uint64_t> rows{0};
    std::atomic<std::uint64_t> bytes{0};
  };
  std::array<Counter, kRowTypeCount> counters_;
};

}  // namespace bankseed
