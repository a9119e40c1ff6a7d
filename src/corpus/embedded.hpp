#pragma once

#include <string_view>

namespace bankseed::corpus {

/// The texts of a locale's data files, as they stand in src/corpus/<locale>/.
struct EmbeddedFiles {
  std::string_view surnames;
  std::string_view first_names_female;
  std::string_view first_names_male;
  std::string_view places;
  std::string_view districts;  ///< Empty where addresses have none.
  std::string_view streets;
  std::string_view street_forms;
  std::string_view employers;
  std::string_view merchants;
  std::string_view statements;
  std::string_view licenses;
  std::string_view compliance_comments;
};

// Defined in files that the build writes, one for each locale of CMakeLists.txt.
[[nodiscard]] EmbeddedFiles embedded_en_us() noexcept;
[[nodiscard]] EmbeddedFiles embedded_pt_br() noexcept;

}  // namespace bankseed::corpus
