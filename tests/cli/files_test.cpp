// Banks as files, written by the real program, called as a user calls it.

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <set>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "support/locations.hpp"
#include "support/process.hpp"

namespace bankseed::testing {
namespace {

namespace fs = std::filesystem;

/// A folder for one test, removed at the end.
class Folder {
 public:
  [[nodiscard]] std::string path(const std::string& name) const { return directory_.path() / name; }
  [[nodiscard]] std::string text(const std::string& name) const { return text_of(path(name)); }

  [[nodiscard]] ProcessResult run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {program(), "generate"});
    return run_process(arguments);
  }
  [[nodiscard]] ProcessResult shell(const std::string& command) const {
    return run_process({"bash", "-c", command});
  }
  void check_refused(const std::vector<std::string>& arguments, const std::string& message) const {
    CAPTURE(arguments);
    const ProcessResult result = run(arguments);
    CHECK(result.exit_code == 2);
    CHECK(result.out.empty());
    CHECK(result.err == "bankseed: " + message + "\nsee 'bankseed generate --help'\n");
  }

 private:
  TemporaryDirectory directory_;
};

std::string program_with(const std::string& options) {
  return program() + " generate --as-of 2025-06-30 --log none " + options;
}

std::ptrdiff_t lines(const std::string& text) {
  return std::count(text.begin(), text.end(), '\n');
}

}  // namespace

TEST_CASE("options of files that do not go together are refused") {
  const Folder folder;
  folder.check_refused({"--to", "csv"},
                       "--to csv needs --out FOLDER, or --out - for standard output");
  folder.check_refused({"--out", "x"}, "--out goes with --to csv, --to jsonl or --to parquet");
  folder.check_refused({"--to", "null", "--tables", "*"},
                       "--tables goes with --to csv, --to jsonl or --to parquet");
  folder.check_refused({"--to", "csv", "--out", "-"},
                       "--out - takes one table; name it, like --tables accounts_db.accounts");
  folder.check_refused({"--to", "csv", "--out", "-", "--tables", "loans_db.*"},
                       "--out - takes one table; name it, like --tables accounts_db.accounts");
  folder.check_refused(
      {"--to", "csv", "--out", "-", "--tables", "accounts", "--rows-per-file", "5"},
      "--out - is one stream; it cannot be split into files");
  folder.check_refused({"--to", "csv", "--out", "x", "--compress", "gzip"},
                       "--compress: 'gzip' is not known; known: zstd, none");
}

TEST_CASE("a pattern that means no table names the nearest that there is") {
  const Folder folder;
  folder.check_refused({"--to", "csv", "--out", "x", "--tables", "accounts_db.acounts"},
                       "--tables: no table is called 'accounts_db.acounts'; did you mean "
                       "'accounts_db.accounts'?");
  folder.check_refused(
      {"--to", "csv", "--out", "x", "--tables", "loans,acounts_db.*"},
      "--tables: no table is called 'acounts_db.*'; did you mean 'accounts_db.*'?");
  folder.check_refused({"--to", "csv", "--out", "x", "--tables", "loan"},
                       "--tables: no table is called 'loan'; did you mean 'loans'?");
}

TEST_CASE("patterns choose tables, and the report says where they are and how to make them again") {
  const Folder folder;
  const std::string out = folder.path("bank");
  const ProcessResult first =
      folder.run({"--customers", "300", "--to", "csv", "--out", out, "--as-of", "2025-06-30",
                  "--tables", "accounts_db.*,loans_db.loans", "--log", "none"});
  CHECK(first.exit_code == 0);
  CHECK(first.out.find("written to:   " + out + ", 6 files and manifest.json") !=
        std::string::npos);
  CHECK(fs::exists(out + "/accounts_db/transactions.csv"));
  CHECK(fs::exists(out + "/loans_db/loans.csv"));
  CHECK_FALSE(fs::exists(out + "/customer_db"));
  const std::string manifest = folder.text("bank/manifest.json");
  CHECK(folder.run({"--to", "csv", "--out", out, "--log", "none"}).exit_code == 1);
  const std::string again = "to repeat:    ";
  const auto begin = first.out.find(again) + again.size();
  const std::string command = first.out.substr(begin, first.out.find('\n', begin) - begin);
  CHECK(folder.shell(command + " --log none").exit_code == 0);
  CHECK(folder.text("bank/manifest.json") == manifest);
}

