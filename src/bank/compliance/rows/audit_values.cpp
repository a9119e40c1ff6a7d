#include "bank/compliance/rows/audit_values.hpp"

#include <algorithm>
#include <array>

#include "bank/model/identity_text.hpp"
#include "bankseed/core/calendar.hpp"
#include "core/text.hpp"
#include "corpus/texts/compliance.hpp"

namespace bankseed {
namespace {

using namespace std::string_view_literals;

/// What staff removes from a record that stays, beside what has a value of its own.
constexpr std::array kCustomerDocuments = {"proof_of_address"sv, "identity_copy"sv,
                                           "power_of_attorney"sv, "income_statement"sv};
constexpr std::array kConsents = {"marketing_email"sv, "marketing_phone"sv, "data_sharing"sv};
constexpr std::array kAccountDocuments = {"signature_card"sv, "fee_waiver"sv, "mandate"sv};
constexpr std::array kTransactionNotes = {"receipt"sv, "inquiry_draft"sv, "duplicate_slip"sv};
constexpr std::array kLoanDocuments = {"pay_stub"sv, "bank_statement"sv, "draft_agreement"sv,
                                       "appraisal_copy"sv};
constexpr std::array kPolicyDocuments = {"quote"sv, "inspection_photo"sv, "draft_endorsement"sv};

/// Shares of what is removed from a customer's record, in per cent, one after the other.
constexpr std::uint64_t kPayees = 45;
constexpr std::uint64_t kSavedCards = 20;
constexpr std::uint64_t kWithdrawnConsents = 15;
/// Of an account's record: standing orders.
constexpr std::uint64_t kStandingOrders = 60;

/// A closed record is taken out within the hour after the books on it were closed.
constexpr std::int64_t kDeletedHour = 17;

}  // namespace

// No value of the bank holds a double quote or a backslash (corpus.hpp), so none is escaped.

std::string_view AuditChanges::text(std::string_view column, std::string_view value) const {
  return Text(arena_).add("{\"").add(column).add("\": \"").add(value).add("\"}").view();
}

std::string_view AuditChanges::id(std::string_view column, std::optional<AnyId> value) const {
  Text out(arena_);
  out.add("{\"").add(column).add("\": ");
  if (!value) return out.add("null}").view();
  return out.add('"').id(*value).add("\"}").view();
}

std::string_view AuditChanges::date(std::string_view column, Date value) const {
  return Text(arena_).add("{\"").add(column).add("\": \"").date(value).add("\"}").view();
}

std::string_view AuditChanges::money(std::string_view column, Money value) const {
  return Text(arena_).add("{\"").add(column).add("\": ").money(value).add('}').view();
}

AuditChange AuditChanges::of(const Customer& customer, Draws& draws) const {
  const std::uint64_t uniform = draws.below(100);
  const std::uint64_t draw = draws.next();
  if (uniform < 12) {
    const auto other = static_cast<std::int32_t>(1 + scale_to(draw, 27));
    return {.old_value = date("date_of_birth", add_days(customer.date_of_birth, -other)),
            .new_value = date("date_of_birth", customer.date_of_birth),
            .at = {}};
  }
  if (uniform < 30) {
    const std::string_view other = model_.corpus->surnames.pick(draw);
    const std::string_view last_name = name_of(model_, customer).last;
    if (other != last_name) {
      return {.old_value = text("last_name", other),
              .new_value = text("last_name", last_name),
              .at = {}};
    }
  }
  const Contact contact = contact_of(model_, customer, arena_);
  if (uniform < 62) {
    const std::string_view other = phone_text(arena_, *model_.corpus, *customer.place, draw);
    if (other != contact.phone) {
      return {
          .old_value = text("phone", other), .new_value = text("phone", contact.phone), .at = {}};
    }
  }
  // At a provider where nobody has an address any more, with a number like others'.
  const std::uint64_t number = 1 + scale_to(draw, model_.options.customers);
  const std::string_view other = email_text(arena_, contact.name, number, "webmail.example.net");
  return {.old_value = text("email", other), .new_value = text("email", contact.email), .at = {}};
}

AuditChange AuditChanges::of(const Account& account, Draws& draws) const {
  const std::uint64_t uniform = draws.below(100);
  const std::uint64_t draw = draws.next();
  const Customer& owner = block_.customers[account.owner];
  if (account.status != AccountStatus::kActive) {
    // Closed or frozen within the hour after the last business.
    const std::int64_t seconds = 60 + static_cast<std::int64_t>(scale_to(draw, 3500));
    return {.old_value = text("account_status", text_of(AccountStatus::kActive)),
            .new_value = text("account_status", text_of(account.status)),
            .at = Timestamp{account.window.last.micros + seconds * kMicrosPerSecond}};
  }
  if (uniform < 30) {
    return {.old_value = text("account_status", text_of(AccountStatus::kFrozen)),
            .new_value = text("account_status", text_of(AccountStatus::kActive)),
            .at = {}};
  }
  const std::uint64_t branches = model_.options.settings.employees.branches;
  if (branches < 2) {
    return {.old_value = id("branch_code", std::nullopt),
            .new_value = id("branch_code", owner.branch),
            .at = {}};
  }
  const BranchCode other{1 + (owner.branch.number + scale_to(draw, branches - 1)) % branches};
  return {.old_value = id("branch_code", other),
          .new_value = id("branch_code", owner.branch),
          .at = {}};
}

AuditChange AuditChanges::of(const WatchedTransaction& transaction, Draws& draws) const {
  const std::uint64_t draw = draws.next();
  const std::uint64_t uniform = draws.below(100);
  if (transaction.processed_by && uniform < 40) {
    return {.old_value = id("processed_by", std::nullopt),
            .new_value = id("processed_by", *transaction.processed_by),
            .at = {}};
  }
  // What stands on a statement at first, before the text of the other side has come in.
  const corpus::ComplianceTexts& texts = *model_.corpus->compliance_texts;
  const std::string_view provisional = (transaction.incoming ? texts.pending_in : texts.pending_out)
                                           .text(arena_, 100'000 + scale_to(draw, 900'000));
  return {.old_value = text("description", provisional),
          .new_value = text("description", transaction.description),
          .at = {}};
}

