#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <fmt/format.h>

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

/// The field of a line in COPY's text format, from 0; escapes are left as they are.
[[nodiscard]] std::string_view field(std::string_view line, std::size_t index);
/// The line with blanks between its fields.
[[nodiscard]] std::string readable(std::string_view line);

/// "12.50", of `count` in `total`.
[[nodiscard]] std::string per_cent(std::uint64_t count, std::uint64_t total);
/// E1: within one row or half a percentage point, whichever is larger.
[[nodiscard]] bool is_share(std::uint64_t count, std::uint64_t total, std::uint64_t basis_points);

/// Numbers of which the mean is wanted, and how sure it is.
class Sample {
 public:
  void add(double value) {
    ++count_;
    sum_ += value;
    square_sum_ += value * value;
  }
  [[nodiscard]] std::uint64_t count() const { return count_; }
  [[nodiscard]] double mean() const { return sum_ / static_cast<double>(count_); }
  /// Its mean is the lesser by more than three times the standard error of the difference.
  [[nodiscard]] bool is_clearly_below(const Sample& other) const {
    const double less = other.mean() - mean();
    return less > 0 && less * less > 9 * (square_error() + other.square_error());
  }

 private:
  [[nodiscard]] double square_error() const {
    const auto n = static_cast<double>(count_);
    return (square_sum_ / n - mean() * mean()) / n;
  }

  std::uint64_t count_ = 0;
  double sum_ = 0;
  double square_sum_ = 0;
};

}  // namespace bankseed::verify
