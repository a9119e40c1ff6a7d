// Shards as files, each made by a program of its own, and one manifest of them.

#include <csignal>
#include <filesystem>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "support/locations.hpp"
#include "support/process.hpp"

namespace bankseed::testing {
namespace {

namespace fs = std::filesystem;

/// Where the shards of a bank are written.
class Shards {
 public:
  [[nodiscard]] std::string path(const std::string& name) const { return directory_.path() / name; }
  [[nodiscard]] std::string text(const std::string& name) const { return text_of(path(name)); }

  [[nodiscard]] std::string command(const std::string& options) const {
    return program() + " generate --as-of 2025-06-30 --log none --quiet " + options;
  }
  [[nodiscard]] ProcessResult shell(const std::string& command) const {
    return run_process({"bash", "-c", "cd " + directory_.path().string() + " && " + command});
  }
  /// All shards of a bank, into the folder `out`.
  void write(const std::string& out, int count, const std::string& options) const {
    for (int i = 0; i < count; ++i) {
      const std::string shard = std::to_string(i) + "/" + std::to_string(count);
      const auto result = shell(command(options + " --out " + out + " --shard " + shard));
      INFO(result.err);
      REQUIRE(result.exit_code == 0);
    }
  }
  [[nodiscard]] ProcessResult merge(const std::string& words) const {
    return shell(program() + " manifest merge " + words);
  }
  void check_refused(const std::string& words, const std::string& message) const {
    CAPTURE(words);
    const auto result = merge(words);
    CHECK(result.exit_code != 0);
    CHECK(result.out.empty());
    CHECK_THAT(result.err, Catch::Contains(message));
    CHECK_FALSE(fs::exists(path("bank/manifest.json")));
  }

