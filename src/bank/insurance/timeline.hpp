#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "bank/accounts/plan.hpp"
#include "bank/insurance/quotas.hpp"
#include "bank/model/working_days.hpp"
#include "bankseed/core/arena.hpp"
#include "bankseed/core/calendar.hpp"

namespace bankseed {

/// Lives are insured up to this age at the start, and no further than to the other (POL1): what
/// insurers of terms of ten years and more commonly offer (NAIC, Life Insurance Buyer's Guide).
inline constexpr std::int64_t kLifeStartYearsMax = 70;
inline constexpr std::int32_t kLifeEndYearsMax = 85;

/// Days [first, last) on which a policy was not in force.
struct Suspension {
  Date first;  ///< Cancelled.
  Date last;   ///< Reinstated.
};

/// What is decided about a policy before any row is made.
struct Policy {
  PolicyId id;
  std::uint32_t owner = 0;  ///< Index into CoreBankingPlan::customers.
  PolicyType type{};
  PolicyStatus status{};
  PremiumFrequency frequency{};
  Money coverage;
  Money premium;  ///< Per period.
  Date start;
  Date end;          ///< Last day of cover: of an ended policy its end, else of the current term.
  Date in_force_to;  ///< The last day so far on which the policy was in force.
  Timestamp created_at;
  std::optional<std::uint32_t> linked_account;  ///< Index into CoreBankingPlan::accounts.
  std::optional<EmployeeId> agent;
  std::uint64_t number = 0;  ///< Part of policy_number.

  std::uint32_t payment_count = 0;
  std::uint64_t first_payment = 0;  ///< Payments of the bank before this policy's.
  std::uint64_t payment_line = 0;   ///< Place of the first payment in InsuranceData's line.
  bool last_pending = false;
  std::uint32_t failed_last = 0;  ///< So many of the last payments failed: why it lapsed.
  std::optional<std::uint32_t> failed_payment;  ///< One more that failed.

  std::uint64_t first_event = 0;    ///< Events of the bank before this policy's.
  std::uint32_t renewal_years = 0;  ///< Years between renewals; 0 where there are none.
  std::uint32_t renewals = 0;
  std::uint32_t modifications = 0;
  std::optional<Suspension> suspension;
  std::uint32_t suspension_payment = 0;  ///< The payment before the suspension.

  [[nodiscard]] bool ended() const noexcept { return status != PolicyStatus::kActive; }
  [[nodiscard]] std::uint32_t event_count() const noexcept {
    return renewals + modifications + (suspension ? 2U : 0U) + (ended() ? 1U : 0U);
  }
  /// Anniversaries of the start while it was in force.
  [[nodiscard]] std::uint32_t full_years() const noexcept {
    return (payment_count - 1) * static_cast<std::uint32_t>(period_months()) / 12;
  }
  [[nodiscard]] bool in_force_on(Date date) const noexcept {
    return start <= date && date <= in_force_to &&
           !(suspension && suspension->first <= date && date < suspension->last);
  }
  [[nodiscard]] std::int32_t period_months() const noexcept { return kPeriodMonths[frequency]; }
  /// When the premium with this index (0-based) is due.
  [[nodiscard]] Date due(std::uint32_t index) const noexcept {
    return add_months(start, static_cast<std::int32_t>(index) * period_months());
  }
};

/// One premium payment of a policy (PAY1).
struct PremiumPayment {
  Date date;
  Money amount;
  PaymentMethod method{};
  PaymentStatus status{};
  bool from_account = false;  ///< Out of the policy's linked account.
};

/// A premium payment as the linked account sees it.
struct AccountPremium {
  Date date;
  Money amount;
  const Policy* policy = nullptr;
};

/// Policies of a block's customers and their payments, in order of ids. A pure function of the
/// block; `model` and `block` must outlive it.
class InsuranceData {
 public:
  InsuranceData(const BankModel& model, const CoreBankingPlan& block);

  InsuranceCounts before;  ///< Of all blocks before this one.
  InsuranceCounts counts;  ///< Of this block, as the policies can bear.
  std::vector<Policy> policies;

  /// The payment of `policy` with this index, below payment_count, in order of dates. O(1).
  [[nodiscard]] PremiumPayment payment(const Policy& policy, std::uint32_t index) const noexcept;

  /// Appends the completed payments out of an account of the block, the latest first: at most
  /// `count_max` of them.
  void append_premiums_of(const Account& account,
                          std::size_t count_max,
                          std::vector<AccountPremium>& out) const;

  /// The policies of one customer (index into CoreBankingPlan::customers).
  [[nodiscard]] std::span<const Policy> policies_of(std::uint32_t customer) const noexcept;

 private:
  void lay_payments(const BankModel& model);
  void cut_methods();
  void number_events(const BankModel& model);

  const WorkingDays& working_days_;
  const CoreBankingPlan& block_;
  std::uint64_t linked_payments_ = 0;
  // The line of payments is cut by method: those out of linked accounts, then the others.
  EnumArray<PaymentMethod, std::uint64_t> from_account_methods_{};
  EnumArray<PaymentMethod, std::uint64_t> other_methods_{};
};

/// "LF-2023-04718226": prefix of the type, year of the start, number unique in the bank (POL1).
[[nodiscard]] std::string_view policy_number_text(Arena& arena, const Policy& policy);

}  // namespace bankseed
