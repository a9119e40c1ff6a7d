#pragma once

#include <span>

#include "schema/view.hpp"

namespace bankseed {

/// The views that `generate --views` makes, each on tables of its own database: for who wants to
/// see lineage. Nothing else enumerates them.
[[nodiscard]] std::span<const ViewInfo> all_views() noexcept;

}  // namespace bankseed
