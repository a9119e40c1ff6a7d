// Each draw has one meaning: no stream is drawn at two places of the code.

#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "source_files.hpp"

namespace bankseed::testing {
namespace {

constexpr std::string_view kStreams = "src/bank/streams.hpp";

bool makes_rows(const SourceFile& file) {
  return is_code(file) && layer_of(file.path) == "bank" && file.path != kStreams;
}

/// Calls `visit` with each match and the line that it stands in.
template <class Visit>
void for_each_match(const std::string& code, const std::regex& wanted, const Visit& visit) {
  for (std::sregex_iterator found(code.begin(), code.end(), wanted), end; found != end; ++found) {
    const auto line = std::count(code.begin(), code.begin() + found->position(), '\n') + 1;
    visit(*found, std::to_string(line));
  }
}

/// Names of the streams; two of one number are a finding.
std::set<std::string> streams_of(const std::string& code, Findings& findings) {
  const std::regex enumerator(R"((k\w+) = (\d+))");
  std::set<std::string> names;
  std::map<std::string, std::string> by_number;
  for_each_match(code, enumerator, [&](const std::smatch& match, const std::string& line) {
    names.insert(match[1]);
    const auto [other, added] = by_number.emplace(match[2], match[1]);
    if (!added) {
      findings.push_back(std::string(kStreams) + ":" + line + ": " + match.str(1) +
                         " has the number of " + other->second);
    }
  });
  return names;
}

/// Every stream is named at exactly one place; draws are not handed out, so that whoever names a
/// stream is who draws from it, and streams have no other names.
Findings drawn_twice(const SourceFiles& files) {
  const std::regex named(R"(Stream::(k\w+))");
  const std::regex made(R"(\bStream(\{|>\())");
  const std::regex handed_out(R"(\bDraws ([\w:]+)\(([^)]*))");
  Findings findings;
  std::set<std::string> streams;
  std::map<std::string, std::vector<std::string>> places;
  for (const SourceFile& file : files) {
    const std::string code = code_of(file.text);
    if (file.path == kStreams) streams = streams_of(code, findings);
    if (!makes_rows(file)) continue;
    const auto place = [&file](const std::string& line) { return file.path + ":" + line; };
    for_each_match(code, named, [&](const std::smatch& match, const std::string& line) {
      places[match[1]].push_back(place(line));
    });
    for_each_match(code, made, [&](const std::smatch&, const std::string& line) {
      findings.push_back(place(line) + ": a stream without a name");
    });
    for_each_match(code, handed_out, [&](const std::smatch& match, const std::string& line) {
      // A variable names its stream, a function has parameters; the model's own names none.
      if (match.str(2).find("Stream") == std::string::npos) {
        findings.push_back(place(line) + ": " + match.str(1) +
                           " hands out draws; return the value");
      }
    });
  }
  for (const auto& [stream, where] : places) {
    if (where.size() == 1) continue;
    std::string finding = stream + " is drawn at";
    for (const std::string& place : where)
      finding += " " + place;
    findings.push_back(finding);
  }
  for (const std::string& stream : streams) {
    if (!places.contains(stream)) findings.push_back(stream + " is drawn nowhere");
  }
  return findings;
}

}  // namespace

TEST_CASE("each draw has one meaning: every stream is drawn at one place") {
  CHECK(joined(drawn_twice(read_source_files())) == joined({}));
}

TEST_CASE("a stream that is drawn twice is found") {
  const SourceFile streams{std::string(kStreams), "enum { kFlag = 1, kScreening = 2, };"};
  const SourceFile screening{"src/bank/compliance/screening.cpp",
                             "Draws a = model_.draws(Stream::kFlag, i);\n"
                             "Draws b = model_.draws(Stream::kScreening, i);"};
  CHECK(drawn_twice({streams, screening}).empty());
  // What version 3 did: the day of a report out of the draw that decided the level of its check.
  const SourceFile cases{"src/bank/compliance/cases.cpp",
                         "\nDraws draws = model.draws(Stream::kScreening, check);"};
  CHECK(joined(drawn_twice({streams, screening, cases})) ==
        joined({"kScreening is drawn at src/bank/compliance/screening.cpp:2 "
                "src/bank/compliance/cases.cpp:2"}));
  const SourceFile order{"src/bank/compliance/cases.cpp",
                         "const Permutation order = model.permutation(Stream::kFlag, block, 3);"};
  CHECK(drawn_twice({streams, screening, order}).size() == 1);
  // Comments name, but do not draw.
  const SourceFile comment{"src/bank/compliance/cases.cpp", "// Stream::kScreening"};
  CHECK(drawn_twice({streams, screening, comment}).empty());
}

TEST_CASE("a stream under another name, and draws that are handed out, are found") {
  const SourceFile streams{std::string(kStreams), "enum { kFlag = 1, };"};
  const SourceFile draws{"src/bank/a.cpp", "Draws draws(seed, Stream::kFlag, i);"};
  CHECK(drawn_twice({streams, draws}).empty());
  CHECK(drawn_twice({streams, draws, {"src/bank/b.cpp", "f(Stream{1}, i);"}}).size() == 1);
  CHECK(drawn_twice({streams, draws, {"src/bank/b.cpp", "f(static_cast<Stream>(1), i);"}}).size() ==
        1);
  CHECK(drawn_twice({streams, draws, {"src/bank/b.cpp", "Draws of(const Item& item) {"}}).size() ==
        1);
  CHECK(drawn_twice({streams}).size() == 1);
  CHECK(drawn_twice({{std::string(kStreams), "enum { kFlag = 1, kOther = 1, };"},
                     draws,
                     {"src/bank/b.cpp", "Draws draws(seed, Stream::kOther, i);"}})
            .size() == 1);
}

}  // namespace bankseed::testing
