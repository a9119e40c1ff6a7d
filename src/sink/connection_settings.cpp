#include "sink/connection_settings.hpp"

#include <cctype>
#include <cstdlib>
#include <memory>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <libpq-fe.h>

#include "bankseed/core/error.hpp"

namespace bankseed {
namespace {

using Parameters = std::vector<std::pair<std::string, std::string>>;

struct FreeOptions {
  void operator()(PQconninfoOption* options) const noexcept { PQconninfoFree(options); }
};
using Options = std::unique_ptr<PQconninfoOption, FreeOptions>;

std::string environment(const char* variable) {
  const char* const value = std::getenv(variable);
  return value == nullptr ? std::string() : std::string(value);
}

bool is_uri(std::string_view text) {
  return text.starts_with("postgresql://") || text.starts_with("postgres://");
}

/// libpq takes the first '@' as the end of the password, so that one that is not written as %40
/// (or a '/' that is not %2F) makes it look for a host whose name is half of the password.
bool password_may_be_torn(std::string_view uri) {
  const auto authority_begin = uri.find("://") + 3;
  const auto rest = uri.substr(authority_begin, uri.find('?', authority_begin) - authority_begin);
  const auto first = rest.find('@');
  const auto slash = rest.find('/');
  if (first == std::string_view::npos) return false;
  return slash < first || rest.find('@', first + 1) != std::string_view::npos;
}

[[noreturn]] void refuse(std::string_view origin, std::string_view reason) {
  throw UsageError(fmt::format(
      "the connection string of {} cannot be read ({}); write postgresql://user@host:port/database "
      "with special characters of a password as %XX, or key=value pairs",
      origin, reason));
}

/// Why libpq refused a connection string, without the parts of it that libpq quotes: they may hold
/// quotes and ends of lines themselves.
std::string without_quoted(std::string_view message) {
  while (message.ends_with('\n'))
    message.remove_suffix(1);
  const auto first = message.find('"');
  if (first == std::string_view::npos) return std::string(message.substr(0, message.find('\n')));
  const std::string_view after = message.substr(message.rfind('"') + 1);
  return std::string(message.substr(0, first)) + "\"...\"" +
         std::string(after.find('\n') == std::string_view::npos ? after : "");
}

Parameters parse(const std::string& url, std::string_view origin) {
  if (is_uri(url)) {
    if (password_may_be_torn(url)) refuse(origin, "an unescaped '@' or '/' before the host");
  } else if (url.find('=') == std::string::npos) {
    refuse(origin, "it is neither a URI nor key=value");
  }
  char* message = nullptr;
  const Options options(PQconninfoParse(url.c_str(), &message));
  const std::unique_ptr<char, decltype(&PQfreemem)> owned(message, &PQfreemem);
  if (!options) refuse(origin, message == nullptr ? "out of memory" : without_quoted(message));
  Parameters parameters;
  for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
    if (option->val != nullptr) parameters.emplace_back(option->keyword, option->val);
  }
  for (const auto& [keyword, value] : parameters) {
    // libpq would complain later, and quote it: in a torn URI it is part of the password.
    if (keyword == "port" && value.find_first_not_of("0123456789,") != std::string::npos) {
      refuse(origin, "the port is not a number");
    }
  }
  return parameters;
}

/// Takes dbname out of the parameters.
std::string take_name(Parameters& parameters) {
  std::string name;
  std::erase_if(parameters, [&name](const auto& parameter) {
    if (parameter.first != "dbname") return false;
    name = parameter.second;
    return true;
  });
  return name;
}

DatabaseAddress own_address(Database database, const std::string& url, std::string_view origin) {
  DatabaseAddress address;
  address.database = database;
  address.parameters = parse(url, origin);
  address.name = take_name(address.parameters);
  if (address.name.empty()) address.name = name_of(database);
  address.maintenance_name = "postgres";
  address.origin = origin;
  return address;
}

DatabaseAddress shared_address(Database database, const std::string& url, std::string_view origin) {
  DatabaseAddress address;
  address.database = database;
  if (!url.empty()) address.parameters = parse(url, origin);
  address.name = name_of(database);
  address.maintenance_name = take_name(address.parameters);
  if (address.maintenance_name.empty()) address.maintenance_name = environment("PGDATABASE");
  if (address.maintenance_name.empty()) address.maintenance_name = "postgres";
  address.origin = origin;
  return address;
}

/// The variable of libpq that says where a server is, or null.
const char* server_variable() {
  for (const char* variable : {"PGSERVICE", "PGHOST", "PGHOSTADDR", "PGPORT"}) {
    if (!environment(variable).empty()) return variable;
  }
  return nullptr;
}

std::optional<DatabaseAddress> resolve(Database database,
                                       const DatabaseUrls& flags,
                                       const DatabaseUrls& config_file) {
  const auto index = static_cast<std::size_t>(database);
  const DatabaseUrls variables = urls_from_environment();
  const std::string name(name_of(database));
  if (const auto& url = flags.each[index]; !url.empty()) {
    return own_address(database, url, fmt::format("--{}-url", name.substr(0, name.find('_'))));
  }
  if (!flags.all.empty()) return shared_address(database, flags.all, "--url");
  if (const auto& url = variables.each[index]; !url.empty()) {
    return own_address(database, url, url_variable(database));
  }
  if (!variables.all.empty()) return shared_address(database, variables.all, "BANKSEED_URL");
  if (const char* const variable = server_variable()) {
    return shared_address(database, "", fmt::format("the environment ({})", variable));
  }
  if (const auto& url = config_file.each[index]; !url.empty()) {
    return own_address(database, url, fmt::format("{} in the configuration file", name));
  }
  if (!config_file.all.empty()) {
    return shared_address(database, config_file.all, "url in the configuration file");
  }
  return std::nullopt;
}

/// What libpq would take for a keyword that the address does not state.
std::string default_of(std::string_view keyword) {
  const Options options(PQconndefaults());
  for (const PQconninfoOption* option = options.get();
       option != nullptr && option->keyword != nullptr; ++option) {
    if (option->keyword == keyword && option->val != nullptr) return option->val;
  }
  return {};
}

}  // namespace

