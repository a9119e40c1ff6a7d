// What changes about checks, reports and violations.

#include "bank/history/history.hpp"

namespace bankseed {
namespace {

/// A report of suspicious activity is looked through within so many days, and closed after it was
/// filed within so many more.
constexpr std::int64_t kReviewDaysMax = 5;
constexpr std::int64_t kFiledDaysMin = 10;
constexpr std::int64_t kFiledDaysMax = 90;

/// The supervisor accepts a return within so many days.
constexpr std::int64_t kAcceptedDaysMin = 20;
constexpr std::int64_t kAcceptedDaysMax = 120;

/// A violation is looked into within so many hours, and found to be none within so many days.
constexpr std::int64_t kNoticedHoursMax = 48;
constexpr std::int64_t kFalseDaysMax = 20;

std::int32_t days_of(LifeDraws& draws, std::int64_t low, std::int64_t high) {
  return static_cast<std::int32_t>(draws.between(low, high));
}

/// The report that a result says was made; nobody where it says none.
std::uint64_t report_named(std::string_view result) {
  constexpr std::string_view kPrefix = SarIdFormat::kFormat.prefix;
  std::size_t at = result.rfind(kPrefix);
  if (at == std::string_view::npos) return 0;
  std::uint64_t number = 0;
  for (at += kPrefix.size(); at < result.size() && result[at] >= '0' && result[at] <= '9'; ++at)
    number = 10 * number + static_cast<std::uint64_t>(result[at] - '0');
  return number;
}

}  // namespace

void tell(Lives& lives, const KycRecordsRow& row, Life<KycRecordsRow>& life) {
  const Customer& customer = lives.customer(row.customer_id);
  const std::int32_t days = row.verification_date.days - date_of(customer.created_at).days;
  KycRecordsRow& first = life.first();
  first.kyc_status = text_of(KycStatus::kPending);
  first.verified_by.reset();
  const IdentitySettings& settings = lives.model().options.settings.identity;
  // As long before as the check, and still so many years after it.
  const auto earlier = [&](Date date, const Range& years) {
    const auto after = [&first](std::int64_t count) {
      return add_months(first.verification_date, 12 * static_cast<std::int32_t>(count));
    };
    return std::clamp(add_days(date, -days), after(years.low), after(years.high));
  };
  first.verification_date = add_days(row.verification_date, -days);
  first.expiry_date = earlier(row.expiry_date, settings.expiry_years);
  first.next_review_date = earlier(row.next_review_date, settings.review_years);
  life.change(lives.verified_at(customer), [&](KycRecordsRow& now) {
    now = row;
    if (customer.kyc == KycStatus::kExpired) now.kyc_status = text_of(KycStatus::kVerified);
  });
  if (customer.kyc == KycStatus::kExpired)
    life.change(Lives::expired_at(row.expiry_date), [&row](KycRecordsRow& now) { now = row; });
}

void tell(Lives& lives, const AmlChecksRow& row, Life<AmlChecksRow>& life) {
  if (!row.aml_flag) return;
  const std::uint64_t number = report_named(row.screening_result);
  const auto reports = lives.rows<SuspiciousActivityReportsRow>();
  if (number == 0 || reports.empty() || number < reports.front().sar_id.number ||
      number > reports.back().sar_id.number)
    return;
  const auto& report = lives.row_of<&SuspiciousActivityReportsRow::sar_id>({number});
  const std::string_view result = row.screening_result;
  life.first().screening_result = result.substr(0, result.rfind(';'));
  life.change(lives.of(report).front().from,
              [&row](AmlChecksRow& now) { now.screening_result = row.screening_result; });
}

void tell(Lives& lives,
          const SuspiciousActivityReportsRow& row,
          Life<SuspiciousActivityReportsRow>& life) {
  if (row.sar_status == text_of(ReportStatus::kDraft)) return;
  LifeDraws draws = lives.draws(row);
  Date reviewed = add_days(row.report_date, days_of(draws, 0, kReviewDaysMax));
  if (row.filed_date) reviewed = std::min(reviewed, *row.filed_date);
  const std::int32_t closing = days_of(draws, kFiledDaysMin, kFiledDaysMax);
  SuspiciousActivityReportsRow& first = life.first();
  first.sar_status = text_of(ReportStatus::kDraft);
  first.filed_date.reset();
  life.change(draws.in_office_hours(reviewed), [](SuspiciousActivityReportsRow& now) {
    now.sar_status = text_of(ReportStatus::kUnderReview);
  });
  if (!row.filed_date) return;
  life.change(draws.in_office_hours(*row.filed_date), [&row](SuspiciousActivityReportsRow& now) {
    now.sar_status = text_of(ReportStatus::kFiled);
    now.filed_date = row.filed_date;
  });
  if (row.sar_status != text_of(ReportStatus::kClosed)) return;
  life.change(draws.in_office_hours(add_days(*row.filed_date, closing)),
              [&row](SuspiciousActivityReportsRow& now) { now.sar_status = row.sar_status; });
}

void tell(Lives& lives, const RegulatoryReportsRow& row, Life<RegulatoryReportsRow>& life) {
  if (!row.submission_date) return;
  LifeDraws draws = lives.draws(row);
  const std::int32_t accepting = days_of(draws, kAcceptedDaysMin, kAcceptedDaysMax);
  life.first().submission_date.reset();
  life.first().status = text_of(ReturnStatus::kPending);
  life.change(draws.in_office_hours(*row.submission_date), [&row](RegulatoryReportsRow& now) {
    now.submission_date = row.submission_date;
    now.status = text_of(ReturnStatus::kSubmitted);
  });
  if (row.status != text_of(ReturnStatus::kAccepted)) return;
  life.change(draws.in_office_hours(add_days(*row.submission_date, accepting)),
              [&row](RegulatoryReportsRow& now) { now.status = row.status; });
}

void tell(Lives& lives, const RuleViolationsRow& row, Life<RuleViolationsRow>& life) {
  if (row.status == text_of(ViolationStatus::kOpen)) return;
  LifeDraws draws = lives.draws(row);
  const std::int64_t waiting = draws.between(1, kNoticedHoursMax * kSecondsPerHour);
  const Date settled = row.resolved_date.value_or(
      add_days(date_of(row.violation_date), days_of(draws, 3, kFalseDaysMax)));
  const Timestamp at = std::max(draws.in_office_hours(settled), row.violation_date);
  const Timestamp noticed{row.violation_date.micros + waiting * kMicrosPerSecond};
  const bool is_open = row.status == text_of(ViolationStatus::kInvestigating);
  RuleViolationsRow& first = life.first();
  first.status = text_of(ViolationStatus::kOpen);
  first.resolution_notes.reset();
  first.resolved_by.reset();
  first.resolved_date.reset();
  life.change(is_open ? noticed : std::min(noticed, at), [](RuleViolationsRow& now) {
    now.status = text_of(ViolationStatus::kInvestigating);
  });
  if (!is_open) life.change(at, [&row](RuleViolationsRow& now) { now = row; });
}

}  // namespace bankseed
