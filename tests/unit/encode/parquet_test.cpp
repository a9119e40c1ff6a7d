#include <algorithm>
#include <cstring>
#include <numeric>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "bankseed/rows/catalog.hpp"
#include "encode/file_framing.hpp"
#include "encode/parquet/dictionary.hpp"
#include "encode/parquet/hybrid.hpp"
#include "encode/parquet/row_group.hpp"
#include "encode/parquet/thrift.hpp"
#include "encode/parquet/values.hpp"

namespace bankseed::parquet {
namespace {

/// Reads Parquet's mixture of runs and packed bits, as its specification describes it.
std::vector<std::uint32_t> read_hybrid(std::string_view bytes, unsigned width, std::size_t count) {
  std::vector<std::uint32_t> values;
  std::size_t at = 0;
  const auto byte = [&] {
    REQUIRE(at < bytes.size());
    return static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[at++]));
  };
  while (values.size() < count) {
    std::uint64_t header = 0;
    for (unsigned shift = 0;; shift += 7) {
      const std::uint64_t next = byte();
      header |= (next & 0x7FU) << shift;
      if (next < 0x80) break;
    }
    if (header % 2 == 0) {
      std::uint64_t value = 0;
      for (unsigned i = 0; i < (width + 7) / 8; ++i)
        value |= byte() << (8 * i);
      values.insert(values.end(), header / 2, static_cast<std::uint32_t>(value));
      continue;
    }
    const std::size_t end = at + header / 2 * width;
    REQUIRE(end <= bytes.size());
    for (std::uint64_t bit = 0; bit < header / 2 * 8 * width; bit += width) {
      std::uint64_t value = 0;
      for (unsigned i = 0; i < width; ++i) {
        const auto from = static_cast<unsigned char>(bytes[at + (bit + i) / 8]);
        value |= std::uint64_t{static_cast<unsigned>(from) >> ((bit + i) % 8) & 1U} << i;
      }
      values.push_back(static_cast<std::uint32_t>(value));
    }
    at = end;
  }
  CHECK(at == bytes.size());
  values.resize(count);
  return values;
}

/// Runs of many lengths between values that are not repeated.
std::vector<std::uint32_t> values_of(unsigned width, std::size_t count, std::uint32_t seed) {
  std::vector<std::uint32_t> values;
  std::uint32_t state = seed * 2'654'435'761U + 1;
  const auto mask = static_cast<std::uint32_t>((std::uint64_t{1} << width) - 1);
  while (values.size() < count) {
    state = state * 1'664'525U + 1'013'904'223U;
    const std::size_t run = (state >> 28U) < 4 ? (state >> 20U) % 50 : 1;
    values.insert(values.end(), run, state >> 3U & mask);
  }
  values.resize(count);
  return values;
}

std::string hex(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    text += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4U];
    text += "0123456789abcdef"[static_cast<unsigned char>(c) & 15U];
  }
  return text;
}

std::vector<CampaignsRow> campaigns(std::size_t count) {
  std::vector<CampaignsRow> rows;
  for (std::size_t i = 0; i < count; ++i) {
    rows.push_back({.campaign_id = {i + 1},
                    .campaign_name = i % 2 == 0 ? "Spring" : "Autumn",
                    .campaign_type = "email",
                    .start_date = {static_cast<std::int32_t>(i)},
                    .end_date = {30},
                    .target_segment = "retail"});
  }
  return rows;
}

std::vector<ColumnChunk> chunks_of(RowGroup<CampaignsRow>& group, Buffer& out) {
  Compressor compressor(Compression::kNone);
  std::vector<ColumnChunk> chunks;
  group.finish(compressor, out, chunks);
  return chunks;
}

}  // namespace

