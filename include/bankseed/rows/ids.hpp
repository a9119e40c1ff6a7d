#pragma once

#include "bankseed/core/types.hpp"

namespace bankseed {

// The kinds of ids, and how each is written. Numbers are 1-based and grow past the stated width
// when a bank is that large; within a width, ids sort as text in the order in which they are
// loaded.

struct EmployeeIdFormat {
  static constexpr IdFormat kFormat{"EMP", 6};
};
struct DepartmentIdFormat {
  static constexpr IdFormat kFormat{"DEPT", 2};
};
struct TrainingProgramIdFormat {
  static constexpr IdFormat kFormat{"TRN", 3};
};
struct BranchIdFormat {
  static constexpr IdFormat kFormat{"BR", 3};
};
struct CustomerIdFormat {
  static constexpr IdFormat kFormat{"CUST", 8};
};
struct AccountIdFormat {
  static constexpr IdFormat kFormat{"ACC", 8};
};
struct TransactionIdFormat {
  static constexpr IdFormat kFormat{"TXN", 9};
};
struct InteractionIdFormat {
  static constexpr IdFormat kFormat{"INT", 8};
};
struct ComplaintIdFormat {
  static constexpr IdFormat kFormat{"CMP", 8};
};
struct CampaignIdFormat {
  static constexpr IdFormat kFormat{"CAMP", 3};
};
struct ApplicationIdFormat {
  static constexpr IdFormat kFormat{"APP", 8};
};
struct LoanIdFormat {
  static constexpr IdFormat kFormat{"LOAN", 8};
};
struct CollateralIdFormat {
  static constexpr IdFormat kFormat{"COL", 8};
};
struct PolicyIdFormat {
  static constexpr IdFormat kFormat{"POL", 8};
};
struct ClaimIdFormat {
  static constexpr IdFormat kFormat{"CLM", 8};
};
struct PremiumPaymentIdFormat {
  static constexpr IdFormat kFormat{"PAY", 9};
};
struct KycRecordIdFormat {
  static constexpr IdFormat kFormat{"KYC", 8};
};
struct AmlCheckIdFormat {
  static constexpr IdFormat kFormat{"AML", 9};
};
struct SarIdFormat {
  static constexpr IdFormat kFormat{"SAR", 6};
};
struct RegulatoryReportIdFormat {
  static constexpr IdFormat kFormat{"REG", 4};
};
struct ComplianceRuleIdFormat {
  static constexpr IdFormat kFormat{"RULE", 3};
};
struct ViolationIdFormat {
  static constexpr IdFormat kFormat{"VIO", 7};
};

using EmployeeId = Id<EmployeeIdFormat>;
using DepartmentId = Id<DepartmentIdFormat>;
using TrainingProgramId = Id<TrainingProgramIdFormat>;
using BranchCode = Id<BranchIdFormat>;
using CustomerId = Id<CustomerIdFormat>;
using AccountId = Id<AccountIdFormat>;
using TransactionId = Id<TransactionIdFormat>;
using InteractionId = Id<InteractionIdFormat>;
using ComplaintId = Id<ComplaintIdFormat>;
using CampaignId = Id<CampaignIdFormat>;
using ApplicationId = Id<ApplicationIdFormat>;
using LoanId = Id<LoanIdFormat>;
using CollateralId = Id<CollateralIdFormat>;
using PolicyId = Id<PolicyIdFormat>;
using ClaimId = Id<ClaimIdFormat>;
using PremiumPaymentId = Id<PremiumPaymentIdFormat>;
using KycRecordId = Id<KycRecordIdFormat>;
using AmlCheckId = Id<AmlCheckIdFormat>;
using SarId = Id<SarIdFormat>;
using RegulatoryReportId = Id<RegulatoryReportIdFormat>;
using ComplianceRuleId = Id<ComplianceRuleIdFormat>;
using ViolationId = Id<ViolationIdFormat>;

/// Stands in risk_assessments.assessed_by where no employee but the scoring system decided.
inline constexpr AnyId kSystemAssessor{{"SYSTEM", 0}, 0};

}  // namespace bankseed
