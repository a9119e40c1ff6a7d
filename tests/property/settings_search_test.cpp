// Whatever is set, a bank is made or refused with a sentence: never an abort, a hang, or memory
// without bounds. Settings at their ends and in between, one to three at a time,
// drawn from a seed. A bank is made in a process of its own, which may end as it likes.
//
//   BANKSEED_TEST_SECONDS=3600 BANKSEED_TEST_SETTINGS_BANKS=20000 BANKSEED_TEST_SETTINGS_SEED=7
//   settings_tests
//
// says how many; 400 where nothing is said.

#include <algorithm>
#include <array>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bank/settings/describe.hpp"
#include "bankseed/bank/bank.hpp"
#include "bankseed/core/error.hpp"
#include "bankseed/rows/catalog.hpp"
#include "bankseed/rows/row_set.hpp"
#include "core/random.hpp"
#include "support/sanitized.hpp"

namespace bankseed::testing {
namespace {

constexpr rlim_t kSecondsMax = kSanitized ? 200 : 20;
/// A sanitizer reserves terabytes.
constexpr rlim_t kBytesMax = kSanitized ? RLIM_INFINITY : rlim_t{1536} << 20;
constexpr int kMade = 0;
constexpr int kRefused = 2;

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
  const char* const text = std::getenv(variable);
  if (text == nullptr) return otherwise;
  std::uint64_t number = 0;
  const std::string_view view = text;
  std::from_chars(view.data(), view.data() + view.size(), number);
  return number;
}

/// Draws what a setting is set to.
class Chooser {
 public:
  explicit Chooser(std::uint64_t state) : state_(state) {}

  std::uint64_t below(std::uint64_t bound) {
    state_ = mix(state_ + 0x9E3779B97F4A7C15ULL);
    return scale_to(state_, bound);
  }

  void operator()(Share* value) { value->basis_points = as_count(number()); }
  void operator()(Volume* value) { value->per_1200 = as_count(number()); }
  void operator()(std::uint32_t* value) { *value = as_count(number()); }
  void operator()(LedgerActivity* value) { *value = static_cast<LedgerActivity>(number()); }
  void operator()(Range* value) { *value = range(); }
  void operator()(std::span<Range> values) {
    if (below(2) == 0) {
      values[below(values.size())] = range();
    } else {
      std::fill(values.begin(), values.end(), range());
    }
  }
  /// All of one value, all but one, or a split at random.
  void operator()(std::span<std::uint32_t> shares) {
    const std::uint64_t one = below(shares.size());
    const std::uint64_t way = below(3);
    std::uint32_t left = 10'000;
    for (std::size_t i = 0; i < shares.size(); ++i) {
      const bool chosen = i == one;
      shares[i] = way == 0   ? (chosen ? left : 0)
                  : way == 1 ? (chosen ? 0 : 10'000 / static_cast<std::uint32_t>(shares.size()))
                             : static_cast<std::uint32_t>(below(left + 1));
      left -= shares[i];
    }
    shares[(one + 1) % shares.size()] += left;
  }

  void turn_to(const Setting& setting) { allowed_ = setting.allowed; }

 private:
  [[nodiscard]] static std::uint64_t mix(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }
  [[nodiscard]] static std::uint32_t as_count(std::int64_t number) {
    return static_cast<std::uint32_t>(number);
  }
  /// An end, next to one, or somewhere; in every order of magnitude as often.
  std::int64_t number() {
    const auto width = static_cast<std::uint64_t>(allowed_.high - allowed_.low);
    switch (below(6)) {
      case 0: return allowed_.low;
      case 1: return allowed_.high;
      case 2: return std::min(allowed_.low + 1, allowed_.high);
      case 3: return std::max(allowed_.high - 1, allowed_.low);
      default: break;
    }
    const std::uint64_t magnitude = below(64);
    return allowed_.low + static_cast<std::int64_t>(below((width >> magnitude) + 1));
  }
  Range range() {
    const std::int64_t a = number();
    const std::int64_t b = below(4) == 0 ? a : number();
    return {std::min(a, b), std::max(a, b)};
  }

  std::uint64_t state_;
  Range allowed_{};
};

struct Trial {
  BankOptions options;
  std::string text;  ///< What was set.
};

/// What a setting is set to, as one says it: " --set loans.linked=70".
struct SettingText {
  std::string operator()(const Share* value) const { return said(value->basis_points); }
  std::string operator()(const Volume* value) const { return said(value->per_1200); }
  std::string operator()(const std::uint32_t* value) const { return said(*value); }
  std::string operator()(const LedgerActivity* value) const { return line(text_of(*value)); }
  std::string operator()(const Range* value) const { return said(*value); }
  template <class T>
  std::string operator()(std::span<T> values) const {
    std::string text;
    for (std::size_t i = 0; i < values.size(); ++i)
      text += SettingText{fmt::format("{}.{}", name, setting.labels[i]), setting}.said(values[i]);
    return text;
  }
  [[nodiscard]] std::string said(const Range& value) const {
    return line(fmt::format("[{},{}]", number(value.low), number(value.high)));
  }
  [[nodiscard]] std::string said(std::int64_t value) const { return line(number(value)); }
  [[nodiscard]] std::string number(std::int64_t value) const {
    return setting_text(value, setting.unit);
  }
  [[nodiscard]] std::string line(std::string_view value) const {
    return fmt::format(" --set {}={}", name, value);
  }

