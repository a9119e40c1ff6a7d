#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "bankseed/bank/settings.hpp"
#include "core/apportionment.hpp"
#include "core/counts.hpp"
#include "core/quantile.hpp"

namespace bankseed {

inline constexpr std::size_t kLoanTypeCount = 5;
/// Standard terms of one type of loan; shorter lists are padded with terms that nobody gets.
inline constexpr std::size_t kStandardTermCount = 6;
/// Collateral items per secured loan: one to three; guarantors per guaranteed loan: two to four.
inline constexpr std::size_t kItemCounts = 3;

/// How many of each kind there are among the first n customers of a bank, in loans_db. Monotone in
/// n, like CoreCounts.
struct LoanCounts {
  using Counts = void;

  std::uint64_t applicants = 0;
  std::uint64_t applications = 0;
  std::array<std::uint64_t, 4> application_status{};  ///< approved, rejected, pending, withdrawn
  /// A block may shift one from type to type, so that each has room for its loans.
  std::array<std::uint64_t, kLoanTypeCount> types{};
  std::uint64_t loans = 0;
  std::array<std::uint64_t, kLoanTypeCount> loan_types{};
  std::array<std::array<std::uint64_t, kStandardTermCount>, kLoanTypeCount> terms{};
  std::array<std::uint64_t, 3> loan_status{};  ///< active, paid_off, defaulted
  std::uint64_t delinquent = 0;
  std::uint64_t linked = 0;
  std::uint64_t installments = 0;
  /// Loans with one, two and three items, of secured mortgages, auto and business loans.
  std::array<std::array<std::uint64_t, kItemCounts>, 3> secured{};
  std::uint64_t collateral = 0;
  std::array<std::uint64_t, kItemCounts> guaranteed{};  ///< Loans with two, three, four guarantors.
  std::uint64_t guarantors = 0;
  std::array<std::uint64_t, 3> guarantor_relationships{};
  std::uint64_t reassessed = 0;
  std::array<std::uint64_t, 7> grades{};  ///< Of all assessments, from AAA to CCC.

  [[nodiscard]] std::uint64_t assessments() const noexcept { return applications + reassessed; }
};

/// What is made once for all loans of a bank: their apportionment and the distributions of their
/// amounts.
class LoanQuotas {
 public:
  explicit LoanQuotas(const LoanSettings& settings);

  [[nodiscard]] LoanCounts counts_of(std::uint64_t customers) const noexcept;

  /// Months of the standard terms of each type, longest first; unused entries are 0.
  [[nodiscard]] const std::array<std::array<std::uint32_t, kStandardTermCount>, kLoanTypeCount>&
  terms() const noexcept {
    return terms_;
  }

  /// Cents asked for, by type of loan and segment of the customer.
  [[nodiscard]] const QuantileTable& requested(std::size_t type,
                                               std::size_t segment) const noexcept {
    return requested_[type][segment];
  }

 private:
  void count_loans(LoanCounts& counts) const noexcept;
  void count_security(LoanCounts& counts) const noexcept;

  using TermWeights = std::array<std::uint32_t, kStandardTermCount>;
  LoanSettings settings_;
  std::array<std::array<std::uint32_t, kStandardTermCount>, kLoanTypeCount> terms_;
  Apportionment<kLoanTypeCount> types_;
  Apportionment<4> application_status_;
  Apportionment<3> loan_status_;
  Apportionment<3> guarantor_relationships_;
  Apportionment<7> grades_;
  std::array<Apportionment<kStandardTermCount>, kLoanTypeCount> term_shares_;
  std::array<std::array<QuantileTable, 4>, kLoanTypeCount> requested_;
};

}  // namespace bankseed
