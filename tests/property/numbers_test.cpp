// No number of the bank is one that a real person or issuer can have (E8): every text of every
// table and dataset is looked through for what has the form of such a number.

#include <algorithm>
#include <string>
#include <string_view>

#include <catch2/catch.hpp>

#include "encode/encoder.hpp"
#include "support/bank_checks.hpp"

namespace bankseed::testing {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Whether `text` begins with the pattern: # is a digit, @ a capital letter.
bool begins_with(std::string_view text, std::string_view pattern) {
  if (text.size() < pattern.size()) return false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = text[i];
    if (pattern[i] == '#' ? !is_digit(c) : pattern[i] == '@' ? c < 'A' || c > 'Z' : c != pattern[i])
      return false;
  }
  return true;
}

/// Calls `use` with what has the form of the pattern and stands by itself.
template <class Use>
void for_each_match(std::string_view text, std::string_view pattern, const Use& use) {
  const auto joins = [](char c) {
    return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '.';
  };
  for (std::size_t at = 0; at + pattern.size() <= text.size(); ++at) {
    if (!begins_with(text.substr(at), pattern)) continue;
    const std::size_t end = at + pattern.size();
    if (at > 0 && joins(text[at - 1])) continue;
    if (end < text.size() && joins(text[end]) && text[end] != '.') continue;
    use(text.substr(at, pattern.size()));
  }
}

/// SSA gives no area 000, 666 or from 900 on, no group 00 and no serial number 0000; taxpayers'
/// numbers from 900 on have a group of 50 or more.
bool may_be_american(std::string_view number) {
  const std::string_view area = number.substr(0, 3);
  const std::string_view group = number.substr(4, 2);
  if (area[0] == '9') return group >= "50";
  return area != "000" && area != "666" && group != "00" && number.substr(7) != "0000";
}

/// All texts of a bank, as CSV.
std::string text_of(const RowSet& rows, const TableSet& tables) {
  Buffer buffer;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    if (tables[i]) encode(rows, TableId{static_cast<std::uint16_t>(i)}, Format::kCsv, buffer);
  }
  return std::string(buffer.view());
}

void check_texts(std::string_view text) {
  for_each_match(text, "###-##-####", [](std::string_view number) {
    CAPTURE(number);
    CHECK_FALSE(may_be_american(number));
  });
  // Firms count their places from 0001.
  for_each_match(text, "##.###.###/####-##", [](std::string_view number) {
    CAPTURE(number);
    CHECK(number.substr(11, 4) == "0000");
  });
  for_each_match(text, "+1-###-###-####", [](std::string_view number) {
    CAPTURE(number);
    CHECK(number.substr(7, 6) == "555-01");
  });
  for_each_match(text, "+55 ## #####-####", [](std::string_view number) {
    CAPTURE(number);
    CHECK(number.substr(7, 3) == "900");
  });
  for_each_match(text, "################", [](std::string_view number) {
    CAPTURE(number);
    CHECK((number.starts_with("400000") || number.starts_with("520000") ||
           number.starts_with("650529")));
  });
}

void check_documents(const RowSet& rows, bool brazilian) {
  for (const KycRecordsRow& row : rows.of<KycRecordsRow>()) {
    const std::string_view number = row.document_number;
    CAPTURE(row.document_type, number);
    const auto is = [number](std::string_view pattern) {
      return number.size() == pattern.size() && begins_with(number, pattern);
    };
    if (row.document_type == "passport") {
      CHECK(is(brazilian ? "@@########" : "@#########"));
    } else if (row.document_type == "drivers_license") {
      CHECK(is(brazilian ? "############" : "@@-########"));
    } else {
      CHECK(is(brazilian ? "###.###.###-##" : "9##-1#-####"));
    }
  }
}

}  // namespace

TEST_CASE("E8: no number of a bank is one that a person or an issuer can have") {
  for (const corpus::Locale locale : {corpus::Locale::kEnUs, corpus::Locale::kPtBr}) {
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
      BankOptions options = bank_options(seed == 1 ? 1'200 : 150, seed);
      options.locale = locale;
      CAPTURE(static_cast<int>(locale), seed);
      const WholeBank whole(options);
      check_texts(text_of(whole.rows, all_tables()));
      check_documents(whole.rows, locale == corpus::Locale::kPtBr);
      RowSet datasets;
      for (std::uint64_t block = 0; block < whole.bank.block_count(); ++block)
        whole.bank.generate(block, all_datasets(), datasets);
      check_texts(text_of(datasets, all_datasets()));
      for (const CreditCardRecord& row : datasets.of<CreditCardRecord>())
        CHECK(row.card_number.size() == 16);
      for (const CustomerRecord& row : datasets.of<CustomerRecord>())
        CHECK((!row.cnpj || begins_with(*row.cnpj, "##.###.###/0000-##")));
    }
  }
}

TEST_CASE("E8: what finds numbers that somebody may have finds them") {
  const auto finds = [](std::string_view text, std::string_view pattern) {
    std::size_t count = 0;
    for_each_match(text, pattern, [&count](std::string_view /*number*/) { ++count; });
    return count;
  };
  CHECK(finds("1,299-12-2584,x", "###-##-####") == 1);
  CHECK(finds("call 299-12-2584. Or 299-12-25841", "###-##-####") == 1);
  CHECK(may_be_american("299-12-2584"));
  CHECK(may_be_american("912-70-1234"));
  CHECK_FALSE(may_be_american("912-19-1234"));
  CHECK_FALSE(may_be_american("666-12-2584"));
}

}  // namespace bankseed::testing
