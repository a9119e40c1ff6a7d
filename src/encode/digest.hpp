#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bankseed {

/// Fingerprint of a table's rows whatever their order: XXH3-128 of each row's COPY text line, added
/// up lane by lane modulo 2^64, and the number of rows. Equal tables have equal digests, a row that
/// is missing, changed or there twice shows.
class TableDigest {
 public:
  /// The digest of so many rows of which hex() has made these digits; nothing when they are none.
  [[nodiscard]] static std::optional<TableDigest> parse(std::string_view digits,
                                                        std::uint64_t row_count);

  /// Adds a row: its line in COPY text format, without the newline.
  void add(std::string_view line);
  /// Adds the rows of another part of the same table.
  TableDigest& operator+=(const TableDigest& other) noexcept;

  [[nodiscard]] std::uint64_t row_count() const noexcept { return row_count_; }
  /// 32 hexadecimal digits, upper lane first.
  [[nodiscard]] std::string hex() const;
  bool operator==(const TableDigest&) const = default;

 private:
  std::uint64_t high_ = 0;
  std::uint64_t low_ = 0;
  std::uint64_t row_count_ = 0;
};

}  // namespace bankseed
