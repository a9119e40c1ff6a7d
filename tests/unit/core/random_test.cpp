#include "core/random.hpp"

#include <Random123/philox.h>
#include <catch2/catch.hpp>

namespace bankseed {
namespace {

constexpr Stream kFirst{1};
constexpr Stream kSecond{2};

TEST_CASE("philox gives the answers of Random123, for any counter and key") {
  std::uint64_t state = 1;
  for (int i = 0; i < 1'000; ++i) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    const std::array<std::uint64_t, 2> counter = {state, state ^ (state << 17)};
    const std::uint64_t key = ~state;
    const r123::Philox2x64_R<7> seven;
    const r123::Philox2x64_R<10> ten;
    const auto expected_seven = seven({{counter[0], counter[1]}}, {{key}});
    const auto expected_ten = ten({{counter[0], counter[1]}}, {{key}});
    CHECK(philox<7>(counter, key) ==
          std::array<std::uint64_t, 2>{expected_seven[0], expected_seven[1]});
    CHECK(philox<10>(counter, key) ==
          std::array<std::uint64_t, 2>{expected_ten[0], expected_ten[1]});
  }
}

TEST_CASE("philox gives the published known answers") {
  // Random123, kat_vectors, philox2x64 with 10 rounds.
  CHECK(philox<10>({0, 0}, 0) ==
        std::array<std::uint64_t, 2>{0xca00a0459843d731ULL, 0x66c24222c9a845b5ULL});
  CHECK(philox<10>({~0ULL, ~0ULL}, ~0ULL) ==
        std::array<std::uint64_t, 2>{0x65b021d60cd8310fULL, 0x4d02f3222f86df20ULL});
}

TEST_CASE("a draw depends only on seed, stream, entity and index") {
  Draws first(1, kFirst, 42);
  static_cast<void>(first.next());
  const auto second_draw = first.next();
  Draws again(1, kFirst, 42);
  static_cast<void>(again.next());
  CHECK(again.next() == second_draw);
  CHECK(Draws(1, kSecond, 42).next() != Draws(1, kFirst, 42).next());
  CHECK(Draws(2, kFirst, 42).next() != Draws(1, kFirst, 42).next());
  CHECK(Draws(1, kFirst, 43).next() != Draws(1, kFirst, 42).next());
}

}  // namespace
}  // namespace bankseed
