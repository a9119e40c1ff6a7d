#include "pipeline/sink_writers.hpp"

#include <utility>

#include "bankseed/core/check.hpp"

namespace bankseed {

SinkWriters::SinkWriters(const Sinks& sinks,
                         const TableSet& tables,
                         Part part,
                         std::size_t queue_capacity,
                         const WriterContext& context)
    : context_(context), part_(part) {
  std::ptrdiff_t count = 0;
  for (std::size_t i = 0; i < kStoreCount; ++i) {
    const TableSet own = tables & tables_of(Store{static_cast<std::uint8_t>(i)});
    if (own.none()) continue;
    BANKSEED_CHECK(sinks[i] != nullptr);
    writers_[i] = std::make_unique<Writer>(*sinks[i], context_.batches[i], own, queue_capacity);
    ++count;
  }
  written_.emplace(count);
  for (auto& writer : writers_) {
    if (!writer) continue;
    try {
      writer->thread = std::thread([this, &writer = *writer] { run(writer); });
    } catch (...) {
      context_.error.capture();  // No more threads to be had.
      written_->count_down();
    }
  }
}

SinkWriters::~SinkWriters() {
  if (!joined_) join(false);
}

void SinkWriters::push(Store store, RecycledBatch& batch) {
  auto& writer = writers_[index_of(store)];
  if (!writer || !writer->thread.joinable() || !writer->queue.push(&batch, batch.size())) {
    context_.batches[index_of(store)].give_back(batch);
  }
}

void SinkWriters::finish() noexcept {
  join(true);
}

void SinkWriters::join(bool complete) noexcept {
  for (auto& writer : writers_) {
    if (writer) writer->queue.close();
  }
  written_->wait();
  complete_ = complete && !aborting();
  decided_.count_down();
  for (auto& writer : writers_) {
    if (writer && writer->thread.joinable()) writer->thread.join();
  }
  joined_ = true;
}

bool SinkWriters::aborting() const noexcept {
  return context_.error.failed() || context_.stop.stop_requested();
}

void SinkWriters::run(Writer& writer) noexcept {
  try {
    write_all(writer);
  } catch (...) {
    context_.error.capture();
    while (const auto batch = writer.queue.pop())
      writer.recycler.give_back(**batch);
  }
  written_->count_down();
  decided_.wait();
  if (!complete_) {
    writer.sink.cancel();
    return;
  }
  try {
    writer.sink.end();
  } catch (...) {
    context_.error.capture();
    writer.sink.cancel();
  }
}

void SinkWriters::write_all(Writer& writer) {
  if (!aborting()) writer.sink.begin(writer.tables, part_);
  while (const auto next = writer.queue.pop()) {
    if (!aborting()) {
      EncodedBatch& batch = (*next)->batch();
      writer.sink.write(batch);
      for (const EncodedPart& part : batch.parts)
        context_.progress.add(part.table, part.rows, part.bytes.size());
    }
    writer.recycler.give_back(**next);
  }
}

}  // namespace bankseed
