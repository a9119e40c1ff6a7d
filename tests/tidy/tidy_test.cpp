// Checks of the code itself: what a reviewer would otherwise have to remember. Each check is a
// function over files, and is itself tested on small bad inputs.

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch.hpp>

#include "support/locations.hpp"

namespace bankseed::testing {
namespace {

struct SourceFile {
  std::string path;  ///< Relative to the repository's root.
  std::string text;
};
using SourceFiles = std::vector<SourceFile>;
/// One line each: the file, and what is wrong with it.
using Findings = std::vector<std::string>;

SourceFiles read_source_files() {
  const auto root = source_directory();
  SourceFiles files;
  for (const auto* folder : {"include", "src", "tests", "perf"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
      const auto name = entry.path().filename();
      const auto extension = entry.path().extension();
      if (extension != ".hpp" && extension != ".cpp" && name != "CMakeLists.txt") continue;
      std::ifstream in(entry.path(), std::ios::binary);
      files.push_back({.path = std::filesystem::relative(entry.path(), root).string(),
                       .text = {std::istreambuf_iterator<char>(in), {}}});
    }
  }
  return files;
}

bool is_code(const SourceFile& file) {
  return file.path.ends_with(".hpp") || file.path.ends_with(".cpp");
}

bool is_word(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// One past the end of the comment or constant that begins at `at`; `at` when none does.
std::size_t end_of_silent(std::string_view text, std::size_t at) {
  const auto after = [text](std::string_view closing, std::size_t from) {
    const auto found = text.find(closing, from);
    return found == std::string_view::npos ? text.size() : found + closing.size();
  };
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("//")) return std::min(text.find('\n', at), text.size());
  if (rest.starts_with("/*")) return after("*/", at + 2);
  if (rest.starts_with("R\"")) {
    const auto open = text.find('(', at);
    return after(")" + std::string(text.substr(at + 2, open - at - 2)) + "\"", open);
  }
  const bool separator_of_digits = at > 0 && is_word(text[at - 1]);
  if (rest.front() != '"' && (rest.front() != '\'' || separator_of_digits)) return at;
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == rest.front()) {
      return i + 1;
    }
  }
  return text.size();
}

/// The text with comments and the insides of character and string constants blanked out, lines
/// kept.
std::string code_of(std::string_view text) {
  std::string code(text);
  for (std::size_t at = 0; at < text.size();) {
    const auto end = end_of_silent(text, at);
    for (std::size_t i = at; i < end; ++i) {
      if (code[i] != '\n') code[i] = ' ';
    }
    at = std::max(end, at + 1);
  }
  return code;
}

/// Whether `word` stands in `code`, not as a part of a longer name where it begins or ends with a
/// letter.
bool has_word(std::string_view code, std::string_view word) {
  for (auto at = code.find(word); at != std::string_view::npos; at = code.find(word, at + 1)) {
    const auto end = at + word.size();
    const bool begins = at == 0 || !is_word(word.front()) || !is_word(code[at - 1]);
    const bool ends = end == code.size() || !is_word(word.back()) || !is_word(code[end]);
    if (begins && ends) return true;
  }
  return false;
}

/// "bank" for include/bankseed/bank/model.hpp and src/bank/model.cpp; empty outside the houses.
std::string_view house_of(std::string_view path) {
  constexpr std::string_view kIncludes = "include/bankseed/";
  constexpr std::string_view kSources = "src/";
  if (path.starts_with(kIncludes)) {
    path.remove_prefix(kIncludes.size());
  } else if (path.starts_with(kSources)) {
    path.remove_prefix(kSources.size());
  } else {
    return {};
  }
  const auto slash = path.find('/');
  return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
}

/// What stands between the quotes or brackets of each #include.
std::vector<std::string_view> includes_of(std::string_view text) {
  std::vector<std::string_view> includes;
  constexpr std::string_view kDirective = "#include ";
  for (auto at = text.find(kDirective); at != std::string_view::npos;
       at = text.find(kDirective, at + 1)) {
    if (at > 0 && text[at - 1] != '\n') continue;
    const auto begin = at + kDirective.size() + 1;
    includes.push_back(text.substr(begin, text.find_first_of("\">\n", begin) - begin));
  }
  return includes;
}

struct House {
  std::string_view name;
  std::string_view may_use;  ///< Names between spaces; itself goes without saying.
};
constexpr std::array<House, 11> kHouses = {{
    {"core", " "},
    {"corpus", " core "},
    {"schema", " core "},
    {"rows", " core schema "},
    {"bank", " core corpus schema rows "},
    {"encode", " core schema rows "},
    {"sink", " core schema rows encode "},
    {"pipeline", " core corpus schema rows bank encode sink "},
    {"verify", " core corpus schema rows bank encode sink pipeline "},
    {"report", " core schema rows sink verify "},
    {"cli", " core corpus schema rows bank encode sink pipeline verify report "},
}};