AuditChange AuditChanges::of(const Loan& loan, Draws& draws) const {
  const std::uint64_t uniform = draws.below(100);
  const std::uint64_t draw = draws.next();
  const Date as_of = model_.options.as_of;
  const auto at_work = [this, draw](Date day) {
    return at_second(model_.working_days.on_or_before(day),
                     std::int64_t{9} * 3600 +
                         static_cast<std::int64_t>(scale_to(draw, std::uint64_t{8} * 3600)));
  };
  const auto days = static_cast<std::int32_t>(1 + scale_to(draw << 20, 28));
  if (loan.account && uniform < 40) {
    return {.old_value = id("linked_account_id", std::nullopt),
            .new_value = id("linked_account_id", block_.accounts[*loan.account].id),
            .at = {}};
  }
  if (loan.status == LoanStatus::kActive) {
    // The last installment booked, at the end of the history.
    const Money before{loan.outstanding.cents + std::max<std::int64_t>(1, loan.payment.cents / 2)};
    if (before.cents <= loan.terms.principal.cents) {
      return {.old_value = money("outstanding_balance", before),
              .new_value = money("outstanding_balance", loan.outstanding),
              .at = at_work(add_days(as_of, -days))};
    }
    return {.old_value = date("maturity_date", add_days(loan.matures, days)),
            .new_value = date("maturity_date", loan.matures),
            .at = {}};
  }
  Date day = add_days(as_of, -days);
  if (loan.status == LoanStatus::kPaidOff) day = std::min(day, loan.payoff.value_or(loan.matures));
  return {.old_value = text("loan_status", text_of(LoanStatus::kActive)),
          .new_value = text("loan_status", text_of(loan.status)),
          .at = at_work(day)};
}

