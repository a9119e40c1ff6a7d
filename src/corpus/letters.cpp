#include "corpus/letters.hpp"

namespace bankseed::corpus {

std::string_view letters_of(Locale locale) noexcept {
  switch (locale) {
    case Locale::kEnUs: break;
    case Locale::kPtBr: return "ÁÂÃÇÉÊÍÓÔÕÚÜàáâãçéêíóôõúüº²";
  }
  return "";
}

}  // namespace bankseed::corpus
