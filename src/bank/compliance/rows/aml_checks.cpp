#include <array>

#include "bank/compliance/rows/rows.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/rows/row_set.hpp"
#include "core/text.hpp"
#include "corpus/texts/compliance.hpp"

namespace bankseed {
namespace {

/// Scores out of 100.
constexpr EnumArray<RiskRating, Range> kScores = {{{{70, 79}, {80, 90}, {91, 99}}}};

/// A transaction in words.
struct TransferText {
  const corpus::ComplianceTexts& texts;
  const WatchedTransaction& transaction;
  std::string_view currency;
  void add_to(Text& text) const {
    texts.transfer.add_to(text, transaction.description, transaction.amount, currency,
                          date_of(transaction.at));
  }
};

class AmlRows {
 public:
  AmlRows(const BankModel& model,
          const CoreBankingPlan& block,
          const ComplianceData& data,
          Arena& arena)
      : model_(model),
        texts_(*model.corpus->compliance_texts),
        block_(block),
        data_(data),
        arena_(arena) {}

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

  [[nodiscard]] TransferText transfer_of(const AmlCheck& check) const {
    const WatchedTransaction& transaction = data_.transactions[*check.transaction];
    return {texts_, transaction, block_.accounts[transaction.account].currency};
  }

  /// What led to a report names it.
  [[nodiscard]] std::string_view reported(const AmlCheck& check) const {
    const SuspiciousActivity& activity = data_.suspicious_activities[*check.suspicious_activity];
    const SarId report{data_.before.reports + *check.suspicious_activity + 1};
    if (check.transaction) {
      const bool country = activity.kind == SuspiciousActivityKind::kHighRiskCountry;
      return (country ? texts_.reported_country : texts_.reported_pattern)
          .text(arena_, transfer_of(check), report);
    }
    if (activity.account) {
      return texts_.reported_structuring.text(arena_, activity.movements, date_of(activity.first),
                                              date_of(activity.last), activity.total,
                                              model_.currency(), kReportingThreshold, report);
    }
    return texts_.reported_attempt.text(arena_, block_.customers[check.customer].branch,
                                        activity.total, model_.currency(), report);
  }

  [[nodiscard]] std::string_view monitoring(const AmlCheck& check, Draws& draws) const {
    const std::uint64_t reason = draws.next();
    const TransferText transfer = transfer_of(check);
    if (!check.flagged)
      return texts_.in_line.text(arena_, transfer, texts_.reasons_in_line.pick(reason));
    return texts_.out_of_line.text(
        arena_, transfer, texts_.reasons_out_of_line.pick(reason),
        texts_.outcomes[static_cast<std::size_t>(check.level)].pick(draws));
  }

  [[nodiscard]] const corpus::Phrases<>& lists_of(const AmlCheck& check) const {
    switch (check.type) {
      case CheckType::kWatchlist: return texts_.lists[0];
      case CheckType::kSanctions: return texts_.lists[1];
      case CheckType::kPepScreening:
      case CheckType::kTransactionMonitoring: break;
    }
    return texts_.lists[2];
  }

  [[nodiscard]] std::string_view hit(const AmlCheck& check, Draws& draws) const {
    const auto level = static_cast<std::size_t>(check.level);
    const std::string_view list = lists_of(check).pick(draws);
    const std::int64_t score = draws.between(kScores[check.level].low, kScores[check.level].high);
    const std::string_view agreement = texts_.agreements[level].pick(draws);
    const std::string_view outcome = texts_.outcomes[level].pick(draws);
    return texts_.match.text(arena_, list, score, agreement, outcome);
  }

  [[nodiscard]] std::string_view cleared(const AmlCheck& check, Draws& draws) const {
    const Customer& customer = block_.customers[check.customer];
    const std::string_view list = lists_of(check).pick(draws);
    const std::uint64_t shape = draws.below(4);
    const std::uint64_t score = 8 + draws.below(58);
    const std::string_view difference = texts_.differences.pick(draws);
    const std::string_view nothing = texts_.nothing_found.pick(draws);
    switch (shape) {
      case 0: return texts_.closest_entry.text(arena_, nothing, list, score);
      case 1:
        return texts_.lists_searched.text(arena_, nothing, list, score, 3 + score % 5, difference);
      case 2: {
        const std::uint64_t count = score / 8;
        const PersonName person = name_of(model_, customer);
        const corpus::FullName name{person.first, person.last};
        return texts_.candidates.of(count).text(arena_, name, list, count, difference);
      }
      default:
        return (check.initial ? texts_.onboarding_check : texts_.periodic_check)
            .text(arena_, customer.place->state, list, 65 + score % 4 * 5);
    }
  }

  const BankModel& model_;
  const corpus::ComplianceTexts& texts_;
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
