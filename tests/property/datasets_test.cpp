// The nine datasets (DS1 to DS9), over their rows and those of the databases.

#include <cctype>
#include <map>
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "encode/file_framing.hpp"
#include "encode/part_encoder.hpp"
#include "support/bank_checks.hpp"

namespace bankseed::testing {
namespace {

BankOptions brazilian(std::uint64_t customers, std::uint64_t seed) {
  BankOptions options = bank_options(customers, seed);
  options.locale = corpus::Locale::kPtBr;
  return options;
}

/// A bank's rows and its datasets.
struct Datasets {
  explicit Datasets(const BankOptions& options) : whole(options) {
    for (std::uint64_t block = 0; block < whole.bank.block_count(); ++block) {
      whole.bank.generate(block, all_datasets(), rows);
    }
  }

  template <class Row>
  [[nodiscard]] const std::vector<Row>& all() const {
    return rows.of<Row>();
  }

  WholeBank whole;
  RowSet rows;
};

/// The plan of each dataset counts its rows, and its ids are dense.
void check_plan(const Datasets& datasets) {
  const Bank& bank = datasets.whole.bank;
  const auto check = [&]<class Row, class Id>(Id Row::*id) {
    const TableId dataset = kTableId<Row>;
    CAPTURE(row_type_info(dataset).name);
    const auto& rows = datasets.all<Row>();
    CHECK(bank.row_count(dataset) == rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
      CHECK((rows[i].*id).number == i + 1);
    for (std::uint64_t block = 0; block < bank.block_count(); ++block) {
      RowSet alone;
      bank.generate(block, TableSet().set(index_of(dataset)), alone);
      CHECK(alone.row_count(dataset) ==
            bank.rows_before(dataset, block + 1) - bank.rows_before(dataset, block));
    }
  };
  check(&CustomerRecord::customer_id);
  check(&AccountRecord::account_id);
  check(&TransactionRecord::transaction_id);
  check(&LoanRecord::loan_id);
  check(&CreditCardRecord::card_id);
  check(&BranchRecord::branch_id);
  check(&ComplianceRecord::compliance_id);
  check(&InvestmentRecord::investment_id);
  check(&DigitalActivityRecord::activity_id);
}

TEST_CASE("the plan of a dataset counts its rows, and ids are dense") {
  for (const std::uint64_t customers : {1U, 2U, 7U, 119U, 500U, 999U, 1200U, 2750U}) {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
      CAPTURE(customers, seed);
      check_plan(Datasets(brazilian(customers, seed)));
    }
  }
}

TEST_CASE("settings of the datasets decide how many rows there are") {
  BankOptions options = brazilian(2'000, 5);
  DatasetSettings& settings = options.settings.datasets;
  SECTION("many") {
    settings = {.cards = {0, 10'000, 0},
                .customers_per_branch = 10,
                .investing = {10'000},
                .investments = {0, 0, 10'000},
                .activities_per_customer = 100,
                .activities = {0, 0, 10'000}};
    const Datasets datasets(options);
    check_plan(datasets);
    CHECK(datasets.all<CreditCardRecord>().size() == 4'000);
    CHECK(datasets.all<BranchRecord>().size() == 200);
    CHECK(datasets.all<InvestmentRecord>().size() == 3 * datasets.all<AccountRecord>().size());
    const auto& activities = datasets.all<DigitalActivityRecord>();
    CHECK(activities.size() == 200'000);
    for (const DigitalActivityRecord& activity : activities)
      CHECK(activity.activity_type == "Transfer");
  }
  SECTION("few") {
    settings.cards = {0, 0, 10'000};
    settings.customers_per_branch = 1'000'000;
    settings.investing = {0};
    settings.investments = {10'000, 0, 0};
    settings.activities_per_customer = 1;
    const Datasets datasets(options);
    check_plan(datasets);
    CHECK(datasets.all<CreditCardRecord>().empty());
    CHECK(datasets.all<BranchRecord>().size() == 18);
    const auto& accounts = datasets.all<AccountRecord>();
    const auto holding =
        std::count_if(accounts.begin(), accounts.end(),
                      [](const AccountRecord& row) { return row.account_type == "Investment"; });
    CHECK(datasets.all<InvestmentRecord>().size() <= accounts.size());
    CHECK(datasets.all<InvestmentRecord>().size() >= static_cast<std::size_t>(holding));
    CHECK(datasets.all<DigitalActivityRecord>().size() == 2'000);
  }
}

TEST_CASE("DS8: customers are those of the databases") {
  const Datasets datasets(brazilian(2'000, 3));
  const auto records = datasets.all<CustomerRecord>();
  const auto& masters = datasets.whole.rows.of<CustomersRow>();
  const auto& profiles = datasets.whole.rows.of<CustomerProfilesRow>();
  REQUIRE(records.size() == masters.size());
  std::set<std::string_view> numbers;
  for (std::size_t i = 0; i < records.size(); ++i) {
    const CustomerRecord& record = records[i];
    CHECK(record.customer_id == masters[i].customer_id);
    CHECK(record.name ==
          std::string(masters[i].first_name) + " " + std::string(masters[i].last_name));
    CHECK(record.email == masters[i].email);
    CHECK(record.phone_number == masters[i].phone);
    CHECK(record.created_at == masters[i].created_at);
    CHECK(record.address == profiles[i].address);
    CHECK(record.updated_at == profiles[i].updated_at);
    const bool business = profiles[i].customer_segment == "corporate";
    CHECK(record.customer_type == (business ? "Business" : "Individual"));
    CHECK(record.cpf.has_value() == !business);
    CHECK(record.cnpj.has_value() == business);
    CHECK(numbers.insert(business ? *record.cnpj : *record.cpf).second);
  }
  const auto& identities = datasets.whole.rows.of<KycRecordsRow>();
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (identities[i].document_type == "national_id" && records[i].cpf)
      CHECK(identities[i].document_number == *records[i].cpf);
  }
}

TEST_CASE("DS8: accounts and transactions are those of the databases") {
  const Datasets datasets(brazilian(1'500, 4));
  const auto& rows = datasets.whole.rows;
  const auto profiles = rows_by(rows, &CustomerProfilesRow::customer_id);
  const auto accounts = rows_by(rows, &AccountsRow::account_id);
  const auto records = datasets.all<AccountRecord>();
  CHECK(records.size() == accounts.size());
  std::map<AccountId, const AccountRecord*> by_id;
  for (const AccountRecord& record : records) {
    by_id[record.account_id] = &record;
    const AccountsRow& row = *accounts.at(record.account_id);
    const bool business = profiles.at(row.customer_id)->customer_segment == "corporate";
    CAPTURE(row.account_type, business);
    CHECK(record.customer_id == row.customer_id);
    CHECK(record.balance == row.balance);
    CHECK(record.currency == row.currency);
    CHECK(date_of(record.created_at) == row.opened_date);
    CHECK(record.updated_at >= record.created_at);
    CHECK(date_of(record.updated_at) < kAsOf);
    std::string_view type = "Investment";
    if (row.account_type == "checking") type = business ? "Business" : "Checking";
    if (row.account_type == "savings") type = "Savings";
    CHECK(record.account_type == type);
  }
  const auto& transactions = rows.of<TransactionsRow>();
  const auto movements = datasets.all<TransactionRecord>();
  REQUIRE(movements.size() == transactions.size());
  const std::map<std::string_view, std::string_view> types = {{"deposit", "Deposit"},
                                                              {"withdrawal", "Withdrawal"},
                                                              {"transfer", "Transfer"},
                                                              {"payment", "Payment"},
                                                              {"fee", "Payment"}};
  for (std::size_t i = 0; i < movements.size(); ++i) {
    CHECK(movements[i].transaction_id == transactions[i].transaction_id);
    CHECK(movements[i].account_id == transactions[i].account_id);
    CHECK(movements[i].amount == transactions[i].transaction_amount);
    CHECK(movements[i].transaction_date == transactions[i].transaction_date);
    CHECK(movements[i].description == transactions[i].description);
    CHECK(movements[i].transaction_type == types.at(transactions[i].transaction_type));
    const AccountRecord& account = *by_id.at(movements[i].account_id);
    CHECK(movements[i].currency == account.currency);
    CHECK(movements[i].transaction_date >= account.created_at);
    CHECK(movements[i].transaction_date <= account.updated_at);
  }
}

TEST_CASE("DS8: loans and reviews of identities are those of the databases") {
  const Datasets datasets(brazilian(2'000, 5));
  const auto& loans = datasets.whole.rows.of<LoansRow>();
  const auto records = datasets.all<LoanRecord>();
  REQUIRE(records.size() == loans.size());
  const std::map<std::string_view, std::string_view> status = {
      {"active", "Active"}, {"paid_off", "Paid Off"}, {"defaulted", "Default"}};
  for (std::size_t i = 0; i < records.size(); ++i) {
    CHECK(records[i].loan_id == loans[i].loan_id);
    CHECK(records[i].customer_id == loans[i].customer_id);
    CHECK(records[i].loan_amount == loans[i].principal_amount);
    CHECK(records[i].interest_rate.cents == loans[i].interest_rate.ten_thousandths);
    CHECK(records[i].term == loans[i].term_months);
    CHECK(records[i].start_date == loans[i].disbursement_date);
    CHECK(records[i].end_date == loans[i].maturity_date);
    CHECK(records[i].loan_status == status.at(loans[i].loan_status));
    CHECK(std::tolower(records[i].loan_type[0]) == loans[i].loan_type[0]);
    CHECK(records[i].loan_type.substr(1) == loans[i].loan_type.substr(1));
  }
  const std::map<std::string_view, std::string_view> reviews = {
      {"verified", "Completed"}, {"pending", "Pending"}, {"expired", "Rejected"}};
  const auto& identities = datasets.whole.rows.of<KycRecordsRow>();
  const auto records_of_compliance = datasets.all<ComplianceRecord>();
  REQUIRE(records_of_compliance.size() == 3 * identities.size());
  for (std::size_t i = 0; i < identities.size(); ++i) {
    const ComplianceRecord& kyc = records_of_compliance[3 * i];
    CHECK(kyc.compliance_type == "KYC");
    CHECK(kyc.customer_id == identities[i].customer_id);
    CHECK(kyc.status == reviews.at(identities[i].kyc_status));
    CHECK(records_of_compliance[3 * i + 1].compliance_type == "AML");
    CHECK(records_of_compliance[3 * i + 2].compliance_type == "LGPD");
    for (std::size_t j = 0; j < 3; ++j) {
      CHECK(records_of_compliance[3 * i + j].review_date < kAsOf);
      CHECK_FALSE(records_of_compliance[3 * i + j].comments.empty());
    }
  }
}

/// Luhn's rule from the right end, every second digit doubled.
bool passes_luhn(std::string_view digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    int digit = digits[digits.size() - 1 - i] - '0';
    if (i % 2 == 1) digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return sum % 10 == 0;
}

TEST_CASE(
    "DS3: cards have their brand's numbers, are valid after their issue, and are not overdrawn") {
  constexpr std::uint64_t kCustomers = 3'000;
  const Datasets datasets(brazilian(kCustomers, 6));
  std::map<CustomerId, std::uint64_t> held;
  std::map<std::string_view, std::uint64_t> brands;
  std::set<std::string_view> numbers;
  for (const CreditCardRecord& card : datasets.all<CreditCardRecord>()) {
    INFO(card.card_number);
    ++held[card.customer_id];
    ++brands[card.card_type];
    CHECK(numbers.insert(card.card_number).second);
    CHECK(card.card_number.size() == 16);
    CHECK(passes_luhn(card.card_number));
    const std::string_view prefix = card.card_number.substr(0, 2);
    if (card.card_type == "Visa") CHECK(prefix[0] == '4');
    if (card.card_type == "MasterCard") CHECK((prefix >= "51" && prefix <= "55"));
    if (card.card_type == "Elo") CHECK(card.card_number.substr(0, 6) == "650529");
    CHECK(card.expiry_date > date_of(card.created_at));
    CHECK(to_civil(add_days(card.expiry_date, 1)).day == 1);
    CHECK(card.current_balance.cents >= 0);
    CHECK(card.current_balance <= card.credit_limit);
    CHECK(card.updated_at >= card.created_at);
    CHECK(date_of(card.updated_at) < kAsOf);
  }
  CHECK(held.size() > kCustomers * 8 / 10);
  for (const auto& [customer, cards] : held)
    CHECK(cards <= 2);
  CHECK(brands.size() == 3);
  for (const CustomerRecord& customer : datasets.all<CustomerRecord>())
    held.erase(customer.customer_id);
  CHECK(held.empty());
}

TEST_CASE("DS3: a card's limit rises with score and income") {
  const Datasets datasets(brazilian(3'000, 6));
  const auto& rows = datasets.whole.rows;
  const auto applications = rows_by(rows, &LoanApplicationsRow::application_id);
  const auto accounts = rows_by(rows, &AccountsRow::account_id);
  std::map<CustomerId, std::int64_t> scores;
  for (const auto& row : rows.of<RiskAssessmentsRow>()) {
    if (row.application_id)
      scores[applications.at(*row.application_id)->customer_id] = row.risk_score;
  }
  std::map<CustomerId, std::int64_t> pay;
  for (const auto& row : rows.of<TransactionsRow>()) {
    if (row.description.starts_with("Salário"))
      pay[accounts.at(row.account_id)->customer_id] = row.transaction_amount.cents;
  }
  const auto mean_limit = [&](const auto& known, std::int64_t from, std::int64_t below) {
    std::int64_t sum = 0;
    std::int64_t count = 0;
    for (const CreditCardRecord& card : datasets.all<CreditCardRecord>()) {
      const auto found = known.find(card.customer_id);
      if (found == known.end() || found->second < from || found->second >= below) continue;
      sum += card.credit_limit.cents;
      ++count;
    }
    REQUIRE(count > 50);
    return sum / count;
  };
  CHECK(mean_limit(scores, 660, 900) * 10 > mean_limit(scores, 0, 660) * 13);
  CHECK(mean_limit(pay, 2'500'00, 100'000'00) * 10 > mean_limit(pay, 0, 2'500'00) * 15);
}

TEST_CASE("DS4: branches are those of the databases, and more in the same form") {
  for (const std::uint64_t customers : {1U, 1'000U, 3'599U, 3'700U, 10'000U}) {
    CAPTURE(customers);
    const Bank bank(brazilian(customers, 7));
    std::uint64_t count = 0;
    std::set<std::string> names;
    for (std::uint64_t block = 0; block < bank.block_count(); ++block) {
      RowSet rows;
      bank.generate(block, TableSet().set(index_of(kTableId<BranchRecord>)), rows);
      for (const BranchRecord& row : rows.of<BranchRecord>()) {
        ++count;
        CHECK(names.insert(std::string(row.branch_name)).second);
        CHECK(row.updated_at >= row.created_at);
        CHECK(date_of(row.updated_at) < kAsOf);
        CHECK(row.phone_number.substr(0, 4) == "+55 ");
      }
    }
    CHECK(count == std::max<std::uint64_t>(18, (customers + 100) / 200));
  }
}

TEST_CASE("DS5: investments follow the opening of their accounts and end by their terms") {
  const Datasets datasets(brazilian(2'000, 8));
  const auto accounts = rows_by(datasets.whole.rows, &AccountsRow::account_id);
  std::map<AccountId, std::uint64_t> held;
  std::set<std::string_view> types;
  const WorkingDays working = working_days(corpus::Locale::kPtBr, kAsOf);
  for (const InvestmentRecord& row : datasets.all<InvestmentRecord>()) {
    const AccountsRow& account = *accounts.at(row.account_id);
    ++held[row.account_id];
    types.insert(row.investment_type);
    CHECK(row.customer_id == account.customer_id);
    CHECK(row.purchase_date > account.opened_date);
    CHECK(row.purchase_date < kAsOf);
    CHECK(working.is_working_day(row.purchase_date));
    CHECK(row.maturity_date.has_value() == (row.investment_type == "Fixed Income"));
    CHECK(row.maturity_date.value_or(kAsOf) > row.purchase_date);
    if (row.maturity_date.value_or(add_days(kAsOf, 1)) <= kAsOf || account.closed_date)
      CHECK(row.status == "Closed");
    CHECK((row.status == "Active" || row.status == "Closed"));
    CHECK(row.amount.cents >= 100'00);
    if (account.account_type != "money_market") CHECK(row.investment_type == "Fixed Income");
  }
  for (const auto& [account, investments] : held)
    CHECK((investments >= 1 && investments <= 3));
  CHECK(types == std::set<std::string_view>{"Fixed Income", "Stocks", "Real Estate Funds"});
}

TEST_CASE("DS6: five activities per customer in the last year, on one or two devices") {
  constexpr std::uint64_t kCustomers = 3'000;
  const Datasets datasets(brazilian(kCustomers, 9));
  const auto customers = rows_by(datasets.whole.rows, &CustomersRow::customer_id);
  std::multimap<CustomerId, const AccountsRow*> accounts;
  for (const auto& account : datasets.whole.rows.of<AccountsRow>())
    accounts.emplace(account.customer_id, &account);
  std::map<CustomerId, std::set<std::string_view>> devices;
  std::map<CustomerId, Timestamp> last;
  std::uint64_t count = 0;
  std::uint64_t at_night = 0;
  for (const DigitalActivityRecord& row : datasets.all<DigitalActivityRecord>()) {
    ++count;
    devices[row.customer_id].insert(row.device_type);
    CHECK(row.timestamp >= customers.at(row.customer_id)->created_at);
    CHECK(date_of(row.timestamp) < kAsOf);
    CHECK(date_of(row.timestamp) >= add_days(kAsOf, -365));
    CHECK(row.timestamp >= last[row.customer_id]);
    last[row.customer_id] = row.timestamp;
    if (row.activity_type != "Login") {
      const auto held = accounts.equal_range(row.customer_id);
      CHECK(std::any_of(held.first, held.second, [&row](const auto& entry) {
        const AccountsRow& account = *entry.second;
        return account.account_type != "cd" && account.opened_date <= date_of(row.timestamp) &&
               account.closed_date.value_or(kAsOf) >= date_of(row.timestamp);
      }));
    }
    const std::int64_t of_day = row.timestamp.micros % kMicrosPerDay;
    at_night += of_day < 5 * kSecondsPerHour * kMicrosPerSecond ? 1U : 0U;
    const std::string_view network = row.ip_address.substr(0, row.ip_address.rfind('.'));
    CHECK((network == "192.0.2" || network == "198.51.100" || network == "203.0.113"));
  }
  CHECK(count == 5 * kCustomers);
  CHECK(at_night * 20 < count);
  CHECK(devices.size() > kCustomers * 80 / 100);
  for (const auto& [customer, used] : devices)
    CHECK(used.size() <= 2);
}

TEST_CASE("DS2: an American bank has no CPF and no CNPJ") {
  const Datasets datasets(bank_options(700, 10));
  for (const CustomerRecord& row : datasets.all<CustomerRecord>()) {
    CHECK_FALSE(row.cpf);
    CHECK_FALSE(row.cnpj);
  }
}

TEST_CASE("DS9: nothing is changed before it is made, amounts are positive, and loans end") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Datasets datasets(brazilian(1'200, seed));
    const auto check_changes = [](const auto& rows) {
      for (const auto& row : rows)
        CHECK(row.created_at <= row.updated_at);
    };
    check_changes(datasets.all<CustomerRecord>());
    check_changes(datasets.all<AccountRecord>());
    check_changes(datasets.all<CreditCardRecord>());
    check_changes(datasets.all<BranchRecord>());
    for (const TransactionRecord& row : datasets.all<TransactionRecord>())
      CHECK(row.amount.cents > 0);
    for (const InvestmentRecord& row : datasets.all<InvestmentRecord>())
      CHECK(row.amount.cents > 0);
    for (const LoanRecord& row : datasets.all<LoanRecord>()) {
      CHECK(row.loan_amount.cents > 0);
      CHECK(row.interest_rate.cents > 0);
      CHECK(row.term > 0);
      CHECK(row.start_date < row.end_date);
    }
  }
}

TEST_CASE("DS7: what a dataset is made from is not left behind, and not taken away") {
  const Bank bank(brazilian(1'200, 12));
  RowSet datasets;
  RowSet both;
  for (std::uint64_t block = 0; block < bank.block_count(); ++block) {
    bank.generate(block, all_datasets(), datasets);
    bank.generate(block, all_tables() | all_datasets(), both);
  }
  for (std::size_t i = 0; i < kRowTypeCount; ++i) {
    const TableId table{static_cast<std::uint16_t>(i)};
    CAPTURE(row_type_info(table).name);
    CHECK(both.row_count(table) == bank.row_count(table));
    CHECK(datasets.row_count(table) == (is_dataset(table) ? bank.row_count(table) : 0));
    Buffer alone;
    Buffer among;
    if (!is_dataset(table)) continue;
    encode(datasets, table, Format::kCsv, alone);
    encode(both, table, Format::kCsv, among);
    CHECK(alone.view() == among.view());
  }
}

std::string file_of(const Bank& bank, TableId dataset, const TableSet& made, Format format) {
  const auto compression = format == Format::kParquet ? Compression::kZstd : Compression::kNone;
  FileFraming framing(row_type_info(dataset).columns, format, compression);
  Compressor compressor(compression);
  Buffer file;
  framing.begin(file);
  const auto encoder = make_part_encoder(dataset, format, compression);
  for (std::uint64_t block = 0; block < bank.block_count(); ++block) {
    RowSet rows;
    bank.generate(block, made, rows);
    EncodedPart part;
    part.rows = rows.row_count(dataset);
    if (part.rows == 0) continue;
    encoder->append(rows, {.first = 0, .count = part.rows}, part);
    encoder->finish(compressor, part);
    framing.add(file.size(), part, file);
    file.append(part.bytes.view());
  }
  framing.end(file);
  return std::string(file.view());
}

TEST_CASE("DS7: a dataset made alone is the same bytes as among all") {
  const Bank bank(brazilian(1'200, 11));
  for (const RowTypeInfo& info : kDatasets) {
    CAPTURE(info.name);
    const TableId dataset = *find_dataset(info.name);
    for (const auto format : {Format::kJson, Format::kJsonLines, Format::kCsv, Format::kParquet}) {
      const std::string alone = file_of(bank, dataset, TableSet().set(index_of(dataset)), format);
      CHECK(alone == file_of(bank, dataset, all_datasets(), format));
      CHECK(alone.size() > 1'000);
    }
  }
}

TEST_CASE("DS1: a JSON array begins and ends as one, even without rows") {
  // A single customer may have no loan and no account.
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Bank bank(brazilian(1, seed));
    const std::string file = file_of(bank, kTableId<LoanRecord>, all_datasets(), Format::kJson);
    if (bank.row_count(kTableId<LoanRecord>) == 0) CHECK(file == "[\n]\n");
    CHECK(file.substr(0, 2) == "[\n");
    CHECK(file.substr(file.size() - 3) == "\n]\n");
  }
}

}  // namespace
}  // namespace bankseed::testing
