#include "bank/employees/quotas.hpp"

#include <algorithm>
#include <utility>

#include "core/counts.hpp"

namespace bankseed {
namespace {

std::uint64_t length(const Range& range) noexcept {
  return static_cast<std::uint64_t>(range.high - range.low) + 1;
}

std::uint64_t at(const Range& range, std::uint64_t turn) noexcept {
  return static_cast<std::uint64_t>(range.low) + turn % length(range);
}

StaffRecords times(std::uint64_t factor, const StaffRecords& records) noexcept {
  return {.reviews = factor * records.reviews,
          .trainings = factor * records.trainings,
          .current_trainings = factor * records.current_trainings};
}

constexpr std::size_t kServices = std::tuple_size_v<decltype(RecordLimits::service)>;

}  // namespace

StaffRecords& StaffRecords::operator+=(const StaffRecords& other) noexcept {
  reviews += other.reviews;
  trainings += other.trainings;
  current_trainings += other.current_trainings;
  return *this;
}

RecordQuotas::RecordQuotas(std::uint64_t seed,
                           Stream stream,
                           std::uint64_t employees,
                           const TrainingSettings& settings,
                           const std::vector<Limited>& limits)
    : order_(seed, stream, employees),
      reviews_(settings.reviews_per_employee),
      trainings_{
          .low = std::min<std::int64_t>(settings.programs_per_employee.low, settings.programs),
          .high = std::min<std::int64_t>(settings.programs_per_employee.high, settings.programs)} {
  for (const Limited& limited : limits) {
    Part part{.first = limited.first, .limits = limited.limits, .by_turn = sum_up(limited.limits)};
    if (!parts_.empty()) part.before = before(limited.first);
    part.under_limits = total(part, limited.first);
    parts_.push_back(std::move(part));
  }
}

std::vector<StaffRecords> RecordQuotas::sum_up(const RecordLimits& limits) const {
  // After so many turns everything begins anew.
  const std::uint64_t round = kServices * length(reviews_) * length(trainings_);
  std::vector<StaffRecords> sums(1);
  sums.reserve(round + 1);
  for (std::uint64_t turn = 0; turn < round; ++turn) {
    StaffRecords sum = sums.back();
    sums.push_back(sum += at_turn(limits, turn));
  }
  return sums;
}

const RecordQuotas::Part& RecordQuotas::part_of(std::uint64_t employee) const noexcept {
  return *std::prev(
      std::upper_bound(parts_.begin(), parts_.end(), employee,
                       [](std::uint64_t value, const Part& part) { return value < part.first; }));
}

Service RecordQuotas::service_of(std::uint64_t employee) const noexcept {
  return part_of(employee).limits.service[order_(employee) % kServices];
}

// The turns of reviews and trainings move on by one after each round, so that all go together.
StaffRecords RecordQuotas::at_turn(const RecordLimits& limits, std::uint64_t turn) const noexcept {
  const std::uint64_t reviews = at(reviews_, turn + turn / kServices);
  const std::uint64_t trainings = at(trainings_, turn + turn / (kServices * length(reviews_)));
  switch (limits.service[turn % kServices]) {
    case Service::kCurrent:
      return {.reviews = std::min(reviews, limits.reviews),
              .trainings = trainings,
              .current_trainings = trainings};
    case Service::kRecent:
      return {.reviews = std::min(reviews, limits.reviews), .trainings = trainings};
    case Service::kRecentShort: return {.trainings = trainings};
    case Service::kPast: return {.reviews = std::min(reviews, limits.past_reviews)};
    case Service::kPastShort: return {};
  }
  BANKSEED_FAIL("unknown service");
}

StaffRecords RecordQuotas::of(std::uint64_t employee) const noexcept {
  return at_turn(part_of(employee).limits, order_(employee));
}

StaffRecords RecordQuotas::total(const Part& part, std::uint64_t employees) const noexcept {
  const std::uint64_t round = part.by_turn.size() - 1;
  const std::uint64_t in_order = order_.closed_to(employees);
  StaffRecords sum = times(in_order / round, part.by_turn.back());
  sum += part.by_turn[in_order % round];
  for (std::uint64_t employee = in_order; employee < employees; ++employee)
    sum += at_turn(part.limits, order_(employee));
  return sum;
}

StaffRecords RecordQuotas::before(std::uint64_t employee) const noexcept {
  const Part& part = part_of(employee);
  StaffRecords sum = part.before;
  sum += total(part, employee) - part.under_limits;
  return sum;
}

}  // namespace bankseed