Findings wrong_directions(const SourceFiles& files) {
  Findings findings;
  for (const auto& file : files) {
    const auto own = house_of(file.path);
    if (!is_code(file) || own.empty()) continue;
    const auto* const house = std::find_if(kHouses.begin(), kHouses.end(),
                                           [own](const House& h) { return h.name == own; });
    if (house == kHouses.end()) {
      findings.push_back(file.path + ": unknown house");
      continue;
    }
    for (const auto include : includes_of(file.text)) {
      if (!include.starts_with("bankseed/")) continue;
      const auto used = house_of("include/" + std::string(include));
      const auto listed = " " + std::string(used) + " ";
      if (used != own && house->may_use.find(listed) == std::string_view::npos)
        findings.push_back(file.path + ": includes " + std::string(include));
    }
  }
  return findings;
}

struct Library {
  std::string_view header;  ///< How its includes begin.
  std::string_view house;   ///< The only one that may include it.
};
constexpr std::array<Library, 4> kLibraries = {{
    {"tbb/", "pipeline"},
    {"oneapi/tbb", "pipeline"},
    {"libpq-fe.h", "sink"},
    {"CLI/", "cli"},
}};

Findings strayed_libraries(const SourceFiles& files) {
  Findings findings;
  for (const auto& file : files) {
    const auto own = house_of(file.path);
    if (!is_code(file) || own.empty()) continue;
    for (const auto include : includes_of(file.text)) {
      for (const auto& library : kLibraries) {
        if (include.starts_with(library.header) && library.house != own)
          findings.push_back(file.path + ": includes " + std::string(include));
      }
    }
  }
  return findings;
}

