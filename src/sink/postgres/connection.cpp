#include "sink/postgres/connection.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdlib>

#include <fmt/format.h>
#include <libpq-fe.h>
#include <poll.h>

#include "bankseed/core/check.hpp"
#include "sink/postgres/error_text.hpp"

namespace bankseed {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kConnectSecondsDefault = 10;
constexpr std::size_t kCopyChunkSize = std::size_t{64} * 1024;

// What every session needs to be sure of, whatever the server's or the role's defaults are.
constexpr const char* kSessionSettings =
    "SELECT set_config('search_path', 'public', false), set_config('statement_timeout', '0', "
    "false), set_config('idle_in_transaction_session_timeout', '0', false), "
    "set_config('DateStyle', 'ISO', false), set_config('standard_conforming_strings', 'on', false)";

std::chrono::seconds connect_timeout(const DatabaseAddress& address) {
  auto text = address.parameter("connect_timeout");
  if (text.empty()) {
    const char* const variable = std::getenv("PGCONNECT_TIMEOUT");
    text = variable == nullptr ? "" : variable;
  }
  int seconds = kConnectSecondsDefault;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (text.empty() || parsed.ec != std::errc{}) return std::chrono::seconds(kConnectSecondsDefault);
  constexpr int kForever = 86'400;
  return std::chrono::seconds(seconds <= 0 ? kForever : std::max(seconds, 2));
}

std::string field(const pg_result* result, int code) {
  const char* const text = PQresultErrorField(result, code);
  return text == nullptr ? std::string() : std::string(text);
}

void ignore_notice(void* /*context*/, const pg_result* /*result*/) {}

pg_conn* start_connecting(const DatabaseAddress& address) {
  std::vector<const char*> keywords;
  std::vector<const char*> values;
  const auto add = [&keywords, &values](const char* keyword, const char* value) {
    keywords.push_back(keyword);
    values.push_back(value);
  };
  for (const auto& [keyword, value] : address.parameters) {
    if (keyword != "client_encoding") add(keyword.c_str(), value.c_str());
  }
  if (address.parameter("application_name").empty()) add("application_name", "bankseed");
  add("client_encoding", "UTF8");
  add("dbname", address.name.c_str());
  add(nullptr, nullptr);
  pg_conn* const connection = PQconnectStartParams(keywords.data(), values.data(), 0);
  if (connection == nullptr) throw Error("out of memory");
  // Verbose, because libpq tells the SQLSTATE of a refused connection only in its text.
  PQsetErrorVerbosity(connection, PQERRORS_VERBOSE);
  PQsetNoticeReceiver(connection, ignore_notice, nullptr);
  return connection;
}

/// Polls one connection that is being made: what it waits for, or 0 when it is made or has failed.
short wanted_events(pg_conn* connection, bool first) {
  if (PQstatus(connection) == CONNECTION_BAD) return 0;
  switch (first ? PGRES_POLLING_WRITING : PQconnectPoll(connection)) {
    case PGRES_POLLING_READING: return POLLIN;
    case PGRES_POLLING_WRITING: return POLLOUT;
    default: return 0;
  }
}

/// Drives all connections until each is made or has failed, or the time is up.
void finish_connecting(const std::vector<pg_conn*>& connections,
                       Clock::time_point deadline,
                       const Interrupter* interrupter) {
  std::vector<short> wanted;
  wanted.reserve(connections.size());
  for (pg_conn* const connection : connections)
    wanted.push_back(wanted_events(connection, true));
  while (true) {
    std::vector<pollfd> descriptors;
    std::vector<std::size_t> owners;
    for (std::size_t i = 0; i < connections.size(); ++i) {
      if (wanted[i] == 0) continue;
      descriptors.push_back({PQsocket(connections[i]), wanted[i], 0});
      owners.push_back(i);
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    if (descriptors.empty() || left.count() <= 0) return;
    if (interrupter != nullptr && interrupter->interrupted()) return;
    constexpr std::int64_t kLookAgainMilliseconds = 200;
    const auto wait = std::min<std::int64_t>(left.count(), kLookAgainMilliseconds);
    poll(descriptors.data(), descriptors.size(), static_cast<int>(wait));
    for (std::size_t i = 0; i < descriptors.size(); ++i) {
      if (descriptors[i].revents != 0) {
        wanted[owners[i]] = wanted_events(connections[owners[i]], false);
      }
    }
  }
}

[[noreturn]] void fail_to_connect(pg_conn* connection, const DatabaseAddress& address) {
  const bool in_time =
      PQstatus(connection) == CONNECTION_BAD || PQstatus(connection) == CONNECTION_OK;
  ServerMessage message;
  if (PQstatus(connection) == CONNECTION_BAD && PQconnectionNeedsPassword(connection) != 0) {
    message = {"28P01", "the server asks for a password and none was given", ""};
  } else if (in_time) {
    message = parse_connect_message(PQerrorMessage(connection));
  } else {
    message.text = fmt::format("no answer within {} s", connect_timeout(address).count());
  }
  const char* const user = PQuser(connection);
  auto advice = advice_for(message, address, user == nullptr ? "" : user);
  if (message.sqlstate.empty()) advice = "start the server, or name another with --url";
  const auto text = fmt::format(
      "cannot connect to {} ({}): {}{}{}{}", address.describe(), address.origin, message.text,
      message.sqlstate.empty() ? "" : fmt::format(" (SQLSTATE {})", message.sqlstate),
      advice.empty() ? "" : "; ", advice);
  throw DatabaseError(one_line(text, address),
                      {message.sqlstate, std::string(name_of(address.database)), ""},
                      ExitCode::kUsage);
}

}  // namespace

// ---- Interrupter

void Interrupter::interrupt() noexcept {
  interrupted_.store(true);
  const std::lock_guard lock(mutex_);
  for (pg_cancel* const handle : handles_) {
    std::array<char, 256> reason{};
    PQcancel(handle, reason.data(), static_cast<int>(reason.size()));
  }
}

void Interrupter::add(pg_cancel* handle) {
  const std::lock_guard lock(mutex_);
  handles_.push_back(handle);
}

void Interrupter::remove(pg_cancel* handle) noexcept {
  const std::lock_guard lock(mutex_);
  std::erase(handles_, handle);
}

// ---- QueryResult

void QueryResult::Clear::operator()(pg_result* result) const noexcept {
  PQclear(result);
}

std::size_t QueryResult::size() const noexcept {
  return static_cast<std::size_t>(PQntuples(result_.get()));
}

std::string_view QueryResult::text(std::size_t row, std::size_t column) const noexcept {
  const auto row_number = static_cast<int>(row);
  const auto column_number = static_cast<int>(column);
  return {PQgetvalue(result_.get(), row_number, column_number),
          static_cast<std::size_t>(PQgetlength(result_.get(), row_number, column_number))};
}

bool QueryResult::is_null(std::size_t row, std::size_t column) const noexcept {
  return PQgetisnull(result_.get(), static_cast<int>(row), static_cast<int>(column)) != 0;
}

bool QueryResult::flag(std::size_t row, std::size_t column) const noexcept {
  return text(row, column) == "t";
}

std::int64_t QueryResult::number(std::size_t row, std::size_t column) const {
  const auto value = text(row, column);
  std::int64_t number = 0;
  const auto parsed = std::from_chars(value.data(), value.data() + value.size(), number);
  if (parsed.ec != std::errc{} || parsed.ptr != value.data() + value.size()) {
    throw Error(fmt::format("the server answered {} where a number was expected", value));
  }
  return number;
}

std::uint64_t QueryResult::rows_affected() const noexcept {
  const std::string_view value(PQcmdTuples(result_.get()));
  std::uint64_t number = 0;
  std::from_chars(value.data(), value.data() + value.size(), number);
  return number;
}

// ---- Connection

std::vector<Connection> Connection::open_several(const DatabaseAddress& address,
                                                 std::size_t count,
                                                 Interrupter* interrupter) {
  std::vector<Connection> made;
  std::vector<pg_conn*> raw;
  for (std::size_t i = 0; i < count; ++i) {
    raw.push_back(start_connecting(address));
    made.push_back(Connection(raw.back(), address, interrupter));
  }
  finish_connecting(raw, Clock::now() + connect_timeout(address), interrupter);
  if (interrupter != nullptr && interrupter->interrupted()) throw Interrupted();
  for (pg_conn* const connection : raw) {
    if (PQstatus(connection) != CONNECTION_OK) fail_to_connect(connection, address);
    PQsetErrorVerbosity(connection, PQERRORS_DEFAULT);
  }
  for (Connection& connection : made) {
    connection.cancel_handle_ = PQgetCancel(connection.connection_);
    if (interrupter != nullptr) interrupter->add(connection.cancel_handle_);
    connection.send(kSessionSettings);
  }
  for (Connection& connection : made)
    static_cast<void>(connection.receive());
  return made;
}

Connection Connection::open(const DatabaseAddress& address, Interrupter* interrupter) {
  return std::move(open_several(address, 1, interrupter).front());
}

Connection::Connection(pg_conn* connection,
                       const DatabaseAddress& address,
                       Interrupter* interrupter)
    : connection_(connection),
      address_(std::make_shared<const DatabaseAddress>(address)),
      interrupter_(interrupter) {}

Connection::Connection(Connection&& other) noexcept
    : connection_(std::exchange(other.connection_, nullptr)),
      address_(std::move(other.address_)),
      interrupter_(other.interrupter_),
      cancel_handle_(std::exchange(other.cancel_handle_, nullptr)),
      table_(std::move(other.table_)) {}

Connection& Connection::operator=(Connection&& other) noexcept {
  if (this == &other) return *this;
  close();
  connection_ = std::exchange(other.connection_, nullptr);
  address_ = std::move(other.address_);
  interrupter_ = other.interrupter_;
  cancel_handle_ = std::exchange(other.cancel_handle_, nullptr);
  table_ = std::move(other.table_);
  return *this;
}

Connection::~Connection() {
  close();
}

void Connection::close() noexcept {
  if (cancel_handle_ != nullptr) {
    if (interrupter_ != nullptr) interrupter_->remove(cancel_handle_);
    PQfreeCancel(std::exchange(cancel_handle_, nullptr));
  }
  if (connection_ != nullptr) PQfinish(std::exchange(connection_, nullptr));
}

QueryResult Connection::execute(const std::string& sql, std::string_view table) {
  send(sql, table);
  return receive();
}

void Connection::send(const std::string& sql, std::string_view table) {
  if (interrupter_ != nullptr && interrupter_->interrupted()) throw Interrupted();
  table_ = table;
  if (PQsendQuery(connection_, sql.c_str()) == 0) fail(nullptr);
}

QueryResult Connection::receive() {
  pg_result* const result = next_result();
  switch (PQresultStatus(result)) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_EMPTY_QUERY:
    case PGRES_COPY_IN: return QueryResult(result);
    default: fail(result);
  }
}

