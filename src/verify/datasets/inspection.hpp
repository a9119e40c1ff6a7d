#pragma once

#include <array>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "bankseed/rows/row_set.hpp"
#include "bankseed/rows/row_source.hpp"
#include "verify/datasets/figure_counts.hpp"
#include "verify/datasets/row_checks.hpp"
#include "verify/verifier.hpp"

namespace bankseed::verify {

/// The dataset whose ids a column holds: that whose key bears the same name. Nothing for a key, and
/// for a column that holds none.
[[nodiscard]] std::optional<TableId> referred_dataset(TableId dataset, const ColumnDef& column);

/// What became of one check of a dataset.
struct DatasetOutcome {
  std::string_view id;     ///< Of the rule.
  std::string name;        ///< Of what is checked: "accounts.customer_id".
  std::string text;        ///< A sentence for people.
  std::uint64_t rows = 0;  ///< That were looked at.
  std::uint64_t breaches = 0;
  std::vector<Violation> violations;  ///< At most five.
};

/// Hands on the rows of datasets, and looks at each of them on the way: at what its description
/// promises (NUL, KEY, VAL, REF, E5), at what its dataset does (DS2 to DS9), and into which picture
/// it goes. Nothing is kept of a row, so that memory does not grow with the bank; what takes two
/// rows to see is left to the tests, but for keys, which are dense. Called from many threads.
class DatasetInspection final : public RowSource {
 public:
  /// `rows` is borrowed.
  DatasetInspection(const RowSource& rows, const DatasetFacts& facts)
      : source_(rows), facts_(facts) {}

  [[nodiscard]] std::uint64_t block_count() const noexcept override {
    return source_.block_count();
  }
  [[nodiscard]] std::uint64_t rows_before(TableId table, std::uint64_t block) const override {
    return source_.rows_before(table, block);
  }
  void generate(std::uint64_t block, const TableSet& tables, RowSet& out) const override;

  /// Of the rows so far; the first says whether all have come (CNT).
  [[nodiscard]] std::vector<DatasetOutcome> outcomes(TableId dataset) const;
  [[nodiscard]] std::vector<Figure> figures() const;

 private:
  /// What is found in some blocks.
  struct Findings {
    std::array<std::vector<DatasetOutcome>, kRowTypeCount> outcomes;
    std::array<std::uint64_t, kRowTypeCount> rows{};
    FigureCounts figures;
  };
  template <class Row>
  void look_at(std::uint64_t block, const RowSet& rows, std::size_t first, Findings& found) const;

  const RowSource& source_;
  const DatasetFacts facts_;
  mutable std::mutex mutex_;
  mutable Findings findings_;
};

}  // namespace bankseed::verify
