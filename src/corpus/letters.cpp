#include "corpus/letters.hpp"

namespace bankseed::corpus {

std::string_view letters_of(Locale locale) noexcept {
  switch (locale) {
    case Locale::kEnUs: break;
    case Locale::kPtBr: return "ÁÂÃÇÉÊÍÓÔÕÚÜáâãçéêíóôõúü";
  }
  return "";
}

}  // namespace bankseed::corpus
