#pragma once

#include <memory>
#include <vector>

#include "sink/postgres/load/builders.hpp"
#include "sink/postgres/load/load_state.hpp"
#include "sink/sink.hpp"

namespace bankseed {

/// Loads the tables of one database: a session, a transaction and an open COPY per table of the
/// step. A table's first part makes or empties it; after its last one it is the builders'. Those of
/// a shard only add to it. `load` and `builders` outlive the sink.
class PostgresSink final : public Sink {
 public:
  PostgresSink(LoadState& load, Builders& builders, Database database);
  ~PostgresSink() override;
  PostgresSink(const PostgresSink&) = delete;
  PostgresSink& operator=(const PostgresSink&) = delete;
  PostgresSink(PostgresSink&&) = delete;
  PostgresSink& operator=(PostgresSink&&) = delete;

  void begin(TableSet tables, Part part) override;
  void write(EncodedBatch& batch) override;
  void end() override;
  void cancel() noexcept override;

 private:
  struct CopyStream;
  [[nodiscard]] DatabaseSession& session() const {
    return load_.sessions[static_cast<std::size_t>(database_)];
  }
  [[nodiscard]] std::string begin_sql(TableId table) const;
  [[nodiscard]] std::string record_sql(const CopyStream& stream) const;
  void close_copy(CopyStream& stream) const;
  void end_copies();
  /// One table after the other, in one transaction of the session that is there.
  void send_kept();

  LoadState& load_;
  Builders& builders_;
  Database database_;
  Part part_;                                         ///< Of the step.
  std::vector<std::unique_ptr<CopyStream>> streams_;  ///< Likewise.
};

}  // namespace bankseed