AuditChange AuditChanges::of(const Policy& policy, Draws& draws) const {
  const std::uint64_t uniform = draws.below(100);
  const std::uint64_t draw = draws.next();
  if (policy.ended() && uniform < 60) {
    const std::int64_t second =
        std::int64_t{9} * 3600 + static_cast<std::int64_t>(scale_to(draw, std::uint64_t{8} * 3600));
    return {.old_value = text("policy_status", text_of(PolicyStatus::kActive)),
            .new_value = text("policy_status", text_of(policy.status)),
            .at = at_second(policy.in_force_to, second)};
  }
  if (policy.linked_account && uniform < 55) {
    return {.old_value = id("linked_account_id", std::nullopt),
            .new_value = id("linked_account_id", block_.accounts[*policy.linked_account].id),
            .at = {}};
  }
  if (policy.agent) {
    const Date day = date_of(policy.created_at);
    const auto other = model_.roster.pick(Role::kInsuranceAgent, day, draw);
    const bool differs = other && *other != *policy.agent;
    return {.old_value = id("agent_id", differs ? std::optional<AnyId>(*other) : std::nullopt),
            .new_value = id("agent_id", *policy.agent),
            .at = {}};
  }
  return {.old_value = date("end_date", add_months(policy.end, -12)),
          .new_value = date("end_date", policy.end),
          .at = {}};
}

AuditChange AuditChanges::removal_from(AuditedEntity kind, Draws& draws) const {
  const std::uint64_t uniform = draws.below(100);
  const std::uint64_t draw = draws.next();
  const auto removed = [this, draw](std::string_view what, auto& choices) -> AuditChange {
    return {.old_value = text(what, choices[scale_to(draw, choices.size())]),
            .new_value = {},
            .at = {}};
  };
  switch (kind) {
    case AuditedEntity::kCustomer: {
      constexpr std::array kPaid = {corpus::MerchantCategory::kUtilities,
                                    corpus::MerchantCategory::kTelecom,
                                    corpus::MerchantCategory::kInsurance};
      if (uniform < kPayees) {
        const auto& payees = model_.corpus->merchants(kPaid[uniform % kPaid.size()]);
        return {.old_value = text("payee", payees.pick(draw).name), .new_value = {}, .at = {}};
      }
      if (uniform < kPayees + kSavedCards) {
        Text out(arena_);
        out.add("{\"saved_card\": \"**** ").number(1000 + scale_to(draw, 9000)).add("\"}");
        return {.old_value = out.view(), .new_value = {}, .at = {}};
      }
      if (uniform < kPayees + kSavedCards + kWithdrawnConsents)
        return removed("consent", kConsents);
      return removed("document", kCustomerDocuments);
    }
    case AuditedEntity::kAccount: {
      if (uniform >= kStandingOrders) return removed("document", kAccountDocuments);
      const auto fives = static_cast<std::int64_t>(4 + scale_to(draw, 96));
      return {.old_value = money("standing_order", {fives * 5'00}), .new_value = {}, .at = {}};
    }
    case AuditedEntity::kTransaction: return removed("attachment", kTransactionNotes);
    case AuditedEntity::kLoan: return removed("document", kLoanDocuments);
    case AuditedEntity::kPolicy: return removed("document", kPolicyDocuments);
  }
  return {};
}

AuditChange AuditChanges::deletion_of(const Customer& customer, Draws& draws) const {
  return {.old_value = text("customer_status", text_of(customer.status)),
          .new_value = {},
          .at = at_second(date_of(customer.active_until),
                          kDeletedHour * kSecondsPerHour + draws.between(1, kSecondsPerHour - 1))};
}

AuditChange AuditChanges::deletion_of(const Account& account, Draws& draws) const {
  return {.old_value = text("account_status", text_of(account.status)),
          .new_value = {},
          .at = at_second(*account.closed,
                          kDeletedHour * kSecondsPerHour + draws.between(1, kSecondsPerHour - 1))};
}

}  // namespace bankseed
