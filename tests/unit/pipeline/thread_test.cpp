// What the pipeline does with threads of its own, and banks that several make at once, without
// oneTBB: ThreadSanitizer can judge this (Debian's libtbb is not instrumented).

#include <array>
#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>

#include "encode/encoder.hpp"
#include "memory_sinks.hpp"
#include "support/bank_rows.hpp"
#include "support/waiting.hpp"

namespace bankseed {
namespace {

TEST_CASE("every item that is pushed is popped once, then the queue reports the end") {
  BoundedQueue<int> queue(2, 2);
  std::vector<std::thread> producers;
  producers.reserve(4);
  for (int p = 0; p < 4; ++p) {
    producers.emplace_back([&] {
      for (int i = 0; i < 2'000; ++i)
        queue.push(1, 1);
    });
  }
  int sum = 0;
  std::thread consumer([&] {
    while (const auto item = queue.pop())
      sum += *item;
  });
  for (auto& producer : producers)
    producer.join();
  queue.close();
  consumer.join();
  CHECK(sum == 8'000);
  CHECK_FALSE(queue.push(1, 1));
}

TEST_CASE("a queue keeps the order in which one thread pushes") {
  BoundedQueue<int> queue(3, 30);
  std::thread producer([&] {
    for (int i = 0; i < 1'000; ++i)
      queue.push(i, 10);
    queue.close();
  });
  int next = 0;
  while (const auto item = queue.pop())
    CHECK(*item == next++);
  producer.join();
  CHECK(next == 1'000);
}

TEST_CASE("a queue holds no more than may weigh together, or one that is heavier") {
  BoundedQueue<int> queue(10, 100);
  CHECK(queue.push(1, 70));
  std::atomic<int> pushed{0};
  std::thread producer([&] {
    queue.push(2, 40);  // Not beside the first one.
    ++pushed;
    queue.push(3, 500);  // Beside none.
    ++pushed;
  });
  CHECK(pushed == 0);
  CHECK(queue.pop() == 1);
  testing::wait_until("there is room", [&] { return pushed == 1; });
  CHECK(queue.pop() == 2);
  producer.join();
  CHECK(queue.pop() == 3);
}

TEST_CASE("a recycler makes no more objects than are lent at one time") {
  Recycler<std::vector<int>> recycler;
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 1'000; ++i) {
        auto& object = recycler.take();
        object.push_back(i);
        recycler.give_back(object);
      }
    });
  }
  for (auto& thread : threads)
    thread.join();
  CHECK(recycler.made() <= 4);
}

TEST_CASE("the first of several errors is kept") {
  FirstError error;
  CHECK_NOTHROW(error.rethrow());
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      try {
        throw std::runtime_error("disk full");
      } catch (...) {
        error.capture();
      }
    });
  }
  for (auto& thread : threads)
    thread.join();
  CHECK(error.failed());
  CHECK_THROWS_WITH(error.rethrow(), "disk full");
}

/// The writers of one step over all tables, fed by this thread.
struct WriterRun {
  BatchRecyclers batches;
  FirstError error;
  Progress progress;
  std::stop_source stop;

  void push_to_all(SinkWriters& writers, std::uint64_t sequence) {
    for (std::size_t i = 0; i < kStoreCount; ++i) {
      const Store store{static_cast<std::uint8_t>(i)};
      RecycledBatch& batch = batches[i].take();
      batch.clear();
      batch.batch().sequence = sequence;
      for (std::size_t table = 0; table < kRowTypeCount; ++table) {
        if (!tables_of(store)[table]) continue;
        EncodedPart& part = batch.add_part(TableId{static_cast<std::uint16_t>(table)});
        part.rows = 1;
        part.bytes.append("row\n");
      }
      writers.push(store, batch);
    }
  }

  void run(const Sinks& sinks, std::uint64_t count, bool finish) {
    SinkWriters writers(sinks, TableSet().set(), {}, 2,
                        {batches, error, progress, stop.get_token()});
    for (std::uint64_t i = 0; i < count; ++i)
      push_to_all(writers, i);
    if (finish) writers.finish();
  }
};

