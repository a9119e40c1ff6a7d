#include "pipeline/record_batches.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>

#include "bankseed/bank/bank.hpp"
#include "bankseed/rows/catalog.hpp"
#include "support/bank_rows.hpp"
#include "support/sanitized.hpp"

namespace bankseed {
namespace {

/// The texts of the first column, a line each.
std::string read_all(RecordBatches& batches) {
  std::string text;
  ArrowArray batch{};
  while (batches.next(batch)) {
    const ArrowArray& column = *batch.children[0];
    const auto* const ends = static_cast<const std::int32_t*>(column.buffers[1]);
    const auto* const bytes = static_cast<const char*>(column.buffers[2]);
    for (std::int64_t row = 0; row < column.length; ++row) {
      text.append(bytes + ends[row], bytes + ends[row + 1]);
      text += '\n';
    }
    batch.release(&batch);
  }
  return text;
}

std::shared_ptr<const Bank> bank_of(std::uint64_t customers, std::uint64_t seed) {
  return std::make_shared<const Bank>(testing::bank_options(customers, seed));
}

RecordBatchOptions ids_of(TableId table, Part shard, std::size_t jobs) {
  return {.table = table, .columns = {0}, .shard = shard, .jobs = jobs};
}

/// A source that breaks at a block.
class BrokenSource final : public RowSource {
 public:
  [[nodiscard]] std::uint64_t block_count() const noexcept override { return 100; }
  [[nodiscard]] std::uint64_t rows_before(TableId /*table*/, std::uint64_t block) const override {
    return block * 40'000;
  }
  void generate(std::uint64_t block, const TableSet& /*tables*/, RowSet& /*out*/) const override {
    if (block == 5) throw std::runtime_error("broken at five");
  }
};

}  // namespace

TEST_CASE("record batches come in order, whatever the threads, and those of shards are the whole") {
  const auto bank = bank_of(testing::kSanitized ? 5'000 : 30'000, 3);
  for (const TableId table :
       {kTableId<TransactionsRow>, kTableId<AccountsRow>, kTableId<DepartmentsRow>}) {
    CAPTURE(row_type_info(table).name);
    RecordBatches alone(bank, ids_of(table, {}, 1));
    const std::string whole = read_all(alone);
    CHECK(static_cast<std::uint64_t>(std::count(whole.begin(), whole.end(), '\n')) ==
          bank->row_count(table));
    for (const std::uint64_t count : {1U, 3U, 7U}) {
      std::string parts;
      for (std::uint64_t index = 0; index < count; ++index) {
        RecordBatches shard(bank, ids_of(table, {index, count}, 4));
        parts += read_all(shard);
      }
      CHECK(parts == whole);
    }
  }
}

TEST_CASE("whoever stops reading leaves nothing behind, and what goes wrong is said once") {
  const auto bank = bank_of(30'000, 3);
  {
    RecordBatches batches(bank, ids_of(kTableId<TransactionsRow>, {}, 2));
    ArrowArray batch{};
    REQUIRE(batches.next(batch));
    batch.release(&batch);
  }
  ArrowArrayStream stream{};
  export_stream(std::make_unique<RecordBatches>(std::make_shared<BrokenSource>(),
                                                ids_of(kTableId<AccountsRow>, {}, 2)),
                stream);
  int answer = 0;
  while (answer == 0) {
    ArrowArray batch{};
    answer = stream.get_next(&stream, &batch);
    if (answer == 0) {
      REQUIRE(batch.release != nullptr);
      batch.release(&batch);
    }
  }
  CHECK(answer == EIO);
  CHECK(std::string(stream.get_last_error(&stream)) == "broken at five");
  stream.release(&stream);
  CHECK(stream.release == nullptr);
}

TEST_CASE("several banks are read at once by several threads, each as if it were alone") {
  const auto lines = [](std::uint64_t seed, std::size_t jobs) {
    const auto bank = bank_of(3'000, seed);
    RecordBatches batches(
        bank, {.table = kTableId<CustomersRow>, .columns = {1}, .shard = {}, .jobs = jobs});
    return read_all(batches);
  };
  const std::array alone = {lines(1, 1), lines(2, 1), lines(3, 1)};
  CHECK(alone[0] != alone[1]);
  std::array<std::string, 3> together;
  {
    std::vector<std::jthread> threads;
    for (std::uint64_t i = 0; i < together.size(); ++i)
      threads.emplace_back([&, i] { together[i] = lines(i + 1, 2); });
  }
  CHECK(together == alone);
}

}  // namespace bankseed
