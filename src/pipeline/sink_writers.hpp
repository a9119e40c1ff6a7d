#pragma once

#include <array>
#include <latch>
#include <memory>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include "pipeline/bounded_queue.hpp"
#include "pipeline/first_error.hpp"
#include "pipeline/progress.hpp"
#include "pipeline/recycled_batch.hpp"
#include "pipeline/recycler.hpp"

namespace bankseed {

/// What the writers of one step share with the rest of the pipeline; borrowed.
struct WriterContext {
  BatchRecyclers& batches;
  FirstError& error;
  Progress& progress;
  std::stop_token stop;
};

/// The writer threads of one step, one for each store that has tables in it: each begins its
/// sink, writes what is pushed, and ends the sink once all stores have written everything; so no
/// sink ends a step in which another has failed to write. A writer whose sink has failed, and every
/// writer after a failure or a request to stop, drains its queue, so that nobody waits in push().
class SinkWriters {
 public:
  /// Starts the threads. `queue_capacity` batches wait for each writer.
  SinkWriters(const Sinks& sinks,
              const TableSet& tables,
              Part part,
              std::size_t queue_capacity,
              const WriterContext& context);
  SinkWriters(const SinkWriters&) = delete;
  SinkWriters& operator=(const SinkWriters&) = delete;
  SinkWriters(SinkWriters&&) = delete;
  SinkWriters& operator=(SinkWriters&&) = delete;
  /// Without finish(): cancels every sink, joins.
  ~SinkWriters();

  /// Hands a batch over; waits while the store's queue is full. Batches are written in the order
  /// in which they are pushed, then given back to the recycler.
  void push(Store store, RecycledBatch& batch);

  /// Waits until every sink has written all and ended (cancelled, when something failed anywhere
  /// or a stop was asked for), and joins the threads. Failures are in the context's error.
  void finish() noexcept;

 private:
  /// Large batches are few: memory is what is bounded.
  static constexpr std::size_t kQueuedBytesMax = std::size_t{16} * 1024 * 1024;

  struct Writer {
    Writer(Sink& writer_sink,
           Recycler<RecycledBatch>& batches,
           TableSet writer_tables,
           std::size_t queue_capacity)
        : sink(writer_sink),
          recycler(batches),
          tables(writer_tables),
          queue(queue_capacity, kQueuedBytesMax) {}
    Sink& sink;
    Recycler<RecycledBatch>& recycler;
    TableSet tables;
    BoundedQueue<RecycledBatch*> queue;
    std::thread thread;
  };

  void run(Writer& writer) noexcept;
  void write_all(Writer& writer);
  void join(bool complete) noexcept;
  [[nodiscard]] bool aborting() const noexcept;

  WriterContext context_;
  Part part_;
  std::array<std::unique_ptr<Writer>, kStoreCount> writers_;
  std::optional<std::latch> written_;
  std::latch decided_{1};
  bool complete_ = false;  // Written before decided_, read after it.
  bool joined_ = false;
};

}  // namespace bankseed
