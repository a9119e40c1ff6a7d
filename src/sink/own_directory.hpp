#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace bankseed {

/// Why a directory that is there is not the user's alone: somebody else may write to it, or put
/// another in its place, so that what is written there may come to be anywhere. Nothing when it is.
/// Groups may write to what is above it, unless the user is root: their own group is theirs.
[[nodiscard]] std::optional<std::string> why_not_own(const std::filesystem::path& directory);

/// Throws Error when it is not, with what to do.
void check_is_own(const std::filesystem::path& directory);

}  // namespace bankseed
