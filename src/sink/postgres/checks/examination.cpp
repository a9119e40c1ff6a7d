#include "sink/postgres/checks/examination.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "bankseed/core/error.hpp"
#include "bankseed/rows/catalog.hpp"
#include "sink/postgres/checks/capacity.hpp"
#include "sink/postgres/checks/obstacles.hpp"
#include "sink/postgres/checks/surroundings.hpp"
#include "sink/postgres/load/bookkeeping.hpp"
#include "sink/postgres/load/load_state.hpp"
#include "sink/postgres/load/parts/shards.hpp"
#include "sink/postgres/parallel.hpp"

namespace bankseed {
namespace {

constexpr std::chrono::milliseconds kLockPatience{1'000};
constexpr int kOldestTried = 13;
constexpr int kNewestTried = 18;

/// What is said of several databases in the same words is said once.
std::vector<Finding> merged(std::vector<Finding> findings) {
  std::vector<Finding> out;
  for (Finding& finding : findings) {
    const auto same = std::find_if(out.begin(), out.end(), [&finding](const Finding& other) {
      return !finding.where.empty() && !other.where.empty() && other.weight == finding.weight &&
             other.topic == finding.topic && other.text == finding.text;
    });
    if (same == out.end()) {
      out.push_back(std::move(finding));
    } else {
      same->where += ", " + finding.where;
    }
  }
  return out;
}

/// One examination, from the first connection on.
class Examination {
 public:
  Examination(const ConnectionSettings& settings,
              const LoadOptions& options,
              const PlannedRows& rows,
              Interrupter& interrupter)
      : load_(interrupter), bytes_(bytes_in_database(rows)) {
    load_.options = options;
    for (std::size_t i = 0; i < kDatabaseCount; ++i) {
      load_.sessions[i].address = settings[i];
      auto& lock = load_.sessions[i].address.patience.lock;
      lock = std::min(lock, kLockPatience);
    }
  }

  std::vector<Finding> run() {
    connect();
    name_servers();
    if (!is_complete_) return merged(std::move(findings_));
    const auto rooms = session_rooms(load_);
    take("sessions", missing_sessions(load_, rooms),
         rooms.empty() ? "the pooler has as many as a load has at once" : "");
    for (const SessionRoom& room : rooms) {
      if (room.free >= room.needed) {
        add(Weight::kFine, "sessions",
            fmt::format("{}: {} are needed at once and {} free ({})", room.of, room.needed,
                        room.free, room.limit));
      }
    }
    take("writing", databases_not_to_be_written(load_), "");
    take("encoding", unfit_encodings(load_), "");
    inspect_all();
    if (is_inspected_) ask_what_is_refused();
    each("surroundings", [this](DatabaseSession& session) { look_around(session); });
    look_at_servers();
    return merged(std::move(findings_));
  }

  Examination(const Examination&) = delete;
  Examination& operator=(const Examination&) = delete;
  Examination(Examination&&) = delete;
  Examination& operator=(Examination&&) = delete;
  ~Examination() {
    // There are no locks to give back.
    for (DatabaseSession& session : load_.sessions)
      session.control.reset();
  }

 private:
  void add(Weight weight, const std::string& topic, const std::string& text) {
    findings_.push_back({weight, topic, "", text});
  }

  void add(std::vector<Finding> found) {
    std::move(found.begin(), found.end(), std::back_inserter(findings_));
  }

  /// What generate would refuse; `fine` is said when there is nothing of the kind.
  void take(const std::string& topic, const Obstacle& obstacle, const std::string& fine) {
    for (const std::string& complaint : obstacle.complaints)
      add(Weight::kObstacle, topic, obstacle.summary + ": " + complaint);
    if (obstacle.complaints.empty() && !fine.empty()) add(Weight::kFine, topic, fine);
  }

  /// Calls work(session) for each that is open; what fails is a finding.
  template <class Work>
  void each(const std::string& topic, const Work& work) {
    for (DatabaseSession& session : load_.sessions) {
      if (!session.control) continue;
      try {
        work(session);
      } catch (const DatabaseError& error) {
        add(Weight::kObstacle, topic, error.what());
        if (!session.control->is_alive()) session.control.reset();
      }
    }
  }

  /// As a load would; what is not there is looked for where it would be made.
  void connect() {
    std::array<std::string, kDatabaseCount> failures;
    run_in_parallel(kDatabaseCount, [&](std::size_t i) {
      DatabaseSession& session = load_.sessions[i];
      try {
        session.control = Connection::open(session.address, &load_.interrupter);
      } catch (const DatabaseError& error) {
        if (error.where().sqlstate != "3D000") failures[i] = error.what();
      }
    });
    for (std::size_t i = 0; i < kDatabaseCount; ++i) {
      if (load_.sessions[i].control || !failures[i].empty()) continue;
      try {
        load_.connect_to_creator_of(i);
        missing_.push_back(load_.sessions[i].address.name);
      } catch (const DatabaseError& error) {
        failures[i] = error.what();
      }
    }
    for (std::size_t i = 0; i < kDatabaseCount; ++i) {
      if (failures[i].empty()) continue;
      is_complete_ = false;
      findings_.push_back({Weight::kObstacle, "connection",
                           std::string(name_of(static_cast<Database>(i))), failures[i]});
    }
  }

  void name_servers() {
    std::set<std::string> known;
    for (std::size_t i = 0; i < kDatabaseCount; ++i) {
      Connection* const connection = load_.connection_for(i);
      if (connection == nullptr || !known.insert(connection->server()).second) continue;
      constexpr int kParts = 10'000;
      const int major = connection->server_version() / kParts;
      const bool is_tried = major >= kOldestTried && major <= kNewestTried;
      const auto text = fmt::format(
          "PostgreSQL {}.{}: {}{}", major, connection->server_version() % kParts,
          connection->address().describe().substr(connection->address().name.size() + 4),
          connection->is_pooled() ? ", through a pooler in session mode" : "");
      add(is_tried ? Weight::kFine : Weight::kWarning, "server",
          is_tried ? text
                   : fmt::format("{}; bankseed is tried with PostgreSQL {} to {}", text,
                                 kOldestTried, kNewestTried));
    }
    if (!missing_.empty()) {
      add(Weight::kFine, "databases", fmt::format("to be made: {}", fmt::join(missing_, ", ")));
    }
  }

  void inspect_all() {
    each("tables", [this](DatabaseSession& session) {
      const auto name = name_of(session.address.database);
      if (is_locked(*session.control)) {
        is_inspected_ = false;
        findings_.push_back(
            {Weight::kObstacle, "runs", std::string(name), "a load is at work in it"});
        return;
      }
      try {
        session.state = inspect(*session.control, load_.tables);
        if (!session.state.has_bookkeeping) return;
        const Obstacle by_shards = run_by_shards(*session.control);
        if (!by_shards.complaints.empty()) {
          findings_.push_back({Weight::kObstacle, "runs", std::string(name),
                               by_shards.summary + ": " + by_shards.complaints.front()});
          return;
        }
        for (const std::string& run : unfinished_runs(*session.control)) {
          findings_.push_back({Weight::kWarning, "runs", std::string(name),
                               fmt::format("run {} has not come to its end; the next load, or "
                                           "'bankseed repair', undoes it; 'bankseed generate "
                                           "--resume' goes on with it",
                                           run)});
        }
      } catch (const DatabaseError&) {
        is_inspected_ = false;
        throw;
      }
    });
    for (std::size_t i = 0; i < kTableCount; ++i)
      load_.made[i] = !load_.tables[i].exists;
  }

  void ask_what_is_refused() {
    take("tables", misfits_of(load_), "what is there fits");
    load_.plan_take_downs();
    take("privileges", missing_privileges(load_), "all that a load needs");
    take("rows", rows_in_the_way(load_), "");
    take("views", views_in_the_way(load_), "");
    take("rows of others", what_is_touched_beside(load_), "");
  }

  void look_around(DatabaseSession& session) {
    Connection& connection = *session.control;
    add(reactions_to_a_load(connection, load_.tables));
    add(replication_of(connection, load_.tables));
    add(locks_of_others(connection, load_.tables));
    add(limits_of(connection));
    add(encoding_of(connection));
  }

  /// Once for each server.
  void look_at_servers() {
    std::set<std::string> known;
    for (std::size_t i = 0; i < kDatabaseCount; ++i) {
      Connection* const connection = load_.connection_for(i);
      if (connection == nullptr || !known.insert(connection->server()).second) continue;
      try {
        add(space_for(*connection, bytes_));
        add(speed_of(*connection, bytes_));
      } catch (const DatabaseError& error) {
        add(Weight::kWarning, "server", error.what());
      }
    }
  }

  LoadState load_;
  std::uint64_t bytes_;
  std::vector<Finding> findings_;
  std::vector<std::string> missing_;
  bool is_complete_ = true;   ///< Every database, or where it would be made, can be reached.
  bool is_inspected_ = true;  ///< And what is in it is known.
};

}  // namespace

std::vector<Finding> examine(const ConnectionSettings& settings,
                             const LoadOptions& options,
                             const PlannedRows& rows,
                             Interrupter* interrupter) {
  Interrupter own;
  return Examination(settings, options, rows, interrupter == nullptr ? own : *interrupter).run();
}

std::uint64_t bytes_in_database(const PlannedRows& rows) noexcept {
  // Measured: 168 for 20,000 customers, with keys and indexes.
  constexpr std::uint64_t kBytesOfRow = 190;
  std::uint64_t bytes = 0;
  for (const std::uint64_t of_table : rows)
    bytes += of_table * kBytesOfRow;
  return bytes;
}

}  // namespace bankseed
