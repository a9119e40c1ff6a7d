#include "pipeline/change_sorter.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <queue>
#include <tuple>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "bankseed/core/error.hpp"

namespace bankseed {
namespace {

/// How a change stands in memory and in files; its bytes follow.
struct Header {
  std::int64_t delivered;
  std::int64_t at;
  std::int64_t replaced;
  std::uint64_t place;
  std::uint32_t before_size;
  std::uint32_t after_size;
  std::uint16_t table;
  bool is_update;
  bool is_repeated;
};

Header header_at(const char* bytes) noexcept {
  Header header{};
  std::memcpy(&header, bytes, sizeof(header));
  return header;
}

std::size_t size_of(const Header& header) noexcept {
  return sizeof(header) + header.before_size + header.after_size;
}

auto order_of(const Header& header) noexcept {
  return std::tuple(header.delivered, header.table, header.place, header.at, header.is_repeated);
}

void append(const EncodedChange& change, std::string& bytes) {
  Header header{};
  header.delivered = change.delivered.micros;
  header.at = change.at.micros;
  header.replaced = change.replaced;
  header.place = change.place;
  header.before_size = static_cast<std::uint32_t>(change.before.size());
  header.after_size = static_cast<std::uint32_t>(change.after.size());
  header.table = static_cast<std::uint16_t>(index_of(change.table));
  header.is_update = change.is_update;
  header.is_repeated = change.is_repeated;
  bytes.append(reinterpret_cast<const char*>(&header), sizeof(header));
  bytes.append(change.before);
  bytes.append(change.after);
}

EncodedChange change_at(const char* bytes) noexcept {
  const Header header = header_at(bytes);
  return {.delivered = {header.delivered},
          .at = {header.at},
          .table = TableId{header.table},
          .place = header.place,
          .replaced = header.replaced,
          .is_update = header.is_update,
          .is_repeated = header.is_repeated,
          .before = {bytes + sizeof(header), header.before_size},
          .after = {bytes + sizeof(header) + header.before_size, header.after_size}};
}

void sort(const std::string& bytes, std::vector<std::uint64_t>& offsets) {
  std::sort(offsets.begin(), offsets.end(), [&bytes](std::uint64_t a, std::uint64_t b) {
    return order_of(header_at(bytes.data() + a)) < order_of(header_at(bytes.data() + b));
  });
}

[[noreturn]] void fail(const std::filesystem::path& folder, const char* what) {
  throw Error(fmt::format("{}: changes that wait for their order there cannot be {}: {}",
                          folder.string(), what, std::strerror(errno)));
}

}  // namespace

/// Changes in order: in memory, or in a file of which a part is.
class ChangeSorter::Run {
 public:
  Run(std::string bytes, std::vector<std::uint64_t> offsets)
      : bytes_(std::move(bytes)), offsets_(std::move(offsets)) {}
  Run(const std::filesystem::path& folder,
      const std::string& bytes,
      const std::vector<std::uint64_t>& offsets)
      : folder_(folder), file_(::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600)) {
    if (file_ < 0) open_with_name();
    std::string ordered;
    for (const std::uint64_t offset : offsets) {
      const char* const change = bytes.data() + offset;
      ordered.append(change, size_of(header_at(change)));
      if (ordered.size() >= kRead) write(std::exchange(ordered, {}));
    }
    write(ordered);
  }
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;
  Run(Run&&) = delete;
  Run& operator=(Run&&) = delete;
  ~Run() {
    if (file_ >= 0) ::close(file_);
  }

  /// The next change is current; false at the end.
  bool next() {
    if (file_ < 0) {
      if (next_ == offsets_.size()) return false;
      current_ = bytes_.data() + offsets_[next_++];
      return true;
    }
    position_ += current_ == nullptr ? 0 : size_of(header_at(current_));
    if (!has(sizeof(Header))) return false;
    if (!has(size_of(header_at(bytes_.data() + position_)))) fail(folder_, "read to the end");
    current_ = bytes_.data() + position_;
    return true;
  }
  [[nodiscard]] const char* current() const noexcept { return current_; }

 private:
  static constexpr std::size_t kRead = std::size_t{256} << 10;

  /// Where a file system has no files without names.
  void open_with_name() {
    std::string name = (folder_ / "changes-XXXXXX").string();
    file_ = ::mkostemp(name.data(), O_CLOEXEC);
    if (file_ < 0) fail(folder_, "written");
    ::unlink(name.c_str());
  }
  void write(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t written = ::pwrite(file_, bytes.data(), bytes.size(), end_);
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) fail(folder_, "written");
      bytes.remove_prefix(static_cast<std::size_t>(written));
      end_ += written;
    }
  }
  /// Whether so many bytes from position_ on are in bytes_, reading what is missing.
  bool has(std::size_t size) {
    if (bytes_.size() - position_ >= size) return true;
    bytes_.erase(0, std::exchange(position_, 0));
    while (bytes_.size() < size && read_ < end_) {
      const std::size_t before = bytes_.size();
      bytes_.resize(before + std::max(size - before, kRead));
      const ssize_t got = ::pread(file_, bytes_.data() + before, bytes_.size() - before, read_);
      bytes_.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) fail(folder_, "read");
      read_ += got;
    }
    return bytes_.size() >= size;
  }

  std::filesystem::path folder_;
  int file_ = -1;
  off_t end_ = 0;
  off_t read_ = 0;
  std::string bytes_;
  std::vector<std::uint64_t> offsets_;
  std::size_t next_ = 0;
  std::size_t position_ = 0;
  const char* current_ = nullptr;
};

ChangeSorter::ChangeSorter(std::filesystem::path folder, std::size_t memory)
    : folder_(std::move(folder)), memory_(memory) {}

ChangeSorter::~ChangeSorter() = default;

void ChangeSorter::add(const std::vector<EncodedChange>& changes) {
  std::string bytes;
  std::vector<std::uint64_t> offsets;
  {
    const std::lock_guard lock(mutex_);
    for (const EncodedChange& change : changes) {
      offsets_.push_back(bytes_.size());
      append(change, bytes_);
    }
    if (bytes_.size() < memory_ / 2) return;
    std::swap(bytes, bytes_);
    std::swap(offsets, offsets_);
  }
  sort(bytes, offsets);
  auto run = std::make_unique<Run>(folder_, bytes, offsets);
  const std::lock_guard lock(mutex_);
  runs_.push_back(std::move(run));
}

void ChangeSorter::for_each(const std::function<void(const EncodedChange&)>& take) {
  sort(bytes_, offsets_);
  runs_.push_back(std::make_unique<Run>(std::move(bytes_), std::move(offsets_)));
  const auto is_later = [](const Run* a, const Run* b) {
    return order_of(header_at(a->current())) > order_of(header_at(b->current()));
  };
  std::priority_queue<Run*, std::vector<Run*>, decltype(is_later)> next(is_later);
  for (const auto& run : runs_) {
    if (run->next()) next.push(run.get());
  }
  while (!next.empty()) {
    Run* const run = next.top();
    next.pop();
    take(change_at(run->current()));
    if (run->next()) next.push(run);
  }
}

}  // namespace bankseed
