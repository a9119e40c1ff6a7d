// The Brazilian words and forms, checked by facts written down independently of the data files.

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "core/random.hpp"
#include "corpus/address.hpp"
#include "corpus/country/national_ids.hpp"
#include "corpus/letters.hpp"
#include "corpus/texts/statements.hpp"
#include "support/locations.hpp"
#include "support/temporary_directory.hpp"

namespace bankseed::corpus {
namespace {

const Corpus& brazilian() {
  return Corpus::of(Locale::kPtBr);
}

/// CEP ranges, by their first five digits, and area codes of a state.
struct BrazilianState {
  std::string_view state;
  std::uint32_t postal_first;
  std::uint32_t postal_last;
  std::string_view area_codes;
};
constexpr std::array<BrazilianState, 29> kStates = {{
    {"SP", 1000, 19999, "11 12 13 14 15 16 17 18 19"},
    {"RJ", 20000, 28999, "21 22 24"},
    {"ES", 29000, 29999, "27 28"},
    {"MG", 30000, 39999, "31 32 33 34 35 37 38"},
    {"BA", 40000, 48999, "71 73 74 75 77"},
    {"SE", 49000, 49999, "79"},
    {"PE", 50000, 56999, "81 87"},
    {"AL", 57000, 57999, "82"},
    {"PB", 58000, 58999, "83"},
    {"RN", 59000, 59999, "84"},
    {"CE", 60000, 63999, "85 88"},
    {"PI", 64000, 64999, "86 89"},
    {"MA", 65000, 65999, "98 99"},
    {"PA", 66000, 68899, "91 93 94"},
    {"AP", 68900, 68999, "96"},
    {"AM", 69000, 69299, "92 97"},
    {"RR", 69300, 69399, "95"},
    {"AM", 69400, 69899, "92 97"},
    {"AC", 69900, 69999, "68"},
    {"DF", 70000, 72799, "61"},
    {"GO", 72800, 72999, "61"},
    {"DF", 73000, 73699, "61"},
    {"GO", 73700, 76799, "61 62 64"},
    {"RO", 76800, 76999, "69"},
    {"TO", 77000, 77999, "63"},
    {"MT", 78000, 78899, "65 66"},
    {"MS", 79000, 79999, "67"},
    {"PR", 80000, 87999, "41 42 43 44 45 46"},
    {"SC", 88000, 89999, "42 47 48 49"},
}};

bool lies_in_state(const Place& place) {
  if (place.state == "RS") {
    return place.postal_first >= 90000 && place.postal_last <= 99999 &&
           std::string_view("51 53 54 55").find(place.area_code) != std::string_view::npos;
  }
  return std::any_of(kStates.begin(), kStates.end(), [&place](const BrazilianState& state) {
    return state.state == place.state && place.postal_first >= state.postal_first &&
           place.postal_last <= state.postal_last &&
           state.area_codes.find(place.area_code) != std::string_view::npos;
  });
}

TEST_CASE("every Brazilian city lies in its state by CEP and by area code") {
  std::set<std::string> cities;
  std::set<std::string_view> states;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges;
  for (std::size_t i = 0; i < brazilian().places.size(); ++i) {
    const Place& place = brazilian().places[i];
    INFO(place.city << " " << place.state << " " << place.postal_first << " " << place.area_code);
    CHECK(lies_in_state(place));
    cities.insert(std::string(place.city) + "," + std::string(place.state));
    states.insert(place.state);
    ranges.emplace_back(place.postal_first, place.postal_last);
  }
  CHECK(cities.size() >= 500);
  CHECK(states.size() == 27);
  std::sort(ranges.begin(), ranges.end());
  for (std::size_t i = 1; i < ranges.size(); ++i) {
    INFO(ranges[i].first);
    CHECK(ranges[i].first > ranges[i - 1].second);
  }
}

TEST_CASE("Brazilian capitals have their own area codes and CEP") {
  constexpr std::array<std::array<std::string_view, 3>, 6> kCapitals = {
      {{"São Paulo", "11", "01000"},
       {"Rio de Janeiro", "21", "20000"},
       {"Salvador", "71", "40000"},
       {"Curitiba", "41", "80000"},
       {"Manaus", "92", "69000"},
       {"Brasília", "61", "70000"}}};
  for (const auto& [city, area_code, postal] : kCapitals) {
    bool found = false;
    for (std::size_t i = 0; i < brazilian().places.size(); ++i) {
      const Place& place = brazilian().places[i];
      found = found || (place.city == city && place.area_code == area_code &&
                        place.postal_first == std::stoul(std::string(postal)));
    }
    INFO(city);
    CHECK(found);
  }
}

TEST_CASE("the Brazilian lists are long enough, and half of the people bear two surnames") {
  CHECK(brazilian().female_names.size() >= 150);
  CHECK(brazilian().male_names.size() >= 150);
  CHECK(brazilian().street_names.size() >= 150);
  REQUIRE(brazilian().districts);
  CHECK(brazilian().districts->size() >= 100);
  CHECK(brazilian().employers.size() >= 200);
  for (std::size_t i = 0; i < kMerchantCategories; ++i)
    CHECK(brazilian().merchants(static_cast<MerchantCategory>(i)).size() >= 18);
  std::set<std::string_view> surnames;
  std::size_t single = 0;
  for (std::size_t i = 0; i < brazilian().surnames.size(); ++i) {
    const std::string_view name = brazilian().surnames[i];
    surnames.insert(name);
    // A single one may have a particle.
    const auto blank = name.rfind(' ');
    single += blank == std::string_view::npos || name.substr(0, blank).size() <= 3 ? 1U : 0U;
  }
  CHECK(surnames.size() == brazilian().surnames.size());
  CHECK(single >= 300);
  constexpr std::uint64_t kDraws = 1 << 16;
  std::uint64_t two = 0;
  for (std::uint64_t i = 0; i < kDraws; ++i) {
    const std::string_view name = brazilian().surnames.pick(i << 48);
    const auto blank = name.rfind(' ');
    two += blank != std::string_view::npos && name.substr(0, blank).size() > 3 ? 1U : 0U;
  }
  CHECK(two > kDraws * 48 / 100);
  CHECK(two < kDraws * 58 / 100);
}

TEST_CASE("no Brazilian employer, merchant or bank bears a well-known brand") {
  const auto check = [](std::string_view name) {
    for (const std::string_view brand : {"Itaú",
                                         "Bradesco",
                                         "Santander",
                                         "Caixa Econômica",
                                         "Banco do Brasil",
                                         "Nubank",
                                         "Petrobras",
                                         "Vale S",
                                         "Ipiranga",
                                         "Shell",
                                         "Carrefour",
                                         "Extra",
                                         "Pão de Açúcar",
                                         "Assaí",
                                         "Atacadão",
                                         "Magazine Luiza",
                                         "Casas Bahia",
                                         "Americanas",
                                         "Renner",
                                         "Riachuelo",
                                         "Droga Raia",
                                         "Drogasil",
                                         "Pague Menos",
                                         "Vivo",
                                         "Claro ",
                                         "TIM ",
                                         "Oi ",
                                         "Globo",
                                         "Havan",
                                         "Sadia",
                                         "Perdigão",
                                         "Ambev",
                                         "JBS",
                                         "Embraer",
                                         "Unimed",
                                         "Hapvida",
                                         "Porto Seguro",
                                         "Localiza",
                                         "Gol ",
                                         "Azul",
                                         "LATAM",
                                         "iFood",
                                         "Mercado Livre",
                                         "Sicredi",
                                         "Sicoob",
                                         "Boticário",
                                         "Natura ",
                                         "Leroy"}) {
      INFO(name << " holds " << brand);
      CHECK((std::string(name) + ' ').find(brand) == std::string::npos);
    }
  };
  for (std::size_t i = 0; i < brazilian().employers.size(); ++i)
    check(brazilian().employers[i].name);
  for (std::size_t c = 0; c < kMerchantCategories; ++c) {
    const auto& merchants = brazilian().merchants(static_cast<MerchantCategory>(c));
    for (std::size_t i = 0; i < merchants.size(); ++i)
      check(merchants[i].name);
  }
  const auto& banks = brazilian().statements->other_banks;
  for (std::size_t i = 0; i < banks.size(); ++i)
    check(banks[i]);
}

template <class Put>
std::string text_of(Put put) {
  std::array<char, kAddressSizeMax> text{};
  char* const end = put(text.data());
  REQUIRE(end <= text.data() + text.size());
  return {text.data(), end};
}

bool matches(std::string_view text, std::string_view pattern) {
  return text.size() == pattern.size() &&
         std::equal(text.begin(), text.end(), pattern.begin(),
                    [](char c, char p) { return p == '#' ? c >= '0' && c <= '9' : c == p; });
}

TEST_CASE("a Brazilian address, CEP and telephone number have their country's form") {
  Draws draws(3, Stream{1}, 1);
  for (int i = 0; i < 20'000; ++i) {
    const Place& place = brazilian().places.pick(draws.next());
    AddressDraws parts;
    parts.street = draws.next();
    parts.house = draws.next();
    parts.postal_code = draws.next();
    parts.district = draws.next();
    const std::string address = text_of(
        [&](char* out) { return put_address(out, brazilian(), place, parts, Dwelling::kHome); });
    INFO(address);
    const std::string end = std::string(place.city) + " - " + std::string(place.state) + ", ";
    const auto at = address.rfind(end);
    REQUIRE(at != std::string::npos);
    const std::string code = address.substr(at + end.size());
    REQUIRE(matches(code, "#####-###"));
    const auto base = static_cast<std::uint32_t>(std::stoul(code.substr(0, 5)));
    CHECK(base >= place.postal_first);
    CHECK(base <= place.postal_last);
    CHECK(code.substr(6) < "900");
    CHECK(address.find(" - ") < at);
    const std::string form = address.substr(0, address.find(' '));
    bool known = false;
    for (std::size_t j = 0; j < brazilian().street_forms.size(); ++j)
      known = known || brazilian().street_forms[j] == form;
    CHECK(known);
    const std::uint64_t uniform = draws.next();
    const std::string phone =
        text_of([&](char* out) { return put_phone(out, brazilian(), place, uniform); });
    CHECK(matches(phone, "+55 " + std::string(place.area_code) + " 900##-####"));
    const std::string house = text_of([&](char* out) {
      return put_address(out, brazilian(), place, parts, Dwelling::kWholeHouse);
    });
    CHECK(house.find("Apto") == std::string::npos);
    CHECK(house.size() <= address.size());
    const std::string flat = text_of(
        [&](char* out) { return put_address(out, brazilian(), place, parts, Dwelling::kFlat); });
    CHECK(
        (flat.find(", Apto ") != std::string::npos || flat.find(", Bloco ") != std::string::npos));
    const std::string office = text_of(
        [&](char* out) { return put_address(out, brazilian(), place, parts, Dwelling::kOffice); });
    CHECK((office == house || office.find(", Sala ") != std::string::npos));
  }
}

int digit_at(const std::string& text, std::size_t i) {
  return text[i] - '0';
}

std::string digits_of(const std::string& text) {
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits),
               [](char c) { return c >= '0' && c <= '9'; });
  return digits;
}

