#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "encode/buffer.hpp"

namespace bankseed::parquet {

/// Thrift's compact protocol, as far as Parquet needs it: structs of numbers, texts, truth values,
/// structs and lists. Fields of a struct must come in ascending order of their ids.
class ThriftWriter {
 public:
  /// What a list holds.
  enum class ListOf : std::uint8_t { kI32 = 5, kBinary = 8, kStruct = 12 };

  /// Appends to `out`, which is borrowed. A struct, the outermost one, has begun.
  explicit ThriftWriter(Buffer& out) : out_(out), last_ids_(1) {}

  void boolean(std::int16_t id, bool value);
  void i32(std::int16_t id, std::int32_t value);
  void i64(std::int16_t id, std::uint64_t value);
  void binary(std::int16_t id, std::string_view value);
  /// A struct follows, up to end_struct().
  void begin_struct(std::int16_t id);
  /// A list of `count` elements follows, each by one of the three calls below.
  void begin_list(std::int16_t id, ListOf elements, std::size_t count);
  void element_i32(std::int32_t value);
  void element_binary(std::string_view value);
  /// A struct, up to end_struct().
  void begin_element_struct() { last_ids_.push_back(0); }
  /// Ends the innermost struct; the outermost one, too.
  void end_struct();

 private:
  void field(std::int16_t id, std::uint8_t type);
  void byte(std::uint8_t value);
  void varint(std::uint64_t value);
  void zigzag(std::int64_t value);

  Buffer& out_;
  std::vector<std::int16_t> last_ids_;  ///< Of the structs that have begun, the innermost last.
};

}  // namespace bankseed::parquet
