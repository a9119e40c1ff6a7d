#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "verify/datasets/row_checks.hpp"
#include "verify/figures/figures.hpp"

namespace bankseed::verify {

/// Counts rows of datasets for pictures. Not thread-safe; those of several threads are merged.
class FigureCounts {
 public:
  void count(const CustomerRecord& row, const DatasetFacts& facts);
  void count(const AccountRecord& row, const DatasetFacts& facts);
  void count(const TransactionRecord& row, const DatasetFacts& facts);
  void count(const LoanRecord& row, const DatasetFacts& facts);
  void count(const CreditCardRecord& row, const DatasetFacts& facts);
  void count(const BranchRecord& row, const DatasetFacts& facts);
  void count(const ComplianceRecord& row, const DatasetFacts& facts);
  void count(const InvestmentRecord& row, const DatasetFacts& facts);
  void count(const DigitalActivityRecord& row, const DatasetFacts& facts);

  void merge(const FigureCounts& other);

  /// A figure for each picture that there are rows for.
  [[nodiscard]] std::vector<Figure> figures() const;

 private:
  using Counts = std::map<std::pair<std::string, std::string>, double>;  ///< By series and label.
  void add(std::string_view figure, std::string_view series, std::string label);

  std::map<std::string_view, Counts> counts_;  ///< By the figure's id.
};

}  // namespace bankseed::verify
