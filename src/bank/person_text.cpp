#include "bankseed/bank/person_text.hpp"

#include "bankseed/corpus/address.hpp"

namespace bankseed {
namespace {

/// ASCII letters in lower case; spaces and everything else that no address may hold left out.
Text& add_address_part(Text& text, std::string_view name) {
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') {
      text.add(static_cast<char>(c - 'A' + 'a'));
    } else if (c >= 'a' && c <= 'z') {
      text.add(c);
    }
  }
  return text;
}

}  // namespace

PersonName employee_name(const World& world, std::uint64_t index) noexcept {
  Draws draws = world.draws(Stream::kEmployeeName, index);
  const bool female = draws.chance({1, 2});
  const auto& names = female ? world.corpus->female_names : world.corpus->male_names;
  const std::string_view first = names.pick(draws.next());
  return {.female = female, .first = first, .last = world.corpus->surnames.pick(draws.next())};
}

std::string_view email_text(Arena& arena,
                            const PersonName& name,
                            std::uint64_t number,
                            std::string_view domain) {
  Text text(arena);
  add_address_part(text, name.first).add('.');
  return add_address_part(text, name.last).number(number).add('@').add(domain).view();
}

std::string_view phone_text(Arena& arena, const corpus::Place& place, std::uint64_t draw) {
  return arena.commit(corpus::put_phone(arena.allocate(corpus::kPhoneSize), place, draw));
}

std::string_view address_text(Arena& arena,
                              const corpus::Corpus& corpus,
                              const corpus::Place& place,
                              Draws& draws) {
  const std::uint64_t street = draws.next();
  const std::uint64_t house = draws.next();
  std::array<char, corpus::kStreetAddressSizeMax> line{};
  std::array<char, corpus::kPostalCodeSize> code{};
  const char* end = corpus::put_street_address(line.data(), corpus, street, house);
  corpus::put_postal_code(code.data(), place, draws.next());
  return Text(arena)
      .add({line.data(), static_cast<std::size_t>(end - line.data())})
      .add(", ")
      .add(place.city)
      .add(", ")
      .add(place.state)
      .add(' ')
      .add({code.data(), code.size()})
      .view();
}

}  // namespace bankseed
