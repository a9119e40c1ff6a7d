#pragma once

#include <array>
#include <atomic>
#include <map>
#include <stdexcept>
#include <string>

#include "bankseed/core/check.hpp"
#include "pipeline/sink_writers.hpp"

namespace bankseed {

/// Keeps what it is given, and checks the order in which it is called.
class MemorySink final : public Sink {
 public:
  enum class State { kIdle, kOpen, kEnded, kCancelled };

  void begin(TableSet tables, Part /*part*/) override {
    BANKSEED_CHECK(state != State::kOpen);
    state = State::kOpen;
    begun = tables;
    last_sequence_ = 0;
    first_ = true;
  }
  void write(EncodedBatch& batch) override {
    BANKSEED_CHECK(state == State::kOpen);
    BANKSEED_CHECK(first_ || batch.sequence > last_sequence_);
    first_ = false;
    last_sequence_ = batch.sequence;
    for (const EncodedPart& part : batch.parts) {
      BANKSEED_CHECK(begun[index_of(part.table)] && part.rows > 0);
      bytes[index_of(part.table)] += part.bytes.view();
      rows[index_of(part.table)] += part.rows;
    }
  }
  void end() override {
    BANKSEED_CHECK(state == State::kOpen);
    state = State::kEnded;
    ++steps_ended;
  }
  void cancel() noexcept override { state = State::kCancelled; }

  State state = State::kIdle;
  int steps_ended = 0;
  TableSet begun;
  std::map<std::size_t, std::string> bytes;  // By table.
  std::map<std::size_t, std::uint64_t> rows;

 private:
  std::uint64_t last_sequence_ = 0;
  bool first_ = true;
};

enum class FailAt { kBegin, kFirstWrite, kLaterWrite, kEnd };

/// Fails once, at the place that it is told.
class FailingSink final : public Sink {
 public:
  explicit FailingSink(FailAt fail_at) : fail_at_(fail_at) {}
  void begin(TableSet /*tables*/, Part /*part*/) override { fail(FailAt::kBegin); }
  void write(EncodedBatch& batch) override {
    fail(FailAt::kFirstWrite);
    if (batch.sequence >= 3) fail(FailAt::kLaterWrite);
  }
  void end() override { fail(FailAt::kEnd); }
  void cancel() noexcept override { cancelled = true; }

  bool cancelled = false;

 private:
  void fail(FailAt here) const {
    if (here == fail_at_) throw std::runtime_error("disk full");
  }
  FailAt fail_at_;
};

/// A memory sink for each store, and the pointers that a pipeline takes.
struct MemorySinks {
  MemorySinks() {
    for (std::size_t i = 0; i < kDatabaseCount; ++i)
      borrowed[i] = &sinks[i];
    borrowed[index_of(kDatasetStore)] = &datasets;
  }
  [[nodiscard]] MemorySink& of(Database database) {
    return sinks[static_cast<std::size_t>(database)];
  }
  void replace(Database database, Sink& sink) { borrowed[index_of(store_of(database))] = &sink; }

  std::array<MemorySink, kDatabaseCount> sinks;
  MemorySink datasets;
  Sinks borrowed{};
};

}  // namespace bankseed
