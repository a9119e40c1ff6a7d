#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace bankseed::corpus {

/// Longest phrase in a data file, in bytes.
inline constexpr std::size_t kPhraseSizeMax = 250;

/// One line of a data file: fields between tabs, taken from front to back. Whatever is wrong with
/// it is an Error with the file and the number of the line.
class Line {
 public:
  Line(std::string_view file, std::size_t number, std::string_view fields, bool decimal_comma)
      : file_(file), number_(number), rest_(fields), decimal_comma_(decimal_comma) {}

  /// Whether the amounts of its file have a decimal comma.
  [[nodiscard]] bool decimal_comma() const noexcept { return decimal_comma_; }

  /// The next field: UTF-8 without control characters and without what JSON literals escape, not
  /// empty, of at most so many bytes.
  [[nodiscard]] std::string_view text(std::size_t size_max = kPhraseSizeMax);
  /// The next field, as text() has it, without apostrophes.
  [[nodiscard]] std::string_view name(std::size_t size_max);
  /// The next field, decimal digits.
  [[nodiscard]] std::uint64_t number();
  /// The place of the next field in a list of texts.
  template <std::size_t kSize>
  [[nodiscard]] std::size_t one_of(const std::array<std::string_view, kSize>& texts) {
    const std::string_view field = next();
    for (std::size_t i = 0; i < kSize; ++i) {
      if (texts[i] == field) return i;
    }
    fail("unknown value", field);
  }
  /// There are no more fields.
  void end() const;

  /// Throws an Error: "statements.tsv:7: unknown place: {town}".
  [[noreturn]] void fail(std::string_view what, std::string_view where) const;

 private:
  std::string_view next();

  std::string_view file_;
  std::size_t number_;
  std::string_view rest_;
  bool decimal_comma_;
  bool ended_ = false;
};

/// The lines of a data file, taken from front to back; those that begin with '#' are comments. The
/// first field of a line may be a key: the lines of one key stand together, and the keys in the
/// order in which the program asks for them.
class TextFile {
 public:
  /// Amounts in its phrases have a decimal comma, or a decimal point.
  TextFile(std::string_view name, std::string_view text, bool decimal_comma = false)
      : name_(name), rest_(text), decimal_comma_(decimal_comma) {
    skip();
  }

  [[nodiscard]] bool ended() const noexcept { return rest_.empty(); }
  /// The next line.
  [[nodiscard]] Line line();
  /// Whether the next line has this key.
  [[nodiscard]] bool has(std::string_view key) const noexcept;
  /// The next line without its key, which must be this one.
  [[nodiscard]] Line line(std::string_view key);
  /// There are no more lines.
  void end() const;

  /// One entry for each kind, with keys like "verdict.good". An entry is made of the file and its
  /// key.
  template <class Entry, std::size_t kSize>
  [[nodiscard]] std::array<Entry, kSize> each(std::string_view key,
                                              const std::string_view (&kinds)[kSize]) {
    return [&]<std::size_t... kAt>(std::index_sequence<kAt...>) {
      return std::array<Entry, kSize>{Entry(*this, joined(key, kinds[kAt]))...};
    }
    (std::make_index_sequence<kSize>());
  }

 private:
  [[nodiscard]] static std::string joined(std::string_view key, std::string_view kind);
  void skip();

  std::string_view name_;
  std::string_view rest_;  // From the next line on that is no comment.
  std::size_t number_ = 1;
  bool decimal_comma_;
};

}  // namespace bankseed::corpus