TEST_CASE("a package describes the tables that were written, and is nobody else's") {
  const Folder folder;
  const auto write = [&folder](const std::string& options) {
    return folder.shell(
        program_with("--customers 300 --quiet --out " + folder.path("bank") + " " + options));
  };
  const auto package = [&folder] {
    return nlohmann::json::parse(folder.text("bank/datapackage.json"));
  };
  REQUIRE(write("--to csv --tables 'accounts_db.*,loans_db.loans'").exit_code == 0);
  CHECK(package().at("resources").size() == 5);
  CHECK(package().at("resources").at(0).at("path") == "accounts_db/customers.csv");
  REQUIRE(write("--to jsonl --compress zstd --rows-per-file 100 --truncate --tables customers")
              .exit_code == 0);
  const auto customers = package().at("resources").at(0);
  CHECK(customers.at("path").size() == 3);
  CHECK(customers.at("compression") == "zst");
  CHECK(run_process({program(), "verify", "--files", folder.path("bank")}).exit_code == 0);

  const std::string own = folder.path("own");
  fs::create_directory(own);
  REQUIRE(folder.shell("echo mine > " + own + "/datapackage.json").exit_code == 0);
  const ProcessResult refused =
      folder.shell(program_with("--customers 300 --quiet --truncate --to csv --out " + own));
  CHECK(refused.exit_code == 1);
  CHECK(refused.err == "bankseed: " + own +
                           "/datapackage.json is there, and not in manifest.json; move it away, or "
                           "name another folder\n");
  CHECK(folder.text("own/datapackage.json") == "mine\n");
}

TEST_CASE("standard output carries nothing but data, and may be closed at any time") {
  const Folder folder;
  const std::string accounts = "--customers 300 --to csv --tables accounts_db.accounts --out - ";
  const ProcessResult whole = folder.shell(program_with(accounts));
  CHECK(whole.exit_code == 0);
  CHECK(whole.out.starts_with("account_id,account_number,"));
  CHECK(whole.err.find("written to:   standard output") != std::string::npos);
  const ProcessResult lines_only = folder.shell(program_with(accounts + "--quiet"));
  CHECK(lines_only.out == whole.out);
  CHECK(lines_only.err.empty());
  const ProcessResult head = folder.shell(program_with(
      "--customers 50000 --to jsonl --tables transactions --out - --quiet | head -n 2"));
  CHECK(head.exit_code == 0);
  CHECK(lines(head.out) == 2);
  CHECK(head.err.empty());
}

TEST_CASE("a bank of more row groups than a Parquet file takes is in parts, and no stream") {
  const Folder folder;
  const std::vector<std::string> bank = {"--customers", "8192500",  "--to",  "parquet",
                                         "--tables",    "accounts", "--log", "none"};
  const auto with_out = [&bank](const std::string& out) {
    std::vector<std::string> arguments = bank;
    arguments.insert(arguments.end(), {"--quiet", "--out", out});
    return arguments;
  };
  folder.check_refused(with_out("-"),
                       "--out - is one file, and Parquet's takes 8 million customers; --out FOLDER "
                       "writes several");
  const std::string out = folder.path("bank");
  std::vector<std::string> arguments = with_out(out);
  arguments.insert(arguments.begin(), {program(), "generate"});
  Process process(arguments, {});
  wait_until("the first part is there", [&out] {
    return fs::exists(out + "/.bankseed/incomplete/accounts_db/accounts/part-00001.parquet");
  });
  process.signal(SIGINT);
  CHECK(process.wait().exit_code == 130);
  CHECK_FALSE(fs::exists(out));
}

