#include "bank/accounts/ledger/internal_transfers.hpp"

#include <algorithm>

#include "bankseed/core/calendar.hpp"
#include "bankseed/core/check.hpp"

namespace bankseed {
namespace {

/// Seconds of an hour that each combination of two parallel_legs has to itself.
constexpr std::uint64_t kSlots = std::uint64_t{LegQuotas::kLegsMax} * LegQuotas::kLegsMax;
constexpr std::uint64_t kSecondsPerSlot = 3600 / kSlots;
static_assert(kSecondsPerSlot * kSlots == 3600);

}  // namespace

std::uint64_t InternalTransfers::block_of(std::uint64_t leg) const {
  const std::uint64_t count = model_.blocks.count();
  std::uint64_t block = rounded_down_share(leg, count, model_.leg_pairing.size());
  const auto first = [this](std::uint64_t b) {
    return model_.quotas.legs_of(model_.blocks.customers_of(b).first) / 2;
  };
  while (block > 0 && first(block) > leg)
    --block;
  while (block + 1 < count && first(block + 1) <= leg)
    ++block;
  return block;
}

InternalTransfers::Side InternalTransfers::side(std::uint64_t leg, bool right) const {
  const BlockQuotas quotas = model_.block_quotas(block_of(leg));
  const std::uint64_t local_leg = leg - quotas.before.legs / 2;
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

Leg InternalTransfers::make(std::uint64_t pair, const Side& left, const Side& right) const {
  Draws draws = model_.draws(Stream::kLeg, pair);
  const std::uint64_t day_draw = draws.next();
  const std::uint64_t hour_draw = draws.next();
  const std::uint64_t second_draw = draws.next();
  const std::uint64_t amount_draw = draws.next();
  const Date first = add_days(std::max(left.opened, right.opened), 1);
  const Date day = model_.rhythm.day(Activity::kTransfer, first, model_.options.as_of, day_draw);
  const std::uint32_t hour = model_.rhythm.hour(Activity::kTransfer, hour_draw);
  // Two legs of one account differ in the parallel_leg on that account's side, so they cannot meet
  // in the same second; the hour's own rotation keeps the slots from piling up at its beginning.
  const std::uint64_t slot =
      std::uint64_t{left.parallel_leg} * LegQuotas::kLegsMax + right.parallel_leg;
  const std::uint64_t rotation =
      model_.draws(Stream::kLegHour, static_cast<std::uint64_t>(day.days) * 24 + hour).below(3600);
  const std::uint64_t second =
      (slot * kSecondsPerSlot + scale_to(second_draw, kSecondsPerSlot) + rotation) % 3600;
  const QuantileTable& amounts = model_.distributions.internal_transfer;
  const std::int64_t limit = model_.received_max.cents / std::max(left.legs, right.legs);
  const bool left_sends = draws.chance({1, 2});
  return {.moment = at_second(day, std::int64_t{hour} * 3600 + static_cast<std::int64_t>(second)),
          .amount = {amounts.within(amount_draw, amounts.low(),
                                    std::clamp(limit, amounts.low(), amounts.high()))},
          .incoming = left_sends};
}

void InternalTransfers::append_legs(const BlockQuotas& quotas,
                                    const Account& account,
                                    std::vector<Leg>& out) const {
  if (account.leg_count == 0) return;
  const std::uint64_t position = account.home_position;
  const bool is_right = position % 2 == 1;
  const std::uint64_t first_leg = quotas.before.legs / 2 + quotas.legs().legs_before(position / 2);
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
