#pragma once

#include <stdexcept>
#include <string>

namespace bankseed {

/// Exit codes of the program, as psql and pg_dump use them: 0 done, 1 failed, 2 not even tried
/// because the call was wrong or no connection could be made; 130 after Ctrl-C.
enum class ExitCode : int { kOk = 0, kFailed = 1, kUsage = 2, kInterrupted = 130 };

/// Anything the world outside can cause. The message is one line: what failed, on what, and what to
/// do about it.
class Error : public std::runtime_error {
 public:
  explicit Error(const std::string& message, ExitCode exit_code = ExitCode::kFailed)
      : std::runtime_error(message), exit_code_(exit_code) {}
  [[nodiscard]] ExitCode exit_code() const noexcept { return exit_code_; }

 private:
  ExitCode exit_code_;
};

/// A wrong option, value, or configuration file; nothing has been changed.
class UsageError : public Error {
 public:
  explicit UsageError(const std::string& message) : Error(message, ExitCode::kUsage) {}
};

/// The user pressed Ctrl-C (or the process was asked to end); what was begun has been undone.
class Interrupted : public Error {
 public:
  Interrupted() : Error("interrupted", ExitCode::kInterrupted) {}
};

/// A PostgreSQL server said no, or cannot be reached.
class DatabaseError : public Error {
 public:
  struct Where {
    std::string sqlstate;  ///< Five characters; empty when the server never answered.
    std::string database;  ///< Logical name (accounts_db), not the name on the server.
    std::string table;     ///< Empty when no table was concerned.
  };
  DatabaseError(const std::string& message, Where where, ExitCode exit_code = ExitCode::kFailed)
      : Error(message, exit_code), where_(std::move(where)) {}
  [[nodiscard]] const Where& where() const noexcept { return where_; }

 private:
  Where where_;
};

}  // namespace bankseed
