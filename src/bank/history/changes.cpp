#include "bank/domains.hpp"
#include "bank/history/history.hpp"

namespace bankseed {
namespace {

/// How much later than it happened a change is heard of that comes late; our choice.
constexpr std::int64_t kLatestSeconds = 72 * kSecondsPerHour;
constexpr std::int64_t kBasis = 10'000;

/// Puts changes of rows, one after the other, into a set.
class Telling {
 public:
  Telling(Block& block, const ChangeWindow& window, ChangeSet& out)
      : lives_(block, out.finished, RowCounts{}),
        window_(window),
        number_(block.core_banking().quotas.block),
        out_(out) {
    lives_.begin_at(window.from);
  }

  template <class Row>
  void tell_all(const std::vector<Row>& rows) {
    const std::uint64_t before = rows_before(lives_.model(), kTableId<Row>, number_);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if constexpr (!detail::has_changes<Row>()) {
        if (!window_.versions && lives_.begins_before(rows[i], window_.from)) continue;
      }
      if (window_.versions) {
        tell_versions(lives_.of(rows[i]), before + i);
      } else {
        tell_changes(rows[i], before + i);
      }
    }
  }

 private:
  template <class Row>
  void tell_changes(const Row& row, std::uint64_t place) {
    const std::span<const Version<Row>> versions = lives_.of(row);
    for (std::size_t k = 0; k < versions.size(); ++k) {
      const Timestamp at = versions[k].from;
      if (at < window_.from) continue;
      if (at >= window_.until) return;
      deliver(row, {.at = at,
                    .delivered = at,
                    .table = kTableId<Row>,
                    .place = place,
                    .row = add(versions, k),
                    .is_update = k > 0});
    }
  }

  template <class Row>
  void tell_versions(std::span<const Version<Row>> versions, std::uint64_t place) {
    for (std::size_t k = 0; k < versions.size() && versions[k].from < window_.until; ++k) {
      const bool is_replaced = k + 1 < versions.size() && versions[k + 1].from < window_.until;
      if (is_replaced && versions[k + 1].from <= window_.from) continue;
      out_.rows.of<Row>().push_back(versions[k].row);
      // All are delivered at once: a history is in the order of its rows.
      Change version = {.at = versions[k].from,
                        .delivered = window_.until,
                        .table = kTableId<Row>,
                        .place = place,
                        .row = out_.rows.of<Row>().size() - 1};
      if (is_replaced) version.replaced = versions[k + 1].from;
      out_.changes.push_back(version);
    }
  }

  /// Of what the row is from this version on; what it was comes before.
  template <class Row>
  std::size_t add(std::span<const Version<Row>> versions, std::size_t k) {
    std::vector<Row>& rows = out_.rows.of<Row>();
    if (k > 0) rows.push_back(versions[k - 1].row);
    rows.push_back(versions[k].row);
    return rows.size() - 1;
  }

  /// Adds the change, and again what comes twice; what is late is in the window all the same.
  template <class Row>
  void deliver(const Row& row, Change change) {
    if (window_.late_basis_points + window_.repeated_basis_points == 0) {
      out_.changes.push_back(change);
      return;
    }
    const std::uint64_t entity =
        Lives::entity_of(row, Table<Row>::kColumns) ^ static_cast<std::uint64_t>(change.at.micros);
    Draws draws = lives_.model().draws(Stream::kDelivery, entity);
    const bool is_late = draws.chance({window_.late_basis_points, kBasis});
    const bool is_repeated = draws.chance({window_.repeated_basis_points, kBasis});
    const auto later = [&] {
      const Timestamp last{window_.until.micros - kMicrosPerSecond};
      const std::int64_t seconds = draws.between(60, kLatestSeconds);
      return std::max(change.at,
                      std::min(last, Timestamp{change.at.micros + seconds * kMicrosPerSecond}));
    };
    if (is_late) change.delivered = later();
    out_.changes.push_back(change);
    if (!is_repeated) return;
    change.delivered = std::max(change.delivered, later());
    change.is_repeated = true;
    out_.changes.push_back(change);
  }

  Lives lives_;
  const ChangeWindow& window_;
  std::uint64_t number_;
  ChangeSet& out_;
};

}  // namespace

void tell_changes(Block& block,
                  const TableSet& tables,
                  const ChangeWindow& window,
                  ChangeSet& out) {
  Telling telling(block, window, out);
  for_each_row_type([&]<class Row>() {
    if (tables[index_of(kTableId<Row>)]) telling.tell_all(out.finished.of<Row>());
  });
}

}  // namespace bankseed
