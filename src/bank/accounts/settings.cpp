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
  using S = CustomerSettings;
  return section(
      settings, "customers", "Customers and their profiles",
      integer<&S::history_years>(SettingUnit::kYears, {2, 50},
                                 "how far back customers were created (CUS1, RSP1, PAY1, EVT1)"),
      range<&S::age_years>(SettingUnit::kYears, {18, 110}, "age (CUS1)"),
      integer<&S::age_mean_years>(SettingUnit::kYears, {18, 110},
                                  "middle of the bell of ages (CUS1)"),
      integer<&S::age_deviation_years>(SettingUnit::kYears, {1, 50},
                                       "standard deviation of the bell of ages (CUS1)"),
      split<&S::segments>("customers by segment (PRO1, RSP1)"),
      split<&S::status>("customers by status (PRO1, ACC2)"),
      split<&S::kyc>("customers by KYC status (PRO1, KYC1)"),
      split<&S::risk>("customers by risk rating (PRO1)"),
      share<&S::with_agent>("customers with an agent (PRO1)"),
      share<&S::near_branch>("customers who live near a branch (CUS4)"),
      share<&S::in_households>("customers who live with others (CUS5)"));
}

SettingSection describe(AccountSettings& settings) {
  using S = AccountSettings;
  return section(settings, "accounts", "Accounts",
                 share<&S::holders>("customers who hold accounts (ACC1, LOA5, KYC1, TXN13, CMP3)"),
                 share<&S::several>("holders who hold several (ACC1, TXN13)"),
                 split<&S::several_counts>(kSeveral, "how many those hold (ACC1)"),
                 split<&S::types>("accounts by type (ACC2, TXN13)"),
                 split<&S::status>("accounts by status (ACC2, TXN13)"),
                 share<&S::foreign_currency>("accounts in another currency (ACC4, TXN13)"),
                 cents<&S::balances>("balance by type (ACC3)"));
}

SettingSection describe(TransactionSettings& settings) {
  using S = TransactionSettings;
  return section(settings, "transactions", "Movements on accounts",
                 choice<&S::activity>(
                     "how much moves: the defaults of this section go by it (TXN1, TXN2, TXN3, "
                     "TXN4, TXN7)"),
                 volume<&S::count>("transactions (TXN1, TXN8, TXN13, CMP3, AML1)"),
                 range<&S::per_account>(SettingUnit::kNumber, {1, 10'000},
                                        "transactions of an account (TXN1, TXN8)"),
                 split<&S::types>(kTransactionTypes, "transactions by type (TXN2, TXN13, AML1)"),
                 share<&S::fees>("fees among payments and fees (TXN2, CMP3)"),
                 share<&S::internal>("transfers within the bank (TXN6, TXN13)"),
                 share<&S::above_10000>("transfers above 10,000 (TXN7, AML1)"),
                 share<&S::processed_by>("transactions that an employee made (TXN4)"),
                 cents<&S::amounts>("amount by type (TXN3, TXN7, AML2, SAR1, VIO1)"));
}

SettingSection describe(RelationshipSettings& settings) {
  using S = RelationshipSettings;
  return section(settings, "relationships", "Relationships between accounts",
                 volume<&S::count>("relationships (REL1)"),
                 split<&S::types>("relationships by type (REL1)"));
}

}  // namespace bankseed
