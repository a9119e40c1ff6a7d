// What x.hpp declares, x.cpp defines: who reads a declaration knows where to look.

#include "declarations.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch.hpp>

#include "source_files.hpp"

namespace bankseed::testing {
namespace {

/// By the name of a function, the sources that define it.
using Definitions = std::map<std::string, std::set<std::string>>;

/// The folder of the sources that go with a header, and the header's name in it without its ending.
std::filesystem::path place_of(std::string path) {
  constexpr std::string_view kPublic = "include/bankseed/";
  if (path.starts_with(kPublic)) path = "src/" + path.substr(kPublic.size());
  return std::filesystem::path(path).replace_extension();
}

/// Whether functions that `header` declares may be defined in `source`.
bool go_together(const std::string& header, const std::string& source, bool is_member) {
  const auto place = place_of(header);
  const std::filesystem::path defined = source;
  if (defined == place.string() + ".cpp") return true;
  // A folder's own header says what the folder's files offer; a class is one file's.
  const bool is_folders_own = place.filename() == place.parent_path().filename();
  return is_folders_own && !is_member && defined.parent_path() == place.parent_path();
}

/// Headers a part of which another file than theirs defines. To be put right, not added to: an
/// entry that is not needed any more is wrong.
struct Split {
  std::string_view header;
  std::string_view source;
};
constexpr std::array<Split, 3> kSplits = {{
    {"src/bank/accounts/ledger/ledger.hpp", "src/bank/accounts/ledger/text.cpp"},
    {"src/sink/postgres/load/load.hpp", "src/sink/postgres/load/finish.cpp"},
    {"src/sink/postgres/load/load.hpp", "src/sink/postgres/load/prepare.cpp"},
}};

/// Headers whose sources the build writes.
constexpr std::array<std::string_view, 1> kGenerated = {"src/corpus/embedded.hpp"};

/// What other files can call, by file.
using Functions = std::map<std::string, std::vector<Function>>;

Functions functions_in(const SourceFiles& files) {
  Functions functions;
  for (const auto& file : files) {
    if (is_code(file)) functions[file.path] = functions_of(file.text);
  }
  return functions;
}

Definitions definitions_in(const Functions& functions) {
  Definitions definitions;
  for (const auto& [path, own] : functions) {
    if (!path.ends_with(".cpp")) continue;
    for (const auto& function : own) {
      if (function.is_defined) definitions[function.name].insert(path);
    }
  }
  return definitions;
}

/// A header and a source that do not go together, and a function of both; or a header, nothing, and
/// a function that is defined nowhere.
struct Misplaced {
  std::string header;
  std::string source;
  std::string function;
};

std::vector<Misplaced> misplaced(const SourceFiles& files) {
  const Functions functions = functions_in(files);
  Definitions definitions = definitions_in(functions);
  std::vector<Misplaced> found;
  for (const auto& [path, own] : functions) {
    if (!path.ends_with(".hpp")) continue;
    for (const auto& function : own) {
      const auto& sources = definitions[function.name];
      if (sources.empty()) found.push_back({path, "", function.name});
      for (const auto& source : sources) {
        if (!go_together(path, source, function.is_member))
          found.push_back({path, source, function.name});
      }
    }
  }
  return found;
}

Findings misplaced_definitions(const SourceFiles& files) {
  const auto found = misplaced(files);
  Findings findings;
  for (const Misplaced& entry : found) {
    const bool is_known =
        std::any_of(kSplits.begin(), kSplits.end(),
                    [&entry](const Split& split) {
                      return split.header == entry.header && split.source == entry.source;
                    }) ||
        (entry.source.empty() &&
         std::find(kGenerated.begin(), kGenerated.end(), entry.header) != kGenerated.end());
    if (is_known) continue;
    findings.push_back(entry.header + ": " + entry.function + " is defined " +
                       (entry.source.empty() ? "nowhere" : "in " + entry.source));
  }
  return findings;
}

/// Entries of the lists above that nothing needs any more.
Findings stale_entries(const SourceFiles& files) {
  const auto found = misplaced(files);
  const auto is_needed = [&found](std::string_view header, std::string_view source) {
    return std::any_of(found.begin(), found.end(), [&](const Misplaced& entry) {
      return entry.header == header && entry.source == source;
    });
  };
  Findings findings;
  for (const auto& [header, source] : kSplits) {
    if (!is_needed(header, source)) findings.emplace_back(header);
  }
  for (const auto header : kGenerated) {
    if (!is_needed(header, "")) findings.emplace_back(header);
  }
  return findings;
}

/// Functions of a source that others can call, and of which no header tells.
Findings unheard_of(const SourceFiles& files) {
  const Functions functions = functions_in(files);
  std::set<std::string> declared;
  for (const auto& [path, own] : functions) {
    if (!path.ends_with(".hpp")) continue;
    for (const auto& function : own)
      declared.insert(function.name);
  }
  Findings findings;
  for (const auto& [path, own] : functions) {
    if (!path.starts_with("src/") || !path.ends_with(".cpp")) continue;
    for (const auto& function : own) {
      // Outside of namespaces there are main() and what macros make.
      const bool is_ours = function.name.find("::") != std::string::npos;
      if (is_ours && declared.count(function.name) == 0)
        findings.push_back(path + ": no header declares " + function.name);
    }
  }
  return findings;
}

/// The names of a text's functions; those that it defines with a body after them.
std::string names_in(std::string_view text) {
  std::string names;
  for (const auto& function : functions_of(text))
    names += (names.empty() ? "" : " ") + function.name + (function.is_defined ? "{}" : "");
  return names;
}

}  // namespace

TEST_CASE("what a header declares is defined in the source beside it") {
  const auto files = read_source_files();
  CHECK(joined(misplaced_definitions(files)) == joined({}));
  CHECK(joined(unheard_of(files)) == joined({}));
  CHECK(joined(stale_entries(files)) == joined({}));
}

TEST_CASE("the check of definitions knows which files go together") {
  const auto count = [](const std::string& header, const std::string& source,
                        const std::string& declaration, const std::string& definition) {
    return misplaced_definitions({{header, declaration}, {source, definition}}).size();
  };
  const std::string f = "namespace n { int f(int a = 3); }";
  const std::string f_body = "namespace n { int f(int a) { return a; } }";
  CHECK(count("src/bank/a.hpp", "src/bank/a.cpp", f, f_body) == 0);
  CHECK(count("include/bankseed/bank/a.hpp", "src/bank/a.cpp", f, f_body) == 0);
  CHECK(count("src/bank/a.hpp", "src/bank/b.cpp", f, f_body) == 1);
  CHECK(count("src/bank/a.hpp", "src/bank/a.cpp", f, "namespace n { int f(long a) {} }") == 1);
  CHECK(count("src/bank/a.hpp", "src/bank/a.cpp", f,
              "namespace n { namespace { int f(int) {} } }") == 1);
  CHECK(count("src/bank/loans/loans.hpp", "src/bank/loans/b.cpp", f, f_body) == 0);
  CHECK(count("src/bank/loans/loans.hpp", "src/bank/loans/x/b.cpp", f, f_body) == 1);
  const std::string g = "namespace n { class C { void g(); }; }";
  const std::string g_body = "namespace n { void C::g() {} }";
  CHECK(count("src/bank/loans/a.hpp", "src/bank/loans/a.cpp", g, g_body) == 0);
  CHECK(count("src/bank/loans/loans.hpp", "src/bank/loans/b.cpp", g, g_body) == 1);
  CHECK(unheard_of({{"src/bank/a.hpp", ""}, {"src/bank/a.cpp", f_body}}).size() == 1);
  CHECK(unheard_of({{"src/bank/a.hpp", f}, {"src/bank/a.cpp", f_body}}).empty());
  CHECK(stale_entries({}).size() == kSplits.size() + kGenerated.size());
}

TEST_CASE("functions are read from code") {
  CHECK(names_in("int f();\nint g(const std::string& text, std::vector<a::B> = {}) {}") ==
        "f() g(const string&,vector<B>){}");
  CHECK(names_in("[[nodiscard]] a::B f(std::function<int(int)> use, const int n) noexcept;") ==
        "f(function<int(int)>,int)");
  CHECK(names_in("#define F f()\n// int f();\nauto x = f(1);\nint y{f(2)};\nint (*z)(int);") == "");
  CHECK(names_in("inline int f() { return 1; }\nconstexpr int g();\ntemplate <class T>\n"
                 "[[nodiscard]] T h(T);\ntemplate <class T>\nrequires(kX<T>) T i(T);\nint j();") ==
        "j()");
  CHECK(names_in("namespace a::b { namespace { int f() {} } int g() {} }\nint h() {}") ==
        "a::b::g(){} h(){}");
  CHECK(names_in("class C : public D<int> {\n public:\n  C();\n  ~C() = default;\n"
                 "  C(const C&) = delete;\n  virtual void f() = 0;\n  void g() const;\n"
                 "  int h() { return 1; }\n  struct E {\n    void i();\n  };\n"
                 "  bool operator==(const C&) const;\n  int size_{0};\n};") ==
        "C::C() C::g() C::E::i() C::operator==(const C&)");
  CHECK(names_in("C::C(int n) : n_(n), m_{n} {}\nC::~C() = default;\n"
                 "C operator-(const C& a, const C& b) noexcept { return a; }\n"
                 "std::vector<int> C::E::f(Options options) const { return {}; }") ==
        "C::C(int){} C::~C(){} operator-(const C&,const C&){} C::E::f(Options){}");
}

}  // namespace bankseed::testing
