#include "bank/datasets/datasets.hpp"
#include "bank/domains.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/rows/row_set.hpp"
#include "corpus/texts/compliance_comments.hpp"

namespace bankseed {
namespace {

using corpus::ComplianceComments;

/// A match that was found so many days ago is still being looked into.
constexpr std::int32_t kOpenDays = 45;
/// New privacy terms were sent out within so many days; not everybody has answered.
constexpr std::int32_t kNewTermsDays = 90;

struct Review {
  ReviewStatus status{};
  Date date;
  corpus::Phrases<> ComplianceComments::*comments = nullptr;
};

/// DS8: verified -> Completed, pending -> Pending, expired -> Rejected on the day it expired.
Review identity_review(const KycRecordsRow& row, KycStatus status) {
  switch (status) {
    case KycStatus::kVerified:
      return {ReviewStatus::kCompleted, row.verification_date, &ComplianceComments::kyc_completed};
    case KycStatus::kPending:
      return {ReviewStatus::kPending, row.verification_date, &ComplianceComments::kyc_pending};
    case KycStatus::kExpired: break;
  }
  return {ReviewStatus::kRejected, row.expiry_date, &ComplianceComments::kyc_rejected};
}

/// Of the customer's first check.
Review laundering_review(const AmlChecksRow& row, Date as_of) {
  const Date date = date_of(row.check_date);
  if (!row.aml_flag) return {ReviewStatus::kCompleted, date, &ComplianceComments::aml_completed};
  if (row.risk_level == text_of(RiskRating::kHigh))
    return {ReviewStatus::kRejected, date, &ComplianceComments::aml_rejected};
  if (date > add_days(as_of, -kOpenDays))
    return {ReviewStatus::kPending, date, &ComplianceComments::aml_pending};
  return {ReviewStatus::kCompleted, date, &ComplianceComments::aml_cleared};
}

/// Consent is asked for when a customer comes; some have had new terms since.
Review consent_review(const BankModel& model, const Customer& customer) {
  Draws draws = model.draws(Stream::kPrivacyConsent, customer.id.number - 1);
  const std::uint64_t uniform = draws.below(100);
  const std::int64_t day = draws.between(1, kNewTermsDays);
  const Date came = date_of(customer.created_at);
  const Date later = add_days(model.options.as_of, -static_cast<std::int32_t>(day));
  if (uniform < 65 || later <= came || customer.status != CustomerStatus::kActive)
    return {ReviewStatus::kCompleted, came, &ComplianceComments::lgpd_completed};
  if (uniform < 91) return {ReviewStatus::kCompleted, later, &ComplianceComments::lgpd_renewed};
  if (uniform < 97) return {ReviewStatus::kPending, later, &ComplianceComments::lgpd_pending};
  return {ReviewStatus::kRejected, later, &ComplianceComments::lgpd_rejected};
}

class ComplianceRecords {
 public:
  ComplianceRecords(Block& block, RowSet& out) : block_(block), out_(out) { find_first_checks(); }

  void append() {
    const BankModel& model = block_.model();
    const auto& customers = block_.core_banking().customers;
    const auto identities = rows_of_block<KycRecordsRow>(block_, out_);
    for (std::size_t i = 0; i < customers.size(); ++i) {
      const Customer& customer = customers[i];
      append_record(customer, ReviewType::kKyc, identity_review(identities[i], customer.kyc));
      append_record(customer, ReviewType::kAml,
                    laundering_review(*first_checks_[i], model.options.as_of));
      append_record(customer, ReviewType::kLgpd, consent_review(model, customer));
    }
  }

 private:
  void find_first_checks() {
    const auto& customers = block_.core_banking().customers;
    first_checks_.resize(customers.size());
    for (const AmlChecksRow& row : rows_of_block<AmlChecksRow>(block_, out_)) {
      const AmlChecksRow*& first = first_checks_[row.customer_id.number - customers[0].id.number];
      if (first == nullptr || row.check_date < first->check_date) first = &row;
    }
  }

  void append_record(const Customer& customer, ReviewType type, const Review& review) {
    const BankModel& model = block_.model();
    const std::uint64_t ordinal =
        (customer.id.number - 1) * kCountOf<ReviewType> + static_cast<std::uint64_t>(type);
    const auto& comments = (*model.corpus->compliance_comments).*review.comments;
    Draws draws = model.draws(Stream::kComplianceComment, ordinal);
    out_.of<ComplianceRecord>().push_back({.compliance_id = {ordinal + 1},
                                           .customer_id = customer.id,
                                           .compliance_type = text_of(type),
                                           .status = text_of(review.status),
                                           .review_date = review.date,
                                           .comments = comments.pick(draws)});
  }

  Block& block_;
  RowSet& out_;
  std::vector<const AmlChecksRow*> first_checks_;  // By customer.
};

}  // namespace

std::uint64_t compliance_records_before(const BankModel& model, std::uint64_t block) {
  return kCountOf<ReviewType> * counts_before<CoreCounts>(model, block).customers;
}

void append_compliance_records(Block& block, const TableSet& /*tables*/, RowSet& out) {
  ComplianceRecords(block, out).append();
}

}  // namespace bankseed
