#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "bankseed/rows/changes.hpp"

namespace bankseed {

/// A change as it is written: its rows are bytes.
struct EncodedChange {
  Timestamp delivered;
  Timestamp at;
  TableId table{};
  std::uint64_t place = 0;
  std::int64_t replaced = INT64_MAX;  ///< Change::replaced, in microseconds.
  bool is_update = false;
  bool is_repeated = false;
  std::string_view before;  ///< Of an update, where the format has it.
  std::string_view after;
};

/// Puts changes in order, of which there may be more than memory holds: what is too much waits in
/// files without names, in a folder. Whatever order they come in, they leave it by when they are
/// delivered, at one moment by table (what others refer to first), by row, and by when they
/// happened.
class ChangeSorter {
 public:
  /// Of `memory` bytes of changes at most half are put in order at a time, on the thread that adds.
  ChangeSorter(std::filesystem::path folder, std::size_t memory);
  ChangeSorter(const ChangeSorter&) = delete;
  ChangeSorter& operator=(const ChangeSorter&) = delete;
  ChangeSorter(ChangeSorter&&) = delete;
  ChangeSorter& operator=(ChangeSorter&&) = delete;
  ~ChangeSorter();

  /// Changes in any order, copied. Thread-safe. Throws Error when a file cannot be written.
  void add(const std::vector<EncodedChange>& changes);

  /// Calls `take` for each, in order; the bytes are valid until it returns. Once, when all are
  /// added.
  void for_each(const std::function<void(const EncodedChange&)>& take);

 private:
  class Run;

  std::filesystem::path folder_;
  std::size_t memory_;
  std::mutex mutex_;  ///< Of what follows.
  std::string bytes_;
  std::vector<std::uint64_t> offsets_;  ///< Of the changes in bytes_.
  std::vector<std::unique_ptr<Run>> runs_;
};

}  // namespace bankseed
