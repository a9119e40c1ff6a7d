// Carries the data files of en_US inside the program. The build gives BANKSEED_CORPUS_EN_US, the
// directory that holds them.

#include <cstddef>

#include "embedded.hpp"

// The assembler copies the file, since C++ has no way to before #embed (C++26). Its bytes lie
// between <symbol> and <symbol>_end.
// clang-format off
// NOLINTBEGIN(bugprone-macro-parentheses): a declared name cannot stand in parentheses.
#define BANKSEED_EMBED(symbol, file)                         \
  asm(".section .rodata\n"                                   \
      ".globl " #symbol "\n.hidden " #symbol "\n"            \
      ".globl " #symbol "_end\n.hidden " #symbol "_end\n"    \
      ".balign 64\n"                                         \
      #symbol ":\n"                                          \
      ".incbin \"" BANKSEED_CORPUS_EN_US "/" file "\"\n"     \
      #symbol "_end:\n"                                      \
      ".byte 0\n.previous\n");                              \
  extern "C" __attribute__((visibility("hidden"))) const char symbol[];   \
  extern "C" __attribute__((visibility("hidden"))) const char symbol##_end[]
// clang-format on

BANKSEED_EMBED(bankseed_en_us_surnames, "surnames.tsv");
BANKSEED_EMBED(bankseed_en_us_female, "first_names_female.tsv");
BANKSEED_EMBED(bankseed_en_us_male, "first_names_male.tsv");
BANKSEED_EMBED(bankseed_en_us_places, "places.tsv");
BANKSEED_EMBED(bankseed_en_us_streets, "streets.tsv");
BANKSEED_EMBED(bankseed_en_us_suffixes, "street_suffixes.tsv");
BANKSEED_EMBED(bankseed_en_us_employers, "employers.tsv");
BANKSEED_EMBED(bankseed_en_us_merchants, "merchants.tsv");
// NOLINTEND(bugprone-macro-parentheses)

namespace bankseed::corpus {
namespace {

std::string_view between(const char* begin, const char* end) noexcept {
  return {begin, static_cast<std::size_t>(end - begin)};
}

}  // namespace

EmbeddedFiles embedded_en_us() noexcept {
  return {
      .surnames = between(bankseed_en_us_surnames, bankseed_en_us_surnames_end),
      .first_names_female = between(bankseed_en_us_female, bankseed_en_us_female_end),
      .first_names_male = between(bankseed_en_us_male, bankseed_en_us_male_end),
      .places = between(bankseed_en_us_places, bankseed_en_us_places_end),
      .streets = between(bankseed_en_us_streets, bankseed_en_us_streets_end),
      .street_suffixes = between(bankseed_en_us_suffixes, bankseed_en_us_suffixes_end),
      .employers = between(bankseed_en_us_employers, bankseed_en_us_employers_end),
      .merchants = between(bankseed_en_us_merchants, bankseed_en_us_merchants_end),
  };
}

}  // namespace bankseed::corpus
