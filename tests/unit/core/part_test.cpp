#include "core/part.hpp"

#include <catch2/catch.hpp>

namespace bankseed {

TEST_CASE("parts follow each other, differ by one at most, and are the whole") {
  for (const std::uint64_t total : {0U, 1U, 6U, 7U, 8U, 1'000'003U}) {
    for (const std::uint64_t count : {1U, 2U, 3U, 7U, 64U}) {
      CAPTURE(total, count);
      std::uint64_t end = 0;
      for (Part part{0, count}; part.index < count; ++part.index) {
        REQUIRE(part.first(total) == end);
        end = part.last(total);
        const std::uint64_t size = end - part.first(total);
        REQUIRE((size == total / count || size == total / count + 1));
      }
      CHECK(end == total);
    }
  }
  CHECK(Part{0, 64}.last(2) == 1);
  CHECK(Part{0, 64}.last(1) == 1);
  CHECK(Part{0, 5}.is_first());
  CHECK_FALSE(Part{3, 5}.is_last());
  CHECK(Part{4, 5}.is_last());
  // The largest bank, and the most parts.
  CHECK(to_text(Part{3, 64}) == "3/64");
  CHECK(Part{9'999, 10'000}.last(std::uint64_t{1} << 62U) == std::uint64_t{1} << 62U);
}

}  // namespace bankseed
