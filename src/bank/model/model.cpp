#include "bank/model/model.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "bankseed/core/calendar.hpp"
#include "bankseed/core/error.hpp"

namespace bankseed {
namespace {

/// Quotas of blocks that are kept, at about a kilobyte each: those of eight million customers.
constexpr std::uint64_t kBlockQuotasMax = 16'384;

/// Bases of account numbers before the Luhn digit: nine digits as long as they last, then eleven,
/// so that numbers have 10 or 12 (ACC4).
constexpr std::uint64_t kShortNumbers = 900'000'000;
constexpr std::uint64_t kLongNumbers = 90'000'000'000;

/// Numbers of eight digits: the body of a CPF without its region, and of a CNPJ.
constexpr std::uint64_t kNationalNumbers = 100'000'000;

/// Of working days: more than any history that settings allow, and more than anything that the bank
/// plans for a working day.
constexpr std::uint32_t kYearsBehind = 60;
constexpr std::int32_t kYearsAhead = 2;

std::uint64_t employee_count(const BankOptions& options) {
  if (options.employees != 0) return options.employees;
  return std::max<std::uint64_t>(
      1, CoreQuotas::scaled(options.settings.employees.count, options.customers));
}

Date years_before(Date date, std::uint32_t years) {
  return add_months(date, -12 * static_cast<std::int32_t>(years));
}

}  // namespace

BankModel::BankModel(const BankOptions& bank_options)
    : options(bank_options),
      corpus(&corpus::Corpus::of(bank_options.locale)),
      blocks(bank_options.customers),
      quotas(bank_options.settings),
      totals(quotas.counts_of(bank_options.customers)),
      first_day(years_before(bank_options.as_of, bank_options.settings.employees.hire_years)),
      history_start(
          years_before(bank_options.as_of, bank_options.settings.customers.history_years)),
      working_days(corpus->holidays,
                   years_before(bank_options.as_of, kYearsBehind),
                   add_months(bank_options.as_of, 12 * kYearsAhead)),
      roster({.seed = bank_options.seed,
              .count = employee_count(bank_options),
              .as_of = bank_options.as_of,
              .days = working_days.in(first_day, bank_options.as_of)},
             bank_options.settings.employees,
             bank_options.settings.training),
      distributions(bank_options.settings, bank_options.as_of, *corpus->locale),
      rhythm(working_days, corpus->locale->open_on_saturdays, history_start, bank_options.as_of),
      branches(place_branches()),
      email_numbers(bank_options.seed, Stream::kCustomerEmail, 0, bank_options.customers),
      account_numbers(bank_options.seed,
                      Stream::kAccountNumber,
                      0,
                      totals.accounts <= kShortNumbers ? kShortNumbers : kLongNumbers),
      national_numbers(bank_options.seed, Stream::kNationalNumber, 0, kNationalNumbers),
      leg_pairing(pair_legs(0)),
      engagement(bank_options, *corpus->engagement_texts),
      loans(bank_options.settings.loans),
      insurance(bank_options.settings.insurance, bank_options.settings.customers.history_years) {
  if (blocks.count() == 1) {
    // One block decides alone what its accounts can bear.
    totals = block_quotas(0).counts;
  }
  leg_pairing = pair_legs(totals.shuffled_pairs());
  if (blocks.count() <= kBlockQuotasMax) {
    std::vector<BlockQuotas> all;
    all.reserve(blocks.count());
    for (std::uint64_t block = 0; block < blocks.count(); ++block)
      all.push_back(block_quotas(block));
    block_quotas_ = std::move(all);
  }
}

const corpus::Place& BankModel::branch_place(std::uint64_t number) const {
  return corpus->places.pick(draws(Stream::kBranchPlace, number).next());
}

BranchNetwork BankModel::place_branches() const {
  std::vector<const corpus::Place*> places;
  for (std::uint32_t i = 0; i < options.settings.employees.branches; ++i)
    places.push_back(&branch_place(i));
  return {*corpus, std::move(places)};
}

Permutation BankModel::pair_legs(std::uint64_t pairs) const {
  return permutation(Stream::kLegPairing, 0, pairs);
}

BlockQuotas BankModel::block_quotas(std::uint64_t block) const {
  if (!block_quotas_.empty()) return block_quotas_[block];
  return {quotas, blocks, options.settings.transactions.per_account, block};
}

}  // namespace bankseed
