#include "cli/configuration/configuration.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "bank/settings/check.hpp"
#include "bankseed/core/error.hpp"
#include "cli/configuration/setting_entry.hpp"
#include "cli/configuration/suggestion.hpp"
#include "cli/configuration/values.hpp"

namespace bankseed {
namespace {

/// Puts TOML values where they belong.
class Reader {
 public:
  explicit Reader(Configuration& configuration)
      : configuration_(configuration),
        entries_(setting_entries(configuration.bank.settings)),
        paths_(paths()) {}

  /// Takes everything in `table`; `prefix` is the path that leads to it.
  void read(const toml::table& table, const std::string& prefix, const std::string& origin) {
    for (const auto& [key, node] : table) {
      const std::string path =
          prefix.empty() ? std::string(key.str()) : fmt::format("{}.{}", prefix, key.str());
      const std::string where = fmt::format("{}:{}: {}", origin, node.source().begin.line, path);
      const auto* inner = node.as_table();
      if (inner != nullptr && is_section(path)) {
        read(*inner, path, origin);
      } else {
        assign(path, node, where);
      }
    }
  }

  /// Assigns one value; `where` begins the error when it does not fit.
  void assign(const std::string& path, const toml::node& node, const std::string& where) {
    if (assign_bank(path, node, where) || assign_url(path, node, where)) return;
    for (const SettingEntry& entry : entries_) {
      if (entry.path != path) continue;
      assign_entry(entry, node, where);
      given_.insert(path);
      if (!entry.words().empty()) assign_defaults();
      return;
    }
    if (is_section(path)) throw UsageError(where + " is a group of settings, not a single one");
    throw UsageError(where + ": no such setting" + suggestion(path, paths_and_sections()));
  }

  /// What has been read so far and is the default anyhow, as `bankseed config` prints it, is
  /// nobody's wish: a choice made afterwards brings its own.
  void forget_defaults() {
    Settings defaults = default_settings(configuration_.bank.settings);
    const auto values = setting_entries(defaults);
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if (entries_[i].numbers() == values[i].numbers()) given_.erase(entries_[i].path);
    }
  }

 private:
  /// True for a path that leads to settings: bank, accounts, accounts.types.
  [[nodiscard]] bool is_section(const std::string& path) const {
    const std::string begin = path + ".";
    return std::any_of(paths_.begin(), paths_.end(),
                       [&begin](const std::string& known) { return known.starts_with(begin); });
  }

  [[nodiscard]] std::vector<std::string> paths() const {
    std::vector<std::string> all = {"bank.customers", "bank.employees",      "bank.seed",
                                    "bank.as_of",     "bank.seen_on",        "bank.locale",
                                    "connection.url", "connection.pg_bindir"};
    for (const std::string_view database : kDatabaseNames)
      all.push_back("connection." + std::string(database));
    for (const SettingEntry& entry : entries_)
      all.push_back(entry.path);
    return all;
  }

  [[nodiscard]] std::vector<std::string> paths_and_sections() const {
    std::vector<std::string> all = paths_;
    std::set<std::string> sections;
    for (const std::string& path : all) {
      for (auto dot = path.find('.'); dot != std::string::npos; dot = path.find('.', dot + 1))
        sections.insert(path.substr(0, dot));
    }
    all.insert(all.end(), sections.begin(), sections.end());
    return all;
  }

  bool assign_bank(const std::string& path, const toml::node& node, const std::string& where) {
    BankOptions& bank = configuration_.bank;
    if (path == "bank.customers") {
      bank.customers = parse_count(where, scalar_text(node, where), {1, kCustomersMax});
    } else if (path == "bank.employees") {
      bank.employees = parse_count(where, scalar_text(node, where), {0, kEmployeesMax});
    } else if (path == "bank.seed") {
      bank.seed = parse_seed(where, scalar_text(node, where));
    } else if (path == "bank.as_of") {
      bank.as_of = parse_day(where, scalar_text(node, where));
      configuration_.is_as_of_today = false;
    } else if (path == "bank.seen_on") {
      bank.seen_on = parse_day(where, scalar_text(node, where));
    } else if (path == "bank.locale") {
      bank.locale = parse_locale(where, scalar_text(node, where));
    } else {
      return false;
    }
    return true;
  }

  bool assign_url(const std::string& path, const toml::node& node, const std::string& where) {
    if (path == "connection.pg_bindir") {
      const auto directory = node.value<std::string>();
      if (!node.is_string() || directory->empty())
        throw UsageError(where + " must be a directory in quotes");
      configuration_.server_binaries = *directory;
      return true;
    }
    std::string* url = path == "connection.url" ? &configuration_.urls.all : nullptr;
    for (std::size_t i = 0; i < kDatabaseCount; ++i) {
      if (path == "connection." + std::string(kDatabaseNames[i]))
        url = &configuration_.urls.each[i];
    }
    if (url == nullptr) return false;
    const auto text = node.value<std::string>();
    if (!node.is_string() || text->empty()) {
      throw UsageError(where + " must be a connection string in quotes");
    }
    *url = *text;
    return true;
  }

