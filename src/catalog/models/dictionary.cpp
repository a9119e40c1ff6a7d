#include "catalog/models/dictionary.hpp"

#include <array>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "catalog/models/columns.hpp"
#include "catalog/sensitivity_text.hpp"
#include "schema/ddl.hpp"

namespace bankseed::catalog {
namespace {

/// What the two forms say of a column.
struct Entry {
  struct Target {
    std::string anchor;  ///< Of the table.
    std::string name;    ///< Of the column, in full.
    std::string remark;
  };
  std::string name;
  std::string type;
  std::string may_be_empty;
  std::string key;
  std::string meaning;
  std::string values;
  std::vector<Target> targets;
  std::string sensitivity;
};
struct Section {
  std::string anchor;
  std::string name;
  std::string meaning;
  std::vector<Entry> entries;
};
/// The tables of a database, or the datasets.
struct Chapter {
  std::string name;
  std::vector<Section> sections;
};

constexpr std::array<std::string_view, 8> kHeaders = {
    "Column", "Type", "May be empty", "Key", "Meaning", "Values", "Refers to", "Personal data"};
constexpr const char* kTitle = "Data dictionary of the bank";
constexpr const char* kIntroduction =
    "A synthetic retail bank: six databases and nine datasets. Nobody in it is real. What a column "
    "refers to is enforced by a foreign key within a database, and by nothing across databases.";

std::string remark_of(const Reference& reference) {
  if (reference.is_enforced) return "foreign key";
  if (!reference.column.external_where.empty())
    return fmt::format("where {}", reference.column.external_where);
  return reference.is_strict ? "" : "or another of these";
}

Entry entry_of(const RowTypeInfo& table,
               const ColumnDef& column,
               const std::vector<Reference>& references) {
  Entry entry{.name = std::string(column.name),
              .type = stored_type(column),
              .may_be_empty = column.nullable ? "yes" : "no",
              .key = column.primary_key ? "primary" : "",
              .meaning = std::string(column.comment),
              .values = fmt::format("{}{}", fmt::join(column.values, ", "), column.remark),
              .targets = {},
              .sensitivity = {}};
  if (column.sensitivity != Sensitivity::kNone) entry.sensitivity = title_of(column.sensitivity);
  if (!column.primary_key && is_unique(table, column)) entry.key = "unique";
  for (const Reference& reference : references) {
    if (reference.column.name != column.name) continue;
    const std::string parent = full_name(reference.parent);
    entry.targets.push_back({.anchor = parent,
                             .name = fmt::format("{}.{}", parent, reference.parent_column.name),
                             .remark = remark_of(reference)});
  }
  return entry;
}

Section section_of(const RowTypeInfo& table,
                   std::string_view group,
                   const std::vector<Reference>& references) {
  Section section{.anchor = fmt::format("{}.{}", group, table.name),
                  .name = std::string(table.name),
                  .meaning = std::string(table.comment),
                  .entries = {}};
  for (const ColumnDef& column : table.columns)
    section.entries.push_back(entry_of(table, column, references));
  return section;
}

std::vector<Chapter> chapters() {
  std::vector<Chapter> chapters;
  for (std::size_t i = 0; i < kDatabaseCount; ++i) {
    const auto name = name_of(database_at(i));
    Chapter& chapter = chapters.emplace_back(Chapter{.name = std::string(name), .sections = {}});
    for (const TableId table : tables_in(database_at(i))) {
      chapter.sections.push_back(section_of(table_info(table), name, references_of(table)));
    }
  }
  Chapter& datasets = chapters.emplace_back(Chapter{.name = "datasets", .sections = {}});
  for (const RowTypeInfo& dataset : kDatasets)
    datasets.sections.push_back(section_of(dataset, datasets.name, {}));
  return chapters;
}

// Markdown, as GitHub knows it.

std::string in_markdown(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '|' || c == '*' || c == '\\' || c == '`') escaped += '\\';
    escaped += c == '<' ? std::string("&lt;") : std::string(1, c);
  }
  return escaped;
}

std::string markdown_targets(const Entry& entry) {
  std::string text;
  for (const Entry::Target& target : entry.targets) {
    text += fmt::format("{}[`{}`](#{})", text.empty() ? "" : "; ", target.name, target.anchor);
    if (!target.remark.empty()) text += fmt::format(", {}", in_markdown(target.remark));
  }
  return text;
}

std::string markdown_section(const Section& section) {
  std::string text =
      fmt::format("\n<a id=\"{}\"></a>\n\n### {}\n\n{}\n\n| {} |\n|", section.anchor, section.name,
                  in_markdown(section.meaning), fmt::join(kHeaders, " | "));
  for (std::size_t i = 0; i < kHeaders.size(); ++i)
    text += " --- |";
  text += '\n';
  for (const Entry& entry : section.entries) {
    text += fmt::format("| `{}` | {} | {} | {} | {} | {} | {} | {} |\n", entry.name, entry.type,
                        entry.may_be_empty, entry.key, in_markdown(entry.meaning),
                        in_markdown(entry.values), markdown_targets(entry), entry.sensitivity);
  }
  return text;
}

