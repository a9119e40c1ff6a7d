#pragma once

#include <optional>

#include "bankseed/bank/ledger.hpp"

namespace bankseed {

/// One block of the bank on the way to its rows. What several domains need of it is made once, when
/// the first of them asks. Used by one thread; refers to the world, which must outlive it.
class Block {
 public:
  Block(const World& world, std::uint64_t number) : world_(world), data_(world, number) {}
  Block(const Block&) = delete;
  Block& operator=(const Block&) = delete;
  Block(Block&&) = delete;
  Block& operator=(Block&&) = delete;
  ~Block() = default;

  [[nodiscard]] const World& world() const noexcept { return world_; }
  [[nodiscard]] const BlockData& data() const noexcept { return data_; }
  [[nodiscard]] const LoansData& loans();
  [[nodiscard]] const InsuranceData& insurance();
  [[nodiscard]] Ledger& ledger();

 private:
  const World& world_;
  BlockData data_;
  std::optional<LoansData> loans_;
  std::optional<InsuranceData> insurance_;
  std::optional<ScheduledPayments> payments_;
  std::optional<Ledger> ledger_;
};

}  // namespace bankseed
