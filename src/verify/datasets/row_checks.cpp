// Written from RULES.md, not from what makes the rows.

#include "verify/datasets/row_checks.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "bankseed/core/calendar.hpp"

namespace bankseed::verify {
namespace {

/// The digits of a text of this length, whose other characters stand at their places in `form`.
std::string digits_in_form(std::string_view text, std::string_view form) {
  std::string digits;
  if (text.size() != form.size()) return {};
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_digit = text[i] >= '0' && text[i] <= '9';
    if (is_digit != (form[i] == '#') || (!is_digit && text[i] != form[i])) return {};
    if (is_digit) digits += text[i];
  }
  return digits;
}

/// The check digit that belongs after the first `count` digits: their sum, each with a weight that
/// grows from 2 to `weight_max`, from the right, and begins anew, modulo 11.
char modulo_11_digit(std::string_view digits, std::size_t count, std::uint32_t weight_max) {
  std::uint32_t sum = 0;
  std::uint32_t weight = 2;
  for (std::size_t i = count; i-- > 0;) {
    sum += static_cast<std::uint32_t>(digits[i] - '0') * weight;
    weight = weight == weight_max ? 2 : weight + 1;
  }
  const std::uint32_t rest = sum % 11;
  return static_cast<char>('0' + (rest < 2 ? 0 : 11 - rest));
}

bool has_check_digits(std::string_view text, std::string_view form, std::uint32_t weight_max) {
  const std::string digits = digits_in_form(text, form);
  if (digits.empty()) return false;
  const std::size_t size = digits.size();
  return modulo_11_digit(digits, size - 2, weight_max) == digits[size - 2] &&
         modulo_11_digit(digits, size - 1, weight_max) == digits[size - 1];
}
bool is_cpf(std::string_view text) {
  return has_check_digits(text, "###.###.###-##", 11);
}
bool is_cnpj(std::string_view text) {
  return has_check_digits(text, "##.###.###/####-##", 9);
}

std::string tax_number_breach(const CustomerRecord& row, const DatasetFacts& facts) {
  const bool has_right_one = row.customer_type == "Business"
                                 ? row.cnpj && is_cnpj(*row.cnpj) && !row.cpf
                                 : row.cpf && is_cpf(*row.cpf) && !row.cnpj;
  if (facts.has_tax_numbers ? has_right_one : !row.cpf && !row.cnpj) return {};
  return fmt::format("{}: CPF {}, CNPJ {}", row.customer_type, row.cpf.value_or("none"),
                     row.cnpj.value_or("none"));
}

/// Luhn: from the right, every second digit counts twice, its digits added.
bool passes_luhn(std::string_view digits) {
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const auto digit = static_cast<std::uint32_t>(digits[digits.size() - 1 - i] - '0');
    const std::uint32_t counted = i % 2 == 0 ? digit : 2 * digit;
    sum += counted / 10 + counted % 10;
  }
  return sum % 10 == 0;
}

bool begins_as(std::string_view number, std::string_view brand) {
  if (brand == "Visa") return number.starts_with('4');
  if (brand == "MasterCard") return number[0] == '5' && number[1] >= '1' && number[1] <= '5';
  return brand == "Elo" && number.starts_with("650529");
}

std::string card_number_breach(const CreditCardRecord& row, const DatasetFacts& /*facts*/) {
  const std::string digits = digits_in_form(row.card_number, "################");
  if (!digits.empty() && passes_luhn(digits) && begins_as(digits, row.card_type)) return {};
  return fmt::format("{} {}", row.card_type, row.card_number);
}

std::string card_balance_breach(const CreditCardRecord& row, const DatasetFacts& /*facts*/) {
  if (row.current_balance.cents >= 0 && row.current_balance <= row.credit_limit) return {};
  return fmt::format("{} of {}", to_text(row.current_balance), to_text(row.credit_limit));
}

std::string card_expiry_breach(const CreditCardRecord& row, const DatasetFacts& /*facts*/) {
  const bool is_last_of_month = to_civil(add_days(row.expiry_date, 1)).day == 1;
  if (is_last_of_month && start_of(row.expiry_date) > row.created_at) return {};
  return fmt::format("issued {}, expires {}", to_text(date_of(row.created_at)),
                     to_text(row.expiry_date));
}

std::string maturity_breach(const InvestmentRecord& row, const DatasetFacts& /*facts*/) {
  const bool matures = row.investment_type == "Fixed Income";
  const bool is_right =
      matures ? row.maturity_date && *row.maturity_date > row.purchase_date : !row.maturity_date;
  if (is_right) return {};
  return fmt::format("{}, bought {}, matures {}", row.investment_type, to_text(row.purchase_date),
                     row.maturity_date ? to_text(*row.maturity_date) : "never");
}

std::string investment_amount_breach(const InvestmentRecord& row, const DatasetFacts& /*facts*/) {
  return row.amount.cents > 0 ? std::string{} : to_text(row.amount);
}