TEST_CASE("runs and packed bits come out as they went in, for every width and many lengths") {
  for (unsigned width = 1; width <= 32; ++width) {
    for (std::size_t count = 0; count <= 70; ++count) {
      const auto values = values_of(width, count, width + static_cast<std::uint32_t>(count));
      Buffer out;
      append_hybrid(out, values, width);
      CHECK(read_hybrid(out.view(), width, count) == values);
    }
    const auto values = values_of(width, 5'000, width);
    Buffer out;
    append_hybrid(out, values, width);
    CHECK(read_hybrid(out.view(), width, values.size()) == values);
  }
}

TEST_CASE("a run is stored once, and the example of the specification is what it says") {
  Buffer run;
  append_hybrid(run, std::vector<std::uint32_t>(1'000, 4), 3);
  CHECK(hex(run.view()) == "d00f04");
  // 0 to 7 with three bits each: 88 C6 FA in Parquet's document Encodings.
  std::vector<std::uint32_t> values(8);
  std::iota(values.begin(), values.end(), 0U);
  Buffer packed;
  append_hybrid(packed, values, 3);
  CHECK(hex(packed.view()) == "0388c6fa");
  Buffer bits;
  append_bits(bits, std::vector<std::uint8_t>{1, 0, 1, 1, 0, 0, 0, 0, 1});
  CHECK(hex(bits.view()) == "0d01");
  CHECK(bit_width_of(1) == 1);
  CHECK(bit_width_of(2) == 1);
  CHECK(bit_width_of(3) == 2);
  CHECK(bit_width_of(256) == 8);
  CHECK(bit_width_of(257) == 9);
}

TEST_CASE("structs are written as Thrift's compact protocol has them") {
  Buffer out;
  ThriftWriter writer(out);
  writer.i32(1, -1);
  writer.i64(3, 300);
  writer.binary(4, "ab");
  writer.boolean(5, true);
  writer.begin_struct(6);
  writer.i32(1, 7);
  writer.end_struct();
  writer.begin_list(7, ThriftWriter::ListOf::kI32, 16);
  for (int i = 0; i < 16; ++i)
    writer.element_i32(1);
  writer.end_struct();
  CHECK(hex(out.view()) ==
        "1501"
        "26d804"
        "18026162"
        "11"
        "1c150e00"
        "19f510"
        "02020202020202020202020202020202"
        "00");
}

TEST_CASE("a dictionary numbers values as they come, and survives growing and being cleared") {
  NumberDictionary numbers;
  TextDictionary texts;
  std::vector<std::string> names;
  for (int i = 0; i < 3'000; ++i)
    names.push_back("name " + std::to_string(i));
  for (int round = 0; round < 2; ++round) {
    texts.begin_texts();
    for (std::uint32_t i = 0; i < 3'000; ++i) {
      CHECK(numbers.index_of(i * 7'919'000'000'123U) == i);
      CHECK(texts.index_of(names[i]) == i);
      CHECK(numbers.index_of(0) == 0);
      CHECK(texts.index_of(names[i / 2]) == i / 2);
      CHECK(texts.index_of_fleeting(names[i]) == i);
    }
    CHECK(numbers.values().size() == 3'000);
    CHECK(texts.text(17) == "name 17");
    numbers.clear();
    texts.clear();
    CHECK(texts.size() == 0);
  }
}

TEST_CASE("a dictionary of values that rise knows them when they no longer do") {
  NumberDictionary numbers;
  for (int round = 0; round < 2; ++round) {
    for (std::uint32_t i = 0; i < 5'000; ++i) {
      REQUIRE(numbers.index_of(3 * std::uint64_t{i}) == i);
      REQUIRE(numbers.index_of(3 * std::uint64_t{i}) == i);
    }
    CHECK(numbers.index_of(1) == 5'000);  // Between the first two.
    CHECK(numbers.index_of(0) == 0);
    CHECK(numbers.index_of(UINT64_MAX) == 5'001);
    for (std::uint32_t i = 0; i < 5'000; ++i)
      REQUIRE(numbers.index_of(3 * std::uint64_t{i}) == i);
    CHECK(numbers.values().size() == 5'002);
    numbers.clear();
  }
}

TEST_CASE("texts that come to lie where others lay are told apart") {
  TextDictionary texts;
  std::string place = "first";
  CHECK(texts.index_of(place) == 0);
  texts.begin_texts();
  place = "other";
  CHECK(texts.index_of(place) == 1);
}

TEST_CASE("values that are repeated get a dictionary, others do not, and all have bounds") {
  RowGroup<CampaignsRow> group;
  const auto rows = campaigns(10'000);
  group.append(std::span(rows).first(6'000));
  group.append(std::span(rows).subspan(6'000));
  CHECK(group.rows() == 10'000);
  Buffer out;
  const auto chunks = chunks_of(group, out);
  REQUIRE(chunks.size() == 6);
  CHECK_FALSE(chunks[0].has_dictionary);  // Ids, each once
  CHECK(chunks[1].has_dictionary);
  CHECK_FALSE(chunks[3].has_dictionary);  // Days, each once
  CHECK(chunks[4].has_dictionary);
  CHECK(chunks[0].minimum == "CAMP001");
  CHECK(chunks[0].maximum == "CAMP9999");  // Text, not number: CAMP10000 comes before.
  CHECK(chunks[1].minimum == "Autumn");
  CHECK(chunks[1].maximum == "Spring");
  CHECK(hex(chunks[3].minimum) == "cd2a0000");  // 2000-01-01: 10957 days after 1970-01-01.
  CHECK(chunks[4].plain_size < 100);
  std::uint64_t offset = 0;
  for (const ColumnChunk& chunk : chunks) {
    CHECK(chunk.value_count == 10'000);
    CHECK(chunk.offset == offset);
    offset += chunk.size;
  }
  CHECK(offset == out.size());
  CHECK(group.rows() == 0);
}

TEST_CASE("a row group is the same however its rows came, and after another group") {
  const auto rows = campaigns(5'000);
  RowGroup<CampaignsRow> group;
  group.append(rows);
  Buffer whole;
  static_cast<void>(chunks_of(group, whole));
  // Pieces end where a dictionary is not judged differently.
  group.append(std::span(rows).first(4'000));
  group.append(std::span(rows).subspan(4'000));
  Buffer pieces;
  static_cast<void>(chunks_of(group, pieces));
  CHECK(whole.view() == pieces.view());
}

TEST_CASE("a file of no rows has a footer of no row groups between its magic bytes") {
  const auto columns = table_info(kTableId<CampaignsRow>).columns;
  const FileFraming framing(columns, Format::kParquet, Compression::kZstd);
  Buffer out;
  framing.begin(out);
  CHECK(out.view() == "PAR1");
  framing.end(out);
  CHECK(out.view().ends_with("PAR1"));
  std::uint32_t size = 0;
  std::memcpy(&size, out.view().data() + out.size() - 8, sizeof size);
  CHECK(size == out.size() - 12);
}

}  // namespace bankseed::parquet
