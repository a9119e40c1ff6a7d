#include "declarations.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "source_files.hpp"

namespace bankseed::testing {
namespace {

using Token = std::string;
using Tokens = std::span<const Token>;

/// Names, numbers, "::" and single characters; neither comments nor lines of the preprocessor.
std::vector<Token> tokens_of(std::string_view text) {
  const std::string code = code_of(text);
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < code.size();) {
    std::size_t end = at + 1;
    if (code[at] == '#') {
      do {
        end = std::min(code.find('\n', end + 1), code.size());
      } while (end < code.size() && code[end - 1] == '\\');
    } else if (is_word(code[at])) {
      while (end < code.size() && is_word(code[end]))
        ++end;
      tokens.push_back(code.substr(at, end - at));
    } else if (code.compare(at, 2, "::") == 0) {
      end = at + 2;
      tokens.emplace_back("::");
    } else if (code[at] != ' ' && code[at] != '\n') {
      tokens.emplace_back(1, code[at]);
    }
    at = end;
  }
  return tokens;
}

bool is_name(const Token& token) {
  return is_word(token.front());
}

bool is_one_of(const Token& token, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), token) != words.end();
}

/// One past the bracket that closes the one at `at`.
std::size_t after_bracket(Tokens tokens, std::size_t at) {
  int depth = 0;
  for (; at < tokens.size(); ++at) {
    if (is_one_of(tokens[at], {"(", "[", "{"})) ++depth;
    if (is_one_of(tokens[at], {")", "]", "}"}) && --depth == 0) return at + 1;
  }
  return at;
}

/// One past the ">" that closes the "<" at `at`.
std::size_t after_angle(Tokens tokens, std::size_t at) {
  int depth = 0;
  while (at < tokens.size()) {
    if (is_one_of(tokens[at], {"(", "[", "{"})) {
      at = after_bracket(tokens, at);
      continue;
    }
    if (tokens[at] == "<") ++depth;
    if (tokens[at] == ">" && --depth == 0) return at + 1;
    ++at;
  }
  return at;
}

/// A blank between names only.
std::string text_of(Tokens tokens) {
  std::string text;
  for (const auto& token : tokens) {
    if (!text.empty() && is_word(text.back()) && is_name(token)) text += ' ';
    text += token;
  }
  return text;
}

/// The type of a parameter, without its name, its default and its scopes, for which a file may have
/// names of its own.
std::string parameter_type(Tokens parameter) {
  std::size_t end = 0;
  while (end < parameter.size() && parameter[end] != "=") {
    end = parameter[end] == "<" ? after_angle(parameter, end) : end + 1;
  }
  parameter = parameter.first(end);
  const bool by_value = std::none_of(parameter.begin(), parameter.end(), [](const Token& token) {
    return is_one_of(token, {"&", "*"});
  });
  if (by_value && !parameter.empty() && parameter.front() == "const")
    parameter = parameter.subspan(1);
  if (parameter.size() > 1 && is_name(parameter.back()) && parameter.back() != "const" &&
      !is_one_of(parameter[parameter.size() - 2], {"::", "const"}))
    parameter = parameter.first(parameter.size() - 1);
  std::vector<Token> type;
  for (std::size_t at = 0; at < parameter.size(); ++at) {
    const bool is_scope = at + 1 < parameter.size() && parameter[at + 1] == "::";
    if (!is_scope && parameter[at] != "::") type.push_back(parameter[at]);
  }
  return text_of(type);
}

/// The types between the brackets of a function's parameters.
std::string parameter_types(Tokens parameters) {
  std::string types = "(";
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= parameters.size();) {
    if (at == parameters.size() || parameters[at] == ",") {
      if (types.size() > 1) types += ',';
      types += parameter_type(parameters.subspan(begin, at - begin));
      begin = ++at;
    } else if (parameters[at] == "<") {
      at = after_angle(parameters, at);
    } else if (is_one_of(parameters[at], {"(", "[", "{"})) {
      at = after_bracket(parameters, at);
    } else {
      ++at;
    }
  }
  return types + ")";
}

class Reader {
 public:
  explicit Reader(std::string_view text) : all_(tokens_of(text)), tokens_(all_) {}

  std::vector<Function> read() {
    while (at_ < tokens_.size())
      read_statement();
    return functions_;
  }

 private:
  /// Up to the brace that closes the scope, and past it.
  void read_scope(const std::string& name, bool is_class) {
    const auto outer = scope_;
    const bool outer_is_class = in_class_;
    scope_ += name.empty() ? "" : name + "::";
    in_class_ = is_class;
    while (at_ < tokens_.size() && tokens_[at_] != "}")
      read_statement();
    ++at_;
    scope_ = outer;
    in_class_ = outer_is_class;
  }

  void read_statement() {
    while (tokens_[at_] == "[")  // Attributes.
      at_ = after_bracket(tokens_, at_);
    if (is_one_of(tokens_[at_], {"public", "protected", "private"}) && tokens_[at_ + 1] == ":") {
      at_ += 2;
    } else if (tokens_[at_] == "namespace") {
      read_namespace();
    } else if (tokens_[at_] == "template") {
      read_template();
    } else if (is_one_of(tokens_[at_], {"class", "struct", "union"})) {
      read_class();
    } else if (is_one_of(tokens_[at_],
                         {"enum", "using", "typedef", "static_assert", "friend", "extern",
                          "__extension__", "inline", "constexpr", "consteval", "static_cast"}) ||
               (tokens_[at_] == "static" && !in_class_)) {
      skip_statement();
    } else {
      read_declaration();
    }
  }

