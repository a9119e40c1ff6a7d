#pragma once

#include <memory>
#include <mutex>
#include <vector>

namespace bankseed {

/// Lends objects and takes them back for the next borrower, so that the memory inside them is
/// allocated once. Owns them all, also those that never come back. Thread-safe.
template <class T>
class Recycler {
 public:
  /// An object that somebody has given back, in the state in which it came back, or a new one.
  /// Valid as long as the recycler.
  [[nodiscard]] T& take() {
    const std::scoped_lock lock(mutex_);
    if (idle_.empty()) {
      all_.push_back(std::make_unique<T>());
      idle_.reserve(all_.size());
      return *all_.back();
    }
    T& object = *idle_.back();
    idle_.pop_back();
    return object;
  }

  void give_back(T& object) noexcept {
    const std::scoped_lock lock(mutex_);
    idle_.push_back(&object);  // Room was reserved when the object was made.
  }

  /// Objects made so far: the most that were lent at one time.
  [[nodiscard]] std::size_t made() const {
    const std::scoped_lock lock(mutex_);
    return all_.size();
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::unique_ptr<T>> all_;
  std::vector<T*> idle_;
};

}  // namespace bankseed
