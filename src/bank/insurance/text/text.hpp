#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "bank/insurance/timeline.hpp"

namespace bankseed {

/// One claim on the way to its row.
struct Claim {
  ClaimId id;
  const Policy* policy = nullptr;
  Date date;
  ClaimStatus status{};
  Money amount;
  std::optional<Money> approved;
  std::optional<Date> settled;
  std::optional<EmployeeId> processed_by;
  std::uint64_t text_draw = 0;
  /// What it is about; of a life, each of the policy's claims is about the next thing.
  std::uint64_t theme_draw = 0;
  std::uint32_t theme_step = 0;
};

/// What happened, fitting the policy's type, and a description that agrees with the claim.
struct ClaimText {
  std::string_view type;
  std::string_view description;
};
[[nodiscard]] ClaimText claim_text(const BankModel& model,
                                   const Customer& owner,
                                   const Claim& claim,
                                   Arena& arena);

/// One event of a policy on the way to its row.
struct PolicyEvent {
  const Policy* policy = nullptr;
  PolicyEventType type{};
  Date date;
  std::uint32_t index = 0;  ///< Among the policy's events of this type, in order of dates.
};

/// What changed, in the policy's own figures. `draws` are the event's.
[[nodiscard]] std::string_view policy_event_text(const BankModel& model,
                                                 const Customer& owner,
                                                 const PolicyEvent& event,
                                                 Draws draws,
                                                 Arena& arena);

}  // namespace bankseed
