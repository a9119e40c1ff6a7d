#include "bank/engagement/timeline.hpp"

#include <algorithm>
#include <array>

#include "bank/model/selection_sampler.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/core/check.hpp"

namespace bankseed {
namespace {

/// Channels through which complaints come, in per cent.
constexpr EnumArray<Channel, std::uint64_t> kComplaintChannels = {42, 20, 10, 12, 16};

constexpr std::int64_t kMicrosPerHour = 3600 * kMicrosPerSecond;
constexpr std::int64_t kMicrosPerMinute = 60 * kMicrosPerSecond;
constexpr std::int64_t kOpenSecond = 8 * kSecondsPerHour;  ///< Of those who resolve complaints.
constexpr std::int64_t kCloseSecond = 18 * kSecondsPerHour;
constexpr std::int64_t kAtOnceHours = 72;     ///< When the first contact resolves a complaint.
constexpr std::int32_t kOpenDays = 14;        ///< Longer, and somebody looks into it.
constexpr std::int32_t kComplaintDays = 730;  ///< Settled ones are hardly older.
constexpr std::int32_t kSurveyDaysMax = 3;

/// Most complain about a fee in so many days.
constexpr std::int32_t kChargeDays = 45;
static_assert(kChargeDays < Complaint::kChargeDays);

Activity activity_of(Channel channel) {
  return channel == Channel::kPhone || channel == Channel::kBranch ? Activity::kBranch
                                                                   : Activity::kTransfer;
}

/// Decides when everything happened, who dealt with it, and what surveys say.
class EngagementCalendar {
 public:
  EngagementCalendar(const BankModel& model, const CoreBankingPlan& block, EngagementData& data)
      : model_(model),
        block_(block),
        settings_(model.options.settings),
        before_(data.before),
        counts_(data.counts),
        interactions_(data.interactions),
        complaints_(data.complaints),
        surveys_(data.surveys) {}

  void fill() {
    for (std::size_t first = 0; first < interactions_.size();) {
      std::size_t last = first + 1;
      while (last < interactions_.size() &&
             interactions_[last].customer == interactions_[first].customer)
        ++last;
      date_interactions(first, last);
      first = last;
    }
    finish_complaints();
    make_surveys();
  }

 private:
  /// From the day after onboarding.
  [[nodiscard]] static Timestamp first_of(const Customer& customer) {
    return start_of(add_days(date_of(customer.created_at), 1));
  }
  /// The day up to which the customer can have answered a survey.
  [[nodiscard]] static Date last_day_of(const Customer& customer) {
    return date_of({customer.active_until.micros - 1});
  }

  [[nodiscard]] Channel channel_of(InteractionType type, std::uint64_t uniform) const {
    switch (type) {
      case InteractionType::kCall: return Channel::kPhone;
      case InteractionType::kEmail: return Channel::kEmail;
      case InteractionType::kBranchVisit: return Channel::kBranch;
      case InteractionType::kChat:
        return scale_to(uniform, 100) < 38 ? Channel::kWeb : Channel::kMobileApp;
      case InteractionType::kComplaint:
        return value_at<Channel>(kComplaintChannels, scale_to(uniform, 100));
    }
    BANKSEED_FAIL("unknown type of interaction");
  }

  /// Dates one customer's interactions and puts them in order of time.
  void date_interactions(std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i) {
      Interaction& interaction = interactions_[i];
      Draws draws = model_.draws(Stream::kInteraction, interaction.draws);
      interaction.channel = channel_of(interaction.type, draws.next());
      interaction.duration_minutes =
          static_cast<std::int32_t>(model_.engagement.durations[interaction.type](draws.next()));
      if (interaction.complaint) {
        settle(complaints_[*interaction.complaint],
               interaction.outcome == InteractionOutcome::kResolved);
      }
      Window window = window_of(interaction);
      const bool taken_up = draws.chance({3, 5});
      if (taken_up && i > first && !interaction.complaint) follow(interaction, i - 1, window);
      const std::uint64_t day = draws.next();
      const std::uint64_t second = draws.next();
      interaction.at = model_.rhythm.moment(activity_of(interaction.channel), window, day, second);
      set_employee(interaction, draws);
    }
    put_in_order(first, last);
  }

