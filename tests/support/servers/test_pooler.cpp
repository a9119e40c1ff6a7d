#include "support/servers/test_pooler.hpp"

#include <csignal>
#include <fstream>
#include <stdexcept>

#include <fmt/format.h>
#include <sys/wait.h>

#include "support/process.hpp"
#include "support/servers/server_program.hpp"

namespace bankseed::testing {
namespace {

constexpr int kPoolerPort = 6432;  // Names the socket; nothing listens on TCP.
constexpr const char* kProgram = "/usr/sbin/pgbouncer";

}  // namespace

TestPooler::TestPooler(const TestServer& server, std::string_view mode, std::string_view settings) {
  if (!std::filesystem::exists(kProgram))
    throw std::runtime_error("no PgBouncer; docker/dependencies.sh test installs it");
  const auto& place = directory_.path();
  std::ofstream(place / "users") << "\"postgres\" \"\"\n";
  std::ofstream(place / "pgbouncer.ini") << fmt::format(
      "[databases]\n* = host={0} port={1}\n[pgbouncer]\nlisten_addr =\nlisten_port = {2}\n"
      "unix_socket_dir = {3}\nauth_type = trust\nauth_file = {3}/users\npool_mode = {4}\n"
      "pidfile = {3}/pid\n{5}\n",
      server.directory().string(), server.port(), kPoolerPort, place.string(), mode, settings);
  give_to_server_user(place);
  process_ = spawn_server({kProgram, place / "pgbouncer.ini"}, place / "log");
  wait_until("PgBouncer starts", [this] {
    if (waitpid(process_, nullptr, WNOHANG) == process_) process_ = -1;
    return process_ < 0 || PQping(conninfo("postgres").c_str()) == PQPING_OK;
  });
  if (process_ < 0) throw std::runtime_error("PgBouncer does not start");
}

TestPooler::~TestPooler() {
  if (process_ < 0) return;
  kill(process_, SIGTERM);
  waitpid(process_, nullptr, 0);
}

std::string TestPooler::conninfo(std::string_view database) const {
  return fmt::format("host={} port={} user=postgres dbname={}", directory_.path().string(),
                     kPoolerPort, database);
}

}  // namespace bankseed::testing
