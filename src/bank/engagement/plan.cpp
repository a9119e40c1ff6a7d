#include "bank/engagement/plan.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "bank/engagement/timeline.hpp"
#include "bank/model/selection_sampler.hpp"
#include "bankseed/core/calendar.hpp"

namespace bankseed {
namespace {

/// Types of interactions by the customer's age: below 35, below 60, from 60.
constexpr std::array<std::int32_t, 2> kAgeLimits = {35, 60};
constexpr std::array<std::uint32_t, 15> kTypeWeights = {30, 26, 11, 32, 1,  //
                                                        37, 27, 19, 14, 1,  //
                                                        38, 20, 34, 5,  1};
/// Outcomes of interactions in which a complaint was filed that is not resolved yet, of other
/// complaints, and of everything else.
constexpr std::array<std::uint32_t, 9> kOutcomeWeights = {0, 60, 40, 50, 36, 14, 73, 18, 9};
/// Handled by an employee or by a machine, by type.
constexpr std::array<std::uint32_t, 10> kHandledWeights = {88, 12, 66, 34, 97, 3, 60, 40, 96, 4};
/// Priorities by type of complaint: what may be fraud cannot wait.
constexpr EnumTable<ComplaintType, Severity, std::uint32_t> kPriorityWeights = {57, 17, 21, 5,   //
                                                                                55, 13, 29, 3,   //
                                                                                55, 18, 22, 5,   //
                                                                                8,  34, 0,  58,  //
                                                                                50, 10, 35, 5};
/// Assigned to an employee or to nobody (yet, or any more), by status.
constexpr std::array<std::uint32_t, 8> kAssignedWeights = {72, 28, 88, 12, 50, 50, 25, 75};
/// The same cells among active customers and among those with nothing under way any more.
constexpr std::array<std::uint32_t, 16> kStatusWeights = {1, 1, 1, 1, 1, 1, 1, 1,  //
                                                          1, 1, 0, 0, 1, 1, 0, 0};

/// So many accounts, in per cent of the complaints about fees, are looked at for fees of so many
/// days: of some the fee is too old, or too new for a complaint that is settled.
constexpr std::uint64_t kChargedPercent = 170;
constexpr std::int32_t kChargedDays = 700;

/// Decides who is in contact, and about what; not yet when.
class ContactBuilder {
 public:
  ContactBuilder(Block& whole, EngagementData& data)
      : whole_(whole),
        model_(whole.model()),
        block_(whole.core_banking()),
        settings_(model_.options.settings),
        as_of_(model_.options.as_of),
        before_(data.before),
        counts_(data.counts),
        interactions_(data.interactions),
        complaints_(data.complaints) {}

  void build() {
    find_charges();
    choose_customers();
    make_complaints();
    decide_status();
    give_charges();
    make_interactions();
    decide_types();
    decide_outcomes();
    choose_surveyed();
    decide_handled();
  }

 private:
  /// Deals the members of one of a block's populations; `part` of a stream is below 8.
  [[nodiscard]] SelectionSampler deal(Stream stream,
                                      std::uint64_t part,
                                      std::span<const std::uint64_t> cells) const {
    return {model_.draws(stream, 8 * block_.quotas.block + part), cells};
  }

  /// One deal for each of `parts` equal parts of a table.
  [[nodiscard]] std::vector<SelectionSampler> deals(Stream stream,
                                                    std::size_t parts,
                                                    std::span<const std::uint64_t> cells) const {
    const std::size_t size = cells.size() / parts;
    std::vector<SelectionSampler> result;
    for (std::size_t i = 0; i < parts; ++i)
      result.push_back(deal(stream, i, cells.subspan(i * size, size)));
    return result;
  }

