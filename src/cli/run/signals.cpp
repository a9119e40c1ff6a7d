#include "cli/run/signals.hpp"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <iostream>
#include <string>
#include <system_error>

#include <sys/eventfd.h>
#include <unistd.h>

#include "bankseed/core/check.hpp"
#include "bankseed/core/error.hpp"

namespace bankseed {
namespace {

// A signal handler reaches nothing but globals.
// NOLINTBEGIN(cppcoreguidelines-avoid-non-const-global-variables)
std::atomic<int> first_signal{0};
std::atomic<int> event_descriptor{-1};
// NOLINTEND(cppcoreguidelines-avoid-non-const-global-variables)
static_assert(std::atomic<int>::is_always_lock_free);

constexpr std::array kSignals = {SIGINT, SIGTERM, SIGHUP};

void handle(int signal) {
  const int saved_errno = errno;
  int none = 0;
  if (!first_signal.compare_exchange_strong(none, signal)) ::_exit(128 + signal);
  const std::uint64_t one = 1;
  if (::write(event_descriptor.load(), &one, sizeof one) < 0) ::_exit(128 + signal);
  errno = saved_errno;
}

void set_handler(int signal, void (*handler)(int)) {
  struct sigaction action {};
  ::sigaction(signal, nullptr, &action);
  // nohup: who does not want to hear of a closed terminal shall not.
  if (signal == SIGHUP && action.sa_handler == SIG_IGN) return;
  action = {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  ::sigaction(signal, &action, nullptr);
}

/// True when a signal arrived, false when the watch ends.
bool wait_for(int event) {
  std::uint64_t count = 0;
  while (::read(event, &count, sizeof count) < 0 && errno == EINTR) {
  }
  return first_signal.load() != 0;
}

}  // namespace

SignalWatch::SignalWatch() : event_(::eventfd(0, EFD_CLOEXEC)) {
  if (event_ < 0) throw Error("cannot watch signals: " + std::generic_category().message(errno));
  BANKSEED_CHECK(event_descriptor.exchange(event_) == -1);
  thread_ = std::thread([this] {
    if (wait_for(event_)) stop_.request_stop();
  });
  for (const int signal : kSignals)
    set_handler(signal, handle);
}

SignalWatch::~SignalWatch() {
  for (const int signal : kSignals)
    set_handler(signal, SIG_DFL);
  const std::uint64_t one = 1;
  static_cast<void>(::write(event_, &one, sizeof one) < 0);
  thread_.join();
  event_descriptor.store(-1);
  ::close(event_);
}

StopBySignal::StopBySignal()
    : interrupter_([](const std::string& text) { std::cerr << text << std::endl; }),
      callback_(watch_.token(), [this] { interrupter_.interrupt(); }) {}

int stop_signal() noexcept {
  const int signal = first_signal.load();
  return signal == 0 ? SIGINT : signal;
}

}  // namespace bankseed
