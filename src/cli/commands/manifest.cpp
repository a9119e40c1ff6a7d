#include "sink/files/manifest.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "bankseed/core/error.hpp"
#include "cli/commands/commands.hpp"
#include "cli/configuration/file_options.hpp"
#include "cli/configuration/values.hpp"
#include "cli/output.hpp"
#include "cli/report/report.hpp"
#include "sink/files/output_file.hpp"
#include "sink/files/sha256.hpp"
#include "sink/files/work_folder.hpp"

namespace bankseed {
namespace {

namespace fs = std::filesystem;

struct MergeOptions {
  std::vector<std::string> paths;  ///< Folders or manifests.
  std::optional<std::string> out;  ///< The manifest of all; nothing: beside the shards' folders.
  FileMode mode = kPrivateMode;
  bool is_quiet = false;
  std::string program;  ///< As the user calls it.
};

/// A path that does not depend on how somebody has written it.
fs::path normal(const fs::path& path) {
  return fs::absolute(path).lexically_normal();
}

/// A shard as its manifest tells of it.
struct Shard {
  fs::path path;     ///< Of the manifest, as it was named.
  std::string text;  ///< Of it.
  Manifest manifest;

  [[nodiscard]] fs::path folder() const { return path.parent_path(); }
};

Shard read_shard(const fs::path& path) {
  if (!fs::is_regular_file(path)) {
    throw Error("there is no " + path.string() +
                ": that shard is not complete, or not where it was written");
  }
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error("cannot read " + path.string());
  Shard shard = {.path = path, .text = {std::istreambuf_iterator<char>(in), {}}, .manifest = {}};
  shard.manifest = parse_manifest(shard.text, path.string());
  if (!shard.manifest.shard) {
    throw Error(
        path.string() +
        " is of a whole bank, and not of a shard; 'bankseed generate --shard' writes those");
  }
  return shard;
}

/// The shards that a word of the command line names: a manifest, the folder of a shard, or one that
/// has the folders of several.
void add_shards(const fs::path& path, std::vector<Shard>& shards) {
  if (!fs::exists(path)) throw UsageError("there is no " + path.string());
  if (!fs::is_directory(path)) {
    shards.push_back(read_shard(path));
    return;
  }
  std::vector<fs::path> folders;
  for (const fs::directory_entry& entry : fs::directory_iterator(path)) {
    if (entry.is_directory() && is_shard_folder(entry.path().filename().string()))
      folders.push_back(entry.path());
  }
  if (folders.empty()) folders.push_back(path);
  std::sort(folders.begin(), folders.end());
  for (const fs::path& folder : folders)
    shards.push_back(read_shard(folder / Manifest::kFileName));
}

/// In the order of the shards, so that rows are in the order of the bank.
std::vector<Shard> find_shards(const std::vector<std::string>& paths) {
  std::vector<Shard> shards;
  for (const std::string& path : paths)
    add_shards(path, shards);
  std::stable_sort(shards.begin(), shards.end(), [](const Shard& a, const Shard& b) {
    return a.manifest.shard->index < b.manifest.shard->index;
  });
  return shards;
}

/// The first few of several things, and how many more there are.
std::string some_of(std::vector<std::string> things) {
  constexpr std::size_t kShown = 10;
  const std::size_t count = things.size();
  things.resize(std::min(count, kShown));
  const std::string text = fmt::format("{}", fmt::join(things, ", "));
  return count > kShown ? fmt::format("{} and {} more", text, count - kShown) : text;
}

/// Tables in the order of their files, each once.
std::vector<TableId> tables_of(const Manifest& manifest) {
  std::vector<TableId> tables;
  for (const FileRecord& file : manifest.files) {
    const TableId table = table_of(file);
    if (tables.empty() || tables.back() != table) tables.push_back(table);
  }
  return tables;
}

/// Throws Error when two shards are not of one bank that was written in one way.
void check_same_bank(const Shard& one, const Shard& other) {
  Manifest theirs = other.manifest;
  theirs.shard = one.manifest.shard;
  auto found = differences(one.manifest, theirs);
  if (one.manifest.shard->count != other.manifest.shard->count) {
    found.push_back(
        fmt::format("{} shards, not {}", one.manifest.shard->count, other.manifest.shard->count));
  }
  if (found.empty() && tables_of(one.manifest) != tables_of(theirs))
    found.emplace_back("other tables");
  if (found.empty()) return;
  throw Error(fmt::format("{} is not of the same bank as {}: {}", one.path.string(),
                          other.path.string(), fmt::join(found, ", ")));
}

/// Throws Error when a shard is missing, or there twice.
void check_complete(const std::vector<Shard>& shards) {
  for (std::size_t i = 1; i < shards.size(); ++i) {
    if (shards[i].manifest.shard != shards[i - 1].manifest.shard) continue;
    throw Error(fmt::format("shard {} is there twice: {} and {}",
                            to_text(*shards[i].manifest.shard), shards[i - 1].path.string(),
                            shards[i].path.string()));
  }
  const std::uint64_t count = shards.front().manifest.shard->count;
  if (shards.size() == count) return;
  std::vector<bool> are_there(count);
  for (const Shard& shard : shards)
    are_there[shard.manifest.shard->index] = true;
  throw Error(missing_shards_text(are_there));
}

/// Throws Error when a file is missing, or has another size than its manifest says.
void check_files_of(const std::vector<Shard>& shards) {
  std::vector<std::string> found;
  for (const Shard& shard : shards) {
    for_each_file(shard.manifest, [&](const FileRecord& file) {
      const fs::path path = shard.folder() / file.path;
      std::error_code error;
      if (!fs::is_regular_file(path, error)) {
        found.push_back(path.string() + " is missing");
      } else if (const auto size = fs::file_size(path); size != file.bytes) {
        found.push_back(fmt::format("{} has {} bytes, not {}", path.string(), size, file.bytes));
      }
    });
  }
  if (!found.empty())
    throw Error("the shards' files are not as they were written: " + some_of(found));
}

/// Where a file is, from the folder of the manifest of all.
FileRecord seen_from(const fs::path& folder, const Shard& shard, FileRecord file) {
  const fs::path path = normal(shard.folder() / file.path).lexically_relative(folder);
  if (path.empty() || *path.begin() == "..") {
    throw UsageError(fmt::format(
        "{} is not below {}, and a manifest names files of its own folder; say another --out",
        (shard.folder() / file.path).string(), folder.string()));
  }
  file.path = path.generic_string();
  return file;
}

/// Whether a shard knows the digest of each of its tables.
bool has_digests(const Shard& shard) {
  std::array<std::uint64_t, kRowTypeCount> rows{};
  for (const FileRecord& file : shard.manifest.files)
    rows[index_of(table_of(file))] += file.rows;
  return std::equal(
      rows.begin(), rows.end(), shard.manifest.digests.begin(),
      [](std::uint64_t count, const TableDigest& digest) { return count == digest.row_count(); });
}

/// The first shard without digests, where others have some; null: all have, or none.
const Shard* without_digests(const std::vector<Shard>& shards) {
  const auto first = std::find_if_not(shards.begin(), shards.end(), has_digests);
  const bool has_others = std::any_of(shards.begin(), shards.end(), [](const Shard& shard) {
    return shard.manifest.has_digests();
  });
  return first == shards.end() || !has_others ? nullptr : &*first;
}

/// Table by table, and within each shard by shard: so that a reader has the bank's rows in order.
Manifest merged(const std::vector<Shard>& shards, const fs::path& folder) {
  Manifest whole = shards.front().manifest;
  whole.shard.reset();
  whole.package.reset();
  whole.files.clear();
  whole.digests = {};
  std::vector<std::size_t> next(shards.size());
  for (const TableId table : tables_of(shards.front().manifest)) {
    for (std::size_t i = 0; i < shards.size(); ++i) {
      const std::vector<FileRecord>& files = shards[i].manifest.files;
      for (; next[i] < files.size() && table_of(files[next[i]]) == table; ++next[i])
        whole.files.push_back(seen_from(folder, shards[i], files[next[i]]));
    }
  }
  for (const Shard& shard : shards) {
    FileRecord manifest;
    manifest.path = shard.path.filename().string();
    manifest.bytes = shard.text.size();
    manifest.sha256 = sha256_hex(shard.text);
    whole.shard_files.push_back(seen_from(folder, shard, manifest));
    if (const auto& package = shard.manifest.package)
      whole.shard_files.push_back(seen_from(folder, shard, *package));
  }
  if (!std::all_of(shards.begin(), shards.end(), has_digests)) return whole;
  for (const Shard& shard : shards) {
    for (std::size_t i = 0; i < kRowTypeCount; ++i)
      whole.digests[i] += shard.manifest.digests[i];
  }
  return whole;
}

/// Where the manifest of all goes.
fs::path place_of(const MergeOptions& options, const std::vector<Shard>& shards) {
  if (options.out) return normal(*options.out);
  const auto around = [](const Shard& shard) {
    return normal(shard.path).parent_path().parent_path();
  };
  const fs::path folder = around(shards.front());
  for (const Shard& shard : shards) {
    if (around(shard) != folder)
      throw UsageError("the shards are not in one folder; say where the manifest goes with --out");
  }
  return folder / Manifest::kFileName;
}

/// Throws Error when something is there that the manifest of all must not replace.
void check_place(const fs::path& place) {
  if (fs::is_symlink(fs::symlink_status(place)))
    throw Error(place.string() + " is a link, which is not followed; name the file itself");
  const auto there = read_manifest_file(place);
  if (!there || !there->shard_files.empty()) return;
  throw Error(place.string() + " is there, of other files; move it away, or say another --out");
}

/// Puts the manifest in its place, unless a run is at work in the folder. One that is killed here
/// leaves what the next one in this folder takes away.
void publish(const Manifest& whole, const fs::path& place, FileMode mode) {
  const fs::path folder = place.parent_path();
  if (WorkFolder::holds_run(folder)) {
    throw Error("a run that writes a whole bank to " + folder.string() +
                " was killed there; go on with it, remove " +
                (folder / WorkFolder::kName).string() + ", or say another --out");
  }
  const WorkFolder work(folder);
  check_place(place);
  const fs::path written = work.incomplete() / place.filename();
  OutputFile file(place, written, mode);
  file.write(manifest_text(whole));
  file.complete();
  std::error_code error;
  fs::rename(written, place, error);
  if (error) throw Error("cannot write " + place.string() + ": " + error.message());
  sync_directory(folder);
}

void merge(const MergeOptions& options) {
  const std::vector<Shard> shards = find_shards(options.paths);
  for (const Shard& shard : shards)
    check_same_bank(shard, shards.front());
  check_complete(shards);
  check_files_of(shards);
  const fs::path place = place_of(options, shards);
  check_place(place);
  const Manifest whole = merged(shards, place.parent_path());
  publish(whole, place, options.mode);
  std::uint64_t rows = 0;
  std::uint64_t bytes = 0;
  for (const FileRecord& file : whole.files) {
    rows += file.rows;
    bytes += file.bytes;
  }
  std::string text;
  if (!options.is_quiet) {
    text = fmt::format("{} shards, {} files, {} rows, {} bytes: {}\n", grouped(shards.size()),
                       grouped(whole.files.size()), grouped(rows), grouped(bytes), place.string());
    if (place.filename() == Manifest::kFileName) {
      text += fmt::format("\nnext:\n  {} verify --files {}\n", shell_word(options.program),
                          shell_word(place.parent_path().string()));
    }
  }
  if (const Shard* const shard = without_digests(shards)) {
    std::cerr << fmt::format("note: no digests, since shard {} was written without --digest\n",
                             to_text(*shard->manifest.shard));
  }
  if (whole.has_digests()) text += (text.empty() ? "" : "\n") + digest_text(whole.digests);
  write_output(text);
}

}  // namespace

void add_manifest_command(CLI::App& program, Invocation& invocation) {
  auto* const manifest = program.add_subcommand("manifest", "Put shards of files together");
  manifest->require_subcommand(1);
  manifest->footer(
      "Example:\n"
      "  bankseed manifest merge bank\n");
  auto* const command = manifest->add_subcommand(
      "merge", "Check that shards are all of one bank, and write one manifest of them");
  const auto options = std::make_shared<MergeOptions>();
  command
      ->add_option("PATH", options->paths,
                   "A folder that has those of the shards in it, the folder of a shard, or its "
                   "manifest; any number of them")
      ->required();
  command
      ->add_option_function<std::string>(
          "--out", [options](const std::string& path) { options->out = path; },
          "The manifest of all (default manifest.json beside the shards' folders)")
      ->type_name("FILE")
      ->group("Files");
  add_mode_option(*command, options->mode, "Files");
  command->add_flag("-q,--quiet", options->is_quiet, "Print nothing but errors (and digests)")
      ->disable_flag_override()
      ->group("Output");
  command->footer(
      "Each shard has to be there once, of the same seed, day, settings and number of\n"
      "shards, with files of the sizes that its manifest says; 'bankseed verify\n"
      "--files' reads them, too. Where all shards were written with --digest, the\n"
      "digests of the whole are printed: they are those of 'bankseed generate\n"
      "--digest'.\n"
      "\n"
      "Examples:\n"
      "  bankseed manifest merge bank\n"
      "  bankseed manifest merge node1/bank node2/bank --out manifest.json\n");
  command->callback([&invocation, options] {
    options->program = invocation.program;
    invocation.run = [options] { merge(*options); };
  });
}

}  // namespace bankseed
