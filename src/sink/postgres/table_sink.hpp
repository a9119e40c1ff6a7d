#pragma once

#include <memory>
#include <vector>

#include "sink/postgres/load/load_state.hpp"
#include "sink/sink.hpp"

namespace bankseed {

/// Loads the tables of one database: a connection, a transaction and an open COPY per table of the
/// step. `load` outlives the sink.
class PostgresSink final : public Sink {
 public:
  PostgresSink(LoadState& load, Database database);
  ~PostgresSink() override;
  PostgresSink(const PostgresSink&) = delete;
  PostgresSink& operator=(const PostgresSink&) = delete;
  PostgresSink(PostgresSink&&) = delete;
  PostgresSink& operator=(PostgresSink&&) = delete;

  void begin(TableSet tables) override;
  void write(EncodedBatch& batch) override;
  void end() override;
  void cancel() noexcept override;

 private:
  struct CopyStream;
  [[nodiscard]] std::string begin_sql(TableId table) const;
  void close_copy(CopyStream& stream) const;

  LoadState& load_;
  Database database_;
  std::vector<std::unique_ptr<CopyStream>> streams_;  ///< Of the step.
};

}  // namespace bankseed
