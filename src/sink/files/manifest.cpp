#include "sink/files/manifest.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "bankseed/core/error.hpp"
#include "bankseed/rows/catalog.hpp"

namespace bankseed {
namespace {

using OrderedJson = nlohmann::ordered_json;

OrderedJson json_of(const FileRecord& file) {
  return {{"path", file.path}, {"database", file.database}, {"table", file.table},
          {"rows", file.rows}, {"bytes", file.bytes},       {"sha256", file.sha256}};
}

/// Appends a file as dump(2) has it among others, and a comma. One by one, because the tree of all
/// files takes five times as much memory as their text.
void append_file(std::string& text, const FileRecord& file) {
  text += "\n    ";
  for (const char c : json_of(file).dump(2)) {
    text += c;
    if (c == '\n') text += "    ";
  }
  text += ',';
}

/// The library makes 18446744073709551611 of -5, and 2 of 2.9.
std::uint64_t count_at(const OrderedJson& json, const char* key) {
  const OrderedJson& count = json.at(key);
  if (count.is_number_unsigned()) return count.get<std::uint64_t>();
  throw Error(fmt::format("{} is {}, which is no number of things", key, count.dump()));
}

/// What all files have, those without rows, too.
FileRecord other_of(const OrderedJson& json) {
  FileRecord file;
  json.at("path").get_to(file.path);
  file.bytes = count_at(json, "bytes");
  json.at("sha256").get_to(file.sha256);
  return file;
}

FileRecord record_of(const OrderedJson& json) {
  FileRecord file = other_of(json);
  json.at("database").get_to(file.database);
  json.at("table").get_to(file.table);
  file.rows = count_at(json, "rows");
  return file;
}

/// Of a file that holds no rows.
OrderedJson json_of_other(const FileRecord& file) {
  return {{"path", file.path}, {"bytes", file.bytes}, {"sha256", file.sha256}};
}

/// Of the tables that have any rows.
OrderedJson json_of(const std::array<TableDigest, kRowTypeCount>& digests) {
  OrderedJson list = OrderedJson::array();
  for (std::size_t i = 0; i < kTableCount; ++i) {
    if (digests[i].row_count() == 0) continue;
    list.push_back({{"database", name_of(kCatalog[i].database)},
                    {"table", kCatalog[i].name},
                    {"rows", digests[i].row_count()},
                    {"digest", digests[i].hex()}});
  }
  return list;
}

void read_digest(const OrderedJson& json, std::array<TableDigest, kRowTypeCount>& digests) {
  FileRecord file;
  json.at("database").get_to(file.database);
  json.at("table").get_to(file.table);
  const auto digest =
      TableDigest::parse(json.at("digest").get<std::string>(), count_at(json, "rows"));
  if (!digest) throw Error("it has a digest that is none, of " + file.table);
  digests[index_of(table_of(file))] = *digest;
}

Part part_of(const OrderedJson& json) {
  const Part part = {count_at(json, "index"), count_at(json, "count")};
  if (part.index >= part.count) throw Error("there is no shard " + to_text(part));
  return part;
}

/// Whether a path stays in the folder that it starts from: files are removed by these paths.
bool stays_inside(const std::filesystem::path& path) {
  return !path.empty() && path.is_relative() &&
         std::none_of(path.begin(), path.end(), [](const auto& part) { return part == ".."; });
}

Manifest manifest_of(const OrderedJson& json) {
  Manifest manifest;
  json.at("program_version").get_to(manifest.program_version);
  manifest.algorithm_version = static_cast<std::uint32_t>(count_at(json, "algorithm_version"));
  manifest.seed = count_at(json, "seed");
  json.at("as_of").get_to(manifest.as_of);
  if (json.contains("seen_on")) json.at("seen_on").get_to(manifest.seen_on);
  json.at("locale").get_to(manifest.locale);
  manifest.customers = count_at(json, "customers");
  manifest.employees = count_at(json, "employees");
  json.at("settings_sha256").get_to(manifest.settings_sha256);
  json.at("format").get_to(manifest.format);
  json.at("compression").get_to(manifest.compression);
  if (json.contains("shard")) manifest.shard = part_of(json.at("shard"));
  if (json.contains("digests")) {
    for (const OrderedJson& digest : json.at("digests"))
      read_digest(digest, manifest.digests);
  }
  if (json.contains("package")) manifest.package = other_of(json.at("package"));
  if (json.contains("shard_files")) {
    for (const OrderedJson& file : json.at("shard_files"))
      manifest.shard_files.push_back(other_of(file));
  }
  for (const OrderedJson& file : json.at("files"))
    manifest.files.push_back(record_of(file));
  for_each_file(manifest, [](const FileRecord& file) {
    if (!stays_inside(file.path)) throw Error("it names a file outside its folder: " + file.path);
  });
  return manifest;
}

/// What the bank is, without the files.
OrderedJson json_of(const Manifest& manifest) {
  return {{"program", "bankseed"},
          {"program_version", manifest.program_version},
          {"algorithm_version", manifest.algorithm_version},
          {"seed", manifest.seed},
          {"as_of", manifest.as_of},
          {"locale", manifest.locale},
          {"customers", manifest.customers},
          {"employees", manifest.employees},
          {"settings_sha256", manifest.settings_sha256},
          {"format", manifest.format},
          {"compression", manifest.compression}};
}

}  // namespace

TableId table_of(const FileRecord& file) {
  const auto table = file.database.empty() ? find_dataset(file.table)
                                           : find_table(file.database + "." + file.table);
  if (!table) throw Error("there is no table " + file.database + "." + file.table);
  return *table;
}

std::string shard_folder(Part shard) {
  return fmt::format("part-{:05}-of-{:05}", shard.index, shard.count);
}

bool is_shard_folder(std::string_view name) {
  static const std::regex shape("part-[0-9]{5,}-of-[0-9]{5,}");
  return std::regex_match(name.begin(), name.end(), shape);
}

std::vector<std::string> differences(const Manifest& manifest, const Manifest& other) {
  std::vector<std::string> found;
  const auto description = [](const Manifest& one) {
    OrderedJson json = json_of(one);
    json["seen_on"] = one.seen_on.empty() ? "none" : one.seen_on;
    json["shard"] = one.shard ? to_text(*one.shard) : "none";
    return json;
  };
  const OrderedJson ours = description(manifest);
  const OrderedJson theirs = description(other);
  for (const auto& [key, value] : ours.items()) {
    if (value == theirs.at(key)) continue;
    const auto text = [](const OrderedJson& json) {
      return json.is_string() ? json.get<std::string>() : json.dump();
    };
    // Of all settings and options together: what it tells is told better by those named already.
    if (key == "settings_sha256") {
      if (found.empty()) found.emplace_back("other settings");
      continue;
    }
    std::string name = key;
    std::replace(name.begin(), name.end(), '_', ' ');
    found.push_back(name + " " + text(value) + ", not " + text(theirs.at(key)));
  }
  return found;
}

std::string manifest_text(const Manifest& manifest) {
  OrderedJson json = json_of(manifest);
  if (!manifest.seen_on.empty()) json["seen_on"] = manifest.seen_on;
  if (const auto& shard = manifest.shard)
    json["shard"] = {{"index", shard->index}, {"count", shard->count}};
  if (manifest.has_digests()) json["digests"] = json_of(manifest.digests);
  if (manifest.package) json["package"] = json_of_other(*manifest.package);
  if (!manifest.shard_files.empty()) {
    json["shard_files"] = OrderedJson::array();
    for (const FileRecord& file : manifest.shard_files)
      json["shard_files"].push_back(json_of_other(file));
  }
  json["files"] = OrderedJson::array();
  std::string text = json.dump(2);
  if (manifest.files.empty()) return text + "\n";
  text.resize(text.size() - std::string_view("]\n}").size());
  for (const FileRecord& file : manifest.files)
    append_file(text, file);
  text.back() = '\n';
  return text + "  ]\n}\n";
}

Manifest parse_manifest(const std::string& text, const std::string& origin) {
  const std::string begin = origin + " is not a manifest of bankseed: ";
  try {
    return manifest_of(OrderedJson::parse(text));
  } catch (const OrderedJson::exception& error) {
    // "[json.exception.type_error.302] type must be ..."
    const std::string_view said = error.what();
    throw Error(begin + std::string(said.substr(said.find("] ") + 2)));
  } catch (const Error& error) {
    throw Error(begin + error.what());
  }
}

std::optional<Manifest> read_manifest_file(const std::filesystem::path& path) {
  if (!std::filesystem::exists(path)) return std::nullopt;
  if (!std::filesystem::is_regular_file(path)) throw Error(path.string() + " is not a file");
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error("cannot read " + path.string());
  return parse_manifest({std::istreambuf_iterator<char>(in), {}}, path.string());
}

std::optional<Manifest> read_manifest(const std::filesystem::path& directory) {
  return read_manifest_file(directory / Manifest::kFileName);
}

}  // namespace bankseed
