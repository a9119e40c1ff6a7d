// Shards of real banks: together they are the whole, whatever their number.

#include <array>
#include <map>
#include <memory>
#include <string>

#include <catch2/catch.hpp>

#include "encode/file_framing.hpp"
#include "fuzz/parquet_file.hpp"
#include "memory_sinks.hpp"
#include "pipeline/pipeline.hpp"
#include "support/bank_rows.hpp"
#include "support/sanitized.hpp"

namespace bankseed {
namespace {

/// A bank of so many blocks of 500 customers, and one with several row groups in its large tables.
constexpr std::uint64_t kManyBlocks = testing::kSanitized ? 4 : 13;
constexpr std::uint64_t kOfManyBlocks = 500 * kManyBlocks;
constexpr std::uint64_t kOfRowGroups = testing::kSanitized ? 3'000 : 20'000;
constexpr std::array<std::uint64_t, 5> kCounts = {1, 2, 3, 7, 64};

/// What a pipeline makes of a bank, or of a shard of it.
struct Made {
  std::map<std::size_t, std::string> bytes;  // By table.
  std::array<TableDigest, kRowTypeCount> digests;
};

Made make(const Bank& bank, Format format, Part shard, std::uint64_t parts = 1) {
  MemorySinks sinks;
  Progress progress;
  Pipeline pipeline(bank, sinks.borrowed,
                    {.jobs = 2, .format = format, .shard = shard, .digest = true}, progress, {});
  for (Part part{0, parts}; part.index < part.count; ++part.index)
    pipeline.run_step(all_tables(), part);
  Made made = {.bytes = {}, .digests = pipeline.digests()};
  for (const MemorySink& sink : sinks.sinks)
    made.bytes.insert(sink.bytes.begin(), sink.bytes.end());
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const TableId table{static_cast<std::uint16_t>(i)};
    CHECK(pipeline.row_count(table) == progress.rows(table));
    CHECK(pipeline.row_count(table) == made.digests[i].row_count());
  }
  return made;
}

/// The files of one store, each as a whole.
class WholeFiles final : public Sink {
 public:
  void begin(TableSet /*tables*/, Part /*part*/) override {}
  void write(EncodedBatch& batch) override {
    for (const EncodedPart& part : batch.parts) {
      File& file = files_[index_of(part.table)];
      if (!file.framing) {
        file.framing.emplace(row_type_info(part.table).columns, Format::kParquet,
                             Compression::kZstd);
        file.framing->begin(file.bytes);
      }
      file.framing->add(file.bytes.size(), part, file.bytes);
      file.bytes.append(part.bytes.view());
    }
  }
  void end() override {
    for (auto& [table, file] : files_)
      file.framing->end(file.bytes);
  }
  void cancel() noexcept override {}

  /// Appends what a reader finds in the files.
  void append_rows(std::map<std::size_t, fuzz::CellRows>& rows) const {
    for (const auto& [table, file] : files_) {
      const TableId id{static_cast<std::uint16_t>(table)};
      const auto read = fuzz::read_parquet(file.bytes.view(), row_type_info(id).columns);
      rows[table].insert(rows[table].end(), read.begin(), read.end());
    }
  }

 private:
  struct File {
    std::optional<FileFraming> framing;
    Buffer bytes;
  };
  std::map<std::size_t, File> files_;
};

std::map<std::size_t, fuzz::CellRows> parquet_rows(const Bank& bank, std::uint64_t shards) {
  std::map<std::size_t, fuzz::CellRows> rows;
  for (Part shard{0, shards}; shard.index < shard.count; ++shard.index) {
    std::array<WholeFiles, kStoreCount> files;
    Sinks sinks{};
    for (std::size_t i = 0; i < kStoreCount; ++i)
      sinks[i] = &files[i];
    Progress progress;
    Pipeline pipeline(
        bank, sinks,
        {.jobs = 2, .format = Format::kParquet, .compression = Compression::kZstd, .shard = shard},
        progress, {});
    pipeline.run_step(all_tables());
    for (const WholeFiles& file : files)
      file.append_rows(rows);
  }
  return rows;
}

}  // namespace

TEST_CASE("shards of a bank, one after the other, are its bytes, and their digests add up") {
  const std::uint64_t customers = GENERATE(1U, 7U, 1'200U, kOfManyBlocks);
  const Bank bank(testing::bank_options(customers, 42));
  for (const Format format : {Format::kCsv, Format::kJsonLines, Format::kPgText}) {
    const Made whole = make(bank, format, {});
    for (const std::uint64_t count : kCounts) {
      CAPTURE(customers, count);
      std::map<std::size_t, std::string> bytes;
      std::array<TableDigest, kRowTypeCount> digests;
      for (Part shard{0, count}; shard.index < count; ++shard.index) {
        const Made made = make(bank, format, shard);
        for (const auto& [table, text] : made.bytes)
          bytes[table] += text;
        for (std::size_t i = 0; i < kRowTypeCount; ++i)
          digests[i] += made.digests[i];
      }
      CHECK(bytes == whole.bytes);
      CHECK(digests == whole.digests);
    }
  }
}

TEST_CASE("shards of a bank have its rows in Parquet, too") {
  const std::uint64_t customers = GENERATE(1U, 7U, 1'200U, kOfRowGroups);
  const Bank bank(testing::bank_options(customers, 42));
  const auto whole = parquet_rows(bank, 1);
  for (const std::uint64_t count : {2U, 3U, 7U, 64U}) {
    // Once is enough.
    if (customers == kOfRowGroups && count != 7) continue;
    CAPTURE(customers, count);
    CHECK(parquet_rows(bank, count) == whole);
  }
}

TEST_CASE("a shard is the same blocks in every format, and the same bytes in any number of parts") {
  const Bank bank(testing::bank_options(kOfRowGroups, 7));
  const Part shard = {2, 3};
  const Made made = make(bank, Format::kCsv, shard);
  CHECK(make(bank, Format::kParquet, shard).digests == made.digests);
  for (const std::uint64_t parts : {2U, 7U, 100U})
    CHECK(make(bank, Format::kCsv, shard, parts).bytes == made.bytes);
  const auto parquet = make(bank, Format::kParquet, shard).bytes;
  CHECK(make(bank, Format::kParquet, shard, 2).bytes == parquet);
}

TEST_CASE("what belongs to no customer is in the first shard, and shards are equal to a block") {
  const Bank bank(testing::bank_options(kOfManyBlocks, 42));
  for (const std::uint64_t count : kCounts) {
    CAPTURE(count);
    for (Part shard{0, count}; shard.index < count; ++shard.index) {
      const auto digests = make(bank, Format::kPgText, shard).digests;
      const auto departments = digests[index_of(kTableId<DepartmentsRow>)].row_count();
      CHECK((departments > 0) == shard.is_first());
      const auto customers = digests[index_of(kTableId<CustomersRow>)].row_count();
      const std::uint64_t blocks = shard.last(kManyBlocks) - shard.first(kManyBlocks);
      CHECK(customers == 500 * blocks);
    }
  }
}

}  // namespace bankseed
