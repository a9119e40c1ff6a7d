#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "verify/verifier.hpp"

namespace bankseed::verify {

/// So many are named.
inline constexpr std::size_t kViolationsMax = 5;
inline constexpr std::string_view kInSample = " in a sample";
/// Shares and scaled counts are judged from so many customers up (E1, E2).
inline constexpr std::uint64_t kShareCustomersMin = 120;

/// Counts violations and keeps the first few.
class Violations {
 public:
  explicit Violations(Outcome& outcome) : outcome_(outcome) {}
  void add(std::string_view key, std::string_view detail) {
    ++count_;
    if (outcome_.violations.size() < kViolationsMax)
      outcome_.violations.push_back({std::string(key), std::string(detail)});
  }
  [[nodiscard]] std::uint64_t count() const { return count_; }
  /// Sets verdict and found from the count.
  void judge() {
    outcome_.expected = "0 rows";
    outcome_.found = fmt::format("{} row{}", count_, count_ == 1 ? "" : "s");
    outcome_.verdict = count_ == 0 ? Verdict::kHolds : Verdict::kFails;
  }

 private:
  Outcome& outcome_;
  std::uint64_t count_ = 0;
};

/// For people to paste: where it goes is a comment in front.
[[nodiscard]] std::string statement(Database database, const std::string& sql);

}  // namespace bankseed::verify
