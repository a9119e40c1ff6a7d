// The look at the rows of datasets on their way: nothing is wrong with those of a bank, and each
// check notices when something is.

#include <algorithm>
#include <functional>

#include <catch2/catch.hpp>

#include "bankseed/bank/bank.hpp"
#include "verify/datasets/inspection.hpp"

namespace bankseed::verify {
namespace {

constexpr Date kAsOf{9819};  // 2026-11-19

BankOptions options_of(corpus::Locale locale) {
  BankOptions options;
  options.customers = 1'200;
  options.as_of = kAsOf;
  options.locale = locale;
  return options;
}

DatasetFacts facts_of(corpus::Locale locale) {
  const bool is_brazilian = locale == corpus::Locale::kPtBr;
  return {
      .as_of = kAsOf, .currency = is_brazilian ? "BRL" : "USD", .has_tax_numbers = is_brazilian};
}

/// The rows of a bank, but for what somebody changes in those of the second block.
class ChangedRows final : public RowSource {
 public:
  ChangedRows(const Bank& bank, std::function<void(RowSet&)> change)
      : bank_(bank), change_(std::move(change)) {}
  [[nodiscard]] std::uint64_t block_count() const noexcept override { return bank_.block_count(); }
  [[nodiscard]] std::uint64_t rows_before(TableId table, std::uint64_t block) const override {
    return bank_.rows_before(table, block);
  }
  void generate(std::uint64_t block, const TableSet& tables, RowSet& out) const override {
    bank_.generate(block, tables, out);
    if (block == 1) change_(out);
  }

