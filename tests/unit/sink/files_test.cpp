#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sys/resource.h>
#include <unistd.h>

#include "bankseed/core/error.hpp"
#include "encode/part_encoder.hpp"
#include "sink/files/file_check.hpp"
#include "sink/files/file_sink.hpp"
#include "sink/files/sha256.hpp"
#include "sink/files/stream_sink.hpp"
#include "support/temporary_directory.hpp"

namespace bankseed {
namespace {

namespace fs = std::filesystem;

/// A folder that is not there yet, removed at the end with everything in it.
class Folder {
 public:
  [[nodiscard]] const fs::path& path() const noexcept { return path_; }

  /// Relative paths of all files, sorted.
  [[nodiscard]] std::vector<std::string> files() const {
    std::vector<std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(path_)) {
      if (!entry.is_directory())
        files.push_back(fs::relative(entry.path(), path_).generic_string());
    }
    std::sort(files.begin(), files.end());
    return files;
  }
  [[nodiscard]] std::string text(const std::string& file) const {
    return testing::text_of(path_ / file);
  }

 private:
  testing::TemporaryDirectory directory_;
  fs::path path_ = directory_.path() / "new";
};

constexpr TableId kTable = kTableId<AccountsRow>;
constexpr const char* kHeader =
    "account_id,account_number,customer_id,account_type,account_status,balance,currency,"
    "opened_date,closed_date,branch_code\n";

EncodedBatch batch_of(std::string_view bytes, std::uint64_t file = 0) {
  EncodedBatch batch;
  EncodedPart& part = batch.parts.emplace_back();
  part.table = kTable;
  part.rows = 1;
  part.file = file;
  part.bytes.append(bytes);
  return batch;
}

using Replace = OutputDirectory::Replace;

TableSet one_table() {
  TableSet tables;
  tables.set(index_of(kTable));
  return tables;
}

/// Writes batches to a folder, as a run does.
void write(const fs::path& path,
           const FileLayout& layout,
           std::vector<EncodedBatch> batches,
           Replace replace = Replace::kNone) {
  OutputDirectory directory(path, replace);
  FileSink sink(directory, layout);
  sink.begin(one_table(), {});
  for (EncodedBatch& batch : batches)
    sink.write(batch);
  sink.end();
  Manifest manifest;
  manifest.files = sink.records();
  directory.publish(manifest);
}

std::vector<EncodedBatch> batches(std::initializer_list<std::string_view> texts) {
  std::vector<EncodedBatch> all;
  for (const auto text : texts)
    all.push_back(batch_of(text));
  return all;
}

}  // namespace

TEST_CASE("SHA-256 is that of FIPS 180-4") {
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  Sha256 sum;
  sum.add("a");
  sum.add("");
  sum.add("bc");
  CHECK(sum.hex() == sha256_hex("abc"));
}

TEST_CASE("files appear when they are published, and what is not leaves nothing behind") {
  const Folder folder;
  const auto write_one = [&folder](const std::string& text, bool is_published) {
    OutputDirectory directory(folder.path(), Replace::kAll);
    const auto file = directory.create("a/b.txt");
    file->write(text);
    file->complete();
    if (is_published) directory.publish(std::nullopt);
  };
  write_one("one", false);
  CHECK_FALSE(fs::exists(folder.path()));
  write_one("two", true);
  CHECK(folder.files() == std::vector<std::string>{"a/b.txt"});
  CHECK(folder.text("a/b.txt") == "two");
  write_one("three", false);
  CHECK(folder.files() == std::vector<std::string>{"a/b.txt"});
  CHECK(folder.text("a/b.txt") == "two");
}

TEST_CASE("a folder is one run's at a time") {
  const Folder folder;
  {
    const OutputDirectory directory(folder.path(), Replace::kNone);
    const std::string process = "process " + std::to_string(::getpid()) + " on ";
    CHECK_THROWS_WITH(OutputDirectory(folder.path(), Replace::kAll),
                      Catch::StartsWith("another bankseed writes to " + folder.path().string()) &&
                          Catch::Contains(process) && Catch::Contains(", since 20"));
  }
  write(folder.path(), {}, batches({"a\n"}));
  CHECK(folder.files() == std::vector<std::string>{"accounts_db/accounts.csv", "manifest.json"});
}

