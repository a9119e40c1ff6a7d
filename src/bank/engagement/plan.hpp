#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "bank/accounts/plan.hpp"
#include "bank/engagement/quotas.hpp"
#include "bank/model/block.hpp"
#include "bank/model/model.hpp"
#include "bankseed/core/calendar.hpp"

namespace bankseed {

/// A fee that somebody who complains was charged.
struct CustomerCharge {
  std::uint32_t customer = 0;  ///< Index into CoreBankingPlan::customers.
  std::uint32_t account = 0;   ///< Index into CoreBankingPlan::accounts.
  Date day{};
  Money amount;
  corpus::Fee fee{};
};

/// What is decided about a complaint before its row is made (CMP1, CMP2).
struct Complaint {
  ComplaintId id;
  std::uint32_t customer = 0;  ///< Index into CoreBankingPlan::customers.
  ComplaintType type{};
  ComplaintStatus status{};
  Severity priority{};
  bool assigned = false;
  Timestamp filed;
  std::uint32_t resolution_hours = 0;        ///< 0 when not resolved.
  std::optional<std::uint32_t> interaction;  ///< In which it was filed: index into interactions.
  std::optional<EmployeeId> assigned_to;
  std::optional<CustomerCharge>
      charge;               ///< What it is about, where it is filed within kChargeDays.
  std::uint64_t draws = 0;  ///< Entity of the complaint's own draws.

  /// People complain about a fee in so many days after it (CMP3).
  static constexpr std::int32_t kChargeDays = 60;

  /// When it was resolved; only where status is kResolved.
  [[nodiscard]] Timestamp resolved() const noexcept {
    return {filed.micros + std::int64_t{resolution_hours} * 3600 * kMicrosPerSecond};
  }
  [[nodiscard]] bool unresolved() const noexcept {
    return status == ComplaintStatus::kOpen || status == ComplaintStatus::kInvestigating;
  }
};

/// What is decided about an interaction before its row is made (INT1, INT2).
struct Interaction {
  InteractionId id;
  std::uint32_t customer = 0;  ///< Index into CoreBankingPlan::customers.
  InteractionType type{};
  Channel channel{};
  InteractionOutcome outcome{};
  bool handled = false;
  bool surveyed = false;
  Timestamp at;
  std::int32_t duration_minutes = 0;  ///< Without meaning for e-mail.
  std::optional<EmployeeId> handled_by;
  std::optional<std::uint32_t> complaint;  ///< Filed in it: index into complaints.
  std::optional<std::uint32_t> follows;    ///< Taken up again: index into interactions.
  std::uint64_t draws = 0;                 ///< Entity of the interaction's own draws.
};

/// SUR1
struct Survey {
  Serial id;
  std::uint32_t interaction = 0;  ///< Index into interactions.
  std::int32_t nps = 0;
  std::int32_t satisfaction = 0;
  Date date;
  bool commented = false;
};

/// The contacts of a block's customers, in order of ids: of customer, and then of time.
struct EngagementData {
  explicit EngagementData(Block& whole);

  EngagementCounts before;  ///< Of all blocks before this one.
  EngagementCounts counts;  ///< Of this block.
  std::vector<Interaction> interactions;
  std::vector<Complaint> complaints;
  std::vector<Survey> surveys;
};

}  // namespace bankseed
