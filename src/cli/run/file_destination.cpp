#include "cli/run/file_destination.hpp"

#include <utility>

#include "cli/configuration/values.hpp"
#include "cli/output.hpp"

namespace bankseed {

FileDestination::FileDestination(Options options)
    : options_(std::move(options)),
      directory_(options_.directory, options_.replace, options_.mode) {
  options_.layout.checksums = options_.manifest.has_value();
  for (auto& sink : sinks_)
    sink = std::make_unique<FileSink>(directory_, options_.layout);
}

PipelineOptions FileDestination::pipeline_options() const {
  PipelineOptions options;
  options.format = options_.layout.format;
  options.compression = options_.layout.compression;
  options.rows_per_file = options_.rows_per_file;
  return options;
}

Sinks FileDestination::sinks() {
  Sinks sinks{};
  for (std::size_t i = 0; i < kStoreCount; ++i)
    sinks[i] = sinks_[i].get();
  return sinks;
}

std::vector<std::string> FileDestination::prepare() {
  if (directory_.note().empty()) return {};
  return {directory_.note()};
}

void FileDestination::finish(const std::function<void(const std::string&)>& /*tell*/) {
  for (const auto& sink : sinks_) {
    for (FileRecord& record : sink->records())
      records_.push_back(std::move(record));
  }
  if (options_.manifest) options_.manifest->files = records_;
  directory_.publish(options_.manifest);
}

std::string FileDestination::description() const {
  const std::size_t count = records_.size();
  return directory_.path().string() + ", " + grouped(count) + (count == 1 ? " file" : " files") +
         " and " + Manifest::kFileName;
}

StreamDestination::StreamDestination(const TableSet& table, Format format, Compression compression)
    : table_(table),
      format_(format),
      compression_(compression),
      sink_([](std::string_view bytes) { write_output(bytes); }, format, compression) {}

PipelineOptions StreamDestination::pipeline_options() const {
  PipelineOptions options;
  options.format = format_;
  options.compression = compression_;
  return options;
}

Sinks StreamDestination::sinks() {
  Sinks sinks{};
  sinks.fill(&sink_);  // Only that of the table's store will be used.
  return sinks;
}

}  // namespace bankseed
