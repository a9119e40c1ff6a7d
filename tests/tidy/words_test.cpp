// Words that do not occur in the code, and what to use instead.

#include <array>
#include <string>
#include <string_view>

#include <catch2/catch.hpp>

#include "source_files.hpp"

namespace bankseed::testing {
namespace {

struct Ban {
  std::string_view word;
  std::string_view layers;  ///< Where it is banned, names between spaces; empty: everywhere.
  std::string_view instead;
};
/// The layers whose values reach the output.
constexpr std::string_view kGenerating = " core corpus bank ";
/// The layers that a run passes through; only the sink has secrets to draw.
constexpr std::string_view kRepeatable =
    " core corpus schema rows bank encode pipeline verify report cli ";
constexpr std::array<Ban, 32> kBans = {{
    {"std::random_device", kRepeatable, "Draws: a run is repeatable"},
    {"std::mt19937", "", "Draws"},
    {"std::mt19937_64", "", "Draws"},
    {"std::default_random_engine", "", "Draws"},
    {"absl::BitGen", "", "Draws"},
    {"_distribution", kRepeatable, "Draws, QuantileTable: library distributions differ"},
    {"std::shuffle", "", "Permutation: shuffle differs between libraries"},
    {"rand(", "", "Draws"},
    {"thread_local", "", "a value passed as an argument"},
    {"std::this_thread", kGenerating, "nothing: a row does not depend on its thread"},
    {"std::thread", kGenerating, "nothing: a row does not depend on its thread"},
    {"system_clock", kGenerating, "settings: as_of is the only now"},
    {"steady_clock", kGenerating, "settings: as_of is the only now"},
    {"high_resolution_clock", kGenerating, "settings: as_of is the only now"},
    {"time(", kGenerating, "settings: as_of is the only now"},
    {"absl::Now", kGenerating, "settings: as_of is the only now"},
    {"getenv", kGenerating, "settings"},
    {"float", kGenerating, "Ratio, Money, fixed point: floating point differs"},
    {"double", kGenerating, "Ratio, Money, fixed point: floating point differs"},
    {"log(", kGenerating, "QuantileTable: libm differs between machines"},
    {"exp(", kGenerating, "exp2_fixed: libm differs between machines"},
    {"pow(", kGenerating, "integers: libm differs between machines"},
    {"sqrt(", kGenerating, "integers: libm differs between machines"},
    {"unordered_map", kGenerating, "a sorted container: iteration order reaches the output"},
    {"unordered_set", kGenerating, "a sorted container: iteration order reaches the output"},
    {"unordered_multimap", kGenerating, "a sorted container"},
    {"flat_hash_map", kGenerating, "a sorted container: iteration order reaches the output"},
    {"flat_hash_set", kGenerating, "a sorted container: iteration order reaches the output"},
    {"node_hash_map", kGenerating, "a sorted container: iteration order reaches the output"},
    {"std::hash", kGenerating, "philox: std::hash differs between libraries"},
    {"assert(", "", "BANKSEED_CHECK: checks stay on in release"},
    {"source_location", "", "__FILE__: clang-tidy 14 cannot parse libstdc++ 12's"},
}};

Findings banned_words(const SourceFiles& files) {
  Findings findings;
  for (const auto& file : files) {
    if (!is_code(file)) continue;
    const std::string code = code_of(file.text);
    const std::string layer = " " + std::string(layer_of(file.path)) + " ";
    for (const auto& ban : kBans) {
      if (!ban.layers.empty() && ban.layers.find(layer) == std::string_view::npos) continue;
      const bool is_suffix = ban.word.starts_with('_');
      const bool found =
          is_suffix ? code.find(ban.word) != std::string::npos : has_word(code, ban.word);
      if (!found) continue;
      findings.push_back(file.path + ": " + std::string(ban.word) + "; use " +
                         std::string(ban.instead));
    }
  }
  return findings;
}

std::size_t findings_in(const std::string& path, const std::string& text) {
  return banned_words({{path, text}}).size();
}

}  // namespace

TEST_CASE("banned words do not occur") {
  CHECK(joined(banned_words(read_source_files())) == joined({}));
}

TEST_CASE("the check of words looks at code, not at comments and texts") {
  CHECK(findings_in("src/bank/a.cpp", "double x;") == 1);
  CHECK(findings_in("include/bankseed/bank/a.hpp", "std::vector<float> x;") == 1);
  CHECK(findings_in("src/cli/a.cpp", "double x;") == 0);
  CHECK(findings_in("src/bank/a.cpp", "bool doubled; // double\n/* float */ f(\"double\");") == 0);
  CHECK(findings_in("src/bank/a.cpp", "auto c = '\"'; double x; auto d = '\"';") == 1);
  CHECK(findings_in("src/bank/a.cpp", "x = 1'000; double y; z = 2'000;") == 1);
  CHECK(findings_in("src/bank/a.cpp", "x = R\"q(\" double )\" )q\"; y();") == 0);
  CHECK(findings_in("src/bank/a.cpp", "x = \"\\\"\"; double y;") == 1);
}

TEST_CASE("the check of words knows where a word is banned, and parts of names from words") {
  CHECK(findings_in("src/bank/a.cpp", "std::pow(2, 3)") == 1);
  CHECK(findings_in("src/bank/a.cpp", "catalog(2); start_time(3)") == 0);
  CHECK(findings_in("src/bank/a.cpp", "std::unordered_map<int, int> x;") == 1);
  CHECK(findings_in("src/core/a.cpp", "auto now = std::chrono::system_clock::now();") == 1);
  CHECK(findings_in("src/core/a.cpp", "return time(nullptr);") == 1);
  CHECK(findings_in("src/sink/a.cpp", "thread_local int x;") == 1);
  CHECK(findings_in("tests/a.cpp", "std::mt19937 x;") == 1);
  CHECK(findings_in("src/cli/a.cpp", "std::uniform_int_distribution<int> x;") == 1);
  CHECK(findings_in("src/sink/a.cpp", "std::random_device device;") == 0);
  CHECK(findings_in("src/bank/a.cpp", "std::uniform_int_distribution x(1, 6);") == 1);
  CHECK(findings_in("src/cli/a.cpp", "static_assert(true);") == 0);
}

}  // namespace bankseed::testing
