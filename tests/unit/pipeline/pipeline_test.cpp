#include "pipeline/pipeline.hpp"

#include <algorithm>
#include <chrono>
#include <future>
#include <new>
#include <thread>

#include <catch2/catch.hpp>

#include "bankseed/core/error.hpp"
#include "core/text.hpp"
#include "memory_sinks.hpp"
#include "support/waiting.hpp"

namespace bankseed {
namespace {

/// A bank of a few tables in three databases; blocks differ in size and some lack some tables.
class FakeSource final : public RowSource {
 public:
  explicit FakeSource(std::uint64_t blocks) : blocks_(blocks) {}
  [[nodiscard]] std::uint64_t block_count() const noexcept override { return blocks_; }

  [[nodiscard]] std::uint64_t rows_before(TableId table, std::uint64_t block) const override {
    std::uint64_t rows = 0;
    for (std::uint64_t before = 0; before < block; ++before)
      rows += rows_in(table, before);
    return rows;
  }

  void generate(std::uint64_t block, const TableSet& tables, RowSet& out) const override {
    started.fetch_add(1);
    if (block == fails_at) throw std::bad_alloc();
    if (block == 0) {
      testing::wait_until("later blocks are under way",
                          [this] { return started.load() >= first_waits_for; });
    }
    if (wants<DepartmentsRow>(tables) && rows_in(kTableId<DepartmentsRow>, block) > 0) {
      out.of<DepartmentsRow>().emplace_back().department_name = "lending";
    }
    if (wants<CustomersRow>(tables)) {
      for (std::uint64_t i = 0; i < rows_in(kTableId<CustomersRow>, block); ++i) {
        auto& row = out.of<CustomersRow>().emplace_back();
        row.customer_id = {block * 10 + i + 1};
        row.first_name = Text(out.arena()).add("Customer ").number(block * 10 + i).view();
      }
    }
    if (wants<TransactionsRow>(tables)) {
      for (std::uint64_t i = 0; i < rows_in(kTableId<TransactionsRow>, block); ++i) {
        auto& row = out.of<TransactionsRow>().emplace_back();
        row.transaction_id = {block * 100 + i + 1};
        row.account_id = {block + 1};
        row.transaction_type = "deposit";
      }
    }
  }

  mutable std::atomic<std::uint64_t> started{0};
  std::uint64_t fails_at = ~std::uint64_t{0};
  std::uint64_t first_waits_for = 0;  ///< The first block takes until so many have been started.

