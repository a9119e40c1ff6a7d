#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "bankseed/bank/bank.hpp"
#include "bankseed/bank/blocks.hpp"
#include "bankseed/bank/engagement.hpp"
#include "bankseed/bank/insurance_quotas.hpp"
#include "bankseed/bank/layout.hpp"
#include "bankseed/bank/loans_quotas.hpp"
#include "bankseed/bank/quotas.hpp"
#include "bankseed/bank/rhythm.hpp"
#include "bankseed/bank/roster.hpp"
#include "bankseed/bank/shapes.hpp"
#include "bankseed/bank/streams.hpp"
#include "bankseed/core/permutation.hpp"
#include "bankseed/corpus/corpus.hpp"

namespace bankseed {

/// What all domains of the bank share: the options and everything that is made once from them.
/// Immutable.
class World {
 public:
  explicit World(const BankOptions& bank_options);

  BankOptions options;
  const corpus::Corpus* corpus;
  Blocks blocks;
  CoreQuotas quotas;
  CoreCounts totals;   ///< Of the whole bank.
  Date history_start;  ///< First day on which anything about a customer can have happened.
  Roster roster;
  Shapes shapes;
  Rhythm rhythm;
  /// What an account may receive by internal transfers in all: every range of balances can bear it
  /// beside the deposits (TXN5).
  Money received_max;
  std::vector<const corpus::Place*> branch_places;  ///< By branch number minus one.
  Permutation email_numbers;
  Permutation account_numbers;
  Permutation national_numbers;  ///< Of corpus::NationalIds.
  Permutation leg_pairing;       ///< Left to right legs of the bank's internal transfers (TXN6).
  Engagement engagement;
  LoanBook loans;
  InsuranceTables insurance;

  /// Currency of the bank's country, in which all amounts are that do not stand on an account.
  [[nodiscard]] std::string_view currency() const noexcept { return corpus->locale->currency; }
  [[nodiscard]] Draws draws(Stream stream, std::uint64_t entity) const noexcept {
    return {options.seed, stream, entity};
  }
  [[nodiscard]] Permutation permutation(Stream stream,
                                        std::uint64_t group,
                                        std::uint64_t size) const noexcept {
    return {options.seed, stream, group, size};
  }
  [[nodiscard]] BlockLayout layout(std::uint64_t block) const;

 private:
  /// Layouts of a bank that is not too large to keep them; they are wanted at random.
  std::vector<BlockLayout> layouts_;
};

}  // namespace bankseed
