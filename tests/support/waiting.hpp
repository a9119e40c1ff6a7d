#pragma once

#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>

namespace bankseed::testing {

/// Generous, because a machine that also compiles can be ten times as slow as an idle one.
inline constexpr std::chrono::seconds kPatience{90};

/// Returns when the condition holds; throws std::runtime_error with `what` when that takes too
/// long.
template <class Condition>
void wait_until(const std::string& what,
                const Condition& condition,
                std::chrono::seconds patience = kPatience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > deadline)
      throw std::runtime_error("waited in vain until " + what);
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
}

}  // namespace bankseed::testing