TEST_CASE("datasets are not written beside those of a bank in more files, or in fewer") {
  const Folder folder;
  const auto write = [&folder](const std::string& customers, const std::string& out) {
    return folder.shell(program() + " datasets branches --quiet --format parquet --customers " +
                        customers + " --out " + out);
  };
  const std::string whole = folder.path("whole");
  CHECK(write("100", whole).exit_code == 0);
  CHECK(write("100", whole).exit_code == 0);
  const ProcessResult larger = write("8192500", whole);
  CHECK(larger.exit_code == 1);
  CHECK(larger.err == "bankseed: " + whole +
                          "/branches.parquet is there, of a bank in other files; move it away, or "
                          "name another folder\n");
  const std::string parts = folder.path("parts");
  fs::create_directories(parts + "/branches");
  fs::rename(whole + "/branches.parquet", parts + "/branches/part-00001.parquet");
  for (const std::string customers : {"100", "8192500"}) {
    const ProcessResult result = write(customers, parts);
    CHECK(result.exit_code == 1);
    CHECK(result.err.starts_with("bankseed: " + parts + "/branches/part-00001.parquet is there"));
  }
}

TEST_CASE("a disk that is full is one line and exit code 1, and nothing half-written is left") {
  const Folder folder;
  const std::string out = folder.path("bank");
  const ProcessResult limited =
      folder.shell("ulimit -f 200; exec " + program_with("--to jsonl --quiet --out " + out));
  CHECK(limited.exit_code == 1);
  CHECK(lines(limited.err) == 1);
  CHECK(limited.err.starts_with("bankseed: cannot write " + out));
  CHECK(limited.err.ends_with(": File too large\n"));
  CHECK_FALSE(fs::exists(out));
  const ProcessResult full =
      folder.shell(program_with("--to csv --tables accounts --quiet --out - > /dev/full"));
  CHECK(full.exit_code == 1);
  CHECK(full.err == "bankseed: cannot write to standard output: No space left on device\n");
  const ProcessResult nowhere =
      folder.run({"--to", "csv", "--out", "/proc/bankseed", "--log", "none", "--quiet"});
  CHECK(nowhere.exit_code == 1);
  CHECK(nowhere.err.starts_with("bankseed: cannot make the folder /proc/bankseed: "));
}

TEST_CASE("Ctrl-C leaves the folder as it was") {
  const Folder folder;
  const std::string out = folder.path("bank");
  Process process({program(), "generate", "--customers", "300k", "--to", "jsonl", "--out", out,
                   "--log", "none"},
                  {});
  process.wait_for_error_text("plan: ");
  wait_until("the first files are there",
             [&out] { return fs::exists(out + "/.bankseed/incomplete/accounts_db"); });
  process.signal(SIGINT);
  const ProcessResult result = process.wait();
  CHECK(result.exit_code == 130);
  CHECK_FALSE(fs::exists(out));
}

TEST_CASE("of two runs into one folder one is refused at once, and the other's bank is whole") {
  const Folder folder;
  const std::string out = folder.path("bank");
  const auto command = [&out](const std::string& seed) {
    return std::vector<std::string>{program(), "generate", "--customers", "20k",       "--seed",
                                    seed,      "--to",     "csv",         "--out",     out,
                                    "--log",   "none",     "--quiet",     "--truncate"};
  };
  Process first(command("1"), {});
  wait_until("the first one has signed its lock", [&out] {
    std::error_code error;
    return fs::file_size(out + "/.bankseed/lock", error) > 0 && !error;
  });
  first.signal(SIGSTOP);
  const ProcessResult second = run_process(command("2"));
  CHECK(second.exit_code == 1);
  CHECK(second.err.starts_with("bankseed: another bankseed writes to " + out + " (process "));
  first.signal(SIGCONT);
  CHECK(first.wait().exit_code == 0);
  CHECK(folder.text("bank/manifest.json").find("\"seed\": 1,") != std::string::npos);
  CHECK(run_process({program(), "verify", "--files", out}).exit_code == 0);
}

