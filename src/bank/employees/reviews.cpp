#include "bank/employees/reviews.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>
#include <vector>

#include "bankseed/core/calendar.hpp"
#include "core/text.hpp"
#include "corpus/texts/employees.hpp"

namespace bankseed {
namespace {

/// Ratings in the order of TrainingSettings::review_ratings.
constexpr std::array<std::int32_t, 5> kRatings = {4, 3, 5, 2, 1};
/// Goals met, in per cent, by rating 1 to 5 (REV1).
constexpr std::array<Range, 5> kGoalsMet = {{{15, 42}, {40, 62}, {58, 80}, {76, 93}, {90, 100}}};

/// How good somebody is, in points: as far as the salary tells, up to 100, and otherwise. Who has
/// left was mostly less so.
constexpr std::uint64_t kUntoldPoints = 110;
constexpr std::uint64_t kLeaverPoints = 60;
/// Of the reviews, so many in a hundred change a rating with somebody who has the next one.
constexpr std::uint64_t kMovedPercent = 35;

/// The ratings of a block's reviews. The ratings that there are to give, from the least on, are
/// dealt to the employees from the least able on, so that all of one are mostly the same; then some
/// change places with the next ones.
class Ratings {
 public:
  Ratings(const BankModel& model, std::uint64_t block, std::span<const StaffMember> members)
      : draws_(model.draws(Stream::kReviewRating, block)), first_(members.front().before.reviews) {
    std::uint64_t count = 0;
    for (const StaffMember& member : members) {
      count += member.employee.records.reviews;
      owners_.resize(count, owners_.empty() ? 0 : owners_.back() + 1);
    }
    const auto counts = Apportionment<5>(model.options.settings.training.review_ratings)
                            .counts_of(first_, first_ + count);
    deal(members, counts);
    move();
  }

  /// Of the review with this place among those of the bank.
  [[nodiscard]] std::int32_t of(std::uint64_t ordinal) const { return ratings_[ordinal - first_]; }

 private:
  void deal(std::span<const StaffMember> members, const std::array<std::uint64_t, 5>& counts) {
    std::vector<std::int32_t> all;
    for (std::int32_t rating = 1; rating <= 5; ++rating) {
      const auto place = std::find(kRatings.begin(), kRatings.end(), rating) - kRatings.begin();
      all.insert(all.end(), counts[static_cast<std::size_t>(place)], rating);
    }
    std::vector<std::pair<std::uint64_t, const StaffMember*>> order;
    for (const StaffMember& member : members) {
      std::uint64_t points =
          kLeaverPoints + member.employee.pay_percent + draws_.below(kUntoldPoints);
      if (member.employee.terminated) points -= kLeaverPoints;
      order.emplace_back(points, &member);
    }
    std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
      return std::pair(a.first, a.second->index) < std::pair(b.first, b.second->index);
    });
    ratings_.resize(all.size());
    auto next = all.begin();
    for (const auto& [points, member] : order) {
      const auto begin = member->before.reviews - first_;
      for (std::uint64_t i = 0; i < member->employee.records.reviews; ++i)
        ratings_[begin + i] = *next++;
    }
  }

  void move() {
    const std::uint64_t count = ratings_.size();
    for (std::uint64_t i = 0; i < count; ++i) {
      const std::uint64_t uniform = draws_.below(100);
      const std::uint64_t start = draws_.below(count);
      if (uniform >= kMovedPercent) continue;
      for (std::uint64_t step = 0; step < count; ++step) {
        const std::uint64_t other = (start + step) % count;
        if (std::abs(ratings_[i] - ratings_[other]) != 1) continue;
        std::swap(ratings_[i], ratings_[other]);
        if (is_near(i) && is_near(other)) break;
        std::swap(ratings_[i], ratings_[other]);
      }
    }
  }

  /// Whether the review's rating is at most one away from all others of the employee.
  [[nodiscard]] bool is_near(std::uint64_t review) const {
    const auto fits = [&](std::uint64_t other) {
      return std::abs(ratings_[review] - ratings_[other]) <= 1;
    };
    for (std::uint64_t i = review; i-- > 0 && owners_[i] == owners_[review];)
      if (!fits(i)) return false;
    for (std::uint64_t i = review + 1; i < owners_.size() && owners_[i] == owners_[review]; ++i)
      if (!fits(i)) return false;
    return true;
  }

  Draws draws_;
  std::uint64_t first_;
  std::vector<std::uint64_t> owners_;  // Of each review: one's are next to each other.
  std::vector<std::int32_t> ratings_;
};

std::string_view review_comment(const BankModel& model,
                                std::int32_t rating,
                                std::uint64_t draw,
                                Arena& arena) {
  const auto index = static_cast<std::size_t>(rating) - 1;
  const corpus::EmployeeTexts& texts = *model.corpus->employee_texts;
  return Text(arena)
      .add(texts.reviews[index].pick(sub_draw(draw, 0)))
      .add(' ')
      .add(texts.outlooks[index].pick(sub_draw(draw, 1)))
      .view();
}

}  // namespace

/// Yearly, on the working days from the last anniversaries of hiring on.
void append_reviews(const BankModel& model,
                    std::uint64_t block,
                    std::span<const StaffMember> members,
                    RowSet& out) {
  if (members.empty()) return;
  const Ratings ratings(model, block, members);
  for (const auto& [index, employee, before, manager] : members) {
    const Date end = employee.terminated.value_or(model.options.as_of);
    const std::int32_t years = full_years(employee.hired, add_days(end, -kReviewedDays));
    for (std::uint64_t i = 0; i < employee.records.reviews; ++i) {
      const std::uint64_t ordinal = before.reviews + i;
      const auto back = static_cast<std::int32_t>(employee.records.reviews - 1 - i);
      const Date anniversary = add_months(employee.hired, 12 * (years - back));
      const Date date = model.working_days.within(anniversary, anniversary,
                                                  add_days(anniversary, kReviewedDays - 1));
      Draws draws = model.draws(Stream::kReview, ordinal);
      const std::int32_t rating = ratings.of(ordinal);
      const Range& goals = kGoalsMet[static_cast<std::size_t>(rating) - 1];
      const auto goals_met = static_cast<std::int32_t>(draws.between(goals.low, goals.high));
      auto reviewer = manager;
      if (!manager || !model.roster.employed_on(*manager, date)) {
        const EmployeeId anybody = Roster::id_of((index + 1) % model.roster.size());
        reviewer =
            model.roster.pick_senior(date, draws.next(), Roster::id_of(index)).value_or(anybody);
      }
      out.of<PerformanceReviewsRow>().push_back(
          {.review_id = {static_cast<std::int64_t>(ordinal + 1)},
           .employee_id = Roster::id_of(index),
           .review_date = date,
           .reviewer_id = *reviewer,
           .rating = rating,
           .goals_met = goals_met,
           .comments = review_comment(model, rating, draws.next(), out.arena())});
    }
  }
}

}  // namespace bankseed
