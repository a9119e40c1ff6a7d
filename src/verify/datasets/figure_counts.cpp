#include "verify/datasets/figure_counts.hpp"

#include <array>
#include <cmath>

#include "bankseed/core/calendar.hpp"

namespace bankseed::verify {
namespace {

/// Ids and titles, in the order of the page.
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kFigures = {
    {{"growth", "Growth"},
     {"customer-types", "Customers by type"},
     {"currencies", "Accounts by currency"},
     {"balances", "Balances by type of account"},
     {"amounts", "Amounts by type of transaction"},
     {"activity", "Transactions by month"},
     {"clock", "Transactions by hour and weekday"},
     {"loan-states", "Loans by type and status"},
     {"limits", "Limits by brand of card"},
     {"holdings", "Investments by type and status"},
     {"reviews", "Reviews by kind and outcome"},
     {"online", "What is done online, by device"}}};

/// "2026-11"
std::string month_of(Date date) {
  return to_text(date).substr(0, 7);
}
std::string month_of(Timestamp moment) {
  return month_of(date_of(moment));
}

/// Which quarter of a power of ten an amount is in, as the pictures of databases count them.
std::string step_of(Money amount) {
  return std::to_string(
      static_cast<int>(std::floor(std::log10(static_cast<double>(amount.cents) / 100) * 4)));
}

std::string hour_of(Timestamp moment) {
  const std::int64_t seconds =
      (moment.micros - start_of(date_of(moment)).micros) / kMicrosPerSecond;
  return std::to_string(seconds / kSecondsPerHour);
}

/// 1 is Monday.
std::string weekday_number(Timestamp moment) {
  return std::to_string(static_cast<int>(weekday_of(date_of(moment))) + 1);
}

}  // namespace

void FigureCounts::add(std::string_view figure, std::string_view series, std::string label) {
  ++counts_[figure][{std::string(series), std::move(label)}];
}

void FigureCounts::count(const CustomerRecord& row, const DatasetFacts& /*facts*/) {
  add("growth", "customers", month_of(row.created_at));
  add("customer-types", "", std::string(row.customer_type));
}

void FigureCounts::count(const AccountRecord& row, const DatasetFacts& facts) {
  add("growth", "accounts", month_of(row.created_at));
  add("currencies", "", std::string(row.currency));
  if (row.balance.cents > 0 && row.currency == facts.currency)
    add("balances", row.account_type, step_of(row.balance));
}

void FigureCounts::count(const TransactionRecord& row, const DatasetFacts& facts) {
  add("activity", row.transaction_type, month_of(row.transaction_date));
  add("clock", weekday_number(row.transaction_date), hour_of(row.transaction_date));
  if (row.amount.cents > 0 && row.currency == facts.currency)
    add("amounts", row.transaction_type, step_of(row.amount));
}

void FigureCounts::count(const LoanRecord& row, const DatasetFacts& /*facts*/) {
  add("growth", "loans", month_of(row.start_date));
  add("loan-states", row.loan_status, std::string(row.loan_type));
}

void FigureCounts::count(const CreditCardRecord& row, const DatasetFacts& /*facts*/) {
  add("growth", "credit cards", month_of(row.created_at));
  if (row.credit_limit.cents > 0) add("limits", row.card_type, step_of(row.credit_limit));
}

void FigureCounts::count(const BranchRecord& /*row*/, const DatasetFacts& /*facts*/) {}

void FigureCounts::count(const ComplianceRecord& row, const DatasetFacts& /*facts*/) {
  add("reviews", row.status, std::string(row.compliance_type));
}

void FigureCounts::count(const InvestmentRecord& row, const DatasetFacts& /*facts*/) {
  add("growth", "investments", month_of(row.purchase_date));
  add("holdings", row.status, std::string(row.investment_type));
}

void FigureCounts::count(const DigitalActivityRecord& row, const DatasetFacts& /*facts*/) {
  add("online", row.activity_type, std::string(row.device_type));
}

void FigureCounts::merge(const FigureCounts& other) {
  for (const auto& [figure, counts] : other.counts_) {
    for (const auto& [place, count] : counts)
      counts_[figure][place] += count;
  }
}

std::vector<Figure> FigureCounts::figures() const {
  std::vector<Figure> figures;
  for (const auto& [id, title] : kFigures) {
    const auto counts = counts_.find(id);
    if (counts == counts_.end()) continue;
    Figure figure;
    figure.id = id;
    figure.title = title;
    for (const auto& [place, count] : counts->second)
      figure.points.push_back({.series = place.first, .label = place.second, .value = count});
    figures.push_back(std::move(figure));
  }
  return figures;
}

}  // namespace bankseed::verify