/// Receita Federal's rule, with the weights spelled out.
bool is_cpf(const std::string& digits) {
  constexpr std::array<int, 9> kFirst = {10, 9, 8, 7, 6, 5, 4, 3, 2};
  constexpr std::array<int, 10> kSecond = {11, 10, 9, 8, 7, 6, 5, 4, 3, 2};
  int first = 0;
  int second = 0;
  for (std::size_t i = 0; i < kFirst.size(); ++i)
    first += digit_at(digits, i) * kFirst[i];
  for (std::size_t i = 0; i < kSecond.size(); ++i)
    second += digit_at(digits, i) * kSecond[i];
  return first * 10 % 11 % 10 == digit_at(digits, 9) &&
         second * 10 % 11 % 10 == digit_at(digits, 10);
}

bool is_cnpj(const std::string& digits) {
  constexpr std::array<int, 12> kFirst = {5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2};
  constexpr std::array<int, 13> kSecond = {6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2};
  int first = 0;
  int second = 0;
  for (std::size_t i = 0; i < kFirst.size(); ++i)
    first += digit_at(digits, i) * kFirst[i];
  for (std::size_t i = 0; i < kSecond.size(); ++i)
    second += digit_at(digits, i) * kSecond[i];
  return first * 10 % 11 % 10 == digit_at(digits, 12) &&
         second * 10 % 11 % 10 == digit_at(digits, 13);
}