pg_result* Connection::next_result() {
  pg_result* kept = nullptr;
  bool failed = false;
  while (pg_result* const result = PQgetResult(connection_)) {
    if (failed) {
      PQclear(result);
      continue;
    }
    PQclear(kept);
    kept = result;
    const auto status = PQresultStatus(result);
    if (status == PGRES_COPY_IN) return kept;
    failed = status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE;
  }
  return kept;
}

void Connection::fail(pg_result* result) {
  const QueryResult owned(result);
  ServerMessage message;
  message.sqlstate = field(result, PG_DIAG_SQLSTATE);
  message.text = field(result, PG_DIAG_MESSAGE_PRIMARY);
  message.detail = field(result, PG_DIAG_MESSAGE_DETAIL);
  if (message.detail.empty()) message.detail = field(result, PG_DIAG_CONTEXT);
  if (interrupter_ != nullptr && interrupter_->interrupted()) throw Interrupted();
  std::string advice;
  if (PQstatus(connection_) != CONNECTION_OK) {
    if (message.text.empty()) message.text = PQerrorMessage(connection_);
    message.text = fmt::format("the connection was lost: {}", message.text);
    advice = "see the server's log; run again when it is up";
  } else {
    if (message.text.empty()) message.text = PQerrorMessage(connection_);
    advice = advice_for(message, *address_, user());
  }
  auto text = std::string(name_of(address_->database));
  if (!table_.empty()) text += "." + table_;
  text += ": " + message.text;
  if (!message.sqlstate.empty()) text += fmt::format(" (SQLSTATE {})", message.sqlstate);
  if (!message.detail.empty()) text += fmt::format(" [{}]", message.detail);
  if (!advice.empty()) text += "; " + advice;
  throw DatabaseError(one_line(text, *address_),
                      {message.sqlstate, std::string(name_of(address_->database)), table_});
}

