// Checks of the code itself: what a reviewer would otherwise have to remember. Each check is a
// function over files, and is itself tested on small bad inputs; here those of files, their
// lengths, their folders and how they include each other.

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "source_files.hpp"
#include "support/locations.hpp"

namespace bankseed::testing {
namespace {

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

/// By a file's path, those of the files that it includes.
using Includes = std::map<std::string, std::set<std::string>>;

Includes included_by(const SourceFiles& files) {
  Includes includes;
  for (const auto& file : files) {
    if (!is_code(file)) continue;
    for (const auto include : includes_of(file.text)) {
      const auto path = included_path(files, file, include);
      if (!path.empty()) includes[file.path].insert(path);
    }
  }
  return includes;
}

Findings dead_headers(const SourceFiles& files) {
  std::set<std::string> used;
  for (const auto& [path, headers] : included_by(files))
    used.insert(headers.begin(), headers.end());
  Findings findings;
  for (const auto& file : files) {
    if (file.path.ends_with(".hpp") && used.count(file.path) == 0)
      findings.push_back(file.path + ": included nowhere");
  }
  return findings;
}

/// Follows what `path` includes; `open` is the way to it.
void find_cycles(const Includes& includes,
                 const std::string& path,
                 std::vector<std::string>& open,
                 std::set<std::string>& done,
                 Findings& findings) {
  if (std::find(open.begin(), open.end(), path) != open.end())
    findings.push_back(path + ": includes itself by way of " + open.back());
  if (!done.insert(path).second) return;
  const auto own = includes.find(path);
  if (own == includes.end()) return;
  open.push_back(path);
  for (const auto& header : own->second)
    find_cycles(includes, header, open, done, findings);
  open.pop_back();
}

Findings cycles(const SourceFiles& files) {
  const Includes includes = included_by(files);
  std::set<std::string> done;
  std::vector<std::string> open;
  Findings findings;
  for (const auto& file : files)
    find_cycles(includes, file.path, open, done, findings);
  return findings;
}

constexpr std::size_t kEntriesMax = 20;

/// Folders in which nobody finds anything; `paths` are those of all files and folders. A locale of
/// the corpus has as many files as there are kinds of words.
Findings full_folders(const std::vector<std::string>& paths) {
  std::map<std::string, std::size_t> entries;
  for (const auto& path : paths)
    ++entries[std::filesystem::path(path).parent_path().string()];
  Findings findings;
  for (const auto& [folder, count] : entries) {
    if (count > kEntriesMax && !folder.starts_with("src/corpus/"))
      findings.push_back(folder + ": " + std::to_string(count) + " entries");
  }
  return findings;
}

std::vector<std::string> read_paths() {
  const auto root = source_directory();
  std::vector<std::string> paths;
  for (const auto* folder : {"include", "src", "tests", "perf"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder))
      paths.push_back(std::filesystem::relative(entry.path(), root).string());
  }
  return paths;
}

/// "cases/*/*.cpp" for "cases/a/b.cpp".
std::string pattern_of(const std::filesystem::path& source) {
  auto part = source.begin();
  std::filesystem::path pattern = *part;
  for (++part; std::next(part) != source.end(); ++part)
    pattern /= "*";
  return (pattern / "*.cpp").string();
}

/// A source that no CMakeLists.txt of its folder (or, for tests, of a folder above) names, by
/// itself or among others, is never compiled, and its tests never run.
Findings unbuilt_sources(const SourceFiles& files) {
  Findings findings;
  for (const auto& source : files) {
    if (!source.path.ends_with(".cpp")) continue;
    const std::filesystem::path path = source.path;
    const bool built = std::any_of(files.begin(), files.end(), [&](const SourceFile& list) {
      if (is_code(list)) return false;
      const auto relative = path.lexically_relative(std::filesystem::path(list.path).parent_path());
      if (*relative.begin() == "..") return false;
      const bool has_folder = std::next(relative.begin()) != relative.end();
      return has_word(list.text, relative.string()) ||
             (has_folder && has_word(list.text, pattern_of(relative)));
    });
    if (!built) findings.push_back(source.path + ": no CMakeLists.txt names it");
  }
  return findings;
}

}  // namespace

TEST_CASE("files and lines stay short") {
  CHECK(joined(too_long(read_source_files())) == joined({}));
}

TEST_CASE("every header is included somewhere, and every source is built") {
  CHECK(joined(dead_headers(read_source_files())) == joined({}));
  CHECK(joined(unbuilt_sources(read_source_files())) == joined({}));
}

TEST_CASE("no file includes itself by way of others") {
  CHECK(joined(cycles(read_source_files())) == joined({}));
}

TEST_CASE("folders stay small") {
  CHECK(joined(full_folders(read_paths())) == joined({}));
}

TEST_CASE("license and readme are there") {
  const auto root = source_directory();
  CHECK(std::filesystem::file_size(root / "LICENSE") > 10'000);
  CHECK(std::filesystem::exists(root / "README.md"));
}

TEST_CASE("the checks see all of the code") {
  const auto files = read_source_files();
  for (const auto* path : {"src/core/random.hpp", "src/core/permutation.cpp",
                           "tests/tidy/files_test.cpp", "tests/CMakeLists.txt"}) {
    INFO(path);
    CHECK(std::any_of(files.begin(), files.end(),
                      [path](const SourceFile& file) { return file.path == path; }));
  }
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
  const SourceFile one = {"tests/cases/ids/a.cpp", ""};
  CHECK(unbuilt_sources({one, {"tests/CMakeLists.txt", "file(GLOB c cases/*/*.cpp)"}}).empty());
  CHECK(unbuilt_sources({one, {"tests/CMakeLists.txt", "file(GLOB c cases/*.cpp)"}}).size() == 1);
}

TEST_CASE("the checks of folders and of circles find what is wrong") {
  std::vector<std::string> paths;
  for (char name = 'a'; name <= 't'; ++name)
    paths.push_back(std::string("src/bank/") + name + ".cpp");
  CHECK(full_folders(paths).empty());
  paths.emplace_back("src/bank/loans");
  CHECK(full_folders(paths).size() == 1);
  const SourceFile a = {"src/core/a.hpp", "#include \"core/b.hpp\"\n"};
  const SourceFile b = {"src/core/b.hpp", "#include \"core/c.hpp\"\n"};
  CHECK(cycles({a, b, {"src/core/c.hpp", "#include \"core/a.hpp\"\n"}}).size() == 1);
  CHECK(cycles({a, b, {"src/core/c.hpp", "#include \"core/d.hpp\"\n"}}).empty());
  CHECK(cycles({{"src/core/a.hpp", "#include \"a.hpp\"\n"}}).size() == 1);
}

}  // namespace bankseed::testing
