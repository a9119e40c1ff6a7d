#include "bank/accounts/accounts.hpp"
#include "bank/settings/forms.hpp"

namespace bankseed {
namespace {

constexpr std::array<std::string_view, 3> kSeveral = {"four", "five", "three"};
constexpr std::array<std::string_view, 4> kTransactionTypes = {
    text_of(TransactionType::kDeposit), text_of(TransactionType::kWithdrawal),
    text_of(TransactionType::kTransfer), "payment_or_fee"};

}  // namespace

SettingSection describe(CustomerSettings& settings) {
  auto& [history, age, mean, deviation, segments, status, kyc, risk, agent] = settings;
  return {"customers",
          "Customers and their profiles",
          {
              integer("history_years", history, SettingUnit::kYears, {2, 50},
                      "how far back customers were created (CUS1, PAY1)"),
              range("age_years", age, SettingUnit::kYears, {18, 110}, "age (CUS1)"),
              integer("age_mean_years", mean, SettingUnit::kYears, {18, 110},
                      "middle of the bell of ages (CUS1)"),
              integer("age_deviation_years", deviation, SettingUnit::kYears, {1, 50},
                      "standard deviation of the bell of ages (CUS1)"),
              split("segments", segments, "customers by segment (PRO1, RSP1)"),
              split("status", status, "customers by status (PRO1, ACC2)"),
              split("kyc", kyc, "customers by KYC status (PRO1)"),
              split("risk", risk, "customers by risk rating (PRO1)"),
              share("with_agent", agent, "customers with an agent (PRO1)"),
          }};
}

SettingSection describe(AccountSettings& settings) {
  auto& [holders, several, counts, types, status, foreign, balances] = settings;
  return {"accounts",
          "Accounts",
          {
              share("holders", holders, "customers who hold accounts (ACC1, LOA5)"),
              share("several", several, "holders who hold several (ACC1)"),
              split("several_counts", counts, kSeveral, "how many those hold (ACC1)"),
              split("types", types, "accounts by type (ACC2)"),
              split("status", status, "accounts by status (ACC2)"),
              share("foreign_currency", foreign, "accounts in another currency (ACC4)"),
              cents("balances", balances, "balance by type (ACC3)"),
          }};
}

SettingSection describe(TransactionSettings& settings) {
  auto& [activity, count, per_account, types, fees, internal, above, processed_by, amounts] =
      settings;
  return {"transactions",
          "Movements on accounts",
          {
              choice("activity", activity,
                     "how much moves: the defaults of this section go by it (TXN1, TXN2, TXN3, "
                     "TXN4, TXN7)"),
              volume("count", count, "transactions (TXN1, TXN8, AML1)"),
              range("per_account", per_account, SettingUnit::kNumber, {1, 10'000},
                    "transactions of an account (TXN1, TXN8)"),
              split("types", types, kTransactionTypes, "transactions by type (TXN2, AML1)"),
              share("fees", fees, "fees among payments and fees (TXN2)"),
              share("internal", internal, "transfers within the bank (TXN6)"),
              share("above_10000", above, "transfers above 10,000 (TXN7, AML1)"),
              share("processed_by", processed_by, "transactions that an employee made (TXN4)"),
              cents("amounts", amounts, "amount by type (TXN3, TXN7, AML2, SAR1, VIO1)"),
          }};
}

SettingSection describe(RelationshipSettings& settings) {
  auto& [count, types] = settings;
  return {"relationships",
          "Relationships between accounts",
          {
              volume("count", count, "relationships (REL1)"),
              split("types", types, "relationships by type (REL1)"),
          }};
}

}  // namespace bankseed
