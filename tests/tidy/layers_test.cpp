// The order of the layers, as src/*/CMakeLists.txt states it, against what is included and against
// what ARCHITECTURE.md says.

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include <catch2/catch.hpp>

#include "source_files.hpp"

namespace bankseed::testing {
namespace {

using Names = std::set<std::string, std::less<>>;
/// By the name of a layer, those that it names.
using Layers = std::map<std::string, Names, std::less<>>;

/// What bankseed_layer(NAME ... DEPENDS ...) says in each CMakeLists.txt.
Layers layers_of(const SourceFiles& files) {
  constexpr std::string_view kCall = "bankseed_layer(";
  constexpr std::string_view kTarget = "bankseed_";
  Layers layers;
  for (const auto& file : files) {
    const auto call = file.text.find(kCall);
    if (is_code(file) || !file.path.starts_with("src/") || call == std::string::npos) continue;
    const auto begin = call + kCall.size();
    const std::string arguments = file.text.substr(begin, file.text.find(')', begin) - begin);
    std::string layer;
    bool depends = false;
    for (std::size_t at = 0; at < arguments.size();) {
      const auto end = std::min(arguments.find_first_of(" \n", at), arguments.size());
      const std::string word = arguments.substr(at, end - at);
      at = end + 1;
      if (word.empty()) continue;
      if (layer.empty()) layer = word;
      if (word.starts_with(kTarget)) {
        if (depends) layers[layer].insert(word.substr(kTarget.size()));
      } else {
        depends = word == "DEPENDS";
      }
    }
    layers[layer];
  }
  return layers;
}

/// All layers that `layer` stands on.
Names below(const Layers& layers, std::string_view layer) {
  Names found;
  const auto named = layers.find(layer);
  if (named == layers.end()) return found;
  for (const auto& name : named->second) {
    found.insert(name);
    found.merge(below(layers, name));
  }
  return found;
}

Findings wrong_directions(const SourceFiles& files, const Layers& layers) {
  Findings findings;
  for (const auto& file : files) {
    const auto own = layer_of(file.path);
    if (!is_code(file) || own.empty()) continue;
    if (layers.find(own) == layers.end()) {
      findings.push_back(file.path + ": no CMakeLists.txt makes its folder a layer");
      continue;
    }
    const Names allowed = below(layers, own);
    for (const auto include : includes_of(file.text)) {
      const auto path = included_path(files, file, include);
      const auto used = layer_of(path);
      if (!used.empty() && used != own && allowed.find(used) == allowed.end())
        findings.push_back(file.path + ": includes " + std::string(include));
    }
  }
  return findings;
}

/// What a program that links bankseed includes needs nothing but the standard library.
Findings private_includes(const SourceFiles& files) {
  Findings findings;
  for (const auto& file : files) {
    if (!file.path.starts_with("include/")) continue;
    for (const auto include : includes_of(file.text)) {
      const bool is_standard = include.find_first_of("/.") == std::string_view::npos;
      if (!is_standard && !included_path(files, file, include).starts_with("include/"))
        findings.push_back(file.path + ": includes " + std::string(include));
    }
  }
  return findings;
}

struct Library {
  std::string_view header;  ///< How its includes begin.
  std::string_view layer;   ///< The only one that may include it.
};
constexpr std::array<Library, 5> kLibraries = {{
    {"tbb/", "pipeline"},
    {"oneapi/tbb", "pipeline"},
    {"libpq-fe.h", "sink"},
    {"CLI/", "cli"},
    {"yaml-cpp/", "catalog"},
}};

Findings strayed_libraries(const SourceFiles& files) {
  Findings findings;
  for (const auto& file : files) {
    const auto own = layer_of(file.path);
    if (!is_code(file) || own.empty()) continue;
    for (const auto include : includes_of(file.text)) {
      for (const auto& library : kLibraries) {
        if (include.starts_with(library.header) && library.layer != own)
          findings.push_back(file.path + ": includes " + std::string(include));
      }
    }
  }
  return findings;
}

/// The names in backquotes.
Names quoted_names(std::string_view cell) {
  Names names;
  for (auto open = cell.find('`'); open != std::string_view::npos; open = cell.find('`', open)) {
    const auto close = cell.find('`', open + 1);
    names.emplace(cell.substr(open + 1, close - open - 1));
    open = close + 1;
  }
  return names;
}

/// What the table under "## The layers" says: its first column names a layer, its second those that
/// the layer names.
Layers documented_layers(std::string_view document) {
  Layers layers;
  document.remove_prefix(std::min(document.find("\n## The layers\n"), document.size()));
  document = document.substr(0, document.find("\n## ", 1));
  for (auto line = document.find("\n| `"); line != std::string_view::npos;
       line = document.find("\n| `", line + 1)) {
    const auto first = line + 2;
    const auto second = document.find('|', first) + 1;
    const auto third = document.find('|', second);
    for (const auto& name : quoted_names(document.substr(first, second - first)))
      layers[name] = quoted_names(document.substr(second, third - second));
  }
  return layers;
}

/// A line for each layer.
std::string text_of(const Layers& layers) {
  std::string text;
  for (const auto& [layer, named] : layers) {
    text += "\n  " + layer + ":";
    for (const auto& name : named)
      text += " " + name;
  }
  return text;
}

}  // namespace

TEST_CASE("layers include only the layers that they may stand on") {
  const auto files = read_source_files();
  CHECK(joined(wrong_directions(files, layers_of(files))) == joined({}));
}

TEST_CASE("ARCHITECTURE.md names the layers, and what they stand on, as CMake does") {
  CHECK(text_of(documented_layers(read_document("ARCHITECTURE.md"))) ==
        text_of(layers_of(read_source_files())));
}

TEST_CASE("public headers include nothing but public headers and the standard library") {
  CHECK(joined(private_includes(read_source_files())) == joined({}));
}

TEST_CASE("oneTBB, libpq and CLI11 stay in their layers") {
  CHECK(joined(strayed_libraries(read_source_files())) == joined({}));
}

TEST_CASE("the order of layers is read from CMake and from the document") {
  const Layers expected = {{"core", {}}, {"rows", {"core"}}, {"bank", {"core", "rows"}}};
  const Layers read = layers_of(
      {{"src/core/CMakeLists.txt", "bankseed_layer(core INSTALLED\n  SOURCES\n    a.cpp)\n"},
       {"src/rows/CMakeLists.txt",
        "# A\nbankseed_layer(rows\n  SOURCES a.cpp\n"
        "  DEPENDS bankseed_core\n  PRIVATE_DEPENDS bankseed_bank)\n"},
       {"src/bank/CMakeLists.txt", "bankseed_layer(bank DEPENDS bankseed_core\n bankseed_rows)"},
       {"tests/CMakeLists.txt", "bankseed_layer(tests)\n"}});
  CHECK(text_of(read) == text_of(expected));
  CHECK(text_of(documented_layers(
            "# A\n\n| `zoo` | |\n\n## The layers\n\n| layer | stands on |\n| --- |\n"
            "| `core` | | Knows `bank`. |\n| `rows` | `core` | `core` |\n"
            "| `bank` | `core`, `rows` | |\n\n## B\n\n| `zoo` | |\n")) == text_of(expected));
  CHECK(below({{"a", {}}, {"b", {"a"}}, {"c", {"b"}}}, "c") == Names{"a", "b"});
}

TEST_CASE("the check of directions finds a layer that includes one above it") {
  const Layers layers = {{"core", {}}, {"rows", {"core"}}, {"bank", {"rows"}}};
  const SourceFile ids = {"include/bankseed/rows/ids.hpp", ""};
  const SourceFile model = {"src/bank/model/model.hpp", ""};
  const auto count = [&](const std::string& path, const std::string& text) {
    return wrong_directions({ids, model, {path, text}}, layers).size();
  };
  CHECK(count("src/core/a.cpp", "#include \"bankseed/rows/ids.hpp\"\n") == 1);
  CHECK(count("src/core/a.cpp", "#include \"bank/model/model.hpp\"\n") == 1);
  CHECK(count("include/bankseed/rows/a.hpp", "#include \"bank/model/model.hpp\"\n") == 1);
  CHECK(count("src/attic/a.cpp", "") == 1);
  CHECK(count("src/bank/a.cpp", "#include \"bankseed/rows/ids.hpp\"\n") == 0);
  CHECK(count("src/bank/model/a.cpp", "#include \"bank/model/model.hpp\"\n") == 0);
  CHECK(count("tests/a.cpp", "#include \"bank/model/model.hpp\"\n") == 0);
  CHECK(private_includes({{"include/bankseed/rows/a.hpp",
                           "#include <vector>\n#include <fmt/format.h>\n#include <libpq-fe.h>\n"
                           "#include \"bankseed/rows/ids.hpp\"\n#include \"core/random.hpp\"\n"},
                          ids,
                          {"src/core/random.hpp", ""}})
            .size() == 3);
  CHECK(strayed_libraries({{"src/cli/a.cpp", "#include <libpq-fe.h>\n"},
                           {"src/bank/a.cpp", "#include <tbb/flow_graph.h>\n"},
                           {"src/sink/a.cpp", "#include <CLI/CLI.hpp>\n"}})
            .size() == 3);
  CHECK(strayed_libraries({{"src/sink/a.cpp", "#include <libpq-fe.h>\n"}}).empty());
}

}  // namespace bankseed::testing
