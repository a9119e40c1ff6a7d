#include <algorithm>
#include <filesystem>
#include <memory>
#include <system_error>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "bankseed/core/error.hpp"
#include "catalog/pieces.hpp"
#include "cli/commands/commands.hpp"
#include "cli/configuration/connections.hpp"
#include "cli/configuration/file_options.hpp"
#include "cli/configuration/suggestion.hpp"
#include "cli/output.hpp"
#include "cli/run/signals.hpp"
#include "sink/files/output_directory.hpp"

namespace bankseed {
namespace {

using catalog::CatalogFile;
using catalog::Piece;

struct CatalogOptions {
  std::vector<std::string> names;  ///< Of pieces; none: all.
  std::string out = "catalog";
  FileMode mode = kPrivateMode;
  bool profiles = false;
  ConnectionFlags server;
};

std::vector<const Piece*> wanted(const std::vector<std::string>& names) {
  std::vector<const Piece*> found;
  std::vector<std::string> known;
  for (const Piece& piece : catalog::pieces())
    known.emplace_back(piece.name);
  for (const std::string& name : names) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      throw UsageError(fmt::format("the catalogue pack has no piece '{}'{}; it has {}", name,
                                   suggestion(name, known), fmt::join(known, ", ")));
    }
  }
  for (const Piece& piece : catalog::pieces()) {
    const bool named = std::find(names.begin(), names.end(), piece.name) != names.end();
    if (names.empty() || named) found.push_back(&piece);
  }
  return found;
}

/// What the pieces need to know of the loaded bank.
std::vector<verify::TableProfile> measured(const std::vector<const Piece*>& pieces,
                                           const ConnectionFlags& server) {
  if (std::none_of(pieces.begin(), pieces.end(),
                   [](const Piece* piece) { return piece->files_with_profiles != nullptr; }))
    throw UsageError("--profiles is for the piece datahub, which is not among those named");
  StopBySignal stop;
  return verify::read_profiles(existing_connections(server), stop.interrupter());
}

/// Profiles of another bank, of an earlier pack, would pass for those of this one.
void remove_profiles(const Piece& piece, const std::filesystem::path& folder) {
  if (piece.files_with_profiles == nullptr) return;
  const auto files = piece.files();
  for (const CatalogFile& profile : piece.files_with_profiles({})) {
    const bool is_replaced =
        std::any_of(files.begin(), files.end(),
                    [&profile](const CatalogFile& file) { return file.path == profile.path; });
    std::error_code ignored;
    if (!is_replaced) std::filesystem::remove(folder / piece.name / profile.path, ignored);
  }
}

void write_catalog(const CatalogOptions& options) {
  const auto pieces = wanted(options.names);
  std::vector<verify::TableProfile> profiles;
  if (options.profiles) profiles = measured(pieces, options.server);
  OutputDirectory folder(options.out, OutputDirectory::Replace::kAll, false, options.mode);
  std::string report;
  const auto write = [&](const std::string& path, const std::string& text) {
    const auto output = folder.create(path);
    output->write(text);
    output->complete();
    report += fmt::format("{}\n", (std::filesystem::path(options.out) / path).string());
  };
  const catalog::CatalogFile contents = catalog::contents();
  write(contents.path, contents.text);
  for (const Piece* const piece : pieces) {
    const bool has_profiles = options.profiles && piece->files_with_profiles != nullptr;
    for (const CatalogFile& file :
         has_profiles ? piece->files_with_profiles(profiles) : piece->files())
      write(std::string(piece->name) + "/" + file.path, file.text);
  }
  folder.publish(std::nullopt);
  for (const Piece* const piece : pieces) {
    if (!options.profiles) remove_profiles(*piece, options.out);
  }
  write_output(report);
}

}  // namespace

void add_catalog_command(CLI::App& program, Invocation& invocation) {
  auto* const command = program.add_subcommand(
      "catalog", "Write what data catalogues and their neighbours read of the six databases");
  const auto options = std::make_shared<CatalogOptions>();
  std::string names;
  for (const Piece& piece : catalog::pieces())
    names += fmt::format("{}{}", names.empty() ? "" : ", ", piece.name);
  command->add_option("PIECE", options->names, names + "; all of them when none is named");
  command->add_option("--out", options->out, "Folder for the files (default catalog)")
      ->type_name("DIR")
      ->group("Files");
  add_mode_option(*command, options->mode, "Files");
  command
      ->add_flag("--profiles", options->profiles,
                 "Also measure the loaded bank, for datahub: rows, empty and different values, "
                 "ranges, means; nothing that names a person")
      ->disable_flag_override();
  add_server_options(*command, options->server);
  command->footer(
      "Nothing is asked of a server, but with --profiles: all else follows from the\n"
      "description of the tables. Files that are there are replaced.\n"
      "\n"
      "Examples:\n"
      "  bankseed catalog\n"
      "  bankseed catalog datahub dictionary --out pack\n"
      "  bankseed catalog datahub --profiles\n");
  command->callback(
      [&invocation, options] { invocation.run = [options] { write_catalog(*options); }; });
}

}  // namespace bankseed
