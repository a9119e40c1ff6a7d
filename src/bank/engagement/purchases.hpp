#pragma once

#include <cstdint>
#include <vector>

#include "bankseed/core/types.hpp"
#include "bankseed/rows/values.hpp"

namespace bankseed {

class Block;

/// Kinds of products that databases show customers to have, a bit for each.
using Products = std::uint32_t;
[[nodiscard]] constexpr Products product_of(AccountType type) noexcept {
  return Products{1} << static_cast<std::uint32_t>(type);
}
[[nodiscard]] constexpr Products product_of(LoanType type) noexcept {
  return Products{1} << (8 + static_cast<std::uint32_t>(type));
}
[[nodiscard]] constexpr Products product_of(PolicyType type) noexcept {
  return Products{1} << (16 + static_cast<std::uint32_t>(type));
}

/// A customer opens an account, applies for a loan or takes out a policy.
struct TakeUp {
  std::uint32_t customer = 0;  ///< Index into CoreBankingPlan::customers.
  Date date;
  Products product = 0;
};

/// Those of a block since the first campaign began, in order of customers.
[[nodiscard]] std::vector<TakeUp> take_ups(Block& whole);

}  // namespace bankseed
