#include <array>

#include "bank/compliance/rows/rows.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/rows/row_set.hpp"
#include "core/text.hpp"
#include "corpus/texts/compliance.hpp"

namespace bankseed {
namespace {

/// "account ACC00000042 (ending 1234)"
struct AccountText {
  const corpus::ComplianceTexts& texts;
  const Account& account;
  void add_to(Text& text) const {
    texts.report_account.add_to(text, account.id, corpus::Digits{account.number % 10'000, 4});
  }
};

class ReportRows {
 public:
  ReportRows(const BankModel& model,
             const CoreBankingPlan& block,
             const ComplianceData& data,
             Arena& arena)
      : model_(model),
        texts_(*model.corpus->compliance_texts),
        block_(block),
        data_(data),
        arena_(arena) {}

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
        // What is not filed yet is in the hands of somebody who is still there (ASG1).
        .filed_by =
            model_.roster.pick(Role::kComplianceOfficer, suspicious_activity.opened, draws.next(),
                               suspicious_activity.filed ? Until::kThatDay : Until::kToday),
        .amount_involved = suspicious_activity.total};
    if (suspicious_activity.account)
      row.account_id = block_.accounts[*suspicious_activity.account].id;
    return row;
  }

 private:
  [[nodiscard]] std::string_view narrative(const SuspiciousActivity& activity, Draws& draws) const {
    const std::uint64_t shape = draws.below(2);
    const std::uint64_t country = draws.next();
    const auto kind = static_cast<std::size_t>(activity.kind);
    const Customer& customer = block_.customers[activity.customer];
    Text text(arena_);
    if (!activity.account) {
      texts_.attempts[kind].add_to(text, customer.branch, date_of(data_.checks[activity.check].at),
                                   full_name_of(activity), activity.total, model_.currency());
    } else if (activity.kind == SuspiciousActivityKind::kStructuring) {
      add_structuring(activity, shape, text);
    } else {
      add_transfers(activity, country, text);
    }
    text.add(' ');
    const corpus::Phrase<>& segment = texts_.segments[static_cast<std::size_t>(customer.segment)];
    const std::int32_t year = to_civil(date_of(customer.created_at)).year;
    texts_.remarkable.add_to(text, segment, year, texts_.traits[kind].pick(draws));
    text.add(' ');
    text.add(texts_.next_steps[static_cast<std::size_t>(activity.status)].pick(draws));
    return text.view();
  }

  [[nodiscard]] corpus::FullName full_name_of(const SuspiciousActivity& activity) const {
    const PersonName name = name_of(model_, block_.customers[activity.customer]);
    return {name.first, name.last};
  }

  void add_structuring(const SuspiciousActivity& activity, std::uint64_t shape, Text& text) const {
    const Date first = date_of(activity.first);
    const Date last = date_of(activity.last);
    const std::int32_t days = last.days - first.days + 1;
    const auto count = static_cast<std::uint64_t>(days);
    const AccountText account{texts_, block_.accounts[*activity.account]};
    if (shape == 0) {
      texts_.cash_paid_in.of(count).add_to(text, first, last, full_name_of(activity), account,
                                           activity.movements, activity.least, activity.most,
                                           activity.total, model_.currency());
    } else {
      texts_.cash_deposits.of(count).add_to(text, activity.movements, full_name_of(activity),
                                            account, days, first, activity.most,
                                            kReportingThreshold, activity.total, model_.currency());
    }
  }

  void add_transfers(const SuspiciousActivity& activity, std::uint64_t country, Text& text) const {
    const WatchedTransaction& trigger = data_.transactions[*activity.trigger];
    texts_.report_transfer.add_to(text, trigger.description, trigger.amount, model_.currency(),
                                  date_of(trigger.at), trigger.id,
                                  AccountText{texts_, block_.accounts[*activity.account]},
                                  full_name_of(activity));
    if (activity.movements > 1) {
      const std::uint64_t others = activity.movements - 1;
      text.add(' ');
      texts_.other_wires.of(others).add_to(text, others, date_of(activity.first), activity.total,
                                           model_.currency());
    }
    if (activity.kind == SuspiciousActivityKind::kHighRiskCountry) {
      text.add(' ');
      (trigger.incoming ? texts_.came_from : texts_.went_to)
          .add_to(text, texts_.countries.pick(country));
    }
  }

  const BankModel& model_;
  const corpus::ComplianceTexts& texts_;
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
