#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "encode/buffer.hpp"

namespace bankseed {

/// How bytes are made fewer.
enum class Compression : std::uint8_t { kNone, kZstd };

/// Compresses pieces, each for itself. For one thread; its memory is kept from piece to piece.
class Compressor {
 public:
  explicit Compressor(Compression compression);
  Compressor(const Compressor&) = delete;
  Compressor& operator=(const Compressor&) = delete;
  Compressor(Compressor&&) = delete;
  Compressor& operator=(Compressor&&) = delete;
  ~Compressor();

  [[nodiscard]] Compression compression() const noexcept { return compression_; }

  /// Appends the piece to `out`: a zstd frame of its own, or the bytes as they are. The bytes are
  /// the same for one version of the library.
  void append(std::string_view piece, Buffer& out);

 private:
  class Zstd;
  Compression compression_;
  std::unique_ptr<Zstd> zstd_;
};

}  // namespace bankseed
