#include "verify/figures/figures.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <cmath>
#include <mutex>
#include <thread>

#include <fmt/format.h>

#include "bankseed/core/error.hpp"
#include "sink/postgres/parallel.hpp"
#include "verify/figures/business_figures.hpp"
#include "verify/figures/segment_balances.hpp"
#include "verify/figures/transaction_figures.hpp"
#include "verify/sql_text.hpp"

namespace bankseed::verify {
namespace {

double decimal(std::string_view text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::string_view suffix_of(FigureUnit unit) {
  switch (unit) {
    case FigureUnit::kTimes: return " times";
    case FigureUnit::kPerCent: return " %";
    case FigureUnit::kHour: return ":00";
    default: return "";
  }
}

std::string digits_of(double value, FigureUnit unit) {
  switch (unit) {
    case FigureUnit::kDeviation: return fmt::format("{:.4f}", value);
    case FigureUnit::kPerCent: return fmt::format("{:.1f}", value * 100);
    case FigureUnit::kHour: return fmt::format("{:02.0f}", value);
    case FigureUnit::kNumber: return fmt::format("{:.0f}", value);
    default: return fmt::format("{:.2f}", value);
  }
}

std::string text_of(double value, FigureUnit unit) {
  return digits_of(value, unit).append(suffix_of(unit));
}

std::string text_of(const Band& band, FigureUnit unit) {
  if (band.low && band.high)
    return fmt::format("{} to {}", digits_of(*band.low, unit), text_of(*band.high, unit));
  if (band.low) return "at least " + text_of(*band.low, unit);
  if (band.high) return "at most " + text_of(*band.high, unit);
  return {};
}

std::vector<Point> of_series(const std::vector<Point>& points, std::string_view series) {
  std::vector<Point> selected;
  std::copy_if(points.begin(), points.end(), std::back_inserter(selected),
               [series](const Point& point) { return series.empty() || point.series == series; });
  return selected;
}

Measure measure(const MeasureDefinition& definition, const Figure& figure) {
  Measure result;
  result.name = definition.name;
  result.source = definition.source;
  result.band = definition.band;
  result.note = definition.note;
  const auto reading = definition.compute(of_series(figure.points, definition.series));
  if (!reading) {
    result.note = figure.error.empty() ? "There is nothing to measure." : figure.error;
    return result;
  }
  result.value = reading->value;
  result.observations = static_cast<std::uint64_t>(std::llround(reading->observations));
  result.value_text = text_of(reading->value, definition.unit);
  if (definition.benford) result.band.high = benford_limit(reading->observations);
  result.band_text = text_of(result.band, definition.unit);
  if (result.band_text.empty()) return result;
  if (reading->observations < definition.observations_min) {
    result.note = fmt::format("Not judged: {} are too few, {:.0f} would do.", result.observations,
                              definition.observations_min);
    return result;
  }
  const bool inside = (!result.band.low || *result.band.low <= reading->value) &&
                      (!result.band.high || reading->value <= *result.band.high);
  result.standing = inside ? Standing::kInside : Standing::kOutside;
  return result;
}

/// Reads one figure after another over sessions of its own; used by one thread.
class FigureReader {
 public:
  FigureReader(const ConnectionSettings& settings, Date as_of, Interrupter* interrupter)
      : settings_(settings), parameters_{.as_of = as_of}, interrupter_(interrupter) {}

  [[nodiscard]] Figure read(const FigureDefinition& definition) {
    Figure figure;
    figure.id = definition.id;
    figure.title = definition.title;
    try {
      if (definition.queries.empty()) {
        figure.points = segment_balances(connection(Database::kAccounts),
                                         connection(Database::kCustomer), figure.sql);
      }
      for (const FigureQuery& query : definition.queries)
        add_points(query, figure);
    } catch (const Interrupted&) {
      throw;
    } catch (const Error& error) {
      figure.error = error.what();
      figure.points.clear();
      // A broken session must not spoil the next figure.
      connections_ = {};
    }
    for (const MeasureDefinition& wanted : definition.measures)
      figure.measures.push_back(measure(wanted, figure));
    return figure;
  }

 private:
  Connection& connection(Database database) {
    auto& opened = connections_[static_cast<std::size_t>(database)];
    if (!opened) {
      opened = Connection::open(settings_[static_cast<std::size_t>(database)], interrupter_);
      // Compiling these queries takes longer than running them.
      opened->execute("SET jit TO off");
    }
    return *opened;
  }

  void add_points(const FigureQuery& query, Figure& figure) {
    std::string sql = fill_in(query.sql, parameters_);
    sql.erase(0, sql.find_first_not_of('\n'));
    const QueryResult rows = connection(query.database).execute(sql);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      figure.points.push_back({.series = std::string(rows.text(i, 0)),
                               .label = std::string(rows.text(i, 1)),
                               .value = decimal(rows.text(i, 2)),
                               .out_of = decimal(rows.text(i, 3))});
    }
    figure.sql +=
        fmt::format("{}-- {}\n{}", figure.sql.empty() ? "" : ";\n", name_of(query.database), sql);
  }

  const ConnectionSettings& settings_;
  Parameters parameters_;
  Interrupter* interrupter_;
  std::array<std::optional<Connection>, kDatabaseCount> connections_;
};

}  // namespace

std::vector<Figure> read_figures(const ConnectionSettings& connections,
                                 Date as_of,
                                 FigureChoice choice,
                                 std::size_t jobs,
                                 Interrupter* interrupter) {
  std::vector<const FigureDefinition*> wanted;
  for (const auto part : {transaction_figures(), business_figures()}) {
    for (const FigureDefinition& definition : part) {
      if (choice == FigureChoice::kAll || !definition.measures.empty())
        wanted.push_back(&definition);
    }
  }
  std::vector<Figure> figures(wanted.size());
  std::atomic<std::size_t> next{0};
  const std::size_t sessions = jobs != 0 ? jobs : std::max(1U, std::thread::hardware_concurrency());
  run_in_parallel(std::min(sessions, wanted.size()), [&](std::size_t) {
    FigureReader reader(connections, as_of, interrupter);
    for (std::size_t i = next++; i < wanted.size(); i = next++)
      figures[i] = reader.read(*wanted[i]);
  });
  return figures;
}

}  // namespace bankseed::verify
