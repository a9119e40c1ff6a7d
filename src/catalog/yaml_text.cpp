#include "catalog/yaml_text.hpp"

#include <algorithm>
#include <array>

#include <yaml-cpp/yaml.h>

#include "bankseed/core/check.hpp"

namespace bankseed::catalog {
namespace {

/// Words that YAML 1.1, which most readers speak, takes for something other than text.
constexpr std::array<std::string_view, 9> kWordsOfYaml = {"y",   "yes",   "n",  "no",  "true",
                                                          "off", "false", "on", "null"};

/// Whether every reader takes `text` for text without quotes. Whether it may stand there at all,
/// yaml-cpp knows.
bool is_plain(std::string_view text) {
  const auto lower = [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  };
  std::string word(text);
  std::transform(word.begin(), word.end(), word.begin(), lower);
  return !word.empty() && word.front() >= 'a' && word.front() <= 'z' &&
         std::find(kWordsOfYaml.begin(), kWordsOfYaml.end(), word) == kWordsOfYaml.end();
}

void emit_text(YAML::Emitter& emitter, const std::string& text) {
  if (!is_plain(text)) emitter << YAML::DoubleQuoted;
  emitter << text;
}

void emit(YAML::Emitter& emitter, const Document& value) {
  if (value.is_object()) {
    emitter << YAML::BeginMap;
    for (const auto& [name, member] : value.items()) {
      emitter << YAML::Key;
      emit_text(emitter, name);
      emitter << YAML::Value;
      emit(emitter, member);
    }
    emitter << YAML::EndMap;
  } else if (value.is_array()) {
    emitter << YAML::BeginSeq;
    for (const auto& element : value)
      emit(emitter, element);
    emitter << YAML::EndSeq;
  } else if (value.is_string()) {
    emit_text(emitter, value.get_ref<const std::string&>());
  } else if (value.is_null()) {
    emitter << YAML::Null;
  } else {
    emitter << value.dump();  // Numbers and truth values are written as in JSON.
  }
}

}  // namespace

std::string yaml_text(const Document& document, std::string_view comment) {
  YAML::Emitter emitter;
  if (!comment.empty()) emitter << YAML::Comment(std::string(comment)) << YAML::Newline;
  emit(emitter, document);
  BANKSEED_CHECK(emitter.good());
  return std::string(emitter.c_str(), emitter.size()) + "\n";
}

std::string json_text(const Document& document) {
  constexpr int kIndent = 2;
  return document.dump(kIndent) + "\n";
}

}  // namespace bankseed::catalog