TEST_CASE("files of a run that was killed are gone on with, to the same bytes") {
  using Words = std::vector<std::string>;
  const Words format = GENERATE(values<Words>({
      {"csv"},
      {"jsonl", "--compress", "zstd"},
      {"parquet"},
      {"parquet", "--rows-per-file", "20000"},
      {"csv", "--bytes-per-file", "1M"},
  }));
  const Folder folder;
  // Of several row groups, which are of 8,000 customers each.
  const std::string customers = format.front() == "parquet" ? "40k" : "8k";
  const auto command = [&](const std::string& out, const Words& more) {
    Words words = {program(), "generate", "--customers", customers,        "--log",
                   "none",    "--quiet",  "--out",       folder.path(out), "--to"};
    words.insert(words.end(), format.begin(), format.end());
    words.insert(words.end(), more.begin(), more.end());
    return words;
  };
  CAPTURE(format.back());
  REQUIRE(run_process(command("whole", {})).exit_code == 0);
  const std::string checkpoint = folder.path("bank/.bankseed/checkpoint");
  {
    Process process(command("bank", {"--parts", "4"}), {});
    wait_until("a part is done", [&] { return fs::exists(checkpoint); });
    process.signal(SIGKILL);
    static_cast<void>(process.wait());
  }
  REQUIRE(fs::exists(checkpoint));
  const auto refused = run_process(command("bank", {"--resume", "--seed", "9"}));
  CHECK(refused.exit_code == 2);
  CHECK_THAT(refused.err, Catch::Contains("seed 42, not 9"));
  const auto resumed = run_process(command("bank", {"--resume"}));
  INFO(resumed.err);
  CHECK(resumed.exit_code == 0);
  CHECK_FALSE(fs::exists(folder.path("bank/.bankseed")));
  CHECK(folder.text("bank/manifest.json") == folder.text("whole/manifest.json"));
  CHECK(run_process({program(), "verify", "--files", folder.path("bank")}).exit_code == 0);
  CHECK(run_process(command("bank", {"--resume"})).exit_code == 0);
  CHECK(run_process(command("bank", {"--resume", "--seed", "9"})).exit_code == 1);
  CHECK(folder.text("bank/manifest.json") == folder.text("whole/manifest.json"));
}

TEST_CASE("what somebody has changed of files that are to be gone on with is noticed, and stays") {
  const Folder folder;
  const auto command = [&](const std::string& out, const std::string& more) {
    return program_with("--customers 8k --to csv --quiet --out " + folder.path(out) + " " + more);
  };
  REQUIRE(folder.shell(command("whole", "")).exit_code == 0);
  const std::string checkpoint = folder.path("bank/.bankseed/checkpoint");
  {
    Process process({"bash", "-c", "exec " + command("bank", "--parts 4")}, {});
    wait_until("a part is done", [&] { return fs::exists(checkpoint); });
    process.signal(SIGKILL);
    static_cast<void>(process.wait());
  }
  for (const auto* change :
       {"printf X | dd of=$(find . -name accounts.* -o -name part-00001.* | head "
        "-1) bs=1 seek=90 conv=notrunc",
        "rm checkpoint && mkfifo checkpoint", "mv incomplete x && ln -s x incomplete",
        "mv incomplete/loans_db x && ln -s ../x incomplete/loans_db", "truncate -s 100 checkpoint",
        "truncate -s 9 incomplete/insurance_db/premium_payments.csv"}) {
    CAPTURE(change);
    const std::string copy = folder.path("copy");
    REQUIRE(folder
                .shell("cp -r " + folder.path("bank") + " " + copy + " && cd " + copy +
                       "/.bankseed && " + change)
                .exit_code == 0);
    const auto strange = folder.shell(command("copy", "--resume"));
    CHECK(strange.exit_code == 1);
    CHECK_THAT(strange.err, Catch::Contains("begin anew without --resume"));
    CHECK(fs::exists(fs::symlink_status(copy + "/.bankseed/checkpoint")));
    CHECK(folder.shell(command("copy", "")).exit_code == 0);
    CHECK(folder.text("copy/manifest.json") == folder.text("whole/manifest.json"));
    fs::remove_all(copy);
  }
}

