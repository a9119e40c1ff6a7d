#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace bankseed {

/// SHA-256 of bytes that come piece by piece.
class Sha256 {
 public:
  Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  ~Sha256();

  void add(std::string_view bytes);
  /// Of what was added so far; more may be added.
  [[nodiscard]] std::string hex_so_far() const;
  /// 64 hexadecimal digits. Nothing may be added afterwards.
  [[nodiscard]] std::string hex();

 private:
  class Context;
  std::unique_ptr<Context> context_;
};

/// SHA-256 of some bytes, as 64 hexadecimal digits.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace bankseed
