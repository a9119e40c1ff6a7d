#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "bank/accounts/block_quotas.hpp"
#include "bank/accounts/quotas.hpp"
#include "bank/employees/roster.hpp"
#include "bank/engagement/model.hpp"
#include "bank/insurance/quotas.hpp"
#include "bank/loans/quotas.hpp"
#include "bank/model/branch_network.hpp"
#include "bank/model/distributions.hpp"
#include "bank/model/partition.hpp"
#include "bank/model/rhythm.hpp"
#include "bank/model/working_days.hpp"
#include "bank/streams.hpp"
#include "bankseed/bank/options.hpp"
#include "core/permutation.hpp"
#include "corpus/corpus.hpp"

namespace bankseed {

/// What all domains of the bank share: the options and everything that is made once from them.
/// Immutable.
class BankModel {
 public:
  explicit BankModel(const BankOptions& bank_options);

  BankOptions options;
  const corpus::Corpus* corpus;
  BlockPartition blocks;
  CoreQuotas quotas;
  CoreCounts totals;         ///< Of the whole bank.
  Date first_day;            ///< Nobody was hired before it.
  Date history_start;        ///< First day on which anything about a customer can have happened.
  WorkingDays working_days;  ///< From 60 years before as_of to two after.
  Roster roster;
  Distributions distributions;
  Rhythm rhythm;
  BranchNetwork branches;  ///< Of the databases' branch codes.
  Permutation email_numbers;
  Permutation account_numbers;
  Permutation national_numbers;  ///< Of corpus::NationalIds.
  /// Left to right legs of the bank's internal transfers (TXN6) but those between a customer's own
  /// accounts.
  Permutation leg_pairing;
  EngagementModel engagement;
  LoanQuotas loans;
  InsuranceModel insurance;

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
  [[nodiscard]] BlockQuotas block_quotas(std::uint64_t block) const;
  /// Place of the branch with this number, from 0.
  [[nodiscard]] const corpus::Place& branch_place(std::uint64_t number) const;

 private:
  [[nodiscard]] BranchNetwork place_branches() const;
  [[nodiscard]] Permutation pair_legs(std::uint64_t pairs) const;

  /// Quotas of blocks of a bank that is not too large to keep them; they are wanted at random.
  std::vector<BlockQuotas> block_quotas_;
};

}  // namespace bankseed
