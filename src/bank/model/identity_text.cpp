#include "bank/model/identity_text.hpp"

#include <array>

#include "bank/model/model.hpp"
#include "core/text.hpp"
#include "corpus/country/national_ids.hpp"

namespace bankseed {
namespace {

/// Domains that can reach nobody (RFC 2606, CUS2).
constexpr std::array<std::string_view, 5> kDomains = {"example.com", "example.org", "example.net",
                                                      "mail.example.com", "post.example.org"};

/// The ASCII letter, in lower case, that stands for U+00C0 to U+00FF in an address; 0 for none.
constexpr std::string_view kWithoutAccents(
    "aaaaaaaceeeeiiiidnooooo\0ouuuuytsaaaaaaaceeeeiiiidnooooo\0ouuuuyty", 64);

/// ASCII letters in lower case, accents dropped; spaces and everything else that no address may
/// hold left out.
Text& add_address_part(Text& text, std::string_view name) {
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (c >= 'A' && c <= 'Z') {
      text.add(static_cast<char>(c - 'A' + 'a'));
    } else if (c >= 'a' && c <= 'z') {
      text.add(c);
    } else if (c == '\xC3' && i + 1 < name.size()) {
      // The second byte of U+00C0 to U+00FF counts from 80.
      const char plain = kWithoutAccents[static_cast<unsigned char>(name[++i]) - 0x80U];
      if (plain != '\0') text.add(plain);
    }
  }
  return text;
}

/// Eight digits that no other customer has, among the first hundred million.
std::uint32_t national_number(const BankModel& model, const Customer& customer) {
  const Permutation& numbers = model.national_numbers;
  return static_cast<std::uint32_t>(numbers((customer.id.number - 1) % numbers.size()));
}

}  // namespace

PersonName employee_name(const BankModel& model, std::uint64_t index) noexcept {
  Draws draws = model.draws(Stream::kEmployeeName, index);
  const bool female = draws.chance({1, 2});
  const auto& names = female ? model.corpus->female_names : model.corpus->male_names;
  const std::string_view first = names.pick(draws.next());
  return {.female = female, .first = first, .last = model.corpus->surnames.pick(draws.next())};
}

std::string_view email_text(Arena& arena,
                            const PersonName& name,
                            std::uint64_t number,
                            std::string_view domain) {
  Text text(arena);
  add_address_part(text, name.first).add('.');
  return add_address_part(text, name.last).number(number).add('@').add(domain).view();
}

std::string_view phone_text(Arena& arena,
                            const corpus::Corpus& corpus,
                            const corpus::Place& place,
                            std::uint64_t draw) {
  return arena.commit(
      corpus::put_phone(arena.allocate(corpus::kPhoneSizeMax), corpus, place, draw));
}

std::string_view address_text(Arena& arena,
                              const corpus::Corpus& corpus,
                              const corpus::Place& place,
                              Draws& draws,
                              corpus::Dwelling dwelling) {
  corpus::AddressDraws parts;
  parts.street = draws.next();
  parts.house = draws.next();
  parts.postal_code = draws.next();
  if (corpus.districts) parts.district = draws.next();
  return arena.commit(
      corpus::put_address(arena.allocate(corpus::kAddressSizeMax), corpus, place, parts, dwelling));
}

std::string_view personal_id_text(const BankModel& model, const Customer& customer, Arena& arena) {
  if (model.corpus->locale->national_ids == corpus::NationalIds::kNone) return {};
  const std::uint32_t region = corpus::fiscal_region(customer.place->state);
  return arena.commit(corpus::put_cpf(arena.allocate(corpus::kCpfSize),
                                      national_number(model, customer) * 10 + region));
}

std::string_view firm_id_text(const BankModel& model, const Customer& customer, Arena& arena) {
  if (model.corpus->locale->national_ids == corpus::NationalIds::kNone) return {};
  // Of a place before the head office, which no firm has (E8).
  return arena.commit(corpus::put_cnpj(arena.allocate(corpus::kCnpjSize),
                                       national_number(model, customer), corpus::kHeadOffice - 1));
}

Contact contact_of(const BankModel& model, const Customer& customer, Arena& arena) {
  const std::uint64_t ordinal = customer.id.number - 1;
  Draws draws = model.draws(Stream::kCustomerContact, ordinal);
  const std::string_view domain = kDomains[draws.below(kDomains.size())];
  const std::uint64_t phone = draws.next();
  const PersonName name = name_of(model, customer);
  Draws home = model.draws(Stream::kHomeAddress, customer.household.head);
  return {.name = name,
          .email = email_text(arena, name, 1 + model.email_numbers(ordinal), domain),
          .phone = phone_text(arena, *model.corpus, *customer.place, phone),
          .address = address_text(arena, *model.corpus, *customer.place, home)};
}

}  // namespace bankseed
