#include "bank/datasets/datasets.hpp"

#include "bank/domains.hpp"
#include "bankseed/bank/bank.hpp"
#include "bankseed/core/check.hpp"

namespace bankseed {

DatasetDomain domain_of(Dataset dataset) {
  switch (dataset) {
    case Dataset::kCustomers: return customer_records();
    case Dataset::kAccounts: return account_records();
    case Dataset::kTransactions: return transaction_records();
    case Dataset::kLoans: return loan_records();
    case Dataset::kCreditCards: return credit_card_records();
    case Dataset::kBranches: return branch_records();
    case Dataset::kCompliance: return compliance_records();
    case Dataset::kInvestments: return investment_records();
    case Dataset::kDigitalActivity: return digital_activity_records();
  }
  BANKSEED_FAIL("unknown dataset");
}

std::uint64_t Bank::dataset_rows_before(Dataset dataset, std::uint64_t block) const {
  BANKSEED_CHECK(block <= block_count());
  return domain_of(dataset).rows_before(*model_, block);
}

void Bank::generate_datasets(std::uint64_t block,
                             const DatasetSet& datasets,
                             DatasetRows& out) const {
  BANKSEED_CHECK(block < block_count());
  Block data(*model_, block);
  TableSet tables;
  for (std::size_t i = 0; i < kDatasetCount; ++i) {
    if (datasets[i]) tables |= domain_of(static_cast<Dataset>(i)).tables;
  }
  append_tables(data, tables, out.tables());
  for (std::size_t i = 0; i < kDatasetCount; ++i) {
    if (datasets[i]) domain_of(static_cast<Dataset>(i)).append(data, out);
  }
}

}  // namespace bankseed
