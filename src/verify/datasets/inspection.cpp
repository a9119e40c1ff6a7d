#include "verify/datasets/inspection.hpp"

#include <algorithm>
#include <array>
#include <concepts>

#include <fmt/format.h>

#include "bankseed/core/calendar.hpp"

namespace bankseed::verify {
namespace {

constexpr std::size_t kViolationsMax = 5;

/// Days that lie ahead by nature (E5).
constexpr std::array<std::string_view, 3> kDaysAhead = {"end_date", "expiry_date", "maturity_date"};

/// Calls visit(number of the column, value) for each value of a row.
template <class Row, class Visit, auto... Members>
void for_each_value(const Row& row, const ColumnList<Members...>& /*columns*/, Visit visit) {
  std::size_t i = 0;
  (visit(i++, row.*Members), ...);
}

/// What a value breaks of its column's description, or nothing. Overloads for those that can.
struct Breaches {
  std::string empty;     ///< NUL
  std::string unlisted;  ///< VAL
  std::string too_late;  ///< E5

  void look_at(const ColumnDef& column, std::string_view text, Date /*as_of*/) {
    if (text.empty()) empty += fmt::format("{} is empty; ", column.name);
    const auto& values = column.values;
    if (!values.empty() && std::find(values.begin(), values.end(), text) == values.end())
      unlisted += fmt::format("{} is '{}'; ", column.name, text);
  }
  void look_at(const ColumnDef& column, Timestamp moment, Date as_of) {
    if (moment >= start_of(as_of))
      too_late += fmt::format("{} is {}; ", column.name, to_text(date_of(moment)));
  }
  void look_at(const ColumnDef& column, Date day, Date as_of) {
    const bool lies_ahead =
        std::find(kDaysAhead.begin(), kDaysAhead.end(), column.name) != kDaysAhead.end();
    if (!lies_ahead && day >= as_of)
      too_late += fmt::format("{} is {}; ", column.name, to_text(day));
  }
  template <class T>
  void look_at(const ColumnDef& column, const std::optional<T>& value, Date as_of) {
    if (value) look_at(column, *value, as_of);
  }
  template <class T>
  void look_at(const ColumnDef& /*column*/, const T& /*value*/, Date /*as_of*/) {}
};

/// Notes what is wrong with one row after another; each row is asked the same, in the same order.
class Notes {
 public:
  explicit Notes(std::vector<DatasetOutcome>& outcomes) : outcomes_(outcomes) {}

  void begin_row(const AnyId& key) {
    next_ = 0;
    key_ = key;
  }
  /// `name` and `text`, which make a string each, are only asked once.
  template <std::invocable Name, std::invocable Text>
  void note(std::string_view id, Name name, Text text, const std::string& breach) {
    if (next_ == outcomes_.size())
      outcomes_.push_back({.id = id, .name = name(), .text = text(), .violations = {}});
    DatasetOutcome& outcome = outcomes_[next_++];
    ++outcome.rows;
    if (breach.empty()) return;
    ++outcome.breaches;
    if (outcome.violations.size() < kViolationsMax)
      outcome.violations.push_back({.key = to_text(key_), .detail = breach});
  }
  void note(std::string_view id,
            std::string_view name,
            std::string_view text,
            const std::string& breach) {
    const auto as_string = [](std::string_view words) {
      return [words] { return std::string(words); };
    };
    note(id, as_string(name), as_string(text), breach);
  }

