#pragma once

#include <array>
#include <bitset>
#include <memory>
#include <string>
#include <vector>

#include "support/servers/test_server.hpp"
#include "verify/verifier.hpp"

namespace bankseed::testing {

/// A bank that the program itself has loaded into a server of this test run, to be tampered with
/// and verified.
class VerifiedBank {
 public:
  VerifiedBank();

  /// Loads this bank, a busy one if wanted, in place of what is there.
  void make_clean(std::uint64_t customers, std::uint64_t seed, bool busy = false);

  /// Takes down everything that would refuse a violation, as if somebody else had made the tables.
  void drop_constraints();
  /// Keeps a copy of all rows, and from now on watches which tables change.
  void remember();
  /// Puts back the rows of the tables that have changed since remember().
  void restore();

  /// Runs statements in a database; the first column of the rows of the last one.
  std::vector<std::string> plant(Database database, const std::string& sql);

  /// Verifies all rules, or those whose ids match.
  [[nodiscard]] verify::Report verify(const std::string& rules = {}) const;
  /// Those that do not hold, with what was found.
  [[nodiscard]] static std::vector<std::string> broken_rules(const verify::Report& report);

 private:
  TestConnection& connection(Database database);

  TestServer& server_;
  verify::TableRows plan_{};
  bool busy_ = false;
  std::array<std::unique_ptr<TestConnection>, kDatabaseCount> connections_;
  std::bitset<kDatabaseCount> planted_;  ///< By Database: where something may have changed.
};

/// The one of this test run.
VerifiedBank& verified_bank();

/// How many seeds of each size are tried: BANKSEED_TEST_SEEDS, or a few. Many take longer than a
/// test may take, unless BANKSEED_TEST_SECONDS says otherwise.
std::uint64_t clean_seeds();

}  // namespace bankseed::testing
