#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

#include "bankseed/core/check.hpp"
#include "core/random.hpp"
#include "core/text.hpp"
#include "corpus/text_file.hpp"

namespace bankseed::corpus {

/// The name of a place in a phrase, as a template's argument: Phrase<"merchant", "city">.
template <std::size_t kSize>
struct PlaceName {
  // NOLINTNEXTLINE(google-explicit-constructor): a literal is a name.
  constexpr PlaceName(const char (&name)[kSize]) { std::copy_n(name, kSize, text.begin()); }
  [[nodiscard]] constexpr std::string_view view() const { return {text.data(), kSize - 1}; }

  std::array<char, kSize> text{};
};

/// A number with leading zeros: as many digits at least.
struct Digits {
  std::uint64_t value;
  std::uint8_t digits_min;
  void add_to(Text& text) const { text.number(value, digits_min); }
};

/// An amount without separators of thousands.
struct UngroupedMoney {
  Money value;
  void add_to(Text& text, bool decimal_comma) const {
    const auto cents = static_cast<std::uint64_t>(value.cents);
    text.number(cents / 100).add(decimal_comma ? ',' : '.').number(cents % 100, 2);
  }
};

/// A person's name.
struct FullName {
  std::string_view first;
  std::string_view last;
  void add_to(Text& text) const { text.add(first).add(' ').add(last); }
};

/// What stands in a place of a phrase: a text, a number, an amount with separators of thousands, a
/// day, an id, or something that adds itself. Borrows its argument, so it does not outlive the call
/// for which it is made.
class PlaceValue {
 public:
  template <class T>
  requires(!std::same_as<T, PlaceValue>)
      // NOLINTNEXTLINE(google-explicit-constructor): made where a phrase is filled in.
      PlaceValue(const T& value)
  noexcept
      : value_(&value), add_([](Text& text, const void* of, bool decimal_comma) {
          put(text, *static_cast<const T*>(of), decimal_comma);
        }) {}

  /// Amounts have a decimal comma or a decimal point.
  void add_to(Text& text, bool decimal_comma) const { add_(text, value_, decimal_comma); }

 private:
  template <class T>
  static void put(Text& text, const T& value, bool decimal_comma) {
    if constexpr (std::convertible_to<T, std::string_view>) {
      text.add(std::string_view(value));
    } else if constexpr (std::integral<T>) {
      text.number(static_cast<std::uint64_t>(value));
    } else if constexpr (std::same_as<T, Money>) {
      text.grouped_money(value, decimal_comma);
    } else if constexpr (std::same_as<T, Date>) {
      text.date(value);
    } else if constexpr (std::convertible_to<T, AnyId>) {
      text.id(value);
    } else if constexpr (requires { value.add_to(text, decimal_comma); }) {
      value.add_to(text, decimal_comma);
    } else {
      value.add_to(text);
    }
  }

  const void* value_;
  void (*add_)(Text&, const void*, bool);
};

/// A text cut at its places, which are names in braces: "Card purchase, {merchant}".
class CutText {
 public:
  /// Places become indexes into `names`. Throws `line`'s Error for any other name and for a brace
  /// without its partner.
  CutText(std::string_view text, std::span<const std::string_view> names, const Line& line);

  /// `values` are as many as there are names.
  void add_to(Text& text, std::span<const PlaceValue> values) const {
    for (const Piece& piece : pieces_) {
      text.add(piece.before);
      values[piece.place].add_to(text, decimal_comma_);
    }
    text.add(rest_);
  }
  /// Whether the place with this index stands in the text.
  [[nodiscard]] bool has(std::size_t place) const noexcept {
    return std::any_of(pieces_.begin(), pieces_.end(),
                       [place](const Piece& piece) { return piece.place == place; });
  }
  /// What stands behind the last place.
  [[nodiscard]] std::string_view rest() const noexcept { return rest_; }

 private:
  struct Piece {
    std::string_view before;
    std::size_t place;
  };