struct Ban {
  std::string_view word;
  std::string_view houses;  ///< Where it is banned, names between spaces; empty: everywhere.
  std::string_view instead;
};
/// The houses whose values reach the output.
constexpr std::string_view kGenerating = " core corpus bank ";
/// The houses that a run passes through; only the sink has secrets to draw.
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
    const std::string house = " " + std::string(house_of(file.path)) + " ";
    for (const auto& ban : kBans) {
      if (!ban.houses.empty() && ban.houses.find(house) == std::string_view::npos) continue;
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

constexpr std::ptrdiff_t kLinesMax = 500;
constexpr std::ptrdiff_t kColumnsMax = 100;

Findings too_long(const SourceFiles& files) {
  Findings findings;
  for (const auto& file : files) {
    if (!is_code(file)) continue;
    const auto lines = std::count(file.text.begin(), file.text.end(), '\n');
    if (lines > kLinesMax) findings.push_back(file.path + ": " + std::to_string(lines) + " lines");
    std::ptrdiff_t column = 0;
    std::ptrdiff_t line = 1;
    for (const char c : file.text) {
      const bool continues = (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;  // UTF-8
      column = c == '\n' ? 0 : column + (continues ? 0 : 1);
      if (c == '\n') ++line;
      if (column == kColumnsMax + 1)
        findings.push_back(file.path + ": line " + std::to_string(line) + " is too long");
    }
  }
  return findings;
}

Findings dead_headers(const SourceFiles& files) {
  Findings findings;
  for (const auto& header : files) {
    if (!header.path.ends_with(".hpp")) continue;
    const auto name = std::filesystem::path(header.path).filename().string();
    const bool is_public = header.path.starts_with("include/");
    const std::string path = is_public ? header.path.substr(8) : name;
    const bool used = std::any_of(files.begin(), files.end(), [&](const SourceFile& file) {
      const auto includes = includes_of(file.text);
      return std::any_of(includes.begin(), includes.end(), [&](std::string_view include) {
        return include == path || (!is_public && include.ends_with("/" + path));
      });
    });
    if (!used) findings.push_back(header.path + ": included nowhere");
  }
  return findings;
}

/// A source that no CMakeLists.txt of its folder (or, for tests, of a folder above) names is never
/// compiled, and its tests never run.
Findings unbuilt_sources(const SourceFiles& files) {
  Findings findings;
  for (const auto& source : files) {
    if (!source.path.ends_with(".cpp")) continue;
    const std::filesystem::path path = source.path;
    const bool built = std::any_of(files.begin(), files.end(), [&](const SourceFile& list) {
      if (is_code(list)) return false;
      const auto folder = std::filesystem::path(list.path).parent_path();
      const auto relative = path.lexically_relative(folder).string();
      return !relative.starts_with("..") && has_word(list.text, relative);
    });
    if (!built) findings.push_back(source.path + ": no CMakeLists.txt names it");
  }
  return findings;
}

std::string joined(const Findings& findings) {
  std::string text;
  for (const auto& finding : findings)
    text += "\n  " + finding;
  return text;
}

std::size_t findings_in(const std::string& path, const std::string& text) {
  return banned_words({{path, text}}).size();
}

}  // namespace

TEST_CASE("houses include only the houses that they may stand on") {
  CHECK(joined(wrong_directions(read_source_files())) == joined({}));
}

TEST_CASE("oneTBB, libpq and CLI11 stay in their houses") {
  CHECK(joined(strayed_libraries(read_source_files())) == joined({}));
}

TEST_CASE("banned words do not occur") {
  CHECK(joined(banned_words(read_source_files())) == joined({}));
}

TEST_CASE("files and lines stay short") {
  CHECK(joined(too_long(read_source_files())) == joined({}));
}

TEST_CASE("every header is included somewhere, and every source is built") {
  CHECK(joined(dead_headers(read_source_files())) == joined({}));
  CHECK(joined(unbuilt_sources(read_source_files())) == joined({}));
}

TEST_CASE("license and readme are there") {
  const auto root = source_directory();
  CHECK(std::filesystem::file_size(root / "LICENSE") > 10'000);
  CHECK(std::filesystem::exists(root / "README.md"));
}

TEST_CASE("the checks see all of the code") {
  const auto files = read_source_files();
  for (const auto* path : {"src/core/random.hpp", "src/core/permutation.cpp",
                           "tests/tidy/tidy_test.cpp", "tests/CMakeLists.txt"}) {
    INFO(path);
    CHECK(std::any_of(files.begin(), files.end(),
                      [path](const SourceFile& file) { return file.path == path; }));
  }
}

TEST_CASE("the check of directions finds a house that includes one above it") {
  CHECK(wrong_directions({{"src/core/a.cpp", "#include \"bankseed/rows/ids.hpp\"\n"}}).size() == 1);
  CHECK(wrong_directions({{"include/bankseed/encode/a.hpp",
                           "#pragma once\n#include \"bankseed/bank/model.hpp\"\n"}})
            .size() == 1);
  CHECK(wrong_directions({{"src/attic/a.cpp", ""}}).size() == 1);
  CHECK(wrong_directions({{"src/bank/a.cpp", "#include \"bankseed/rows/ids.hpp\"\n"},
                          {"src/bank/b.cpp", "#include \"bankseed/bank/model.hpp\"\n"},
                          {"tests/c.cpp", "#include \"bankseed/cli/options.hpp\"\n"}})
            .empty());
  CHECK(strayed_libraries({{"src/cli/a.cpp", "#include <libpq-fe.h>\n"},
                           {"src/bank/a.cpp", "#include <tbb/flow_graph.h>\n"},
                           {"src/sink/a.cpp", "#include <CLI/CLI.hpp>\n"}})
            .size() == 3);
  CHECK(strayed_libraries({{"src/sink/a.cpp", "#include <libpq-fe.h>\n"}}).empty());
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

TEST_CASE("the checks of length, of headers and of sources find what is wrong") {
  const std::string long_file(static_cast<std::size_t>(kLinesMax) + 1, '\n');
  CHECK(too_long({{"src/core/a.cpp", long_file}}).size() == 1);
  CHECK(too_long({{"src/core/a.cpp", std::string(101, 'x')}}).size() == 1);
  CHECK(too_long({{"src/core/a.cpp", std::string(100, 'x') + "\n"}}).empty());
  CHECK(too_long({{"src/core/a.cpp", std::string(98, 'x') + "\xc3\xa9\xc3\xa9"}}).empty());
  const SourceFile header = {"include/bankseed/core/a.hpp", "#pragma once\n"};
  CHECK(dead_headers({header}).size() == 1);
  CHECK(dead_headers({header, {"src/core/a.cpp", "#include \"bankseed/core/a.hpp\"\n"}}).empty());
  CHECK(
      dead_headers({header, {"src/core/a.cpp", "// #include \"bankseed/core/a.hpp\"\n"}}).size() ==
      1);
  const SourceFile source = {"src/core/a.cpp", ""};
  CHECK(unbuilt_sources({source, {"src/core/CMakeLists.txt", "SOURCES aa.cpp"}}).size() == 1);
  CHECK(unbuilt_sources({source, {"src/core/CMakeLists.txt", "SOURCES a.cpp"}}).empty());
  CHECK(unbuilt_sources({source, {"src/bank/CMakeLists.txt", "SOURCES a.cpp"}}).size() == 1);
}

}  // namespace bankseed::testing
