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

constexpr std::array<std::string_view, 6> kWatchlists = {
    "internal watchlist",      "law enforcement watchlist", "fraud exchange watchlist",
    "adverse media watchlist", "closed accounts watchlist", "court orders watchlist"};
constexpr std::array<std::string_view, 6> kSanctions = {"specially designated nationals list",
                                                        "UN consolidated list",
                                                        "EU consolidated list",
                                                        "UK sanctions list",
                                                        "sectoral sanctions list",
                                                        "non-SDN menu-based list"};
constexpr std::array<std::string_view, 6> kOffices = {
    "register of national office holders", "register of state office holders",
    "register of foreign officials",       "register of relatives and associates",
    "register of senior military",         "register of state-owned firms' boards"};
Phrases lists_of(CheckType type) {
  if (type == CheckType::kWatchlist) return kWatchlists;
  return type == CheckType::kSanctions ? Phrases(kSanctions) : Phrases(kOffices);
}

constexpr std::array<std::string_view, 9> kDifferences = {
    "date of birth differs",      "other country of residence", "only the family name agrees",
    "middle name and age differ", "entry has been withdrawn",   "spelling agrees by chance",
    "entry is about a company",   "address in another state",   "born in another century"};
constexpr std::array<std::string_view, 6> kNothingFound = {
    "No match", "Cleared", "No hit", "Negative", "Nothing found", "No relevant match"};
constexpr std::array<std::string_view, 10> kInLine = {
    "in line with the customer's known income",
    "documented by a purchase contract",
    "counterparty confirmed by the other bank",
    "within what the segment usually moves",
    "source of funds was documented at onboarding",
    "matches the purpose that the customer gave",
    "proceeds of a property sale, statement seen",
    "own account at the other bank, ownership confirmed",
    "payment of an estate, letter of the executor seen",
    "tuition and moving costs, invoices on file"};
constexpr std::array<std::string_view, 8> kOutOfLine = {
    "no earlier business with this counterparty",
    "purpose not stated",
    "well above the account's usual transfers",
    "round amount without an invoice",
    "name of the counterparty was cut short by the sender",
    "account is seldom used for wires",
    "other bank asked for the beneficiary's address",
    "stated income does not explain it"};

constexpr EnumArray<RiskRating, std::array<std::string_view, 4>> kAgreements = {{{
    {"family name and initial agree", "names sound alike", "alias of the entry agrees",
     "given and family name are swapped in the entry"},
    {"full name agrees, date of birth is missing in the entry",
     "full name and state agree, age is close", "name and city agree, middle name is unknown",
     "name agrees and the entry gives an alias"},
    {"full name and date of birth agree", "name, date of birth and state agree",
     "name and document number agree", "name, age and former address agree"},
}}};
constexpr EnumArray<RiskRating, std::array<std::string_view, 5>> kOutcomes = {{{
    {"cleared as a namesake", "no action", "noted, next review brought forward",
     "cleared after a look at the document", "false positive recorded for later screenings"},
    {"proof of identity requested", "watched for 90 days", "second reviewer asked",
     "customer called back, answer plausible", "enhanced due diligence advised"},
    {"enhanced due diligence begun", "escalated to the head of compliance",
     "new business stopped until cleared", "outgoing wires held for approval",
     "relationship under review"},
}}};
/// Scores out of 100.
constexpr EnumArray<RiskRating, Range> kScores = {{{{70, 79}, {80, 90}, {91, 99}}}};

class AmlRows {
 public:
  AmlRows(const BankModel& model,
          const CoreBankingPlan& block,
          const ComplianceData& data,
          Arena& arena)
      : model_(model), block_(block), data_(data), arena_(arena) {}

  [[nodiscard]] AmlChecksRow row(std::uint64_t index) const {
    const AmlCheck& check = data_.checks[index];
    const std::uint64_t ordinal = data_.before.checks() + index;
    Draws draws = model_.draws(Stream::kScreeningText, ordinal);
    AmlChecksRow row{.check_id = {ordinal + 1},
                     .customer_id = block_.customers[check.customer].id,
                     .transaction_id = {},
                     .check_date = check.at,
                     .check_type = text_of(check.type),
                     .aml_flag = check.flagged,
                     .risk_level = {},
                     .screening_result = result_text(check, draws),
                     .reviewed_by = {}};
    if (check.transaction) row.transaction_id = data_.transactions[*check.transaction].id;
    if (check.flagged) {
      row.risk_level = text_of(check.level);
      row.reviewed_by =
          model_.roster.pick(Role::kComplianceOfficer, date_of(check.at), draws.next());
    }
    return row;
  }

 private:
  [[nodiscard]] std::string_view result_text(const AmlCheck& check, Draws& draws) const {
    if (check.flagged && check.suspicious_activity) return reported(check);
    if (check.transaction) return monitoring(check, draws);
    return check.flagged ? hit(check, draws) : cleared(check, draws);
  }

