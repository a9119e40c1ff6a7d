#include "sink/postgres/error_text.hpp"

#include <cctype>
#include <cstdlib>
#include <vector>

#include <fmt/format.h>

namespace bankseed {
namespace {

constexpr std::size_t kSqlstateSize = 5;
constexpr std::string_view kProtocolViolation = "08P01";
constexpr std::string_view kNoDatabase = "3D000";

bool is_sqlstate(std::string_view text) {
  if (text.size() != kSqlstateSize) return false;
  for (const char c : text) {
    if (!(c >= '0' && c <= '9') && !(c >= 'A' && c <= 'Z')) return false;
  }
  return true;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    if (end != 0) lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// "FATAL:  28P01: text" -> its SQLSTATE and text; false when the line has no such form.
bool parse_server_line(std::string_view line, ServerMessage& message) {
  for (auto colon = line.find(":  "); colon != std::string_view::npos;
       colon = line.find(":  ", colon + 1)) {
    const auto rest = line.substr(colon + 3);
    if (rest.size() > kSqlstateSize + 2 && is_sqlstate(rest.substr(0, kSqlstateSize)) &&
        rest.substr(kSqlstateSize, 2) == ": ") {
      message.sqlstate = rest.substr(0, kSqlstateSize);
      message.text = rest.substr(kSqlstateSize + 2);
      return true;
    }
  }
  return false;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

/// The word after `before`, without quotes: "permission denied for schema public" -> public.
std::string_view word_after(std::string_view text, std::string_view before) {
  const auto at = text.find(before);
  if (at == std::string_view::npos) return {};
  auto word = text.substr(at + before.size());
  if (word.starts_with('"')) word.remove_prefix(1);
  return word.substr(0, word.find_first_of("\" "));
}

std::string privilege_advice(const ServerMessage& message,
                             const DatabaseAddress& address,
                             std::string_view user) {
  const std::string_view text = message.text;
  const auto role = fmt::format("\"{}\"", user);
  if (text.find("create database") != std::string_view::npos) {
    return fmt::format(
        "the privilege CREATEDB is missing: run ALTER ROLE {} CREATEDB, or create "
        "the six databases yourself",
        role);
  }
  if (const auto schema = word_after(text, "for schema "); !schema.empty()) {
    return fmt::format("run GRANT USAGE{} ON SCHEMA \"{}\" TO {} in {}",
                       address.only_reads ? "" : ", CREATE", schema, role, address.name);
  }
  if (text.find("for database ") != std::string_view::npos) {
    return fmt::format("run GRANT CONNECT{} ON DATABASE \"{}\" TO {}",
                       address.only_reads ? "" : ", CREATE", address.name, role);
  }
  if (text.find("row-level security") != std::string_view::npos)
    return "connect as a role that sees all rows: the owner of the table, or one with BYPASSRLS";
  if (const auto table = word_after(text, "for table "); !table.empty()) {
    return fmt::format("run GRANT SELECT{} ON TABLE \"{}\" TO {} in {}",
                       address.only_reads ? "" : ", INSERT, DELETE, TRUNCATE", table, role,
                       address.name);
  }
  if (const auto sequence = word_after(text, "for sequence "); !sequence.empty()) {
    return fmt::format("run GRANT SELECT{} ON SEQUENCE \"{}\" TO {} in {}",
                       address.only_reads ? "" : ", UPDATE", sequence, role, address.name);
  }
  if (text.find("must be owner of ") != std::string_view::npos) {
    return fmt::format(
        "connect as the owner, make {} a member of the owner's role (GRANT owner TO "
        "{}), or leave constraints in place with --keep-constraints",
        role, role);
  }
  return fmt::format("grant it to {} in {}", role, address.name);
}

}  // namespace

ServerMessage parse_connect_message(std::string_view text) {
  ServerMessage message;
  const auto lines = lines_of(text);
  for (const auto line : lines) {
    if (!parse_server_line(line, message)) continue;
    // PgBouncer says it with the SQLSTATE of a violated protocol, as everything of its own.
    const std::string_view said = message.text;
    if (message.sqlstate == kProtocolViolation && said.starts_with("database ") &&
        said.ends_with(" does not exist"))
      message.sqlstate = kNoDatabase;
    return message;
  }
  // No server answered: the last attempt's own words, without libpq's questions after a tab.
  for (const auto line : lines) {
    if (line.starts_with('\t')) continue;
    const auto failed = line.find(" failed: ");
    message.text = failed == std::string_view::npos ? line : line.substr(failed + 9);
  }
  return message;
}

std::string advice_for(const ServerMessage& message,
                       const DatabaseAddress& address,
                       std::string_view user) {
  const std::string_view state = message.sqlstate;
  if (state == "42501") return privilege_advice(message, address, user);
  if (state == "28P01" || state == "28000") {
    return "give the right user and password in PGPASSWORD, ~/.pgpass or the connection string";
  }
  if (message.text.starts_with("no such database")) {
    return fmt::format("PgBouncer serves only what its section [databases] names: add {}, or *",
                       address.name);
  }
  if (state == "53100") return "free space on the server's disk and run again";
  if (state == "53200") return "the server is out of memory: lower --jobs or stop other work on it";
  if (state == "53300") return "close sessions or raise max_connections on the server";
  if (state == "55P03") return "another session holds a lock on it: end that session and run again";
  if (state == "57P01" || state == "57P02" || state == "57P03") {
    return "the server is going down or starting: run again when it is up";
  }
  // What is made from another one is there only when somebody has made it.
  if (state == kNoDatabase && address.name != address.maintenance_name)
    return "run 'bankseed generate' first, which makes and loads it";
  return {};
}

std::string one_line(std::string_view text, const DatabaseAddress& address) {
  std::string line;
  for (const char c : text) {
    if (std::isspace(static_cast<unsigned char>(c)) == 0) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  while (line.ends_with(' '))
    line.pop_back();
  // No message of libpq or the server holds a password as far as is known; this is the safety net.
  constexpr std::size_t kShortest = 3;
  const char* const variable = std::getenv("PGPASSWORD");
  for (const auto secret :
       {address.parameter("password"), std::string_view(variable == nullptr ? "" : variable)}) {
    if (secret.size() >= kShortest) replace_all(line, secret, "***");
  }
  return line;
}

}  // namespace bankseed
