#include "bank/accounts/ledger/internal_transfers.hpp"

#include <algorithm>

#include "bankseed/core/calendar.hpp"
#include "bankseed/core/check.hpp"

namespace bankseed {
namespace {

/// Seconds of an hour that each combination of two parallel legs has to itself, and of what is left
/// each pair of an account with another of its owner.
constexpr std::uint64_t kSlots = std::uint64_t{kLegsMax} * kLegsMax;
constexpr std::uint64_t kSecondsPerSlot = 8;
constexpr std::uint64_t kOwnSlots = kOwnLegsMax + kLegsMax;
constexpr std::uint64_t kSecondsPerOwnSlot = 16;
static_assert(kSecondsPerSlot * kSlots + kSecondsPerOwnSlot * kOwnSlots == kSecondsPerHour);

/// Of what an account may receive, so many quarters come from others, and the rest from the owner.
constexpr std::int64_t kQuartersFromOthers = 3;

/// Of what moves between a customer's accounts, so much is put aside, and the rest taken back.
constexpr Ratio kPutAside{13, 20};
/// Seven in ten put aside round amounts: tens, or fifties from so many cents on.
constexpr Ratio kRound{7, 10};
constexpr std::int64_t kFiftiesFromCents = 500'00;

}  // namespace

std::uint64_t InternalTransfers::block_of(std::uint64_t leg) const {
  const std::uint64_t count = model_.blocks.count();
  std::uint64_t block = rounded_down_share(leg, count, model_.leg_pairing.size());
  const auto first = [this](std::uint64_t b) {
    return model_.quotas.shuffled_pairs_of(model_.blocks.customers_of(b).first);
  };
  while (block > 0 && first(block) > leg)
    --block;
  while (block + 1 < count && first(block + 1) <= leg)
    ++block;
  return block;
}

InternalTransfers::Side InternalTransfers::side(std::uint64_t leg, bool right) const {
  const BlockQuotas quotas = model_.block_quotas(block_of(leg));
  const std::uint64_t local_leg = leg - quotas.before.shuffled_pairs();
  const std::uint64_t account_pair = quotas.legs().account_pair_of(local_leg);
  const auto& states = quotas.states();
  const std::uint64_t state_rank =
      states[0] + states[1] + states[2] + 2 * account_pair + (right ? 1 : 0);
  const std::uint64_t key =
      quotas.first_regular_account() + account_states(model_, quotas).inverse(state_rank);
  const auto owner = quotas.owner_of(key);
  const std::uint64_t customer =
      quotas.customers.first + customer_ranks(model_, quotas).inverse(owner.rank);
  const std::uint64_t bank_key = quotas.before.accounts + key;
  const Timestamp created = created_at(model_, customer, CustomerClass::kRegular);
  const Timestamp until = start_of(model_.options.as_of);
  const Date verified = verification_date(model_, customer, created, until);
  return {.opened = opened_date(model_, bank_key, owner.index,
                                {date_of(created), verified, date_of(until)}),
          .bank_key = bank_key,
          .customer = customer,
          .legs = quotas.legs().legs_of(account_pair),
          .parallel_leg =
              static_cast<std::uint32_t>(local_leg - quotas.legs().legs_before(account_pair))};
}

Timestamp InternalTransfers::moment(Draws& draws, Date first, Slot slot) const {
  const std::uint64_t day_draw = draws.next();
  const std::uint64_t hour_draw = draws.next();
  const std::uint64_t second_draw = draws.next();
  const Date day = model_.rhythm.day(Activity::kTransfer, first, model_.options.as_of, day_draw);
  const std::uint32_t hour = model_.rhythm.hour(Activity::kTransfer, hour_draw);
  // The hour's own rotation keeps the slots from piling up at its beginning.
  const std::uint64_t rotation =
      model_.draws(Stream::kLegHour, static_cast<std::uint64_t>(day.days) * 24 + hour)
          .below(kSecondsPerHour);
  const std::uint64_t second =
      (slot.first + scale_to(second_draw, slot.seconds) + rotation) % kSecondsPerHour;
  return at_second(day, std::int64_t{hour} * kSecondsPerHour + static_cast<std::int64_t>(second));
}

Leg InternalTransfers::make(std::uint64_t pair, const Side& left, const Side& right) const {
  Draws draws = model_.draws(Stream::kLeg, pair);
  const Date first = add_days(std::max(left.opened, right.opened), 1);
  // Two legs of one account differ in the parallel_leg on that account's side, so they cannot meet
  // in the same second.
  const std::uint64_t slot = std::uint64_t{left.parallel_leg} * kLegsMax + right.parallel_leg;
  const Timestamp at = moment(draws, first, {slot * kSecondsPerSlot, kSecondsPerSlot});
  const std::uint64_t amount_draw = draws.next();
  const QuantileTable& amounts = model_.distributions.internal_transfer;
  const std::int64_t limit = model_.quotas.received_max().cents * kQuartersFromOthers / 4 /
                             std::max(left.legs, right.legs);
  const bool left_sends = draws.chance({1, 2});
  return {.moment = at,
          .amount = {amounts.within(amount_draw, amounts.low(),
                                    std::clamp(limit, amounts.low(), amounts.high()))},
          .incoming = left_sends};
}

Leg InternalTransfers::make_own(const CoreBankingPlan& block, const OwnLeg& own) const {
  Draws draws = model_.draws(Stream::kOwnTransfer, block.quotas.before.own_pairs + own.pair);
  const Account& account = block.accounts[own.account];
  const Account& partner = block.accounts[own.partner];
  const Date first = add_days(std::max(account.opened, partner.opened), 1);
  const Timestamp at = moment(
      draws, first, {kSlots * kSecondsPerSlot + own.slot * kSecondsPerOwnSlot, kSecondsPerOwnSlot});
  const std::uint64_t amount_draw = draws.next();
  const bool put_aside = draws.chance(kPutAside);
  const QuantileTable& amounts = model_.distributions.internal_transfer;
  const std::int64_t limit = model_.quotas.received_max().cents * (4 - kQuartersFromOthers) / 4 /
                             std::max(account.own_leg_count, partner.own_leg_count);
  std::int64_t cents =
      amounts.within(amount_draw, amounts.low(), std::clamp(limit, amounts.low(), amounts.high()));
  if (draws.chance(kRound)) {
    const std::int64_t unit = cents >= kFiftiesFromCents ? 50'00 : 10'00;
    cents = std::max(cents / unit * unit, amounts.low());
  }
  return {.moment = at,
          .amount = {cents},
          .incoming = own.is_first != put_aside,
          .partner_number = partner.number,
          .partner_customer = block.quotas.customers.first + partner.owner};
}

void InternalTransfers::append_legs(const CoreBankingPlan& block,
                                    const Account& account,
                                    std::vector<Leg>& out) const {
  for (const OwnLeg& own : block.own_legs_of(account))
    out.push_back(make_own(block, own));
  if (account.leg_count == 0) return;
  const BlockQuotas& quotas = block.quotas;
  const std::uint64_t position = account.home_position;
  const bool is_right = position % 2 == 1;
  const std::uint64_t first_leg =
      quotas.before.shuffled_pairs() + quotas.legs().legs_before(position / 2);
  for (std::uint32_t parallel_leg = 0; parallel_leg < account.leg_count; ++parallel_leg) {
    const std::uint64_t leg = first_leg + parallel_leg;
    const std::uint64_t partner_leg =
        is_right ? model_.leg_pairing.inverse(leg) : model_.leg_pairing(leg);
    const Side own = {.opened = account.opened,
                      .bank_key = quotas.before.accounts + account.key,
                      .customer = 0,
                      .legs = account.leg_count,
                      .parallel_leg = parallel_leg};
    const Side partner = side(partner_leg, !is_right);
    Leg made = is_right ? make(partner_leg, partner, own) : make(leg, own, partner);
    // make() says what comes in on the right.
    made.incoming = made.incoming == is_right;
    made.partner_number = account_number(model_, partner.bank_key);
    made.partner_customer = partner.customer;
    out.push_back(made);
  }
}

}  // namespace bankseed
