#pragma once

#include <optional>

#include "bank/accounts/ledger/ledger.hpp"

namespace bankseed {

/// One block of the bank on the way to its rows. What several domains need of it is made once, when
/// the first of them asks. Used by one thread; refers to the model, which must outlive it.
class Block {
 public:
  Block(const BankModel& model, std::uint64_t number)
      : model_(model), core_banking_(model, number) {}
  Block(const Block&) = delete;
  Block& operator=(const Block&) = delete;
  Block(Block&&) = delete;
  Block& operator=(Block&&) = delete;
  ~Block() = default;

  [[nodiscard]] const BankModel& model() const noexcept { return model_; }
  [[nodiscard]] const CoreBankingPlan& core_banking() const noexcept { return core_banking_; }
  [[nodiscard]] const LoansData& loans();
  [[nodiscard]] const InsuranceData& insurance();
  [[nodiscard]] Ledger& ledger();

 private:
  const BankModel& model_;
  CoreBankingPlan core_banking_;
  std::optional<LoansData> loans_;
  std::optional<InsuranceData> insurance_;
  std::optional<ScheduledPayments> payments_;
  std::optional<Ledger> ledger_;
};

}  // namespace bankseed
