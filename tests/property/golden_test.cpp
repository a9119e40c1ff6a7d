// Pins the bytes of the bank (E6): digests of the first, a third, two thirds and the last block of
// banks of 10^3, 10^6 and 10^9 customers. BANKSEED_UPDATE_GOLDEN=1 writes them anew, which goes
// with a new kAlgorithmVersion.

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "encode/encoder.hpp"
#include "support/bank_rows.hpp"
#include "support/locations.hpp"

namespace bankseed::testing {
namespace {

const auto kPath = source_directory() / "tests/data/golden_digests.txt";

std::string digests_of(const Bank& bank, std::uint64_t block) {
  RowSet rows;
  bank.generate(block, all_tables(), rows);
  std::string text;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const TableId table{static_cast<std::uint16_t>(i)};
    TableDigest table_digest;
    digest(rows, table, table_digest);
    if (table_digest.row_count() == 0) continue;
    text += fmt::format("{} {} {} {} {}\n", bank.options().customers, block, kCatalog[i].name,
                        table_digest.row_count(), table_digest.hex());
  }
  return text;
}

std::string all_digests() {
  std::string text = fmt::format("algorithm {}\n", kAlgorithmVersion);
  for (const std::uint64_t customers : {1'000U, 1'000'000U, 1'000'000'000U}) {
    BankOptions options = bank_options(customers, 42);
    // The one population that is kept in memory need not grow with a bank that is only sampled.
    options.employees = std::min<std::uint64_t>(customers / 8, 20'000);
    const Bank bank(options);
    const std::uint64_t last = bank.block_count() - 1;
    for (const std::uint64_t block : {std::uint64_t{0}, last / 3, last / 3 * 2, last})
      text += digests_of(bank, block);
  }
  return text;
}

TEST_CASE("E6: the bank's bytes are those of this algorithm version") {
  const std::string found = all_digests();
  if (std::getenv("BANKSEED_UPDATE_GOLDEN") != nullptr) std::ofstream(kPath) << found;
  std::ifstream file(kPath);
  std::stringstream expected;
  expected << file.rdbuf();
  CHECK(found == expected.str());
}

TEST_CASE("a block made alone, late, twice or with fewer tables is the same") {
  const Bank bank(bank_options(5'000, 7));
  const std::string expected = digests_of(bank, 6);
  for (const std::uint64_t other : {9U, 0U, 6U})
    static_cast<void>(digests_of(bank, other));
  CHECK(digests_of(bank, 6) == expected);
  const Bank again(bank_options(5'000, 7));
  std::string one_by_one;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    RowSet rows;
    again.generate(6, TableSet().set(i), rows);
    TableDigest table_digest;
    const TableId table{static_cast<std::uint16_t>(i)};
    digest(rows, table, table_digest);
    if (table_digest.row_count() == 0) continue;
    one_by_one += fmt::format("{} {} {} {} {}\n", 5'000, 6, kCatalog[i].name,
                              table_digest.row_count(), table_digest.hex());
  }
  CHECK(one_by_one == expected);
}

TEST_CASE("another seed gives another bank") {
  const Bank bank(bank_options(1'000, 7));
  const Bank other(bank_options(1'000, 8));
  CHECK(digests_of(bank, 0) != digests_of(other, 0));
}

}  // namespace
}  // namespace bankseed::testing
