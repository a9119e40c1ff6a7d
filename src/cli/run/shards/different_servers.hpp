#pragma once

#include <vector>

#include "cli/run/shards/server_map.hpp"
#include "sink/postgres/interrupter.hpp"

namespace bankseed {

/// Throws UsageError where two servers of a map are one, by whatever names it is reached: each
/// would empty what the other has loaded, and be counted twice. DatabaseError where one does not
/// answer.
void require_different_servers(const std::vector<MappedServer>& servers, Interrupter* interrupter);

}  // namespace bankseed
