#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace bankseed::catalog {

/// A document of a catalogue's file, whose members stand in the order in which they were put in. It
/// knows text from numbers and truth values, so that both formats below write what is meant.
using Document = nlohmann::ordered_json;

/// The document as YAML, in UTF-8, with `comment` above it, a line each. Text that a reader could
/// take for a number, a date or a truth value stands in quotes.
[[nodiscard]] std::string yaml_text(const Document& document, std::string_view comment = {});

/// The document as JSON, in UTF-8, two blanks a level.
[[nodiscard]] std::string json_text(const Document& document);

}  // namespace bankseed::catalog
