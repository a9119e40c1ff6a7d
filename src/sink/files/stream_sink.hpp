#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "encode/file_framing.hpp"
#include "sink/sink.hpp"

namespace bankseed {

/// One table, as the bytes of one file, to somebody who takes them as they come.
class StreamSink final : public Sink {
 public:
  using Take = std::function<void(std::string_view bytes)>;

  /// `take` may throw, and is called on the thread that calls the sink.
  StreamSink(Take take, Format format, Compression compression);

  /// Of one table only, in one part.
  void begin(TableSet tables, Part part) override;
  void write(EncodedBatch& batch) override;
  void end() override;
  /// What was taken cannot be taken back.
  void cancel() noexcept override {}

 private:
  void give(std::string_view bytes);

  Take take_;
  Format format_;
  Compression compression_;
  std::optional<FileFraming> framing_;
  std::uint64_t size_ = 0;
};

}  // namespace bankseed