TEST_CASE("what a run that was killed has left counts if it was complete, and else goes") {
  const Folder folder;
  write(folder.path(), {.in_parts = true}, batches({"old\n"}));
  const fs::path work = folder.path() / WorkFolder::kName;
  fs::create_directories(work / "incomplete/accounts_db");
  std::ofstream(work / "incomplete/accounts_db/accounts.csv") << "half";
  std::ofstream(work / "lock") << "process 1 on here";
  CHECK(check_files(folder.path()).findings.empty());
  { const OutputDirectory directory(folder.path(), Replace::kListed); }
  CHECK(folder.files() ==
        std::vector<std::string>{"accounts_db/accounts/part-00001.csv", "manifest.json"});
  CHECK(check_files(folder.path()).findings.empty());

  // The moments at which a run may be killed while it gives files their names.
  const Folder other;
  write(other.path(), {}, batches({"new\n"}));
  for (int moment = 0; moment < 4; ++moment) {
    CAPTURE(moment);
    const Folder killed;
    write(killed.path(), {.in_parts = true}, batches({"old\n"}));
    const fs::path place = killed.path() / WorkFolder::kName;
    fs::create_directory(place);
    fs::copy(other.path(), place / "complete", fs::copy_options::recursive);
    if (moment > 0) fs::rename(killed.path() / "manifest.json", place / "earlier.json");
    const std::string file = "accounts_db/accounts.csv";
    if (moment > 1) fs::rename(place / "complete" / file, killed.path() / file);
    if (moment > 2) {
      fs::remove_all(killed.path() / "accounts_db/accounts");
      fs::rename(place / "complete/manifest.json", killed.path() / "manifest.json");
    }
    CHECK_THROWS_WITH(check_files(killed.path()), Catch::Contains("was killed while it did"));
    if (moment % 2 == 0) {
      CHECK_THROWS_WITH(
          OutputDirectory(killed.path(), Replace::kNone),
          Catch::Contains("in their places now; " + killed.path().string() + " is not empty"));
    } else {
      const OutputDirectory directory(killed.path(), Replace::kListed);
      CHECK(directory.note().find("was killed when all of its files were complete") !=
            std::string::npos);
    }
    CHECK(check_files(killed.path()).findings.empty());
    CHECK(killed.text("accounts_db/accounts.csv") == other.text("accounts_db/accounts.csv"));
  }
}

TEST_CASE("nothing is written or removed through a link in the folder") {
  const testing::TemporaryDirectory elsewhere;
  const Folder folder;
  write(folder.path(), {}, batches({"a\n"}));
  fs::rename(folder.path() / "accounts_db", elsewhere.path() / "accounts_db");
  fs::create_directory_symlink(elsewhere.path() / "accounts_db", folder.path() / "accounts_db");
  CHECK_THROWS_WITH(write(folder.path(), {}, batches({"b\n"}), Replace::kListed),
                    Catch::Contains("accounts_db is a link"));
  CHECK(testing::text_of(elsewhere.path() / "accounts_db/accounts.csv") ==
        kHeader + std::string("a\n"));
  const Folder planted;
  fs::create_directory(planted.path());
  fs::create_directory_symlink(elsewhere.path(), planted.path() / WorkFolder::kName);
  CHECK_THROWS_WITH(OutputDirectory(planted.path(), Replace::kAll),
                    Catch::Contains("is not a folder of yours"));
}

