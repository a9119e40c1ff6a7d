#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "bank/compliance/rows/audit_values.hpp"
#include "bank/compliance/rows/rows.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/rows/row_set.hpp"
#include "core/text.hpp"

namespace bankseed {
namespace {

/// How often each is done to each kind, relative to others: a transaction is hardly ever deleted,
/// and there are not so many loans that every third entry could be about a new one.
constexpr EnumTable<AuditedEntity, AuditAction, std::uint32_t> kActionWeights = {
    50, 29, 17, 4, 52, 28, 14, 6, 42, 38, 18, 2, 58, 24, 11, 7, 54, 26, 11, 9};

/// Who does what; the share in per cent of the first, then of the second role, the third has the
/// rest.
struct Actors {
  std::array<Role, 3> roles;
  std::array<std::uint64_t, 2> percent;
};
constexpr EnumArray<AuditedEntity, Actors> kActors = {{{
    {{Role::kCustomerService, Role::kBranchManager, Role::kComplianceOfficer}, {72, 14}},
    {{Role::kCustomerService, Role::kOperationsSpecialist, Role::kBranchManager}, {64, 20}},
    {{Role::kCustomerService, Role::kOperationsSpecialist, Role::kComplianceOfficer}, {60, 25}},
    {{Role::kLoanOfficer, Role::kRiskAnalyst, Role::kLoanOfficer}, {80, 20}},
    {{Role::kInsuranceAgent, Role::kInsuranceAgent, Role::kInsuranceAgent}, {100, 0}},
}}};
/// Of every hundred views so many are an auditor's or a compliance officer's.
constexpr std::uint64_t kAuditorViews = 35;
constexpr std::uint64_t kComplianceViews = 20;
/// Staff enters what is new between these hours of a working day; at others, customers do it
/// themselves, online.
constexpr std::int64_t kStaffFrom = 8;
constexpr std::int64_t kStaffUntil = 18;
/// A record is written within so many seconds of the moment that stands in it.
constexpr std::uint64_t kWritten = 3;

/// An entry on the way to its row.
struct Entry {
  AuditedEntity kind{};
  AuditAction action{};
  bool with_values = false;
  bool whole = false;  ///< The record is deleted, and not something of it.
  std::uint32_t entity = 0;
  Timestamp at{};
  std::uint64_t ordinal = 0;  ///< Of the draws.
  AuditChange change{};
};

/// "phone" of {"phone": "..."}.
std::string_view column_of(std::string_view value) {
  const auto first = value.find('"') + 1;
  return value.substr(first, value.find('"', first) - first);
}

/// What a column was changed to is what it is changed from the next time (AUD1); the last time, it
/// is what stands in the row. `entries` are in order of time.
void chain_changes(std::vector<Entry>& entries) {
  // What is changed, and when: the entry's place.
  std::vector<std::pair<std::tuple<AuditedEntity, std::uint32_t, std::string_view>, std::size_t>>
      changes;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Entry& entry = entries[i];
    if (entry.with_values)
      changes.push_back({{entry.kind, entry.entity, column_of(entry.change.old_value)}, i});
  }
  std::sort(changes.begin(), changes.end());
  for (std::size_t i = changes.size(); i-- > 1;) {
    const AuditChange& next = entries[changes[i].second].change;
    AuditChange& change = entries[changes[i - 1].second].change;
    if (changes[i - 1].first != changes[i].first) continue;
    change.new_value = next.old_value;
    // Where it was the same before, it had been changed to and fro.
    if (change.old_value == change.new_value) change.old_value = next.new_value;
  }
}

class AuditBuilder {
 public:
  AuditBuilder(Block& block, const ComplianceData& data, Arena& arena)
      : model_(block.model()),
        block_(block.core_banking()),
        data_(data),
        loans_(block.loans()),
        insurance_(block.insurance()),
        changes_(block.model(), block.core_banking(), arena) {
    sizes_ = {block_.customers.size(), block_.accounts.size(), data.transactions.size(),
              loans_.loans.size(), insurance_.policies.size()};
    for (std::uint32_t i = 0; i < data.transactions.size(); ++i) {
      if (!data.transactions[i].description.empty()) described_.push_back(i);
    }
    auto kinds = data.counts.audit_entities;
    // A tiny bank may have no accounts, loans or policies.
    for (const AuditedEntity kind : kAll<AuditedEntity>) {
      if (kind == AuditedEntity::kCustomer) continue;
      if (sizes_[kind] == 0 || (kind == AuditedEntity::kTransaction && described_.empty()))
        kinds[AuditedEntity::kCustomer] += std::exchange(kinds[kind], 0);
    }
    auto wish = kActionWeights;
    for (const AuditedEntity kind : kAll<AuditedEntity>) {
      for (std::uint32_t& weight : wish[kind])
        weight *= static_cast<std::uint32_t>(std::min<std::uint64_t>(kinds[kind], 1'000'000));
    }
    cells_ = fit_contingency_table(kinds, data.counts.audit_actions, wish);
    find_members();
    fit_creations();
  }

