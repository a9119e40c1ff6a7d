#pragma once

#include <array>
#include <cstdint>

#include "sink/sink.hpp"

namespace bankseed {

/// Takes everything, keeps nothing, and counts: what generating costs alone.
class NullSink final : public Sink {
 public:
  void begin(TableSet tables, Part part) override;
  void write(EncodedBatch& batch) override;
  void end() override;
  void cancel() noexcept override;

  [[nodiscard]] std::uint64_t rows(TableId table) const { return rows_[index_of(table)]; }
  [[nodiscard]] std::uint64_t bytes() const noexcept { return bytes_; }

 private:
  std::array<std::uint64_t, kRowTypeCount> rows_{};
  std::uint64_t bytes_ = 0;
};

}  // namespace bankseed
