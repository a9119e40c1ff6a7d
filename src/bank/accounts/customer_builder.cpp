#include "bank/accounts/customer_builder.hpp"

#include <algorithm>
#include <utility>

#include "bank/accounts/households.hpp"
#include "bankseed/core/calendar.hpp"

namespace bankseed {
namespace {

/// Private bankers are thirty years old, at least (PRO2).
constexpr std::int32_t kPrivateBankingDays = 30 * 366;
/// A dormant customer's last sign of life is at least so many days old.
constexpr std::int32_t kDormantDays = 190;

/// Risk by segment (PRO2): high risk is commoner among corporate customers.
constexpr EnumTable<Segment, RiskRating, std::uint32_t> kRiskWeights = {74, 23, 3,  72, 24, 4,
                                                                        46, 36, 18, 62, 31, 7};
/// KYC status of four kinds of customers (PRO2, KYC1): recent ones without and with accounts,
/// others without and with. Pending is commoner among the newest, and whoever has an account was
/// verified first; a check expires less often where it is asked for.
constexpr std::array<std::uint32_t, 4 * kCountOf<KycStatus>> kKycWeights = {20, 80, 0,  100, 0, 0,
                                                                            52, 36, 12, 97,  0, 3};

/// Six kinds of customers by agent and portfolio (ASG1): agent and ongoing, agent and ended, agent
/// only, ongoing only, ended only, neither. Whose agent is there has a portfolio under way; an
/// ended one belongs to somebody who no longer has an agent, as far as there are such.
constexpr std::size_t kAgentCellCount = 6;

/// The kinds among the block's closed customers, who have nothing under way where that can be, and
/// among the others; 2 x 6 cells.
std::vector<std::uint64_t> agent_cells(const CoreCounts& counts) {
  const std::uint64_t without = counts.customers - counts.with_agent;
  const std::uint64_t ongoing = counts.portfolios - counts.ended_portfolios;
  std::array<std::uint64_t, kAgentCellCount> sizes{};
  sizes[0] = std::min(ongoing, counts.with_agent);
  sizes[4] = std::min(counts.ended_portfolios, without);
  sizes[1] = counts.ended_portfolios - sizes[4];
  sizes[3] = ongoing - sizes[0];
  sizes[2] = counts.with_agent - sizes[0] - sizes[1];
  sizes[5] = without - sizes[3] - sizes[4];
  constexpr std::array<std::uint32_t, 2 * kAgentCellCount> kWeights = {0,  0, 0,  0, 40, 60,
                                                                       51, 1, 29, 1, 8,  11};
  return fit_contingency_table(std::array{counts.closed, counts.customers - counts.closed}, sizes,
                               kWeights);
}

/// A generation, and how old a child is at most who lives with its parents.
constexpr std::int64_t kGenerationDays = 20 * 366;
constexpr std::int64_t kAtHomeDays = 31 * 365;
/// Whose grown child lives with them belongs to the oldest quarter; couples without one are neither
/// of the youngest nor of the oldest eighth, so that the bell of all stays what it is.
constexpr std::uint64_t kUpperQuarter = 3ULL << 62U;
constexpr std::uint64_t kEighth = 1ULL << 61U;

/// A uniform draw that lies within an eighth of `uniform`, mostly much nearer: a couple's ages.
std::uint64_t near(std::uint64_t uniform, Draws& draws) {
  constexpr std::int64_t kTop = std::int64_t{1} << 62U;
  const auto older = static_cast<std::int64_t>(draws.next() >> 5U);
  const auto younger = static_cast<std::int64_t>(draws.next() >> 5U);
  const std::int64_t moved = static_cast<std::int64_t>(uniform >> 2U) + older - younger;
  // What would lie outside is reflected.
  const std::int64_t inside = moved < 0       ? -moved
                              : moved >= kTop ? kTop - 1 - (moved - kTop)
                                              : moved;
  return static_cast<std::uint64_t>(inside) << 2U;
}

std::vector<std::uint64_t> images(const BankModel& model,
                                  Stream stream,
                                  const BlockQuotas& quotas,
                                  std::uint64_t size) {
  return model.permutation(stream, quotas.block, size).images();
}

/// By the rank of each customer.
std::vector<KycStatus> kyc_by_rank(const BankModel& model,
                                   const BlockQuotas& quotas,
                                   std::span<const CustomerCell> ranks) {
  constexpr std::size_t kKinds = 4;
  const auto kind_of = [](const CustomerCell& cell) -> std::size_t {
    return (cell.customer_class == CustomerClass::kRecent ? 0U : 2U) + (cell.holding > 0 ? 1U : 0U);
  };
  std::array<std::uint64_t, kKinds> sizes{};
  for (const CustomerCell& cell : ranks)
    ++sizes[kind_of(cell)];
  const auto cells = fit_contingency_table(sizes, quotas.counts.kyc, kKycWeights);
  std::array<std::vector<std::uint64_t>, kKinds> orders;
  for (std::size_t kind = 0; kind < kKinds; ++kind) {
    orders[kind] =
        model.permutation(Stream::kKyc, quotas.block * kKinds + kind, sizes[kind]).images();
  }
  std::array<std::size_t, kKinds> next{};
  std::vector<KycStatus> status;
  status.reserve(ranks.size());
  for (const CustomerCell& cell : ranks) {
    const std::size_t kind = kind_of(cell);
    const auto row = std::span(cells).subspan(kind * kCountOf<KycStatus>).first<3>();
    status.push_back(value_at<KycStatus>(row, orders[kind][next[kind]++]));
  }
  return status;
}

}  // namespace

CustomerBuilder::CustomerBuilder(const BankModel& model, const BlockQuotas& quotas)
    : model_(model),
      quotas_(quotas),
      ranks_(customer_ranks(model, quotas).images()),
      households_(households_of(model, quotas.block)),
      segments_(images(model, Stream::kSegmentRisk, quotas, quotas.counts.customers)),
      closed_agents_(images(model, Stream::kClosedAgent, quotas, quotas.counts.closed)),
      other_agents_(
          images(model, Stream::kAgent, quotas, quotas.counts.customers - quotas.counts.closed)),
      cells_(quotas.cells_of_ranks()),
      risk_cells_(fit_contingency_table(quotas.counts.segments, quotas.counts.risk, kRiskWeights)),
      kyc_(kyc_by_rank(model, quotas, cells_)),
      agent_cells_(agent_cells(quotas.counts)) {
  ages_.reserve(quotas.counts.customers);
  for (std::uint64_t local = 0; local < quotas.counts.customers; ++local)
    ages_.push_back(age_days(quotas.customers.first + local));
  find_private_bankers();
}

/// Nobody comes into private banking at eighteen: who would, changes places with an older customer.
void CustomerBuilder::find_private_bankers() {
  const std::size_t count = segments_.size();
  const auto segment_of = [this](std::size_t i) { return cell_at(risk_cells_, segments_[i]).row; };
  for (std::size_t i = 0; i < count; ++i) {
    if (ages_[i] >= kPrivateBankingDays || segment_of(i) != Segment::kPrivateBanking) continue;
    for (std::size_t step = 1; step < count; ++step) {
      const std::size_t other = (i + step) % count;
      if (ages_[other] < kPrivateBankingDays || segment_of(other) != Segment::kRetail) continue;
      std::swap(segments_[i], segments_[other]);
      break;
    }
  }
}

Customer CustomerBuilder::make(std::uint64_t local) const {
  const std::uint64_t ordinal = quotas_.customers.first + local;
  Customer customer;
  customer.id = {ordinal + 1};
  customer.rank = ranks_[local];
  const CustomerCell& cell = cell_of(customer);
  customer.customer_class = cell.customer_class;
  customer.account_count = kHoldingAccounts[cell.holding];
  customer.created_at = created_at(model_, ordinal, cell.customer_class);
  place_in_time(customer, ordinal);
  const auto cell_of_risk = cell_at(risk_cells_, segments_[local]);
  customer.segment = cell_of_risk.row;
  customer.risk = cell_of_risk.column;
  customer.kyc = kyc_[customer.rank];
  customer.household = households_[local];
  const auto home =
      model_.branches.home_of(model_.draws(Stream::kCustomerBranch, customer.household.head),
                              model_.draws(Stream::kCustomerPlace, customer.household.head),
                              model_.options.settings.customers.near_branch);
  customer.place = home.place;
  customer.branch = {1 + home.branch};
  const std::size_t agents = agent_cell(customer);
  customer.has_agent = agents <= 2;
  customer.has_portfolio = agents != 2 && agents != 5;
  customer.portfolio_ended = agents == 1 || agents == 4;
  return customer;
}

void CustomerBuilder::place_in_time(Customer& customer, std::uint64_t ordinal) const {
  Draws draws = model_.draws(Stream::kLastSign, ordinal);
  const Date as_of = model_.options.as_of;
  const Date created = date_of(customer.created_at);
  customer.active_until = start_of(as_of);
  if (customer.customer_class == CustomerClass::kDormant ||
      customer.customer_class == CustomerClass::kClosed) {
    const bool closed = customer.customer_class == CustomerClass::kClosed;
    customer.status = closed ? CustomerStatus::kClosed : CustomerStatus::kDormant;
    const std::int32_t earliest = created.days + 150;
    const std::int32_t latest = as_of.days - (closed ? 5 : kDormantDays);
    const Date day = model_.working_days.within(
        {static_cast<std::int32_t>(draws.between(earliest, latest))}, {earliest}, {latest});
    customer.active_until = at_second(day, 17 * kSecondsPerHour);
  }
  customer.verified =
      verification_date(model_, ordinal, customer.created_at, customer.active_until);
  customer.date_of_birth = add_days(as_of, -ages_[ordinal - quotas_.customers.first]);
}

std::int32_t CustomerBuilder::age_days(std::uint64_t ordinal) const {
  const QuantileTable& bell = model_.distributions.age_days;
  const Household& household = households_[ordinal - quotas_.customers.first];
  // At least 18 when created: the bell is cut, not clamped.
  const CustomerCell& cell = cells_[ranks_[ordinal - quotas_.customers.first]];
  const Date created = date_of(created_at(model_, ordinal, cell.customer_class));
  const std::int64_t youngest = model_.options.as_of.days - add_months(created, -12 * 18).days + 1;
  const std::int64_t low = std::max(youngest, bell.low());
  Draws draws = model_.draws(Stream::kAgeAtHome, ordinal);
  if (household.child == ordinal) {
    std::int64_t parents = age_days(household.head);
    if (household.partner) parents = std::min<std::int64_t>(parents, age_days(*household.partner));
    const std::int64_t high = std::min(parents - kGenerationDays, kAtHomeDays);
    return static_cast<std::int32_t>(low < high ? draws.between(low, high) : low);
  }
  std::uint64_t uniform = model_.draws(Stream::kCustomerBirth, household.head).next();
  if (household.child) {
    uniform = uniform >> 2U | kUpperQuarter;
  } else if (household.partner) {
    uniform = kEighth + (uniform >> 1U) + (uniform >> 2U);
  }
  if (household.head != ordinal) uniform = near(uniform, draws);
  return static_cast<std::int32_t>(bell.within(uniform, low, bell.high()));
}

std::size_t CustomerBuilder::agent_cell(const Customer& customer) const {
  // Ranks: recent customers, closed ones, others.
  const std::uint64_t recent = quotas_.counts.recent;
  const std::uint64_t closed = quotas_.counts.closed;
  const auto cells = std::span(agent_cells_);
  if (customer.customer_class == CustomerClass::kClosed)
    return bucket_of(cells.first(kAgentCellCount), closed_agents_[customer.rank - recent]).index;
  const std::uint64_t other =
      customer.customer_class == CustomerClass::kRecent ? customer.rank : customer.rank - closed;
  return bucket_of(cells.last(kAgentCellCount), other_agents_[other]).index;
}

}  // namespace bankseed
