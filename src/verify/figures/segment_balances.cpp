#include "verify/figures/segment_balances.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

#include "bankseed/rows/values.hpp"
#include "sink/postgres/copy_out.hpp"

namespace bankseed::verify {
namespace {

constexpr std::string_view kAccountsSql =
    "SELECT customer_id, balance FROM accounts WHERE balance IS NOT NULL AND currency = (SELECT "
    "mode() WITHIN GROUP (ORDER BY currency) FROM accounts) ORDER BY customer_id COLLATE \"C\"";
constexpr std::string_view kSegmentsSql =
    "SELECT customer_id, customer_segment FROM customer_profiles WHERE customer_segment IS NOT "
    "NULL ORDER BY customer_id COLLATE \"C\"";

/// Counts amounts in steps of 2 %, so that quantiles need no memory of the amounts.
class AmountHistogram {
 public:
  void add(double amount) {
    ++count_;
    sum_ += amount;
    const double step = std::log(std::max(amount, 1.0)) / std::log(kStep);
    ++counts_[std::min(static_cast<std::size_t>(step), kSteps - 1)];
  }
  [[nodiscard]] double count() const { return static_cast<double>(count_); }
  [[nodiscard]] double mean() const { return sum_ / count(); }
  /// The amount that `share` of all stay below.
  [[nodiscard]] double quantile(double share) const {
    double below = 0;
    for (std::size_t i = 0; i < kSteps; ++i) {
      below += static_cast<double>(counts_[i]);
      if (below >= share * count()) return std::pow(kStep, static_cast<double>(i) + 0.5);
    }
    return 0;
  }

 private:
  static constexpr double kStep = 1.02;
  static constexpr std::size_t kSteps = 1200;  // Beyond 20 thousand million.

  std::uint64_t count_ = 0;
  double sum_ = 0;
  std::array<std::uint64_t, kSteps> counts_{};
};

/// The two columns of a line in COPY's text format.
std::pair<std::string_view, std::string_view> columns_of(std::string_view line) {
  const auto tab = line.find('\t');
  return {line.substr(0, tab), line.substr(std::min(tab, line.size() - 1) + 1)};
}

}  // namespace

std::vector<Point> segment_balances(Connection& accounts, Connection& customers, std::string& sql) {
  sql = "-- accounts_db\n" + std::string(kAccountsSql) + ";\n-- customer_db\n" +
        std::string(kSegmentsSql);
  EnumArray<Segment, AmountHistogram> histograms;
  CopyOut account_rows(accounts, std::string(kAccountsSql), "accounts");
  CopyOut customer_rows(customers, std::string(kSegmentsSql), "customer_profiles");
  auto customer = customer_rows.next();
  while (const auto account = account_rows.next()) {
    const auto [holder, balance] = columns_of(*account);
    while (customer && columns_of(*customer).first < holder)
      customer = customer_rows.next();
    if (!customer) break;
    const auto [id, segment] = columns_of(*customer);
    const auto known = value_of<Segment>(segment);
    double amount = 0;
    std::from_chars(balance.data(), balance.data() + balance.size(), amount);
    if (id == holder && known) histograms[*known].add(amount);
  }
  std::vector<Point> points;
  for (const Segment segment : kAll<Segment>) {
    const AmountHistogram& amounts = histograms[segment];
    if (amounts.count() == 0) continue;
    const std::string label(text_of(segment));
    points.push_back({"mean", label, amounts.mean(), amounts.count()});
    points.push_back({"median", label, amounts.quantile(0.5), amounts.count()});
    points.push_back({"low", label, amounts.quantile(0.25), amounts.count()});
    points.push_back({"high", label, amounts.quantile(0.75), amounts.count()});
  }
  return points;
}

}  // namespace bankseed::verify