  /// Fees that somebody may complain about: of somewhat more accounts than there are complaints
  /// about fees, evenly, as only these need a ledger.
  void find_charges() {
    Ledger& ledger = whole_.ledger();
    const std::vector<std::uint32_t> accounts =
        ledger.accounts_with_fees(add_days(as_of_, -kChargedDays));
    const std::uint64_t wanted = std::min<std::uint64_t>(
        accounts.size(), counts_.complaint_types[ComplaintType::kFee] * kChargedPercent / 100);
    for (std::uint64_t i = 0; i < accounts.size(); ++i) {
      if (!is_nth(i, wanted, accounts.size())) continue;
      const Account& account = block_.accounts[accounts[i]];
      for (const LedgerEntry& entry : ledger.entries_of(account)) {
        if (entry.kind != TransactionKind::kFee) continue;
        charges_.push_back({.customer = static_cast<std::uint32_t>(account.owner),
                            .account = accounts[i],
                            .day = date_of(entry.at),
                            .amount = entry.amount,
                            .fee = *entry.fee});
      }
    }
  }

  /// Who complains is, as far as that goes, among those who were charged: they change places with
  /// others who would complain.
  void prefer_charged(std::vector<std::uint64_t>& ranks) const {
    std::vector<bool> charged(ranks.size());
    for (const CustomerCharge& charge : charges_)
      charged[charge.customer] = true;
    std::size_t other = 0;
    for (std::size_t i = 0; i < ranks.size(); ++i) {
      if (!charged[i] || ranks[i] < counts_.complaining) continue;
      while (other < ranks.size() && (charged[other] || ranks[other] >= counts_.complaining))
        ++other;
      if (other == ranks.size()) return;
      std::swap(ranks[i], ranks[other]);
    }
  }

  /// How often each customer is in contact, and complains. Who complains is in contact, too, as
  /// far as enough customers are.
  void choose_customers() {
    const std::size_t count = block_.customers.size();
    std::vector<std::uint64_t> ranks =
        model_.permutation(Stream::kEngagementRank, block_.quotas.block, count).images();
    prefer_charged(ranks);
    std::vector<std::uint32_t> contact;
    std::vector<std::uint32_t> complaint;
    std::vector<std::uint32_t> contact_weights;
    std::vector<std::uint32_t> complaint_weights;
    for (std::uint32_t i = 0; i < count; ++i) {
      const Customer& customer = block_.customers[i];
      const std::uint64_t rank = ranks[i];
      Draws draws = model_.draws(Stream::kContactHabit, customer.id.number - 1);
      const std::uint64_t habit = draws.below(100);
      const std::int64_t days =
          (customer.active_until.micros - customer.created_at.micros) / kMicrosPerDay;
      const auto age = static_cast<std::uint64_t>(std::clamp<std::int64_t>(days, 0, 1500));
      const auto weight = static_cast<std::uint32_t>((15 + habit) * (400 + age) / 20);
      if (rank < counts_.in_contact) {
        contact.push_back(i);
        contact_weights.push_back(rank < counts_.complaining ? weight + weight / 2 : weight);
      }
      if (rank < counts_.complaining) {
        complaint.push_back(i);
        complaint_weights.push_back(static_cast<std::uint32_t>(draws.below(100) * age));
      }
    }
    interaction_counts_ =
        spread(counts_.interactions, contact, contact_weights, settings_.interactions.per_customer);
    complaint_counts_ =
        spread(counts_.complaints, complaint, complaint_weights, settings_.complaints.per_customer);
  }

  /// `total` over the chosen customers; by customer of the block.
  [[nodiscard]] std::vector<std::uint32_t> spread(std::uint64_t total,
                                                  const std::vector<std::uint32_t>& chosen,
                                                  const std::vector<std::uint32_t>& weights,
                                                  const Range& each) const {
    std::vector<std::uint32_t> shares(chosen.size());
    distribute(total, weights, static_cast<std::uint32_t>(each.low),
               static_cast<std::uint32_t>(each.high), shares);
    std::vector<std::uint32_t> counts(block_.customers.size());
    for (std::size_t i = 0; i < chosen.size(); ++i)
      counts[chosen[i]] = shares[i];
    return counts;
  }

  void make_complaints() {
    const auto cells =
        fit_contingency_table(counts_.complaint_types, counts_.priorities, kPriorityWeights);
    SelectionSampler kinds = deal(Stream::kComplaintKind, 0, in_row_order(cells));
    complaints_.reserve(counts_.complaints);
    for (std::uint32_t i = 0; i < block_.customers.size(); ++i) {
      for (std::uint32_t k = 0; k < complaint_counts_[i]; ++k) {
        const std::size_t kind = kinds.next();
        Complaint complaint;
        complaint.draws = before_.complaints + complaints_.size();
        complaint.customer = i;
        complaint.type = static_cast<ComplaintType>(kind / kCountOf<Severity>);
        complaint.priority = static_cast<Severity>(kind % kCountOf<Severity>);
        complaints_.push_back(complaint);
      }
    }
  }

