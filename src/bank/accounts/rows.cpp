#include <algorithm>

#include "bank/accounts/accounts.hpp"
#include "bank/model/values_by_share.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/core/check.hpp"
#include "bankseed/rows/row_set.hpp"

namespace bankseed {
namespace {

bool same_name(const PersonName& a, const PersonName& b) {
  return a.first == b.first && a.last == b.last;
}

/// REL1: account_pairs of customers out of one permutation of those with an open account, so that
/// nobody is coupled twice or with himself; nor, while there are others, with a namesake.
void append_relationships(const BankModel& model, const CoreBankingPlan& block, RowSet& out) {
  const std::uint64_t before = block.quotas.before.relationships;
  const std::uint64_t count = block.quotas.counts.relationships;
  const std::vector<const Account*> open = open_accounts(block);
  BANKSEED_CHECK(2 * count <= open.size());
  const Permutation order =
      model.permutation(Stream::kRelationship, block.quotas.block, open.size());
  const ValuesByShare<AccountRole> types(model, Stream::kRelationshipType, block.quotas.block,
                                         {before, before + count},
                                         model.options.settings.relationships.types);
  std::uint64_t spare = 2 * count;
  for (std::uint64_t i = 0; i < count; ++i) {
    const Account& primary = *open[order(2 * i)];
    const Account* partner = open[order(2 * i + 1)];
    const PersonName name = name_of(model, block.customers[primary.owner]);
    while (spare < open.size() && same_name(name, name_of(model, block.customers[partner->owner])))
      partner = open[order(spare++)];
    const Account& related = *partner;
    Draws draws = model.draws(Stream::kRelationshipDraw, before + i);
    const Window window{
        .first = {std::max(primary.window.first.micros, related.window.first.micros)},
        .last = start_of(model.options.as_of)};
    const std::uint64_t day = draws.next();
    const std::uint64_t second = draws.next();
    out.of<AccountRelationshipsRow>().push_back(
        {.relationship_id = {static_cast<std::int64_t>(before + i + 1)},
         .primary_account_id = primary.id,
         .related_account_id = related.id,
         .relationship_type = text_of(types.of(before + i)),
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
