#include "cli/run/load_target.hpp"

#include <fmt/format.h>

#include "cli/configuration/connections.hpp"

namespace bankseed {

std::vector<TableSet> NullTarget::steps() const {
  std::vector<TableSet> steps;
  for (std::size_t phase = 0; phase < kPhaseCount; ++phase) {
    const TableSet tables = tables_ & tables_of(static_cast<Phase>(phase));
    if (tables.any()) steps.push_back(tables);
  }
  return steps;
}

std::array<Sink*, kDatabaseCount> NullTarget::sinks() {
  std::array<Sink*, kDatabaseCount> sinks{};
  for (std::size_t i = 0; i < kDatabaseCount; ++i)
    sinks[i] = &sinks_[i];
  return sinks;
}

PostgresTarget::PostgresTarget(const std::optional<ConnectionSettings>& connections,
                               LoadOptions options) {
  if (connections) {
    connections_ = *connections;
  } else {
    cluster_ = PrivateCluster::of_this_user();
    const auto started = cluster_->start();
    const std::string directory = cluster_->directory().string();
    if (started.created) {
      notes_.push_back("made a private PostgreSQL cluster in " + directory);
    } else if (started.started) {
      notes_.push_back("started the private PostgreSQL cluster in " + directory);
    }
    connections_ = cluster_->connections();
    options.own_server = true;
  }
  loader_ = std::make_unique<PostgresLoader>(connections_, std::move(options));
}

std::vector<std::string> PostgresTarget::prepare() {
  std::vector<std::string> notes = std::move(notes_);
  Preparation preparation = loader_->prepare();
  notes.insert(notes.end(), preparation.notes.begin(), preparation.notes.end());
  if (!preparation.databases_created.empty()) {
    std::string names;
    for (const Database database : preparation.databases_created)
      names += (names.empty() ? "" : ", ") + std::string(name_of(database));
    notes.push_back("created databases: " + names);
  }
  return notes;
}

void PostgresTarget::finish(const std::function<void(const std::string&)>& tell) {
  loader_->finish([&tell](const FinishProgress& progress) {
    tell(fmt::format("{} of {}, {}", progress.steps_done, progress.steps_total, progress.what));
  });
}

std::string PostgresTarget::description() const {
  if (cluster_) return "the private PostgreSQL cluster in " + cluster_->directory().string();
  return description_of(connections_);
}

std::string PostgresTarget::epilogue() const {
  if (!cluster_) return "";
  return "look at it:   " + cluster_->psql_line(Database::kAccounts) +
         "\nThe cluster goes on running; 'bankseed server stop' ends it.\n";
}

}  // namespace bankseed
