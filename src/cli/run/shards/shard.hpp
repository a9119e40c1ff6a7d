#pragma once

#include <string_view>

#include "core/part.hpp"

namespace bankseed {

/// Which shard of a bank is meant: "3/64"; "auto/64", of which a scheduler's variable in the
/// environment says which; or "auto", where such variables say both. Throws UsageError, beginning
/// with `name` (the option), when the text or the environment does not say.
[[nodiscard]] Part parse_shard(std::string_view name, std::string_view text);

}  // namespace bankseed
