#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "cli/manual/manual.hpp"

namespace bankseed {
namespace {

std::string joined(const std::vector<std::string>& words, std::string_view separator) {
  return fmt::format("{}", fmt::join(words, separator));
}

std::string key_of(const CompletedCommand& command) {
  return joined(command.words, " ");
}

/// Long names of the options that may stand behind a command; of the program also those of
/// generate, which is meant without a command.
std::vector<std::string> names_of_options(const CompletedCommand& command,
                                          const std::vector<CompletedCommand>& commands) {
  std::vector<std::string> names;
  for (const CompletedCommand& other : commands) {
    const bool is_meant = command.words.empty() && key_of(other) == "generate";
    if (&other != &command && !is_meant) continue;
    for (const CompletedOption& option : other.options) {
      std::copy_if(option.names.begin(), option.names.end(), std::back_inserter(names),
                   [](const std::string& name) { return name.starts_with("--"); });
    }
  }
  return names;
}

/// Cases of "COMMAND WORD" that say which command a further word makes of one, and then `more`.
std::string cases_of_commands(const std::vector<CompletedCommand>& commands,
                              std::string_view more) {
  std::string text;
  for (const CompletedCommand& command : commands) {
    if (command.words.empty()) continue;
    std::vector<std::string> above = command.words;
    above.pop_back();
    text += fmt::format("      '{} {}') command='{}'{} ;;\n", joined(above, " "),
                        command.words.back(), key_of(command), more);
  }
  return text;
}

/// Names of the commands that stand directly below this one.
std::vector<const CompletedCommand*> inner_commands(const std::vector<CompletedCommand>& commands,
                                                    const CompletedCommand& command) {
  std::vector<const CompletedCommand*> inner;
  for (const CompletedCommand& other : commands) {
    if (other.words.size() == command.words.size() + 1 &&
        std::equal(command.words.begin(), command.words.end(), other.words.begin()))
      inner.push_back(&other);
  }
  return inner;
}

std::string bash_values(const Values& values) {
  switch (values.kind) {
    case Values::Kind::kWords:
      return fmt::format("COMPREPLY=($(compgen -W '{}' -- \"$current\"))",
                         joined(values.words, " "));
    case Values::Kind::kFile: return "compopt -o default";
    case Values::Kind::kFolder: return "compopt -o dirnames";
    case Values::Kind::kAnything: break;
  }
  return ":";
}

/// Inside single quotes of zsh's _arguments: brackets and colons have a meaning there.
std::string zsh_text(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\'') {
      result += "'\\''";
      continue;
    }
    if (c == '[' || c == ']' || c == ':' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

std::string zsh_values(const Values& values) {
  switch (values.kind) {
    case Values::Kind::kWords: return fmt::format("({})", joined(values.words, " "));
    case Values::Kind::kFile: return "_files";
    case Values::Kind::kFolder: return "_files -/";
    case Values::Kind::kAnything: break;
  }
  return "";
}

std::string zsh_option(const CompletedOption& option) {
  const std::string value =
      option.takes_value ? fmt::format(":value:{}", zsh_values(option.values)) : "";
  std::string text;
  for (const std::string& name : option.names) {
    const std::string others = option.is_repeated || option.names.size() < 2
                                   ? ""
                                   : fmt::format("({})", joined(option.names, " "));
    text += fmt::format("      '{}{}{}[{}]{}' \\\n", others, option.is_repeated ? "*" : "", name,
                        zsh_text(option.description), value);
  }
  return text;
}

std::string zsh_case(const std::vector<CompletedCommand>& commands,
                     const CompletedCommand& command) {
  std::string text = fmt::format("    '{}')\n      _arguments -S : \\\n", key_of(command));
  for (const CompletedOption& option : command.options)
    text += zsh_option(option);
  const auto inner = inner_commands(commands, command);
  if (!inner.empty()) {
    std::string names;
    for (const CompletedCommand* other : inner) {
      names += fmt::format("{}{}\\:\"{}\"", names.empty() ? "" : " ", other->words.back(),
                           zsh_text(other->description));
    }
    text += fmt::format("      '1:command:(({}))' \\\n", names);
  }
  for (const CompletedOption& argument : command.arguments) {
    text += fmt::format("      '{}:{}:{}' \\\n", argument.is_repeated ? "*" : "1",
                        zsh_text(argument.description), zsh_values(argument.values));
  }
  return text + "      && return 0\n      ;;\n";
}

}  // namespace

std::string bash_completion(const std::vector<CompletedCommand>& commands) {
  std::string text = R"(# Completion of bankseed for bash; made of what --help says.
# shellcheck shell=bash disable=SC2207
_bankseed() {
  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
  local command='' word index
  COMPREPLY=()
  for ((index = 1; index < COMP_CWORD; index++)); do
    word=${COMP_WORDS[index]}
    case "$command $word" in
)";
  text += cases_of_commands(commands, "");
  text += R"(    esac
  done
  # --to=csv comes as three words.
  if [[ $before == = ]]; then
    before=${COMP_WORDS[COMP_CWORD - 2]}
  elif [[ $current == = ]]; then
    before=${COMP_WORDS[COMP_CWORD - 1]}
    current=
  fi
  # Without a command, bankseed generates.
  if [[ -z $command && $before == -* ]]; then
    command=generate
  fi
  case "$command $before" in
)";
  for (const CompletedCommand& command : commands) {
    for (const CompletedOption& option : command.options) {
      if (!option.takes_value) continue;
      std::string patterns;
      for (const std::string& name : option.names)
        patterns += fmt::format("{}'{} {}'", patterns.empty() ? "" : " | ", key_of(command), name);
      text += fmt::format("    {})\n      {}\n      return\n      ;;\n", patterns,
                          bash_values(option.values));
    }
  }
  text += "  esac\n  case \"$command\" in\n";
  for (const CompletedCommand& command : commands) {
    std::vector<std::string> words;
    for (const CompletedCommand* inner : inner_commands(commands, command))
      words.push_back(inner->words.back());
    for (const CompletedOption& argument : command.arguments)
      words.insert(words.end(), argument.values.words.begin(), argument.values.words.end());
    const std::vector<std::string> names = names_of_options(command, commands);
    text += fmt::format(
        "    '{}')\n      if [[ $current == -* ]]; then\n        COMPREPLY=($(compgen -W '{}' -- "
        "\"$current\"))\n      else\n        COMPREPLY=($(compgen -W '{}' -- \"$current\"))\n"
        "      fi\n      ;;\n",
        key_of(command), joined(names, " "), joined(words, " "));
  }
  return text + "  esac\n}\ncomplete -F _bankseed bankseed\n";
}

std::string zsh_completion(const std::vector<CompletedCommand>& commands) {
  std::string text = R"(#compdef bankseed
# Completion of bankseed for zsh; made of what --help says.
_bankseed() {
  local command='' word place=1
  for word in "${(@)words[2,CURRENT-1]}"; do
    case "$command $word" in
)";
  text += cases_of_commands(commands, "; ((place++))");
  text += R"(    esac
  done
  # The words of the command, whose options and arguments follow.
  if ((place > 1)); then
    words=("$command" "${(@)words[place + 1,-1]}")
    ((CURRENT -= place - 1))
  fi
  case "$command" in
)";
  for (const CompletedCommand& command : commands)
    text += zsh_case(commands, command);
  return text + "  esac\n  return 1\n}\n_bankseed \"$@\"\n";
}

}  // namespace bankseed