 private:
  std::vector<DatasetOutcome>& outcomes_;
  std::size_t next_ = 0;
  AnyId key_;
};

void merge(std::vector<DatasetOutcome>& all, const std::vector<DatasetOutcome>& more) {
  if (all.empty()) {
    all = more;
    return;
  }
  for (std::size_t i = 0; i < more.size(); ++i) {
    all[i].rows += more[i].rows;
    all[i].breaches += more[i].breaches;
    for (const Violation& violation : more[i].violations) {
      if (all[i].violations.size() < kViolationsMax) all[i].violations.push_back(violation);
    }
  }
}

/// The id that a column holds; nothing of other columns.
template <class Kind>
std::optional<AnyId> id_of(const Id<Kind>& id) {
  return id;
}
template <class T>
std::optional<AnyId> id_of(const T& /*value*/) {
  return std::nullopt;
}

/// A column that refers to another dataset, whose ids run from 1 to `rows`.
struct Parent {
  std::optional<TableId> dataset;
  std::uint64_t rows = 0;
};

}  // namespace

std::optional<TableId> referred_dataset(TableId dataset, const ColumnDef& column) {
  if (column.primary_key) return std::nullopt;
  for (std::size_t i = kTableCount; i < kRowTypeCount; ++i) {
    const TableId other{static_cast<std::uint16_t>(i)};
    if (other == dataset) continue;
    for (const ColumnDef& key : row_type_info(other).columns) {
      if (key.primary_key && key.name == column.name) return other;
    }
  }
  return std::nullopt;
}

template <class Row>
void DatasetInspection::look_at(std::uint64_t block,
                                const RowSet& rows,
                                std::size_t first,
                                Findings& found) const {
  constexpr TableId kDataset = kTableId<Row>;
  constexpr std::string_view kName = Table<Row>::kName;
  constexpr const auto& kColumns = Table<Row>::kColumns.defs;
  std::array<Parent, kColumns.size()> parents;
  for (std::size_t i = 0; i < kColumns.size(); ++i) {
    parents[i].dataset = referred_dataset(kDataset, kColumns[i]);
    if (parents[i].dataset) parents[i].rows = rows_before(*parents[i].dataset, block_count());
  }
  Notes notes(found.outcomes[index_of(kDataset)]);
  std::uint64_t number = rows_before(kDataset, block);
  const auto& all = rows.of<Row>();
  for (std::size_t i = first; i < all.size(); ++i) {
    const Row& row = all[i];
    Breaches breaches;
    for_each_value(row, Table<Row>::kColumns, [&](std::size_t at, const auto& value) {
      const ColumnDef& column = kColumns[at];
      breaches.look_at(column, value, facts_.as_of);
      const auto id = id_of(value);
      if (column.primary_key) {
        notes.begin_row(id.value_or(AnyId{}));
        notes.note("KEY", kName, "Ids are numbered from 1 on, so that none is there twice.",
                   id && id->number == ++number ? "" : fmt::format("is row {}", number));
      }
      if (!parents[at].dataset) return;
      notes.note(
          "REF", [&] { return fmt::format("{}.{}", kName, column.name); },
          [&] {
            return fmt::format("Every {} is one of {}.", column.name,
                               row_type_info(*parents[at].dataset).name);
          },
          id && id->number >= 1 && id->number <= parents[at].rows
              ? ""
              : fmt::format("{} is {}", column.name, to_text(id.value_or(AnyId{}))));
    });
    notes.note("NUL", kName, "What every row has is not empty.", breaches.empty);
    notes.note("VAL", kName, "Values are among those that the columns' descriptions name.",
               breaches.unlisted);
    notes.note("E5", kName, "Nothing has happened on or after the day of the bank.",
               breaches.too_late);
    for (const RowCheck<Row>& check : checks_of(row))
      notes.note(check.id, check.name, check.text, check.breach(row, facts_));
    found.figures.count(row, facts_);
  }
  found.rows[index_of(kDataset)] += all.size() - first;
}

void DatasetInspection::generate(std::uint64_t block, const TableSet& tables, RowSet& out) const {
  std::array<std::size_t, kRowTypeCount> before{};
  for (std::size_t i = 0; i < kRowTypeCount; ++i)
    before[i] = out.row_count(TableId{static_cast<std::uint16_t>(i)});
  source_.generate(block, tables, out);
  Findings found;
  for_each_row_type([&]<class Row>() {
    if constexpr (is_dataset(kTableId<Row>)) {
      if (tables[index_of(kTableId<Row>)])
        look_at<Row>(block, out, before[index_of(kTableId<Row>)], found);
    }
  });
  const std::scoped_lock lock(mutex_);
  for (std::size_t i = 0; i < kRowTypeCount; ++i) {
    merge(findings_.outcomes[i], found.outcomes[i]);
    findings_.rows[i] += found.rows[i];
  }
  findings_.figures.merge(found.figures);
}

std::vector<DatasetOutcome> DatasetInspection::outcomes(TableId dataset) const {
  const std::scoped_lock lock(mutex_);
  const std::uint64_t planned = rows_before(dataset, block_count());
  const std::uint64_t seen = findings_.rows[index_of(dataset)];
  DatasetOutcome count{.id = "CNT",
                       .name = std::string(row_type_info(dataset).name),
                       .text = "There are as many rows as the plan says.",
                       .rows = seen,
                       .violations = {}};
  if (seen != planned) {
    count.breaches = seen > planned ? seen - planned : planned - seen;
    count.violations.push_back({.key = count.name, .detail = fmt::format("{} planned", planned)});
  }
  std::vector<DatasetOutcome> all = {std::move(count)};
  const auto& found = findings_.outcomes[index_of(dataset)];
  all.insert(all.end(), found.begin(), found.end());
  return all;
}

std::vector<Figure> DatasetInspection::figures() const {
  const std::scoped_lock lock(mutex_);
  return findings_.figures.figures();
}

}  // namespace bankseed::verify
