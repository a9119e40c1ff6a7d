#include "corpus/text_file.hpp"

#include <algorithm>
#include <charconv>

#include "bankseed/core/error.hpp"

namespace bankseed::corpus {

std::string_view Line::next() {
  if (ended_) fail("a field is missing", rest_);
  const std::size_t size = rest_.find('\t');
  const std::string_view field = rest_.substr(0, size);
  ended_ = size == std::string_view::npos;
  rest_ = ended_ ? std::string_view() : rest_.substr(size + 1);
  return field;
}

std::string_view Line::text(std::size_t size_max) {
  const std::string_view field = next();
  const bool plain = std::all_of(field.begin(), field.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= ' ' && byte != 0x7F && c != '"' && c != '\\';
  });
  if (!plain || field.empty() || field.size() > size_max) fail("not a text, or too long", field);
  return field;
}

std::string_view Line::name(std::size_t size_max) {
  const std::string_view field = text(size_max);
  if (field.find('\'') != std::string_view::npos) fail("an apostrophe in a name", field);
  return field;
}

std::uint64_t Line::number() {
  const std::string_view field = next();
  std::uint64_t value = 0;
  const auto parsed = std::from_chars(field.data(), field.data() + field.size(), value);
  if (parsed.ec != std::errc() || parsed.ptr != field.data() + field.size())
    fail("not a number", field);
  return value;
}

void Line::end() const {
  if (!ended_) fail("more fields than expected", rest_);
}

void Line::fail(std::string_view what, std::string_view where) const {
  throw Error(std::string(file_) + ":" + std::to_string(number_) + ": " + std::string(what) + ": " +
              std::string(where));
}

Line TextFile::line() {
  const std::size_t size = rest_.find('\n');
  const Line line(name_, number_, rest_.substr(0, size), decimal_comma_);
  if (size == std::string_view::npos) line.fail("a line without an end", rest_);
  rest_.remove_prefix(size + 1);
  ++number_;
  skip();
  return line;
}

bool TextFile::has(std::string_view key) const noexcept {
  return rest_.starts_with(key) && rest_.substr(key.size()).starts_with('\t');
}

Line TextFile::line(std::string_view key) {
  if (!has(key)) Line(name_, number_, rest_, decimal_comma_).fail("expected here", key);
  rest_.remove_prefix(key.size() + 1);
  return line();
}

void TextFile::end() const {
  if (ended()) return;
  Line(name_, number_, rest_, decimal_comma_)
      .fail("nobody asks for", rest_.substr(0, rest_.find('\t')));
}

std::string TextFile::joined(std::string_view key, std::string_view kind) {
  return std::string(key) + "." + std::string(kind);
}

void TextFile::skip() {
  while (rest_.starts_with('#')) {
    rest_.remove_prefix(std::min(rest_.find('\n'), rest_.size() - 1) + 1);
    ++number_;
  }
}

}  // namespace bankseed::corpus
