#pragma once

#include <vector>

#include "bank/model/model.hpp"
#include "bank/model/partition.hpp"

namespace bankseed {

/// Which value each of a block's members has, where values are apportioned by shares and depend on
/// nothing else: exactly so many have each as the shares say (E1), and a permutation decides who.
template <class E>
class ValuesByShare {
 public:
  /// `members` are ordinals in the bank; `stream` is the permutation of those of the block.
  ValuesByShare(const BankModel& model,
                Stream stream,
                std::uint64_t block,
                OrdinalRange members,
                const SharesOf<E>& shares)
      : first_(members.first),
        counts_(ApportionmentOf(shares).counts_of(members.first, members.last)),
        order_(model.permutation(stream, block, members.size()).images()) {}

  /// Of the member with this ordinal.
  [[nodiscard]] E of(std::uint64_t ordinal) const {
    return value_at<E>(counts_, order_[ordinal - first_]);
  }

 private:
  std::uint64_t first_;
  EnumArray<E, std::uint64_t> counts_;
  std::vector<std::uint64_t> order_;
};

}  // namespace bankseed
