#pragma once

#include <string_view>

namespace bankseed::corpus {

/// The texts of a locale's data files, as they stand in src/corpus/<locale>/.
struct EmbeddedFiles {
  std::string_view surnames;
  std::string_view first_names_female;
  std::string_view first_names_male;
  std::string_view places;
  std::string_view streets;
  std::string_view street_suffixes;
  std::string_view employers;
  std::string_view merchants;
};

/// American English.
[[nodiscard]] EmbeddedFiles embedded_en_us() noexcept;

}  // namespace bankseed::corpus