 private:
  static std::uint64_t rows_in(TableId table, std::uint64_t block) {
    if (table == kTableId<DepartmentsRow>) return block == 0 ? 1 : 0;
    if (table == kTableId<CustomersRow>) return block % 5;
    return table == kTableId<TransactionsRow> ? 40 + block % 7 : 0;
  }
  template <class Row>
  static bool wants(const TableSet& tables) {
    return tables[index_of(kTableId<Row>)];
  }
  std::uint64_t blocks_;
};

std::map<std::size_t, std::string> expected_bytes(const FakeSource& source, Format format) {
  std::map<std::size_t, std::string> expected;
  RowSet rows;
  for (std::uint64_t block = 0; block < source.block_count(); ++block) {
    rows.clear();
    source.generate(block, all_tables(), rows);
    for (std::size_t i = 0; i < kTableCount; ++i) {
      Buffer bytes;
      if (encode(rows, TableId{static_cast<std::uint16_t>(i)}, format, bytes) > 0)
        expected[i] += bytes.view();
    }
  }
  return expected;
}

std::map<std::size_t, std::string> collected(const MemorySinks& sinks) {
  std::map<std::size_t, std::string> all;
  for (const MemorySink& sink : sinks.sinks)
    all.insert(sink.bytes.begin(), sink.bytes.end());
  return all;
}

void check_bytes(const FakeSource& source, const PipelineOptions& options) {
  CAPTURE(options.jobs, options.batches_in_flight_max, options.queue_capacity);
  MemorySinks sinks;
  Progress progress;
  Pipeline pipeline(source, sinks.borrowed, options, progress, {});
  pipeline.run_step(all_tables());
  CHECK(collected(sinks) == expected_bytes(source, options.format));
  for (const MemorySink& sink : sinks.sinks)
    CHECK(sink.state == MemorySink::State::kEnded);
}

TEST_CASE("a sink is given the same bytes for any number of jobs, window, queue and format") {
  const FakeSource source(61);
  REQUIRE(expected_bytes(source, Format::kPgBinary).size() == 3);
  for (const std::size_t jobs : {1U, 2U, 8U}) {
    for (const std::size_t window : {1U, 2U, 33U}) {
      for (const std::size_t capacity : {1U, 4U}) {
        check_bytes(source, {.jobs = jobs,
                             .batches_in_flight_max = window,
                             .queue_capacity = capacity,
                             .format = capacity == 1 ? Format::kPgText : Format::kPgBinary});
      }
    }
  }
}

TEST_CASE("a block that is done before the one in front of it waits for it") {
  FakeSource source(20);
  const auto expected = expected_bytes(source, Format::kPgText);
  source.started = 0;
  source.first_waits_for = 3;  // Of two threads one is at the third: the second block is done.
  MemorySinks sinks;
  Progress progress;
  Pipeline pipeline(source, sinks.borrowed,
                    {.jobs = 2, .batches_in_flight_max = 8, .format = Format::kPgText}, progress,
                    {});
  pipeline.run_step(all_tables());
  CHECK(collected(sinks) == expected);
}

TEST_CASE("a bank that is made in parts is the same bytes for any number of them") {
  const FakeSource source(61);
  for (const Format format : {Format::kPgBinary, Format::kParquet}) {
    std::map<std::size_t, std::string> expected;
    for (const std::uint64_t count : {1U, 2U, 7U, 61U, 100U}) {
      MemorySinks sinks;
      Progress progress;
      Pipeline pipeline(source, sinks.borrowed, {.jobs = 2, .format = format}, progress, {});
      for (Part part{0, count}; part.index < part.count; ++part.index)
        pipeline.run_step(all_tables(), part);
      CAPTURE(count);
      if (expected.empty()) expected = collected(sinks);
      CHECK(collected(sinks) == expected);
      CHECK(sinks.sinks[0].steps_ended == static_cast<int>(count));
    }
  }
}

TEST_CASE("parts of several blocks are the same bytes for any number of jobs and window") {
  const FakeSource source(61);
  for (const Format format : {Format::kCsv, Format::kParquet}) {
    std::map<std::size_t, std::string> expected;
    for (const std::size_t jobs : {1U, 2U, 8U}) {
      for (const std::size_t window : {1U, 33U}) {
        MemorySinks sinks;
        Progress progress;
        Pipeline pipeline(source, sinks.borrowed,
                          {.jobs = jobs,
                           .batches_in_flight_max = window,
                           .format = format,
                           .compression = Compression::kZstd},
                          progress, {});
        pipeline.run_step(all_tables());
        CHECK(progress.rows(kTableId<TransactionsRow>) ==
              source.rows_before(kTableId<TransactionsRow>, source.block_count()));
        if (expected.empty()) expected = collected(sinks);
        CHECK(expected.size() == 3);
        CHECK(collected(sinks) == expected);
      }
    }
  }
}

/// Counts the rows that go to each file of a table.
class CountingSink final : public Sink {
 public:
  void begin(TableSet /*tables*/, Part /*part*/) override {}
  void write(EncodedBatch& batch) override {
    for (const EncodedPart& part : batch.parts) {
      if (part.table != kTableId<TransactionsRow>) continue;
      BANKSEED_CHECK(part.file + 1 >= rows_of_files.size());
      rows_of_files.resize(part.file + 1);
      rows_of_files.back() += part.rows;
      const std::string_view lines = part.bytes.view();
      lines_seen += static_cast<std::size_t>(std::count(lines.begin(), lines.end(), '\n'));
    }
  }
  void end() override {}
  void cancel() noexcept override {}

