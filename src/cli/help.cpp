#include "cli/help.hpp"

#include <algorithm>
#include <vector>

#include <CLI/CLI.hpp>

namespace bankseed {

std::string option_name(const CLI::Option* option) {
  if (!option->nonpositional()) return option->get_name();
  std::string text;
  for (const std::string& name : option->get_snames())
    text += (text.empty() ? "-" : ", -") + name;
  for (const std::string& name : option->get_lnames())
    text += (text.empty() ? "--" : ", --") + name;
  const std::string value = option->get_type_size() == 0 ? "" : option->get_type_name();
  return value.empty() ? text : text + " " + value;
}

std::vector<const CLI::App*> commands_of(const CLI::App* app) {
  return app->get_subcommands(
      [](const CLI::App* command) { return !command->get_group().empty(); });
}

std::string usage_of(const CLI::App* app) {
  std::string text = "Usage: " + full_name(*app);
  if (!commands_of(app).empty()) text += app->get_parent() == nullptr ? " [COMMAND]" : " COMMAND";
  for (const CLI::Option* option : app->get_options()) {
    if (option->nonpositional()) continue;
    const std::string name =
        option->get_name() + (option->get_items_expected_max() > 1 ? "..." : "");
    text += option->get_required() ? " " + name : " [" + name + "]";
  }
  return text + " [OPTIONS]\n";
}

std::vector<OptionGroup> option_groups(const CLI::App& app) {
  std::vector<OptionGroup> groups;
  for (const CLI::Option* option : app.get_options()) {
    const std::string& name = option->get_group();
    if (name.empty()) continue;
    auto group = std::find_if(groups.begin(), groups.end(),
                              [&name](const OptionGroup& known) { return known.name == name; });
    if (group == groups.end()) group = groups.insert(groups.end(), OptionGroup{name, {}});
    group->options.push_back(option);
  }
  // The group that every command has, with --help, comes last.
  std::stable_partition(groups.begin(), groups.end(),
                        [](const OptionGroup& group) { return group.name != "Options"; });
  return groups;
}

namespace {

constexpr std::size_t kOptionIndent = 27;

std::string commands(const CLI::App* app) {
  std::string text;
  for (const CLI::App* command : commands_of(app))
    text += wrapped("  " + command->get_name(), command->get_description(), 16);
  return text.empty() ? "" : "\nCommands:\n" + text;
}

std::string options(const CLI::App* app) {
  std::string text;
  for (const OptionGroup& group : option_groups(*app)) {
    text += "\n" + group.name + ":\n";
    for (const CLI::Option* option : group.options)
      text += wrapped("  " + option_name(option), option->get_description(), kOptionIndent);
  }
  return text;
}

class HelpFormatter final : public CLI::FormatterBase {
 public:
  std::string make_help(const CLI::App* app,
                        std::string /*name*/,
                        CLI::AppFormatMode /*mode*/) const override {
    std::string text = usage_of(app) + "\n" + wrapped("", app->get_description(), 0) +
                       commands(app) + options(app);
    const std::string footer = app->get_footer();
    return footer.empty() ? text : text + "\n" + footer;
  }
};

}  // namespace

std::string wrapped(std::string_view first, std::string_view text, std::size_t indent) {
  std::string result(first);
  std::size_t column = first.size();
  const auto new_line = [&] {
    result += '\n' + std::string(indent, ' ');
    column = indent;
  };
  if (column + 2 > indent && !first.empty()) {
    new_line();
  } else {
    result += std::string(indent - column, ' ');
    column = indent;
  }
  for (bool begins = true; !text.empty(); begins = false) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (!begins) {
      if (column + 1 + end > kHelpWidth) {
        new_line();
      } else {
        result += ' ';
        ++column;
      }
    }
    result += text.substr(0, end);
    column += end;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result + "\n";
}

std::string full_name(const CLI::App& app) {
  const CLI::App* const parent = app.get_parent();
  return parent == nullptr ? app.get_name() : full_name(*parent) + " " + app.get_name();
}

std::shared_ptr<CLI::FormatterBase> help_formatter() {
  return std::make_shared<HelpFormatter>();
}

}  // namespace bankseed