  /// Text of a number, date or string, for the parsers that the command line uses, too.
  static std::string scalar_text(const toml::node& node, const std::string& where) {
    if (const auto* text = node.as_string()) return text->get();
    if (node.is_integer() || node.is_floating_point() || node.is_date()) {
      std::ostringstream stream;
      node.visit([&stream](const auto& value) {
        using Value = std::remove_cvref_t<decltype(value)>;
        if constexpr (toml::is_integer<Value> || toml::is_floating_point<Value> ||
                      toml::is_date<Value>) {
          stream << value.get();
        }
      });
      return stream.str();
    }
    throw UsageError(where + " must be a single value");
  }

  /// Whatever nobody has given has the default that goes with what was.
  void assign_defaults() {
    Settings defaults = default_settings(configuration_.bank.settings);
    const auto values = setting_entries(defaults);
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if (!given_.contains(entries_[i].path)) entries_[i].assign(values[i].numbers());
    }
  }

  static void assign_entry(const SettingEntry& entry,
                           const toml::node& node,
                           const std::string& where) {
    if (!entry.words().empty()) return entry.assign({word(entry, node, where)});
    if (!entry.is_range()) return entry.assign({number(entry, node, where)});
    const auto* pair = node.as_array();
    if (pair == nullptr || pair->size() != 2) {
      throw UsageError(where + " must be a range, [low, high]");
    }
    entry.assign({number(entry, *pair->get(0), where), number(entry, *pair->get(1), where)});
  }

  /// Which of the entry's words it is.
  static std::int64_t word(const SettingEntry& entry,
                           const toml::node& node,
                           const std::string& where) {
    const auto words = entry.words();
    const auto text = node.value<std::string>();
    const auto found = std::find(words.begin(), words.end(), text.value_or(""));
    if (node.is_string() && found != words.end()) return found - words.begin();
    throw UsageError(fmt::format("{} must be one of: {}", where, fmt::join(words, ", ")));
  }

  /// A number as it is stored, within what the setting allows.
  static std::int64_t number(const SettingEntry& entry,
                             const toml::node& node,
                             const std::string& where) {
    const SettingUnit unit = entry.setting.unit;
    const bool hundredths = unit == SettingUnit::kCents || unit == SettingUnit::kBasisPoints;
    if (!node.is_integer() && !(hundredths && node.is_floating_point())) {
      throw UsageError(where + (hundredths ? " must be a number" : " must be a whole number"));
    }
    const double value = *node.value<double>();
    const double stored = std::round(hundredths ? value * 100 : value);
    const Range allowed = entry.setting.allowed;
    // Written so that a value that is not a number at all does not pass.
    const bool inside =
        stored >= static_cast<double>(allowed.low) && stored <= static_cast<double>(allowed.high);
    if (!inside) {
      throw UsageError(where + " must be from " + setting_text(allowed.low, unit) + " to " +
                       setting_text(allowed.high, unit));
    }
    if (hundredths && std::abs(value * 100 - stored) > 1e-4) {
      throw UsageError(where + " has more than two decimals");
    }
    return static_cast<std::int64_t>(stored);
  }

  Configuration& configuration_;
  std::vector<SettingEntry> entries_;
  std::vector<std::string> paths_;  ///< Of all that can be set.
  std::set<std::string> given_;     ///< Paths of settings.
};

// Far above what anybody writes by hand, and far below what a parser's stack, or its user's
// patience, takes.
constexpr std::size_t kBytesMax = 1 << 20;
constexpr std::ptrdiff_t kLineBytesMax = 4'096;
constexpr std::ptrdiff_t kLineDotsMax = 100;
constexpr std::ptrdiff_t kOpenBracketsMax = 20;

std::string read_file(const std::filesystem::path& path) {
  std::error_code error;
  std::ifstream in(path, std::ios::binary);
  // Reading a directory is an exception of another kind.
  const bool is_readable = in.is_open() && !std::filesystem::is_directory(path, error);
  std::string text(kBytesMax + 1, '\0');
  if (is_readable) in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!is_readable || in.bad()) {
    throw UsageError("cannot read the configuration file " + path.string() +
                     "; 'bankseed config' prints one to start from");
  }
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() > kBytesMax)
    throw UsageError("the configuration file " + path.string() + " is larger than 1 MB");
  return text;
}

