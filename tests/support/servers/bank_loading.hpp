#pragma once

#include <array>
#include <string>
#include <vector>

#include "sink/postgres/load/load.hpp"
#include "support/servers/private_server.hpp"

namespace bankseed::testing {

/// The rows of a small bank as binary COPY tuples, several batches per table.
class EncodedBank {
 public:
  /// The tables of the first two phases, unless others are asked for; those left out are made by a
  /// load, and stay empty.
  EncodedBank(std::uint64_t customers, std::uint64_t seed, const TableSet& tables = first_phases());

  [[nodiscard]] static TableSet first_phases();
  [[nodiscard]] const TableSet& tables() const noexcept { return tables_; }
  [[nodiscard]] std::uint64_t rows(TableId table) const;
  /// Sends the rows of the tables of one step, or a part of them, to the sinks, a thread per
  /// database.
  void send(const Sinks& sinks, TableSet step, Part part = {});
  /// Writes the rows of one database to its sink, which has begun the step.
  void send_part(Sink& sink, Database database, TableSet step, Part part = {});

 private:
  TableSet tables_;
  std::uint64_t blocks_ = 0;
  std::vector<EncodedBatch> batches_[kDatabaseCount];
  std::array<std::uint64_t, kTableCount> rows_{};
};

[[nodiscard]] LoadOptions load_options(const EncodedBank& bank);

/// A whole load: prepare(), all steps, finish(); abort() when something throws.
void load_bank(const ConnectionSettings& settings, EncodedBank& bank, const LoadOptions& options);

/// Everything of a database that a load must leave as it was: columns, constraints, indexes,
/// comments, sequences, triggers and views, one line each, sorted.
[[nodiscard]] std::vector<std::string> catalogue(const DatabaseAddress& address);

/// The catalogues of all six databases.
[[nodiscard]] std::array<std::vector<std::string>, kDatabaseCount> demo_catalogues(
    const PrivateServer& server);

/// A digest of each table's rows, whatever their order; empty when the table is not there.
[[nodiscard]] std::vector<std::string> fingerprints(const ConnectionSettings& settings);

/// Makes the six databases anew with the DDL in tests/data/demo_schema, as somebody else would.
void make_demo_databases(const PrivateServer& server);

}  // namespace bankseed::testing
