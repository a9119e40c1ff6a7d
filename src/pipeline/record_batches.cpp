#include "pipeline/record_batches.hpp"

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <string>
#include <utility>

#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/task_arena.h>

#include "bankseed/rows/row_set.hpp"
#include "encode/arrow/record_batch.hpp"
#include "encode/arrow/schema.hpp"
#include "pipeline/pipeline.hpp"

namespace bankseed {
namespace {

namespace tbb = oneapi::tbb;

constexpr std::uint64_t kRowsPerBatch = 65'536;

/// A batch that is made, or being made.
struct Slot {
  ArrowArray array{};
  std::exception_ptr error;
  bool is_done = false;
};

}  // namespace

class RecordBatches::Impl {
 public:
  Impl(std::shared_ptr<const RowSource> source, RecordBatchOptions options)
      : source_(std::move(source)),
        options_(std::move(options)),
        // The reader, who makes none, counts as one of them; oneTBB would never run more threads
        // than there are cores.
        parallelism_(tbb::global_control::max_allowed_parallelism, job_count(options_.jobs) + 1),
        arena_(static_cast<int>(job_count(options_.jobs)), 0),
        window_(job_count(options_.jobs) + 2) {
    const std::uint64_t blocks = source_->block_count();
    next_block_ = options_.shard.first(blocks);
    last_block_ = options_.shard.last(blocks);
    const std::uint64_t rows = source_->rows_before(options_.table, blocks);
    blocks_per_batch_ = std::clamp<std::uint64_t>(kRowsPerBatch * blocks / (rows + 1), 1, blocks);
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  Impl(Impl&&) = delete;
  Impl& operator=(Impl&&) = delete;
  ~Impl() {
    std::unique_lock lock(mutex_);
    done_.wait(lock, [this] {
      return std::all_of(slots_.begin(), slots_.end(),
                         [](const Slot& slot) { return slot.is_done; });
    });
    for (Slot& slot : slots_) {
      if (slot.array.release != nullptr) slot.array.release(&slot.array);
    }
  }

  [[nodiscard]] const RecordBatchOptions& options() const noexcept { return options_; }

  [[nodiscard]] bool next(ArrowArray& out) {
    std::unique_lock lock(mutex_);
    begin_more();
    if (slots_.empty()) return false;
    done_.wait(lock, [this] { return slots_.front().is_done; });
    const Slot slot = slots_.front();
    slots_.pop_front();
    if (slot.error) {
      next_block_ = last_block_;
      std::rethrow_exception(slot.error);
    }
    begin_more();
    out = slot.array;
    return true;
  }

 private:
  /// As many as the window takes. A deque's elements stay where they are.
  void begin_more() {
    while (slots_.size() < window_) {
      const std::uint64_t first = first_block_with_rows();
      if (first == last_block_) return;
      next_block_ = std::min(first + blocks_per_batch_, last_block_);
      Slot& slot = slots_.emplace_back();
      arena_.enqueue([this, &slot, first, last = next_block_] { make(first, last, slot); });
    }
  }

  [[nodiscard]] std::uint64_t rows_in(std::uint64_t first, std::uint64_t last) const {
    return source_->rows_before(options_.table, last) - source_->rows_before(options_.table, first);
  }

  /// Of those that are left; tables that grow with nothing have all their rows in one.
  [[nodiscard]] std::uint64_t first_block_with_rows() const {
    if (rows_in(next_block_, last_block_) == 0) return last_block_;
    std::uint64_t block = next_block_;
    while (rows_in(block, block + 1) == 0)
      ++block;
    return block;
  }

  void make(std::uint64_t first, std::uint64_t last, Slot& slot) {
    ArrowArray array{};
    std::exception_ptr error;
    try {
      const auto batch = arrow::make_record_batch(options_.table, options_.columns);
      RowSet& rows = rows_.local();
      TableSet tables;
      tables.set(index_of(options_.table));
      for (std::uint64_t block = first; block < last; ++block) {
        if (rows_in(block, block + 1) == 0) continue;
        rows.clear();
        source_->generate(block, tables, rows);
        batch->append(rows);
      }
      batch->finish(array);
    } catch (...) {
      error = std::current_exception();
    }
    const std::scoped_lock lock(mutex_);
    slot.array = array;
    slot.error = error;
    slot.is_done = true;
    done_.notify_all();
  }

  std::shared_ptr<const RowSource> source_;
  RecordBatchOptions options_;
  tbb::global_control parallelism_;
  tbb::task_arena arena_;
  std::size_t window_;
  std::uint64_t blocks_per_batch_ = 1;
  std::uint64_t next_block_ = 0;
  std::uint64_t last_block_ = 0;
  tbb::enumerable_thread_specific<RowSet> rows_;
  std::mutex mutex_;  ///< Of the slots.
  std::condition_variable done_;
  std::deque<Slot> slots_;  ///< In the order of the rows.
};

RecordBatches::RecordBatches(std::shared_ptr<const RowSource> source, RecordBatchOptions options)
    : impl_(std::make_unique<Impl>(std::move(source), std::move(options))) {}

RecordBatches::~RecordBatches() = default;

const RecordBatchOptions& RecordBatches::options() const noexcept {
  return impl_->options();
}

bool RecordBatches::next(ArrowArray& out) {
  return impl_->next(out);
}

namespace {

/// What an ArrowArrayStream points to.
struct Stream {
  std::unique_ptr<RecordBatches> batches;
  std::string error;
};

Stream& stream_of(ArrowArrayStream* stream) {
  return *static_cast<Stream*>(stream->private_data);
}

/// Nothing is thrown through an interface of C: it answers with errno's number, and a text.
template <class Work>
int answered(ArrowArrayStream* stream, const Work& work) {
  try {
    work(stream_of(stream));
    return 0;
  } catch (const std::bad_alloc&) {
    stream_of(stream).error = "out of memory";
    return ENOMEM;
  } catch (const std::exception& error) {
    stream_of(stream).error = error.what();
    return EIO;
  }
}

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
  return answered(stream, [out](Stream& of) {
    const RecordBatchOptions& options = of.batches->options();
    arrow::export_schema(options.table, options.columns, *out);
  });
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
  return answered(stream, [out](Stream& of) {
    if (!of.batches->next(*out)) *out = {};
  });
}

const char* get_last_error(ArrowArrayStream* stream) {
  const Stream& of = stream_of(stream);
  return of.error.empty() ? nullptr : of.error.c_str();
}

void release_stream(ArrowArrayStream* stream) {
  const std::unique_ptr<Stream> owned(&stream_of(stream));
  stream->release = nullptr;
}

}  // namespace

void export_stream(std::unique_ptr<RecordBatches> batches, ArrowArrayStream& out) {
  auto stream = std::make_unique<Stream>(Stream{.batches = std::move(batches), .error = {}});
  out = {.get_schema = get_schema,
         .get_next = get_next,
         .get_last_error = get_last_error,
         .release = release_stream,
         .private_data = stream.release()};
}

}  // namespace bankseed
