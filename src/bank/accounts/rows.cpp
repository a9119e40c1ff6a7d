#include <algorithm>

#include "bank/accounts/accounts.hpp"
#include "bank/accounts/households.hpp"
#include "bank/model/values_by_share.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/core/check.hpp"
#include "bankseed/rows/row_set.hpp"

namespace bankseed {
namespace {

/// Relationships between people who live together, where there are such, by kind, in per cent.
constexpr EnumArray<AccountRole, std::uint64_t> kAtHomePercent = {88, 65, 85};

/// REL1: couples customers with an open account, nobody twice: those who live together, or, of the
/// others, two by one permutation, who, while there are more, are no namesakes.
class AccountPairs {
 public:
  struct Pair {
    const Account* primary;
    const Account* related;
  };

  AccountPairs(const BankModel& model, const CoreBankingPlan& block)
      : model_(model), block_(block) {
    const std::vector<const Account*> open = open_accounts(block);
    std::vector<const Account*> of_customer(block.customers.size(), nullptr);
    for (const Account* account : open)
      of_customer[account->owner] = account;
    const Permutation order =
        model.permutation(Stream::kRelationship, block.quotas.block, open.size());
    for (std::uint64_t i = 0; i < open.size(); ++i) {
      const Account* account = open[order(i)];
      // Whoever is coupled already has no account left here.
      if (of_customer[account->owner] == nullptr) continue;
      of_customer[account->owner] = nullptr;
      const Account*& other = of_customer[housemate_of(*account, of_customer)];
      if (other == nullptr) {
        others_.push_back(account);
      } else {
        at_home_.push_back({account, other});
        other = nullptr;
      }
    }
  }

  [[nodiscard]] std::uint64_t size() const noexcept { return at_home_.size() + others_.size() / 2; }

  /// Call at most size() times.
  Pair next(bool at_home) {
    const bool two_others = next_other_ + 2 <= others_.size();
    if (next_at_home_ < at_home_.size() && (at_home || !two_others))
      return at_home_[next_at_home_++];
    BANKSEED_CHECK(two_others);
    const Account* primary = others_[next_other_];
    // A namesake waits for the next one.
    for (std::size_t spare = next_other_ + 2;
         spare < others_.size() && namesakes(*primary, *others_[next_other_ + 1]); ++spare)
      std::swap(others_[next_other_ + 1], others_[spare]);
    next_other_ += 2;
    return {primary, others_[next_other_ - 1]};
  }

 private:
  /// Index of somebody at home who has an account to be coupled, or of the owner, who has none.
  [[nodiscard]] std::size_t housemate_of(const Account& account,
                                         const std::vector<const Account*>& of_customer) const {
    const Family family = family_of(block_, block_.customers[account.owner]);
    // Whom a couple's child would be coupled with has a partner.
    if (family.other_parent != nullptr) return account.owner;
    for (const Customer* member : family.members()) {
      if (member == nullptr) continue;
      const auto index = static_cast<std::size_t>(member - block_.customers.data());
      if (of_customer[index] != nullptr) return index;
    }
    return account.owner;
  }

  [[nodiscard]] bool namesakes(const Account& a, const Account& b) const {
    const PersonName one = name_of(model_, block_.customers[a.owner]);
    const PersonName other = name_of(model_, block_.customers[b.owner]);
    return one.first == other.first && one.last == other.last;
  }

  const BankModel& model_;
  const CoreBankingPlan& block_;
  std::vector<Pair> at_home_;
  std::vector<const Account*> others_;
  std::size_t next_at_home_ = 0;
  std::size_t next_other_ = 0;
};

void append_relationships(const BankModel& model, const CoreBankingPlan& block, RowSet& out) {
  const std::uint64_t before = block.quotas.before.relationships;
  const std::uint64_t count = block.quotas.counts.relationships;
  AccountPairs pairs(model, block);
  BANKSEED_CHECK(count <= pairs.size());
  const ValuesByShare<AccountRole> types(model, Stream::kRelationshipType, block.quotas.block,
                                         {before, before + count},
                                         model.options.settings.relationships.types);
  for (std::uint64_t i = 0; i < count; ++i) {
    Draws draws = model.draws(Stream::kRelationshipDraw, before + i);
    const std::uint64_t day = draws.next();
    const std::uint64_t second = draws.next();
    const AccountRole role = types.of(before + i);
    const auto [primary, related] = pairs.next(draws.below(100) < kAtHomePercent[role]);
    const Window window{
        .first = {std::max(primary->window.first.micros, related->window.first.micros)},
        .last = start_of(model.options.as_of)};
    out.of<AccountRelationshipsRow>().push_back(
        {.relationship_id = {static_cast<std::int64_t>(before + i + 1)},
         .primary_account_id = primary->id,
         .related_account_id = related->id,
         .relationship_type = text_of(role),
         .created_at = model.rhythm.moment(Activity::kBranch, window, day, second)});
  }
}

}  // namespace

void append_accounts(Block& whole, const TableSet& tables, RowSet& out) {
  const CoreBankingPlan& block = whole.core_banking();
  const bool accounts = wants<AccountsRow>(tables);
  const bool transactions = wants<TransactionsRow>(tables);
  if (accounts || transactions) {
    Ledger& ledger = whole.ledger();
    for (const Account& account : block.accounts) {
      ledger.entries_of(account);
      if (transactions) ledger.append_rows(account, out.arena(), out.of<TransactionsRow>());
      if (!accounts) continue;
      const Customer& owner = block.customers[account.owner];
      out.of<AccountsRow>().push_back(
          {.account_id = account.id,
           .account_number = account_number_text(out.arena(), account.number),
           .customer_id = owner.id,
           .account_type = text_of(account.type),
           .account_status = text_of(account.status),
           .balance = ledger.final_balance(),
           .currency = account.currency,
           .opened_date = account.opened,
           .closed_date = account.closed,
           .branch_code = owner.branch});
    }
  }
  if (wants<AccountRelationshipsRow>(tables)) append_relationships(whole.model(), block, out);
}

template <>
CoreCounts counts_before<CoreCounts>(const BankModel& model, std::uint64_t block) {
  return block == model.blocks.count() ? model.totals : model.block_quotas(block).before;
}

}  // namespace bankseed
