#include "setting_forms.hpp"

namespace bankseed {
namespace {

constexpr std::array<std::string_view, 5> kLoanTypes = {"mortgage", "personal", "auto", "business",
                                                        "education"};
constexpr std::array<std::string_view, 4> kApplicationStatus = {"approved", "rejected", "pending",
                                                                "withdrawn"};
constexpr std::array<std::string_view, 3> kLoanStatus = {"active", "paid_off", "defaulted"};
constexpr std::array<std::string_view, 4> kInstallmentStatus = {"paid", "late", "pending",
                                                                "missed"};
constexpr std::array<std::string_view, 3> kGuarantors = {"family", "business_partner", "friend"};
constexpr std::array<std::string_view, 7> kGrades = {"BBB", "A", "BB", "AA", "B", "AAA", "CCC"};
constexpr std::array<std::string_view, 5> kPolicyTypes = {"life", "property", "vehicle", "health",
                                                          "travel"};
constexpr std::array<std::string_view, 3> kPolicyStatus = {"active", "lapsed", "cancelled"};
constexpr std::array<std::string_view, 3> kFrequencies = {"annual", "quarterly", "monthly"};
constexpr std::array<std::string_view, 5> kYearsInForce = {"none", "one", "two", "three", "four"};
constexpr std::array<std::string_view, 4> kBeneficiaries = {"spouse", "child", "parent", "other"};
constexpr std::array<std::string_view, 4> kClaimStatus = {"paid", "approved", "under_review",
                                                          "rejected"};
constexpr std::array<std::string_view, 4> kMethods = {"auto_debit", "online", "check", "wire"};
constexpr std::array<std::string_view, 4> kPolicyEvents = {"renewal", "modification",
                                                           "cancellation", "reinstatement"};

}  // namespace

SettingSection describe(LoanSettings& settings) {
  auto& [applicants, applications, types, application_status, years, pending, amounts, approved,
         rates, terms, disbursement, status, outstanding, delinquent, linked, mortgages, autos,
         business, appraised, installments, guaranteed, guarantors, guarantee, reassessed, grades,
         score, probability] = settings;
  const auto by_type = [](std::string_view key, std::array<Range, 5>& value, Unit unit,
                          Range allowed, std::string_view comment) {
    return Setting{key, comment, unit, std::span<Range>(value), allowed, kLoanTypes};
  };
  return {
      "loans",
      "Loan applications, loans and what belongs to them",
      {
          share("applicants", applicants, "customers who apply for loans (APP1, COL1, GUA1)"),
          volume("applications", applications,
                 "loan applications, at least one for each applicant (APP1, COL1, GUA1)"),
          split("types", types, kLoanTypes, "applications and loans by type (APP1, COL1, GUA1)"),
          split("application_status", application_status, kApplicationStatus,
                "applications by status (APP1, COL1, GUA1)"),
          integer("application_years", years, Unit::kYears, {1, 20},
                  "how far back applications go (APP1)"),
          integer("pending_days", pending, Unit::kDays, {1, 365},
                  "how old a pending application is at most (APP2)"),
          cents("amounts", amounts, kLoanTypes, "amount asked for by type (APP1)"),
          range("approved", approved, Unit::kBasisPoints, {1'000, 10'000},
                "granted part of the amount asked for (LOA1)"),
          by_type("rates", rates, Unit::kBasisPoints, {0, 10'000},
                  "yearly interest by type (LOA1)"),
          by_type("terms", terms, Unit::kNumber, {2, 480}, "months of the term by type (LOA1)"),
          range("disbursement_days", disbursement, Unit::kDays, {1, 60},
                "days from decision to disbursement (LOA2)"),
          split("status", status, kLoanStatus, "loans by status (LOA2)"),
          range("outstanding", outstanding, Unit::kBasisPoints, {0, 10'000},
                "part of the principal that an active loan still owes (LOA3)"),
          share("delinquent", delinquent, "active loans with missed installments (LOA4)"),
          share("linked", linked, "loans linked to an account (LOA5)"),
          share("secured_mortgages", mortgages, "mortgages with collateral (COL1)"),
          share("secured_auto", autos, "auto loans with collateral (COL1)"),
          share("secured_business", business, "business loans with collateral (COL1)"),
          range("appraised", appraised, Unit::kBasisPoints, {2'000, 100'000},
                "appraised value as a part of the principal (COL1)"),
          split("installment_status", installments, kInstallmentStatus,
                "installments that have fallen due by status (SCH2)"),
          share("guaranteed", guaranteed, "personal and business loans with guarantors (GUA1)"),
          split("guarantors", guarantors, kGuarantors, "guarantors by relationship (GUA1)"),
          range("guarantee", guarantee, Unit::kBasisPoints, {0, 10'000},
                "guaranteed part of the principal (GUA1)"),
          share("reassessed", reassessed, "active loans that were assessed again (RSK1)"),
          split("grades", grades, kGrades, "assessments by credit grade (RSK1)"),
          range("score", score, Unit::kNumber, {0, 1'000}, "credit score (RSK1)"),
          range("default_probability", probability, Unit::kBasisPoints, {0, 10'000},
                "probability of default within a year (RSK1)"),
      }};
}

SettingSection describe(InsuranceSettings& settings) {
  auto& [holders, several, three, types, status, frequencies, years, coverage, premium, linked,
         beneficiaries, other_with, relationships, with_claims, second_claims, third_claims,
         claim_status, claim_share, methods, from_account, pending, failed, events, event_types,
         performed] = settings;
  return {
      "insurance",
      "Policies, claims and premiums",
      {
          share("holders", holders, "customers who hold policies (POL1, BEN1, CLM1, EVT1, PAY1)"),
          share("several", several, "holders who hold several (POL1, BEN1, CLM1, EVT1, PAY1)"),
          share("three", three, "of these, who hold three (POL1, BEN1, CLM1, EVT1, PAY1)"),
          split("types", types, kPolicyTypes, "policies by type (POL1)"),
          split("status", status, kPolicyStatus, "policies by status (POL1, EVT1)"),
          split("frequencies", frequencies, kFrequencies,
                "policies by premium period (POL1, PAY1)"),
          split("years_in_force", years, kYearsInForce,
                "policies by full years in force (POL1, PAY1)"),
          cents("coverage", coverage, kPolicyTypes, "sum insured by type (POL1)"),
          range("premium_share", premium, Unit::kBasisPoints, {1, 10'000},
                "yearly premium as a share of the coverage (POL1)"),
          share("linked", linked, "policies linked to an account (POL1)"),
          volume("beneficiaries", beneficiaries, "beneficiaries (BEN1)"),
          share("other_with_beneficiaries", other_with,
                "policies other than life with beneficiaries (BEN1)"),
          split("relationships", relationships, kBeneficiaries,
                "beneficiaries by relationship (BEN1)"),
          share("with_claims", with_claims, "policies with claims (CLM1)"),
          share("second_claims", second_claims, "of these, with a second claim (CLM1)"),
          share("third_claims", third_claims, "of these, with a third claim (CLM1)"),
          split("claim_status", claim_status, kClaimStatus, "claims by status (CLM1)"),
          range("claim_share", claim_share, Unit::kBasisPoints, {100, 10'000},
                "claim as a share of the coverage (CLM1)"),
          split("methods", methods, kMethods, "premium payments by method (PAY1)"),
          share("from_account", from_account, "payments from the linked account (PAY1)"),
          share("pending", pending, "payments under way, the latest ones (PAY1)"),
          share("failed", failed, "payments that failed (PAY1)"),
          integer("events_per_100", events, Unit::kNumber, {0, 300},
                  "events of 100 policies (EVT1)"),
          split("event_types", event_types, kPolicyEvents, "events by type (EVT1)"),
          share("performed", performed, "events that an employee entered (EVT1)"),
      }};
}

}  // namespace bankseed
