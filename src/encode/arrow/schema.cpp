#include "encode/arrow/schema.hpp"

#include <memory>
#include <numeric>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "bankseed/core/check.hpp"
#include "bankseed/rows/catalog.hpp"
#include "schema/ddl.hpp"

namespace bankseed::arrow {
namespace {

/// What an ArrowSchema points to.
struct OwnedSchema {
  std::string format;
  std::string name;
  std::string metadata;
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> pointers;
  ArrowSchema dictionary{};
};

void release(ArrowSchema* schema) {
  const std::unique_ptr<OwnedSchema> owned(static_cast<OwnedSchema*>(schema->private_data));
  // A child that somebody has moved elsewhere is released there.
  for (ArrowSchema& child : owned->children) {
    if (child.release != nullptr) child.release(&child);
  }
  if (owned->dictionary.release != nullptr) owned->dictionary.release(&owned->dictionary);
  schema->release = nullptr;
}

void hand_over(std::unique_ptr<OwnedSchema> owned, std::int64_t flags, ArrowSchema& out) {
  for (ArrowSchema& child : owned->children)
    owned->pointers.push_back(&child);
  const bool has_dictionary = owned->dictionary.release != nullptr;
  out = {.format = owned->format.c_str(),
         .name = owned->name.c_str(),
         .metadata = owned->metadata.empty() ? nullptr : owned->metadata.data(),
         .flags = flags,
         .n_children = static_cast<std::int64_t>(owned->children.size()),
         .children = owned->pointers.data(),
         .dictionary = has_dictionary ? &owned->dictionary : nullptr,
         .release = release,
         .private_data = nullptr};
  out.private_data = owned.release();
}

/// As the specification has it: how many, and each key and value after its length.
class Metadata {
 public:
  void add(std::string_view key, std::string_view value) {
    if (value.empty()) return;
    append(key);
    append(value);
    ++count_;
  }
  [[nodiscard]] std::string bytes() const { return count_ == 0 ? "" : number(count_) + pairs_; }

 private:
  static std::string number(std::int32_t value) {
    return {reinterpret_cast<const char*>(&value), sizeof value};
  }
  void append(std::string_view text) {
    pairs_ += number(static_cast<std::int32_t>(text.size()));
    pairs_ += text;
  }
  std::int32_t count_ = 0;
  std::string pairs_;
};

std::string metadata_of(const ColumnDef& column) {
  Metadata metadata;
  metadata.add("comment", comment_text(column));
  metadata.add("references", column.references);
  metadata.add("external", column.external);
  metadata.add("primary_key", column.primary_key ? "true" : "");
  metadata.add("unique", column.unique ? "true" : "");
  if (column.sensitivity != Sensitivity::kNone)
    metadata.add("sensitivity", text_of(column.sensitivity));
  return metadata.bytes();
}

/// The format string of a column's values.
std::string format_of(const ColumnDef& column) {
  switch (column.kind) {
    case Kind::kBool: return "b";
    case Kind::kInteger: return "i";
    case Kind::kSerial:
    case Kind::kBigSerial: return "l";
    case Kind::kMoney: return fmt::format("d:{},2", column.precision);
    case Kind::kFraction: return "d:5,4";
    case Kind::kDate: return "tdD";
    case Kind::kTimestamp: return "tsu:";
    case Kind::kText:
    case Kind::kId: return "u";
  }
  BANKSEED_FAIL("a column of no kind");
}

ArrowSchema schema_of(const ColumnDef& column) {
  auto owned = std::make_unique<OwnedSchema>();
  owned->name = column.name;
  owned->metadata = metadata_of(column);
  owned->format = format_of(column);
  if (has_dictionary(column)) {
    auto values = std::make_unique<OwnedSchema>();
    values->format = std::exchange(owned->format, "c");
    hand_over(std::move(values), 0, owned->dictionary);
  }
  ArrowSchema schema{};
  hand_over(std::move(owned), column.nullable ? ARROW_FLAG_NULLABLE : 0, schema);
  return schema;
}

}  // namespace

ColumnChoice all_columns(TableId table) {
  ColumnChoice columns(row_type_info(table).columns.size());
  std::iota(columns.begin(), columns.end(), std::size_t{0});
  return columns;
}

void export_schema(TableId table, std::span<const std::size_t> columns, ArrowSchema& out) {
  const RowTypeInfo& info = row_type_info(table);
  Metadata metadata;
  metadata.add("comment", info.comment);
  auto owned = std::make_unique<OwnedSchema>();
  owned->format = "+s";
  owned->metadata = metadata.bytes();
  for (const std::size_t column : columns)
    owned->children.push_back(schema_of(info.columns[column]));
  hand_over(std::move(owned), 0, out);
}

}  // namespace bankseed::arrow