  /// When it can have begun.
  [[nodiscard]] Window window_of(const Interaction& interaction) const {
    const Customer& customer = block_.customers[interaction.customer];
    const Timestamp last =
        interaction.surveyed ? start_of(last_day_of(customer)) : customer.active_until;
    if (!interaction.complaint) return {first_of(customer), last};
    Window window = window_of(complaints_[*interaction.complaint]);
    // The complaint is filed at its end.
    window.last = std::min(window.last, last);
    window.last.micros -= interaction.duration_minutes * kMicrosPerMinute;
    return window;
  }

  /// An interaction that left something open is taken up again within a fortnight.
  void follow(Interaction& interaction, std::size_t earlier, Window& window) const {
    const Interaction& other = interactions_[earlier];
    if (other.outcome == InteractionOutcome::kResolved || other.type == InteractionType::kComplaint)
      return;
    const Window near{start_of(add_days(date_of(other.at), 1)),
                      start_of(add_days(date_of(other.at), 13))};
    if (near.first < window.first || near.last > window.last) return;
    window = near;
    interaction.follows = static_cast<std::uint32_t>(earlier);
  }

  void set_employee(Interaction& interaction, Draws& draws) const {
    const bool by_agent = draws.chance({1, 3});
    const std::uint64_t uniform = draws.next();
    if (!interaction.handled) return;
    const Date day = date_of(interaction.at);
    const Customer& customer = block_.customers[interaction.customer];
    const bool visit = interaction.type == InteractionType::kBranchVisit;
    const auto agent = by_agent && interaction.type != InteractionType::kChat
                           ? agent_of(model_, customer)
                           : std::nullopt;
    if (agent && model_.roster.employed_on(*agent, day) &&
        (!visit || model_.roster.branch_of(*agent) == customer.branch.number)) {
      interaction.handled_by = agent;
    } else if (visit) {
      interaction.handled_by =
          model_.roster.pick_in(customer.branch, Role::kCustomerService, day, uniform);
    } else {
      interaction.handled_by = model_.roster.pick(Role::kCustomerService, day, uniform);
    }
  }

  void put_in_order(std::size_t first, std::size_t last) {
    const auto begin = interactions_.begin() + static_cast<std::ptrdiff_t>(first);
    const auto end = interactions_.begin() + static_cast<std::ptrdiff_t>(last);
    std::sort(begin, end, [](const Interaction& a, const Interaction& b) {
      return a.at != b.at ? a.at < b.at : a.draws < b.draws;
    });
    for (std::size_t i = first; i < last; ++i) {
      Interaction& interaction = interactions_[i];
      interaction.id = {before_.interactions + i + 1};
      if (interaction.complaint)
        complaints_[*interaction.complaint].interaction = static_cast<std::uint32_t>(i);
      if (!interaction.follows) continue;
      // BeneficiaryDesignation by its place before the sort.
      const std::uint64_t draws = before_.interactions + *interaction.follows;
      const auto other = std::find_if(
          begin, end, [draws](const Interaction& candidate) { return candidate.draws == draws; });
      interaction.follows = static_cast<std::uint32_t>(other - interactions_.begin());
    }
  }

  /// Decides how long it took to resolve a complaint; `at_once` when the contact itself did it.
  void settle(Complaint& complaint, bool at_once) const {
    if (complaint.status != ComplaintStatus::kResolved) return;
    const Customer& customer = block_.customers[complaint.customer];
    Draws draws = model_.draws(Stream::kResolution, complaint.draws);
    const QuantileTable& hours = model_.engagement.resolutions[complaint.priority];
    // Whoever has just come has not waited long.
    const std::int64_t lifetime =
        (customer.active_until.micros - first_of(customer).micros) / kMicrosPerHour;
    const std::int64_t usual = at_once ? kAtOnceHours : hours.high();
    const std::int64_t drawn =
        hours.within(draws.next(), hours.low(), std::clamp(usual, hours.low(), hours.high()));
    complaint.resolution_hours = static_cast<std::uint32_t>(std::min(drawn, lifetime / 2));
  }

