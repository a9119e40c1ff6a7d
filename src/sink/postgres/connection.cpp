#include "sink/postgres/connection.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include <fmt/format.h>
#include <libpq-fe.h>
#include <poll.h>
#include <sys/socket.h>

#include "bankseed/core/check.hpp"
#include "sink/postgres/checks/pooler.hpp"
#include "sink/postgres/checks/retry.hpp"
#include "sink/postgres/connecting.hpp"
#include "sink/postgres/error_text.hpp"
#include "sink/postgres/inquiry.hpp"

namespace bankseed {
namespace {

using Clock = std::chrono::steady_clock;

// With the header of its message a chunk fills eight of libpq's buffers, which it sends whole.
constexpr std::size_t kCopyChunkSize = std::size_t{64} * 1024 - 5;

/// How often a waiting connection looks whether it is interrupted.
constexpr std::chrono::milliseconds kLookAgain{100};
/// How long a server may take to cancel, and to hear the last of a session.
constexpr std::chrono::milliseconds kMoment{600};
constexpr std::string_view kLockNotAvailable = "55P03";
constexpr std::string_view kConnectionFailure = "08006";

std::string field(const pg_result* result, int code) {
  const char* const text = PQresultErrorField(result, code);
  return text == nullptr ? std::string() : std::string(text);
}

/// What every session needs to be sure of, whatever the server, the role or the database have set:
/// every time limit of the server's own that can end a load or make it wait, and what changes the
/// meaning of statements. Where `is_local`, an SQL condition, is true, they end with the
/// transaction.
std::string session_settings(pg_conn* connection,
                             const Patience& patience,
                             std::string_view is_local) {
  constexpr int kHasIdleLimits = 140'000;
  constexpr int kHasTransactionTimeout = 170'000;
  const int version = PQserverVersion(connection);
  std::string settings;
  const auto set = [&settings](std::string_view name, std::string_view value) {
    settings += fmt::format(", set_config('{}', {}, is_local)", name, value);
  };
  set("search_path", "'public'");
  set("statement_timeout", "'0'");
  set("lock_timeout", fmt::format("'{}'", patience.lock.count()));
  set("idle_in_transaction_session_timeout", "'0'");
  if (version >= kHasIdleLimits) {
    set("idle_session_timeout", "'0'");
    // Other systems refuse it.
    set("client_connection_check_interval",
        "CASE WHEN version() LIKE '%linux%' THEN '2000' ELSE '0' END");
  }
  if (version >= kHasTransactionTimeout) set("transaction_timeout", "'0'");
  set("default_transaction_isolation", "'read committed'");
  set("default_transaction_deferrable", "'off'");
  set("DateStyle", "'ISO'");
  set("standard_conforming_strings", "'on'");
  return fmt::format(
      "SELECT pg_backend_pid(), extract(epoch FROM pg_postmaster_start_time()){} FROM (SELECT {}) "
      "AS s (is_local)",
      settings, is_local);
}

/// Drives all attempts until each is made or has failed.
void finish_connecting(std::vector<ConnectionAttempt>& attempts, const Interrupter* interrupter) {
  while (true) {
    std::vector<pollfd> descriptors;
    std::vector<ConnectionAttempt*> waiting;
    for (ConnectionAttempt& attempt : attempts) {
      if (attempt.is_over()) continue;
      descriptors.push_back(attempt.wanted());
      waiting.push_back(&attempt);
    }
    if (descriptors.empty()) return;
    if (interrupter != nullptr && interrupter->interrupted()) throw Interrupted();
    poll(descriptors.data(), descriptors.size(), static_cast<int>(kLookAgain.count()));
    for (std::size_t i = 0; i < descriptors.size(); ++i)
      waiting[i]->advance(descriptors[i].revents != 0);
  }
}

}  // namespace

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

std::size_t QueryResult::index(std::size_t row, std::size_t column, std::size_t end) const {
  const auto index = static_cast<std::uint64_t>(number(row, column));
  if (index < end) return index;
  throw Error(fmt::format("the server answered {} where a number below {} was expected",
                          text(row, column), end));
}

std::uint64_t QueryResult::rows_affected() const noexcept {
  const std::string_view value(PQcmdTuples(result_.get()));
  std::uint64_t number = 0;
  std::from_chars(value.data(), value.data() + value.size(), number);
  return number;
}

// ---- Connection

std::vector<Connection> Connection::connect_several(const DatabaseAddress& address,
                                                    std::size_t count,
                                                    Interrupter* interrupter) {
  Retries retries(address.patience.retries, interrupter);
  while (true) {
    try {
      return try_to_connect(address, count, interrupter);
    } catch (const DatabaseError& error) {
      retries.after_connecting(error);
    }
  }
}

std::vector<Connection> Connection::try_to_connect(const DatabaseAddress& address,
                                                   std::size_t count,
                                                   Interrupter* interrupter) {
  auto limit = connect_timeout(address);
  if (interrupter != nullptr && interrupter->is_silent()) limit = std::min(limit, kMoment);
  std::vector<ConnectionAttempt> attempts;
  for (std::size_t i = 0; i < count; ++i)
    attempts.emplace_back(address, limit);
  finish_connecting(attempts, interrupter);
  std::vector<Connection> made;
  for (ConnectionAttempt& attempt : attempts) {
    if (!attempt.is_made()) attempt.fail();
    made.push_back(Connection(attempt.release(), address, interrupter));
    Connection& connection = made.back();
    PQsetErrorVerbosity(connection.connection_, PQERRORS_DEFAULT);
    if (PQsetnonblocking(connection.connection_, 1) != 0) connection.fail(nullptr);
    connection.cancel_handle_ = CancelHandle(PQgetCancel(connection.connection_), PQfreeCancel);
    if (interrupter != nullptr) interrupter->add(connection.cancel_handle_);
    // A pooler is another process than the one that has the session, and what is behind it may be
    // somebody else's next.
    connection.send(session_settings(
        connection.connection_, address.patience,
        fmt::format("pg_backend_pid() <> {}", PQbackendPID(connection.connection_))));
  }
  for (Connection& connection : made) {
    const auto answer = connection.receive();
    connection.process_ = static_cast<int>(answer.number(0, 0));
    connection.server_ = answer.text(0, 1);
  }
  return made;
}

std::vector<Connection> Connection::open_several(const DatabaseAddress& address,
                                                 std::size_t count,
                                                 Interrupter* interrupter) {
  auto made = connect_several(address, count, interrupter);
  if (made.empty() || made.front().process_ == PQbackendPID(made.front().connection_)) return made;
  if (!is_known_to_keep_sessions(address)) {
    auto other = count > 1 ? std::vector<Connection>() : connect_several(address, 1, interrupter);
    refuse_changing_sessions(made[0], count > 1 ? made[1] : other.front());
    note_that_sessions_are_kept(address);
  }
  for (Connection& connection : made) {
    connection.is_pooled_ = true;
    connection.send(session_settings(connection.connection_, address.patience, "false"));
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
      cancel_handle_(std::move(other.cancel_handle_)),
      process_(other.process_),
      server_(std::move(other.server_)),
      is_pooled_(other.is_pooled_),
      is_left_(other.is_left_),
      table_(std::move(other.table_)),
      waits_for_(std::move(other.waits_for_)) {}

Connection& Connection::operator=(Connection&& other) noexcept {
  if (this == &other) return *this;
  close();
  connection_ = std::exchange(other.connection_, nullptr);
  address_ = std::move(other.address_);
  interrupter_ = other.interrupter_;
  cancel_handle_ = std::move(other.cancel_handle_);
  process_ = other.process_;
  server_ = std::move(other.server_);
  is_pooled_ = other.is_pooled_;
  is_left_ = other.is_left_;
  table_ = std::move(other.table_);
  waits_for_ = std::move(other.waits_for_);
  return *this;
}

Connection::~Connection() {
  close();
}

void Connection::close() noexcept {
  if (cancel_handle_ && interrupter_ != nullptr) interrupter_->remove(cancel_handle_);
  cancel_handle_.reset();
  if (connection_ == nullptr) return;
  // Whoever gets it from the pool next finds it as it was. One in a transaction the pooler ends.
  const bool is_given_back =
      is_pooled_ && is_alive() && PQtransactionStatus(connection_) == PQTRANS_IDLE;
  if (is_given_back && PQsendQuery(connection_, "DISCARD ALL") != 0) drain();
  PQfinish(std::exchange(connection_, nullptr));
}

QueryResult Connection::execute(const std::string& sql, std::string_view table) {
  send(sql, table);
  return receive();
}

void Connection::send(const std::string& sql, std::string_view table) {
  if (interrupter_ != nullptr && interrupter_->interrupted()) throw Interrupted();
  table_ = table;
  waits_for_.clear();
  if (is_left_ || PQsendQuery(connection_, sql.c_str()) == 0) fail(nullptr);
  flush();
}

void Connection::flush() {
  while (PQflush(connection_) > 0) {
    wait_for(POLLIN | POLLOUT);
    // A server that has something to say may not listen before that is read. What has failed shows
    // when its answer is read.
    if (PQconsumeInput(connection_) == 0) return;
  }
}

void Connection::wait_for(short events) {
  if (PQsocket(connection_) < 0)
    return;  // libpq has lost it already, and says so when it is asked.
  std::optional<Silence> silence;
  std::optional<Clock::time_point> interrupted_until;
  while (true) {
    std::array<pollfd, 2> descriptors = {pollfd{PQsocket(connection_), events, 0}, pollfd{}};
    const auto other = silence && !interrupted_until ? silence->wanted() : std::nullopt;
    if (other) descriptors[1] = *other;
    poll(descriptors.data(), other ? 2 : 1, static_cast<int>(kLookAgain.count()));
    if (descriptors[0].revents != 0) return;
    if (interrupter_ != nullptr && interrupter_->interrupted()) {
      if (!interrupted_until) interrupted_until = Clock::now() + kMoment;
      if (Clock::now() < *interrupted_until) continue;
      // Whatever it does there, it does without us.
      leave();
      interrupter_->note_silence();
      throw Interrupted();
    }
    if (!silence) {
      const bool is_silent = interrupter_ != nullptr && interrupter_->is_silent();
      // Who has a session has a right to work; before, it is still being made.
      const auto limit = process_ == 0 ? connect_timeout(*address_) : address_->patience.silence;
      silence.emplace(*address_, connection_, process_,
                      is_silent ? std::min(kMoment, limit) : limit, (events & POLLOUT) != 0);
    }
    if (const auto news = silence->advance(other && descriptors[1].revents != 0)) {
      if (!news->waits_for.empty() && news->waits_for != waits_for_ && interrupter_ != nullptr) {
        interrupter_->tell(
            fmt::format("{} waits for {}", name_of(address_->database), news->waits_for));
      }
      if (!news->waits_for.empty()) waits_for_ = news->waits_for;
    }
    if (silence->is_over()) give_up(silence->reason());
  }
}

void Connection::give_up(std::string_view reason) {
  leave();
  if (interrupter_ != nullptr) interrupter_->note_silence();
  const std::string database(name_of(address_->database));
  const auto text = fmt::format(
      "{}{}{}: {} (see --timeout); find out whether the server, or what lies between, is frozen or "
      "cut off{}, and run again",
      database, table_.empty() ? "" : ".", table_, reason,
      process_ == 0 ? ", or a pooler that has no session left (pool_size)" : "");
  throw DatabaseError(one_line(text, *address_), {"", database, table_});
}

void Connection::leave() noexcept {
  is_left_ = true;
  // Without this libpq would try to say good-bye.
  ::shutdown(PQsocket(connection_), SHUT_RDWR);
}

pg_result* Connection::get_result() {
  flush();
  while (PQisBusy(connection_) != 0) {
    wait_for(POLLIN);
    if (PQconsumeInput(connection_) == 0) break;
  }
  return PQgetResult(connection_);
}

void Connection::drain() noexcept {
  if (interrupter_ != nullptr && interrupter_->is_silent()) return leave();
  const auto deadline = Clock::now() + kMoment;
  while (is_alive()) {
    const bool is_sent = PQflush(connection_) == 0;
    if (is_sent && PQisBusy(connection_) == 0) {
      pg_result* const result = PQgetResult(connection_);
      const auto status = PQresultStatus(result);
      PQclear(result);
      if (result == nullptr || status == PGRES_COPY_IN) return;
      if (status != PGRES_COPY_OUT) continue;
      char* row = nullptr;
      int size = 0;
      while ((size = PQgetCopyData(connection_, &row, 1)) > 0)
        PQfreemem(row);
      if (size < 0) continue;
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    pollfd descriptor = {PQsocket(connection_), is_sent ? short{POLLIN} : short{POLLIN | POLLOUT},
                         0};
    if (left.count() <= 0 || poll(&descriptor, 1, static_cast<int>(left.count())) <= 0)
      return leave();
    if (PQconsumeInput(connection_) == 0) return;
  }
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
  while (pg_result* const result = get_result()) {
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
    if (message.sqlstate.empty()) message.sqlstate = kConnectionFailure;
    advice = "see the server's log; run again when it is up";
  } else {
    if (message.text.empty()) message.text = PQerrorMessage(connection_);
    advice = advice_for(message, *address_, user());
    if (message.sqlstate == kLockNotAvailable && !waits_for_.empty())
      message.detail = fmt::format("it waited for {}", waits_for_);
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

int Connection::server_version() const noexcept {
  return PQserverVersion(connection_);
}

bool Connection::is_alive() const noexcept {
  return connection_ != nullptr && !is_left_ && PQstatus(connection_) == CONNECTION_OK;
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
  connection_.drain();
}

void CopyIn::write(std::string_view bytes) {
  BANKSEED_CHECK(open_ && !sent_);
  while (!bytes.empty()) {
    const auto chunk = bytes.substr(0, kCopyChunkSize);
    if (PQputCopyData(connection_.connection_, chunk.data(), static_cast<int>(chunk.size())) != 1) {
      fail();
    }
    connection_.flush();
    bytes.remove_prefix(chunk.size());
  }
}

void CopyIn::finish_sending() {
  BANKSEED_CHECK(open_ && !sent_);
  if (PQputCopyEnd(connection_.connection_, nullptr) != 1) fail();
  sent_ = true;
  connection_.flush();
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
