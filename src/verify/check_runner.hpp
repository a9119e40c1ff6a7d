#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>

#include "bankseed/sink/postgres/connection.hpp"
#include "bankseed/verify/verifier.hpp"
#include "sql_text.hpp"

namespace bankseed::verify {

/// What EmployeeOf asks of the roster of the loaded bank.
struct EmployeeFacts {
  std::string role;
  bool senior = false;
  std::string hired;       ///< ISO dates compare as text.
  std::string terminated;  ///< Empty while employed.
};
using EmployeeDirectory = std::map<std::string, EmployeeFacts, std::less<>>;

/// Checks one rule after another over connections of its own; used by one thread.
class CheckRunner {
 public:
  CheckRunner(const ConnectionSettings& settings,
              const Parameters& parameters,
              const EmployeeDirectory& employees);

  /// Never throws for what the database says: the outcome tells.
  [[nodiscard]] Outcome run(const Rule& rule);

 private:
  void check(const NoRows& shape, Outcome& outcome);
  void check(const SharesOf& shape, Outcome& outcome);
  void check(const CountOf& shape, Outcome& outcome);
  void check(const EveryRowIn& shape, Outcome& outcome);
  void check(const SameRows& shape, Outcome& outcome);
  void check(const SameWhereKnown& shape, Outcome& outcome);
  void check(const EmployeeOf& shape, Outcome& outcome);

  [[nodiscard]] Connection& connection(Database database);
  [[nodiscard]] Connection& second_connection(Database database);
  [[nodiscard]] std::string sql_of(std::string_view sql) const { return fill_in(sql, parameters_); }
  void merge(const Source& left, const Source& right, bool both_ways, Outcome& outcome);

  const ConnectionSettings& settings_;
  Parameters parameters_;
  const EmployeeDirectory& employees_;
  std::array<std::optional<Connection>, kDatabaseCount> connections_;
  std::array<std::optional<Connection>, kDatabaseCount> second_connections_;
};

}  // namespace bankseed::verify
