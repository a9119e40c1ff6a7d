#include "source_files.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "support/locations.hpp"

namespace bankseed::testing {
namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
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

}  // namespace

std::string joined(const Findings& findings) {
  std::string text;
  for (const auto& finding : findings)
    text += "\n  " + finding;
  return text;
}

SourceFiles read_source_files() {
  const auto root = source_directory();
  SourceFiles files;
  for (const auto* folder : {"include", "src", "tests", "perf"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
      const auto name = entry.path().filename();
      const auto extension = entry.path().extension();
      if (extension != ".hpp" && extension != ".cpp" && name != "CMakeLists.txt") continue;
      files.push_back({.path = std::filesystem::relative(entry.path(), root).string(),
                       .text = read_file(entry.path())});
    }
  }
  return files;
}

std::string read_document(std::string_view name) {
  return read_file(source_directory() / name);
}

bool is_code(const SourceFile& file) {
  return file.path.ends_with(".hpp") || file.path.ends_with(".cpp");
}

std::string_view layer_of(std::string_view path) {
  for (const std::string_view root : {"include/bankseed/", "src/"}) {
    if (!path.starts_with(root)) continue;
    path.remove_prefix(root.size());
    const auto slash = path.find('/');
    return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
  }
  return {};
}

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

bool is_word(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool has_word(std::string_view code, std::string_view word) {
  for (auto at = code.find(word); at != std::string_view::npos; at = code.find(word, at + 1)) {
    const auto end = at + word.size();
    const bool begins = at == 0 || !is_word(word.front()) || !is_word(code[at - 1]);
    const bool ends = end == code.size() || !is_word(word.back()) || !is_word(code[end]);
    if (begins && ends) return true;
  }
  return false;
}

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

std::string included_path(const SourceFiles& files,
                          const SourceFile& file,
                          std::string_view include) {
  const auto beside = std::filesystem::path(file.path).parent_path() / include;
  const std::array<std::string, 4> candidates = {beside.string(), "include/" + std::string(include),
                                                 "src/" + std::string(include),
                                                 "tests/" + std::string(include)};
  for (const auto& path : candidates) {
    if (std::any_of(files.begin(), files.end(),
                    [&path](const SourceFile& other) { return other.path == path; }))
      return path;
  }
  return {};
}

}  // namespace bankseed::testing