  std::vector<Entry> build() {
    const std::uint64_t count = data_.counts.audits;
    const std::vector<std::uint64_t> order =
        model_.permutation(Stream::kAuditCell, block_.quotas.block, count).images();
    const std::uint64_t updates = data_.counts.audit_actions[AuditAction::kUpdate];
    const std::uint64_t values = std::min(data_.counts.audit_values, updates);
    std::vector<Entry> entries;
    entries.reserve(count);
    std::uint64_t update = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
      const auto [kind, action, position] = cell_at(cells_, order[i]);
      Entry entry{.kind = kind, .action = action, .ordinal = data_.before.audits + i};
      Draws draws = model_.draws(Stream::kAudit, entry.ordinal);
      if (entry.action == AuditAction::kUpdate) {
        entry.with_values = is_nth(update, values, updates);
        ++update;
      }
      choose_entity(entry, position, draws);
      place(entry, draws);
      entries.push_back(entry);
    }
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
      return std::tie(a.at, a.ordinal) < std::tie(b.at, b.ordinal);
    });
    chain_changes(entries);
    return entries;
  }

  [[nodiscard]] AnyId id_of(const Entry& entry) const {
    switch (entry.kind) {
      case AuditedEntity::kCustomer: return block_.customers[entry.entity].id;
      case AuditedEntity::kAccount: return block_.accounts[entry.entity].id;
      case AuditedEntity::kTransaction: return data_.transactions[entry.entity].id;
      case AuditedEntity::kLoan: return loans_.loans[entry.entity].id;
      case AuditedEntity::kPolicy: return insurance_.policies[entry.entity].id;
    }
    return {};
  }

  [[nodiscard]] EmployeeId actor(const Entry& entry) const {
    Draws draws = model_.draws(Stream::kAuditActor, entry.ordinal);
    const std::uint64_t uniform = draws.below(100);
    const std::uint64_t draw = draws.next();
    const Date day = date_of(entry.at);
    if (entry.kind == AuditedEntity::kTransaction && entry.action == AuditAction::kCreate) {
      const auto& teller = data_.transactions[entry.entity].processed_by;
      if (teller) return *teller;
    }
    const Actors& actors = kActors[entry.kind];
    Role role = actors.roles[2];
    if (uniform < actors.percent[0]) {
      role = actors.roles[0];
    } else if (uniform < actors.percent[0] + actors.percent[1]) {
      role = actors.roles[1];
    }
    if (entry.action == AuditAction::kView && uniform < kAuditorViews + kComplianceViews)
      role = uniform < kAuditorViews ? Role::kAuditor : Role::kComplianceOfficer;
    if (entry.action == AuditAction::kCreate) role = actors.roles[0];
    if (const auto fitting = pick(entry, role, draw)) return *fitting;
    // Where nobody of the role was there yet, somebody of another.
    for (const Role other : actors.roles) {
      if (const auto fitting = pick(entry, other, draw)) return *fitting;
    }
    return model_.roster.pick_nearest(role, day, draw);
  }

 private:
  /// Somebody of the role; of customer service, in the customer's branch (EMP7).
  [[nodiscard]] std::optional<EmployeeId> pick(const Entry& entry,
                                               Role role,
                                               std::uint64_t draw) const {
    const Date day = date_of(entry.at);
    if (role != Role::kCustomerService) return model_.roster.pick(role, day, draw);
    return model_.roster.pick_in(owner_of(entry).branch, role, day, draw);
  }

  /// Of a customer's record, an account or a transaction.
  [[nodiscard]] const Customer& owner_of(const Entry& entry) const {
    if (entry.kind == AuditedEntity::kCustomer) return block_.customers[entry.entity];
    const std::uint32_t account = entry.kind == AuditedEntity::kAccount
                                      ? entry.entity
                                      : data_.transactions[entry.entity].account;
    return block_.customers[block_.accounts[account].owner];
  }

  /// Who may be created or deleted, and in which order whose columns change.
  void find_members() {
    for (const AuditedEntity kind : kAll<AuditedEntity>) {
      const std::uint64_t part =
          kCountOf<AuditedEntity> * block_.quotas.block + static_cast<std::uint64_t>(kind);
      std::vector<std::uint32_t> creatable;
      std::vector<std::uint32_t> gone;
      for (std::uint32_t i = 0; i < sizes_[kind]; ++i) {
        if (may_be_created(kind, i)) creatable.push_back(i);
        if (is_gone(kind, i)) gone.push_back(i);
      }
      creatable_[kind] = shuffled(Stream::kAuditCreated, part, creatable);
      gone_[kind] = shuffled(Stream::kAuditDeleted, part, gone);
      orders_.push_back(model_.permutation(
          Stream::kAuditValues, part,
          kind == AuditedEntity::kTransaction ? described_.size() : sizes_[kind]));
    }
  }

  /// Where more are to be created of a kind than can have been, others are viewed or changed there,
  /// and more are created of another kind, of which there are enough.
  void fit_creations() {
    for (const AuditedEntity kind : kAll<AuditedEntity>) {
      for (const AuditedEntity other : kAll<AuditedEntity>) {
        for (const AuditAction action : {AuditAction::kView, AuditAction::kUpdate}) {
          const std::uint64_t most = creatable_[kind].size();
          const std::uint64_t room = creatable_[other].size();
          auto& creations = cells_[kind][AuditAction::kCreate];
          auto& others = cells_[other][AuditAction::kCreate];
          const std::uint64_t moved =
              std::min({creations - std::min(creations, most), room - std::min(room, others),
                        cells_[other][action]});
          creations -= moved;
          cells_[kind][action] += moved;
          others += moved;
          cells_[other][action] -= moved;
        }
      }
    }
  }

  [[nodiscard]] std::vector<std::uint32_t> shuffled(
      Stream stream, std::uint64_t part, const std::vector<std::uint32_t>& members) const {
    std::vector<std::uint32_t> order;
    if (members.empty()) return order;
    order.reserve(members.size());
    for (const std::uint64_t place : model_.permutation(stream, part, members.size()).images())
      order.push_back(members[place]);
    return order;
  }

  [[nodiscard]] bool may_be_created(AuditedEntity kind, std::uint32_t entity) const {
    if (kind == AuditedEntity::kTransaction && !data_.transactions[entity].processed_by)
      return false;
    const Timestamp at = lifetime(kind, entity).first;
    const std::int64_t hour =
        (at.micros - start_of(date_of(at)).micros) / (kSecondsPerHour * kMicrosPerSecond);
    return hour >= kStaffFrom && hour < kStaffUntil &&
           model_.working_days.is_working_day(date_of(at));
  }

  /// Whether the record itself may be deleted.
  [[nodiscard]] bool is_gone(AuditedEntity kind, std::uint32_t entity) const {
    if (kind == AuditedEntity::kCustomer)
      return block_.customers[entity].status == CustomerStatus::kClosed;
    return kind == AuditedEntity::kAccount && block_.accounts[entity].closed.has_value();
  }

  void choose_entity(Entry& entry, std::uint64_t position, Draws& draws) {
    const AuditedEntity kind = entry.kind;
    entry.entity = static_cast<std::uint32_t>(draws.below(sizes_[kind]));
    switch (entry.action) {
      case AuditAction::kCreate:
        // Nothing is created twice.
        if (position < creatable_[kind].size()) {
          entry.entity = creatable_[kind][position];
        } else {
          entry.action = AuditAction::kView;
        }
        break;
      case AuditAction::kDelete:
        entry.whole = position < gone_[kind].size();
        if (entry.whole) entry.entity = gone_[kind][position];
        break;
      case AuditAction::kUpdate:
        // A customer may move, or marry, more than once.
        if (!entry.with_values || kind == AuditedEntity::kCustomer) break;
        entry.entity = changed(kind, changes_made_[kind]++);
        break;
      case AuditAction::kView: break;
    }
  }

  /// Of which entity the n-th change is: all have one before any has two.
  [[nodiscard]] std::uint32_t changed(AuditedEntity kind, std::uint64_t n) const {
    const bool transaction = kind == AuditedEntity::kTransaction;
    const std::uint64_t size = transaction ? described_.size() : sizes_[kind];
    const auto place =
        static_cast<std::uint32_t>(orders_[static_cast<std::size_t>(kind)](n % size));
    return transaction ? described_[place] : place;
  }

  /// From when the entity came to be until nothing more is done to it.
  [[nodiscard]] Window lifetime(AuditedEntity kind, std::uint32_t entity) const {
    switch (kind) {
      case AuditedEntity::kCustomer: {
        const Customer& customer = block_.customers[entity];
        return {.first = customer.created_at, .last = customer.active_until};
      }
      case AuditedEntity::kAccount: return lifetime_of(block_.accounts[entity]);
      case AuditedEntity::kTransaction: {
        const WatchedTransaction& transaction = data_.transactions[entity];
        return {.first = transaction.at,
                .last = lifetime_of(block_.accounts[transaction.account]).last};
      }
      case AuditedEntity::kLoan: {
        const Loan& loan = loans_.loans[entity];
        return {.first = paid_out_at(model_, loan),
                .last = block_.customers[loan.customer].active_until};
      }
      case AuditedEntity::kPolicy: {
        const Policy& policy = insurance_.policies[entity];
        return {.first = policy.created_at, .last = block_.customers[policy.owner].active_until};
      }
    }
    return {};
  }
  [[nodiscard]] Window lifetime_of(const Account& account) const {
    Timestamp last = block_.customers[account.owner].active_until;
    if (account.closed) last = std::min(last, at_second(*account.closed, std::int64_t{17} * 3600));
    return {.first = account.window.first, .last = last};
  }

  void place(Entry& entry, Draws& draws) {
    const std::uint64_t day = draws.next();
    const std::uint64_t second = draws.next();
    if (entry.with_values || entry.action == AuditAction::kDelete)
      entry.change = change_of(entry, draws);
    Window window = lifetime(entry.kind, entry.entity);
    const Timestamp end = start_of(model_.options.as_of);
    window.last = std::min(window.last, end);
    if (entry.action == AuditAction::kCreate) {
      const auto seconds = static_cast<std::int64_t>(scale_to(second, kWritten));
      entry.at = {window.first.micros + seconds * kMicrosPerSecond};
      return;
    }
    window.first.micros += static_cast<std::int64_t>(kWritten) * kMicrosPerSecond;
    if (entry.change.at) {
      entry.at = std::max(*entry.change.at, window.first);
    } else if (date_of(window.first) < date_of({window.last.micros - 1})) {
      entry.at = model_.rhythm.moment(Activity::kBranch, window, day, second);
    } else {
      entry.at = {window.first.micros +
                  static_cast<std::int64_t>(scale_to(second, 3600)) * kMicrosPerSecond};
    }
    entry.at = std::min(entry.at, Timestamp{end.micros - kMicrosPerSecond});
  }

  [[nodiscard]] AuditChange change_of(const Entry& entry, Draws& draws) const {
    if (entry.action == AuditAction::kDelete) {
      if (!entry.whole) return changes_.removal_from(entry.kind, draws);
      return entry.kind == AuditedEntity::kCustomer
                 ? changes_.deletion_of(block_.customers[entry.entity], draws)
                 : changes_.deletion_of(block_.accounts[entry.entity], draws);
    }
    switch (entry.kind) {
      case AuditedEntity::kCustomer: return changes_.of(block_.customers[entry.entity], draws);
      case AuditedEntity::kAccount: return changes_.of(block_.accounts[entry.entity], draws);
      case AuditedEntity::kTransaction: return changes_.of(data_.transactions[entry.entity], draws);
      case AuditedEntity::kLoan: return changes_.of(loans_.loans[entry.entity], draws);
      case AuditedEntity::kPolicy: return changes_.of(insurance_.policies[entry.entity], draws);
    }
    return {};
  }

  const BankModel& model_;
  const CoreBankingPlan& block_;
  const ComplianceData& data_;
  const LoansData& loans_;
  const InsuranceData& insurance_;
  AuditChanges changes_;
  EnumArray<AuditedEntity, std::uint64_t> sizes_{};
  std::vector<std::uint32_t> described_;  // Transactions whose text is known.
  EnumArray<AuditedEntity, std::vector<std::uint32_t>> creatable_;  // In the order of entries.
  EnumArray<AuditedEntity, std::vector<std::uint32_t>> gone_;       // Likewise.
  std::vector<Permutation> orders_;  // By kind: whose columns change.
  EnumArray<AuditedEntity, std::uint64_t> changes_made_{};
  EnumTable<AuditedEntity, AuditAction, std::uint64_t> cells_{};
};

