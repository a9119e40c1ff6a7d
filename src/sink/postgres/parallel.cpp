#include "sink/postgres/parallel.hpp"

#include <exception>
#include <thread>
#include <vector>

#include "bankseed/core/error.hpp"

namespace bankseed {
namespace {

bool is_interruption(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const Interrupted&) {
    return true;
  } catch (...) {
    return false;
  }
}

}  // namespace

void run_in_parallel(std::size_t count, const std::function<void(std::size_t)>& work) {
  std::vector<std::exception_ptr> failures(count);
  std::vector<std::thread> threads;
  threads.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    threads.emplace_back([&work, &failures, i] {
      try {
        work(i);
      } catch (...) {
        failures[i] = std::current_exception();
      }
    });
  }
  for (std::thread& thread : threads)
    thread.join();
  std::exception_ptr kept;
  for (const std::exception_ptr& failure : failures) {
    if (failure && (!kept || (is_interruption(kept) && !is_interruption(failure)))) kept = failure;
  }
  if (kept) std::rethrow_exception(kept);
}

}  // namespace bankseed
