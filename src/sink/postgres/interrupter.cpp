#include "sink/postgres/interrupter.hpp"

#include <array>
#include <future>
#include <thread>

#include <libpq-fe.h>

namespace bankseed {
namespace {

/// PQcancel() waits for the server as long as that takes, which may be for ever. Whoever asks waits
/// for the thread no longer than is good for them; it ends with the program at the latest.
std::future<void> start_cancel(const CancelHandle& handle) {
  std::promise<void> done;
  auto future = done.get_future();
  std::thread([handle, promise = std::move(done)]() mutable {
    std::array<char, 256> reason{};
    PQcancel(handle.get(), reason.data(), static_cast<int>(reason.size()));
    promise.set_value();
  }).detach();
  return future;
}

}  // namespace

bool request_cancel(const CancelHandle& handle, std::chrono::milliseconds limit) noexcept {
  try {
    return handle && start_cancel(handle).wait_for(limit) == std::future_status::ready;
  } catch (const std::exception&) {
    return false;  // No memory, no thread: as if the server had not answered.
  }
}

void Interrupter::interrupt() noexcept {
  interrupted_.store(true);
  const std::lock_guard lock(mutex_);
  for (const CancelHandle& handle : handles_)
    static_cast<void>(request_cancel(handle, std::chrono::milliseconds(0)));
}

void Interrupter::tell(const std::string& text) {
  const std::lock_guard lock(telling_);
  // Six databases often have the same to say.
  if (!listener_ || text == told_) return;
  told_ = text;
  listener_(text);
}

void Interrupter::add(const CancelHandle& handle) {
  const std::lock_guard lock(mutex_);
  handles_.push_back(handle);
}

void Interrupter::remove(const CancelHandle& handle) noexcept {
  const std::lock_guard lock(mutex_);
  std::erase(handles_, handle);
}

}  // namespace bankseed