  /// When it can have been filed: soon after the fee that it is about, where there is room.
  [[nodiscard]] Window window_of(const Complaint& complaint) const {
    Window window = whole_window_of(complaint);
    if (!complaint.charge) return window;
    const Timestamp first = std::max(window.first, start_of(add_days(complaint.charge->day, 1)));
    const Timestamp last =
        std::min(window.last, start_of(add_days(complaint.charge->day, kChargeDays)));
    // A day for the survey, and one for the contact in which it is filed.
    if (first.micros + 3 * kMicrosPerDay < last.micros) window = {first, last};
    return window;
  }
  [[nodiscard]] Window whole_window_of(const Complaint& complaint) const {
    const Customer& customer = block_.customers[complaint.customer];
    const Timestamp first = first_of(customer);
    const Timestamp last = customer.active_until;
    const auto days_ago = [&](std::int32_t days) {
      return std::max(first, start_of(add_days(date_of(last), -days)));
    };
    const auto unresolved = static_cast<std::int32_t>(settings_.complaints.unresolved_days);
    switch (complaint.status) {
      case ComplaintStatus::kOpen: return {days_ago(std::min(kOpenDays, unresolved) - 1), last};
      case ComplaintStatus::kInvestigating:
        return {days_ago(unresolved - 1), start_of(add_days(date_of(last), -1))};
      case ComplaintStatus::kClosed: {
        const Timestamp middle{first.micros + (last.micros - first.micros) / 2};
        return {days_ago(kComplaintDays), std::max(middle, {last.micros - 5 * kMicrosPerDay})};
      }
      case ComplaintStatus::kResolved:
        return {days_ago(kComplaintDays),
                {last.micros - std::int64_t{complaint.resolution_hours} * kMicrosPerHour}};
    }
    BANKSEED_FAIL("unknown status of a complaint");
  }

  void finish_complaints() {
    for (Complaint& complaint : complaints_) {
      if (!complaint.interaction) settle(complaint, false);
      Draws draws = model_.draws(Stream::kComplaint, complaint.draws);
      const std::uint64_t day = draws.next();
      const std::uint64_t second = draws.next();
      if (complaint.interaction) {
        const Interaction& interaction = interactions_[*complaint.interaction];
        complaint.filed = {interaction.at.micros + interaction.duration_minutes * kMicrosPerMinute};
      } else {
        complaint.filed =
            model_.rhythm.moment(Activity::kTransfer, window_of(complaint), day, second);
      }
      into_working_hours(complaint);
      const std::uint64_t uniform = draws.next();
      if (!complaint.assigned) continue;
      const Role role = complaint.type == ComplaintType::kFraud ? Role::kComplianceOfficer
                                                                : Role::kCustomerService;
      const auto pick = [&](Role wanted) {
        return model_.roster.pick(wanted, date_of(complaint.filed), uniform,
                                  complaint.unresolved() ? Until::kToday : Until::kThatDay);
      };
      complaint.assigned_to = pick(role);
      // In a small bank nobody may have looked into fraud yet.
      if (!complaint.assigned_to) complaint.assigned_to = pick(Role::kCustomerService);
    }
    put_complaints_in_order();
  }

  void put_complaints_in_order() {
    std::sort(complaints_.begin(), complaints_.end(), [](const Complaint& a, const Complaint& b) {
      if (a.customer != b.customer) return a.customer < b.customer;
      return a.filed != b.filed ? a.filed < b.filed : a.draws < b.draws;
    });
    for (std::uint32_t i = 0; i < complaints_.size(); ++i) {
      complaints_[i].id = {before_.complaints + i + 1};
      if (complaints_[i].interaction) interactions_[*complaints_[i].interaction].complaint = i;
    }
  }

  /// Hours after filing that lead to a working day, before it closes.
  [[nodiscard]] std::uint32_t on_working_day(const Complaint& complaint, Timestamp limit) const {
    const Date filed = date_of(complaint.filed);
    const std::int64_t at =
        complaint.filed.micros + std::int64_t{complaint.resolution_hours} * kMicrosPerHour;
    const Date wished = date_of({at});
    const Date day = model_.working_days.within(wished, filed, std::max(filed, date_of(limit)));
    const std::int64_t late = (at - at_second(wished, kCloseSecond).micros) / kMicrosPerHour + 1;
    const std::int64_t hours = std::int64_t{complaint.resolution_hours} +
                               24 * (day.days - wished.days) - std::max<std::int64_t>(0, late);
    const std::int64_t most = (limit.micros - complaint.filed.micros) / kMicrosPerHour;
    const std::int64_t least = std::max<std::int64_t>(1, settings_.complaints.resolution_hours.low);
    return static_cast<std::uint32_t>(std::max(std::min(hours, most), least));
  }