 private:
  const Bank& bank_;
  std::function<void(RowSet&)> change_;
};

/// All rows through an inspection.
void pass_all(const DatasetInspection& inspection) {
  RowSet rows;
  for (std::uint64_t block = 0; block < inspection.block_count(); ++block) {
    rows.clear();
    inspection.generate(block, all_datasets(), rows);
  }
}

/// "DS3 balances: CARD00000700 ..." of each check that does not hold.
std::vector<std::string> findings_of(const DatasetInspection& inspection) {
  std::vector<std::string> findings;
  for (std::size_t i = kTableCount; i < kRowTypeCount; ++i) {
    for (const auto& outcome : inspection.outcomes(TableId{static_cast<std::uint16_t>(i)})) {
      CHECK((outcome.breaches == 0) == outcome.violations.empty());
      if (outcome.breaches > 0) findings.push_back(std::string(outcome.id) + " " + outcome.name);
    }
  }
  return findings;
}

double sum_of(const std::vector<Figure>& figures, std::string_view id) {
  const auto found = std::find_if(figures.begin(), figures.end(),
                                  [id](const Figure& figure) { return figure.id == id; });
  REQUIRE(found != figures.end());
  double sum = 0;
  for (const Point& point : found->points)
    sum += point.value;
  return sum;
}

}  // namespace

TEST_CASE("nothing is wrong with the datasets of a bank, and each row is in its pictures") {
  for (const auto locale : {corpus::Locale::kEnUs, corpus::Locale::kPtBr}) {
    const Bank bank(options_of(locale));
    const DatasetInspection inspection(bank, facts_of(locale));
    pass_all(inspection);
    CHECK(findings_of(inspection).empty());
    const auto outcomes = inspection.outcomes(kTableId<AccountRecord>);
    std::vector<std::string> names;
    for (const DatasetOutcome& outcome : outcomes)
      names.push_back(std::string(outcome.id) + " " + outcome.name);
    CHECK(names == std::vector<std::string>{"CNT accounts", "KEY accounts",
                                            "REF accounts.customer_id", "NUL accounts",
                                            "VAL accounts", "E5 accounts", "DS9 order of changes"});
    for (const DatasetOutcome& outcome : outcomes)
      CHECK(outcome.rows == bank.row_count(kTableId<AccountRecord>));
    const auto figures = inspection.figures();
    const auto count = [&bank](TableId dataset) {
      return static_cast<double>(bank.row_count(dataset));
    };
    CHECK(sum_of(figures, "customer-types") == 1'200);
    CHECK(sum_of(figures, "currencies") == count(kTableId<AccountRecord>));
    CHECK(sum_of(figures, "activity") == count(kTableId<TransactionRecord>));
    CHECK(sum_of(figures, "clock") == count(kTableId<TransactionRecord>));
    CHECK(sum_of(figures, "loan-states") == count(kTableId<LoanRecord>));
    CHECK(sum_of(figures, "limits") == count(kTableId<CreditCardRecord>));
    CHECK(sum_of(figures, "reviews") == count(kTableId<ComplianceRecord>));
    CHECK(sum_of(figures, "holdings") == count(kTableId<InvestmentRecord>));
    CHECK(sum_of(figures, "online") == count(kTableId<DigitalActivityRecord>));
    // Those in other currencies are not among them.
    CHECK(sum_of(figures, "balances") > 0.9 * count(kTableId<AccountRecord>));
    CHECK(sum_of(figures, "balances") < count(kTableId<AccountRecord>));
  }
}

TEST_CASE("datasets refer to each other by the names of their keys") {
  std::vector<std::string> references;
  for (std::size_t i = kTableCount; i < kRowTypeCount; ++i) {
    const TableId dataset{static_cast<std::uint16_t>(i)};
    for (const ColumnDef& column : row_type_info(dataset).columns) {
      if (const auto parent = referred_dataset(dataset, column)) {
        references.push_back(std::string(row_type_info(dataset).name) + "." +
                             std::string(column.name) + " " +
                             std::string(row_type_info(*parent).name));
      }
    }
  }
  CHECK(references == std::vector<std::string>{
                          "accounts.customer_id customers", "transactions.account_id accounts",
                          "loans.customer_id customers", "credit_cards.customer_id customers",
                          "compliance.customer_id customers", "investments.customer_id customers",
                          "investments.account_id accounts",
                          "digital_activity.customer_id customers"});
}

TEST_CASE("each check of datasets notices a row that breaks it, and no other does") {
  using Change = std::function<void(RowSet&)>;
  const auto of = []<class Row>(void (*change)(Row&)) -> Change {
    return [change](RowSet& rows) { change(rows.of<Row>().at(3)); };
  };
  const std::vector<std::pair<std::string, Change>> cases = {
      {"CNT branches", [](RowSet& rows) { rows.of<BranchRecord>().pop_back(); }},
      {"KEY loans", of(+[](LoanRecord& row) { row.loan_id.number += 1; })},
      {"REF loans.customer_id", of(+[](LoanRecord& row) { row.customer_id.number = 1'201; })},
      {"REF transactions.account_id", of(+[](TransactionRecord& row) { row.account_id = {}; })},
      {"REF investments.account_id",
       of(+[](InvestmentRecord& row) { row.account_id.number = 1'000'000; })},
      {"NUL customers", of(+[](CustomerRecord& row) { row.email = ""; })},
      {"VAL accounts", of(+[](AccountRecord& row) { row.account_type = "checking"; })},
      {"VAL compliance", of(+[](ComplianceRecord& row) { row.status = "verified"; })},
      {"E5 digital_activity",
       of(+[](DigitalActivityRecord& row) { row.timestamp = {kAsOf.days * 86'400'000'000}; })},
      {"E5 investments", of(+[](InvestmentRecord& row) {
         row.purchase_date = kAsOf;
         if (row.maturity_date) row.maturity_date = Date{kAsOf.days + 1};
       })},
      {"DS2 CPF and CNPJ", of(+[](CustomerRecord& row) {
         row.customer_type = "Individual";
         row.cnpj.reset();
         row.cpf = "123.456.789-00";
       })},
      {"DS2 CPF and CNPJ", of(+[](CustomerRecord& row) {
         row.cnpj.reset();
         row.cpf.reset();
       })},
      {"DS3 card numbers",
       of(+[](CreditCardRecord& row) { row.card_number = "4000000000000000"; })},
      {"DS3 card numbers", of(+[](CreditCardRecord& row) {
         row.card_type = row.card_type == "Visa" ? "Elo" : "Visa";
       })},
      {"DS3 balances",
       of(+[](CreditCardRecord& row) { row.current_balance = {row.credit_limit.cents + 1}; })},
      {"DS3 balances", of(+[](CreditCardRecord& row) { row.current_balance = {-1}; })},
      {"DS3 expiry", of(+[](CreditCardRecord& row) { row.expiry_date.days -= 1; })},
      {"DS5 maturity", of(+[](InvestmentRecord& row) {
         if (row.maturity_date) {
           row.maturity_date = row.purchase_date;
         } else {
           row.maturity_date = Date{kAsOf.days + 1};
         }
       })},
      {"DS6 addresses", of(+[](DigitalActivityRecord& row) { row.ip_address = "192.0.20.1"; })},
      {"DS9 order of changes",
       of(+[](CreditCardRecord& row) { row.updated_at = {row.created_at.micros - 1}; })},
      {"DS9 amounts", of(+[](TransactionRecord& row) { row.amount = {}; })},
      {"DS9 amounts", of(+[](InvestmentRecord& row) { row.amount = {-1}; })},
      {"DS9 terms", of(+[](LoanRecord& row) { row.end_date = row.start_date; })}};
  const Bank bank(options_of(corpus::Locale::kPtBr));
  for (const auto& [name, change] : cases) {
    const ChangedRows changed(bank, change);
    const DatasetInspection inspection(changed, facts_of(corpus::Locale::kPtBr));
    pass_all(inspection);
    CHECK(findings_of(inspection) == std::vector<std::string>{name});
  }
}

}  // namespace bankseed::verify
