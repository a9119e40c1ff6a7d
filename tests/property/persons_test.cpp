// Where several persons are named for one thing, nobody is named twice.

#include <map>
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "support/bank_checks.hpp"

namespace bankseed::testing {
namespace {

std::string name_of(const CustomersRow& customer) {
  return std::string(customer.first_name) + " " + std::string(customer.last_name);
}

/// Names by what they stand on; the owner's first.
template <class Id>
class Names {
 public:
  void add(Id thing, std::string name) {
    CAPTURE(name);
    CHECK(names_[thing].insert(std::move(name)).second);
  }

 private:
  std::map<Id, std::set<std::string>> names_;
};

void check_beneficiaries(const RowSet& rows,
                         const RowsBy<CustomerId, CustomersRow>& customers,
                         std::set<std::string>& endings) {
  Names<PolicyId> names;
  std::map<PolicyId, std::string> holders;
  for (const PoliciesRow& policy : rows.of<PoliciesRow>()) {
    holders[policy.policy_id] = name_of(*customers.at(policy.customer_id));
    names.add(policy.policy_id, holders[policy.policy_id]);
  }
  for (const BeneficiariesRow& row : rows.of<BeneficiariesRow>()) {
    const std::string name(row.beneficiary_name);
    names.add(row.policy_id, name);
    const std::string& holder = holders[row.policy_id];
    if (name.starts_with(holder + " "))
      endings.insert(std::string(row.relationship) + name.substr(holder.size()));
  }
}

void check_drivers(const RowSet& rows, const RowsBy<CustomerId, CustomersRow>& customers) {
  Names<PolicyId> names;
  for (const PoliciesRow& policy : rows.of<PoliciesRow>())
    names.add(policy.policy_id, name_of(*customers.at(policy.customer_id)));
  for (const PolicyEventsRow& row : rows.of<PolicyEventsRow>()) {
    const std::string text(row.description);
    const auto found = text.find("Second driver ");
    if (found == std::string::npos) continue;
    const auto first = text.find(": ", found) + 2;
    names.add(row.policy_id, text.substr(first, text.find_first_of(";.", first) - first));
  }
}

void check_guarantors(const RowSet& rows, const RowsBy<CustomerId, CustomersRow>& customers) {
  Names<LoanId> names;
  for (const LoansRow& loan : rows.of<LoansRow>())
    names.add(loan.loan_id, name_of(*customers.at(loan.customer_id)));
  for (const LoanGuarantorsRow& row : rows.of<LoanGuarantorsRow>())
    names.add(row.loan_id, std::string(row.guarantor_name));
}

void check_relationships(const RowSet& rows, const RowsBy<CustomerId, CustomersRow>& customers) {
  std::map<AccountId, std::string> owners;
  for (const AccountsRow& account : rows.of<AccountsRow>())
    owners[account.account_id] = name_of(*customers.at(account.customer_id));
  Names<AccountId> names;
  for (const AccountRelationshipsRow& row : rows.of<AccountRelationshipsRow>()) {
    CHECK(owners[row.primary_account_id] != owners[row.related_account_id]);
    names.add(row.primary_account_id, owners[row.related_account_id]);
    names.add(row.related_account_id, owners[row.primary_account_id]);
  }
}

/// What stands behind the holder's name in names of beneficiaries, in all banks.
std::set<std::string> check_banks(corpus::Locale locale) {
  std::set<std::string> endings;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    for (const std::uint64_t customers : {7UL, 1200UL}) {
      CAPTURE(customers, seed);
      BankOptions options = bank_options(customers, seed == 40 ? 31'337 : seed);
      options.locale = locale;
      const Bank bank(options);
      RowSet rows;
      const TableSet tables =
          tables_of_rows<CustomersRow, AccountsRow, AccountRelationshipsRow, LoansRow,
                         LoanGuarantorsRow, PoliciesRow, BeneficiariesRow, PolicyEventsRow>();
      for (std::uint64_t block = 0; block < bank.block_count(); ++block)
        bank.generate(block, tables, rows);
      const auto masters = rows_by(rows, &CustomersRow::customer_id);
      check_beneficiaries(rows, masters, endings);
      check_drivers(rows, masters);
      check_guarantors(rows, masters);
      check_relationships(rows, masters);
    }
  }
  return endings;
}

}  // namespace

TEST_CASE("nobody stands twice on a policy, a loan or an account (BEN1, GUA1, REL1, EVT1)") {
  const auto american = check_banks(corpus::Locale::kEnUs);
  CHECK(american.count("child Jr.") == 1);
  const auto brazilian = check_banks(corpus::Locale::kPtBr);
  CHECK(brazilian.count("child Filho") + brazilian.count("child Júnior") > 0);
}

}  // namespace bankseed::testing
