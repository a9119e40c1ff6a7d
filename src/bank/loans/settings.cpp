#include "bank/loans/loans.hpp"
#include "bank/settings/forms.hpp"

namespace bankseed {
namespace {

constexpr auto kGrades = texts_in_order(kGradesByShare);

}  // namespace

SettingSection describe(LoanSettings& settings) {
  auto& [applicants, applications, types, application_status, years, pending, amounts, approved,
         rates, terms, disbursement, status, outstanding, delinquent, linked, mortgages, autos,
         business, appraised, installments, guaranteed, guarantors, guarantee, reassessed, grades,
         score, probability] = settings;
  return {"loans",
          "Loan applications, loans and what belongs to them",
          {
              share("applicants", applicants, "customers who apply for loans (APP1, COL1, GUA1)"),
              volume("applications", applications,
                     "loan applications, at least one for each applicant (APP1, COL1, GUA1)"),
              split("types", types, "applications and loans by type (APP1, COL1, GUA1)"),
              split("application_status", application_status,
                    "applications by status (APP1, COL1, GUA1)"),
              integer("application_years", years, SettingUnit::kYears, {1, 20},
                      "how far back applications go (APP1)"),
              integer("pending_days", pending, SettingUnit::kDays, {1, 365},
                      "how old a pending application is at most (APP2)"),
              cents("amounts", amounts, "amount asked for by type (APP1)"),
              range("approved", approved, SettingUnit::kBasisPoints, {1'000, 10'000},
                    "granted part of the amount asked for (LOA1)"),
              ranges("rates", rates, SettingUnit::kBasisPoints, {0, 10'000},
                     "yearly interest by type (LOA1)"),
              ranges("terms", terms, SettingUnit::kNumber, {2, 480},
                     "months of the term by type (LOA1)"),
              range("disbursement_days", disbursement, SettingUnit::kDays, {1, 60},
                    "days from decision to disbursement (LOA2)"),
              split("status", status, "loans by status (LOA2)"),
              range("outstanding", outstanding, SettingUnit::kBasisPoints, {0, 10'000},
                    "part of the principal that an active loan still owes (LOA3)"),
              share("delinquent", delinquent, "active loans with missed installments (LOA4)"),
              share("linked", linked, "loans linked to an account (LOA5)"),
              share("secured_mortgages", mortgages, "mortgages with collateral (COL1)"),
              share("secured_auto", autos, "auto loans with collateral (COL1)"),
              share("secured_business", business, "business loans with collateral (COL1)"),
              range("appraised", appraised, SettingUnit::kBasisPoints, {2'000, 100'000},
                    "appraised value as a part of the principal (COL1)"),
              split("installment_status", installments,
                    "installments that have fallen due by status (SCH2)"),
              share("guaranteed", guaranteed, "personal and business loans with guarantors (GUA1)"),
              split("guarantors", guarantors, "guarantors by relationship (GUA1)"),
              range("guarantee", guarantee, SettingUnit::kBasisPoints, {0, 10'000},
                    "guaranteed part of the principal (GUA1)"),
              share("reassessed", reassessed, "active loans that were assessed again (RSK1)"),
              split("grades", grades, kGrades, "assessments by credit grade (RSK1)"),
              range("score", score, SettingUnit::kNumber, {0, 1'000}, "credit score (RSK1)"),
              range("default_probability", probability, SettingUnit::kBasisPoints, {0, 10'000},
                    "probability of default within a year (RSK1)"),
          }};
}

}  // namespace bankseed
