#include "support/servers/server_program.hpp"

#include <csignal>
#include <stdexcept>

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace bankseed::testing {
namespace fs = std::filesystem;
namespace {

/// Whose the server has to be: root may not run one. Null when that is this user.
const passwd* server_user() {
  const passwd* const user = geteuid() == 0 ? getpwnam("postgres") : nullptr;
  if (geteuid() == 0 && user == nullptr) throw std::runtime_error("no user postgres");
  return user;
}

}  // namespace

void give_to_server_user(const fs::path& directory) {
  const passwd* const user = server_user();
  if (user != nullptr && chown(directory.c_str(), user->pw_uid, user->pw_gid) != 0)
    throw std::runtime_error("cannot give a directory to the user postgres");
}

pid_t spawn_server(const std::vector<std::string>& command, const fs::path& log) {
  std::vector<char*> arguments;
  arguments.reserve(command.size() + 1);
  for (const auto& word : command)
    arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const passwd* const user = server_user();
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("fork failed");
  if (child > 0) return child;
  const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  const int in = open("/dev/null", O_RDONLY | O_CLOEXEC);
  const bool placed = out >= 0 && in >= 0 && dup2(in, 0) == 0 && dup2(out, 1) == 1 &&
                      dup2(out, 2) == 2 && chdir("/") == 0;
  const bool switched = user == nullptr || (initgroups(user->pw_name, user->pw_gid) == 0 &&
                                            setgid(user->pw_gid) == 0 && setuid(user->pw_uid) == 0);
  // After setuid, which clears it.
  const bool tied = prctl(PR_SET_PDEATHSIG, SIGINT) == 0 && getppid() == parent;
  if (placed && switched && tied) execv(arguments.front(), arguments.data());
  _exit(127);
}

}  // namespace bankseed::testing
