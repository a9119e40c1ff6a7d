#include <array>
#include <span>

#include "bank/compliance/rows/rows.hpp"
#include "bankseed/core/calendar.hpp"
#include "core/text.hpp"

namespace bankseed {
namespace {

using Phrases = std::span<const std::string_view>;
std::string_view pick(Phrases phrases, std::uint64_t uniform) {
  return phrases[scale_to(uniform, phrases.size())];
}

// What was remarkable, by kind of suspicious activity; each goes on from "The customer, retail
// since 2021,".
constexpr std::array<std::string_view, 7> kStructuringTraits = {
    "gave no source for the cash",
    "spoke of a car sale but showed no contract",
    "asked a teller how much may be paid in without a form",
    "used machines of several branches on the way",
    "has no business that takes in cash",
    "declined to fill in a form for a larger sum",
    "had never paid in cash before"};
constexpr std::array<std::string_view, 7> kPatternTraits = {
    "had moved only small sums until then",
    "did not answer two letters about the purpose",
    "explained the payment in two different ways",
    "has no stated income that would explain it",
    "named a purpose that the other bank did not confirm",
    "had changed the telephone number the day before",
    "could not show an invoice"};
constexpr std::array<std::string_view, 7> kCountryTraits = {
    "has no known ties to that country",
    "named consulting fees without a contract",
    "said it was help for relatives, whom the sender's data do not show",
    "had not mentioned business abroad at onboarding",
    "could not name the owner of the company at the other end",
    "asked for the sum to be split, which was declined",
    "showed an invoice for goods that cannot be traced"};
Phrases traits_of(SuspiciousActivityKind kind) {
  if (kind == SuspiciousActivityKind::kStructuring) return kStructuringTraits;
  return kind == SuspiciousActivityKind::kUnusualPattern ? Phrases(kPatternTraits)
                                                         : Phrases(kCountryTraits);
}

constexpr std::array<std::string_view, 5> kCountries = {
    "in a jurisdiction under increased monitoring", "in a jurisdiction with strategic deficiencies",
    "in a country on the bank's high-risk list", "in a jurisdiction subject to a call for action",
    "in a country with weak rules on company ownership"};

constexpr EnumArray<ReportStatus, std::array<std::string_view, 4>> kNextSteps = {{{
    {"The account stays open and is watched.", "Documents were kept with the filing.",
     "Enhanced due diligence was begun.", "No restriction was asked for by the authorities."},
    {"Statements of the last twelve months are being read.",
     "The branch has been asked for the vouchers.", "With the second reviewer.",
     "An answer of the customer is awaited."},
    {"Nothing further was seen after filing; case closed.",
     "Explained later by documents; case closed.", "No follow-up was requested; case closed.",
     "Activity stopped after the customer was spoken to; case closed."},
    {"Facts to be completed.", "Draft for the head of compliance.",
     "To be decided whether earlier months are part of it.", "Amounts to be confirmed."},
}}};

class ReportRows {
 public:
  ReportRows(const BankModel& model,
             const CoreBankingPlan& block,
             const ComplianceData& data,
             Arena& arena)
      : model_(model), block_(block), data_(data), arena_(arena) {}

  [[nodiscard]] SuspiciousActivityReportsRow row(std::uint64_t index) const {
    const SuspiciousActivity& suspicious_activity = data_.suspicious_activities[index];
    const std::uint64_t ordinal = data_.before.reports + index;
    Draws draws = model_.draws(Stream::kNarrative, ordinal);
    SuspiciousActivityReportsRow row{
        .sar_id = {ordinal + 1},
        .customer_id = block_.customers[suspicious_activity.customer].id,
        .account_id = {},
        .report_date = suspicious_activity.opened,
        .activity_type = text_of(suspicious_activity.kind),
        .description = narrative(suspicious_activity, draws),
        .sar_status = text_of(suspicious_activity.status),
        .filed_date = suspicious_activity.filed,
        .regulatory_tier = text_of(suspicious_activity.tier),
        .filed_by =
            model_.roster.pick(Role::kComplianceOfficer, suspicious_activity.opened, draws.next()),
        .amount_involved = suspicious_activity.total};
    if (suspicious_activity.account)
      row.account_id = block_.accounts[*suspicious_activity.account].id;
    return row;
  }

 private:
  [[nodiscard]] std::string_view narrative(const SuspiciousActivity& suspicious_activity,
                                           Draws& draws) const {
    const std::uint64_t shape = draws.below(2);
    const std::uint64_t country = draws.next();
    const std::uint64_t trait = draws.next();
    const std::uint64_t step = draws.next();
    Text text(arena_);
    if (!suspicious_activity.account) {
      add_attempt(suspicious_activity, text);
    } else if (suspicious_activity.kind == SuspiciousActivityKind::kStructuring) {
      add_structuring(suspicious_activity, shape, text);
    } else {
      add_transfers(suspicious_activity, country, text);
    }
    const Customer& customer = block_.customers[suspicious_activity.customer];
    const auto year = static_cast<std::uint64_t>(to_civil(date_of(customer.created_at)).year);
    text.add(" The customer, ")
        .add(customer.segment == Segment::kPrivateBanking ? std::string_view("private banking")
                                                          : text_of(customer.segment));
    text.add(" since ").number(year).add(", ").add(
        pick(traits_of(suspicious_activity.kind), trait));
    text.add(". ").add(pick(kNextSteps[suspicious_activity.status], step));
    return text.view();
  }

