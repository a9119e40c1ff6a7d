#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "support/servers/test_server.hpp"

namespace bankseed::testing {

/// A PgBouncer before a server, on a unix socket only, that knows the user postgres. Ended with the
/// object.
class TestPooler {
 public:
  /// `mode`: session, transaction or statement; `settings` are further lines of its [pgbouncer].
  TestPooler(const TestServer& server, std::string_view mode, std::string_view settings = "");
  ~TestPooler();
  TestPooler(const TestPooler&) = delete;
  TestPooler& operator=(const TestPooler&) = delete;
  TestPooler(TestPooler&&) = delete;
  TestPooler& operator=(TestPooler&&) = delete;

  [[nodiscard]] std::string conninfo(std::string_view database) const;

 private:
  TemporaryDirectory directory_;
  pid_t process_ = -1;
};

}  // namespace bankseed::testing
