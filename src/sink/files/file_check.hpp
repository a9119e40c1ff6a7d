#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace bankseed {

/// What a look at a folder of files has found.
struct FileCheck {
  std::uint64_t files = 0;
  std::uint64_t rows = 0;             ///< As the manifest counts them.
  std::uint64_t bytes = 0;            ///< That were read.
  std::vector<std::string> findings;  ///< A line for everything that is not as it was written.
};

/// Compares the files of a folder with its manifest: what is missing, what has another size or
/// other bytes, and what the manifest does not name. Throws Error when there is no manifest.
[[nodiscard]] FileCheck check_files(const std::filesystem::path& directory);

}  // namespace bankseed
