// The bank in Brazil: the same rules, other people, places, money and words.

#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "support/bank_checks.hpp"

namespace bankseed::testing {
namespace {

WholeBank brazilian_bank(std::uint64_t customers) {
  BankOptions options = bank_options(customers, 5);
  options.locale = corpus::Locale::kPtBr;
  return WholeBank(options);
}

bool holds(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

TEST_CASE("ACC4: accounts of a Brazilian bank are in reais, but for one in twenty") {
  const WholeBank whole = brazilian_bank(1200);
  const auto counts =
      counts_by(whole.rows.of<AccountsRow>(), [](const AccountsRow& row) { return row.currency; });
  const auto& accounts = whole.rows.of<AccountsRow>();
  CHECK(is_share(counts.at("BRL"), accounts.size(), 9500));
  CHECK(counts.at("USD") > counts.at("EUR"));
}

TEST_CASE("CUS2: Brazilian addresses derive from names without accents and reach nobody") {
  const WholeBank whole = brazilian_bank(2'000);
  std::set<std::string_view> emails;
  for (const CustomersRow& row : whole.rows.of<CustomersRow>()) {
    INFO(row.first_name << " " << row.last_name << " " << row.email << " " << row.phone);
    emails.insert(row.email);
    CHECK(row.email.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.@") ==
          std::string_view::npos);
    CHECK(holds(row.email.substr(row.email.find('@')), "example."));
    CHECK(row.phone.substr(0, 4) == "+55 ");
    CHECK(row.phone.substr(6, 4) == " 900");
    CHECK(row.phone.size() <= 20);
    if (row.first_name == "João") CHECK(row.email.substr(0, 5) == "joao.");
    if (row.first_name == "José") CHECK(row.email.substr(0, 5) == "jose.");
    if (row.first_name == "Ângela") CHECK(row.email.substr(0, 7) == "angela.");
  }
  CHECK(emails.size() == 2'000);
  for (const CustomerProfilesRow& row : whole.rows.of<CustomerProfilesRow>()) {
    CHECK(row.country == "Brasil");
    CHECK(holds(row.address, std::string(" - ")));
  }
}

TEST_CASE("TXN5: transfers of a Brazilian bank say which way they go, and nothing is in English") {
  const WholeBank whole = brazilian_bank(1200);
  for (const TransactionsRow& row : whole.rows.of<TransactionsRow>()) {
    INFO(row.description);
    CHECK_FALSE(holds(row.description, "%"));
    for (const std::string_view english : {"ACH", "Card ", "Payroll", " from ", "fee", "Bill "})
      CHECK_FALSE(holds(row.description, english));
    if (row.transaction_type != "transfer") continue;
    const bool in = holds(row.description, "recebid");
    const bool out = holds(row.description, "enviad");
    CHECK(in != out);
  }
}

TEST_CASE("KYC1: a Brazilian national id is the person's CPF, and unique") {
  const WholeBank whole = brazilian_bank(3'000);
  std::set<std::string_view> numbers;
  std::size_t national = 0;
  for (const KycRecordsRow& row : whole.rows.of<KycRecordsRow>()) {
    CHECK(numbers.insert(row.document_number).second);
    if (row.document_type != "national_id") continue;
    ++national;
    CHECK(row.document_number.size() == 14);
    CHECK(row.document_number[3] == '.');
    CHECK(row.document_number[11] == '-');
  }
  CHECK(is_share(national, 3'000, 1500));
}

TEST_CASE("TXN9: tax is paid back when the country's treasury does") {
  const auto months = [](const WholeBank& whole, std::string_view text, std::int32_t first_day) {
    std::set<std::int32_t> found;
    for (const TransactionsRow& row : whole.rows.of<TransactionsRow>()) {
      if (row.description != text) continue;
      const YearMonthDay day = to_civil(date_of(row.transaction_date));
      CHECK(day.day >= first_day);
      found.insert(day.month);
    }
    return found;
  };
  CHECK(months(WholeBank(bank_options(5'000, 5)), "Tax refund, ACH credit", 1) ==
        std::set{2, 3, 4, 5});
  CHECK(months(brazilian_bank(5'000), "Restituição do imposto de renda", 28) ==
        std::set{5, 6, 7, 8, 9});
}

TEST_CASE("the locale changes words and money, not who is who") {
  const WholeBank here(bank_options(1200, 5));
  const WholeBank there = brazilian_bank(1200);
  const auto& profiles = here.rows.of<CustomerProfilesRow>();
  const auto& others = there.rows.of<CustomerProfilesRow>();
  REQUIRE(profiles.size() == others.size());
  for (std::size_t i = 0; i < profiles.size(); ++i) {
    CHECK(profiles[i].customer_segment == others[i].customer_segment);
    CHECK(profiles[i].created_at == others[i].created_at);
    CHECK(profiles[i].kyc_status == others[i].kyc_status);
  }
  CHECK(here.rows.of<TransactionsRow>().size() == there.rows.of<TransactionsRow>().size());
}

}  // namespace
}  // namespace bankseed::testing