std::string url_variable(Database database) {
  std::string variable = "BANKSEED_";
  for (const char c : name_of(database)) {
    variable += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return variable + "_URL";
}

DatabaseUrls urls_from_environment() {
  DatabaseUrls urls;
  // In a script it is a variable that somebody forgot, and another server would be loaded.
  const auto given = [](const std::string& variable) {
    const char* const value = std::getenv(variable.c_str());
    if (value != nullptr && *value == '\0')
      throw UsageError(variable + " is set and empty; unset it, or name a server in it");
    return value == nullptr ? std::string() : std::string(value);
  };
  urls.all = given("BANKSEED_URL");
  for (std::size_t i = 0; i < kDatabaseCount; ++i) {
    urls.each[i] = given(url_variable(static_cast<Database>(i)));
  }
  return urls;
}

std::string_view DatabaseAddress::parameter(std::string_view keyword) const noexcept {
  for (const auto& [name_given, value] : parameters) {
    if (name_given == keyword) return value;
  }
  return {};
}

std::string DatabaseAddress::describe() const {
  const auto effective = [this](std::string_view keyword) {
    const auto stated = parameter(keyword);
    return stated.empty() ? default_of(keyword) : std::string(stated);
  };
  if (const auto service = effective("service"); !service.empty()) {
    return fmt::format("{} on service {}", name, service);
  }
  auto host = effective("host");
  if (host.empty()) host = effective("hostaddr");
  if (host.empty()) host = "the default socket";
  return fmt::format("{} on {}:{} as {}", name, host, effective("port"), effective("user"));
}

ConnectionSettings with_patience(ConnectionSettings settings, Patience patience) {
  for (DatabaseAddress& address : settings)
    address.patience = patience;
  return settings;
}

std::optional<ConnectionSettings> resolve_connections(const DatabaseUrls& flags,
                                                      const DatabaseUrls& config_file) {
  ConnectionSettings settings;
  std::vector<std::string_view> missing;
  for (std::size_t i = 0; i < kDatabaseCount; ++i) {
    const auto database = static_cast<Database>(i);
    if (auto address = resolve(database, flags, config_file)) {
      settings[i] = std::move(*address);
    } else {
      missing.push_back(name_of(database));
    }
  }
  if (missing.size() == kDatabaseCount) return std::nullopt;
  if (!missing.empty()) {
    throw UsageError(fmt::format(
        "no server is configured for {}, only for the other databases; give one for all (--url or "
        "BANKSEED_URL) or one each ({})",
        fmt::join(missing, ", "), url_variable(Database::kAccounts)));
  }
  return settings;
}

}  // namespace bankseed
