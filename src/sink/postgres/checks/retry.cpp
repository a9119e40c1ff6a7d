#include "sink/postgres/checks/retry.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <thread>

#include <fmt/format.h>

namespace bankseed {
namespace {

/// SQLSTATEs that mean nothing but that it is not the moment, in words that are the same for all
/// databases.
struct Passing {
  std::string_view sqlstate;
  std::string_view text;
  bool is_of_connecting = false;
};
constexpr std::array<Passing, 7> kPassing = {
    {{"53300", "no session is free", true},
     {"57P03", "the server is starting or going down", true},
     {"57P01", "the server has ended the session", false},
     {"57P02", "the server has crashed", false},
     {"08006", "the connection was lost", false},
     {"40P01", "a deadlock with somebody else", false},
     {"40001", "somebody else has changed the same", false}}};

const Passing* find(const DatabaseError& error) {
  const auto* const found = std::find_if(
      kPassing.begin(), kPassing.end(),
      [&error](const Passing& passing) { return passing.sqlstate == error.where().sqlstate; });
  return found == kPassing.end() ? nullptr : found;
}

}  // namespace

void Retries::after_connecting(const DatabaseError& error) {
  const auto* const passing = find(error);
  // A refusal of our own says that, too, and does not pass in seconds.
  if (passing == nullptr || !passing->is_of_connecting || tried_ == limit_)
    throw;  // Of the caller's handler: as whole as it was thrown.
  pause(error);
}

void Retries::after_working(const DatabaseError& error) {
  const bool is_of_connecting = error.exit_code() == ExitCode::kUsage;
  const bool may_pass =
      is_of_connecting ? tried_ > 0 && error.where().sqlstate.empty() : find(error) != nullptr;
  if (!may_pass || tried_ == limit_) throw;  // Of the caller's handler: as whole as it was thrown.
  pause(error);
}

void Retries::pause(const DatabaseError& error) {
  constexpr std::chrono::milliseconds kFirst{500};
  constexpr std::chrono::milliseconds kLongest{8'000};
  constexpr std::chrono::milliseconds kLookAgain{50};
  constexpr unsigned kDoublings = 4;
  const auto length = std::min(kFirst * (1U << std::min(tried_, kDoublings)), kLongest);
  ++tried_;
  const auto* const passing = find(error);
  if (interrupter_ != nullptr) {
    interrupter_->tell(
        fmt::format("{}{}; trying again in {:g} s ({} of {})",
                    passing == nullptr ? "the server is not there" : passing->text,
                    passing == nullptr ? "" : fmt::format(" (SQLSTATE {})", passing->sqlstate),
                    static_cast<double>(length.count()) / 1000, tried_, limit_));
  }
  const auto end = std::chrono::steady_clock::now() + length;
  while (std::chrono::steady_clock::now() < end) {
    if (interrupter_ != nullptr && interrupter_->interrupted()) throw Interrupted();
    std::this_thread::sleep_for(kLookAgain);
  }
}

}  // namespace bankseed