TEST_CASE("tables become files of their database, with a manifest that the files agree with") {
  const Folder folder;
  write(folder.path(), {}, batches({"a\n", "b\n"}));
  CHECK(folder.files() == std::vector<std::string>{"accounts_db/accounts.csv", "manifest.json"});
  CHECK(folder.text("accounts_db/accounts.csv") == kHeader + std::string("a\nb\n"));
  const auto manifest = read_manifest(folder.path());
  REQUIRE(manifest);
  REQUIRE(manifest->files.size() == 1);
  CHECK(manifest->files[0].rows == 2);
  CHECK(manifest->files[0].sha256 == sha256_hex(folder.text("accounts_db/accounts.csv")));
  const FileCheck check = check_files(folder.path());
  CHECK(check.findings.empty());
  CHECK(check.files == 1);
  CHECK(check.rows == 2);
}

TEST_CASE("a manifest's package is checked, replaced and removed with the files") {
  const Folder folder;
  const auto write_with_package = [&folder](bool has_package) {
    OutputDirectory directory(folder.path(), Replace::kListed);
    Manifest manifest;
    if (has_package) {
      const auto file = directory.create("package.json");
      file->write("{}");
      file->complete();
      manifest.package = {"package.json", "", "", 0, 2, sha256_hex("{}")};
    }
    directory.publish(manifest);
  };
  write_with_package(true);
  write_with_package(true);
  CHECK(folder.files() == std::vector<std::string>{"manifest.json", "package.json"});
  CHECK(check_files(folder.path()).findings.empty());
  std::ofstream(folder.path() / "package.json") << "[]";
  CHECK(check_files(folder.path()).findings ==
        std::vector<std::string>{
            "package.json has other bytes than were written: its SHA-256 differs"});
  write_with_package(false);
  CHECK(folder.files() == std::vector<std::string>{"manifest.json"});
  Manifest outside;
  outside.package.emplace().path = "../x";
  CHECK_THROWS_WITH(parse_manifest(manifest_text(outside), "it"),
                    Catch::Contains("names a file outside its folder: ../x"));
}

TEST_CASE("a manifest is JSON in the usual layout, however many files it names") {
  Manifest manifest;
  manifest.seed = 42;
  for (std::size_t files = 0; files <= 3; ++files) {
    const std::string text = manifest_text(manifest);
    const auto json = nlohmann::ordered_json::parse(text);
    CHECK(text == json.dump(2) + "\n");
    CHECK(json.at("files").size() == files);
    CHECK(json.contains("package") == (files > 1));
    if (files == 1) manifest.package.emplace();
    manifest.files.push_back({.path = "a \"b\"\n" + std::to_string(files),
                              .database = "accounts_db",
                              .table = "accounts",
                              .rows = 1,
                              .bytes = 2,
                              .sha256 = "x"});
  }
}

TEST_CASE("a check names what is missing, has changed, or does not belong to the bank") {
  const Folder folder;
  write(folder.path(), {}, batches({"a\n"}));
  const fs::path path = folder.path() / "accounts_db/accounts.csv";
  const std::string text = folder.text("accounts_db/accounts.csv");
  std::ofstream(path) << text.substr(0, text.size() - 2) << "b\n";
  CHECK(check_files(folder.path()).findings ==
        std::vector<std::string>{
            "accounts_db/accounts.csv has other bytes than were written: its SHA-256 differs"});
  std::ofstream(path) << "x";
  CHECK(check_files(folder.path()).findings.size() == 1);
  fs::remove(path);
  std::ofstream(folder.path() / "notes.txt") << "x";
  CHECK(check_files(folder.path()).findings ==
        std::vector<std::string>{"accounts_db/accounts.csv is missing",
                                 "notes.txt is not in manifest.json"});
  fs::remove(folder.path() / "manifest.json");
  CHECK_THROWS_AS(check_files(folder.path()), Error);
}

TEST_CASE("files are split where the parts say so, or where they have grown too large") {
  const Folder folder;
  std::vector<EncodedBatch> by_rows;
  by_rows.push_back(batch_of("a\n", 0));
  by_rows.push_back(batch_of("b\n", 1));
  by_rows.push_back(batch_of("c\n", 1));
  write(folder.path(), {.in_parts = true}, std::move(by_rows));
  CHECK(folder.text("accounts_db/accounts/part-00001.csv") == kHeader + std::string("a\n"));
  CHECK(folder.text("accounts_db/accounts/part-00002.csv") == kHeader + std::string("b\nc\n"));

  const std::string line(200, 'x');
  write(folder.path(), {.in_parts = true, .bytes_per_file = 600}, batches({line, line, line, line}),
        Replace::kListed);
  CHECK(folder.files().size() == 3);
  CHECK(folder.text("accounts_db/accounts/part-00001.csv") == kHeader + line + line);
  CHECK(check_files(folder.path()).findings.empty());
}

