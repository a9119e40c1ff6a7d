#include "cli/run/shards/shard.hpp"

#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "bankseed/core/error.hpp"

namespace bankseed {
namespace {

/// Variables that are set for as long as it lives.
class Variables {
 public:
  using List = std::vector<std::pair<std::string, std::string>>;
  explicit Variables(List variables) : variables_(std::move(variables)) {
    for (const auto& [name, value] : variables_)
      setenv(name.c_str(), value.c_str(), 1);
  }
  Variables(const Variables&) = delete;
  Variables& operator=(const Variables&) = delete;
  Variables(Variables&&) = delete;
  Variables& operator=(Variables&&) = delete;
  ~Variables() {
    for (const auto& variable : variables_)
      unsetenv(variable.first.c_str());
  }

 private:
  List variables_;
};

std::string shard(const std::string& text) {
  return to_text(parse_shard("--shard", text));
}

Variables slurm(const std::string& id,
                const std::string& min,
                const std::string& max,
                const std::string& count,
                const std::string& step = "1") {
  return Variables(Variables::List{{"SLURM_ARRAY_TASK_ID", id},
                                   {"SLURM_ARRAY_TASK_MIN", min},
                                   {"SLURM_ARRAY_TASK_MAX", max},
                                   {"SLURM_ARRAY_TASK_COUNT", count},
                                   {"SLURM_ARRAY_TASK_STEP", step}});
}

}  // namespace

TEST_CASE("a shard is one of some, from 0") {
  CHECK(parse_shard("--shard", "0/1") == Part{0, 1});
  CHECK(parse_shard("--shard", "63/64") == Part{63, 64});
  CHECK(parse_shard("--shard", "99999/100000") == Part{99'999, 100'000});
  CHECK_THROWS_WITH(shard("3/3"), "--shard: there is no shard 3/3; of 3 they are 0/3 to 2/3");
  CHECK_THROWS_WITH(shard("1/0"), "--shard: '1/0' is not possible: there are 1 to 100,000 shards");
  CHECK_THROWS_WITH(shard("0/100001"),
                    "--shard: '0/100001' is not possible: there are 1 to 100,000 shards");
  for (const char* text :
       {"", "3", "/", "3/", "/3", "-1/2", "1/-2", "+1/2", "a/b", "1/2/3", "1.0/2", " 1/2", "auto/",
        "auto/x", "Auto", "0x1/2", "1/99999999999999999999"}) {
    CHECK_THROWS_WITH(shard(text), "--shard: '" + std::string(text) +
                                       "' is not which shard of how many: 3/64, auto, auto/64");
  }
}

TEST_CASE("of a Slurm array the tasks are the shards, whatever they are numbered by") {
  {
    const auto variables = slurm("3", "0", "7", "8");
    CHECK(shard("auto") == "3/8");
    CHECK(shard("auto/64") == "3/64");
    CHECK_THROWS_WITH(shard("auto/3"),
                      "--shard: SLURM_ARRAY_TASK_ID is 3, and the shards are 0/3 to 2/3");
  }
  {
    const auto variables = slurm("1", "1", "8", "8");
    CHECK(shard("auto") == "0/8");
  }
  {
    const auto variables = slurm("30", "10", "30", "3", "10");
    CHECK(shard("auto") == "2/3");
  }
}

TEST_CASE("of an array in which tasks are left out nobody knows how many there were") {
  for (const char* id : {"3", "5", "9"}) {
    const auto variables = slurm(id, "3", "9", "3");
    CHECK_THROWS_WITH(shard("auto"), Catch::Contains("say auto/N"));
    CHECK(shard("auto/64") == std::string(id) + "/64");
  }
  {
    const auto variables = slurm("2", "3", "5", "3");
    CHECK_THROWS_WITH(shard("auto"), Catch::StartsWith("--shard: SLURM_ARRAY_TASK_ID is 2"));
  }
  {
    const auto variables = slurm("x", "0", "7", "8");
    CHECK_THROWS_WITH(shard("auto"),
                      "--shard: SLURM_ARRAY_TASK_ID is 'x', which is no whole number");
  }
  for (const char* count : {"0", "100001", "18446744073709551615"}) {
    const auto variables = slurm("0", "0", "7", count);
    CHECK_THROWS_AS(shard("auto"), UsageError);
  }
  const Variables alone(Variables::List{{"SLURM_ARRAY_TASK_ID", "3"}});
  CHECK_THROWS_WITH(shard("auto"),
                    "--shard: auto needs SLURM_ARRAY_TASK_COUNT in the environment, too");
}

TEST_CASE("Open MPI says both, Kubernetes only which") {
  {
    const Variables variables(
        Variables::List{{"OMPI_COMM_WORLD_RANK", "2"}, {"OMPI_COMM_WORLD_SIZE", "5"}});
    CHECK(shard("auto") == "2/5");
  }
  const Variables variables(Variables::List{{"JOB_COMPLETION_INDEX", "63"}});
  CHECK(shard("auto/64") == "63/64");
  CHECK_THROWS_WITH(shard("auto"),
                    "--shard: JOB_COMPLETION_INDEX does not say how many there are; say auto/N, "
                    "where N is the Job's completions");
  CHECK_THROWS_WITH(shard("auto/9"),
                    "--shard: JOB_COMPLETION_INDEX is 63, and the shards are 0/9 to 8/9");
}

TEST_CASE("auto is refused where nothing says which, or several do") {
  CHECK_THROWS_WITH(shard("auto"), Catch::Contains("auto finds none of SLURM_ARRAY_TASK_ID, "
                                                   "JOB_COMPLETION_INDEX, OMPI_COMM_WORLD_RANK"));
  CHECK_THROWS_WITH(shard("auto/4"), Catch::Contains("auto finds none of"));
  const Variables variables(
      Variables::List{{"JOB_COMPLETION_INDEX", "1"}, {"OMPI_COMM_WORLD_RANK", "0"}});
  CHECK_THROWS_WITH(shard("auto"), Catch::Contains("say which of how many, like "
                                                   "$JOB_COMPLETION_INDEX/64"));
}

}  // namespace bankseed
