#include "cli/verification/whole_file.hpp"

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>

#include <catch2/catch.hpp>
#include <sys/resource.h>
#include <sys/stat.h>

#include "bankseed/core/error.hpp"
#include "support/temporary_directory.hpp"

namespace bankseed {

namespace fs = std::filesystem;

TEST_CASE("a single file appears as a whole or not at all, and follows no link") {
  const testing::TemporaryDirectory folder;
  const fs::path path = folder.path() / "report.html";
  const auto write = [&path](const std::string& text) {
    WholeFile(path, kPrivateMode).publish(text);
  };
  write("first");
  CHECK(testing::text_of(path) == "first");
  CHECK((fs::status(path).permissions() & fs::perms::all) == fs::perms(0600));
  SECTION("what is not published never was") {
    { const WholeFile file(path, kPrivateMode); }
    CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 1);
    CHECK(testing::text_of(path) == "first");
  }
  SECTION("a disk that is full leaves what was there") {
    WholeFile file(path, kPrivateMode);
    rlimit old{};
    getrlimit(RLIMIT_FSIZE, &old);
    const rlimit small{.rlim_cur = 10, .rlim_max = old.rlim_max};
    std::signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    CHECK_THROWS_WITH(file.publish("a text that is longer"), Catch::Contains("File too large"));
    setrlimit(RLIMIT_FSIZE, &old);
    CHECK(testing::text_of(path) == "first");
  }
  SECTION("a link is refused, and what it leads to is as it was") {
    const fs::path link = folder.path() / "link";
    fs::create_symlink(path, link);
    CHECK_THROWS_WITH(WholeFile(link, kPrivateMode), Catch::Contains("is a link"));
    // One that is planted meanwhile, too.
    WholeFile file(folder.path() / "late", kPrivateMode);
    fs::create_symlink(path, folder.path() / "late");
    CHECK_THROWS_WITH(file.publish("x"), Catch::Contains("is a link"));
    CHECK(testing::text_of(path) == "first");
  }
  SECTION("what takes bytes as they come is written to, and stays") {
    WholeFile("/dev/null", kPrivateMode).publish("x");
    CHECK(fs::is_character_file("/dev/null"));
    CHECK_THROWS_WITH(WholeFile("/dev/full", kPrivateMode).publish("x"),
                      Catch::Contains("No space left"));
  }
  SECTION("a pipe is written to when somebody reads it, a little later, too, and not waited for") {
    const fs::path pipe = folder.path() / "pipe";
    REQUIRE(::mkfifo(pipe.c_str(), S_IRUSR | S_IWUSR) == 0);
    CHECK_THROWS_WITH(WholeFile(pipe, kPrivateMode),
                      Catch::Contains("it is a pipe, and nobody reads it"));
    std::string read;
    std::thread reader([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
      std::ifstream in(pipe);
      std::getline(in, read);
    });
    WholeFile(pipe, kPrivateMode).publish("text\n");
    reader.join();
    CHECK(read == "text");
    CHECK(fs::is_fifo(pipe));
  }
}

}  // namespace bankseed
