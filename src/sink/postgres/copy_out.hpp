#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sink/postgres/connection.hpp"

namespace bankseed {

/// A COPY ... TO STDOUT on a connection, read line by line; memory is bounded whatever the number
/// of rows. When it is destroyed before the end, the server is asked to stop and the rest is
/// dropped.
class CopyOut {
 public:
  /// `query` is a SELECT; its rows come in COPY's text format.
  CopyOut(Connection& connection, const std::string& query, std::string_view table = {});
  CopyOut(const CopyOut&) = delete;
  CopyOut& operator=(const CopyOut&) = delete;
  CopyOut(CopyOut&&) = delete;
  CopyOut& operator=(CopyOut&&) = delete;
  ~CopyOut();

  /// The next row without its newline, valid until the next call; nothing after the last one.
  /// Throws DatabaseError when the server fails on the way.
  [[nodiscard]] std::optional<std::string_view> next();

 private:
  void release() noexcept;

  Connection& connection_;
  char* row_ = nullptr;
  bool open_ = false;
};

}  // namespace bankseed
