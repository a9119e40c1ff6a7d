#include <algorithm>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/help.hpp"
#include "cli/manual/manual.hpp"

namespace bankseed {
namespace {

/// As roff takes it: hyphens that can be searched for, no command at the beginning of a line.
std::string escaped(std::string_view text) {
  std::string result;
  bool begins_line = true;
  for (const char c : text) {
    if (begins_line && (c == '.' || c == '\'')) result += "\\&";
    if (c == '\\') {
      result += "\\e";
    } else if (c == '-') {
      result += "\\-";
    } else {
      result += c;
    }
    begins_line = c == '\n';
  }
  return result;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// Text that follows the options in --help: paragraphs, and indented lines that stay as they are.
/// A paragraph that begins with "Examples:" or "Exit codes:" is a section of its own.
class Footer {
 public:
  [[nodiscard]] std::string roff(std::string_view footer) {
    for (const std::string_view line : lines_of(footer))
      add(line);
    end_block();
    return std::move(text_);
  }

 private:
  void add(std::string_view line) {
    if (line.empty()) {
      end_block();
      begins_paragraph_ = true;
      return;
    }
    if (begins_paragraph_) begin_paragraph(line);
    begins_paragraph_ = false;
    if (line.empty()) return;
    const bool is_indented = line.starts_with(' ');
    if (is_indented && !in_block_) {
      text_ += ".PP\n.nf\n";
      in_block_ = true;
    } else if (!is_indented) {
      end_block();
    }
    text_ += escaped(line) + "\n";
  }

  /// Takes a heading off the line.
  void begin_paragraph(std::string_view& line) {
    struct Heading {
      std::string_view text;
      std::string_view section;
    };
    constexpr std::array<Heading, 3> kHeadings = {
        {{"Examples:", "EXAMPLES"}, {"Example:", "EXAMPLES"}, {"Exit codes:", "EXIT STATUS"}}};
    for (const Heading& heading : kHeadings) {
      if (!line.starts_with(heading.text)) continue;
      text_ += fmt::format(".SH {}\n", heading.section);
      has_section_ = true;
      line.remove_prefix(std::min(heading.text.size() + 1, line.size()));
      return;
    }
    text_ += has_section_ ? ".PP\n" : ".SH NOTES\n";
    has_section_ = true;
  }

  void end_block() {
    if (in_block_) text_ += ".fi\n";
    in_block_ = false;
  }

  std::string text_;
  bool begins_paragraph_ = true;
  bool has_section_ = false;
  bool in_block_ = false;
};

std::string page_name(const CLI::App& app) {
  const CLI::App* const parent = app.get_parent();
  return parent == nullptr ? app.get_name() : page_name(*parent) + "-" + app.get_name();
}

std::string options(const CLI::App& app) {
  std::string text;
  for (const OptionGroup& group : option_groups(app)) {
    text += fmt::format(".SH {}\n", escaped(group.name));
    for (const CLI::Option* option : group.options) {
      text += fmt::format(".TP\n.B {}\n{}\n", escaped(option_name(option)),
                          escaped(option->get_description()));
    }
  }
  return text;
}

std::string commands(const CLI::App& app) {
  std::string text;
  for (const CLI::App* command : commands_of(&app)) {
    text += fmt::format(".TP\n.BR {} (1)\n{}\n", escaped(page_name(*command)),
                        escaped(command->get_description()));
  }
  return text.empty() ? "" : ".SH COMMANDS\n" + text;
}

ManualPage page_of(const CLI::App& app) {
  const std::string name = page_name(app);
  std::string usage = usage_of(&app);
  usage.erase(0, std::string_view("Usage: ").size());
  const std::string description = app.get_description();
  // The first sentence says what it is.
  const std::string what = description.substr(0, description.find_first_of(".:;"));
  std::string roff = fmt::format(
      ".TH {} 1 \"\" \"bankseed {}\" \"bankseed\"\n.SH NAME\n{} \\- {}\n.SH SYNOPSIS\n{}"
      ".SH DESCRIPTION\n{}\n",
      escaped(name), BANKSEED_VERSION, escaped(name), escaped(what), escaped(usage),
      escaped(description));
  roff += commands(app) + options(app) + Footer().roff(app.get_footer());
  if (app.get_parent() != nullptr)
    roff += fmt::format(".SH SEE ALSO\n.BR {} (1)\n", escaped(page_name(*app.get_parent())));
  return {name, std::move(roff)};
}

void add_pages(const CLI::App& app, std::vector<ManualPage>& pages) {
  pages.push_back(page_of(app));
  for (const CLI::App* command : commands_of(&app))
    add_pages(*command, pages);
}

}  // namespace

std::vector<ManualPage> manual_pages(const CLI::App& program) {
  std::vector<ManualPage> pages;
  add_pages(program, pages);
  return pages;
}

}  // namespace bankseed
