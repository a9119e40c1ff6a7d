#include "cli/run/shards/spread.hpp"

#include "bankseed/rows/catalog.hpp"

namespace bankseed {
namespace {

PipelineOptions with_shard(PipelineOptions options, Part shard) {
  options.shard = shard;
  return options;
}

}  // namespace

TableSet tables_on_every_server() {
  return tables_of_rows<EmployeesRow, DepartmentsRow, TrainingProgramsRow, CampaignsRow,
                        ComplianceRulesRow>();
}

Spread::Spread(Part shard, std::optional<ShardRange> here) : shard_(shard) {
  if (!here || here->size() == shard.count) return;
  shared_ = {shard.index - here->first, here->size()};
  shared_tables_ = tables_on_every_server();
}

std::uint64_t Spread::row_count(const RowSource& source, TableId table) const {
  const std::uint64_t blocks = source.block_count();
  const Part part = of(table);
  return source.rows_before(table, part.last(blocks)) -
         source.rows_before(table, part.first(blocks));
}

// What a Pipeline takes, and the spread. NOLINTNEXTLINE(readability-function-size)
SpreadPipelines::SpreadPipelines(const RowSource& source,
                                 const Sinks& sinks,
                                 PipelineOptions options,
                                 const Spread& spread,
                                 Progress& progress,
                                 const std::stop_token& stop)
    : spread_(spread),
      pipeline_(source, sinks, with_shard(options, spread.shard()), progress, stop) {
  if (spread.shared_tables().any())
    shared_.emplace(source, sinks, with_shard(options, spread.shared()), progress, stop);
}

void SpreadPipelines::run_step(const TableSet& tables, Part part) {
  const TableSet shared = tables & spread_.shared_tables();
  if (shared.any()) shared_->run_step(shared, part);
  if ((tables & ~shared).any()) pipeline_.run_step(tables & ~shared, part);
}

std::uint64_t SpreadPipelines::row_count(TableId table, Part part) const {
  const bool is_shared = spread_.shared_tables()[index_of(table)];
  return is_shared ? shared_->row_count(table, part) : pipeline_.row_count(table, part);
}

std::array<TableDigest, kRowTypeCount> SpreadPipelines::digests() const {
  auto digests = pipeline_.digests();
  for (std::size_t i = 0; shared_ && i < kRowTypeCount; ++i)
    digests[i] += shared_->digests()[i];
  return digests;
}

}  // namespace bankseed