std::string Connection::user() const {
  const char* const name = PQuser(connection_);
  return name == nullptr ? std::string() : std::string(name);
}

bool Connection::is_alive() const noexcept {
  return connection_ != nullptr && PQstatus(connection_) == CONNECTION_OK;
}

// ---- CopyIn

CopyIn::CopyIn(Connection& connection) : connection_(connection) {
  static_cast<void>(connection_.receive());
  open_ = true;
}

CopyIn::CopyIn(Connection& connection, const std::string& sql, std::string_view table)
    : connection_(connection) {
  static_cast<void>(connection_.execute(sql, table));
  open_ = true;
}

CopyIn::~CopyIn() {
  if (!open_ || !connection_.is_alive()) return;
  if (!sent_) PQputCopyEnd(connection_.connection_, "cancelled");
  while (pg_result* const result = PQgetResult(connection_.connection_)) {
    const bool still_copying = PQresultStatus(result) == PGRES_COPY_IN;
    PQclear(result);
    if (still_copying) break;
  }
}

void CopyIn::write(std::string_view bytes) {
  BANKSEED_CHECK(open_ && !sent_);
  while (!bytes.empty()) {
    const auto chunk = bytes.substr(0, kCopyChunkSize);
    if (PQputCopyData(connection_.connection_, chunk.data(), static_cast<int>(chunk.size())) != 1) {
      fail();
    }
    bytes.remove_prefix(chunk.size());
  }
}

void CopyIn::finish_sending() {
  BANKSEED_CHECK(open_ && !sent_);
  if (PQputCopyEnd(connection_.connection_, nullptr) != 1) fail();
  sent_ = true;
}

std::uint64_t CopyIn::end() {
  if (!sent_) finish_sending();
  open_ = false;
  return connection_.receive().rows_affected();
}

void CopyIn::fail() {
  open_ = false;
  connection_.fail(connection_.next_result());
}

}  // namespace bankseed
