#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "cli/configuration/file_options.hpp"
#include "cli/configuration/options.hpp"
#include "cli/run/shards/server_map.hpp"
#include "core/part.hpp"

namespace bankseed {

/// What the generate command can be told.
struct GenerateOptions {
  BankFlags bank;
  DatabaseUrls urls;
  Patience patience;
  std::string target = "postgres";  ///< Or csv, jsonl, parquet, null.
  FileOptions files;
  std::optional<std::size_t> jobs;  ///< Nothing: as many as there are cores.
  bool truncate = false;
  bool cascade = false;
  bool keep_constraints = false;
  bool views = false;
  bool resume = false;
  std::optional<std::uint64_t> parts;   ///< Nothing: by the number of customers.
  std::optional<Part> shard;            ///< Make only this one; nothing: the whole bank.
  bool prepare = false;                 ///< Make databases ready for shards.
  bool finish = false;                  ///< And whole, when all have been loaded.
  std::optional<std::uint64_t> shards;  ///< How many there will be.
  std::optional<ServerMap> map;         ///< The servers that they go to; nothing: to one.
  bool quiet = false;
  bool verbose = false;  ///< Every table and stage.
  bool digest = false;
  bool verify = false;                          ///< Prove what was loaded.
  std::string format = "text";                  ///< Of the report: or json, or junit.
  std::optional<std::filesystem::path> output;  ///< Where the report goes in that format, too.
  std::optional<std::string> log;  ///< A file, or none; nothing: one in the state directory.
  std::string program;             ///< As the user calls it.
};

/// Makes a bank and loads it, or writes it to files; prints the report on standard output, or on
/// standard error when the rows go to standard output. Throws Error when it was to be verified, and
/// is loaded but not right.
void generate(const GenerateOptions& options);

}  // namespace bankseed
