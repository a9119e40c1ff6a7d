#include "support/servers/test_server.hpp"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/locations.hpp"
#include "support/process.hpp"
#include "support/servers/server_program.hpp"

namespace bankseed::testing {
namespace {

namespace fs = std::filesystem;

/// The newest server's programs, or those that BANKSEED_TEST_PGBIN names.
fs::path find_programs() {
  if (const char* const given = std::getenv("BANKSEED_TEST_PGBIN"); given != nullptr) return given;
  fs::path best;
  int best_version = 0;
  const fs::path root = "/usr/lib/postgresql";
  if (!fs::exists(root)) throw std::runtime_error("no PostgreSQL server under " + root.string());
  for (const auto& entry : fs::directory_iterator(root)) {
    const int version = std::atoi(entry.path().filename().c_str());
    if (version <= best_version || !fs::exists(entry.path() / "bin/postgres")) continue;
    best = entry.path() / "bin";
    best_version = version;
  }
  if (best.empty()) throw std::runtime_error("no PostgreSQL server under " + root.string());
  return best;
}

void run(const std::vector<std::string>& command, const fs::path& log) {
  const pid_t child = spawn_server(command, log);
  if (exit_code_of(child) != 0)
    throw std::runtime_error(command.front() + " failed:\n" + text_of(log));
}

/// Line 8 of postmaster.pid says "ready" when the server takes connections.
bool is_ready(const fs::path& pid_file) {
  std::ifstream in(pid_file);
  std::string line;
  for (int i = 0; i < 8; ++i) {
    if (!std::getline(in, line)) return false;
  }
  return line.starts_with("ready");
}

constexpr std::array<const char*, 6> kDatabases = {"employees_db", "customer_db",  "accounts_db",
                                                   "loans_db",     "insurance_db", "compliance_db"};

struct ClearResult {
  void operator()(PGresult* result) const noexcept { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, ClearResult>;

}  // namespace

TestConnection::TestConnection(const std::string& conninfo)
    : connection_(PQconnectdb(conninfo.c_str())) {
  if (PQstatus(connection_.get()) != CONNECTION_OK) fail("connect");
  execute("SET client_encoding = 'UTF8'; SET datestyle = 'ISO, MDY'; SET timezone = 'UTC'");
}

void TestConnection::fail(const std::string& what) const {
  throw std::runtime_error(what + ": " + PQerrorMessage(connection_.get()));
}

std::vector<TestConnection::Row> TestConnection::execute(const std::string& sql) {
  const Result result(PQexec(connection_.get(), sql.c_str()));
  const auto status = PQresultStatus(result.get());
  if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) fail(sql);
  std::vector<Row> rows(static_cast<std::size_t>(PQntuples(result.get())));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (int column = 0; column < PQnfields(result.get()); ++column) {
      const int row = static_cast<int>(i);
      const bool null = PQgetisnull(result.get(), row, column) != 0;
      rows[i].push_back(null ? std::optional<std::string>{}
                             : std::string(PQgetvalue(result.get(), row, column)));
    }
  }
  return rows;
}

std::string TestConnection::value(const std::string& sql) {
  const auto rows = execute(sql);
  if (rows.size() != 1 || rows[0].size() != 1 || !rows[0][0])
    throw std::runtime_error("not a single value: " + sql);
  return *rows[0][0];
}

std::string TestConnection::copy_in(const std::string& sql, std::string_view bytes) {
  const Result start(PQexec(connection_.get(), sql.c_str()));
  if (PQresultStatus(start.get()) != PGRES_COPY_IN) fail(sql);
  constexpr std::size_t kChunkSize = 65'536;
  for (; !bytes.empty(); bytes.remove_prefix(std::min(bytes.size(), kChunkSize))) {
    const int size = static_cast<int>(std::min(bytes.size(), kChunkSize));
    if (PQputCopyData(connection_.get(), bytes.data(), size) != 1) fail(sql);
  }
  if (PQputCopyEnd(connection_.get(), nullptr) != 1) fail(sql);
  const Result end(PQgetResult(connection_.get()));
  const bool copied = PQresultStatus(end.get()) == PGRES_COMMAND_OK;
  while (Result(PQgetResult(connection_.get())) != nullptr) {
  }
  if (!copied) throw std::runtime_error(sql + ": " + PQresultErrorMessage(end.get()));
  return PQcmdTuples(end.get());
}

std::string TestConnection::copy_out(const std::string& sql) {
  const Result start(PQexec(connection_.get(), sql.c_str()));
  if (PQresultStatus(start.get()) != PGRES_COPY_OUT) fail(sql);
  std::string bytes;
  char* row = nullptr;
  int size = 0;
  while ((size = PQgetCopyData(connection_.get(), &row, 0)) > 0) {
    bytes.append(row, static_cast<std::size_t>(size));
    PQfreemem(row);
  }
  const Result end(PQgetResult(connection_.get()));
  if (size != -1 || PQresultStatus(end.get()) != PGRES_COMMAND_OK) fail(sql);
  while (Result(PQgetResult(connection_.get())) != nullptr) {
  }
  return bytes;
}

TestServer::TestServer(const std::vector<std::string>& settings) : programs_(find_programs()) {
  give_to_server_user(directory());
  try {
    run({programs_ / "initdb", "--no-sync", "--no-instructions", "--locale=C", "--encoding=UTF8",
         "--auth=trust", "--username=postgres", "--pgdata=" + (directory() / "data").string()},
        directory() / "log");
    start(settings);
  } catch (...) {
    stop();
    throw;
  }
}

TestServer::~TestServer() {
  stop();
}

void TestServer::start(const std::vector<std::string>& settings) {
  std::vector<std::string> command = {
      programs_ / "postgres", "-D", directory() / "data", "-k", directory(), "-p",
      std::to_string(kPort),  "-c", "listen_addresses=",  "-c", "fsync=off", "-c",
      "autovacuum=off",       "-c", "lock_timeout=20s"};
  for (const auto& setting : settings) {
    command.emplace_back("-c");
    command.push_back(setting);
  }
  process_ = spawn_server(command, directory() / "log");
  wait_until("the server starts:\n" + text_of(directory() / "log"), [this] {
    if (waitpid(process_, nullptr, WNOHANG) == process_) process_ = -1;
    return process_ < 0 || is_ready(directory() / "data/postmaster.pid");
  });
  if (process_ < 0)
    throw std::runtime_error("the server does not start:\n" + text_of(directory() / "log"));
}

void TestServer::stop() noexcept {
  end_with(SIGINT);
}

void TestServer::crash() noexcept {
  end_with(SIGQUIT);
}

void TestServer::end_with(int signal) noexcept {
  if (process_ <= 0) return;
  kill(process_, signal);
  try {
    exit_code_of(std::exchange(process_, -1));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "a server had to be killed: %s\n", error.what());
  }
}

