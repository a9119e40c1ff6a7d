#include "catalog/sensitivity_text.hpp"

namespace bankseed::catalog {
namespace {

struct Words {
  std::string_view title;
  std::string_view description;
};

constexpr EnumArray<Sensitivity, Words> kWords = {{{
    {"No personal data", "Says nothing of a person by itself."},
    {"Direct identifier",
     "Names one person by itself: a name, an e-mail or street address, a telephone number, the "
     "number of a document, an account, a card or a contract."},
    {"Quasi identifier",
     "Narrows down who a person is when it is put beside other facts: date of birth, city, "
     "position, "
     "an address on the network, or text about what happened to somebody."},
    {"Financial data",
     "What a person owns, owes, earns or pays, and how the bank rates or suspects them."},
}}};

}  // namespace

std::string_view title_of(Sensitivity sensitivity) noexcept {
  return kWords[sensitivity].title;
}

std::string_view description_of(Sensitivity sensitivity) noexcept {
  return kWords[sensitivity].description;
}

}  // namespace bankseed::catalog
