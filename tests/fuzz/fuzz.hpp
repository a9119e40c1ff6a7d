#pragma once

#include <string_view>

namespace bankseed::fuzz {

/// What a fuzz target makes of bytes; each defines it in a file of its own. It ends the program
/// (check() in input.hpp) when something does not hold; whatever the bytes are is fine otherwise.
void try_input(std::string_view bytes);

}  // namespace bankseed::fuzz