TEST_CASE("a file has so many bytes at most, and ends after a row") {
  const Folder folder;
  std::string rows;
  for (int i = 0; i < 50; ++i)
    rows += "a,\"two\nlines\"\"\"," + std::string(30, 'x') + "\n";
  EncodedBatch batch = batch_of(rows);
  batch.parts[0].rows = 50;
  std::vector<EncodedBatch> all;
  all.push_back(std::move(batch));
  constexpr std::uint64_t kMost = 400;
  write(folder.path(), {.in_parts = true, .bytes_per_file = kMost}, std::move(all));
  std::string together;
  const auto manifest = read_manifest(folder.path());
  REQUIRE(manifest);
  CHECK(manifest->files.size() > 5);
  for (const FileRecord& file : manifest->files) {
    const std::string text = folder.text(file.path);
    CHECK(text.size() <= kMost);
    CHECK(text.starts_with(kHeader));
    const std::string lines = text.substr(std::string(kHeader).size());
    CHECK(lines.starts_with("a,"));
    CHECK(lines.ends_with("x\n"));
    CHECK(lines.size() == file.rows * rows.size() / 50);
    together += lines;
  }
  CHECK(together == rows);
  CHECK_THROWS_WITH(write(folder.path(), {.in_parts = true, .bytes_per_file = 150}, batches({rows}),
                          Replace::kListed),
                    Catch::Contains("--bytes-per-file 150 is too small"));
}

TEST_CASE("a Parquet file takes so many row groups, and nothing of them is kept for the next") {
  const FileLayout one_file = {.format = Format::kParquet};
  FileLayout in_parts = one_file;
  in_parts.in_parts = true;
  in_parts.row_groups_per_file = 2;
  const auto row_groups = [](std::size_t count) {
    std::vector<EncodedBatch> all;
    for (std::size_t i = 0; i < count; ++i) {
      all.push_back(batch_of("pages"));
      all.back().parts[0].chunks.resize(row_type_info(kTable).columns.size());
    }
    return all;
  };
  const Folder of_one;
  write(of_one.path(), one_file, row_groups(1));
  const Folder of_two;
  write(of_two.path(), one_file, row_groups(2));
  const std::string name = "accounts_db/accounts.parquet";
  const std::string part = "accounts_db/accounts/part-0000";
  const Folder parts;
  write(parts.path(), in_parts, row_groups(5));
  CHECK(parts.files() == std::vector<std::string>{part + "1.parquet", part + "2.parquet",
                                                  part + "3.parquet", "manifest.json"});
  CHECK(parts.text(part + "1.parquet") == of_two.text(name));
  CHECK(parts.text(part + "2.parquet") == of_two.text(name));
  CHECK(parts.text(part + "3.parquet") == of_one.text(name));
  const FileCheck check = check_files(parts.path());
  CHECK(check.findings.empty());
  CHECK(check.rows == 5);
  // None is begun that no row group comes for.
  write(parts.path(), in_parts, row_groups(4), Replace::kListed);
  CHECK(parts.files() ==
        std::vector<std::string>{part + "1.parquet", part + "2.parquet", "manifest.json"});
}

TEST_CASE("whether a table needs several files follows from the bank's blocks and the format") {
  FileLayout layout = {.format = Format::kParquet, .row_groups_per_file = 3};
  const std::uint64_t blocks = 3 * blocks_per_part(layout.format, layout.compression);
  CHECK_FALSE(exceeds_one_file(layout, blocks));
  CHECK(exceeds_one_file(layout, blocks + 1));
  layout.format = Format::kCsv;
  CHECK_FALSE(exceeds_one_file(layout, blocks + 1));
}

