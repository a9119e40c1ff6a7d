#include "bankseed/corpus/locale.hpp"

namespace bankseed::corpus {
namespace {

constexpr std::array<HouseNumbers, 4> kAmericanNumbers = {
    {{6, 1, 99}, {30, 100, 900}, {48, 1'000, 9'000}, {16, 10'000, 20'000}}};
constexpr std::array<UnitForm, 3> kAmericanUnits = {
    {{.percent = 32, .text = ", Apt ", .floors = 12, .letters = 8},
     {.percent = 36, .text = ", Apt ", .floors = 12, .doors = 24},
     {.percent = 32, .text = ", Unit ", .floors = 80}}};
constexpr std::array<UnitForm, 1> kAmericanOffices = {{{.percent = 100,
                                                        .text = ", Suite ",
                                                        .floors = 12,
                                                        .doors = 4,
                                                        .door_first = 0,
                                                        .door_step = 10}}};

constexpr std::array<HouseNumbers, 4> kBrazilianNumbers = {
    {{24, 1, 99}, {52, 100, 900}, {22, 1'000, 2'000}, {2, 3'000, 6'000}}};
constexpr std::array<UnitForm, 3> kBrazilianUnits = {
    {{.percent = 68, .text = ", Apto ", .floors = 18, .doors = 4},
     {.percent = 17, .text = ", Casa ", .floors = 12, .house = true},
     {.percent = 15, .text = ", Bloco ", .letters = 6}}};
constexpr std::array<UnitForm, 1> kBrazilianOffices = {
    {{.percent = 100, .text = ", Sala ", .floors = 14, .doors = 8}}};

constexpr std::array<LocaleDescription, 2> kLocales = {{
    {
        .name = "en_US",
        .country = "United States",
        .currency = "USD",
        .foreign_currencies = {"EUR", "GBP", "CAD", "CHF"},
        .street_line = "%n %s%u",
        .address = "%l, %c, %t %p",
        .house_numbers = kAmericanNumbers,
        .addresses_per_unit = 4,
        .units = kAmericanUnits,
        .offices = kAmericanOffices,
        .postal_separator = "",
        // The hundred numbers that the North American Numbering Plan reserves for fiction.
        .phone = "+1-%a-555-01##",
        // Ten characters, one more than the machine-readable zone of a passport has for its number
        // (ICAO Doc 9303, part 4); like those since 2021, a letter and then digits.
        .passport = "@#########",
        // Like a social security number, but from 900-10 to 999-19, which are issued to nobody:
        // numbers from 900 are taxpayers' only, and theirs have 50 or more in the middle (SSA,
        // Randomization FAQ; IRS, Publication 1915).
        .national_id = "9##-1#-####",
        // No state's licences have two letters and eight digits (National Traffic Safety Institute,
        // State Driver's License Formats).
        .drivers_license = "%t-########",
        // Most returns are filed from February to April, and refunds come within three weeks (IRS,
        // Filing season statistics).
        .tax_refunds = {.first_month = 2, .last_month = 5, .first_day = 1, .one_in = 3},
        .open_on_saturdays = true,
        .branch_name = "Branch %n, %s, %c",
        .card_shares = {62, 38, 0},
        .card_limits = {5'000'00, 11'000'00, 15'000'00, 28'000'00},
        .namesake_sons = {" Jr.", " Jr."},
        .namesake_relatives = {" II", " II"},
    },
    {
        .name = "pt_BR",
        .country = "Brasil",
        .currency = "BRL",
        .foreign_currencies = {"USD", "EUR", "GBP", "CHF"},
        .national_ids = NationalIds::kBrazilian,
        .decimal_comma = true,
        .metric = true,
        .street_form_first = true,
        .street_line = "%s, %n%u",
        .address = "%l - %d, %c - %t, %p",
        .house_numbers = kBrazilianNumbers,
        .addresses_per_unit = 3,
        .units = kBrazilianUnits,
        .offices = kBrazilianOffices,
        .postal_separator = "-",
        // Mobile numbers begin with 9 and a digit from 1 on; 90 is the prefix of collect calls, so
        // that no subscriber has such a number.
        .phone = "+55 %a 900##-####",
        // Ten characters, again, instead of two letters and six digits.
        .passport = "@@########",
        .national_id = "",
        // One digit more than the registration number of the carteira nacional de habilitação has
        // (Resolução CONTRAN 886/2021).
        .drivers_license = "############",
        // Banco Central do Brasil, Estatísticas de Meios de Pagamentos 2023: a card purchase of
        // about 85 reais and a withdrawal of about 300 in the mean. Incomes and balances are about
        // as many reais in Brazil as dollars in the United States, so they stay.
        .purchase_percent = 220,
        .cash_percent = 250,
        .bill_percent = 130,
        // Lei 4.749/1965.
        .thirteenth_salary = true,
        // In five lots, at the end of each month from May to September (Receita Federal,
        // Restituição do imposto de renda).
        .tax_refunds = {.first_month = 5, .last_month = 9, .first_day = 28, .one_in = 1},
        .branch_name = "Agência %n %d, %c",
        .card_shares = {44, 41, 15},
        .card_limits = {2'200'00, 8'500'00, 14'000'00, 30'000'00},
        .two_surnames_percent = 55,
        .namesake_sons = {" Filho", " Júnior"},
        .namesake_relatives = {" Neto", " Sobrinho"},
    },
}};

}  // namespace

std::span<const LocaleDescription> locales() noexcept {
  return kLocales;
}

const LocaleDescription& description_of(Locale locale) noexcept {
  return kLocales[static_cast<std::size_t>(locale)];
}

std::optional<Locale> find_locale(std::string_view name) noexcept {
  for (std::size_t i = 0; i < kLocales.size(); ++i) {
    if (kLocales[i].name == name) return static_cast<Locale>(i);
  }
  return std::nullopt;
}

}  // namespace bankseed::corpus
