#include "pipeline/change_stream.hpp"

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include "bankseed/core/error.hpp"
#include "pipeline/first_error.hpp"
#include "pipeline/pipeline.hpp"

namespace bankseed {
namespace {

namespace tbb = oneapi::tbb;

/// Bytes of changes that are held at a time; the rest waits in files.
constexpr std::size_t kMemory = std::size_t{96} << 20;

/// What one thread makes changes with; its memory is kept from block to block.
class ChangeMaker {
 public:
  ChangeMaker(const ChangeSource& source, const ChangeStreamOptions& options)
      : source_(source), options_(options) {}

  void make(std::uint64_t block, ChangeSorter& sorter) {
    set_.clear();
    source_.changes(block, options_.tables, options_.window, set_);
    bytes_.clear();
    ends_.clear();
    for (const Change& change : set_.changes) {
      if (change.is_update && options_.before) encode_row(change.table, change.row - 1);
      ends_.push_back(bytes_.size());
      encode_row(change.table, change.row);
      ends_.push_back(bytes_.size());
    }
    hand_over(sorter);
  }

 private:
  void encode_row(TableId table, std::size_t row) {
    encode(set_.rows, table, {.first = row, .count = 1}, options_.format, bytes_);
  }

  void hand_over(ChangeSorter& sorter) {
    const std::string_view all = bytes_.view();
    encoded_.clear();
    std::size_t begin = 0;
    for (std::size_t i = 0; i < set_.changes.size(); ++i) {
      const Change& change = set_.changes[i];
      const std::size_t middle = ends_[2 * i];
      const std::size_t end = ends_[2 * i + 1];
      encoded_.push_back({.delivered = change.delivered,
                          .at = change.at,
                          .table = change.table,
                          .place = change.place,
                          .replaced = change.replaced ? change.replaced->micros : INT64_MAX,
                          .is_update = change.is_update,
                          .is_repeated = change.is_repeated,
                          .before = all.substr(begin, middle - begin),
                          .after = all.substr(middle, end - middle)});
      begin = end;
    }
    sorter.add(encoded_);
  }

  const ChangeSource& source_;
  const ChangeStreamOptions& options_;
  ChangeSet set_;
  Buffer bytes_;
  std::vector<std::size_t> ends_;
  std::vector<EncodedChange> encoded_;
};

/// What ends the work early.
struct Endings {
  FirstError& error;
  const std::stop_token& stop;
};

using ChangeMakers = tbb::enumerable_thread_specific<ChangeMaker>;

/// Gives the changes of some blocks to the sorter, unless something fails, or a stop is asked for.
class MakeBlocks {
 public:
  MakeBlocks(const ChangeStreamOptions& options,
             ChangeMakers& makers,
             ChangeSorter& sorter,
             const Endings& endings)
      : options_(options), makers_(makers), sorter_(sorter), endings_(endings) {}

  void operator()(const tbb::blocked_range<std::uint64_t>& range) const {
    for (std::uint64_t block = range.begin(); block < range.end(); ++block) {
      if (endings_.error.failed() || endings_.stop.stop_requested()) return;
      make(block);
    }
  }

 private:
  void make(std::uint64_t block) const {
    try {
      makers_.local().make(block, sorter_);
      if (options_.block_done) options_.block_done();
    } catch (...) {
      endings_.error.capture();
    }
  }

  const ChangeStreamOptions& options_;
  ChangeMakers& makers_;
  ChangeSorter& sorter_;
  const Endings& endings_;
};

/// Those of all blocks, on several threads.
void make_all(std::uint64_t blocks,
              const ChangeSource& changes,
              const ChangeStreamOptions& options,
              ChangeSorter& sorter,
              const Endings& endings) {
  const std::size_t jobs = job_count(options.jobs);
  // oneTBB never runs more threads than there are cores unless this says so.
  const tbb::global_control parallelism(tbb::global_control::max_allowed_parallelism, jobs);
  tbb::task_arena arena(static_cast<int>(jobs));
  ChangeMakers makers([&changes, &options] { return ChangeMaker(changes, options); });
  const MakeBlocks make(options, makers, sorter, endings);
  arena.execute([blocks, &make] {
    tbb::parallel_for(tbb::blocked_range<std::uint64_t>(0, blocks, 1), make,
                      tbb::simple_partitioner());
  });
}

}  // namespace

void stream_changes(const RowSource& bank,
                    const ChangeSource& changes,
                    const ChangeStreamOptions& options,
                    const std::function<void(const EncodedChange&)>& take,
                    const std::stop_token& stop) {
  ChangeSorter sorter(options.folder, kMemory);
  FirstError error;
  make_all(bank.block_count(), changes, options, sorter, {error, stop});
  if (stop.stop_requested()) throw Interrupted();
  if (error.failed()) error.rethrow();
  sorter.for_each([&](const EncodedChange& change) {
    if (stop.stop_requested()) throw Interrupted();
    take(change);
  });
}

}  // namespace bankseed
