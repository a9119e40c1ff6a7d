#include "encode/parquet/number_forms.hpp"

#include <limits>

#include "bankseed/core/check.hpp"

namespace bankseed::parquet {
namespace {

template <class Stored>
void append_numbers(Buffer& out, std::span<const std::uint64_t> values) {
  char* p = out.reserve(values.size() * sizeof(Stored));
  for (const std::uint64_t value : values) {
    const auto stored = static_cast<Stored>(value);
    std::memcpy(p, &stored, sizeof stored);
    p += sizeof stored;
  }
  out.commit(p);
}

template <class Stored>
void set_number_bounds(std::span<const std::uint64_t> values, ColumnChunk& chunk) {
  auto least = static_cast<std::int64_t>(values.front());
  auto greatest = least;
  for (const std::uint64_t value : values) {
    least = std::min(least, static_cast<std::int64_t>(value));
    greatest = std::max(greatest, static_cast<std::int64_t>(value));
  }
  // The plan refuses banks whose tables outgrow an integer column.
  BANKSEED_CHECK(least >= std::numeric_limits<Stored>::min() &&
                 greatest <= std::numeric_limits<Stored>::max());
  const auto bytes_of = [](std::int64_t value) {
    const auto stored = static_cast<Stored>(value);
    std::string bytes(sizeof stored, '\0');
    std::memcpy(bytes.data(), &stored, sizeof stored);
    return bytes;
  };
  chunk.has_bounds = true;
  chunk.minimum = bytes_of(least);
  chunk.maximum = bytes_of(greatest);
}

std::string text_of(IdFormat format, std::uint64_t number) {
  std::string text(kIdSizeMax, '\0');
  text.resize(static_cast<std::size_t>(put_id(text.data(), format, number) - text.data()));
  return text;
}

}  // namespace

const NumberForm kInt32Form = {.append = append_numbers<std::int32_t>,
                               .set_bounds = set_number_bounds<std::int32_t>};
const NumberForm kInt64Form = {.append = append_numbers<std::int64_t>,
                               .set_bounds = set_number_bounds<std::int64_t>};

void set_id_bounds(IdFormat format, std::span<const std::uint64_t> numbers, ColumnChunk& chunk) {
  std::uint64_t padded = 1;  // Numbers below have as many digits as each other, zeros included.
  for (int i = 0; i < format.digits_min; ++i)
    padded *= 10;
  TextBounds bounds;
  std::uint64_t least = padded;
  std::uint64_t greatest = 0;
  for (const std::uint64_t number : numbers) {
    if (number >= padded) [[unlikely]] {
      bounds.add(text_of(format, number));
    } else {
      least = std::min(least, number);
      greatest = std::max(greatest, number);
    }
  }
  if (least < padded) {
    bounds.add(text_of(format, least));
    bounds.add(text_of(format, greatest));
  }
  bounds.set(chunk);
}

}  // namespace bankseed::parquet
