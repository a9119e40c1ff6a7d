#pragma once

#include <string>

#include "report/page.hpp"

namespace bankseed::report {

/// What each dataset that has been written is, and its columns with their meaning, as HTML.
[[nodiscard]] std::string dataset_columns(const Contents& contents);

}  // namespace bankseed::report
