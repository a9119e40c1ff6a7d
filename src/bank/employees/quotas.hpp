#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "bank/employees/timeline.hpp"
#include "bankseed/bank/settings.hpp"
#include "core/permutation.hpp"

namespace bankseed {

/// How many records there are about employees.
struct StaffRecords {
  using Counts = void;

  std::uint64_t reviews = 0;            ///< REV1
  std::uint64_t trainings = 0;          ///< TRN2
  std::uint64_t current_trainings = 0;  ///< Of those who are still there: only these can be under
                                        ///< way.

  StaffRecords& operator+=(const StaffRecords& other) noexcept;
};

/// What bounds the records of some employees in a row.
struct RecordLimits {
  std::array<Service, 8> service{};  ///< By turns.
  std::uint64_t reviews = 0;         ///< Full years that all of them have served.
  std::uint64_t past_reviews = 0;    ///< Likewise of those who left before the years of training.
};

/// How many records each of some employees has, numbered from 0, and all before one of them, in
/// constant time: what an employee would have comes by turns, shuffled, and the limits change at a
/// few places only.
class RecordQuotas {
 public:
  /// From `first` on the limits hold, until the next ones do.
  struct Limited {
    std::uint64_t first = 0;
    RecordLimits limits;
  };
  /// `limits` by place, the first at 0.
  RecordQuotas(std::uint64_t seed,
               Stream stream,
               std::uint64_t employees,
               const TrainingSettings& settings,
               const std::vector<Limited>& limits);

  [[nodiscard]] Service service_of(std::uint64_t employee) const noexcept;
  [[nodiscard]] StaffRecords of(std::uint64_t employee) const noexcept;
  [[nodiscard]] StaffRecords before(std::uint64_t employee) const noexcept;

 private:
  struct Part {
    std::uint64_t first = 0;
    RecordLimits limits;
    std::vector<StaffRecords> by_turn{};  // Of the turns before each of a round, and of all of it.
    StaffRecords before{};                // Of the employees before the part.
    StaffRecords under_limits{};          // Those that they would have under these limits.
  };
  [[nodiscard]] const Part& part_of(std::uint64_t employee) const noexcept;
  [[nodiscard]] std::vector<StaffRecords> sum_up(const RecordLimits& limits) const;
  [[nodiscard]] StaffRecords at_turn(const RecordLimits& limits, std::uint64_t turn) const noexcept;
  /// Of the first `employees`, were they all under the part's limits.
  [[nodiscard]] StaffRecords total(const Part& part, std::uint64_t employees) const noexcept;

  Shuffle order_;
  Range reviews_;
  Range trainings_;
  std::vector<Part> parts_;
};

}  // namespace bankseed
