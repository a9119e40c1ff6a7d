#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "bankseed/bank/settings.hpp"
#include "core/apportionment.hpp"
#include "core/counts.hpp"
#include "core/quantile.hpp"

namespace bankseed {

/// Standard terms of one type of loan; shorter lists are padded with terms that nobody gets.
inline constexpr std::size_t kStandardTermCount = 6;
/// Collateral items per secured loan: one to three; guarantors per guaranteed loan: two to four.
inline constexpr std::size_t kItemCounts = 3;

/// Grades in the order of their shares in LoanSettings, the largest first.
inline constexpr std::array<CreditGrade, 7> kGradesByShare = {
    CreditGrade::kBbb, CreditGrade::kA,   CreditGrade::kBb, CreditGrade::kAa,
    CreditGrade::kB,   CreditGrade::kAaa, CreditGrade::kCcc};

/// Types that can be secured, in the order of LoanCounts::secured.
inline constexpr std::array<LoanType, 3> kSecuredTypes = {LoanType::kMortgage, LoanType::kAuto,
                                                          LoanType::kBusiness};

/// How many of each kind there are among the first n customers of a bank, in loans_db. Monotone in
/// n, like CoreCounts.
struct LoanCounts {
  using Counts = void;

  std::uint64_t applicants = 0;
  std::uint64_t applications = 0;
  EnumArray<ApplicationStatus, std::uint64_t> application_status{};
  /// A block may shift one from type to type, so that each has room for its loans.
  EnumArray<LoanType, std::uint64_t> types{};
  std::uint64_t loans = 0;
  EnumArray<LoanType, std::uint64_t> loan_types{};
  EnumArray<LoanType, std::array<std::uint64_t, kStandardTermCount>> terms{};
  EnumArray<LoanStatus, std::uint64_t> loan_status{};
  std::uint64_t delinquent = 0;
  std::uint64_t linked = 0;
  std::uint64_t installments = 0;
  /// Secured loans with one, two and three items, by type.
  std::array<std::array<std::uint64_t, kItemCounts>, 3> secured{};
  std::uint64_t collateral = 0;
  std::array<std::uint64_t, kItemCounts> guaranteed{};  ///< Loans with two, three, four guarantors.
  std::uint64_t guarantors = 0;
  EnumArray<GuarantorTie, std::uint64_t> guarantor_relationships{};
  std::uint64_t reassessed = 0;
  EnumArray<CreditGrade, std::uint64_t> grades{};  ///< Of all assessments.

  [[nodiscard]] std::uint64_t assessments() const noexcept { return applications + reassessed; }
};

/// What is made once for all loans of a bank: their apportionment and the distributions of their
/// amounts.
class LoanQuotas {
 public:
  explicit LoanQuotas(const LoanSettings& settings);

  [[nodiscard]] LoanCounts counts_of(std::uint64_t customers) const noexcept;

  /// Months of the standard terms of each type, longest first; unused entries are 0.
  [[nodiscard]] const EnumArray<LoanType, std::array<std::uint32_t, kStandardTermCount>>& terms()
      const noexcept {
    return terms_;
  }

  /// Cents asked for, by type of loan and segment of the customer.
  [[nodiscard]] const QuantileTable& requested(LoanType type, Segment segment) const noexcept {
    return requested_[type][segment];
  }

 private:
  void count_loans(LoanCounts& counts) const noexcept;
  void count_security(LoanCounts& counts) const noexcept;

  using TermWeights = std::array<std::uint32_t, kStandardTermCount>;
  LoanSettings settings_;
  EnumArray<LoanType, std::array<std::uint32_t, kStandardTermCount>> terms_;
  ApportionmentOf<LoanType> types_;
  ApportionmentOf<ApplicationStatus> application_status_;
  ApportionmentOf<LoanStatus> loan_status_;
  ApportionmentOf<GuarantorTie> guarantor_relationships_;
  Apportionment<7> grades_;
  EnumArray<LoanType, Apportionment<kStandardTermCount>> term_shares_;
  EnumArray<LoanType, EnumArray<Segment, QuantileTable>> requested_;
};

}  // namespace bankseed
