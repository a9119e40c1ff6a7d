#pragma once

#include "cells.hpp"

namespace bankseed::fuzz {

/// The rows of a whole file; documents are as they stand in it. Ends the program when the bytes are
/// no Parquet file.
[[nodiscard]] CellRows read_parquet(std::string_view file, Columns columns);

}  // namespace bankseed::fuzz
