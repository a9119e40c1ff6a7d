#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <sys/types.h>

namespace bankseed::testing {

/// Gives a directory to whoever runs servers: root may not, and the user postgres does for it.
void give_to_server_user(const std::filesystem::path& directory);

/// Starts a program as that user, output to `log`; SIGINT reaches it when we die.
pid_t spawn_server(const std::vector<std::string>& command, const std::filesystem::path& log);

}  // namespace bankseed::testing