  Text& add_transfer(Text& text, const WatchedTransaction& transaction) const {
    return text.add(transaction.description)
        .add(", ")
        .grouped_money(transaction.amount)
        .add(' ')
        .add(block_.accounts[transaction.account].currency)
        .add(" on ")
        .date(date_of(transaction.at));
  }

  /// What led to a report names it.
  [[nodiscard]] std::string_view reported(const AmlCheck& check) const {
    const SuspiciousActivity& suspicious_activity =
        data_.suspicious_activities[*check.suspicious_activity];
    Text text(arena_);
    if (check.transaction) {
      add_transfer(text, data_.transactions[*check.transaction])
          .add(suspicious_activity.kind == SuspiciousActivityKind::kHighRiskCountry
                   ? ": a party resides in a high-risk jurisdiction"
                   : ": out of pattern for this account");
    } else if (suspicious_activity.account) {
      text.add("Internal watchlist, structuring: ")
          .number(suspicious_activity.movements)
          .add(" cash deposits from ")
          .date(date_of(suspicious_activity.first))
          .add(" to ")
          .date(date_of(suspicious_activity.last))
          .add(", ")
          .grouped_money(suspicious_activity.total)
          .add(' ')
          .add(model_.currency())
          .add(" in all, each below ")
          .grouped_money(kReportingThreshold);
    } else {
      text.add("Internal watchlist, referred by branch ")
          .id(block_.customers[check.customer].branch)
          .add(": business of about ")
          .grouped_money(suspicious_activity.total)
          .add(' ')
          .add(model_.currency())
          .add(" was broken off");
    }
    return text.add("; reported as ")
        .id(SarId{data_.before.reports + *check.suspicious_activity + 1})
        .add('.')
        .view();
  }

  [[nodiscard]] std::string_view monitoring(const AmlCheck& check, Draws& draws) const {
    const std::uint64_t reason = draws.next();
    const std::uint64_t outcome = draws.next();
    Text text(arena_);
    add_transfer(text, data_.transactions[*check.transaction]).add(": ");
    if (!check.flagged) return text.add(pick(kInLine, reason)).add('.').view();
    return text.add(pick(kOutOfLine, reason))
        .add("; ")
        .add(pick(kOutcomes[check.level], outcome))
        .add('.')
        .view();
  }

  [[nodiscard]] std::string_view hit(const AmlCheck& check, Draws& draws) const {
    const RiskRating level = check.level;
    const std::string_view list = pick(lists_of(check.type), draws.next());
    const std::int64_t score = draws.between(kScores[level].low, kScores[level].high);
    const std::string_view agreement = pick(kAgreements[level], draws.next());
    const std::string_view outcome = pick(kOutcomes[level], draws.next());
    return Text(arena_)
        .add("Possible match on the ")
        .add(list)
        .add(", score ")
        .number(static_cast<std::uint64_t>(score))
        .add(": ")
        .add(agreement)
        .add("; ")
        .add(outcome)
        .add('.')
        .view();
  }

  [[nodiscard]] std::string_view cleared(const AmlCheck& check, Draws& draws) const {
    const Customer& customer = block_.customers[check.customer];
    const std::string_view list = pick(lists_of(check.type), draws.next());
    const std::uint64_t shape = draws.below(4);
    const std::uint64_t score = 8 + draws.below(58);
    const std::string_view difference = pick(kDifferences, draws.next());
    const std::string_view nothing = pick(kNothingFound, draws.next());
    Text text(arena_);
    if (shape == 0) {
      text.add(nothing).add(" on the ").add(list).add("; closest entry scored ").number(score);
      return text.add(" of 100.").view();
    }
    if (shape == 1) {
      text.add(nothing).add(". ").number(3 + score % 5).add(" lists searched, the ").add(list);
      return text.add(" last; best score ").number(score).add(", ").add(difference).add('.').view();
    }
    if (shape == 2) {
      text.add(customer.first_name).add(' ').add(customer.last_name).add(" against the ").add(list);
      return text.add(": ")
          .number(score / 8)
          .add(score < 16 ? " candidate, not" : " candidates, none")
          .add(" relevant; ")
          .add(difference)
          .add('.')
          .view();
    }
    text.add(check.initial ? "At onboarding: " : "Periodic run: ").add("name, date of birth and ");
    text.add(customer.place->state).add(" address compared with the ").add(list);
    return text.add(", nothing above ").number(65 + score % 4 * 5).add('.').view();
  }

  const BankModel& model_;
  const CoreBankingPlan& block_;
  const ComplianceData& data_;
  Arena& arena_;
};

}  // namespace

void append_aml_checks(const BankModel& model,
                       const CoreBankingPlan& block,
                       const ComplianceData& data,
                       RowSet& out) {
  const AmlRows rows(model, block, data, out.arena());
  for (std::uint64_t i = 0; i < data.checks.size(); ++i)
    out.of<AmlChecksRow>().push_back(rows.row(i));
}

}  // namespace bankseed
