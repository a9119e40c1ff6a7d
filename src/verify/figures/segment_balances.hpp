#pragma once

#include <string>
#include <vector>

#include "sink/postgres/connection.hpp"
#include "verify/figures/figures.hpp"

namespace bankseed::verify {

/// Mean, median and the middle half of the balances, in the commonest currency, of each segment,
/// from retail up; series "mean", "median", "low" and "high", which are a quarter and three
/// quarters. Accounts are in one database and segments in the other, so ordered rows of both are
/// merged, in bounded memory: the quantiles are exact to 2 %. `sql` says what was read.
[[nodiscard]] std::vector<Point> segment_balances(Connection& accounts,
                                                  Connection& customers,
                                                  std::string& sql);

}  // namespace bankseed::verify
