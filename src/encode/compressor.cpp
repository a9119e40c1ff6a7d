#include "encode/compressor.hpp"

#include <new>

#include <zstd.h>

namespace bankseed {
namespace {

/// Rows are made at hundreds of megabytes a second; more thorough levels cannot follow.
constexpr int kLevel = 1;

}  // namespace

class Compressor::Zstd {
 public:
  Zstd() : context_(ZSTD_createCCtx()) {
    if (context_ == nullptr) throw std::bad_alloc();
  }
  Zstd(const Zstd&) = delete;
  Zstd& operator=(const Zstd&) = delete;
  Zstd(Zstd&&) = delete;
  Zstd& operator=(Zstd&&) = delete;
  ~Zstd() { ZSTD_freeCCtx(context_); }

  void append(std::string_view piece, Buffer& out) {
    const std::size_t bound = ZSTD_compressBound(piece.size());
    char* const begin = out.reserve(bound);
    const std::size_t size =
        ZSTD_compressCCtx(context_, begin, bound, piece.data(), piece.size(), kLevel);
    if (ZSTD_isError(size) != 0) throw std::bad_alloc();  // With room enough, nothing else fails.
    out.commit(begin + size);
  }

 private:
  ZSTD_CCtx* context_;
};

Compressor::Compressor(Compression compression) : compression_(compression) {
  if (compression == Compression::kZstd) zstd_ = std::make_unique<Zstd>();
}

Compressor::~Compressor() = default;

void Compressor::append(std::string_view piece, Buffer& out) {
  if (zstd_) {
    zstd_->append(piece, out);
  } else {
    out.append(piece);
  }
}

}  // namespace bankseed
