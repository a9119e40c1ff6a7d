#pragma once

#include <cstdint>

#include "bankseed/bank/settings.hpp"
#include "core/apportionment.hpp"
#include "core/counts.hpp"

namespace bankseed {

/// How much engagement there is among the first n customers of a bank; like CoreCounts, every count
/// grows monotonically with n.
struct EngagementCounts {
  using Counts = void;

  std::uint64_t in_contact = 0;  ///< Customers with interactions (INT1).
  std::uint64_t interactions = 0;
  EnumArray<InteractionType, std::uint64_t> interaction_types{};
  EnumArray<InteractionOutcome, std::uint64_t> outcomes{};
  std::uint64_t handled = 0;
  std::uint64_t surveys = 0;
  std::uint64_t commented = 0;

  std::uint64_t complaining = 0;  ///< Customers with complaints (CMP1).
  std::uint64_t complaints = 0;
  EnumArray<ComplaintType, std::uint64_t> complaint_types{};
  EnumArray<ComplaintStatus, std::uint64_t> complaint_status{};
  EnumArray<Severity, std::uint64_t> priorities{};
  std::uint64_t assigned = 0;

  std::uint64_t responding = 0;  ///< Customers with responses (RSP1).
  std::uint64_t responses = 0;
  EnumArray<ResponseType, std::uint64_t> response_types{};
  std::uint64_t converted = 0;
};

/// The apportionment of the engagement tables, from their settings.
class EngagementQuotas {
 public:
  /// Throws UsageError when a volume does not go with the number of customers it is spread over.
  explicit EngagementQuotas(const Settings& settings);

  [[nodiscard]] EngagementCounts counts_of(std::uint64_t customers) const noexcept;

 private:
  /// Rows per member of a population, exactly: so the rows of any range of members lie between the
  /// least and the greatest number that its members may have.
  struct PerMember {
    std::uint64_t numerator = 0;
    std::uint64_t denominator = 1;
    [[nodiscard]] std::uint64_t of(std::uint64_t members) const noexcept {
      return rounded_share(members, numerator, denominator);
    }
  };
  [[nodiscard]] static PerMember per_member(const char* name,
                                            Volume volume,
                                            Share members,
                                            const Range& each);

  Share in_contact_;
  PerMember interactions_;
  ApportionmentOf<InteractionType> interaction_types_;
  ApportionmentOf<InteractionOutcome> outcomes_;
  Share handled_;
  Share surveyed_;
  Share commented_;
  Share complaining_;
  PerMember complaints_;
  ApportionmentOf<ComplaintType> complaint_types_;
  ApportionmentOf<ComplaintStatus> complaint_status_;
  ApportionmentOf<Severity> priorities_;
  Share assigned_;
  Share responding_;
  PerMember responses_;
  ApportionmentOf<ResponseType> response_types_;
  Share converted_;
};

}  // namespace bankseed
