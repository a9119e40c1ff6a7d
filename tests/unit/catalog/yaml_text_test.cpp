#include "catalog/yaml_text.hpp"

#include <string>

#include <catch2/catch.hpp>
#include <yaml-cpp/yaml.h>

namespace bankseed::catalog {
namespace {

TEST_CASE("text that a reader could take for something else stands in quotes") {
  const Document document = {{"version", "1"},  {"state", "No"},        {"day", "2026-11-01"},
                             {"empty", ""},     {"size", 12},           {"on", true},
                             {"word", "plain"}, {"share", "a: b # c"},  {"lines", "one\ntwo"},
                             {"none", nullptr}, {"list", {"null", "x"}}};
  CHECK(yaml_text(document, "First line.\nSecond line.") ==
        "# First line.\n"
        "# Second line.\n"
        "\n"
        "version: \"1\"\n"
        "state: \"No\"\n"
        "day: \"2026-11-01\"\n"
        "empty: \"\"\n"
        "size: 12\n"
        "\"on\": true\n"
        "word: plain\n"
        "share: \"a: b # c\"\n"
        "lines: \"one\\ntwo\"\n"
        "none: ~\n"
        "list:\n"
        "  - \"null\"\n"
        "  - x\n");
}

TEST_CASE("whatever text there is, YAML gives it back") {
  for (const std::string text :
       {"",     " ", "a",  "true", "TRUE",         "1e3",       "- a",      "a:",   ": a",    "#",
        "a #b", "'", "\"", "\\",   "{a}",          "[",         "é ç",      "a\tb", "a\nb\n", "|",
        ">",    "%", "@",  "`",    "urn:li:tag:x", "${PGUSER}", "^a\\..*$", "~",    "null"}) {
    CAPTURE(text);
    const auto read = YAML::Load(yaml_text(Document{{"key", text}, {"list", {text, text}}}));
    CHECK(read["key"].as<std::string>() == text);
    CHECK(read["list"][1].as<std::string>() == text);
  }
}

}  // namespace
}  // namespace bankseed::catalog
