#include "bank/accounts/ledger/terms/channels.hpp"

#include "bankseed/core/calendar.hpp"
#include "bankseed/core/enums.hpp"

namespace bankseed {
namespace {

using corpus::PaymentChannel;

/// When a channel takes payments: on working days or on any, from one hour up to another, and since
/// when there is such a channel.
struct Schedule {
  PaymentChannel channel{};
  bool working_days = false;
  std::int64_t first_hour = 0;
  std::int64_t end_hour = 0;
  Date since;
};
constexpr Date kEver = {INT32_MIN};
constexpr Date kPixBegan = {7'625};  // 2020-11-16
/// Pix began for everybody on that day (Banco Central do Brasil), and never closes; customers'
/// TED ends at 17:00 (Banco Central, STR), their wires at 18:45 Eastern time (Federal Reserve,
/// Fedwire Funds Service); the last of FedACH's settlements is at 18:00, and banks book what came
/// over night from early in the morning.
constexpr EnumArray<PaymentChannel, Schedule> kSchedules = {{{
    {PaymentChannel::kAny, false, 0, 24, kEver},
    {PaymentChannel::kAch, true, 5, 18, kEver},
    {PaymentChannel::kWire, true, 8, 18, kEver},
    {PaymentChannel::kTed, true, 8, 17, kEver},
    {PaymentChannel::kPix, false, 0, 24, kPixBegan},
}}};
static_assert([] {
  for (const PaymentChannel channel : kAll<PaymentChannel>) {
    if (kSchedules[channel].channel != channel) return false;
  }
  return true;
}());

}  // namespace

std::int64_t hour_of(Timestamp at) noexcept {
  return (at.micros - start_of(date_of(at)).micros) / (kSecondsPerHour * kMicrosPerSecond);
}

bool is_early(Timestamp at) noexcept {
  return hour_of(at) >= 5 && hour_of(at) < 11;
}

Window whole_days_of(const Window& window, const WorkingDays& working_days) {
  const Date first = add_days(date_of(window.first), 1);
  const Date end = date_of({window.last.micros - 1});
  if (first >= end || working_days.in(first, end).empty()) return window;
  return {.first = start_of(first), .last = start_of(end)};
}

bool is_open(PaymentChannel channel, Timestamp at, const WorkingDays& working_days) noexcept {
  if (channel == PaymentChannel::kAny) return true;
  const Schedule& schedule = kSchedules[channel];
  const Date day = date_of(at);
  if (day < schedule.since || (schedule.working_days && !working_days.is_working_day(day)))
    return false;
  const std::int64_t hour = hour_of(at);
  return schedule.first_hour <= hour && hour < schedule.end_hour;
}

}  // namespace bankseed
