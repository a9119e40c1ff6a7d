#include "bank/engagement/model.hpp"

#include "bankseed/bank/bank.hpp"

namespace bankseed {
namespace {

QuantileTable minutes(std::int64_t median, const Range& range) {
  return QuantileTable::log_normal(
      {.median = median, .sigma_permille = 620, .low = range.low, .high = range.high});
}
QuantileTable hours(std::int64_t median, const Range& range) {
  return QuantileTable::log_normal(
      {.median = median, .sigma_permille = 800, .low = range.low, .high = range.high});
}
QuantileTable scores(std::int64_t mean) {
  return QuantileTable::normal({.mean = mean, .deviation = 1900, .low = -499, .high = 10'499});
}

}  // namespace

EngagementModel::EngagementModel(const BankOptions& options, const corpus::EngagementTexts& texts)
    : quotas(options.settings),
      campaigns(options.seed, options.as_of, texts),
      durations{minutes(7, options.settings.interactions.duration_minutes),
                minutes(7, options.settings.interactions.duration_minutes),
                minutes(19, options.settings.interactions.duration_minutes),
                minutes(11, options.settings.interactions.duration_minutes),
                minutes(22, options.settings.interactions.duration_minutes)},
      resolutions{hours(70, options.settings.complaints.resolution_hours),
                  hours(32, options.settings.complaints.resolution_hours),
                  hours(105, options.settings.complaints.resolution_hours),
                  hours(9, options.settings.complaints.resolution_hours)},
      nps{scores(7'900), scores(6'200)} {}

}  // namespace bankseed
