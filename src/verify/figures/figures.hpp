#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bankseed/core/types.hpp"
#include "sink/connection_settings.hpp"
#include "sink/postgres/connection.hpp"

namespace bankseed::verify {

// Quality beyond the rules: how much the bank looks like one. A figure is a short table read from
// the databases, to be drawn; measures condense it into numbers, some of which are held against a
// band that the field has published. A number outside its band is worth a look and no failure.

/// A cell of a figure's table.
struct Point {
  std::string series;  ///< What is drawn in one colour; empty when there is only one.
  std::string label;   ///< Where it stands on the axis.
  double value = 0;
  double out_of = 0;  ///< What the value is a part of (loans of a grade, days of a weekday), or 0.
};

/// Both ends included; an end that is absent is open.
struct Band {
  std::optional<double> low{};
  std::optional<double> high{};
};

enum class Standing : std::uint8_t {
  kInside,
  kOutside,
  kNotJudged  ///< No band, too few observations, or nothing to measure; the note says which.
};

/// A number, and what to make of it.
struct Measure {
  std::string_view name;
  std::optional<double> value;  ///< Nothing when there was nothing to measure.
  std::uint64_t observations = 0;
  Band band;
  std::string value_text;   ///< "1.31 times"; empty without a value.
  std::string band_text;    ///< "1.2 to 1.9 times"; empty without a band.
  std::string_view source;  ///< Who published the band.
  Standing standing = Standing::kNotJudged;
  std::string note;
};

/// What was read for one picture.
struct Figure {
  std::string_view id;     ///< Lower case, with hyphens: "loan-book".
  std::string_view title;  ///< For people: "Loan book by type and grade".
  std::vector<Point> points;
  std::vector<Measure> measures;
  std::string sql;    ///< What reads the points; one statement per database.
  std::string error;  ///< Why it could not be read; empty when it was.
};

enum class FigureChoice : std::uint8_t {
  kAll,
  kMeasured  ///< Only those that have measures.
};

/// Reads figures from a loaded bank, whoever loaded it, over `jobs` sessions for each database (0:
/// one a core). `as_of` is the bank's date. A figure that cannot be read (a missing table or
/// column, a server that dies) says so; nothing is thrown for it. `interrupter`, when there is one,
/// outlives the call; Interrupted is thrown when it stops it.
[[nodiscard]] std::vector<Figure> read_figures(const ConnectionSettings& connections,
                                               Date as_of,
                                               FigureChoice choice,
                                               std::size_t jobs = 0,
                                               Interrupter* interrupter = nullptr);

}  // namespace bankseed::verify
