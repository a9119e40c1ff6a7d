#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "bank/compliance/rows/rows.hpp"
#include "bank/model/identity_text.hpp"
#include "bank/model/values_by_share.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/core/check.hpp"
#include "bankseed/rows/row_set.hpp"

namespace bankseed {
namespace {

constexpr std::string_view kLetters = "ABCDEFGHJKLMNPRSTUVWXYZ";  // None that looks like a digit.

/// Customers whose documents certainly bear different numbers.
constexpr std::uint64_t kNumbers = 10'000'000;

constexpr std::uint64_t choices_of(char c) {
  if (c == '#') return 10;
  return c == '@' ? kLetters.size() : 1;
}

constexpr std::uint64_t capacity_of(std::string_view pattern) {
  std::uint64_t capacity = 1;
  for (const char c : pattern)
    capacity *= choices_of(c);
  return capacity;
}
/// The `number`-th text of the pattern: different for different numbers below its capacity.
std::string_view fill(std::string_view pattern,
                      std::string_view state,
                      std::uint64_t number,
                      Arena& arena) {
  char* const begin = arena.allocate(pattern.size());
  for (std::size_t i = pattern.size(); i-- > 0;) {
    const std::uint64_t choices = choices_of(pattern[i]);
    const std::size_t choice = number % choices;
    number /= choices;
    begin[i] = pattern[i];
    if (pattern[i] == '#') begin[i] = static_cast<char>('0' + choice);
    if (pattern[i] == '@') begin[i] = kLetters[choice];
  }
  if (const auto at = pattern.find("%t"); at != std::string_view::npos) {
    BANKSEED_CHECK(state.size() == 2);
    std::copy(state.begin(), state.end(), begin + at);
  }
  return arena.commit(begin + pattern.size());
}

/// Customers of high risk are reviewed soonest, those of low risk latest: which third of the range
/// of review dates is theirs.
constexpr EnumArray<RiskRating, std::int64_t> kReviewThird = {2, 1, 0};

class KycRecords {
 public:
  KycRecords(const BankModel& model, const CoreBankingPlan& block)
      : model_(model),
        documents_(model,
                   Stream::kIdentityDocument,
                   block.quotas.block,
                   block.quotas.customers,
                   model.options.settings.identity.documents),
        numbers_(model.permutation(Stream::kDocumentNumber, 0, kNumbers)) {}

  [[nodiscard]] KycRecordsRow row(const Customer& customer,
                                  std::span<const Account> accounts,
                                  Arena& arena) const {
    const std::uint64_t ordinal = customer.id.number - 1;
    Draws draws = model_.draws(Stream::kIdentity, ordinal);
    const IdentityDocument document = documents_.of(ordinal);
    const std::string_view number = document_number(document, customer, draws, arena);
    const Date verified = customer.verified;
    KycRecordsRow row{.kyc_id = {ordinal + 1},
                      .customer_id = customer.id,
                      .verification_date = verified,
                      .kyc_status = text_of(customer.kyc),
                      .document_type = text_of(document),
                      .document_number = number,
                      .expiry_date = expiry_date(customer, accounts, draws.next()),
                      .verified_by = {},
                      .next_review_date = review_date(customer, verified, draws.next()),
                      .risk_rating = text_of(customer.risk)};
    if (customer.kyc != KycStatus::kPending)
      row.verified_by = model_.roster.pick(Role::kComplianceOfficer, verified, draws.next());
    return row;
  }

 private:
  [[nodiscard]] std::string_view document_number(IdentityDocument document,
                                                 const Customer& customer,
                                                 Draws& draws,
                                                 Arena& arena) const {
    const std::string_view pattern = pattern_of(document);
    if (pattern.empty()) return personal_id_text(model_, customer, arena);
    const std::uint64_t capacity = capacity_of(pattern);
    BANKSEED_CHECK(capacity >= kNumbers);
    const std::uint64_t ordinal = customer.id.number - 1;
    return fill(pattern, customer.place->state,
                numbers_(ordinal % kNumbers) + kNumbers * draws.below(capacity / kNumbers), arena);
  }

  [[nodiscard]] std::string_view pattern_of(IdentityDocument document) const {
    switch (document) {
      case IdentityDocument::kPassport: return model_.corpus->locale->passport;
      case IdentityDocument::kDriversLicense: return model_.corpus->locale->drivers_license;
      case IdentityDocument::kNationalId: return model_.corpus->locale->national_id;
    }
    BANKSEED_FAIL("unknown document");
  }

  /// Nobody opens an account after the identity check has expired.
  [[nodiscard]] Date expiry_date(const Customer& customer,
                                 std::span<const Account> accounts,
                                 std::uint64_t uniform) const {
    const Range& years = model_.options.settings.identity.expiry_years;
    Date first = add_months(customer.verified, 12 * static_cast<std::int32_t>(years.low));
    Date last = add_months(customer.verified, 12 * static_cast<std::int32_t>(years.high));
    const Date as_of = model_.options.as_of;
    if (customer.kyc == KycStatus::kExpired) {
      last = std::max(first, std::min(last, add_days(as_of, -1)));
      for (const Account& account : accounts)
        first = std::clamp(account.opened, first, last);
    } else {
      first = std::min(last, std::max(first, add_days(as_of, 1)));
    }
    const auto width = static_cast<std::uint64_t>(last.days - first.days) + 1;
    return add_days(first, static_cast<std::int32_t>(scale_to(uniform, width)));
  }

  [[nodiscard]] Date review_date(const Customer& customer,
                                 Date verified,
                                 std::uint64_t uniform) const {
    const Range& years = model_.options.settings.identity.review_years;
    const Date first = add_months(verified, 12 * static_cast<std::int32_t>(years.low));
    const Date last = add_months(verified, 12 * static_cast<std::int32_t>(years.high));
    const std::int64_t days = last.days - first.days;
    const std::int64_t third = kReviewThird[customer.risk];
    const std::int64_t from = days * third / 3;
    const std::int64_t to = days * (third + 1) / 3;
    const std::uint64_t later = scale_to(uniform, static_cast<std::uint64_t>(to - from) + 1);
    return add_days(first, static_cast<std::int32_t>(from + static_cast<std::int64_t>(later)));
  }

  const BankModel& model_;
  ValuesByShare<IdentityDocument> documents_;
  Permutation numbers_;
};

}  // namespace

void append_kyc_records(const BankModel& model, const CoreBankingPlan& block, RowSet& out) {
  const KycRecords records(model, block);
  for (const Customer& customer : block.customers) {
    out.of<KycRecordsRow>().push_back(
        records.row(customer, block.accounts_of(customer), out.arena()));
  }
}

}  // namespace bankseed
