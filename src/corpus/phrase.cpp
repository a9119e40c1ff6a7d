#include "corpus/phrase.hpp"

#include <algorithm>

namespace bankseed::corpus {

CutText::CutText(std::string_view text, std::span<const std::string_view> names, const Line& line)
    : rest_(text), decimal_comma_(line.decimal_comma()) {
  for (auto open = rest_.find_first_of("{}"); open != std::string_view::npos;
       open = rest_.find_first_of("{}")) {
    const auto close = rest_.find_first_of("{}", open + 1);
    if (rest_[open] != '{' || close == std::string_view::npos || rest_[close] != '}')
      line.fail("a brace without its partner", rest_.substr(open));
    const std::string_view name = rest_.substr(open + 1, close - open - 1);
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) line.fail("unknown place", name);
    pieces_.push_back({rest_.substr(0, open), static_cast<std::size_t>(found - names.begin())});
    rest_.remove_prefix(close + 1);
  }
}

}  // namespace bankseed::corpus