 private:
  TemporaryDirectory directory_;
};

/// A file's lines but the first.
std::string rows_of(const std::string& csv) {
  return csv.substr(csv.find('\n') + 1);
}

}  // namespace

TEST_CASE("shards of files are the whole, one after the other, and merge gives them one manifest") {
  const Shards shards;
  const int count = GENERATE(1, 3);
  CAPTURE(count);
  REQUIRE(shards.shell(shards.command("--customers 2500 --to csv --out whole")).exit_code == 0);
  shards.write("bank", count, "--customers 2500 --to csv --digest");
  const auto merged = shards.merge("bank");
  INFO(merged.err);
  CHECK(merged.exit_code == 0);
  CHECK_THAT(merged.out, Catch::StartsWith(std::to_string(count) + " shards, "));
  const auto verified = shards.shell(program() + " verify --files bank");
  CHECK(verified.exit_code == 0);
  CHECK_THAT(verified.out, Catch::Contains("all as they were written"));

  const auto manifest = nlohmann::json::parse(shards.text("bank/manifest.json"));
  const auto whole = nlohmann::json::parse(shards.text("whole/manifest.json"));
  CHECK(manifest.at("seed") == whole.at("seed"));
  CHECK_FALSE(manifest.contains("shard"));
  std::map<std::string, std::string> rows;
  for (const auto& file : manifest.at("files")) {
    const auto table =
        file.at("database").get<std::string>() + "/" + file.at("table").get<std::string>();
    rows[table] += rows_of(shards.text("bank/" + file.at("path").get<std::string>()));
  }
  CHECK(rows.size() == 34);
  for (const auto& [table, text] : rows) {
    CAPTURE(table);
    CHECK(text == rows_of(shards.text("whole/" + table + ".csv")));
  }
  const auto digests = shards.shell(shards.command("--customers 2500 --to null --digest"));
  CHECK(shards.merge("bank --quiet").out == digests.out);
}

TEST_CASE("a shard of which there is nothing is written, too") {
  const Shards shards;
  shards.write("bank", 3, "--customers 7 --to jsonl");
  const std::string accounts = "/accounts_db/accounts.jsonl";
  CHECK(shards.text("bank/part-00001-of-00003" + accounts).empty());
  CHECK(shards.merge("bank").exit_code == 0);
  CHECK(shards.shell(program() + " verify --files bank").exit_code == 0);
  CHECK(shards.shell(program() + " verify --files bank/part-00002-of-00003").exit_code == 0);
  // Whoever changes a shard's manifest or adds to it is found out.
  CHECK(shards.shell("echo >> bank/part-00002-of-00003/manifest.json").exit_code == 0);
  CHECK(shards.shell(program() + " verify --files bank").exit_code == 1);
}

TEST_CASE("shards of split files count each from its own first row") {
  const Shards shards;
  shards.write("bank", 2, "--customers 2000 --to csv --rows-per-file 700 --tables customers");
  for (const std::string shard : {"part-00000-of-00002", "part-00001-of-00002"}) {
    const std::string folder = "bank/" + shard + "/accounts_db/customers/";
    const auto lines = [&](const std::string& file) {
      const std::string text = shards.text(folder + file);
      return std::count(text.begin(), text.end(), '\n');
    };
    CHECK(lines("part-00001.csv") == 701);
    CHECK(lines("part-00002.csv") == 301);
    CHECK_FALSE(fs::exists(shards.path(folder + "part-00003.csv")));
  }
  CHECK(shards.merge("bank").exit_code == 0);
  CHECK(shards.shell(program() + " verify --files bank").exit_code == 0);
}

TEST_CASE("what is not all of one bank is not merged, and named") {
  const Shards shards;
  const std::string options = "--customers 700 --to csv --tables accounts";
  shards.write("bank", 4, options);
  shards.write("other", 4, options + " --seed 9");
  shards.write("fewer", 3, options);
  shards.write("one", 4, "--customers 700 --to csv --tables loans");
  REQUIRE(shards.shell(shards.command(options + " --out whole")).exit_code == 0);
  const std::string first = "bank/part-00000-of-00004";
  const std::string second = " bank/part-00001-of-00004";
  shards.check_refused("nowhere", "there is no ");
  shards.check_refused("whole", "is of a whole bank, and not of a shard");
  shards.check_refused(first, "3 of 4 shards are missing: 1/4, 2/4, 3/4");
  shards.check_refused(first + second + " bank/part-00003-of-00004/manifest.json",
                       "1 of 4 shards is missing: 2/4");
  shards.check_refused("bank " + first, "shard 0/4 is there twice: ");
  shards.check_refused(first + " other/part-00001-of-00004", ": seed 9, not 42");
  shards.check_refused(first + " fewer/part-00001-of-00003", ": 3 shards, not 4");
  shards.check_refused(first + " one/part-00001-of-00004", ": other tables");
  shards.check_refused("bank --out fewer/manifest.json", "is not below ");
  shards.check_refused("bank --out whole/manifest.json", "is there, of other files");
  REQUIRE(shards.shell("mkdir bank/part-00000-of-00005").exit_code == 0);
  shards.check_refused("bank", "part-00000-of-00005/manifest.json: that shard is not complete");
  REQUIRE(shards.shell("rmdir bank/part-00000-of-00005").exit_code == 0);
  REQUIRE(
      shards.shell("cp -r bank copy && echo >> copy/part-00002-of-00004/accounts_db/accounts.csv")
          .exit_code == 0);
  shards.check_refused("copy", " bytes, not ");
  REQUIRE(shards.shell("rm copy/part-00002-of-00004/accounts_db/accounts.csv").exit_code == 0);
  shards.check_refused("copy", "accounts.csv is missing");
  // Wherever shards are, they are put together from above them.
  REQUIRE(shards.shell("mkdir far && mv bank/part-00003-of-00004 far").exit_code == 0);
  CHECK(shards.merge("far bank").exit_code == 2);
  CHECK(shards.merge("far bank --out all.json").exit_code == 0);
  const auto all = nlohmann::json::parse(shards.text("all.json"));
  CHECK(all.at("files").back().at("path") == "far/part-00003-of-00004/accounts_db/accounts.csv");
}

TEST_CASE("shards and a whole bank do not share a folder") {
  const Shards shards;
  const std::string options = "--customers 7 --to csv --tables accounts";
  REQUIRE(shards.shell(shards.command(options + " --out whole")).exit_code == 0);
  const auto refused = shards.shell(shards.command(options + " --out whole --shard 0/2"));
  CHECK(refused.exit_code == 1);
  CHECK_THAT(refused.err, Catch::Contains("whole holds a whole bank"));
  shards.write("bank", 2, options);
  CHECK(shards.shell(shards.command(options + " --out bank")).exit_code == 1);
  const std::string whole = shards.command(options + " --out bank --truncate");
  CHECK_THAT(shards.shell(whole).err, Catch::Contains("holds shards of a bank (part-0000"));
  CHECK_FALSE(fs::exists(shards.path("bank/accounts_db")));
  CHECK(shards.shell(shards.command(options + " --out bank --shard 1/2")).exit_code == 1);
  REQUIRE(shards.merge("bank").exit_code == 0);
  // One shard anew is the same shard.
  REQUIRE(shards.shell(shards.command(options + " --out bank --shard 1/2 --truncate")).exit_code ==
          0);
  CHECK(shards.shell(program() + " verify --files bank").exit_code == 0);
  // Those that a manifest of all names are replaced.
  REQUIRE(shards.shell(whole).exit_code == 0);
  CHECK_FALSE(fs::exists(shards.path("bank/part-00000-of-00002")));
  CHECK(shards.shell(program() + " verify --files bank").exit_code == 0);
  // A whole bank is being written there, or was until it was killed.
  fs::create_directories(shards.path("begun/.bankseed"));
  const auto begun = shards.shell(shards.command(options + " --out begun --shard 0/2"));
  CHECK(begun.exit_code == 1);
  CHECK_THAT(begun.err, Catch::Contains("a run writes a manifest or a whole bank to"));
  CHECK_FALSE(fs::exists(shards.path("begun/part-00000-of-00002")));
}

TEST_CASE("a shard that was killed is gone on with, to the same bytes and digests") {
  const Shards shards;
  const std::string options = "--customers 60k --to parquet --digest --shard 1/2 --out ";
  REQUIRE(shards.shell(shards.command(options + "whole")).exit_code == 0);
  const std::string checkpoint = shards.path("bank/part-00001-of-00002/.bankseed/checkpoint");
  {
    Process process(
        {"bash", "-c",
         "exec " + shards.command(options + shards.path("bank") + " --parts 3 --jobs 1")},
        {});
    wait_until("a part is done", [&] { return fs::exists(checkpoint); });
    process.signal(SIGKILL);
    static_cast<void>(process.wait());
  }
  REQUIRE(fs::exists(checkpoint));
  const auto resumed = shards.shell(shards.command(options + "bank --resume"));
  INFO(resumed.err);
  CHECK(resumed.exit_code == 0);
  CHECK(shards.text("bank/part-00001-of-00002/manifest.json") ==
        shards.text("whole/part-00001-of-00002/manifest.json"));
  CHECK(shards.shell(shards.command(options + "bank --resume")).exit_code == 0);
  const auto other =
      shards.shell(shards.command("--customers 60k --to parquet --shard 1/3 --resume --out bank"));
  CHECK(other.exit_code == 0);  // In a folder of its own.
}

TEST_CASE("a scheduler's environment says which shard it is, and the report how to make it again") {
  const Shards shards;
  const std::string command = program() +
                              " generate --as-of 2025-06-30 --log none --customers 2000 --to csv "
                              "--tables accounts --out bank --shard ";
  const auto written = shards.shell("JOB_COMPLETION_INDEX=2 " + command + "auto/4");
  CHECK(written.exit_code == 0);
  CHECK_THAT(written.out,
             Catch::Contains(" --shard 2/4 ") && Catch::Contains("bankseed manifest merge bank"));
  CHECK(fs::exists(shards.path("bank/part-00002-of-00004/accounts_db/accounts.csv")));
  const auto slurm = shards.shell(
      "SLURM_ARRAY_TASK_ID=4 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=4 SLURM_ARRAY_TASK_STEP=1 "
      "SLURM_ARRAY_TASK_COUNT=4 " +
      command + "auto");
  CHECK(slurm.exit_code == 0);
  CHECK(fs::exists(shards.path("bank/part-00003-of-00004/manifest.json")));
}

TEST_CASE(
    "a merge that was killed is no stranger, and no merge takes away what a run goes on with") {
  const Shards shards;
  shards.write("bank", 2, "--customers 5 --to csv");
  REQUIRE(shards.merge("bank").exit_code == 0);
  REQUIRE(shards
              .shell("mkdir -p bank/.bankseed/incomplete && "
                     "echo x > bank/.bankseed/incomplete/manifest.json")
              .exit_code == 0);
  CHECK(shards.shell(program() + " verify --files bank").exit_code == 0);
  CHECK(shards.merge("bank").exit_code == 0);
  CHECK_FALSE(fs::exists(shards.path("bank/.bankseed")));

  REQUIRE(shards.shell("mkdir bank/.bankseed && touch bank/.bankseed/checkpoint").exit_code == 0);
  const auto result = shards.merge("bank");
  CHECK(result.exit_code == 1);
  CHECK_THAT(result.err, Catch::Contains("was killed there; go on with it"));
  CHECK(fs::exists(shards.path("bank/.bankseed/checkpoint")));
}

TEST_CASE("manifests with numbers that are none, and with letters that are none, are refused") {
  const Shards shards;
  shards.write("bank", 2, "--customers 5 --to csv");
  const std::string manifest = "bank/part-00001-of-00002/manifest.json";
  const std::string wrong = GENERATE("-5", "2.5", "\"2\"", "null", "18446744073709551616");
  CAPTURE(wrong);
  REQUIRE(shards.shell("sed -i '0,/\"rows\": [0-9]*/s//\"rows\": " + wrong + "/' " + manifest)
              .exit_code == 0);
  shards.check_refused("bank", "rows is " + (wrong[0] == '1' ? "1.8446744073709552e+19" : wrong) +
                                   ", which is no number of things");
  // What a terminal would obey is shown, and not done.
  REQUIRE(shards.shell("printf '\\033]0;owned\\007' > " + manifest).exit_code == 0);
  const auto result = shards.merge("bank $'\\033[2J'");
  CHECK(result.exit_code != 0);
  CHECK(result.err.find('\033') == std::string::npos);
}

TEST_CASE("a shard without digests leaves the whole without, and that is said") {
  const Shards shards;
  shards.write("bank", 2, "--customers 2000 --to csv --digest");
  REQUIRE(
      shards.shell(shards.command("--customers 2000 --to csv --out bank --shard 1/2 --truncate"))
          .exit_code == 0);
  const auto result = shards.merge("bank --quiet");
  CHECK(result.exit_code == 0);
  CHECK(result.out.empty());
  CHECK_THAT(result.err, Catch::Contains("shard 1/2 was written without --digest"));
}

}  // namespace bankseed::testing
