#include "cli/run/shards/stage.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "bankseed/core/error.hpp"
#include "cli/configuration/file_options.hpp"
#include "cli/configuration/options.hpp"

namespace bankseed {
namespace {

using Stages = std::array<LoadStage, 3>;

/// An option of a load that not every stage has.
struct Refused {
  bool is_given = false;
  std::string_view option;
  Stages stages;  ///< That do not have it.
  std::string_view advice;
};

std::string_view option_of(LoadStage stage) {
  switch (stage) {
    case LoadStage::kWhole: return "";
    case LoadStage::kPrepare: return "--prepare";
    case LoadStage::kShard: return "--shard";
    case LoadStage::kFinish: return "--finish";
  }
  return "";
}

void refuse_options_of_others(const GenerateOptions& options) {
  constexpr auto kPrepare = LoadStage::kPrepare;
  constexpr auto kShard = LoadStage::kShard;
  constexpr auto kFinish = LoadStage::kFinish;
  constexpr Stages kAll = {kPrepare, kShard, kFinish};
  constexpr Stages kBefore = {kPrepare, kShard, kShard};
  constexpr Stages kAfter = {kShard, kFinish, kFinish};
  const std::array<Refused, 7> all = {{
      {options.keep_constraints, "--keep-constraints", kAll,
       "shards come in any order, which keys would refuse"},
      {options.truncate, "--truncate", kAfter, "--prepare empties tables"},
      {options.cascade, "--cascade", kAfter, "--prepare empties tables"},
      {options.parts.has_value(), "--parts", kAfter, "--prepare says how many there are"},
      {options.views, "--views", kBefore, "--finish makes views"},
      {options.verify, "--verify", kBefore, "--finish has all to look at"},
      {options.digest,
       "--digest",
       {kPrepare, kFinish, kFinish},
       "it makes no rows; 'bankseed digest' reads those of databases"},
  }};
  const LoadStage stage = stage_of(options);
  for (const Refused& refused : all) {
    const auto& stages = refused.stages;
    if (!refused.is_given || std::find(stages.begin(), stages.end(), stage) == stages.end())
      continue;
    throw UsageError(fmt::format("{} does not go with {} into databases: {}", refused.option,
                                 option_of(stage), refused.advice));
  }
}

void check_map(const GenerateOptions& options) {
  if (!options.map) return;
  if (stage_of(options) == LoadStage::kWhole) {
    throw UsageError(
        "--server-map goes with --prepare, --shard and --finish, which load databases by shards");
  }
  refuse_urls_beside_map(options.urls);
  if (options.verify) {
    throw UsageError(
        "--verify does not go with --server-map: run 'bankseed verify --server-map' afterwards");
  }
  if (options.shard || options.shards) options.map->check_count(shard_of(options).count);
}

}  // namespace

LoadStage stage_of(const GenerateOptions& options) noexcept {
  if (options.prepare) return LoadStage::kPrepare;
  if (options.finish) return LoadStage::kFinish;
  const bool is_shard = options.shard && options.target == "postgres";
  return is_shard ? LoadStage::kShard : LoadStage::kWhole;
}

Part shard_of(const GenerateOptions& options) noexcept {
  const std::uint64_t mapped = options.map ? options.map->shard_count() : 1;
  return options.shard.value_or(Part{0, options.shards.value_or(mapped)});
}

Spread spread_of(const GenerateOptions& options) {
  if (!options.map || !options.shard) return Spread(shard_of(options));
  return Spread(*options.shard, options.map->server_of(options.shard->index).shards);
}

std::optional<ConnectionSettings> connections_of(const GenerateOptions& options,
                                                 const DatabaseUrls& configured) {
  if (options.target != "postgres") return std::nullopt;
  if (!options.map) return resolve_connections(options.urls, configured);
  if (!options.shard) return std::nullopt;
  return options.map->server_of(options.shard->index).connections;
}

void check_stage(const GenerateOptions& options) {
  if (options.files.rows_per_file > 0 && effective_configuration(options.bank).bank.is_snapshot()) {
    throw UsageError(
        "--rows-per-file cuts a whole bank, of which the rows are known before they are made, and "
        "--seen-on makes some of them; leave one out");
  }
  const int stages = (options.prepare ? 1 : 0) + (options.shard ? 1 : 0) + (options.finish ? 1 : 0);
  if (stages > 1) {
    throw UsageError("--prepare, --shard and --finish come one after the other; say one of them");
  }
  const LoadStage stage = stage_of(options);
  if ((options.prepare || options.finish) && options.target != "postgres") {
    throw UsageError(
        fmt::format("{} is for databases, and --to {} loads none; shards of files "
                    "need only --shard",
                    option_of(stage), options.target));
  }
  if (options.shards && !options.prepare)
    throw UsageError("--shards goes with --prepare; a shard is named by --shard I/N");
  if (options.prepare && !options.shards)
    throw UsageError("--prepare needs --shards N, how many the bank is loaded by");
  if (stage != LoadStage::kWhole) refuse_options_of_others(options);
  check_map(options);
}

std::string stage_options_text(const GenerateOptions& options) {
  if (options.shard) return " --shard " + to_text(*options.shard);
  if (options.prepare) return fmt::format(" --prepare --shards {}", *options.shards);
  return options.finish ? " --finish" : "";
}

std::string done_text(const GenerateOptions& options) {
  if (options.prepare) return "prepared:";
  if (options.finish) return "finished:";
  return file_format_of(options.target) ? "written to:" : "loaded into:";
}

std::vector<Destination::NextStep> steps_after(const GenerateOptions& options,
                                               const BankOptions& bank) {
  const std::string command = "generate " + bank_options_text(bank);
  std::vector<Destination::NextStep> steps;
  // After a shard the next one; which others are loaded is not known here.
  const Part shard = shard_of(options);
  const Part next = {options.prepare ? 0 : (shard.index + 1) % shard.count, shard.count};
  if (options.prepare || next != shard) {
    const Part last = {shard.count - 1, shard.count};
    steps.push_back({command + " --shard " + to_text(next),
                     !options.prepare  ? "and each that is not loaded yet"
                     : last.index == 0 ? ""
                                       : "and so on, to " + to_text(last)});
  }
  steps.push_back({command + " --finish", "when all shards are loaded"});
  steps.push_back({"status", "which shards are loaded"});
  return steps;
}

}  // namespace bankseed
