#pragma once

#include "bankseed/core/types.hpp"

namespace bankseed {

// The kinds of ids, and how each is written. Numbers are 1-based and grow past the stated width
// when a bank is that large; within a width, ids sort as text in the order in which they are
// loaded.

struct EmployeeKind {
  static constexpr IdFormat kFormat{"EMP", 6};
};
struct DepartmentKind {
  static constexpr IdFormat kFormat{"DEPT", 2};
};
struct TrainingProgramKind {
  static constexpr IdFormat kFormat{"TRN", 3};
};
struct BranchKind {
  static constexpr IdFormat kFormat{"BR", 3};
};
struct CustomerKind {
  static constexpr IdFormat kFormat{"CUST", 8};
};
struct AccountKind {
  static constexpr IdFormat kFormat{"ACC", 8};
};
struct TransactionKind {
  static constexpr IdFormat kFormat{"TXN", 9};
};
struct InteractionKind {
  static constexpr IdFormat kFormat{"INT", 8};
};
struct ComplaintKind {
  static constexpr IdFormat kFormat{"CMP", 8};
};
struct CampaignKind {
  static constexpr IdFormat kFormat{"CAMP", 3};
};
struct ApplicationKind {
  static constexpr IdFormat kFormat{"APP", 8};
};
struct LoanKind {
  static constexpr IdFormat kFormat{"LOAN", 8};
};
struct CollateralKind {
  static constexpr IdFormat kFormat{"COL", 8};
};
struct PolicyKind {
  static constexpr IdFormat kFormat{"POL", 8};
};
struct ClaimKind {
  static constexpr IdFormat kFormat{"CLM", 8};
};
struct PremiumPaymentKind {
  static constexpr IdFormat kFormat{"PAY", 9};
};
struct KycRecordKind {
  static constexpr IdFormat kFormat{"KYC", 8};
};
struct AmlCheckKind {
  static constexpr IdFormat kFormat{"AML", 9};
};
struct SarKind {
  static constexpr IdFormat kFormat{"SAR", 6};
};
struct RegulatoryReportKind {
  static constexpr IdFormat kFormat{"REG", 4};
};
struct ComplianceRuleKind {
  static constexpr IdFormat kFormat{"RULE", 3};
};
struct ViolationKind {
  static constexpr IdFormat kFormat{"VIO", 7};
};

using EmployeeId = Id<EmployeeKind>;
using DepartmentId = Id<DepartmentKind>;
using TrainingProgramId = Id<TrainingProgramKind>;
using BranchCode = Id<BranchKind>;
using CustomerId = Id<CustomerKind>;
using AccountId = Id<AccountKind>;
using TransactionId = Id<TransactionKind>;
using InteractionId = Id<InteractionKind>;
using ComplaintId = Id<ComplaintKind>;
using CampaignId = Id<CampaignKind>;
using ApplicationId = Id<ApplicationKind>;
using LoanId = Id<LoanKind>;
using CollateralId = Id<CollateralKind>;
using PolicyId = Id<PolicyKind>;
using ClaimId = Id<ClaimKind>;
using PremiumPaymentId = Id<PremiumPaymentKind>;
using KycRecordId = Id<KycRecordKind>;
using AmlCheckId = Id<AmlCheckKind>;
using SarId = Id<SarKind>;
using RegulatoryReportId = Id<RegulatoryReportKind>;
using ComplianceRuleId = Id<ComplianceRuleKind>;
using ViolationId = Id<ViolationKind>;

/// Stands in risk_assessments.assessed_by where no employee but the scoring system decided.
inline constexpr AnyId kSystemAssessor{{"SYSTEM", 0}, 0};

}  // namespace bankseed
