#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "encode/parquet/dictionary.hpp"
#include "encode/parquet/page_writer.hpp"

namespace bankseed::parquet {

/// What a kind of numbers looks like in a file.
struct NumberForm {
  /// Appends values as PLAIN has them.
  void (*append)(Buffer& out, std::span<const std::uint64_t> values) = nullptr;
  /// Sets the least and the greatest of some values, of which there is at least one.
  void (*set_bounds)(std::span<const std::uint64_t> values, ColumnChunk& chunk) = nullptr;
};

/// Whether a dictionary of so many entries, and so many bytes, is worth its room for the values.
[[nodiscard]] bool pays_off(std::size_t entries, std::size_t bytes, std::size_t values) noexcept;

/// The numbers of one column of a row group: a dictionary and indexes as long as values are
/// repeated, the numbers themselves otherwise.
class NumberValues {
 public:
  explicit NumberValues(const NumberForm& form) : form_(form) {}

  void begin_rows() noexcept {}
  /// Calls `visit` with what takes one value.
  template <class Visit>
  void take(const Visit& visit) {
    if (coded_) {
      visit([this](std::uint64_t value) { indexes_.push_back(dictionary_.index_of(value)); });
    } else {
      visit([this](std::uint64_t value) { plain_.push_back(value); });
    }
  }
  void end_rows();
  /// Writes the pages, and makes ready for the next row group.
  void write(PageWriter& pages, std::size_t rows, Presence presence, ColumnChunk& bounds);

 private:
  void give_up_dictionary();

  NumberForm form_;
  bool coded_ = true;
  NumberDictionary dictionary_;
  std::vector<std::uint32_t> indexes_;
  std::vector<std::uint64_t> plain_;
};

/// The least and the greatest of some texts, byte by byte.
class TextBounds {
 public:
  void add(std::string_view text) {
    if (empty_) {
      minimum_ = maximum_ = text;
      empty_ = false;
    } else if (text < minimum_) {
      minimum_ = text;
    } else if (text > maximum_) {
      maximum_ = text;
    }
  }
  /// Long texts are no help to a reader, and are left out.
  void set(ColumnChunk& chunk) const;
  void clear() noexcept { empty_ = true; }

 private:
  bool empty_ = true;
  std::string minimum_;
  std::string maximum_;
};

/// The same of texts.
class TextValues {
 public:
  void begin_rows() noexcept { dictionary_.begin_texts(); }
  template <class Visit>
  void take(const Visit& visit) {
    if (coded_) {
      visit([this](std::string_view text) { indexes_.push_back(dictionary_.index_of(text)); });
    } else {
      visit([this](std::string_view text) { add_plain(text); });
    }
  }
  /// Of texts that are gone when they have been taken.
  template <class Visit>
  void take_fleeting(const Visit& visit) {
    visit([this](std::string_view text) {
      if (coded_) {
        indexes_.push_back(dictionary_.index_of_fleeting(text));
      } else {
        add_plain(text);
      }
    });
  }
  void end_rows();
  void write(PageWriter& pages, std::size_t rows, Presence presence, ColumnChunk& bounds);

 private:
  void add_plain(std::string_view text) {
    append_plain(plain_, text);
    bounds_.add(text);
  }
  void give_up_dictionary();
  void write_plain(PageWriter& pages, std::size_t rows, Presence presence);

  bool coded_ = true;
  TextDictionary dictionary_;
  std::vector<std::uint32_t> indexes_;
  Buffer plain_;
  TextBounds bounds_;
};

/// Truth values, a bit each.
class BooleanValues {
 public:
  void begin_rows() noexcept {}
  template <class Visit>
  void take(const Visit& visit) {
    visit([this](bool value) { bits_.push_back(value ? 1 : 0); });
  }
  void end_rows() noexcept {}
  void write(PageWriter& pages, std::size_t rows, Presence presence, ColumnChunk& bounds);

 private:
  std::vector<std::uint8_t> bits_;
};

}  // namespace bankseed::parquet