  std::vector<Piece> pieces_;
  std::string_view rest_;
  bool decimal_comma_;  ///< As the file has it.
};

/// A phrase with its values, for a place of another phrase.
template <std::size_t kValues>
struct FilledPhrase {
  const CutText& phrase;
  std::array<PlaceValue, kValues> values;
  void add_to(Text& text) const { phrase.add_to(text, values); }
};

/// A phrase of a data file, in which the places of these names may stand, in any order and number.
/// It is filled in with a value for each name, in the order of the names.
template <PlaceName... kNames>
class Phrase {
 public:
  static constexpr std::size_t kValues = sizeof...(kNames);

  /// The next field of a line. Throws the line's Error where it is no phrase with these names.
  explicit Phrase(Line& line) : cut_(line.text(), kTexts, line) {}
  /// The only line of this key.
  Phrase(TextFile& file, std::string_view key) : Phrase(file.line(key)) {}

  template <class... Values>
  requires(sizeof...(Values) == kValues) void add_to(Text& text, const Values&... values) const {
    cut_.add_to(text, std::array<PlaceValue, kValues>{values...});
  }
  /// The text lives in the arena.
  template <class... Values>
  requires(sizeof...(Values) == kValues && kValues > 0) [[nodiscard]] std::string_view
      text(Arena& arena, const Values&... values) const {
    Text text(arena);
    add_to(text, values...);
    return text.view();
  }
  /// Borrows the values.
  template <class... Values>
  requires(sizeof...(Values) == kValues)
      [[nodiscard]] FilledPhrase<kValues> with(const Values&... values) const {
    return {cut_, {values...}};
  }
  /// Whether the place of this name, one of the phrase's, stands in the text.
  [[nodiscard]] bool has(std::string_view name) const noexcept {
    const auto found = std::find(kTexts.begin(), kTexts.end(), name);
    return cut_.has(static_cast<std::size_t>(found - kTexts.begin()));
  }
  /// A phrase without places lives as long as the program.
  [[nodiscard]] std::string_view text() const noexcept requires(kValues == 0) {
    return cut_.rest();
  }
  // NOLINTNEXTLINE(google-explicit-constructor): it is a text.
  operator std::string_view() const noexcept requires(kValues == 0) { return text(); }

 private:
  explicit Phrase(Line&& line) : Phrase(line) { line.end(); }

  static constexpr std::array<std::string_view, kValues> kTexts = {kNames.view()...};
  CutText cut_;
};

/// Two phrases about a number of things: about a single one, and about any other number.
template <PlaceName... kNames>
class CountedPhrase {
 public:
  CountedPhrase(TextFile& file, std::string_view key) : CountedPhrase(file.line(key)) {}

  [[nodiscard]] const Phrase<kNames...>& of(std::uint64_t count) const noexcept {
    return count == 1 ? one_ : several_;
  }

 private:
  explicit CountedPhrase(Line line) : one_(line), several_(line) { line.end(); }

  Phrase<kNames...> one_;
  Phrase<kNames...> several_;
};

/// The entries of one key, all alike in frequency; not empty. An entry is made of the file and the
/// key, and takes a line or several.
template <class Entry>
class ListOf {
 public:
  ListOf(TextFile& file, std::string_view key) {
    do {
      entries_.emplace_back(file, key);
    } while (file.has(key));
  }

  /// Maps a value uniform over all 2^64 to an entry.
  [[nodiscard]] const Entry& pick(std::uint64_t uniform) const noexcept {
    return entries_[scale_to(uniform, entries_.size())];
  }
  /// Exactly one draw.
  [[nodiscard]] const Entry& pick(Draws& draws) const noexcept { return pick(draws.next()); }
  /// The entry at index `i` < size().
  [[nodiscard]] const Entry& operator[](std::size_t i) const noexcept { return entries_[i]; }
  [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }
  [[nodiscard]] const Entry& back() const noexcept { return entries_.back(); }
  /// The entry that the program calls so; there is one.
  [[nodiscard]] const Entry& named(std::string_view name) const {
    for (const Entry& entry : entries_) {
      if (entry.name == name) return entry;
    }
    BANKSEED_FAIL(name);
  }

 private:
  std::vector<Entry> entries_;
};

template <PlaceName... kNames>
using Phrases = ListOf<Phrase<kNames...>>;

}  // namespace bankseed::corpus
