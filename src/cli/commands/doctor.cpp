#include <memory>
#include <numeric>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "bankseed/bank/bank.hpp"
#include "cli/commands/commands.hpp"
#include "cli/configuration/connections.hpp"
#include "cli/configuration/options.hpp"
#include "cli/output.hpp"
#include "cli/report/findings.hpp"
#include "cli/run/signals.hpp"
#include "corpus/letters.hpp"
#include "sink/postgres/checks/examination.hpp"
#include "sink/private_cluster.hpp"
#include "sink/server_process.hpp"

namespace bankseed {
namespace {

struct DoctorOptions {
  BankFlags bank;
  DatabaseUrls urls;
  Patience patience;
  LoadOptions load;
  std::string format = "text";
};

/// Where nothing is configured a run makes the private cluster, or starts it; doctor does neither.
std::vector<Finding> examine_cluster(const PrivateCluster& cluster,
                                     const std::filesystem::path& server_binaries) {
  const auto status = cluster.status();
  const std::string place = "the private cluster in " + cluster.directory().string();
  if (status.state == PrivateCluster::State::kStopped) {
    return {{Weight::kFine, "server", "",
             fmt::format("{} (PostgreSQL {}) is not running; a run starts it, and 'bankseed server "
                         "start' does",
                         place, status.major_version)}};
  }
  const auto binaries = find_server_binaries(server_binaries);
  if (binaries.empty()) {
    return {{Weight::kObstacle, "server", "",
             "no server is configured, and none is installed for a private cluster: install the "
             "package postgresql, or name a server with --url"}};
  }
  return {{Weight::kFine, "server", "",
           fmt::format("no server is configured; a run makes {}, of PostgreSQL {} in {}", place,
                       binaries.front().major_version, binaries.front().directory.string())}};
}

std::vector<Finding> findings_of(const DoctorOptions& options) {
  const Configuration configuration = effective_configuration(options.bank);
  auto connections = resolve_connections(options.urls, configuration.urls);
  if (!connections) {
    const PrivateCluster cluster = PrivateCluster::of_this_user(configuration.server_binaries);
    if (cluster.status().state != PrivateCluster::State::kRunning)
      return examine_cluster(cluster, configuration.server_binaries);
    connections = cluster.connections();
  }
  const Bank bank(configuration.bank);
  PlannedRows rows{};
  for (std::size_t i = 0; i < kTableCount; ++i)
    rows[i] = bank.row_count(TableId{static_cast<std::uint16_t>(i)});
  LoadOptions load = options.load;
  load.tables = all_tables();
  load.wide_keys = tables_with_wide_keys(bank);
  load.rows = std::accumulate(rows.begin(), rows.end(), std::uint64_t{0});
  load.letters = corpus::letters_of(configuration.bank.locale);
  StopBySignal stop;
  return examine(with_patience(*connections, options.patience), load, rows, stop.interrupter());
}

int run_doctor(const DoctorOptions& options) {
  const auto findings = findings_of(options);
  write_output(options.format == "json" ? findings_json(findings) : findings_text(findings));
  return findings_exit_code(findings);
}

void add_load_options(CLI::App& command, DoctorOptions& options) {
  const auto add = [&command](const char* name, bool& flag) {
    command.add_flag(name, flag, "As the run would have it")
        ->disable_flag_override()
        ->group("Loading");
  };
  add("--truncate", options.load.truncate);
  add("--cascade", options.load.cascade);
  add("--keep-constraints", options.load.keep_constraints);
  add("--views", options.load.views);
}

}  // namespace

void add_doctor_command(CLI::App& program, Invocation& invocation) {
  auto* const command = program.add_subcommand(
      "doctor", "Say what would be in the way of a run, and what would make it faster");
  const auto options = std::make_shared<DoctorOptions>();
  add_bank_options(*command, options->bank);
  add_load_options(*command, *options);
  add_connection_options(*command, options->urls);
  add_patience_options(*command, options->patience);
  add_format_option(*command, options->format, {"text", "json"});
  command->footer(
      "Connects as 'bankseed generate' would with the same options; changes nothing.\n"
      "\n"
      "Exit codes: 0 nothing is in the way (what would be faster is said, too); 1 a\n"
      "run would work, and there is something to know before; 2 it would fail, or be\n"
      "refused.\n"
      "\n"
      "Examples:\n"
      "  bankseed doctor --url postgresql://me@db.host\n"
      "  bankseed doctor --customers 10M --truncate --format json\n");
  command->callback([&invocation, options] {
    invocation.run = [&invocation, options] { invocation.exit_code = run_doctor(*options); };
  });
}

}  // namespace bankseed