  void read_namespace() {
    const auto open = at_ + 1;
    while (tokens_[at_] != "{" && tokens_[at_] != ";")
      ++at_;
    const auto name = text_of(tokens_.subspan(open, at_ - open));
    if (tokens_[at_++] == ";") return;  // Another name for a namespace.
    const auto before = functions_.size();
    read_scope(name, false);
    if (name.empty()) functions_.resize(before);
  }

  void read_template() {
    ++at_;
    if (tokens_[at_] == "<") at_ = after_angle(tokens_, at_);
    if (tokens_[at_] == "requires") at_ = after_bracket(tokens_, at_ + 1);
    const auto before = functions_.size();
    read_statement();
    functions_.resize(before);
  }

  void read_class() {
    const auto begin = at_ + 1;
    auto end = begin;  // Of the name, past which there are bases.
    for (at_ = begin; !is_one_of(tokens_[at_], {"{", ";"}); ++at_) {
      if (end == begin && is_one_of(tokens_[at_], {":", "final"})) end = at_;
    }
    if (end == begin) end = at_;
    if (tokens_[at_] == "{") {
      ++at_;
      read_scope(text_of(tokens_.subspan(begin, end - begin)), true);
    }
    skip_statement();
  }

  /// Past the semicolon, or past the body of a function.
  void skip_statement() {
    bool after_parameters = false;
    while (at_ < tokens_.size()) {
      const auto& token = tokens_[at_];
      if (token == "{" && after_parameters) {
        at_ = after_bracket(tokens_, at_);
        return;
      }
      if (token == ";") {
        ++at_;
        return;
      }
      if (token == "=") after_parameters = false;
      if (token == "(" && tokens_[at_ - 1] != "=") after_parameters = true;
      at_ = is_one_of(token, {"(", "[", "{"}) ? after_bracket(tokens_, at_) : at_ + 1;
    }
  }

  /// Where the parameters of the function that is declared here open; nothing where none is.
  [[nodiscard]] std::optional<std::size_t> parameters() const {
    for (auto at = at_; at < tokens_.size();) {
      const auto& token = tokens_[at];
      if (token == "operator") {
        at = tokens_[at + 1] == "(" ? at + 3 : at + 1;
        while (tokens_[at] != "(")
          ++at;
      }
      if (tokens_[at] == "(") {
        const bool is_pointer = tokens_[at + 1] == "*" || tokens_[at - 1] == "alignas";
        return is_pointer ? std::nullopt : std::optional(at);
      }
      if (is_one_of(token, {";", "{", "="})) return std::nullopt;
      if (token == "<") {
        at = after_angle(tokens_, at);
      } else {
        at = token == "[" ? after_bracket(tokens_, at) : at + 1;
      }
    }
    return std::nullopt;
  }

  /// The name whose parameters open at `open`: names and "::", "~", "operator" and what follows it.
  [[nodiscard]] std::string name_before(std::size_t open) const {
    auto begin = open - 1;
    for (auto at = begin; at > at_ && begin - at < 4; --at) {
      if (tokens_[at] == "operator") begin = at;
    }
    if (begin > at_ && tokens_[begin - 1] == "~") --begin;
    while (begin > at_ + 1 && tokens_[begin - 1] == "::")
      begin -= 2;
    return text_of(tokens_.subspan(begin, open - begin));
  }

  void read_declaration() {
    const auto open = parameters();
    if (!open) {
      skip_variable();
      return;
    }
    const auto close = after_bracket(tokens_, *open);
    Function function{.name = scope_ + name_before(*open) +
                              parameter_types(tokens_.subspan(*open + 1, close - *open - 2)),
                      .is_member = in_class_ || name_before(*open).find("::") != std::string::npos,
                      .is_defined = false};
    const bool is_inline =
        std::any_of(tokens_.begin() + static_cast<std::ptrdiff_t>(at_),
                    tokens_.begin() + static_cast<std::ptrdiff_t>(*open), [](const Token& token) {
                      return is_one_of(token, {"inline", "constexpr", "consteval"});
                    });
    at_ = close;
    const auto ending = read_ending();
    function.is_defined = ending != Ending::kDeclared;
    const bool elsewhere = ending == Ending::kDeclared || !in_class_;
    if (ending != Ending::kNone && elsewhere && !is_inline) functions_.push_back(function);
  }

  /// What follows the parameters: a semicolon, a body or "= default", or neither (deleted, pure).
  enum class Ending { kDeclared, kDefined, kNone };
  Ending read_ending() {
    for (bool initialises = false; at_ < tokens_.size();) {
      const auto& token = tokens_[at_];
      if (token == ";") {
        ++at_;
        return Ending::kDeclared;
      }
      if (token == "=") {
        const bool is_default = tokens_[at_ + 1] == "default";
        skip_statement();
        return is_default ? Ending::kDefined : Ending::kNone;
      }
      if (token == ":") initialises = true;
      if (token == "{") {
        const bool is_member =
            initialises && (is_name(tokens_[at_ - 1]) || tokens_[at_ - 1] == ">");
        at_ = after_bracket(tokens_, at_);
        if (!is_member) return Ending::kDefined;
        continue;
      }
      at_ = is_one_of(token, {"(", "["}) ? after_bracket(tokens_, at_) : at_ + 1;
    }
    return Ending::kNone;
  }

  void skip_variable() {
    while (at_ < tokens_.size() && tokens_[at_] != ";")
      at_ = is_one_of(tokens_[at_], {"(", "[", "{"}) ? after_bracket(tokens_, at_) : at_ + 1;
    ++at_;
  }

  std::vector<Token> all_;
  Tokens tokens_;
  std::size_t at_ = 0;
  std::string scope_;
  bool in_class_ = false;
  std::vector<Function> functions_;
};

}  // namespace

std::vector<Function> functions_of(std::string_view text) {
  return Reader(text).read();
}

}  // namespace bankseed::testing
