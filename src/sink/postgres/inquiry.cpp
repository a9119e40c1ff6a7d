#include "sink/postgres/inquiry.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <libpq-fe.h>
#include <poll.h>

namespace bankseed {
namespace {

// Nobody is at work on what waits for its client or for a standby that does not come. Who holds a
// lock is asked for only where one is waited for. A prepared transaction has no process.
constexpr const char* kQuestion = R"sql(
SELECT coalesce(state, 'disabled') NOT LIKE 'idle%'
         AND wait_event_type IS DISTINCT FROM 'Client' AND wait_event IS DISTINCT FROM 'SyncRep',
       CASE WHEN wait_event_type = 'Lock' THEN
         (SELECT coalesce(string_agg(l.mode || coalesce(' on ' || l.relation::regclass::text, ''),
                                     ', '), 'a lock')
          FROM pg_catalog.pg_locks l WHERE l.pid = a.pid AND NOT l.granted) || ', held by ' ||
         (SELECT coalesce(string_agg(CASE WHEN p.pid = 0 THEN 'a prepared transaction' ELSE
            format('process %s (%s, %s since %s)', p.pid,
                   concat_ws(' as ', nullif(b.application_name, ''), b.usename),
                   coalesce(b.state, b.backend_type, 'unknown'),
                   coalesce(b.xact_start, b.backend_start)::timestamptz(0)) END, ', '),
            'nobody any more')
          FROM unnest(pg_catalog.pg_blocking_pids(a.pid)) AS p (pid)
          LEFT JOIN pg_catalog.pg_stat_activity b ON b.pid = p.pid)
       END,
       {}
FROM pg_catalog.pg_stat_activity a WHERE pid = {}
)sql";

/// Servers before version 14 do not say how far a COPY is.
constexpr int kTellsProgress = 140'000;
constexpr const char* kProgress = R"sql(
       CASE WHEN wait_event IS NULL THEN
         (SELECT 'bytes ' || c.bytes_processed
          FROM pg_catalog.pg_stat_progress_copy c WHERE c.pid = a.pid)
       END)sql";

using Clock = ConnectionAttempt::Clock;

/// After so much silence the server is asked about a session, and again after each of the pauses.
constexpr std::chrono::milliseconds kFirstQuestion{1'500};
constexpr std::chrono::milliseconds kNextQuestion{10'000};

/// The host that a connection was made with, for others to the same one.
ConnectionAttempt::Overrides same_host_as(pg_conn* connection) {
  ConnectionAttempt::Overrides host;
  const auto add = [&host](const char* keyword, const char* value) {
    if (value != nullptr && *value != '\0') host.emplace_back(keyword, value);
  };
  add("host", PQhost(connection));
  add("hostaddr", PQhostaddr(connection));
  add("port", PQport(connection));
  return host;
}

/// One session at a time asks: that is enough for a server that is busy.
std::mutex& asking() {
  static std::mutex mutex;
  return mutex;
}

}  // namespace

Inquiry::Inquiry(const DatabaseAddress& address,
                 const ConnectionAttempt::Overrides& host,
                 int process,
                 std::chrono::milliseconds limit)
    : process_(process), attempt_(address, limit, host), deadline_(Clock::now() + limit) {}

Inquiry::~Inquiry() {
  if (connection_ == nullptr) return;
  PQfinish(connection_);
}

pollfd Inquiry::wanted() const noexcept {
  if (connection_ == nullptr) return attempt_.wanted();
  return {PQsocket(connection_), POLLIN, 0};
}

void Inquiry::advance(bool is_ready) {
  if (is_over_) return;
  if (connection_ == nullptr) {
    attempt_.advance(is_ready);
    if (attempt_.is_made()) {
      ask();
    } else if (attempt_.is_over()) {
      is_over_ = true;
      // Whoever refuses is there.
      if (!attempt_.refusal().empty()) news_ = SessionNews();
    }
  } else if (is_ready) {
    read();
  }
  if (Clock::now() >= deadline_) is_over_ = true;
}

void Inquiry::ask() {
  connection_ = attempt_.release();
  const bool tells = PQserverVersion(connection_) >= kTellsProgress;
  const auto sql = fmt::format(fmt::runtime(kQuestion), tells ? kProgress : "NULL", process_);
  is_over_ = PQsetnonblocking(connection_, 1) != 0 || PQsendQuery(connection_, sql.c_str()) == 0;
}

void Inquiry::read() {
  is_over_ = PQconsumeInput(connection_) == 0;
  if (is_over_ || PQisBusy(connection_) != 0) return;
  is_over_ = true;
  const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQgetResult(connection_), &PQclear);
  news_ = SessionNews();
  if (PQresultStatus(result.get()) != PGRES_TUPLES_OK) return;
  // A session that is gone is at work on nothing.
  news_->is_at_work = PQntuples(result.get()) == 1 && *PQgetvalue(result.get(), 0, 0) == 't';
  if (PQntuples(result.get()) != 1) return;
  news_->waits_for = PQgetvalue(result.get(), 0, 1);
  news_->progress = PQgetvalue(result.get(), 0, 2);
}

// ---- Silence

Silence::Silence(const DatabaseAddress& address,
                 pg_conn* connection,
                 int process,
                 std::chrono::milliseconds limit,
                 bool is_sending)
    : address_(address),
      connection_(connection),
      process_(process),
      limit_(limit),
      is_sending_(is_sending),
      next_question_(Clock::now() + std::min(kFirstQuestion, limit / 3)),
      deadline_(Clock::now() + limit) {}

std::optional<pollfd> Silence::wanted() const {
  if (!inquiry_) return std::nullopt;
  return inquiry_->wanted();
}

std::optional<SessionNews> Silence::advance(bool is_ready) {
  if (!inquiry_) {
    if (process_ == 0 || Clock::now() < next_question_) return std::nullopt;
    turn_ = std::unique_lock(asking(), std::try_to_lock);
    if (turn_) inquiry_.emplace(address_, same_host_as(connection_), process_, limit_);
    return std::nullopt;
  }
  inquiry_->advance(is_ready);
  if (!inquiry_->is_over()) return std::nullopt;
  auto news = inquiry_->news();
  inquiry_.reset();
  turn_ = {};
  next_question_ = Clock::now() + std::min(kNextQuestion, limit_ / 3);
  if (news) {
    const bool is_stuck = is_sending_ && !news->progress.empty() && news->progress == progress_;
    progress_ = news->progress;
    is_lost_ = is_stuck || !news->is_at_work;
    if (!is_lost_) deadline_ = Clock::now() + limit_;
  } else {
    is_lost_ = false;
  }
  return news;
}

bool Silence::is_over() const {
  return Clock::now() >= deadline_;
}

std::string Silence::reason() const {
  const auto seconds = static_cast<double>(limit_.count()) / 1000;
  if (!is_lost_) return fmt::format("the server has not answered for {:g} s", seconds);
  return fmt::format("the server is not at work on it, and nothing has come of it for {:g} s",
                     seconds);
}

}  // namespace bankseed