/// An employee's workplace in the network of the branch; now and then an address of the remote
/// access, from the ranges for documentation (RFC 5737).
std::string_view address_of(const BankModel& model,
                            EmployeeId employee,
                            std::uint64_t ordinal,
                            Arena& arena) {
  constexpr std::array<std::string_view, 3> kRemote = {"192.0.2.", "198.51.100.", "203.0.113."};
  Draws workplace = model.draws(Stream::kWorkplace, employee.number);
  const std::uint64_t floor = 1 + workplace.below(6);
  const std::uint64_t host = 10 + workplace.below(240);
  Draws draws = model.draws(Stream::kAuditAddress, ordinal);
  Text text(arena);
  if (draws.below(100) < 7) {
    text.add(kRemote[draws.below(kRemote.size())]);
    return text.number(1 + draws.below(254)).view();
  }
  text.add("10.").number(20 + model.roster.branch_of(employee) % 200U);
  return text.add('.').number(floor).add('.').number(host).view();
}

}  // namespace

void append_audit_trails(Block& block, const ComplianceData& data, RowSet& out) {
  if (data.counts.audits == 0) return;
  const BankModel& model = block.model();
  AuditBuilder builder(block, data, out.arena());
  auto number = static_cast<std::int64_t>(data.before.audits);
  for (const Entry& entry : builder.build()) {
    const EmployeeId actor = builder.actor(entry);
    AuditTrailsRow row{.audit_id = {++number},
                       .entity_type = text_of(entry.kind),
                       .entity_id = builder.id_of(entry),
                       .action = text_of(entry.action),
                       .performed_by = actor,
                       .performed_at = entry.at,
                       .old_value = {},
                       .new_value = {},
                       .ip_address = address_of(model, actor, entry.ordinal, out.arena())};
    if (!entry.change.old_value.empty()) row.old_value = entry.change.old_value;
    if (!entry.change.new_value.empty()) row.new_value = entry.change.new_value;
    out.of<AuditTrailsRow>().push_back(row);
  }
}

}  // namespace bankseed
