#include "bank/accounts/ledger/scheduled_payments.hpp"

#include <algorithm>

#include "bankseed/core/calendar.hpp"

namespace bankseed {
namespace {

/// No account's transactions are mostly installments: at most so many, and one in three.
constexpr std::size_t kPerAccountMax = 8;
constexpr std::size_t kOneIn = 3;
/// Of the block's payments so many per cent at most; the rest are bills of others.
constexpr std::uint64_t kPercentMax = 85;
/// How far back payments are looked for.
constexpr std::size_t kCandidatesMax = 24;

/// Whether an account can pay this much on this day (TXN3, TXN4).
bool fits(const Account& account, const Range& amounts, Date date, Money amount) {
  return amount.cents >= amounts.low && amount.cents <= amounts.high &&
         start_of(date) >= account.window.first &&
         start_of(add_days(date, 1)) <= account.window.last;
}

/// Lowers the counts until they sum to at most `limit`: the highest first, the first accounts last.
void cut(std::span<std::size_t> counts, std::uint64_t limit) {
  std::uint64_t left = limit;
  std::vector<std::size_t> granted(counts.size());
  for (std::size_t level = 0; level < kPerAccountMax; ++level) {
    for (std::size_t i = 0; i < counts.size() && left > 0; ++i) {
      if (counts[i] <= level) continue;
      ++granted[i];
      --left;
    }
  }
  std::copy(granted.begin(), granted.end(), counts.begin());
}

/// Collects what the linked accounts of a block could pay.
class Candidates {
 public:
  Candidates(const BankModel& model, const LoansData& loans, const InsuranceData& insurance)
      : amounts_(model.options.settings.transactions.amounts[TransactionType::kPayment]),
        loans_(loans),
        insurance_(insurance) {}

  /// Appends the latest payments of an account that fit, the latest first; returns how many.
  std::size_t append(std::uint32_t index,
                     const Account& account,
                     std::vector<ScheduledPayment>& out) {
    const auto before = static_cast<std::ptrdiff_t>(out.size());
    installments_.clear();
    premiums_.clear();
    loans_.append_payments(index, kCandidatesMax, installments_);
    insurance_.append_premiums_of(account, kCandidatesMax, premiums_);
    for (const LoanPayment& paid : installments_) {
      if (!fits(account, amounts_, paid.date, paid.amount)) continue;
      out.push_back({.date = paid.date,
                     .amount = paid.amount,
                     .reason = &loans_.loans[paid.loan],
                     .installment = paid.installment});
    }
    for (const AccountPremium& paid : premiums_) {
      if (!fits(account, amounts_, paid.date, paid.amount)) continue;
      out.push_back({.date = paid.date, .amount = paid.amount, .reason = paid.policy});
    }
    std::stable_sort(
        out.begin() + before, out.end(),
        [](const ScheduledPayment& a, const ScheduledPayment& b) { return b.date < a.date; });
    const std::size_t found = out.size() - static_cast<std::size_t>(before);
    const std::size_t kept = std::min({found, kPerAccountMax, account.base_count / kOneIn});
    out.resize(static_cast<std::size_t>(before) + kept);
    return kept;
  }

 private:
  const Range& amounts_;
  const LoansData& loans_;
  const InsuranceData& insurance_;
  std::vector<LoanPayment> installments_;
  std::vector<AccountPremium> premiums_;
};

}  // namespace

ScheduledPayments::ScheduledPayments(const BankModel& model,
                                     const CoreBankingPlan& block,
                                     const LoansData& loans,
                                     const InsuranceData& insurance) {
  std::vector<ScheduledPayment> found;
  std::vector<std::size_t> counts;
  Candidates candidates(model, loans, insurance);
  for (std::uint32_t i = 0; i < block.accounts.size(); ++i)
    counts.push_back(candidates.append(i, block.accounts[i], found));
  std::vector<std::size_t> granted = counts;
  cut(granted, block.quotas.counts.payments * kPercentMax / 100);
  before_.push_back(0);
  auto next = found.begin();
  for (std::size_t i = 0; i < counts.size(); ++i) {
    payments_.insert(payments_.end(), next, next + static_cast<std::ptrdiff_t>(granted[i]));
    next += static_cast<std::ptrdiff_t>(counts[i]);
    before_.push_back(payments_.size());
  }
}

}  // namespace bankseed
