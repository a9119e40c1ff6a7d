#pragma once

#include <atomic>
#include <exception>
#include <mutex>

namespace bankseed {

/// Keeps the first exception of several threads; later ones are its consequences and are dropped.
class FirstError {
 public:
  /// Call inside a catch block.
  void capture() noexcept { keep(std::current_exception()); }
  void keep(std::exception_ptr error) noexcept {
    const std::scoped_lock lock(mutex_);
    if (!error_) error_ = std::move(error);
    failed_.store(true, std::memory_order_release);
  }
  [[nodiscard]] bool failed() const noexcept { return failed_.load(std::memory_order_acquire); }
  /// Throws what was kept, if anything was.
  void rethrow() const {
    const std::scoped_lock lock(mutex_);
    if (error_) std::rethrow_exception(error_);
  }

 private:
  mutable std::mutex mutex_;
  std::exception_ptr error_;
  std::atomic<bool> failed_{false};
};

}  // namespace bankseed
