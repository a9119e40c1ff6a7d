#include "input.hpp"

#include <cstdio>
#include <cstdlib>

namespace bankseed::fuzz {

void check(bool condition, std::string_view what) {
  if (condition) return;
  std::fprintf(stderr, "it does not hold: %.*s\n", static_cast<int>(what.size()), what.data());
  std::abort();
}

std::vector<std::string> pieces_of(std::string_view text, char separator) {
  std::vector<std::string> pieces;
  while (true) {
    const std::size_t end = std::min(text.find(separator), text.size());
    pieces.emplace_back(text.substr(0, end));
    if (end == text.size()) return pieces;
    text.remove_prefix(end + 1);
  }
}

}  // namespace bankseed::fuzz
