#include "sink/postgres/connecting.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <optional>

#include <fmt/format.h>
#include <libpq-fe.h>
#include <poll.h>

#include "bankseed/core/error.hpp"
#include "sink/postgres/error_text.hpp"

namespace bankseed {
namespace {

constexpr std::chrono::seconds kConnectTimeoutDefault{10};

void ignore_notice(void* /*context*/, const pg_result* /*result*/) {}

/// The parts of a list that libpq takes for several hosts.
std::vector<std::string> parts_of(std::string_view list) {
  std::vector<std::string> parts(1);
  for (const char c : list) {
    if (c == ',') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

std::string joined(const std::vector<std::string>& parts, std::size_t begin) {
  std::string list;
  for (std::size_t i = begin; i < parts.size(); ++i)
    list += (i == begin ? "" : ",") + parts[i];
  return list;
}

/// The lists of hosts of a session that is being made, wherever they were said.
struct HostLists {
  std::vector<std::string> hosts;
  std::vector<std::string> addresses;
  std::vector<std::string> ports;

  explicit HostLists(pg_conn* connection) {
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
        PQconninfo(connection), &PQconninfoFree);
    for (const auto* option = options.get(); option != nullptr && option->keyword != nullptr;
         ++option) {
      if (option->val == nullptr || *option->val == '\0') continue;
      const std::string_view keyword = option->keyword;
      if (keyword == "host") hosts = parts_of(option->val);
      if (keyword == "hostaddr") addresses = parts_of(option->val);
      if (keyword == "port") ports = parts_of(option->val);
    }
  }
  [[nodiscard]] std::size_t size() const { return std::max(hosts.size(), addresses.size()); }
  [[nodiscard]] std::string port(std::size_t index) const {
    if (ports.empty()) return {};
    return ports.size() == 1 ? ports.front() : ports.at(index);
  }
};

std::string host_of(pg_conn* connection) {
  const char* const host = PQhost(connection);
  const char* const port = PQport(connection);
  return fmt::format("{}:{}", host == nullptr ? "" : host, port == nullptr ? "" : port);
}

}  // namespace

std::chrono::milliseconds connect_timeout(const DatabaseAddress& address) {
  auto text = address.parameter("connect_timeout");
  if (text.empty()) {
    const char* const variable = std::getenv("PGCONNECT_TIMEOUT");
    text = variable == nullptr ? "" : variable;
  }
  int seconds = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (text.empty() || parsed.ec != std::errc{})
    return std::min<std::chrono::milliseconds>(kConnectTimeoutDefault, address.patience.silence);
  // As libpq has it: zero is for ever, which is too long, and one is two.
  return seconds <= 0 ? address.patience.silence : std::chrono::seconds(std::max(seconds, 2));
}

void ConnectionAttempt::Finish::operator()(pg_conn* connection) const noexcept {
  PQfinish(connection);
}

ConnectionAttempt::ConnectionAttempt(const DatabaseAddress& address,
                                     std::chrono::milliseconds limit,
                                     Overrides overrides)
    : address_(address), limit_(limit), overrides_(std::move(overrides)) {
  start();
}

void ConnectionAttempt::start() {
  std::vector<const char*> keywords;
  std::vector<const char*> values;
  const auto add = [&keywords, &values](const char* keyword, const char* value) {
    keywords.push_back(keyword);
    values.push_back(value);
  };
  // A network that swallows what is sent is noticed by the system, too.
  const auto seconds = std::max<std::int64_t>(3, address_.patience.silence.count() / 1000);
  const auto idle = std::to_string(seconds / 3);
  const auto interval = std::to_string(std::max<std::int64_t>(1, seconds / 9));
  const auto unanswered = std::to_string(seconds * 1000);
  add("keepalives_idle", idle.c_str());
  add("keepalives_interval", interval.c_str());
  add("keepalives_count", "6");
  add("tcp_user_timeout", unanswered.c_str());
  for (const auto& [keyword, value] : address_.parameters) {
    if (keyword != "client_encoding") add(keyword.c_str(), value.c_str());
  }
  if (address_.parameter("application_name").empty()) add("application_name", "bankseed");
  add("client_encoding", "UTF8");
  add("dbname", address_.name.c_str());
  for (const auto& [keyword, value] : overrides_)
    add(keyword.c_str(), value.c_str());
  add(nullptr, nullptr);
  connection_.reset(PQconnectStartParams(keywords.data(), values.data(), 0));
  if (!connection_) throw Error("out of memory");
  // Verbose, because libpq tells the SQLSTATE of a refused connection only in its text.
  PQsetErrorVerbosity(connection_.get(), PQERRORS_VERBOSE);
  PQsetNoticeReceiver(connection_.get(), ignore_notice, nullptr);
  wanted_ = PQstatus(connection_.get()) == CONNECTION_BAD ? short{0} : short{POLLOUT};
  host_ = host_of(connection_.get());
  deadline_ = Clock::now() + limit_;
}

bool ConnectionAttempt::is_made() const noexcept {
  return is_over() && !timed_out_ && PQstatus(connection_.get()) == CONNECTION_OK;
}

pollfd ConnectionAttempt::wanted() const noexcept {
  return {PQsocket(connection_.get()), wanted_, 0};
}

void ConnectionAttempt::note_host() {
  auto host = host_of(connection_.get());
  if (host == host_) return;
  host_ = std::move(host);
  deadline_ = Clock::now() + limit_;
}

/// Starts again with the hosts after the one that is tried now; false when there are none.
bool ConnectionAttempt::skip_host() {
  const HostLists lists(connection_.get());
  for (std::size_t i = 0; i + 1 < lists.size(); ++i) {
    const auto& named =
        lists.hosts.empty() || lists.hosts.at(i).empty() ? lists.addresses : lists.hosts;
    if (fmt::format("{}:{}", named.at(i), lists.port(i)) != host_) continue;
    std::erase_if(overrides_, [](const auto& entry) {
      return entry.first == "host" || entry.first == "hostaddr" || entry.first == "port";
    });
    if (!lists.hosts.empty()) overrides_.emplace_back("host", joined(lists.hosts, i + 1));
    if (!lists.addresses.empty())
      overrides_.emplace_back("hostaddr", joined(lists.addresses, i + 1));
    if (lists.ports.size() > 1) overrides_.emplace_back("port", joined(lists.ports, i + 1));
    start();
    return true;
  }
  return false;
}

void ConnectionAttempt::advance(bool is_ready) {
  if (is_over()) return;
  if (is_ready) {
    switch (PQconnectPoll(connection_.get())) {
      case PGRES_POLLING_READING: wanted_ = POLLIN; break;
      case PGRES_POLLING_WRITING: wanted_ = POLLOUT; break;
      default: wanted_ = 0; return;
    }
    note_host();
  }
  if (Clock::now() < deadline_ || skip_host()) return;
  timed_out_ = true;
  wanted_ = 0;
}

std::string ConnectionAttempt::refusal() const {
  if (!is_over() || timed_out_) return {};
  return parse_connect_message(PQerrorMessage(connection_.get())).sqlstate;
}

void ConnectionAttempt::fail() const {
  pg_conn* const connection = connection_.get();
  ServerMessage message;
  if (!is_over() || timed_out_) {
    message.text =
        fmt::format("no answer within {:g} s", static_cast<double>(limit_.count()) / 1000);
  } else if (PQconnectionNeedsPassword(connection) != 0) {
    message = {"28P01", "the server asks for a password and none was given", ""};
  } else {
    message = parse_connect_message(PQerrorMessage(connection));
  }
  const char* const user = PQuser(connection);
  auto advice = advice_for(message, address_, user == nullptr ? "" : user);
  if (message.sqlstate.empty()) advice = "start the server, or name another " + address_.named_by;
  const auto text = fmt::format(
      "cannot connect to {} ({}): {}{}{}{}", address_.describe(), address_.origin, message.text,
      message.sqlstate.empty() ? "" : fmt::format(" (SQLSTATE {})", message.sqlstate),
      advice.empty() ? "" : "; ", advice);
  throw DatabaseError(one_line(text, address_),
                      {message.sqlstate, std::string(name_of(address_.database)), ""},
                      ExitCode::kUsage);
}

}  // namespace bankseed
