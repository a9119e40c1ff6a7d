#include "bank/accounts/ledger/scheduled_payments.hpp"

#include <algorithm>
#include <utility>

#include "bank/accounts/activity.hpp"
#include "bank/accounts/ledger/time_slots.hpp"
#include "bankseed/core/calendar.hpp"

namespace bankseed {
namespace {

/// Whether an account can pay this much on this day (TXN3, TXN4).
bool fits(const Account& account, const Range& amounts, Date date, Money amount) {
  return amount.cents >= amounts.low && amount.cents <= amounts.high &&
         start_of(date) >= account.window.first &&
         start_of(add_days(date, 1)) <= account.window.last;
}

/// Keeps `count` of the elements from `first` on, spread evenly.
template <class T>
void thin(std::vector<T>& elements, std::size_t first, std::size_t count) {
  const std::size_t size = elements.size() - first;
  std::size_t kept = first;
  for (std::size_t i = 0; i < size; ++i) {
    if (is_nth(i, count, size, size / 2)) elements[kept++] = elements[first + i];
  }
  elements.resize(kept);
}

/// Lowers the counts until they sum to at most `limit`: the highest first, the first accounts last.
void cut(std::span<std::size_t> counts, std::uint64_t limit) {
  std::uint64_t left = limit;
  std::vector<std::size_t> granted(counts.size());
  bool any = true;
  for (std::size_t level = 0; left > 0 && std::exchange(any, false); ++level) {
    for (std::size_t i = 0; i < counts.size() && left > 0; ++i) {
      if (counts[i] <= level) continue;
      ++granted[i];
      --left;
      any = true;
    }
  }
  std::copy(granted.begin(), granted.end(), counts.begin());
}

/// Collects what the linked accounts of a block pay.
class Candidates {
 public:
  Candidates(const BankModel& model, const LoansData& loans, const InsuranceData& insurance)
      : model_(model),
        traits_(activity_traits(model.options.settings)),
        amounts_(model.options.settings.transactions.amounts[TransactionType::kPayment]),
        loans_(loans),
        insurance_(insurance) {}

  /// The payments of an account that fit and for which there is a slot of its time, in order of
  /// days.
  const std::vector<ScheduledPayment>& of(std::uint32_t index, const Account& account) {
    found_.clear();
    collect(index, account);
    if (found_.empty()) return found_;
    std::stable_sort(
        found_.begin(), found_.end(),
        [](const ScheduledPayment& a, const ScheduledPayment& b) { return a.date < b.date; });
    drop_without_slot(account);
    thin(found_, 0,
         std::min<std::size_t>(found_.size(), account.base_count / traits_.scheduled_one_in));
    return found_;
  }

 private:
  /// In an order of its own: none of the days of a slot comes first more often than the others.
  void drop_without_slot(const Account& account) {
    slots_.reset(account.window, std::size_t{account.base_count} + account.all_legs());
    order_.resize(found_.size());
    model_.permutation(Stream::kPaymentChoice, account.number, found_.size())
        .find_images(0, order_);
    fitting_.assign(found_.size(), false);
    for (const std::size_t place : order_) {
      fitting_[place] = slots_.take(found_[place].date, traits_.scheduled_days_max);
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < found_.size(); ++i) {
      if (fitting_[i]) found_[kept++] = found_[i];
    }
    found_.resize(kept);
  }

  void collect(std::uint32_t index, const Account& account) {
    installments_.clear();
    premiums_.clear();
    loans_.append_payments(index, SIZE_MAX, installments_);
    insurance_.append_premiums_of(account, SIZE_MAX, premiums_);
    for (const LoanPayment& paid : installments_) {
      if (!fits(account, amounts_, paid.date, paid.amount)) continue;
      found_.push_back({.date = paid.date,
                        .amount = paid.amount,
                        .reason = &loans_.loans[paid.loan],
                        .installment = paid.installment});
    }
    for (const AccountPremium& paid : premiums_) {
      if (!fits(account, amounts_, paid.date, paid.amount)) continue;
      found_.push_back({.date = paid.date, .amount = paid.amount, .reason = paid.policy});
    }
  }

  const BankModel& model_;
  const ActivityTraits& traits_;
  const Range& amounts_;
  const LoansData& loans_;
  const InsuranceData& insurance_;
  std::vector<LoanPayment> installments_;
  std::vector<AccountPremium> premiums_;
  std::vector<ScheduledPayment> found_;
  std::vector<std::uint64_t> order_;
  std::vector<bool> fitting_;
  TimeSlots slots_;
};

}  // namespace

ScheduledPayments::ScheduledPayments(const BankModel& model,
                                     const CoreBankingPlan& block,
                                     const LoansData& loans,
                                     const InsuranceData& insurance) {
  std::vector<ScheduledPayment> found;
  std::vector<std::size_t> counts;
  Candidates candidates(model, loans, insurance);
  for (std::uint32_t i = 0; i < block.accounts.size(); ++i) {
    const std::vector<ScheduledPayment>& own = candidates.of(i, block.accounts[i]);
    found.insert(found.end(), own.begin(), own.end());
    counts.push_back(own.size());
  }
  std::vector<std::size_t> granted = counts;
  const std::uint64_t percent = activity_traits(model.options.settings).scheduled_percent_max;
  cut(granted, block.quotas.counts.payments * percent / 100);
  before_.reserve(counts.size() + 1);
  before_.push_back(0);
  auto next = found.begin();
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const auto end = next + static_cast<std::ptrdiff_t>(counts[i]);
    payments_.insert(payments_.end(), next, end);
    thin(payments_, before_.back(), granted[i]);
    before_.push_back(payments_.size());
    next = end;
  }
}

}  // namespace bankseed