std::string markdown(const std::vector<Chapter>& chapters) {
  std::string text = fmt::format("# {}\n\n{}\n\n", kTitle, kIntroduction);
  for (const Chapter& chapter : chapters) {
    std::string links;
    for (const Section& section : chapter.sections) {
      links += fmt::format("{}[{}](#{})", links.empty() ? "" : ", ", section.name, section.anchor);
    }
    text += fmt::format("- **{}**: {}\n", chapter.name, links);
  }
  for (const Chapter& chapter : chapters) {
    text += fmt::format("\n## {}\n", chapter.name);
    for (const Section& section : chapter.sections)
      text += markdown_section(section);
  }
  return text;
}

// HTML, without scripts, and without anything from elsewhere.

constexpr const char* kStyle = R"(
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 90rem; padding: 1rem;
  color: #1a1a1a; background: #fff; }
a { color: #0b4f9e; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
caption { text-align: left; padding: .25rem 0; }
th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: left; vertical-align: top; }
thead th { background: #ececec; }
code { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
.skip { position: absolute; left: -100rem; }
.skip:focus { position: static; }
@media (prefers-color-scheme: dark) {
  body { color: #eee; background: #161616; }
  a { color: #8ab8ff; }
  thead th { background: #2c2c2c; }
}
@media print { nav, .skip { display: none; } .scroll { overflow: visible; } }
)";

std::string in_html(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&': escaped += "&amp;"; break;
      case '<': escaped += "&lt;"; break;
      case '>': escaped += "&gt;"; break;
      case '"': escaped += "&quot;"; break;
      default: escaped += c;
    }
  }
  return escaped;
}

std::string html_targets(const Entry& entry) {
  std::string text;
  for (const Entry::Target& target : entry.targets) {
    text += fmt::format("{}<a href=\"#{}\"><code>{}</code></a>", text.empty() ? "" : "; ",
                        target.anchor, target.name);
    if (!target.remark.empty()) text += fmt::format(", {}", in_html(target.remark));
  }
  return text;
}

std::string html_section(const Section& section) {
  std::string text = fmt::format(
      "<section aria-labelledby=\"{0}\">\n<h3 id=\"{0}\">{1}</h3>\n<div class=\"scroll\" "
      "role=\"region\" aria-label=\"Columns of {0}\" tabindex=\"0\">\n<table>\n<caption>{2}"
      "</caption>\n<thead>\n<tr>",
      section.anchor, section.name, in_html(section.meaning));
  for (const auto header : kHeaders)
    text += fmt::format("<th scope=\"col\">{}</th>", header);
  text += "</tr>\n</thead>\n<tbody>\n";
  for (const Entry& entry : section.entries) {
    text += fmt::format(
        "<tr><th scope=\"row\"><code>{}</code></th><td>{}</td><td>{}</td><td>{}</td><td>{}</td>"
        "<td>{}</td><td>{}</td><td>{}</td></tr>\n",
        entry.name, entry.type, entry.may_be_empty, entry.key, in_html(entry.meaning),
        in_html(entry.values), html_targets(entry), entry.sensitivity);
  }
  return text + "</tbody>\n</table>\n</div>\n</section>\n";
}

std::string html(const std::vector<Chapter>& chapters) {
  std::string text = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
      "name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{0}</title>\n"
      "<style>{1}</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#tables\">To the tables</a>\n"
      "<header>\n<h1>{0}</h1>\n<p>{2}</p>\n</header>\n<nav aria-label=\"Tables\">\n<ul>\n",
      kTitle, kStyle, kIntroduction);
  for (const Chapter& chapter : chapters) {
    std::string links;
    for (const Section& section : chapter.sections) {
      links += fmt::format("{}<a href=\"#{}\">{}</a>", links.empty() ? "" : ", ", section.anchor,
                           section.name);
    }
    text += fmt::format("<li>{}: {}</li>\n", chapter.name, links);
  }
  text += "</ul>\n</nav>\n<main id=\"tables\">\n";
  for (const Chapter& chapter : chapters) {
    text += fmt::format("<h2>{}</h2>\n", chapter.name);
    for (const Section& section : chapter.sections)
      text += html_section(section);
  }
  return text + "</main>\n</body>\n</html>\n";
}

}  // namespace

std::vector<CatalogFile> dictionary_files() {
  const auto all = chapters();
  return {{.path = "README.md", .text = markdown(all)},
          {.path = "dictionary.html", .text = html(all)}};
}

}  // namespace bankseed::catalog