TEST_CASE("files that were whole when a run was killed get their names, whoever comes next") {
  const Folder folder;
  const std::string command = "--customers 1200 --to csv --quiet --out " + folder.path("bank");
  REQUIRE(folder.shell(program_with(command)).exit_code == 0);
  // As if it had been killed in the middle of that: some are named, the manifest is, or is not.
  const bool has_manifest = GENERATE(false, true);
  REQUIRE(folder
              .shell("cd " + folder.path("bank") +
                     " && mkdir -p .bankseed/complete/loans_db .bankseed/incomplete && touch "
                     ".bankseed/lock && mv loans_db/loans.csv .bankseed/complete/loans_db" +
                     (has_manifest ? "" : " && mv manifest.json .bankseed/complete"))
              .exit_code == 0);
  const auto resumed = folder.shell(program_with(command + " --resume"));
  INFO(resumed.err);
  CHECK(resumed.exit_code == 0);
  CHECK_FALSE(fs::exists(folder.path("bank/.bankseed")));
  CHECK(run_process({program(), "verify", "--files", folder.path("bank")}).exit_code == 0);
}

TEST_CASE("a run into files that fails leaves its parts when it may be gone on with") {
  const Folder folder;
  const auto command = [&](const std::string& more) {
    return program_with("--customers 8k --to csv --parts 4 --quiet --out " + folder.path("bank") +
                        " " + more);
  };
  // The disk is full when the files have so many bytes.
  const std::string with_small_disk = "ulimit -f 14000; trap '' XFSZ; ";
  CHECK(folder.shell(with_small_disk + command("")).exit_code == 1);
  CHECK_FALSE(fs::exists(folder.path("bank/.bankseed")));
  const auto failed = folder.shell(with_small_disk + command("--resume"));
  CHECK(failed.exit_code == 1);
  CHECK_THAT(failed.err, Catch::Contains("parts stay: go on with --resume"));
  CHECK(folder.shell(command("--resume")).exit_code == 0);
  CHECK(run_process({program(), "verify", "--files", folder.path("bank")}).exit_code == 0);
}

TEST_CASE("CSV for Excel has the same rows, and is not made unasked") {
  const Folder folder;
  const auto profiles = [&folder](const std::string& options) {
    const ProcessResult result = folder.shell(program_with(
        "--customers 300 --to csv --tables customer_profiles --quiet --out - " + options));
    CHECK(result.exit_code == 0);
    return result.out;
  };
  const std::string standard = profiles("");
  CHECK(standard == profiles("--csv-dialect standard"));
  CHECK(standard.starts_with("customer_id,"));
  const std::string excel = profiles("--csv-dialect excel");
  CHECK(
      excel.starts_with("\xEF\xBB\xBF"
                        "customer_id,"));
  CHECK(lines(excel) == lines(standard));
  CHECK(excel.find(",\"=\"\"+1-") != std::string::npos);
  CHECK(excel.find(",+1-") == std::string::npos);
  const std::string brazil = profiles("--csv-dialect excel --locale pt_BR");
  CHECK(
      brazil.starts_with("\xEF\xBB\xBF"
                         "customer_id;"));
  const std::string out = folder.path("bank");
  CHECK(folder
            .run({"--customers", "7", "--to", "csv", "--csv-dialect", "excel", "--out", out,
                  "--log", "none"})
            .out.find(" --csv-dialect excel") != std::string::npos);
  CHECK(run_process({program(), "verify", "--files", out}).exit_code == 0);
}

