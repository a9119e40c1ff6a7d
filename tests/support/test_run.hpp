#pragma once

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>

namespace bankseed::testing {

/// What surrounds the tests of one process: an environment that holds nothing of the user's, a
/// folder for all that is written, and a time after which a test is ended. What tests have started
/// or written and not taken away goes with it.
class TestRun {
 public:
  /// The one of this process; the first call makes it, and has to come before anything else.
  static TestRun& instance();
  TestRun(const TestRun&) = delete;
  TestRun& operator=(const TestRun&) = delete;
  TestRun(TestRun&&) = delete;
  TestRun& operator=(TestRun&&) = delete;
  ~TestRun();

  /// Takes all variables away but those that say how programs are found, how this machine reaches
  /// others, and what the tests are to do (BANKSEED_TEST_...). HOME is an empty folder, and so are
  /// the places that XDG names, which lie below it; the time zone is UTC, the language none.
  void clean_environment() const;
  /// A test begins, in a clean environment. When it has not ended after BANKSEED_TEST_SECONDS, or
  /// five minutes, the process says so and ends with exit code 1.
  void begin(const std::string& test);

  /// In BANKSEED_TEST_FOLDER, or else /tmp: where a server's account can reach it, and a socket's
  /// path stays short.
  [[nodiscard]] const std::filesystem::path& folder() const noexcept { return folder_; }

 private:
  TestRun();
  void watch();
  void clear() const noexcept;

  std::filesystem::path folder_;
  std::chrono::seconds limit_{300};
  std::mutex mutex_;
  std::condition_variable changed_;
  std::string test_;
  std::chrono::steady_clock::time_point deadline_;
  bool ended_ = false;
  std::thread watcher_;
};

}  // namespace bankseed::testing
