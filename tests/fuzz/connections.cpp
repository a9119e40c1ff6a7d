// Connection strings, URLs and keywords: read, or refused with a sentence; passwords are in nothing
// that is shown; and what is shown to be pasted leads to the same place.
//
// The lines of an input are --url, those of the six databases, and the same of the configuration
// file.

#include "cli/configuration/connections.hpp"

#include <algorithm>
#include <map>

#include "bankseed/core/error.hpp"
#include "cli/secrets.hpp"
#include "fuzz.hpp"
#include "input.hpp"
#include "sink/connection_settings.hpp"

namespace bankseed::fuzz {
namespace {

DatabaseUrls urls_of(const std::vector<std::string>& lines, std::size_t first) {
  // The program gets words of the command line: they hold no NUL.
  const auto line = [&lines](std::size_t i) {
    return i < lines.size() ? std::string(lines[i].c_str()) : std::string();
  };
  DatabaseUrls urls;
  urls.all = line(first);
  for (std::size_t i = 0; i < kDatabaseCount; ++i)
    urls.each[i] = line(first + 1 + i);
  return urls;
}

/// Words of ours around what is shown, and what stands before a password.
constexpr std::string_view kOwnWords =
    "--config bank.toml --accounts-url the six databases on the default socket service dbname='' "
    "sslpassword= sslpassword='...' sslpassword=...";

using Parameter = std::pair<std::string, std::string>;

bool is_password(const Parameter& parameter) {
  return parameter.first == "password" || parameter.first == "sslpassword";
}

/// Who has the same word for password and host shows the host, of whichever database.
bool stands_elsewhere(const Parameter& password, const ConnectionSettings& settings) {
  const auto holds = [&password](std::string_view text) {
    return text.find(password.second) != std::string_view::npos;
  };
  const auto shows = [&](const DatabaseAddress& address) {
    return holds(address.name) || holds(address.maintenance_name) ||
           std::any_of(address.parameters.begin(), address.parameters.end(),
                       [&](const Parameter& other) {
                         return !is_password(other) && holds(other.first + "=" + other.second);
                       });
  };
  return holds(kOwnWords) || std::any_of(settings.begin(), settings.end(), shows);
}

/// What is shown of settings is the same whatever their passwords are; only which databases have
/// the same one may be seen.
template <class Show>
void check_shows_no_password(const ConnectionSettings& settings, const Show& show) {
  ConnectionSettings others = settings;
  std::map<std::string, std::string> other_passwords;
  for (DatabaseAddress& address : others) {
    for (Parameter& parameter : address.parameters) {
      if (!is_password(parameter)) continue;
      const auto next = "another" + std::to_string(other_passwords.size());
      parameter.second = other_passwords.emplace(parameter.second, next).first->second;
    }
  }
  check(show(settings) == show(others), "a password is shown");
}

/// No password that is long enough not to be there by chance is shown of a word that was typed.
void check_is_hidden(const ConnectionSettings& settings, std::string_view shown) {
  constexpr std::size_t kShortest = 6;
  for (const DatabaseAddress& address : settings) {
    for (const Parameter& parameter : address.parameters) {
      if (!is_password(parameter) || parameter.second.size() < kShortest) continue;
      if (stands_elsewhere(parameter, settings)) continue;
      check(shown.find(parameter.second) == std::string_view::npos, "a password is shown");
    }
  }
}

void check_leads_to_the_same(const DatabaseAddress& address) {
  const std::string text = connection_string(address, address.name);
  DatabaseUrls urls;
  urls.each.fill(text);
  const auto again = resolve_connections(urls, {});
  check(again.has_value(), "a connection string that is shown is one");
  auto expected = address.parameters;
  std::erase_if(expected, is_password);
  check(again->front().parameters == expected, "it leads to the same server");
  check(again->front().name == address.name, "it leads to the same database");
}

void try_urls(const DatabaseUrls& flags, const DatabaseUrls& file) {
  const auto settings = resolve_connections(flags, file);
  if (!settings) return;
  check_shows_no_password(*settings, description_of);
  check_shows_no_password(*settings, [](const ConnectionSettings& shown) {
    return connection_options_text(shown, std::nullopt);
  });
  check_shows_no_password(*settings, [](const ConnectionSettings& shown) {
    return connection_options_text(shown, "bank.toml");
  });
  for (const DatabaseAddress& address : *settings)
    check_leads_to_the_same(address);
}

/// A word that was typed hides its own passwords; it may hold, as a name, another's.
void try_word(const std::string& url) {
  DatabaseUrls alone;
  alone.all = url;
  if (const auto settings = resolve_connections(alone, {}))
    check_is_hidden(*settings, without_secrets("'" + url + "'"));
}

/// No message repeats any part of a connection string that may be a password: what stands between
/// quotes, whatever that holds.
void check_refusal(std::string_view message, const DatabaseUrls& urls) {
  check(message.find('\n') == std::string_view::npos, "a refusal is one line");
  constexpr std::string_view kMark = "s3cr3t";
  const auto is_marked = [kMark](const std::string& url) {
    return url.find(kMark) != std::string::npos;
  };
  if (is_marked(urls.all) || std::any_of(urls.each.begin(), urls.each.end(), is_marked))
    check(message.find(kMark) == std::string_view::npos, "a refusal shows a secret");
}

}  // namespace

void try_input(std::string_view bytes) {
  const auto lines = pieces_of(bytes, '\n');
  const DatabaseUrls flags = urls_of(lines, 0);
  const DatabaseUrls file = urls_of(lines, 1 + kDatabaseCount);
  for (const std::string& line : lines) {
    const std::string shown = without_secrets(line);
    check(without_secrets(shown) == shown, "what is hidden stays hidden");
  }
  try {
    try_urls(flags, {});
    try_urls({}, file);
    try_urls(flags, file);
    try_word(flags.all);
  } catch (const UsageError& error) {
    check_refusal(error.what(), flags);
    check_refusal(error.what(), file);
  }
}

}  // namespace bankseed::fuzz