TEST_CASE("writers write every batch in order and end their sinks") {
  WriterRun run;
  MemorySinks sinks;
  run.run(sinks.borrowed, 200, true);
  CHECK_FALSE(run.error.failed());
  CHECK(run.progress.rows(TableSet().set()) == 200 * kRowTypeCount);
  for (const MemorySink& sink : sinks.sinks)
    CHECK(sink.state == MemorySink::State::kEnded);
}

TEST_CASE("writers that nobody finishes cancel their sinks") {
  WriterRun run;
  MemorySinks sinks;
  run.run(sinks.borrowed, 20, false);
  for (const MemorySink& sink : sinks.sinks)
    CHECK(sink.state == MemorySink::State::kCancelled);
}

/// Fails when the others have long taken all of some batches.
class LateFailingSink final : public Sink {
 public:
  LateFailingSink(const Progress& progress, const TableSet& others, std::uint64_t batches)
      : progress_(progress), others_(others), batches_(batches) {}
  void begin(TableSet /*tables*/, Part /*part*/) override {}
  void write(EncodedBatch& batch) override {
    if (batch.sequence + 1 < batches_) return;
    testing::wait_until("the others have written all",
                        [this] { return progress_.rows(others_) == batches_ * others_.count(); });
    std::this_thread::sleep_for(std::chrono::milliseconds(50));  // Enough to commit too early.
    throw std::runtime_error("disk full");
  }
  void end() override {}
  void cancel() noexcept override {}

 private:
  const Progress& progress_;
  TableSet others_;
  std::uint64_t batches_;
};

TEST_CASE("nobody commits before all have taken everything") {
  constexpr std::uint64_t kBatches = 10;
  WriterRun run;
  MemorySinks sinks;
  LateFailingSink failing(run.progress, ~tables_of(Database::kInsurance), kBatches);
  sinks.replace(Database::kInsurance, failing);
  run.run(sinks.borrowed, kBatches, true);
  CHECK_THROWS_WITH(run.error.rethrow(), "disk full");
  for (const Sink* sink : sinks.borrowed) {
    if (const auto* memory = dynamic_cast<const MemorySink*>(sink))
      CHECK(memory->state == MemorySink::State::kCancelled);
  }
}

TEST_CASE("writers drain and cancel after a failure or a stop") {
  for (const FailAt fail_at : {FailAt::kBegin, FailAt::kFirstWrite, FailAt::kLaterWrite}) {
    for (int repeat = 0; repeat < 20; ++repeat) {
      WriterRun run;
      MemorySinks sinks;
      FailingSink failing(fail_at);
      sinks.replace(Database::kInsurance, failing);
      run.run(sinks.borrowed, 50, true);
      CHECK_THROWS_WITH(run.error.rethrow(), "disk full");
      CHECK(failing.cancelled);
      CHECK(sinks.of(Database::kCompliance).state == MemorySink::State::kCancelled);
    }
  }
  for (int repeat = 0; repeat < 20; ++repeat) {
    WriterRun run;
    MemorySinks sinks;
    std::thread user([&run] { run.stop.request_stop(); });
    run.run(sinks.borrowed, 50, true);
    user.join();
    CHECK_FALSE(run.error.failed());
  }
}

/// All rows of a bank, made from nothing by this thread.
std::string rows_of(std::uint64_t seed, corpus::Locale locale) {
  BankOptions options = testing::bank_options(300, seed);
  options.locale = locale;
  const testing::WholeBank whole(options);
  Buffer text;
  for (std::size_t i = 0; i < kTableCount; ++i)
    encode(whole.rows, TableId{static_cast<std::uint16_t>(i)}, Format::kCsv, text);
  return std::string(text.view());
}

TEST_CASE("several banks are made at once, each as if it were alone") {
  constexpr std::array kLocales = {corpus::Locale::kEnUs, corpus::Locale::kPtBr};
  std::array<std::string, 4> together;
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < together.size(); ++i)
      threads.emplace_back([&, i] { together[i] = rows_of(i / 2, kLocales[i % 2]); });
  }
  for (std::size_t i = 0; i < together.size(); ++i)
    CHECK(together[i] == rows_of(i / 2, kLocales[i % 2]));
  CHECK(together[0] != together[2]);
}

}  // namespace
}  // namespace bankseed