  std::string name;
  const Setting& setting;
};

Trial trial_of(std::uint64_t seed, std::uint64_t number) {
  constexpr std::array<std::uint64_t, 4> kCustomers = {1, 7, 120, 1200};
  constexpr std::array<Date, 5> kDays = {Date{20'758}, Date{19'782}, Date{18'629}, kAsOfMin,
                                         kAsOfMax};
  Chooser choose(seed * 1'000'003 + number);
  Trial trial;
  BankOptions& options = trial.options;
  options.customers = kCustomers[choose.below(kCustomers.size())];
  options.seed = 1 + choose.below(1000);
  options.as_of = kDays[choose.below(8) == 0 ? choose.below(kDays.size()) : 0];
  if (choose.below(8) == 0) options.locale = corpus::Locale::kPtBr;
  const bool busy = choose.below(8) == 0;
  if (busy) options.settings.transactions = TransactionSettings::of(LedgerActivity::kBusy);
  if (choose.below(16) == 0) options.employees = 1 + choose.below(50);
  const YearMonthDay day = to_civil(options.as_of);
  trial.text =
      fmt::format("--customers {} --seed {} --as-of {}-{:02}-{:02}{}{}{}", options.customers,
                  options.seed, day.year, day.month, day.day,
                  options.employees == 0 ? "" : fmt::format(" --employees {}", options.employees),
                  options.locale == corpus::Locale::kPtBr ? " --locale pt_BR" : "",
                  busy ? " --set transactions.activity=busy" : "");
  std::vector<SettingSection> sections = describe_settings(options.settings);
  const std::uint64_t chosen = 1 + choose.below(3);
  for (std::uint64_t i = 0; i < chosen; ++i) {
    const SettingSection& section = sections[choose.below(sections.size())];
    const Setting& setting = section.settings[choose.below(section.settings.size())];
    choose.turn_to(setting);
    std::visit(choose, setting.value);
    trial.text += std::visit(SettingText{fmt::format("{}.{}", section.name, setting.key), setting},
                             setting.value);
  }
  return trial;
}

[[noreturn]] void make(const BankOptions& options) {
  for (const int signal : {SIGABRT, SIGFPE, SIGSEGV, SIGTERM})
    std::signal(signal, SIG_DFL);  // Not Catch's handlers, which would report in here.
  const rlimit seconds = {kSecondsMax, kSecondsMax};
  setrlimit(RLIMIT_CPU, &seconds);
  const rlimit bytes = {kBytesMax, kBytesMax};
  setrlimit(RLIMIT_AS, &bytes);
  try {
    const Bank bank(options);
    RowSet rows;
    for (std::uint64_t block = 0; block < bank.block_count(); ++block) {
      rows.clear();
      bank.generate(block, all_tables() | all_datasets(), rows);
    }
    _exit(kMade);
  } catch (const UsageError&) {
    _exit(kRefused);
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    _exit(1);
  }
}

/// How making it ended: an exit code, or the signal's number, negative.
int outcome_of(const Trial& trial) {
  const pid_t child = fork();
  if (child == 0) make(trial.options);
  REQUIRE(child > 0);
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

/// What has ended a version.
TEST_CASE("settings that leave no room are made or refused") {
  using Change = void (*)(Settings&);
  constexpr std::array<std::pair<Change, int>, 9> kChanges = {{
      {[](Settings& s) { s.loans.applicants = {0}; }, kMade},
      {[](Settings& s) { s.insurance.holders = {10'000}; }, kRefused},
      {[](Settings& s) { s.relationships.count = {500}; }, kRefused},
      {[](Settings& s) {
         s.customers.age_years = {18, 20};
       },
       kRefused},
      {[](Settings& s) {
         s.transactions.amounts[TransactionType::kTransfer] = {50'00, 50'00};
       },
       kMade},
      {[](Settings& s) {
         s.accounts.status = {};
         s.accounts.status[AccountStatus::kClosed] = 10'000;
       },
       kRefused},
      {[](Settings& s) {
         s.loans.amounts[LoanType::kMortgage] = {0, 0};
       },
       kRefused},
      {[](Settings& s) { s.loans.applications = {1'000'000}; }, kRefused},
      {[](Settings& s) {
         s.transactions.amounts[TransactionType::kDeposit] = {0, 0};
       },
       kMade},
  }};
  for (const std::uint64_t customers : {120U, 1200U}) {
    for (std::size_t i = 0; i < kChanges.size(); ++i) {
      Trial trial;
      trial.options.customers = customers;
      trial.options.as_of = Date{20'758};
      kChanges[i].first(trial.options.settings);
      CAPTURE(customers, i);
      CHECK(outcome_of(trial) == kChanges[i].second);
    }
  }
}

TEST_CASE("every combination of settings is made or refused") {
  const std::uint64_t seed = number_from("BANKSEED_TEST_SETTINGS_SEED", 1);
  const std::uint64_t banks = number_from("BANKSEED_TEST_SETTINGS_BANKS", 400);
  std::map<int, std::uint64_t> outcomes;
  for (std::uint64_t number = 0; number < banks; ++number) {
    const Trial trial = trial_of(seed, number);
    const int outcome = outcome_of(trial);
    ++outcomes[outcome];
    INFO("number " << number << " ended with " << outcome << ": " << trial.text);
    CHECK((outcome == kMade || outcome == kRefused));
  }
  fmt::print("{} banks: {} made, {} refused\n", banks, outcomes[kMade], outcomes[kRefused]);
  CHECK(outcomes[kMade] > 0);
  CHECK(outcomes[kRefused] > 0);
}

}  // namespace
}  // namespace bankseed::testing
