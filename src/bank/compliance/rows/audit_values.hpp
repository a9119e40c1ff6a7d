#pragma once

#include <optional>
#include <string_view>

#include "bank/accounts/plan.hpp"
#include "bank/compliance/screening.hpp"
#include "bank/insurance/timeline.hpp"
#include "bank/loans/timeline.hpp"
#include "bankseed/core/arena.hpp"

namespace bankseed {

/// A change of one column: the new value is the one that stands in the entity's row, because
/// nothing is known to have changed after it; of several changes of a column, chain_changes() says
/// what was new in between. Both are JSON objects.
struct AuditChange {
  std::string_view old_value;
  std::string_view new_value;
  /// When it must have happened, where the row says so: an account is closed on one day.
  std::optional<Timestamp> at;
};

/// Changes of the columns of each kind of entity (AUD1).
class AuditChanges {
 public:
  AuditChanges(const BankModel& model, const CoreBankingPlan& block, Arena& arena)
      : model_(model), block_(block), arena_(arena) {}

  [[nodiscard]] AuditChange of(const Customer& customer, Draws& draws) const;
  [[nodiscard]] AuditChange of(const Account& account, Draws& draws) const;
  /// `transaction` has a description.
  [[nodiscard]] AuditChange of(const WatchedTransaction& transaction, Draws& draws) const;
  [[nodiscard]] AuditChange of(const Loan& loan, Draws& draws) const;
  [[nodiscard]] AuditChange of(const Policy& policy, Draws& draws) const;

  /// What is taken from a record that stays: a payee, a saved card, a document, a note. An old
  /// value and no new one.
  [[nodiscard]] AuditChange removal_from(AuditedEntity kind, Draws& draws) const;
  /// A record of somebody who is gone, and of an account that is closed.
  [[nodiscard]] AuditChange deletion_of(const Customer& customer, Draws& draws) const;
  [[nodiscard]] AuditChange deletion_of(const Account& account, Draws& draws) const;

 private:
  [[nodiscard]] std::string_view text(std::string_view column, std::string_view value) const;
  [[nodiscard]] std::string_view id(std::string_view column, std::optional<AnyId> value) const;
  [[nodiscard]] std::string_view date(std::string_view column, Date value) const;
  [[nodiscard]] std::string_view money(std::string_view column, Money value) const;

  const BankModel& model_;
  const CoreBankingPlan& block_;
  Arena& arena_;
};

}  // namespace bankseed
