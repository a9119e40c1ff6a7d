#include "core/permutation.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include <catch2/catch.hpp>

namespace bankseed {
namespace {

constexpr Stream kPermutationStream{7};

/// Whether counts over equally likely outcomes are what chance brings: chi-square, times the number
/// of draws, against its bound in whole numbers.
bool looks_even(const std::vector<std::uint64_t>& counts, std::uint64_t bound) {
  Uint128 squares = 0;
  std::uint64_t draws = 0;
  for (const auto count : counts) {
    squares += static_cast<Uint128>(count) * count;
    draws += count;
  }
  return squares * counts.size() <= static_cast<Uint128>(draws) * (draws + bound);
}

std::vector<std::uint64_t> images(const Permutation& permutation) {
  std::vector<std::uint64_t> result;
  for (std::uint64_t i = 0; i < permutation.size(); ++i)
    result.push_back(permutation(i));
  return result;
}

}  // namespace

TEST_CASE("a permutation is a bijection, and its inverse undoes it, for every small size") {
  for (std::uint64_t size = 0; size <= 300; ++size) {
    for (const std::uint64_t seed : {std::uint64_t{0}, std::uint64_t{42}, UINT64_MAX}) {
      const Permutation permutation(seed, kPermutationStream, size, size);
      REQUIRE(permutation.size() == size);
      std::vector<bool> seen(size);
      bool good = true;
      for (std::uint64_t i = 0; i < size; ++i) {
        const auto rank = permutation(i);
        good = good && rank < size && !seen[rank] && permutation.inverse(rank) == i;
        if (rank < size) seen[rank] = true;
      }
      INFO(size << " members, seed " << seed);
      CHECK(good);
    }
  }
}

TEST_CASE("all images at once are those of one after the other") {
  for (const std::uint64_t size : std::initializer_list<std::uint64_t>{
           0, 1, 2, 3, 7, 127, 128, 129, 130, 131, 999, 1'000, 20'011}) {
    const Permutation permutation(42, kPermutationStream, 3, size);
    INFO(size << " members");
    CHECK(permutation.images() == images(permutation));
  }
}

TEST_CASE("a divisor divides, whatever the dividend") {
  for (const std::uint64_t value :
       {std::uint64_t{1}, std::uint64_t{2}, std::uint64_t{3}, std::uint64_t{7}, std::uint64_t{32},
        std::uint64_t{641}, std::uint64_t{1} << 32, (std::uint64_t{1} << 63) + 1, UINT64_MAX}) {
    const Divisor divisor(value);
    const std::uint64_t last = UINT64_MAX / value * value;
    for (const std::uint64_t dividend :
         {std::uint64_t{0}, std::uint64_t{1}, value - 1, value, value + 1, last - 1, last, last + 1,
          UINT64_MAX / 2, UINT64_MAX - 1, UINT64_MAX}) {
      INFO(dividend << " / " << value);
      const auto [quotient, rest] = divisor.divide(dividend);
      CHECK(quotient == dividend / value);
      CHECK(rest == dividend % value);
    }
  }
}

TEST_CASE("a permutation of many members stays inside and is undone by its inverse") {
  for (const std::uint64_t size :
       {std::uint64_t{1'000}, std::uint64_t{1'001}, std::uint64_t{999'983}, std::uint64_t{1} << 32,
        (std::uint64_t{1} << 32) + 1, std::uint64_t{1'000'000'000'000},
        (std::uint64_t{1} << 62) - 1}) {
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
      const Permutation permutation(seed, kPermutationStream, 1, size);
      Draws draws(seed, kPermutationStream, size);
      bool good = true;
      for (int k = 0; k < 2'000; ++k) {
        const auto i = k == 0 ? 0 : k == 1 ? size - 1 : draws.below(size);
        const auto rank = permutation(i);
        good = good && rank < size && permutation.inverse(rank) == i &&
               permutation(permutation.inverse(i)) == i;
      }
      INFO(size << " members, seed " << seed);
      CHECK(good);
    }
  }
}

TEST_CASE("seed, stream and group each give a permutation of its own, and always the same") {
  const auto one = images({1, kPermutationStream, 1, 100});
  CHECK(images({1, kPermutationStream, 1, 100}) == one);
  CHECK(images({2, kPermutationStream, 1, 100}) != one);
  CHECK(images({1, Stream{8}, 1, 100}) != one);
  CHECK(images({1, kPermutationStream, 2, 100}) != one);
}

TEST_CASE("all orders of a few members are equally likely") {
  // Members, and what chi-square with (n! - 1) degrees of freedom exceeds once in 100,000 times.
  constexpr std::array<std::array<std::uint64_t, 2>, 6> kBounds = {
      {{2, 20}, {3, 31}, {4, 63}, {5, 196}, {6, 891}, {7, 5'478}}};
  for (const auto& [size, bound] : kBounds) {
    std::vector<std::uint64_t> order(size);
    for (std::uint64_t i = 0; i < size; ++i)
      order[i] = i;
    std::map<std::vector<std::uint64_t>, std::size_t> index;
    do {
      const auto next = index.size();
      index[order] = next;
    } while (std::next_permutation(order.begin(), order.end()));
    std::vector<std::uint64_t> counts(index.size());
    for (std::uint64_t group = 0; group < 100'000; ++group)
      ++counts[index.at(images({42, kPermutationStream, group, size}))];
    INFO(size << " members");
    CHECK(looks_even(counts, bound));
  }
}

TEST_CASE("every member takes every rank, and every pair every two ranks, equally often") {
  for (const std::uint64_t size : {std::uint64_t{8}, std::uint64_t{9}, std::uint64_t{12},
                                   std::uint64_t{25}, std::uint64_t{64}, std::uint64_t{150}}) {
    std::vector<std::uint64_t> singles(size);
    std::vector<std::uint64_t> pairs(size * (size - 1));
    for (std::uint64_t group = 0; group < 200'000; ++group) {
      const Permutation permutation(42, kPermutationStream, group, size);
      const auto first = permutation(size / 3);
      const auto second = permutation(size / 3 + 1);
      ++singles[first];
      ++pairs[first * (size - 1) + second - (second > first ? 1 : 0)];
    }
    INFO(size << " members");
    // Degrees of freedom plus six standard deviations (and some, for few degrees).
    const auto bound = [](std::uint64_t freedom) {
      std::uint64_t root = 0;
      while (root * root < 2 * freedom)
        ++root;
      return freedom + 6 * root + 10;
    };
    CHECK(looks_even(singles, bound(singles.size() - 1)));
    CHECK(looks_even(pairs, bound(pairs.size() - 1)));
  }
}

TEST_CASE("neighbours of a large population land far apart") {
  // Which tenth each lands in: even over single members, and over members and their neighbours.
  const Permutation permutation(42, kPermutationStream, 0, 1'000'000);
  std::vector<std::uint64_t> tenths(10);
  std::vector<std::uint64_t> account_pairs(100);
  for (std::uint64_t i = 0; i + 1 < permutation.size(); i += 2) {
    const auto first = permutation(i) / 100'000;
    const auto second = permutation(i + 1) / 100'000;
    ++tenths[first];
    ++account_pairs[first * 10 + second];
  }
  CHECK(looks_even(tenths, 40));
  CHECK(looks_even(account_pairs, 190));
}

TEST_CASE("the permutation's ranks are the ones that banks made before have") {
  CHECK(images({42, kPermutationStream, 0, 10}) ==
        std::vector<std::uint64_t>{9, 8, 0, 2, 1, 3, 4, 7, 5, 6});
  const Permutation large(42, kPermutationStream, 0, 1'000'000'007);
  CHECK(std::vector<std::uint64_t>{large(0), large(1), large(999), large(1'000'000'006)} ==
        std::vector<std::uint64_t>{239'804'839, 755'606'652, 300'120'136, 13'584'496});
}

TEST_CASE(
    "a shuffle is a bijection that moves nobody out of their run, and its inverse undoes it") {
  for (const std::uint64_t size : {0U, 1U, 2U, 31U, 32U, 33U, 64U, 1'000U, 4'096U}) {
    for (const std::uint64_t run : {std::uint64_t{1}, std::uint64_t{7}, Shuffle::kRunMax}) {
      const Shuffle shuffle(42, kPermutationStream, size, run);
      std::vector<bool> seen(size);
      std::uint64_t moved = 0;
      for (std::uint64_t i = 0; i < size; ++i) {
        const std::uint64_t image = shuffle(i);
        REQUIRE(image < size);
        REQUIRE(!seen[image]);
        seen[image] = true;
        REQUIRE(image / run == i / run);
        REQUIRE(shuffle.inverse(image) == i);
        moved += image != i ? 1U : 0U;
      }
      if (size > 100 && run > 1) CHECK(moved > size * 3 / 4);
      for (std::uint64_t n = 0; n <= size; ++n) {
        REQUIRE(shuffle.closed_to(n) <= n);
        REQUIRE(shuffle.closed_from(n) >= n);
        REQUIRE(shuffle.closed_from(shuffle.closed_to(n)) == shuffle.closed_to(n));
      }
    }
  }
}

TEST_CASE("a shuffle has many orders, another one for another seed") {
  const Shuffle one(1, kPermutationStream, 3'200);
  const Shuffle other(2, kPermutationStream, 3'200);
  std::map<std::vector<std::uint64_t>, int> orders;
  bool equal = true;
  for (std::uint64_t run = 0; run < 100; ++run) {
    std::vector<std::uint64_t> order;
    for (std::uint64_t i = 0; i < Shuffle::kRunMax; ++i) {
      order.push_back(one(run * Shuffle::kRunMax + i) % Shuffle::kRunMax);
      equal = equal && one(run * Shuffle::kRunMax + i) == other(run * Shuffle::kRunMax + i);
    }
    ++orders[order];
  }
  CHECK(orders.size() > 50);
  CHECK_FALSE(equal);
}

}  // namespace bankseed
