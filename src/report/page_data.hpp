#pragma once

#include <string>

#include "report/page.hpp"

namespace bankseed::report {

/// The contents as JSON for the page's scripts, free of everything that could end the element that
/// it stands in: no <, > or & occurs.
[[nodiscard]] std::string page_data(const Contents& contents);

}  // namespace bankseed::report