  [[nodiscard]] bool is_active(const Complaint& complaint) const {
    return block_.customers[complaint.customer].status == CustomerStatus::kActive;
  }

  /// Status and assignment.
  void decide_status() {
    std::uint64_t active = 0;
    for (const Complaint& complaint : complaints_)
      active += is_active(complaint) ? 1U : 0U;
    const auto columns = fit_contingency_table(
        counts_.complaint_status,
        std::array{counts_.assigned, counts_.complaints - counts_.assigned}, kAssignedWeights);
    const auto cells = fit_contingency_table(std::array{active, counts_.complaints - active},
                                             columns, kStatusWeights);
    auto by_activity = deals(Stream::kComplaintStatus, 2, cells);
    for (Complaint& complaint : complaints_) {
      const std::size_t cell = by_activity[is_active(complaint) ? 0 : 1].next();
      complaint.status = static_cast<ComplaintStatus>(cell / 2);
      complaint.assigned = cell % 2 == 0;
      // In a bank of a few customers the table can be too tight: whoever has left has nothing open.
      if (!is_active(complaint) && complaint.unresolved())
        complaint.status = ComplaintStatus::kResolved;
    }
  }

  /// The last charge of the customer that a complaint of this status can be about, and no other is.
  [[nodiscard]] std::optional<std::size_t> charge_for(const Complaint& complaint) const {
    const Date last = date_of(block_.customers[complaint.customer].active_until);
    const auto [first_days, last_days] = charge_ages(settings_, complaint.status);
    for (std::size_t i = charges_.size(); i-- > 0;) {
      const CustomerCharge& charge = charges_[i];
      const std::int32_t age = last.days - charge.day.days;
      if (charge.customer == complaint.customer && age >= first_days && age <= last_days &&
          !taken_[i])
        return i;
    }
    return std::nullopt;
  }

  /// Complaints about fees are those of customers who were charged one, as far as these are enough:
  /// type and priority change places with another complaint's.
  void give_charges() {
    taken_.assign(charges_.size(), false);
    const auto give = [&](Complaint& complaint) {
      const auto charge = charge_for(complaint);
      if (!charge) return false;
      taken_[*charge] = true;
      complaint.charge = charges_[*charge];
      return true;
    };
    std::vector<std::size_t> without;
    for (std::size_t i = 0; i < complaints_.size(); ++i) {
      if (complaints_[i].type == ComplaintType::kFee && !give(complaints_[i])) without.push_back(i);
    }
    for (Complaint& complaint : complaints_) {
      if (without.empty()) return;
      if (complaint.type == ComplaintType::kFee || !give(complaint)) continue;
      Complaint& other = complaints_[without.back()];
      without.pop_back();
      std::swap(complaint.type, other.type);
      std::swap(complaint.priority, other.priority);
    }
  }

  /// The interactions, those in which a complaint was filed first among each customer's. Fraud goes
  /// before all others where there are fewer interactions than complaints.
  void make_interactions() {
    std::uint64_t left = counts_.interaction_types[InteractionType::kComplaint];
    std::vector<std::uint32_t> room = interaction_counts_;
    std::vector<std::size_t> paired;
    for (const bool fraud : {true, false}) {
      for (std::size_t i = 0; i < complaints_.size() && left > 0; ++i) {
        const Complaint& complaint = complaints_[i];
        if ((complaint.type == ComplaintType::kFraud) != fraud || room[complaint.customer] == 0)
          continue;
        --room[complaint.customer];
        --left;
        paired.push_back(i);
      }
    }
    std::sort(paired.begin(), paired.end());
    interactions_.reserve(counts_.interactions);
    std::size_t next = 0;
    for (std::uint32_t i = 0; i < block_.customers.size(); ++i) {
      for (std::uint32_t k = 0; k < interaction_counts_[i]; ++k) {
        Interaction interaction;
        interaction.customer = i;
        interaction.draws = before_.interactions + interactions_.size();
        if (next < paired.size() && complaints_[paired[next]].customer == i)
          interaction.complaint = static_cast<std::uint32_t>(paired[next++]);
        interactions_.push_back(interaction);
      }
    }
  }

