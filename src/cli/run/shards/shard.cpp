#include "cli/run/shards/shard.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "bankseed/core/error.hpp"
#include "cli/configuration/values.hpp"

namespace bankseed {
namespace {

/// A scheduler that runs the same command several times and numbers it by its environment.
struct Scheduler {
  const char* index;   ///< The variable that says which run this is.
  const char* count;   ///< And how many there are; null where none does.
  const char* first;   ///< The index of the first one; null: 0.
  const char* last;    ///< That of the last one; null where it follows.
  const char* step;    ///< What an index is greater by than the one before; null: 1.
  const char* advice;  ///< Where `count` is null: what else says it.
};

constexpr std::array<Scheduler, 3> kSchedulers = {{
    {"SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", "SLURM_ARRAY_TASK_MIN",
     "SLURM_ARRAY_TASK_MAX", "SLURM_ARRAY_TASK_STEP", nullptr},
    {"JOB_COMPLETION_INDEX", nullptr, nullptr, nullptr, nullptr, "the Job's completions"},
    {"OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE", nullptr, nullptr, nullptr, nullptr},
}};

std::optional<std::uint64_t> number_of(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// What a variable says. Throws UsageError where it is missing or no whole number.
std::uint64_t value_of(const char* variable, std::string_view name) {
  const char* const text = std::getenv(variable);
  if (text == nullptr)
    throw UsageError(fmt::format("{}: auto needs {} in the environment, too", name, variable));
  const auto number = number_of(text);
  if (!number)
    throw UsageError(fmt::format("{}: {} is '{}', which is no whole number", name, variable, text));
  return *number;
}
/// The same of one that a scheduler may not have.
std::uint64_t value_of(const char* variable, std::string_view name, std::uint64_t otherwise) {
  return variable == nullptr ? otherwise : value_of(variable, name);
}

const Scheduler& scheduler_at_work(std::string_view name) {
  std::vector<const Scheduler*> found;
  std::vector<std::string_view> variables;
  std::vector<std::string_view> known;
  for (const Scheduler& scheduler : kSchedulers) {
    known.emplace_back(scheduler.index);
    if (std::getenv(scheduler.index) == nullptr) continue;
    found.push_back(&scheduler);
    variables.emplace_back(scheduler.index);
  }
  if (found.size() == 1) return *found.front();
  if (found.empty()) {
    throw UsageError(
        fmt::format("{}: auto finds none of {} in the environment; say which of how "
                    "many, like 3/64",
                    name, fmt::join(known, ", ")));
  }
  throw UsageError(
      fmt::format("{}: auto finds {} in the environment, and cannot know which counts; "
                  "say which of how many, like ${}/64",
                  name, fmt::join(variables, " and "), variables.front()));
}

/// Which of `count` the environment says this is.
Part numbered_shard(std::string_view name, std::uint64_t count) {
  const char* const index = scheduler_at_work(name).index;
  const Part shard = {value_of(index, name), count};
  if (shard.index < count) return shard;
  throw UsageError(fmt::format("{}: {} is {}, and the shards are 0/{} to {}/{}", name, index,
                               shard.index, count, count - 1, count));
}

Part shard_of_environment(std::string_view name) {
  const Scheduler& from = scheduler_at_work(name);
  if (from.count == nullptr) {
    throw UsageError(
        fmt::format("{}: {} does not say how many there are; say auto/N, where N is {}", name,
                    from.index, from.advice));
  }
  const std::uint64_t index = value_of(from.index, name);
  const std::uint64_t count = value_of(from.count, name);
  const std::uint64_t first = value_of(from.first, name, 0);
  const std::uint64_t step = value_of(from.step, name, 1);
  // Of 3,5 and 7 nobody knows which were there before.
  const bool is_row =
      count > 0 && count <= kShardsMax && step > 0 && step <= kShardsMax && index >= first &&
      (index - first) % step == 0 && (index - first) / step < count &&
      value_of(from.last, name, first + (count - 1) * step) == first + (count - 1) * step;
  if (is_row) return {(index - first) / step, count};
  throw UsageError(fmt::format(
      "{}: {} is {}, and {} is {}, but the indices are not at most {} at equal distances; say "
      "auto/N, with indices from 0, where only some of N shards are made",
      name, from.index, index, from.count, count, grouped(kShardsMax)));
}

}  // namespace

Part parse_shard(std::string_view name, std::string_view text) {
  if (text == "auto") return shard_of_environment(name);
  const auto slash = std::min(text.find('/'), text.size());
  const std::string_view index_text = text.substr(0, slash);
  const auto index = number_of(index_text);
  const auto count = number_of(text.substr(std::min(slash + 1, text.size())));
  if ((!index && index_text != "auto") || !count) {
    throw UsageError(
        fmt::format("{}: '{}' is not which shard of how many: 3/64, auto, auto/64", name, text));
  }
  if (*count == 0 || *count > kShardsMax) {
    throw UsageError(fmt::format("{}: '{}' is not possible: there are 1 to {} shards", name, text,
                                 grouped(kShardsMax)));
  }
  if (!index) return numbered_shard(name, *count);
  if (*index < *count) return {*index, *count};
  throw UsageError(fmt::format("{}: there is no shard {}; of {} they are 0/{} to {}/{}", name, text,
                               *count, *count, *count - 1, *count));
}

}  // namespace bankseed
