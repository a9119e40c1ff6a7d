#pragma once

#include <filesystem>
#include <string>

namespace bankseed::testing {

/// The checkout that these tests were built from.
[[nodiscard]] std::filesystem::path source_directory();

/// Where the tests were built.
[[nodiscard]] std::filesystem::path build_directory();

/// The program under test.
[[nodiscard]] std::string program();

}  // namespace bankseed::testing