  /// Complaints are resolved in office hours, unless they are critical: some hours later, or
  /// sooner where there are none until the limit.
  void into_working_hours(Complaint& complaint) const {
    if (complaint.resolution_hours == 0 || complaint.priority == Severity::kCritical) return;
    const Timestamp limit = block_.customers[complaint.customer].active_until;
    const Range& range = settings_.complaints.resolution_hours;
    const auto at = [&complaint](std::uint32_t hours) {
      return Timestamp{complaint.filed.micros + std::int64_t{hours} * kMicrosPerHour};
    };
    const auto set = [&](std::uint32_t hours) {
      const Timestamp resolved = at(hours);
      const std::int64_t second =
          (resolved.micros - start_of(date_of(resolved)).micros) / kMicrosPerSecond;
      const bool open = second >= kOpenSecond && second < kCloseSecond &&
                        model_.working_days.is_working_day(date_of(resolved));
      if (open) complaint.resolution_hours = hours;
      return open;
    };
    const std::uint32_t wished =
        on_working_day(complaint, std::min(at(static_cast<std::uint32_t>(range.high)), limit));
    for (std::uint32_t hours = wished; hours <= range.high && at(hours) < limit; ++hours) {
      if (set(hours)) return;
    }
    for (std::uint32_t hours = wished; hours-- > std::max<std::int64_t>(1, range.low);) {
      if (set(hours)) return;
    }
  }

  void make_surveys() {
    SelectionSampler comments(model_.draws(Stream::kSurveyComment, block_.quotas.block),
                              std::array{counts_.commented, counts_.surveys - counts_.commented});
    surveys_.reserve(counts_.surveys);
    bool trouble = false;
    for (std::uint32_t i = 0; i < interactions_.size(); ++i) {
      const Interaction& interaction = interactions_[i];
      if (i == 0 || interactions_[i - 1].customer != interaction.customer) trouble = false;
      const bool complaint = interaction.type == InteractionType::kComplaint;
      if (interaction.surveyed) {
        Survey survey = make_survey(i, trouble || complaint);
        survey.commented = comments.next() == 0;
        surveys_.push_back(survey);
      }
      trouble = trouble || complaint || interaction.outcome == InteractionOutcome::kEscalated;
    }
    BANKSEED_CHECK(surveys_.size() == counts_.surveys);
  }

  [[nodiscard]] Survey make_survey(std::uint32_t index, bool trouble) const {
    const Interaction& interaction = interactions_[index];
    Draws draws = model_.draws(Stream::kSurvey, before_.surveys + surveys_.size());
    Survey survey;
    survey.id = {static_cast<std::int64_t>(before_.surveys + surveys_.size() + 1)};
    survey.interaction = index;
    const std::int64_t thousandths = model_.engagement.nps[trouble ? 1 : 0](draws.next());
    survey.nps = static_cast<std::int32_t>((thousandths + 500) / 1000);
    const std::int64_t hundredths = 105 + 40 * survey.nps + draws.between(-70, 70);
    survey.satisfaction =
        static_cast<std::int32_t>(std::clamp<std::int64_t>((hundredths + 50) / 100, 1, 5));
    const auto later = static_cast<std::int32_t>(draws.between(1, kSurveyDaysMax));
    survey.date = std::min(add_days(date_of(interaction.at), later),
                           last_day_of(block_.customers[interaction.customer]));
    return survey;
  }

  const BankModel& model_;
  const CoreBankingPlan& block_;
  const Settings& settings_;
  const EngagementCounts& before_;
  const EngagementCounts& counts_;
  std::vector<Interaction>& interactions_;
  std::vector<Complaint>& complaints_;
  std::vector<Survey>& surveys_;
};

}  // namespace

std::pair<std::int32_t, std::int32_t> charge_ages(const Settings& settings,
                                                  ComplaintStatus status) {
  const auto unresolved = static_cast<std::int32_t>(settings.complaints.unresolved_days);
  const auto longest = static_cast<std::int32_t>(settings.complaints.resolution_hours.high / 24);
  switch (status) {
    case ComplaintStatus::kOpen: return {5, std::min(kOpenDays, unresolved) + kChargeDays - 10};
    case ComplaintStatus::kInvestigating: return {6, unresolved + kChargeDays - 10};
    case ComplaintStatus::kClosed: return {12, kComplaintDays};
    case ComplaintStatus::kResolved: return {longest + 6, kComplaintDays};
  }
  BANKSEED_FAIL("unknown status of a complaint");
}

void date_engagement(const BankModel& model, const CoreBankingPlan& block, EngagementData& data) {
  EngagementCalendar(model, block, data).fill();
}

}  // namespace bankseed
