#include "cli/run/postgres_destination.hpp"

#include <utility>

#include <fmt/format.h>

#include "cli/configuration/connections.hpp"

namespace bankseed {

PostgresDestination::PostgresDestination(const std::optional<ConnectionSettings>& connections,
                                         const std::filesystem::path& server_binaries,
                                         Patience patience,
                                         LoadOptions options)
    : stage_(options.stage) {
  if (connections) {
    connections_ = *connections;
  } else {
    cluster_ = PrivateCluster::of_this_user(server_binaries);
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
  connections_ = with_patience(connections_, patience);
  loader_ = std::make_unique<PostgresLoader>(connections_, std::move(options));
}

std::vector<std::string> PostgresDestination::prepare() {
  std::vector<std::string> notes = std::move(notes_);
  for (std::string& note : loader_->prepare())
    notes.push_back(std::move(note));
  return notes;
}

void PostgresDestination::finish(const std::function<void(const std::string&)>& tell) {
  loader_->finish([&tell](const FinishProgress& progress) {
    tell(fmt::format("{} of {}, {}", progress.steps_done, progress.steps_total, progress.what));
  });
}

std::string PostgresDestination::description() const {
  if (cluster_) return "the private PostgreSQL cluster in " + cluster_->directory().string();
  return description_of(connections_);
}

std::vector<Destination::NextStep> PostgresDestination::next_steps() const {
  std::vector<NextStep> steps = {
      {"psql accounts_db", "SQL; the other five likewise"},
      {"verify --report bank.html", "proof of every rule, and pictures"}};
  steps.push_back(cluster_ ? NextStep{"server stop", "the private server runs until then"}
                           : NextStep{"status", "the rows of every table"});
  return steps;
}

}  // namespace bankseed
