#pragma once

#include <array>

#include "bank/accounts/accounts.hpp"
#include "bank/loans/loans.hpp"
#include "bank/model/domain.hpp"
#include "bank/settings/describe.hpp"

namespace bankseed {

[[nodiscard]] SettingSection describe(DatasetSettings& settings);

// A domain for each dataset, so that none is made from more than it needs. DS8: customers,
// accounts, transactions, loans and compliance come out of the databases' own rows.

void append_customer_records(Block& block, const TableSet& tables, RowSet& out);
inline constexpr std::array kCustomerRecordTables = {
    counted<CustomerRecord, &CoreCounts::customers>()};
inline constexpr std::array kCustomerRecordInputs = {kTableId<CustomerProfilesRow>};
inline constexpr Domain kCustomerRecords{.tables = kCustomerRecordTables,
                                         .append = append_customer_records,
                                         .inputs = kCustomerRecordInputs};

void append_account_records(Block& block, const TableSet& tables, RowSet& out);
inline constexpr std::array kAccountRecordTables = {
    counted<AccountRecord, &CoreCounts::accounts>()};
inline constexpr std::array kAccountRecordInputs = {kTableId<AccountsRow>,
                                                    kTableId<TransactionsRow>};
inline constexpr Domain kAccountRecords{.tables = kAccountRecordTables,
                                        .append = append_account_records,
                                        .inputs = kAccountRecordInputs};

void append_transaction_records(Block& block, const TableSet& tables, RowSet& out);
inline constexpr std::array kTransactionRecordTables = {
    counted<TransactionRecord, &CoreCounts::transactions>()};
inline constexpr std::array kTransactionRecordInputs = {kTableId<TransactionsRow>};
inline constexpr Domain kTransactionRecords{.tables = kTransactionRecordTables,
                                            .append = append_transaction_records,
                                            .inputs = kTransactionRecordInputs};

void append_loan_records(Block& block, const TableSet& tables, RowSet& out);
inline constexpr std::array kLoanRecordTables = {counted<LoanRecord, &LoanCounts::loans>()};
inline constexpr std::array kLoanRecordInputs = {kTableId<LoansRow>};
inline constexpr Domain kLoanRecords{
    .tables = kLoanRecordTables, .append = append_loan_records, .inputs = kLoanRecordInputs};

[[nodiscard]] std::uint64_t compliance_records_before(const BankModel& model, std::uint64_t block);
void append_compliance_records(Block& block, const TableSet& tables, RowSet& out);
inline constexpr std::array kComplianceRecordTables = {
    CountedTable{kTableId<ComplianceRecord>, compliance_records_before}};
inline constexpr std::array kComplianceRecordInputs = {kTableId<KycRecordsRow>,
                                                       kTableId<AmlChecksRow>};
inline constexpr Domain kComplianceRecords{.tables = kComplianceRecordTables,
                                           .append = append_compliance_records,
                                           .inputs = kComplianceRecordInputs};

[[nodiscard]] std::uint64_t branch_records_before(const BankModel& model, std::uint64_t block);
void append_branch_records(Block& block, const TableSet& tables, RowSet& out);
inline constexpr std::array kBranchRecordTables = {
    CountedTable{kTableId<BranchRecord>, branch_records_before}};
inline constexpr Domain kBranchRecords{.tables = kBranchRecordTables,
                                       .append = append_branch_records};

[[nodiscard]] std::uint64_t credit_card_records_before(const BankModel& model, std::uint64_t block);
void append_credit_card_records(Block& block, const TableSet& tables, RowSet& out);
inline constexpr std::array kCreditCardRecordTables = {
    CountedTable{kTableId<CreditCardRecord>, credit_card_records_before}};
inline constexpr Domain kCreditCardRecords{.tables = kCreditCardRecordTables,
                                           .append = append_credit_card_records};

[[nodiscard]] std::uint64_t investment_records_before(const BankModel& model, std::uint64_t block);
void append_investment_records(Block& block, const TableSet& tables, RowSet& out);
inline constexpr std::array kInvestmentRecordTables = {
    CountedTable{kTableId<InvestmentRecord>, investment_records_before}};
inline constexpr Domain kInvestmentRecords{.tables = kInvestmentRecordTables,
                                           .append = append_investment_records};

[[nodiscard]] std::uint64_t digital_activity_records_before(const BankModel& model,
                                                            std::uint64_t block);
void append_digital_activity_records(Block& block, const TableSet& tables, RowSet& out);
inline constexpr std::array kDigitalActivityRecordTables = {
    CountedTable{kTableId<DigitalActivityRecord>, digital_activity_records_before}};
inline constexpr Domain kDigitalActivityRecords{.tables = kDigitalActivityRecordTables,
                                                .append = append_digital_activity_records};

}  // namespace bankseed