std::string movement_amount_breach(const TransactionRecord& row, const DatasetFacts& /*facts*/) {
  return row.amount.cents > 0 ? std::string{} : to_text(row.amount);
}

std::string loan_breach(const LoanRecord& row, const DatasetFacts& /*facts*/) {
  const bool is_sound = row.loan_amount.cents > 0 && row.interest_rate.cents > 0 && row.term > 0 &&
                        row.start_date < row.end_date;
  if (is_sound) return {};
  return fmt::format("{} at {} %, {} months from {} to {}", to_text(row.loan_amount),
                     to_text(row.interest_rate), row.term, to_text(row.start_date),
                     to_text(row.end_date));
}

/// RFC 5737.
constexpr std::array<std::string_view, 3> kDocumentationNetworks = {"192.0.2.", "198.51.100.",
                                                                    "203.0.113."};

std::string ip_address_breach(const DigitalActivityRecord& row, const DatasetFacts& /*facts*/) {
  const bool is_reserved =
      std::any_of(kDocumentationNetworks.begin(), kDocumentationNetworks.end(),
                  [&row](std::string_view network) { return row.ip_address.starts_with(network); });
  return is_reserved ? std::string{} : std::string(row.ip_address);
}

template <class Row>
std::string change_breach(const Row& row, const DatasetFacts& /*facts*/) {
  if (row.created_at <= row.updated_at) return {};
  return fmt::format("made {}, changed {}", to_text(date_of(row.created_at)),
                     to_text(date_of(row.updated_at)));
}
template <class Row>
constexpr RowCheck<Row> kChange{"DS9", "order of changes",
                                "Nothing was changed before it was made.", change_breach<Row>};

constexpr std::array kCustomerChecks = {
    RowCheck<CustomerRecord>{
        "DS2", "CPF and CNPJ",
        "In Brazil an individual has a CPF and a business a CNPJ, with valid check digits, and not "
        "the other one; elsewhere nobody has either.",
        tax_number_breach},
    kChange<CustomerRecord>};
constexpr std::array kAccountChecks = {kChange<AccountRecord>};
constexpr std::array kTransactionChecks = {RowCheck<TransactionRecord>{
    "DS9", "amounts", "An amount is positive; its type says which way it goes.",
    movement_amount_breach}};
constexpr std::array kLoanChecks = {RowCheck<LoanRecord>{
    "DS9", "terms", "A loan has an amount, a rate and a term, and ends after it began.",
    loan_breach}};
constexpr std::array kCardChecks = {
    RowCheck<CreditCardRecord>{
        "DS3", "card numbers",
        "A card number has 16 digits, passes the Luhn check and begins as its brand's do.",
        card_number_breach},
    RowCheck<CreditCardRecord>{"DS3", "balances", "What is owed on a card is at most its limit.",
                               card_balance_breach},
    RowCheck<CreditCardRecord>{"DS3", "expiry",
                               "A card expires after it was issued, on the last day of a month.",
                               card_expiry_breach},
    kChange<CreditCardRecord>};
constexpr std::array kBranchChecks = {kChange<BranchRecord>};
constexpr std::array kInvestmentChecks = {
    RowCheck<InvestmentRecord>{
        "DS5", "maturity",
        "Fixed income matures after it was bought; stocks and funds do not mature.",
        maturity_breach},
    RowCheck<InvestmentRecord>{"DS9", "amounts", "An amount is positive.",
                               investment_amount_breach}};
constexpr std::array kActivityChecks = {RowCheck<DigitalActivityRecord>{
    "DS6", "addresses", "IP addresses are those for documentation.", ip_address_breach}};

}  // namespace

std::span<const RowCheck<CustomerRecord>> checks_of(const CustomerRecord& /*row*/) {
  return kCustomerChecks;
}
std::span<const RowCheck<AccountRecord>> checks_of(const AccountRecord& /*row*/) {
  return kAccountChecks;
}
std::span<const RowCheck<TransactionRecord>> checks_of(const TransactionRecord& /*row*/) {
  return kTransactionChecks;
}
std::span<const RowCheck<LoanRecord>> checks_of(const LoanRecord& /*row*/) {
  return kLoanChecks;
}
std::span<const RowCheck<CreditCardRecord>> checks_of(const CreditCardRecord& /*row*/) {
  return kCardChecks;
}
std::span<const RowCheck<BranchRecord>> checks_of(const BranchRecord& /*row*/) {
  return kBranchChecks;
}
std::span<const RowCheck<ComplianceRecord>> checks_of(const ComplianceRecord& /*row*/) {
  return {};
}
std::span<const RowCheck<InvestmentRecord>> checks_of(const InvestmentRecord& /*row*/) {
  return kInvestmentChecks;
}
std::span<const RowCheck<DigitalActivityRecord>> checks_of(const DigitalActivityRecord& /*row*/) {
  return kActivityChecks;
}

}  // namespace bankseed::verify
