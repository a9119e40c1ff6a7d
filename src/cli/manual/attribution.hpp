#pragma once

#include <string>

namespace bankseed {

/// Under which licence the program is, what is compiled into it, and where the words come from that
/// names, places and firms are made of: the notes of the data files themselves.
[[nodiscard]] std::string attribution_text();

}  // namespace bankseed
