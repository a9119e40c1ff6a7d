#include <algorithm>

#include "bank/datasets/datasets.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/rows/row_set.hpp"
#include "corpus/address.hpp"

namespace bankseed {
namespace {

/// Branches of a bank that is open this long before its first customers on the books.
constexpr std::int64_t kOldestDays = 40 * 365;

/// In proportion to the customers, at least as many as the databases have (DS4).
std::uint64_t branch_count(const BankModel& model) {
  const std::uint64_t per_branch = model.options.settings.datasets.customers_per_branch;
  return std::max<std::uint64_t>(model.branches.size(),
                                 (model.options.customers + per_branch / 2) / per_branch);
}

BranchRecord make_branch(const BankModel& model, std::uint64_t number, Arena& arena) {
  const corpus::Corpus& corpus = *model.corpus;
  const corpus::Place& place = model.branch_place(number);  // As of its staff's telephones.
  Draws draws = model.draws(Stream::kBranch, number);
  corpus::AddressDraws address;
  address.street = draws.next();
  address.house = draws.next();
  address.postal_code = draws.next();
  address.district = draws.next();
  const std::uint64_t phone = draws.next();
  // The branches that the databases know were there before the first customer on the books.
  const bool old = number < model.branches.size();
  const std::int64_t latest = old ? model.history_start.days : model.options.as_of.days - 60;
  const std::int64_t earliest = model.history_start.days - kOldestDays;
  const auto opened = static_cast<std::int32_t>(draws.between(earliest, latest));
  const Timestamp created =
      at_second(model.working_days.on_or_after({opened}), 9 * kSecondsPerHour);
  const Window since{.first = std::max(created, start_of(model.history_start)),
                     .last = start_of(model.options.as_of)};
  const std::uint64_t day = draws.next();
  const std::uint64_t second = draws.next();
  const Timestamp updated = model.rhythm.moment(Activity::kBranch, since, day, second);
  BranchRecord record{.branch_id = {number + 1},
                      .branch_name = {},
                      .address = {},
                      .phone_number = {},
                      .created_at = created,
                      .updated_at = updated};
  record.branch_name = arena.commit(corpus::put_branch_name(arena.allocate(corpus::kAddressSizeMax),
                                                            corpus, place, address, number + 1));
  record.address = arena.commit(corpus::put_address(arena.allocate(corpus::kAddressSizeMax), corpus,
                                                    place, address, corpus::Dwelling::kWholeHouse));
  record.phone_number =
      arena.commit(corpus::put_phone(arena.allocate(corpus::kPhoneSizeMax), corpus, place, phone));
  return record;
}

}  // namespace

std::uint64_t branch_records_before(const BankModel& model, std::uint64_t block) {
  return model.blocks.part(branch_count(model), block).first;
}

void append_branch_records(Block& block, const TableSet& /*tables*/, RowSet& out) {
  const BankModel& model = block.model();
  const OrdinalRange range =
      model.blocks.part(branch_count(model), block.core_banking().quotas.block);
  for (std::uint64_t number = range.first; number < range.last; ++number)
    out.of<BranchRecord>().push_back(make_branch(model, number, out.arena()));
}

}  // namespace bankseed
