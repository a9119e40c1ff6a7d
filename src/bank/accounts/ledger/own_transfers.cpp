#include "bank/accounts/ledger/own_transfers.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "bankseed/core/check.hpp"

namespace bankseed {
namespace {

/// Who makes such transfers makes them again: so many make one, two, and so on, at least.
constexpr std::array<std::uint64_t, kOwnLegsMax> kRepeatWeights = {20, 8, 4, 2, 1};

class Placing {
 public:
  Placing(const BankModel& model, CoreBankingPlan& block) : model_(model), block_(block) {
    for (const Customer& customer : block.customers)
      link_accounts_of(customer);
  }

  std::vector<OwnLeg> place_all() {
    const std::uint64_t total = block_.quotas.counts.own_pairs;
    left_ = total;
    if (!savers_.empty()) {
      order_ = model_.permutation(Stream::kOwnTransferOrder, block_.quotas.block, savers_.size())
                   .images();
      constexpr std::uint64_t kWeights =
          std::accumulate(kRepeatWeights.begin(), kRepeatWeights.end(), std::uint64_t{0});
      for (std::uint32_t time = 0; time < kOwnLegsMax; ++time)
        place_one_each(time, rounded_share(total, kRepeatWeights[time], kWeights));
      while (left_ > 0 && place_one_each(0, savers_.size()) > 0) {
      }
    }
    if (left_ > 0) place_between_neighbours();
    std::stable_sort(legs_.begin(), legs_.end(),
                     [](const OwnLeg& a, const OwnLeg& b) { return a.account < b.account; });
    std::uint32_t first = 0;
    for (Account& account : block_.accounts) {
      account.first_own_leg = first;
      first += account.own_leg_count;
    }
    return std::move(legs_);
  }

 private:
  /// Two accounts of one customer, by their indexes.
  struct Link {
    std::uint32_t first;
    std::uint32_t second;
  };
  /// A customer's links, next to each other.
  struct Saver {
    std::size_t first_link;
    std::size_t link_count;
    std::uint32_t pairs = 0;
  };

  [[nodiscard]] bool is_home(const Account& account) const {
    return block_.customers[account.owner].customer_class == CustomerClass::kRegular &&
           account.status == AccountStatus::kActive && account.currency == model_.currency();
  }

  /// Where money comes in is linked with what it is saved on; without the one or the other, what
  /// there is. Nothing goes to a certificate, or comes from it, before it matures.
  void link_accounts_of(const Customer& customer) {
    own_.clear();
    for (std::uint32_t i = 0; i < customer.account_count; ++i) {
      const std::uint32_t index = customer.first_account + i;
      const Account& account = block_.accounts[index];
      if (is_home(account) && account.type != AccountType::kCd) own_.push_back(index);
    }
    if (own_.size() < 2) return;
    std::stable_sort(own_.begin(), own_.end(), [this](std::uint32_t a, std::uint32_t b) {
      const Account& one = block_.accounts[a];
      const Account& other = block_.accounts[b];
      return std::pair(!one.salaried, one.type) < std::pair(!other.salaried, other.type);
    });
    const auto saved_on = std::find_if(own_.begin() + 1, own_.end(), [this](std::uint32_t index) {
      return block_.accounts[index].type != AccountType::kChecking;
    });
    const std::size_t before = links_.size();
    for (auto other = saved_on == own_.end() ? own_.begin() + 1 : saved_on; other != own_.end();
         ++other)
      links_.push_back({own_.front(), *other});
    savers_.push_back({before, links_.size() - before});
  }

  /// Returns how many it has placed, one for each of so many savers.
  std::uint64_t place_one_each(std::uint32_t time, std::uint64_t count) {
    std::uint64_t placed = 0;
    for (std::uint64_t i = 0; i < std::min<std::uint64_t>(count, savers_.size()); ++i) {
      if (left_ == 0) return placed;
      Saver& saver = savers_[order_[i]];
      for (std::size_t k = 0; k < saver.link_count; ++k) {
        const Link& link = links_[saver.first_link + (time + k) % saver.link_count];
        if (!has_room(link.first) || !has_room(link.second)) continue;
        place(link, saver.pairs++);
        ++placed;
        break;
      }
    }
    return placed;
  }

  [[nodiscard]] bool has_room(std::uint32_t index) const {
    const Account& account = block_.accounts[index];
    return account.own_leg_count < kOwnLegsMax && account.all_legs() < kLegsMax;
  }

  void place(const Link& link, std::uint32_t slot) {
    const auto pair = static_cast<std::uint32_t>(legs_.size() / 2);
    legs_.push_back({link.first, link.second, pair, slot, true});
    legs_.push_back({link.second, link.first, pair, slot, false});
    ++block_.accounts[link.first].own_leg_count;
    ++block_.accounts[link.second].own_leg_count;
    --left_;
  }

  /// In a small bank, or by its settings, there may be too few customers with several accounts:
  /// what is left is between accounts that follow each other in their order.
  void place_between_neighbours() {
    std::vector<std::uint32_t> home(
        block_.quotas.states()[static_cast<std::size_t>(AccountState::kHome)]);
    for (std::uint32_t i = 0; i < block_.accounts.size(); ++i) {
      if (is_home(block_.accounts[i])) home[block_.accounts[i].home_position] = i;
    }
    for (std::uint32_t slot = kOwnLegsMax; left_ > 0; ++slot) {
      BANKSEED_CHECK(slot < kOwnLegsMax + kLegsMax);
      for (std::size_t i = 0; i + 1 < home.size() && left_ > 0; i += 2) {
        if (block_.accounts[home[i]].all_legs() < kLegsMax &&
            block_.accounts[home[i + 1]].all_legs() < kLegsMax)
          place({home[i], home[i + 1]}, slot);
      }
    }
  }

  const BankModel& model_;
  CoreBankingPlan& block_;
  std::vector<Saver> savers_;
  std::vector<Link> links_;
  std::vector<std::uint64_t> order_;  // Of the savers.
  std::vector<std::uint32_t> own_;    // Scratch of link_accounts_of().
  std::vector<OwnLeg> legs_;
  std::uint64_t left_ = 0;
};

}  // namespace

std::vector<OwnLeg> place_own_transfers(const BankModel& model, CoreBankingPlan& block) {
  return Placing(model, block).place_all();
}

}  // namespace bankseed
