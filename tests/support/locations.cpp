#include "locations.hpp"

namespace bankseed::testing {

std::filesystem::path source_directory() {
  return BANKSEED_SOURCE_DIRECTORY;
}

std::filesystem::path build_directory() {
  return BANKSEED_BUILD_DIRECTORY;
}

std::string program() {
  return BANKSEED_PROGRAM;
}

}  // namespace bankseed::testing
