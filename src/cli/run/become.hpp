#pragma once

#include <string>
#include <vector>

namespace bankseed {

/// Becomes another program, looked for in PATH, with these words. Throws Error when there is none.
[[noreturn]] void become(std::vector<std::string> words);

}  // namespace bankseed