  Text& add_name(const SuspiciousActivity& suspicious_activity, Text& text) const {
    const Customer& customer = block_.customers[suspicious_activity.customer];
    return text.add(customer.first_name).add(' ').add(customer.last_name);
  }

  Text& add_account(const SuspiciousActivity& suspicious_activity, Text& text) const {
    const Account& account = block_.accounts[*suspicious_activity.account];
    return text.add("account ")
        .id(account.id)
        .add(" (ending ")
        .number(account.number % 10'000, 4)
        .add(')');
  }

  void add_structuring(const SuspiciousActivity& suspicious_activity,
                       std::uint64_t shape,
                       Text& text) const {
    const std::int64_t days =
        date_of(suspicious_activity.last).days - date_of(suspicious_activity.first).days + 1;
    if (shape == 0) {
      text.add(days == 1 ? "On " : "Between ").date(date_of(suspicious_activity.first));
      if (days > 1) text.add(" and ").date(date_of(suspicious_activity.last));
      text.add(' ');
      add_name(suspicious_activity, text).add(" paid cash into ");
      add_account(suspicious_activity, text)
          .add(' ')
          .number(suspicious_activity.movements)
          .add(" times: ");
      text.grouped_money(suspicious_activity.least)
          .add(" to ")
          .grouped_money(suspicious_activity.most);
      text.add(' ')
          .add(model_.currency())
          .add(" each, ")
          .grouped_money(suspicious_activity.total)
          .add(' ')
          .add(model_.currency())
          .add(" in all.");
      return;
    }
    text.number(suspicious_activity.movements).add(" cash deposits of ");
    add_name(suspicious_activity, text).add(" on ");
    add_account(suspicious_activity, text).add(" within ").number(static_cast<std::uint64_t>(days));
    text.add(days == 1 ? " day from " : " days from ").date(date_of(suspicious_activity.first));
    text.add(", none above ")
        .grouped_money(suspicious_activity.most)
        .add(' ')
        .add(model_.currency())
        .add(" and so all below the ");
    text.grouped_money(kReportingThreshold).add(" at which a report is due; together ");
    text.grouped_money(suspicious_activity.total).add(' ').add(model_.currency()).add(".");
  }

  void add_transfers(const SuspiciousActivity& suspicious_activity,
                     std::uint64_t country,
                     Text& text) const {
    const WatchedTransaction& trigger = data_.transactions[*suspicious_activity.trigger];
    text.add(trigger.description)
        .add(", ")
        .grouped_money(trigger.amount)
        .add(' ')
        .add(model_.currency())
        .add(" on ");
    text.date(date_of(trigger.at)).add(" (").id(trigger.id).add("), ");
    add_account(suspicious_activity, text).add(" of ");
    add_name(suspicious_activity, text).add('.');
    if (suspicious_activity.movements > 1) {
      text.add(" With ").number(suspicious_activity.movements - 1);
      text.add(suspicious_activity.movements == 2 ? " other large wire since "
                                                  : " other large wires since ");
      text.date(date_of(suspicious_activity.first))
          .add(' ')
          .grouped_money(suspicious_activity.total);
      text.add(' ').add(model_.currency()).add(" moved in all.");
    }
    if (suspicious_activity.kind == SuspiciousActivityKind::kHighRiskCountry) {
      text.add(trigger.incoming ? " The payment began with a company "
                                : " The payment was passed on to a company ");
      text.add(pick(kCountries, country)).add('.');
    }
  }

  void add_attempt(const SuspiciousActivity& suspicious_activity, Text& text) const {
    const Customer& customer = block_.customers[suspicious_activity.customer];
    text.add("Attempt only, branch ").id(customer.branch).add(", ");
    text.date(date_of(data_.checks[suspicious_activity.check].at)).add(": ");
    add_name(suspicious_activity, text).add(" wanted to ");
    switch (suspicious_activity.kind) {
      case SuspiciousActivityKind::kStructuring: text.add("pay in cash in several parts, "); break;
      case SuspiciousActivityKind::kUnusualPattern:
        text.add("buy cashier's checks for others, ");
        break;
      case SuspiciousActivityKind::kHighRiskCountry:
        text.add("wire money to a high-risk country, ");
        break;
    }
    text.grouped_money(suspicious_activity.total)
        .add(' ')
        .add(model_.currency())
        .add(" in all, and left when asked for a document.");
  }

  const BankModel& model_;
  const CoreBankingPlan& block_;
  const ComplianceData& data_;
  Arena& arena_;
};

}  // namespace

void append_suspicious_activity_reports(const BankModel& model,
                                        const CoreBankingPlan& block,
                                        const ComplianceData& data,
                                        RowSet& out) {
  const ReportRows rows(model, block, data, out.arena());
  for (std::uint64_t i = 0; i < data.suspicious_activities.size(); ++i)
    out.of<SuspiciousActivityReportsRow>().push_back(rows.row(i));
}

}  // namespace bankseed