/// Refuses what nests so deep that reading it would end the program.
void check_shape(std::string_view text, const std::string& origin) {
  std::ptrdiff_t open = 0;
  for (std::size_t line = 1; !text.empty(); ++line) {
    const std::string_view rest = text.substr(0, text.find('\n'));
    const auto of_these = [&rest](std::string_view letters) {
      return std::count_if(rest.begin(), rest.end(),
                           [letters](char c) { return letters.find(c) != std::string_view::npos; });
    };
    open = std::max<std::ptrdiff_t>(0, open + of_these("[{") - of_these("]}"));
    const bool is_fine = std::ssize(rest) <= kLineBytesMax && of_these(".") <= kLineDotsMax &&
                         open <= kOpenBracketsMax && of_these("[{") <= kOpenBracketsMax;
    if (!is_fine) {
      throw UsageError(fmt::format(
          "{}:{}: too long or too deep: a line has at most {} bytes, {} dots and {} brackets",
          origin, line, kLineBytesMax, kLineDotsMax, kOpenBracketsMax));
    }
    text.remove_prefix(std::min(rest.size() + 1, text.size()));
  }
}

std::string one_line(std::string_view text) {
  std::string line(text);
  for (char& c : line) {
    if (c == '\n') c = ' ';
  }
  return line;
}

void read_text_into(Reader& reader, std::string_view text, const std::string& origin) {
  check_shape(text, origin);
  try {
    reader.read(toml::parse(text), "", origin);
  } catch (const toml::parse_error& error) {
    throw UsageError(origin + ":" + std::to_string(error.source().begin.line) + ": " +
                     one_line(error.description()));
  }
}

/// A table with the one key "value"; nothing when the text is no TOML value.
std::optional<toml::table> parse_value(const std::string& text) {
  try {
    toml::table table = toml::parse("value = " + text + "\n");
    if (table.size() == 1) return table;
  } catch (const toml::parse_error&) {
    // Then it is text without quotes.
  }
  return std::nullopt;
}

/// The value after "=" as TOML would have it; ranges also as 2..40, and text without quotes.
void assign_text(Reader& reader, const std::string& assignment) {
  const auto equals = assignment.find('=');
  if (equals == std::string::npos || equals == 0) {
    throw UsageError("--set: '" + assignment + "' is not section.key=value");
  }
  const std::string path = assignment.substr(0, equals);
  std::string value = assignment.substr(equals + 1);
  if (path.starts_with("connection.")) {
    throw UsageError("--set: connections are given with --url and the like, not with --set");
  }
  check_shape(assignment, "--set");
  if (const auto dots = value.find(".."); dots != std::string::npos && value[0] != '"') {
    value = "[" + value.substr(0, dots) + ", " + value.substr(dots + 2) + "]";
  }
  const std::string where = "--set " + path;
  if (const auto table = parse_value(value)) {
    reader.assign(path, *table->get("value"), where);
  } else {
    reader.assign(path, toml::value<std::string>(value), where);
  }
}

}  // namespace

std::optional<std::filesystem::path> configuration_file(const ConfigurationSources& sources) {
  const char* const variable = std::getenv("BANKSEED_CONFIG");
  if (sources.file || variable == nullptr) return sources.file;
  if (*variable == '\0')
    throw UsageError("BANKSEED_CONFIG is set and empty; unset it, or name a file in it");
  return variable;
}

Configuration read_configuration(const ConfigurationSources& sources, const BankOptions& defaults) {
  Configuration configuration;
  configuration.bank = defaults;
  configuration.bank.as_of = today();
  Reader reader(configuration);
  const auto file = configuration_file(sources);
  if (file) {
    read_text_into(reader, read_file(*file), file->string());
    reader.forget_defaults();
  }
  for (const std::string& assignment : sources.assignments)
    assign_text(reader, assignment);
  check_settings(configuration.bank.settings);
  return configuration;
}

Configuration parse_configuration(std::string_view text, const std::string& origin) {
  Configuration configuration;
  configuration.bank.as_of = today();
  Reader reader(configuration);
  read_text_into(reader, text, origin);
  check_settings(configuration.bank.settings);
  return configuration;
}

std::string_view name_of(corpus::Locale locale) noexcept {
  return corpus::description_of(locale).name;
}

corpus::Locale parse_locale(std::string_view name, std::string_view text) {
  if (const auto locale = corpus::find_locale(text)) return *locale;
  std::string known;
  for (const corpus::LocaleDescription& locale : corpus::locales())
    known += (known.empty() ? "" : ", ") + std::string(locale.name);
  throw UsageError(std::string(name) + ": there is no locale '" + std::string(text) +
                   "'; known: " + known);
}

}  // namespace bankseed