TEST_CASE("a folder that is not empty is refused, or only the manifest's files are replaced") {
  const Folder folder;
  write(folder.path(), {.in_parts = true}, batches({"a\n"}));
  std::ofstream(folder.path() / "notes.txt") << "mine";
  CHECK_THROWS_WITH(OutputDirectory(folder.path(), Replace::kNone),
                    Catch::Contains("is not empty"));
  write(folder.path(), {}, batches({"b\n"}), Replace::kListed);
  CHECK(folder.files() ==
        std::vector<std::string>{"accounts_db/accounts.csv", "manifest.json", "notes.txt"});
  CHECK_FALSE(fs::exists(folder.path() / "accounts_db/accounts"));
  fs::remove(folder.path() / "manifest.json");
  CHECK_THROWS_WITH(write(folder.path(), {}, batches({"c\n"}), Replace::kListed),
                    Catch::Contains("accounts.csv is there, and not in manifest.json"));
  CHECK(folder.text("accounts_db/accounts.csv") == kHeader + std::string("b\n"));
  std::ofstream(folder.path() / "manifest.json") << "{\"files\": [{\"path\": \"../../x\"}]}";
  CHECK_THROWS_WITH(OutputDirectory(folder.path(), Replace::kListed),
                    Catch::Contains("is not a manifest"));
}

TEST_CASE("a file that cannot grow is one error, and the folder is as it was before") {
  const Folder folder;
  rlimit limit{};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &limit) == 0);
  const rlimit small = {.rlim_cur = 4'096, .rlim_max = limit.rlim_max};
  std::signal(SIGXFSZ, SIG_IGN);
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
  std::string message;
  try {
    write(folder.path(), {}, batches({std::string(3'000, 'x'), std::string(3'000, 'y')}));
  } catch (const Error& error) {
    message = error.what();
  }
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &limit) == 0);
  CHECK(message == "cannot write " + (folder.path() / "accounts_db/accounts.csv").string() +
                       ": File too large");
  CHECK_FALSE(fs::exists(folder.path()));
}

TEST_CASE("a folder that cannot be made, or is a file, is one error that names it") {
  CHECK_THROWS_WITH(OutputDirectory("/proc/bankseed/x", Replace::kNone),
                    Catch::Contains("cannot make the folder /proc/bankseed"));
  CHECK_THROWS_WITH(OutputDirectory("/dev/null", Replace::kListed),
                    Catch::Contains("is not a folder"));
}

TEST_CASE("datasets are files beside each other, which replace what is there, without a manifest") {
  const Folder folder;
  fs::create_directory(folder.path());
  for (const std::string_view text : {"[1]", "[2]"}) {
    OutputDirectory directory(folder.path(), Replace::kAll);
    FileSink sink(directory, {.format = Format::kJson});
    sink.begin(TableSet().set(index_of(kTableId<AccountRecord>)), {});
    for (EncodedBatch& batch : batches({text, text})) {
      batch.parts[0].table = kTableId<AccountRecord>;
      sink.write(batch);
    }
    sink.end();
    REQUIRE(sink.records().size() == 1);
    CHECK(sink.records()[0].database.empty());
    CHECK(sink.records()[0].table == "accounts");
    directory.publish(std::nullopt);
    CHECK(folder.files() == std::vector<std::string>{"accounts.json"});
    CHECK(folder.text("accounts.json") ==
          "[\n" + std::string(text) + ",\n" + std::string(text) + "\n]\n");
  }
}

TEST_CASE("a stream is the bytes of a file") {
  std::string bytes;
  StreamSink sink([&bytes](std::string_view piece) { bytes += piece; }, Format::kCsv,
                  Compression::kNone);
  sink.begin(one_table(), {});
  for (EncodedBatch& batch : batches({"a\n", "b\n"}))
    sink.write(batch);
  sink.end();
  CHECK(bytes == kHeader + std::string("a\nb\n"));
}

}  // namespace bankseed
