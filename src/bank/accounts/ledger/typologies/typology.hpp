#pragma once

#include <concepts>
#include <cstdint>
#include <span>
#include <vector>

#include "bank/accounts/ledger/entry.hpp"
#include "bank/accounts/ledger/transaction_ranks.hpp"
#include "bank/compliance/quotas.hpp"

namespace bankseed {

/// A way of laundering money, as it shows in the ledger. A case is about one account of the block
/// (Case::account, an index into CoreBankingPlan::accounts), and reported, or an innocent
/// look-alike (Case::reported).
///  - plan() chooses the cases of a block, in order of accounts. The ranks below `deposits` are
///    deposits (TXN2).
///  - label() gives the entries of an account that belong to the case their kind, moment and
///  amount;
///    they come in the order in which they were drawn.
///  - kKind is what those entries become; its traits and its text are those of any kind of
///    transaction (transaction_kind.hpp, text.cpp).
///  - kReported is what a report about a case calls it (SAR1).
template <class T>
concept Typology = requires(const BankModel& model,
                            const CoreBankingPlan& block,
                            const TransactionRanks& ranks,
                            std::uint64_t deposits,
                            const typename T::Case& one,
                            std::span<LedgerEntry> entries) {
  { T::kReported } -> std::convertible_to<SuspiciousActivityKind>;
  { T::kKind } -> std::convertible_to<TransactionKind>;
  { one.account } -> std::convertible_to<std::uint32_t>;
  { one.reported } -> std::convertible_to<bool>;
  { T::plan(model, block, ranks, deposits) } -> std::same_as<std::vector<typename T::Case>>;
  { T::label(model, one, entries) } -> std::same_as<void>;
};

}  // namespace bankseed