TEST_CASE("CPF and CNPJ have their form and check digits") {
  CHECK(text_of([](char* out) { return put_cpf(out, 111'444'777); }) == "111.444.777-35");
  CHECK(text_of([](char* out) { return put_cpf(out, 123'456'789); }) == "123.456.789-09");
  CHECK(text_of([](char* out) { return put_cnpj(out, 11'222'333, 1); }) == "11.222.333/0001-81");
  CHECK(text_of([](char* out) { return put_cnpj(out, 0, 1); }) == "00.000.000/0001-91");
  for (std::uint32_t i = 0; i < 30'000; ++i) {
    const std::string cpf = text_of([i](char* out) { return put_cpf(out, i * 33'331 + i); });
    const std::string cnpj =
        text_of([i](char* out) { return put_cnpj(out, i * 3'331 + i, i % 2); });
    INFO(cpf << " " << cnpj);
    REQUIRE(matches(cpf, "###.###.###-##"));
    REQUIRE(matches(cnpj, i % 2 == 0 ? "##.###.###/0000-##" : "##.###.###/0001-##"));
    CHECK(is_cpf(digits_of(cpf)));
    CHECK(is_cnpj(digits_of(cnpj)));
  }
  CHECK(fiscal_region("SP") == 8);
  CHECK(fiscal_region("RS") == 0);
  CHECK(fiscal_region("PR") == 9);
  CHECK(fiscal_region("PA") == 2);
}

TEST_CASE("a locale names all letters of its words that are not ASCII") {
  for (const Locale locale : {Locale::kEnUs, Locale::kPtBr}) {
    std::string words;
    const auto name = description_of(locale).name;
    const auto folder = testing::source_directory() / "src/corpus" / name;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      std::ifstream in(entry.path());
      for (std::string line; std::getline(in, line);)
        words += line.starts_with('#') ? "" : line;
    }
    REQUIRE(words.size() > 10'000);
    for (std::size_t i = 0; i < words.size(); ++i) {
      // Two bytes in UTF-8, as all of them are.
      if (static_cast<unsigned char>(words[i]) < 0xC0U) continue;
      INFO(name << ": " << words.substr(i, 2));
      CHECK(letters_of(locale).find(words.substr(i, 2)) != std::string_view::npos);
    }
  }
}

TEST_CASE("every locale is found by its name") {
  for (const LocaleDescription& description : locales()) {
    const auto locale = find_locale(description.name);
    REQUIRE(locale);
    CHECK(&description_of(*locale) == &description);
    const Corpus& corpus = Corpus::of(*locale);
    CHECK(corpus.locale == &description);
  }
  CHECK_FALSE(find_locale("pt_PT"));
}

TEST_CASE("accounts are feminine in Portuguese, whatever their kind") {
  const std::string text =
      testing::text_of(testing::source_directory() / "src/corpus/pt_BR/engagement.tsv");
  for (const std::string article : {"o", "O", "do", "no", "ao", "um", "pelo", "este", "seu"}) {
    CHECK(text.find(" " + article + " {account}") == std::string::npos);
    CHECK(text.find("\t" + article + " {account}") == std::string::npos);
  }
}

}  // namespace
}  // namespace bankseed::corpus
