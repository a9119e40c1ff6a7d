#include "sink/files/sha256.hpp"

#include <array>
#include <new>

#include <fmt/format.h>
#include <openssl/evp.h>

#include "bankseed/core/check.hpp"

namespace bankseed {

class Sha256::Context {
 public:
  Context() : context_(EVP_MD_CTX_new()) {
    if (context_ == nullptr) throw std::bad_alloc();
    BANKSEED_CHECK(EVP_DigestInit_ex2(context_, EVP_sha256(), nullptr) == 1);
  }
  Context(const Context& other) : Context() {
    BANKSEED_CHECK(EVP_MD_CTX_copy_ex(context_, other.context_) == 1);
  }
  Context& operator=(const Context&) = delete;
  Context(Context&&) = delete;
  Context& operator=(Context&&) = delete;
  ~Context() { EVP_MD_CTX_free(context_); }

  void add(std::string_view bytes) {
    BANKSEED_CHECK(EVP_DigestUpdate(context_, bytes.data(), bytes.size()) == 1);
  }
  [[nodiscard]] std::string hex() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    BANKSEED_CHECK(EVP_DigestFinal_ex(context_, digest.data(), &size) == 1);
    std::string text;
    for (unsigned i = 0; i < size; ++i)
      text += fmt::format("{:02x}", digest[i]);
    return text;
  }

 private:
  EVP_MD_CTX* context_;
};

Sha256::Sha256() : context_(std::make_unique<Context>()) {}

Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
  context_->add(bytes);
}

std::string Sha256::hex_so_far() const {
  Context copy = *context_;
  return copy.hex();
}

std::string Sha256::hex() {
  return context_->hex();
}

std::string sha256_hex(std::string_view bytes) {
  Sha256 sum;
  sum.add(bytes);
  return sum.hex();
}

}  // namespace bankseed