  std::vector<std::uint64_t> rows_of_files;
  std::size_t lines_seen = 0;
};

TEST_CASE("rows are cut where the files end, also in the middle of blocks") {
  const FakeSource source(20);
  const std::uint64_t rows = source.rows_before(kTableId<TransactionsRow>, source.block_count());
  for (const std::uint64_t rows_per_file : {1U, 7U, 43U, 100U, 100'000U}) {
    MemorySinks sinks;
    CountingSink counting;
    sinks.replace(Database::kAccounts, counting);
    Progress progress;
    Pipeline pipeline(source, sinks.borrowed,
                      {.jobs = 2, .format = Format::kCsv, .rows_per_file = rows_per_file}, progress,
                      {});
    pipeline.run_step(all_tables());
    REQUIRE(counting.rows_of_files.size() == (rows + rows_per_file - 1) / rows_per_file);
    CHECK(counting.lines_seen == rows);
    for (std::size_t i = 0; i + 1 < counting.rows_of_files.size(); ++i)
      CHECK(counting.rows_of_files[i] == rows_per_file);
  }
}

TEST_CASE("a step touches its own tables and databases only, and steps add up to the whole") {
  const FakeSource source(40);
  MemorySinks sinks;
  Progress progress;
  Pipeline pipeline(source, sinks.borrowed, {.jobs = 2}, progress, {});
  pipeline.run_step(tables_of(Database::kEmployees));
  CHECK(sinks.of(Database::kEmployees).state == MemorySink::State::kEnded);
  CHECK(sinks.of(Database::kAccounts).state == MemorySink::State::kIdle);
  CHECK(progress.rows(tables_of(Database::kAccounts)) == 0);
  TableSet customers;
  customers.set(index_of(kTableId<CustomersRow>));
  pipeline.run_step(customers);
  CHECK(sinks.of(Database::kAccounts).begun == customers);
  pipeline.run_step(all_tables() & ~tables_of(Database::kEmployees) & ~customers);
  CHECK(collected(sinks) == expected_bytes(source, Format::kPgBinary));
  CHECK(sinks.of(Database::kAccounts).steps_ended == 2);
}

TEST_CASE("progress ends at what was written, and digests are those of the rows, for any jobs") {
  const FakeSource source(30);
  RowSet rows;
  for (std::uint64_t block = 0; block < source.block_count(); ++block)
    source.generate(block, all_tables(), rows);
  for (const std::size_t jobs : {1U, 8U}) {
    MemorySinks sinks;
    Progress progress;
    Pipeline pipeline(source, sinks.borrowed, {.jobs = jobs, .digest = true}, progress, {});
    pipeline.run_step(all_tables());
    for (std::size_t i = 0; i < kTableCount; ++i) {
      const TableId table{static_cast<std::uint16_t>(i)};
      TableDigest expected;
      digest(rows, table, expected);
      CHECK(pipeline.digests()[i] == expected);
      CHECK(progress.rows(table) == rows.row_count(table));
    }
    std::uint64_t size = 0;
    for (const auto& [table, bytes] : collected(sinks))
      size += bytes.size();
    CHECK(progress.bytes(all_tables()) == size);
  }
}

TEST_CASE("a sink that fails anywhere stops everything, cancels all, and its error is thrown") {
  const FakeSource source(500);
  for (const FailAt fail_at : {FailAt::kBegin, FailAt::kFirstWrite, FailAt::kLaterWrite}) {
    for (int repeat = 0; repeat < 25; ++repeat) {
      MemorySinks sinks;
      FailingSink failing(fail_at);
      sinks.replace(Database::kAccounts, failing);
      Progress progress;
      Pipeline pipeline(source, sinks.borrowed,
                        {.jobs = repeat % 2 == 0 ? 2U : 8U, .queue_capacity = 1}, progress, {});
      CHECK_THROWS_WITH(pipeline.run_step(all_tables() | all_datasets()), "disk full");
      CHECK(failing.cancelled);
      for (const Sink* sink : sinks.borrowed) {
        if (const auto* memory = dynamic_cast<const MemorySink*>(sink))
          CHECK(memory->state == MemorySink::State::kCancelled);
      }
    }
  }
}

TEST_CASE("a sink that fails to end lets the others end, and its error is thrown") {
  const FakeSource source(20);
  MemorySinks sinks;
  FailingSink failing(FailAt::kEnd);
  sinks.replace(Database::kAccounts, failing);
  Progress progress;
  Pipeline pipeline(source, sinks.borrowed, {.jobs = 2}, progress, {});
  CHECK_THROWS_WITH(pipeline.run_step(all_tables()), "disk full");
  CHECK(failing.cancelled);
  CHECK(sinks.of(Database::kEmployees).state == MemorySink::State::kEnded);
}

TEST_CASE("what fails while generating stops everything and is thrown") {
  FakeSource source(500);
  source.fails_at = 17;
  for (const std::size_t jobs : {1U, 8U}) {
    MemorySinks sinks;
    Progress progress;
    Pipeline pipeline(source, sinks.borrowed, {.jobs = jobs}, progress, {});
    CHECK_THROWS_AS(pipeline.run_step(all_tables()), std::bad_alloc);
    for (const MemorySink& sink : sinks.sinks)
      CHECK(sink.state == MemorySink::State::kCancelled);
  }
}

/// Waits before every write, and notes how many blocks had been started by then.
class SlowSink final : public Sink {
 public:
  explicit SlowSink(const FakeSource& source) : source_(source) {}
  void begin(TableSet /*tables*/, Part /*part*/) override {}
  void write(EncodedBatch& batch) override {
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    ahead_max = std::max(ahead_max, source_.started.load() - batch.sequence);
  }
  void end() override { ended = true; }
  void cancel() noexcept override {}

  std::uint64_t ahead_max = 0;
  bool ended = false;

 private:
  const FakeSource& source_;
};

TEST_CASE("a slow sink holds the generator back to the window and the queue") {
  const FakeSource source(60);
  MemorySinks sinks;
  SlowSink slow(source);
  sinks.replace(Database::kAccounts, slow);
  Progress progress;
  Pipeline pipeline(source, sinks.borrowed,
                    {.jobs = 8, .batches_in_flight_max = 5, .queue_capacity = 2}, progress, {});
  pipeline.run_step(all_tables());
  CHECK(slow.ended);
  // In the window, in the queue, and in the writer's hands.
  CHECK(slow.ahead_max <= 5 + 2 + 1);
}

TEST_CASE("a stop before or during a step cancels every sink and throws Interrupted") {
  const FakeSource source(100'000);
  for (const bool before : {true, false}) {
    MemorySinks sinks;
    Progress progress;
    std::stop_source stop;
    Pipeline pipeline(source, sinks.borrowed, {.jobs = 2}, progress, stop.get_token());
    if (before) stop.request_stop();
    auto user = std::async(std::launch::async, [&] {
      if (!before)
        testing::wait_until("rows are written", [&] { return progress.rows(all_tables()) > 0; });
      stop.request_stop();
    });
    CHECK_THROWS_AS(pipeline.run_step(all_tables()), Interrupted);
    user.get();
    CHECK(source.started.load() < source.block_count());
    for (const MemorySink& sink : sinks.sinks)
      CHECK(sink.state == MemorySink::State::kCancelled);
  }
}

TEST_CASE("a recycled batch gives each table the memory that it had before") {
  RecycledBatch recycled;
  const auto fill = [&recycled] {
    static_cast<void>(recycled.add_part(kTableId<CustomersRow>).bytes.reserve(100'000));
    static_cast<void>(recycled.add_part(kTableId<AccountsRow>).bytes.reserve(10));
    EncodedPart& dropped = recycled.add_part(kTableId<TransactionsRow>);
    static_cast<void>(dropped.bytes.reserve(1));
    recycled.drop_last_part();
  };
  fill();
  REQUIRE(recycled.batch().parts.size() == 2);
  const char* const first = recycled.batch().parts[0].bytes.view().data();
  const char* const second = recycled.batch().parts[1].bytes.view().data();
  recycled.clear();
  CHECK(recycled.batch().parts.empty());
  fill();
  CHECK(recycled.batch().parts[0].bytes.view().data() == first);
  CHECK(recycled.batch().parts[1].bytes.view().data() == second);
}

}  // namespace
}  // namespace bankseed
