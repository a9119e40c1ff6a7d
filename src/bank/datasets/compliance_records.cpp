#include "bank/datasets/datasets.hpp"
#include "bank/model/domain.hpp"
#include "bankseed/core/calendar.hpp"

namespace bankseed {
namespace {

using corpus::ComplianceComment;

/// A match that was found so many days ago is still being looked into.
constexpr std::int32_t kOpenDays = 45;
/// New privacy terms were sent out within so many days; not everybody has answered.
constexpr std::int32_t kNewTermsDays = 90;

struct Review {
  ReviewStatus status{};
  Date date;
  ComplianceComment comment{};
};

/// DS8: verified -> Completed, pending -> Pending, expired -> Rejected on the day it expired.
Review identity_review(const KycRecordsRow& row, KycStatus status) {
  switch (status) {
    case KycStatus::kVerified:
      return {ReviewStatus::kCompleted, row.verification_date, ComplianceComment::kKycCompleted};
    case KycStatus::kPending:
      return {ReviewStatus::kPending, row.verification_date, ComplianceComment::kKycPending};
    case KycStatus::kExpired: break;
  }
  return {ReviewStatus::kRejected, row.expiry_date, ComplianceComment::kKycRejected};
}

/// Of the customer's first check.
Review laundering_review(const AmlChecksRow& row, Date as_of) {
  const Date date = date_of(row.check_date);
  if (!row.aml_flag) return {ReviewStatus::kCompleted, date, ComplianceComment::kAmlCompleted};
  if (row.risk_level == text_of(RiskRating::kHigh))
    return {ReviewStatus::kRejected, date, ComplianceComment::kAmlRejected};
  if (date > add_days(as_of, -kOpenDays))
    return {ReviewStatus::kPending, date, ComplianceComment::kAmlPending};
  return {ReviewStatus::kCompleted, date, ComplianceComment::kAmlCleared};
}

/// Consent is asked for when a customer comes; some have had new terms since.
Review consent_review(const BankModel& model, const Customer& customer) {
  Draws draws = model.draws(Stream::kPrivacyConsent, customer.id.number - 1);
  const std::uint64_t uniform = draws.below(100);
  const std::int64_t day = draws.between(1, kNewTermsDays);
  const Date came = date_of(customer.created_at);
  const Date later = add_days(model.options.as_of, -static_cast<std::int32_t>(day));
  if (uniform < 65 || later <= came || customer.status != CustomerStatus::kActive)
    return {ReviewStatus::kCompleted, came, ComplianceComment::kLgpdCompleted};
  if (uniform < 91) return {ReviewStatus::kCompleted, later, ComplianceComment::kLgpdRenewed};
  if (uniform < 97) return {ReviewStatus::kPending, later, ComplianceComment::kLgpdPending};
  return {ReviewStatus::kRejected, later, ComplianceComment::kLgpdRejected};
}

class ComplianceRecords {
 public:
  ComplianceRecords(Block& block, DatasetRows& out) : block_(block), out_(out) {
    find_first_checks();
  }

  void append() {
    const BankModel& model = block_.model();
    const auto& customers = block_.core_banking().customers;
    const auto& identities = out_.tables().of<KycRecordsRow>();
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
    for (const AmlChecksRow& row : out_.tables().of<AmlChecksRow>()) {
      const AmlChecksRow*& first = first_checks_[row.customer_id.number - customers[0].id.number];
      if (first == nullptr || row.check_date < first->check_date) first = &row;
    }
  }

  void append_record(const Customer& customer, ReviewType type, const Review& review) {
    const BankModel& model = block_.model();
    const std::uint64_t ordinal =
        (customer.id.number - 1) * kCountOf<ReviewType> + static_cast<std::uint64_t>(type);
    const auto& comments = model.corpus->comments(review.comment);
    Draws draws = model.draws(Stream::kComplianceComment, ordinal);
    out_.of<ComplianceRecord>().push_back({.compliance_id = {ordinal + 1},
                                           .customer_id = customer.id,
                                           .compliance_type = text_of(type),
                                           .status = text_of(review.status),
                                           .review_date = review.date,
                                           .comments = comments[draws.below(comments.size())]});
  }

  Block& block_;
  DatasetRows& out_;
  std::vector<const AmlChecksRow*> first_checks_;  // By customer.
};

}  // namespace

DatasetDomain compliance_records() {
  return {.tables = tables_of_rows<KycRecordsRow, AmlChecksRow>(),
          .rows_before =
              [](const BankModel& model, std::uint64_t block) {
                return kCountOf<ReviewType> * counts_before(model, block).customers;
              },
          .append = [](Block& block, DatasetRows& out) { ComplianceRecords(block, out).append(); }};
}

}  // namespace bankseed
