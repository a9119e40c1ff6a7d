// Tries every input of a folder once, without libFuzzer: what a fuzz target has found stays found.
//
//   replay FOLDER

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "fuzz.hpp"

namespace {

std::string text_of(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fputs("replay FOLDER\n", stderr);
    return 2;
  }
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(arguments[1]))
    files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    // Before it is tried: it may be the last one.
    std::fprintf(stderr, "%s\n", file.filename().c_str());
    bankseed::fuzz::try_input(text_of(file));
  }
  std::printf("%zu inputs\n", files.size());
  return files.empty() ? 1 : 0;
}
