#include <array>
#include <cstdint>

#include <benchmark/benchmark.h>

#include "bankseed/core/calendar.hpp"
#include "core/apportionment.hpp"
#include "core/digits.hpp"
#include "core/permutation.hpp"
#include "core/quantile.hpp"
#include "core/random.hpp"
#include "perf.hpp"

// What a row is made of: draws, ranks, quantiles, quotas and digits. One item is one of these.

namespace bankseed {
namespace {

constexpr std::uint64_t kSeed = 42;
constexpr Stream kStream{7};
constexpr Date kDate{9'000};

void count_items(benchmark::State& state) {
  state.SetItemsProcessed(state.iterations());
}

/// Draws of one entity, one after the other: two to a block of the generator.
void draw_next(benchmark::State& state) {
  Draws draws(kSeed, kStream, 1);
  for (auto _ : state)
    benchmark::DoNotOptimize(draws.next());
  count_items(state);
}

/// A cursor for every entity, and one draw of it: how most columns are made.
void draw_first_of_entity(benchmark::State& state) {
  std::uint64_t entity = 0;
  for (auto _ : state)
    benchmark::DoNotOptimize(Draws(kSeed, kStream, ++entity).below(1'000));
  count_items(state);
}

void permutation_rank(benchmark::State& state) {
  const auto size = static_cast<std::uint64_t>(state.range(0));
  const Permutation permutation(kSeed, kStream, 0, size);
  std::uint64_t i = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(permutation(i));
    i = i + 1 == size ? 0 : i + 1;
  }
  count_items(state);
}

void permutation_inverse(benchmark::State& state) {
  const auto size = static_cast<std::uint64_t>(state.range(0));
  const Permutation permutation(kSeed, kStream, 0, size);
  std::uint64_t rank = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(permutation.inverse(rank));
    rank = rank + 1 == size ? 0 : rank + 1;
  }
  count_items(state);
}

/// The keys of a permutation of its own for every block.
void permutation_key(benchmark::State& state) {
  std::uint64_t group = 0;
  for (auto _ : state)
    benchmark::DoNotOptimize(Permutation(kSeed, kStream, ++group, 500)(0));
  count_items(state);
}

void apportion(benchmark::State& state) {
  constexpr Apportionment<4> kSegments({60, 25, 10, 5});
  std::uint64_t customers = 0;
  for (auto _ : state) {
    customers += 500;
    benchmark::DoNotOptimize(kSegments.counts_of(customers - 500, customers));
  }
  count_items(state);
}

void quantile_log_normal(benchmark::State& state) {
  const auto table = QuantileTable::log_normal(
      {.median = 80'000, .sigma_permille = 900, .low = 2'000, .high = 1'000'000});
  Draws draws(kSeed, kStream, 1);
  for (auto _ : state)
    benchmark::DoNotOptimize(table(draws.next()));
  count_items(state);
}

void quantile_normal(benchmark::State& state) {
  Draws draws(kSeed, kStream, 1);
  for (auto _ : state)
    benchmark::DoNotOptimize(normal_quantile(draws.next()));
  count_items(state);
}

/// Calls `put(out, i)` for i = 0, 1, 2, ... and counts the bytes it writes.
template <class Put>
void put_many(benchmark::State& state, const Put& put) {
  std::array<char, 64> text{};
  std::uint64_t i = 0;
  std::int64_t bytes = 0;
  for (auto _ : state) {
    const char* const end = put(text.data(), i++);
    benchmark::DoNotOptimize(text);
    bytes += end - text.data();
  }
  count_items(state);
  state.SetBytesProcessed(bytes);
}

void digits_id(benchmark::State& state) {
  put_many(state, [](char* out, std::uint64_t i) {
    return put_id(out, {.prefix = "CUST", .digits_min = 6}, i);
  });
}

void digits_money(benchmark::State& state) {
  put_many(state, [](char* out, std::uint64_t i) {
    return put_money(out, {static_cast<std::int64_t>(i * 7'919 % 100'000'000)});
  });
}

void digits_date(benchmark::State& state) {
  put_many(state, [](char* out, std::uint64_t i) {
    return put_date(out, add_days(kDate, static_cast<std::int32_t>(i % 2'500)));
  });
}

void digits_timestamp(benchmark::State& state) {
  put_many(state, [](char* out, std::uint64_t i) {
    return put_timestamp(out, at_second(kDate, static_cast<std::int64_t>(i % 200'000'000)));
  });
}

}  // namespace

void register_core_benchmarks() {
  benchmark::RegisterBenchmark("draw/next", draw_next);
  benchmark::RegisterBenchmark("draw/first_of_entity", draw_first_of_entity);
  for (const std::int64_t size : {500LL, 1'000'000LL, 1'000'000'000LL}) {
    benchmark::RegisterBenchmark("permutation/rank", permutation_rank)->Arg(size);
    benchmark::RegisterBenchmark("permutation/inverse", permutation_inverse)->Arg(size);
  }
  benchmark::RegisterBenchmark("permutation/key", permutation_key);
  benchmark::RegisterBenchmark("apportion/block", apportion);
  benchmark::RegisterBenchmark("quantile/log_normal", quantile_log_normal);
  benchmark::RegisterBenchmark("quantile/normal", quantile_normal);
  benchmark::RegisterBenchmark("digits/id", digits_id);
  benchmark::RegisterBenchmark("digits/money", digits_money);
  benchmark::RegisterBenchmark("digits/date", digits_date);
  benchmark::RegisterBenchmark("digits/timestamp", digits_timestamp);
}

}  // namespace bankseed
