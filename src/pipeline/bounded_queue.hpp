#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "bankseed/core/check.hpp"

namespace bankseed {

/// Blocking FIFO with a fixed capacity, allocated once. All operations are thread-safe.
template <class T>
class BoundedQueue {
 public:
  explicit BoundedQueue(std::size_t capacity) : ring_(capacity) { BANKSEED_CHECK(capacity > 0); }

  /// Waits for room. Returns false, dropping `value`, once the queue is closed.
  bool push(T value) {
    std::unique_lock lock(mutex_);
    not_full_.wait(lock, [this] { return closed_ || size_ < ring_.size(); });
    if (closed_) return false;
    ring_[(first_ + size_) % ring_.size()] = std::move(value);
    ++size_;
    lock.unlock();
    not_empty_.notify_one();
    return true;
  }

  /// Waits for an item. Returns nothing once the queue is closed and drained.
  std::optional<T> pop() {
    std::unique_lock lock(mutex_);
    not_empty_.wait(lock, [this] { return closed_ || size_ > 0; });
    if (size_ == 0) return std::nullopt;
    std::optional<T> value(std::move(ring_[first_]));
    first_ = (first_ + 1) % ring_.size();
    --size_;
    lock.unlock();
    not_full_.notify_one();
    return value;
  }

  /// No more pushes; what is in the queue can still be popped.
  void close() {
    {
      const std::scoped_lock lock(mutex_);
      closed_ = true;
    }
    not_full_.notify_all();
    not_empty_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable not_full_;
  std::condition_variable not_empty_;
  std::vector<T> ring_;
  std::size_t first_ = 0;
  std::size_t size_ = 0;
  bool closed_ = false;
};

}  // namespace bankseed
