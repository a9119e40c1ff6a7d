#include "encode/dataset_encoder.hpp"

#include <algorithm>
#include <array>

#include "bankseed/core/check.hpp"
#include "encode/formats/csv.hpp"
#include "encode/formats/json.hpp"
#include "encode/parquet/row_group.hpp"

namespace bankseed {
namespace {

constexpr std::array<std::string_view, 4> kNames = {"json", "jsonl", "csv", "parquet"};

constexpr std::uint64_t kBlocksPerRowGroup = 16;

/// An element of an array and what stands before it. Nothing stands before the first of all: the
/// framing takes the comma away.
template <class Row>
void append_element(Buffer& out, const Row& row) {
  out.append(",\n");
  json::append_object(out, row);
}

/// Texts: each row by itself.
template <class Row, void (*append_row)(Buffer&, const Row&)>
class RowByRow final : public DatasetEncoder {
 public:
  void append(const DatasetRows& rows, DatasetPart& part) override {
    for (const Row& row : rows.of<Row>())
      append_row(part.bytes, row);
    part.rows += rows.of<Row>().size();
  }
  void finish(DatasetPart& /*part*/) override {}
};

template <class Row>
class RowGroups final : public DatasetEncoder {
 public:
  void append(const DatasetRows& rows, DatasetPart& part) override {
    group_.append(rows.of<Row>());
    part.rows += rows.of<Row>().size();
  }
  void finish(DatasetPart& part) override {
    if (part.rows > 0) group_.finish(compressor_, part.bytes, part.chunks);
  }

 private:
  parquet::RowGroup<Row> group_;
  Compressor compressor_{Compression::kZstd};
};

template <class Row>
std::unique_ptr<DatasetEncoder> make_encoder(DatasetFormat format) {
  switch (format) {
    case DatasetFormat::kJson: return std::make_unique<RowByRow<Row, append_element<Row>>>();
    case DatasetFormat::kJsonLines:
      return std::make_unique<RowByRow<Row, json::append_line<Row>>>();
    case DatasetFormat::kCsv:
      return std::make_unique<RowByRow<Row, csv::append<Row, csv::TimeSeparator::kT>>>();
    case DatasetFormat::kParquet: return std::make_unique<RowGroups<Row>>();
  }
  BANKSEED_FAIL("unknown format");
}

}  // namespace

std::string_view name_of(DatasetFormat format) noexcept {
  return kNames[static_cast<std::size_t>(format)];
}

std::optional<DatasetFormat> find_dataset_format(std::string_view name) noexcept {
  const auto* const found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<DatasetFormat>(found - kNames.begin());
}

std::unique_ptr<DatasetEncoder> make_dataset_encoder(Dataset dataset, DatasetFormat format) {
  std::unique_ptr<DatasetEncoder> encoder;
  for_each_dataset([&]<class Row>(Dataset candidate) {
    if (candidate == dataset) encoder = make_encoder<Row>(format);
  });
  return encoder;
}

std::uint64_t blocks_per_part(DatasetFormat format) noexcept {
  return format == DatasetFormat::kParquet ? kBlocksPerRowGroup : 1;
}

DatasetFraming::DatasetFraming(Dataset dataset, DatasetFormat format) {
  const auto columns = dataset_info(dataset).columns;
  switch (format) {
    case DatasetFormat::kJson: break;
    case DatasetFormat::kJsonLines:
      framing_.emplace(columns, Format::kJsonLines, Compression::kNone);
      break;
    case DatasetFormat::kCsv: framing_.emplace(columns, Format::kCsv, Compression::kNone); break;
    case DatasetFormat::kParquet:
      framing_.emplace(columns, Format::kParquet, Compression::kZstd);
      break;
  }
}

void DatasetFraming::begin(Buffer& out) const {
  if (framing_) {
    framing_->begin(out);
  } else {
    out.append("[");
  }
}

std::string_view DatasetFraming::add(std::uint64_t offset, const DatasetPart& part) {
  std::string_view bytes = part.bytes.view();
  if (part.rows == 0) return bytes;
  if (framing_) {
    framing_->add(offset, part.rows, part.chunks);
  } else if (is_first_) {
    bytes.remove_prefix(1);
  }
  is_first_ = false;
  return bytes;
}

void DatasetFraming::end(Buffer& out) const {
  if (framing_) {
    framing_->end(out);
  } else {
    out.append("\n]\n");
  }
}

}  // namespace bankseed