  [[nodiscard]] std::size_t age_band(const Customer& customer) const {
    const std::int32_t age = full_years(customer.date_of_birth, as_of_);
    std::size_t band = 0;
    for (const std::int32_t limit : kAgeLimits)
      band += age >= limit ? 1U : 0U;
    return band;
  }

  void decide_types() {
    std::vector<std::size_t> bands;
    bands.reserve(block_.customers.size());
    for (const Customer& customer : block_.customers)
      bands.push_back(age_band(customer));
    auto columns = counts_.interaction_types;
    std::array<std::uint64_t, 3> rows{};
    for (const Interaction& interaction : interactions_) {
      if (interaction.complaint) {
        --columns[InteractionType::kComplaint];
      } else {
        ++rows[bands[interaction.customer]];
      }
    }
    const auto table = fit_contingency_table(rows, columns, kTypeWeights);
    auto by_age = deals(Stream::kInteractionType, kAgeLimits.size() + 1, table);
    for (Interaction& interaction : interactions_) {
      interaction.type =
          interaction.complaint
              ? InteractionType::kComplaint
              : static_cast<InteractionType>(by_age[bands[interaction.customer]].next());
    }
  }

  [[nodiscard]] std::size_t outcome_row(const Interaction& interaction) const {
    if (interaction.complaint && complaints_[*interaction.complaint].unresolved()) return 0;
    return interaction.type == InteractionType::kComplaint ? 1 : 2;
  }

  void decide_outcomes() {
    std::array<std::uint64_t, 3> rows{};
    for (const Interaction& interaction : interactions_)
      ++rows[outcome_row(interaction)];
    const auto table = fit_contingency_table(rows, counts_.outcomes, kOutcomeWeights);
    auto by_row = deals(Stream::kInteractionOutcome, rows.size(), table);
    for (Interaction& interaction : interactions_) {
      interaction.outcome =
          static_cast<InteractionOutcome>(by_row[outcome_row(interaction)].next());
    }
  }

  void choose_surveyed() {
    const std::uint64_t resolved = counts_.outcomes[InteractionOutcome::kResolved];
    SelectionSampler surveyed =
        deal(Stream::kSurveyed, 0, std::array{counts_.surveys, resolved - counts_.surveys});
    for (Interaction& interaction : interactions_) {
      if (interaction.outcome == InteractionOutcome::kResolved)
        interaction.surveyed = surveyed.next() == 0;
    }
  }

  void decide_handled() {
    const auto& types = counts_.interaction_types;
    const auto table = fit_contingency_table(
        types, std::array{counts_.handled, counts_.interactions - counts_.handled},
        kHandledWeights);
    auto by_type = deals(Stream::kInteractionHandled, types.size(), table);
    for (Interaction& interaction : interactions_)
      interaction.handled = by_type[static_cast<std::size_t>(interaction.type)].next() == 0;
  }

  Block& whole_;
  const BankModel& model_;
  const CoreBankingPlan& block_;
  const Settings& settings_;
  Date as_of_;
  const EngagementCounts& before_;
  const EngagementCounts& counts_;
  std::vector<Interaction>& interactions_;
  std::vector<Complaint>& complaints_;
  std::vector<std::uint32_t> interaction_counts_;  // By customer.
  std::vector<std::uint32_t> complaint_counts_;
  std::vector<CustomerCharge> charges_;  // In order of account and of time.
  std::vector<bool> taken_;              // By charge: a complaint is about it.
};

}  // namespace

EngagementData::EngagementData(Block& whole)
    : before(
          whole.model().engagement.quotas.counts_of(whole.core_banking().quotas.customers.first)),
      counts(whole.model().engagement.quotas.counts_of(whole.core_banking().quotas.customers.last) -
             before) {
  ContactBuilder(whole, *this).build();
  date_engagement(whole.model(), whole.core_banking(), *this);
}

}  // namespace bankseed
