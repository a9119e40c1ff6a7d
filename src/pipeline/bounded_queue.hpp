#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "bankseed/core/check.hpp"

namespace bankseed {

/// Blocking FIFO with a fixed capacity, allocated once, by number and by weight. All operations are
/// thread-safe.
template <class T>
class BoundedQueue {
 public:
  /// Holds up to `capacity` items that weigh up to `weight_max` together; one may weigh more.
  BoundedQueue(std::size_t capacity, std::size_t weight_max)
      : ring_(capacity), weight_max_(weight_max) {
    BANKSEED_CHECK(capacity > 0);
  }

  /// Waits for room. Returns false, dropping `value`, once the queue is closed.
  bool push(T value, std::size_t weight) {
    std::unique_lock lock(mutex_);
    not_full_.wait(lock, [this, weight] {
      const bool has_room = size_ < ring_.size() && weight_ + weight <= weight_max_;
      return closed_ || size_ == 0 || has_room;
    });
    if (closed_) return false;
    ring_[(first_ + size_) % ring_.size()] = {std::move(value), weight};
    ++size_;
    weight_ += weight;
    lock.unlock();
    not_empty_.notify_one();
    return true;
  }

  /// Waits for an item. Returns nothing once the queue is closed and drained.
  std::optional<T> pop() {
    std::unique_lock lock(mutex_);
    not_empty_.wait(lock, [this] { return closed_ || size_ > 0; });
    if (size_ == 0) return std::nullopt;
    auto& [item, weight] = ring_[first_];
    std::optional<T> value(std::move(item));
    weight_ -= weight;
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
  std::vector<std::pair<T, std::size_t>> ring_;
  std::size_t weight_max_;
  std::size_t weight_ = 0;
  std::size_t first_ = 0;
  std::size_t size_ = 0;
  bool closed_ = false;
};

}  // namespace bankseed
