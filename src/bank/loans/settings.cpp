#include "bank/loans/loans.hpp"
#include "bank/settings/forms.hpp"

namespace bankseed {
namespace {

constexpr auto kGrades = texts_in_order(kGradesByShare);

}  // namespace

SettingSection describe(LoanSettings& settings) {
  using S = LoanSettings;
  return section(
      settings, "loans", "Loan applications, loans and what belongs to them",
      share<&S::applicants>("customers who apply for loans (APP1, COL1, GUA1)"),
      volume<&S::applications>(
          "loan applications, at least one for each applicant (APP1, COL1, GUA1)"),
      split<&S::types>("applications and loans by type (APP1, COL1, GUA1)"),
      split<&S::application_status>("applications by status (APP1, COL1, GUA1)"),
      integer<&S::application_years>(SettingUnit::kYears, {1, 20},
                                     "how far back applications go (APP1)"),
      integer<&S::pending_days>(SettingUnit::kDays, {1, 365},
                                "how old a pending application is at most (APP2)"),
      cents<&S::amounts>("amount asked for by type (APP1)", kContractCents),
      range<&S::approved>(SettingUnit::kBasisPoints, {1'000, 10'000},
                          "granted part of the amount asked for (LOA1)"),
      ranges<&S::rates>(SettingUnit::kBasisPoints, {0, 10'000}, "yearly interest by type (LOA1)"),
      ranges<&S::terms>(SettingUnit::kNumber, {2, 480}, "months of the term by type (LOA1)"),
      range<&S::disbursement_days>(SettingUnit::kDays, {1, 60},
                                   "days from decision to disbursement (LOA2)"),
      split<&S::status>("loans by status (LOA2, RSK3)"),
      range<&S::outstanding>(SettingUnit::kBasisPoints, {0, 10'000},
                             "part of the principal that an active loan still owes (LOA3)"),
      share<&S::delinquent>("active loans with missed installments (LOA4)"),
      share<&S::linked>("loans linked to an account (LOA5)"),
      share<&S::secured_mortgages>("mortgages with collateral (COL1)"),
      share<&S::secured_auto>("auto loans with collateral (COL1)"),
      share<&S::secured_business>("business loans with collateral (COL1)"),
      range<&S::appraised>(SettingUnit::kBasisPoints, {2'000, 100'000},
                           "appraised value as a part of the principal (COL1)"),
      split<&S::installment_status>("installments that have fallen due by status (SCH2)"),
      share<&S::guaranteed>("personal and business loans with guarantors (GUA1)"),
      split<&S::guarantors>("guarantors by relationship (GUA1)"),
      range<&S::guarantee>(SettingUnit::kBasisPoints, {0, 10'000},
                           "guaranteed part of the principal (GUA1)"),
      share<&S::reassessed>("active loans that were assessed again (RSK1)"),
      split<&S::grades>(kGrades, "assessments by credit grade (RSK1, RSK2)"),
      range<&S::score>(SettingUnit::kNumber, {0, 1'000}, "credit score (RSK1, RSK2)"),
      range<&S::default_probability>(SettingUnit::kBasisPoints, {0, 10'000},
                                     "probability of default within a year (RSK1)"));
}

}  // namespace bankseed
