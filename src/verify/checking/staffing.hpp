#pragma once

#include <string>
#include <string_view>

#include "verify/checking/employment.hpp"
#include "verify/rule.hpp"

namespace bankseed::verify {

/// What is wrong with the employee that a row of the shape's query, as COPY writes it, names; empty
/// where nothing is. That a row names nobody is wrong only where `judges_nobody`, and somebody who
/// fits was there.
[[nodiscard]] std::string objection_to(std::string_view line,
                                       const EmployeeOf& shape,
                                       const Employment& employment,
                                       bool judges_nobody);

}  // namespace bankseed::verify
