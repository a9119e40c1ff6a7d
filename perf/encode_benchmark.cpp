#include <cstdint>

#include <benchmark/benchmark.h>

#include "bankseed/core/calendar.hpp"
#include "core/text.hpp"
#include "encode/encoder.hpp"
#include "perf.hpp"

// One item is one row, of the table that has most of them.

namespace bankseed {
namespace {

constexpr std::uint64_t kRows = 10'000;
constexpr Date kFirstDay{8'000};

/// Rows as large as those of a real bank: ids of six and seven digits, a sentence, now and then a
/// counterparty and an employee.
void add_transactions(RowSet& rows) {
  auto& transactions = rows.of<TransactionsRow>();
  for (std::uint64_t i = 0; i < kRows; ++i) {
    const auto amount = static_cast<std::int64_t>(i * 7'919 % 400'000);
    TransactionsRow row{
        .transaction_id = {i + 1'000'000},
        .account_id = {i / 12 + 100'000},
        .transaction_type = "withdrawal",
        .transaction_amount = {amount + 2'000},
        .transaction_date = at_second(kFirstDay, static_cast<std::int64_t>(i) * 7'411),
        .description =
            Text(rows.arena()).add("Card payment, reference ").number(i * 104'729).view(),
        .balance_after = {1'000'000 - amount},
        .counterparty_account = std::nullopt,
        .processed_by = std::nullopt};
    if (i % 16 == 0) row.counterparty_account = "402817650912";
    if (i % 7 == 0) row.processed_by = EmployeeId{i % 150 + 1};
    transactions.push_back(row);
  }
}

void encode_transactions(benchmark::State& state, Format format) {
  RowSet rows;
  add_transactions(rows);
  Buffer out;
  std::int64_t bytes = 0;
  for (auto _ : state) {
    out.clear();
    benchmark::DoNotOptimize(encode(rows, kTableId<TransactionsRow>, format, out));
    bytes += static_cast<std::int64_t>(out.size());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kRows));
  state.SetBytesProcessed(bytes);
}

void digest_transactions(benchmark::State& state) {
  RowSet rows;
  add_transactions(rows);
  TableDigest sum;
  for (auto _ : state)
    digest(rows, kTableId<TransactionsRow>, sum);
  benchmark::DoNotOptimize(sum);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kRows));
}

}  // namespace

void register_encode_benchmarks() {
  benchmark::RegisterBenchmark("encode/copy_binary", [](benchmark::State& state) {
    encode_transactions(state, Format::kPgBinary);
  });
  benchmark::RegisterBenchmark("encode/copy_text", [](benchmark::State& state) {
    encode_transactions(state, Format::kPgText);
  });
  benchmark::RegisterBenchmark("encode/digest", digest_transactions);
}

}  // namespace bankseed
