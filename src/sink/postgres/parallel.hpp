#pragma once

#include <cstddef>
#include <functional>

namespace bankseed {

/// Calls work(0) ... work(count - 1), each on a thread of its own, and waits for all. When some
/// throw, the exception of the lowest number leaves, one that is not Interrupted before one that
/// is.
void run_in_parallel(std::size_t count, const std::function<void(std::size_t)>& work);

}  // namespace bankseed
