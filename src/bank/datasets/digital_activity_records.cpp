#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "bank/datasets/datasets.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/rows/row_set.hpp"
#include "core/text.hpp"

namespace bankseed {
namespace {

constexpr std::int32_t kYearDays = 365;
constexpr std::uint32_t kMost = 60;  ///< Of one customer, as long as there are enough of them.

/// Of the device that a person mostly uses, in per cent; fewer phones among the old.
constexpr std::array<EnumArray<Device, std::uint64_t>, 2> kDeviceShares = {
    {{82, 13, 5}, {55, 35, 10}}};
constexpr std::int32_t kOldYears = 60;

/// The networks that are reserved for documentation (RFC 5737).
constexpr std::array<std::string_view, 3> kNetworks = {"192.0.2.", "198.51.100.", "203.0.113."};

/// What a person goes online with.
struct Habit {
  std::array<Device, 2> devices{};
  bool two_devices = false;
  std::array<std::uint64_t, 2> addresses{};
  std::uint32_t weight = 0;
};

Habit habit_of(const BankModel& model, const Customer& customer) {
  Draws draws = model.draws(Stream::kOnlineHabit, customer.id.number - 1);
  const std::int32_t age = full_years(customer.date_of_birth, model.options.as_of);
  Habit habit;
  habit.devices[0] = value_at<Device>(kDeviceShares[age < kOldYears ? 0 : 1], draws.below(100));
  habit.two_devices = draws.chance({38, 100});
  // The other one is a phone, or a desktop beside the phone.
  habit.devices[1] = habit.devices[0] == Device::kMobile ? Device::kDesktop : Device::kMobile;
  habit.addresses[0] = draws.next();
  habit.addresses[1] = draws.next();
  const std::uint64_t use = draws.below(1000);
  // The square of a uniform draw: few people do a uniform.
  habit.weight = static_cast<std::uint32_t>((60 + use * use / 2'000) * (age < kOldYears ? 3 : 2));
  return habit;
}

std::string_view address_text(std::uint64_t uniform, Arena& arena) {
  const std::uint64_t network = scale_to(uniform, kNetworks.size());
  const std::uint64_t host = 1 + scale_to(uniform * kNetworks.size(), 254);
  return Text(arena).add(kNetworks[network]).number(host).view();
}

/// When a customer can have been online: in the last year, or, where there is nobody else to have
/// been online, in the last year of the customer.
Window window_of(const Customer& customer, Timestamp year_end) {
  const Timestamp year{year_end.micros - kYearDays * kMicrosPerDay};
  return {.first = std::max(customer.created_at, year), .last = customer.active_until};
}

class DigitalActivities {
 public:
  DigitalActivities(const BankModel& model, const CoreBankingPlan& block)
      : model_(model),
        block_(block),
        settings_(model.options.settings.datasets),
        as_of_(start_of(model.options.as_of)) {
    count();
  }

  void append(RowSet& out) const {
    const std::vector<Moment> moments = all_moments();
    const std::vector<OnlineActivity> kinds = kinds_of(moments);
    std::uint64_t ordinal = first();
    for (std::size_t i = 0; i < block_.customers.size(); ++i) {
      const Customer& customer = block_.customers[i];
      const Habit habit = habit_of(model_, customer);
      for (std::uint32_t n = 0; n < counts_[i]; ++n) {
        Draws draws = model_.draws(Stream::kOnlineDevice, ordinal);
        const std::size_t device = habit.two_devices && draws.chance({30, 100}) ? 1 : 0;
        out.of<DigitalActivityRecord>().push_back(
            {.activity_id = {ordinal + 1},
             .customer_id = customer.id,
             .activity_type = text_of(kinds[ordinal - first()]),
             .timestamp = moments[ordinal - first()].at,
             .ip_address = address_text(habit.addresses[device], out.arena()),
             .device_type = text_of(habit.devices[device])});
        ++ordinal;
      }
    }
  }

 private:
  struct Moment {
    Timestamp at;
    bool can_pay = false;  ///< The customer has an account to pay from.
  };

  [[nodiscard]] std::uint64_t first() const {
    return settings_.activities_per_customer * block_.quotas.customers.first;
  }

  /// Of all activities, by customer and in order of time.
  [[nodiscard]] std::vector<Moment> all_moments() const {
    std::vector<Moment> moments;
    moments.reserve(total());
    for (std::size_t i = 0; i < block_.customers.size(); ++i) {
      const Customer& customer = block_.customers[i];
      const auto accounts = block_.accounts_of(customer);
      for (const Timestamp at : moments_of(customer, first() + moments.size(), counts_[i])) {
        const bool can_pay =
            std::any_of(accounts.begin(), accounts.end(), [at](const Account& account) {
              return account.type != AccountType::kCd && account.window.first <= at &&
                     at < account.window.last;
            });
        moments.push_back({at, can_pay});
      }
    }
    return moments;
  }

  /// Payments and transfers are of those who can pay, where that suffices.
  [[nodiscard]] std::vector<OnlineActivity> kinds_of(const std::vector<Moment>& moments) const {
    const auto counts = ApportionmentOf(SharesOf<OnlineActivity>{settings_.activities})
                            .counts_of(first(), first() + total());
    const auto able = static_cast<std::uint64_t>(std::count_if(
        moments.begin(), moments.end(), [](const Moment& moment) { return moment.can_pay; }));
    const std::array<std::uint64_t, 2> sizes = {total() - able, able};
    constexpr std::array<std::uint32_t, 2 * kCountOf<OnlineActivity>> kWeights = {1, 0, 0, 1, 1, 1};
    const auto cells = fit_contingency_table(sizes, counts, kWeights);
    std::array<std::vector<std::uint64_t>, 2> orders;
    for (std::size_t group = 0; group < 2; ++group) {
      if (sizes[group] == 0) continue;
      orders[group] = model_
                          .permutation(Stream::kOnlineActivityKind, 2 * block_.quotas.block + group,
                                       sizes[group])
                          .images();
    }
    std::array<std::size_t, 2> next{};
    std::vector<OnlineActivity> kinds;
    kinds.reserve(moments.size());
    for (const Moment& moment : moments) {
      const std::size_t group = moment.can_pay ? 1 : 0;
      const auto row = std::span(cells).subspan(group * kCountOf<OnlineActivity>).first<3>();
      kinds.push_back(value_at<OnlineActivity>(row, orders[group][next[group]++]));
    }
    return kinds;
  }

  [[nodiscard]] std::uint64_t total() const {
    return settings_.activities_per_customer * block_.customers.size();
  }

  void count() {
    std::vector<std::size_t> online;
    std::vector<std::uint32_t> weights;
    for (std::size_t i = 0; i < block_.customers.size(); ++i) {
      const Window window = window_of(block_.customers[i], as_of_);
      if (window.last.micros - window.first.micros < kMicrosPerDay) continue;
      online.push_back(i);
      weights.push_back(habit_of(model_, block_.customers[i]).weight);
    }
    if (online.empty()) {
      for (std::size_t i = 0; i < block_.customers.size(); ++i) {
        online.push_back(i);
        weights.push_back(1);
      }
    }
    const auto most =
        static_cast<std::uint32_t>(std::max<std::uint64_t>(kMost, total() / online.size() + 1));
    std::vector<std::uint32_t> shares(online.size());
    distribute(total(), weights, 0, most, shares);
    counts_.resize(block_.customers.size());
    for (std::size_t i = 0; i < online.size(); ++i)
      counts_[online[i]] = shares[i];
  }

  /// In order of time.
  [[nodiscard]] std::vector<Timestamp> moments_of(const Customer& customer,
                                                  std::uint64_t first,
                                                  std::uint32_t count) const {
    Window window = window_of(customer, as_of_);
    if (window.last.micros - window.first.micros < kMicrosPerDay)
      window = window_of(customer, customer.active_until);
    std::vector<Timestamp> moments;
    moments.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i) {
      Draws draws = model_.draws(Stream::kOnlineActivity, first + i);
      const std::uint64_t day = draws.next();
      const std::uint64_t second = draws.next();
      moments.push_back(model_.rhythm.moment(Activity::kTransfer, window, day, second));
    }
    std::sort(moments.begin(), moments.end());
    return moments;
  }

  const BankModel& model_;
  const CoreBankingPlan& block_;
  const DatasetSettings& settings_;
  Timestamp as_of_;
  std::vector<std::uint32_t> counts_;  // By customer.
};

}  // namespace

std::uint64_t digital_activity_records_before(const BankModel& model, std::uint64_t block) {
  return model.options.settings.datasets.activities_per_customer *
         counts_before<CoreCounts>(model, block).customers;
}

void append_digital_activity_records(Block& block, const TableSet& /*tables*/, RowSet& out) {
  DigitalActivities(block.model(), block.core_banking()).append(out);
}

}  // namespace bankseed
