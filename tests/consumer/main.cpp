#include <iostream>

#include <bankseed/bank/bank.hpp>

int main() {
  bankseed::BankOptions options;
  options.customers = 1'200;
  options.seed = 42;
  options.as_of = bankseed::to_date({.year = 2026, .month = 11, .day = 1});
  const bankseed::Bank bank(options);

  // How many rows each table has: computed, without making any.
  bankseed::for_each_table([&bank]<class Row>() {
    std::cout << bankseed::Table<Row>::kName << '\t' << bank.row_count(bankseed::kTableId<Row>)
              << '\n';
  });

  // All accounts, a block of customers after the other; each could be made alone.
  bankseed::RowSet rows;
  for (std::uint64_t block = 0; block < bank.block_count(); ++block) {
    rows.clear();
    bank.generate(block, bankseed::tables_of_rows<bankseed::AccountsRow>(), rows);
    for (const bankseed::AccountsRow& account : rows.of<bankseed::AccountsRow>()) {
      std::cout << to_text(account.account_id) << '\t' << account.account_type << '\t'
                << to_text(account.balance) << '\t' << to_text(account.opened_date) << '\n';
    }
  }

  // Everything about one customer; of it, the transactions.
  rows.clear();
  bank.show_customer({7}, rows);
  for (const bankseed::TransactionsRow& transaction : rows.of<bankseed::TransactionsRow>()) {
    std::cout << to_text(transaction.transaction_id) << '\t'
              << to_text(transaction.transaction_date) << '\t'
              << to_text(transaction.transaction_amount) << '\n';
  }
}