void TestServer::shut_down_smartly() const {
  kill(process_, SIGTERM);
}

void TestServer::freeze() const {
  signal_all(SIGSTOP);
}

void TestServer::thaw() const {
  signal_all(SIGCONT);
}

void TestServer::signal_all(int signal) const {
  // The postmaster first: what is stopped makes no more processes.
  kill(process_, signal);
  std::ifstream children(fmt::format("/proc/{0}/task/{0}/children", process_));
  for (pid_t child = 0; children >> child;)
    kill(child, signal);
}

std::string TestServer::create_database(std::string_view prefix) {
  std::string name = fmt::format("{}_{}", prefix, ++databases_created_);
  TestConnection(conninfo("postgres")).execute("CREATE DATABASE " + name);
  return name;
}

std::string TestServer::conninfo(std::string_view database) const {
  return fmt::format("host={} port={} user=postgres dbname={}", directory().string(), kPort,
                     database);
}

void make_bank(const TestServer& server, const std::vector<std::string>& options) {
  TestConnection maintenance(server.conninfo("postgres"));
  maintenance.execute("SET client_min_messages = warning");
  for (const char* database : kDatabases)
    maintenance.execute(fmt::format("DROP DATABASE IF EXISTS {} WITH (FORCE)", database));
  std::vector<std::string> command = {program(), "generate", "--url",  server.conninfo("postgres"),
                                      "--log",   "none",     "--quiet"};
  command.insert(command.end(), options.begin(), options.end());
  const ProcessResult result = run_process(command);
  if (result.exit_code != 0) throw std::runtime_error("no bank: " + result.err);
}

TestServer& test_server() {
  static TestServer server;
  return server;
}

}  // namespace bankseed::testing
