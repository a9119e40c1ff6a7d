#include "sink/files/checkpoint.hpp"

#include <nlohmann/json.hpp>

#include "bankseed/core/error.hpp"

namespace bankseed {
namespace {

using Json = nlohmann::json;

Json json_of(const TableFilesState& table) {
  const parquet::Footer::State& footer = table.framing.footer;
  // The records are those of a manifest, so that they are checked like one.
  Manifest manifest;
  manifest.files = table.records;
  return {{"files", manifest_text(manifest)},
          {"number", table.number},
          {"is_empty", table.framing.is_empty},
          {"rows", footer.rows},
          {"groups", footer.groups},
          {"footer", Json::binary({footer.bytes.begin(), footer.bytes.end()})}};
}

TableFilesState table_of(const Json& json, const std::string& origin) {
  TableFilesState table;
  table.records = parse_manifest(json.at("files"), origin).files;
  if (table.records.empty()) throw Error("a table has no file");
  json.at("number").get_to(table.number);
  json.at("is_empty").get_to(table.framing.is_empty);
  parquet::Footer::State& footer = table.framing.footer;
  json.at("rows").get_to(footer.rows);
  json.at("groups").get_to(footer.groups);
  const auto& bytes = json.at("footer").get_binary();
  footer.bytes.assign(bytes.begin(), bytes.end());
  return table;
}

}  // namespace

std::string checkpoint_bytes(const Checkpoint& checkpoint) {
  Json tables = Json::array();
  for (const TableFilesState& table : checkpoint.tables)
    tables.push_back(json_of(table));
  const Json json = {
      {"bank", manifest_text(checkpoint.bank)},      {"rows_per_file", checkpoint.rows_per_file},
      {"bytes_per_file", checkpoint.bytes_per_file}, {"parts", checkpoint.parts},
      {"parts_done", checkpoint.parts_done},         {"tables", std::move(tables)}};
  const auto bytes = Json::to_cbor(json);
  return {bytes.begin(), bytes.end()};
}

Checkpoint parse_checkpoint(const std::string& bytes, const std::string& origin) {
  try {
    const Json json = Json::from_cbor(bytes);
    Checkpoint checkpoint;
    checkpoint.bank = parse_manifest(json.at("bank"), origin);
    json.at("rows_per_file").get_to(checkpoint.rows_per_file);
    json.at("bytes_per_file").get_to(checkpoint.bytes_per_file);
    json.at("parts").get_to(checkpoint.parts);
    json.at("parts_done").get_to(checkpoint.parts_done);
    for (const Json& table : json.at("tables"))
      checkpoint.tables.push_back(table_of(table, origin));
    if (checkpoint.parts_done == 0 || checkpoint.parts_done >= checkpoint.parts) {
      throw Error("no part is done, or all are");
    }
    return checkpoint;
  } catch (const std::exception&) {
    throw Error(origin + " is damaged, or of another version: it does not say how far a run was");
  }
}

}  // namespace bankseed
