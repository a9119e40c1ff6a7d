#include "verify/checking/judging.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "bankseed/core/types.hpp"

namespace bankseed::verify {

std::string statement(Database database, const std::string& sql) {
  return fmt::format("-- {}\n{};\n", name_of(database), sql);
}

std::string_view field(std::string_view line, std::size_t index) {
  for (; index > 0; --index) {
    const auto tab = line.find('\t');
    if (tab == std::string_view::npos) return {};
    line.remove_prefix(tab + 1);
  }
  return line.substr(0, line.find('\t'));
}

std::string readable(std::string_view line) {
  std::string text(line);
  std::replace(text.begin(), text.end(), '\t', ' ');
  return text;
}

std::string per_cent(std::uint64_t count, std::uint64_t total) {
  if (total == 0) return "0";
  const std::uint64_t hundredths = (count * 20'000 + total) / (2 * total);
  return fmt::format("{}.{:02}", hundredths / 100, hundredths % 100);
}

bool is_share(std::uint64_t count, std::uint64_t total, std::uint64_t basis_points) {
  const auto off = static_cast<Int128>(count) * 10'000 - static_cast<Int128>(total) * basis_points;
  const Int128 tolerance = std::max<Int128>(10'000, static_cast<Int128>(total) * 50);
  return off <= tolerance && -off <= tolerance;
}

}  // namespace bankseed::verify
