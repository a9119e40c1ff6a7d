#pragma once

#include <filesystem>
#include <string>

#include "sink/server_process.hpp"

namespace bankseed {

/// The one role of a private cluster, a superuser.
inline constexpr const char* kClusterRole = "bankseed";

/// Makes the data directory of a private cluster: what initdb makes, or a copy of it, with the six
/// databases, a password, which it returns, and the settings; all of it on disk. Throws Error with
/// the last line of `log`.
[[nodiscard]] std::string make_cluster_data(const std::filesystem::path& data,
                                            const ServerBinaries& binaries,
                                            const ServerAccount& account,
                                            const std::filesystem::path& log);

/// Where a copy of what initdb makes is kept from one cluster of the user to the next, since
/// copying takes a tenth of the time: ${XDG_CACHE_HOME:-~/.cache}/bankseed, 39 MB for a major
/// version, the user's alone, without a password. Whoever removes it loses nothing. Empty when
/// there is no place.
[[nodiscard]] std::filesystem::path cluster_template_folder();

}  // namespace bankseed
