#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "bankseed/schema/table.hpp"
#include "verify/figures/figures.hpp"
#include "verify/figures/measures.hpp"

namespace bankseed::verify {

/// Nothing when the points do not determine it.
using Compute = std::optional<Reading> (*)(std::span<const Point>);

/// How a measure is written.
enum class FigureUnit : std::uint8_t {
  kDecimal,    ///< Two places.
  kDeviation,  ///< Four places.
  kTimes,
  kPerCent,
  kHour,
  kNumber  ///< A whole one.
};

struct MeasureDefinition {
  std::string_view name;
  std::string_view series{};  ///< Of the points that count; empty: all.
  Compute compute = nullptr;
  FigureUnit unit = FigureUnit::kNumber;
  Band band{};
  /// The band's upper end is that of Benford's law for so many observations.
  bool benford = false;
  std::string_view source{};
  std::string_view note{};      ///< What a reader has to know beside.
  double observations_min = 0;  ///< With fewer, it is not judged.
};

/// SQL for one database that returns (series text, label text, value, out_of). {as_of} stands for
/// the bank's date.
struct FigureQuery {
  Database database{};
  std::string_view sql;
};

struct FigureDefinition {
  std::string_view id;
  std::string_view title;
  std::span<const FigureQuery> queries;  ///< Empty: balances by segment, across two databases.
  std::span<const MeasureDefinition> measures;
};

}  // namespace bankseed::verify