TEST_CASE("no file is larger than it may be, in any format") {
  const Folder folder;
  const auto largest = [&folder](const std::vector<std::string>& options) {
    const std::string out = folder.path(options[0] + options.back());
    std::vector<std::string> words = {"--customers", "12k",   "--as-of", "2025-06-30", "--out",
                                      out,           "--log", "none",    "--quiet",    "--to"};
    words.insert(words.end(), options.begin(), options.end());
    CHECK(folder.run(words).exit_code == 0);
    CHECK(run_process({program(), "verify", "--files", out, "--quiet"}).exit_code == 0);
    std::uintmax_t size = 0;
    for (const auto& entry : fs::recursive_directory_iterator(out)) {
      const bool is_of_table = entry.path().parent_path() != out;
      if (entry.is_regular_file() && is_of_table) size = std::max(size, entry.file_size());
    }
    return size;
  };
  CHECK(largest({"csv", "--bytes-per-file", "256k"}) <= 256'000);
  CHECK(largest({"jsonl", "--bytes-per-file", "100k"}) <= 100'000);
  CHECK(largest({"csv", "--compress", "zstd", "--bytes-per-file", "2M"}) <= 2'000'000);
  CHECK(largest({"parquet", "--bytes-per-file", "4M"}) <= 4'000'000);
}

TEST_CASE("a run that is killed leaves nothing that the next one does not remove") {
  const Folder folder;
  const std::string out = folder.path("bank");
  const auto write = [&](const std::string& customers, const std::string& format) {
    return std::vector<std::string>{program(), "generate", "--customers", customers,
                                    "--to",    format,     "--out",       out,
                                    "--log",   "none",     "--quiet"};
  };
  Process killed(write("100k", "jsonl"), {});
  wait_until("there are files",
             [&out] { return fs::exists(out + "/.bankseed/incomplete/loans_db/loans.jsonl"); });
  killed.signal(SIGKILL);
  CHECK(killed.wait().exit_code == 128 + SIGKILL);
  CHECK(run_process(write("100", "csv")).exit_code == 0);
  CHECK_FALSE(fs::exists(out + "/.bankseed"));
  CHECK(run_process({program(), "verify", "--files", out}).exit_code == 0);
}

TEST_CASE("files that hold data are the user's alone, unless somebody says otherwise") {
  const Folder folder;
  const auto modes = [&folder](const std::string& command) {
    const std::string out = folder.path("out");
    fs::remove_all(out);
    CHECK(folder.shell("umask 022; exec " + program() + " " + command + " --quiet --out " + out)
              .exit_code == 0);
    std::set<unsigned> found;
    for (const auto& entry : fs::recursive_directory_iterator(out)) {
      if (entry.is_regular_file())
        found.insert(static_cast<unsigned>(entry.status().permissions() & fs::perms::all));
    }
    return found;
  };
  using Modes = std::set<unsigned>;
  const std::string bank = "generate --customers 7 --to csv --log none";
  CHECK(modes(bank) == Modes{0600});
  CHECK(modes(bank + " --mode umask") == Modes{0644});
  CHECK(modes(bank + " --mode 0664") == Modes{0664});
  CHECK(modes("datasets --customers 7 branches") == Modes{0600});
  CHECK(modes("datasets --customers 7 branches --mode 640") == Modes{0640});
  const auto repeated =
      folder.shell(program() + " " + bank + " --mode 640 --out " + folder.path("again"));
  CHECK(repeated.out.find(" --mode 640 ") != std::string::npos);
}

TEST_CASE("datasets for Excel are CSV with its marks") {
  const Folder folder;
  const auto result =
      run_process({program(), "datasets", "customers", "--customers", "50", "--format", "csv",
                   "--csv-dialect", "excel", "--out", folder.path("datasets")});
  CHECK(result.exit_code == 0);
  CHECK(result.out.find(" --format csv --csv-dialect excel") != std::string::npos);
  const std::string text = folder.text("datasets/customers.csv");
  // Brazil's, as the country is unless another one is named.
  CHECK(text.starts_with(std::string("\xEF\xBB\xBF") + "customer_id;name;"));
  CHECK(text.find("\"=\"\"+55") != std::string::npos);
  CHECK(lines(text) == 51);
}

TEST_CASE("the bytes that the plan foresees are those that files get") {
  const auto printed = run_process(
      {program(), "plan", "--customers", "3000", "--as-of", "2024-06-30", "--format", "json"});
  const auto plan = nlohmann::json::parse(printed.out);
  for (const std::string format : {"csv", "jsonl", "parquet"}) {
    const Folder folder;
    const auto written = folder.run({"--to", format, "--out", folder.path("bank"), "--customers",
                                     "3000", "--as-of", "2024-06-30", "--quiet"});
    REQUIRE(written.exit_code == 0);
    const auto manifest = nlohmann::json::parse(folder.text("bank/manifest.json"));
    double bytes = 0;
    for (const auto& file : manifest.at("files"))
      bytes += file.at("bytes").get<double>();
    CHECK(plan.at("estimated_bytes").at(format).get<double>() == Approx(bytes).epsilon(0.1));
  }
}

}  // namespace bankseed::testing
