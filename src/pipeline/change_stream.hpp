#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>

#include "bankseed/rows/row_source.hpp"
#include "encode/encoder.hpp"
#include "pipeline/change_sorter.hpp"

namespace bankseed {

struct ChangeStreamOptions {
  TableSet tables;  ///< Or datasets.
  ChangeWindow window;
  std::size_t jobs = 0;  ///< Threads; 0: one a core.
  /// What EncodedChange::after is made of, and, where `before` is wanted, that; written row by row.
  Format format = Format::kCsv;
  bool before = false;
  /// Where changes wait that memory does not hold.
  std::filesystem::path folder;
  /// Called by any thread with each block that is done.
  std::function<void()> block_done;
};

/// Makes and encodes the changes of all blocks, on several threads, and gives them away in order,
/// on this one: the same for any number of threads. Memory stays bounded, whatever the window.
/// Throws the first failure of any thread, or Interrupted when a stop was asked for.
void stream_changes(const RowSource& bank,
                    const ChangeSource& changes,
                    const ChangeStreamOptions& options,
                    const std::function<void(const EncodedChange&)>& take,
                    const std::stop_token& stop);

}  // namespace bankseed
