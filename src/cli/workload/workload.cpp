#include "cli/workload/workload.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "bankseed/bank/bank.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/core/check.hpp"
#include "cli/configuration/connections.hpp"
#include "cli/configuration/values.hpp"

namespace bankseed {
namespace {

/// Officers among whom the scripts draw; more would make the lines long, and change nothing.
constexpr std::size_t kOfficersMax = 20;

/// Statement texts, of letters that every encoding has. They say to or from (TXN5), and nothing
/// that any rule takes for a salary, an installment or a cash machine.
struct StatementTexts {
  std::string_view deposit;
  std::string_view withdrawal;
  std::string_view transfer_in;
  std::string_view transfer_out;
};
constexpr StatementTexts kEnglish = {"Mobile check deposit", "Withdrawal at the counter",
                                     "Transfer from another account",
                                     "Transfer to another account"};
constexpr StatementTexts kPortuguese = {"TED creditada", "Saque no caixa", "Pix recebido",
                                        "Pix enviado"};

/// Employees of a role who are still there, as an SQL array; where nobody is, anybody who is, or at
/// least has been (EMP6).
std::vector<std::string> officers(const Bank& bank, Role role) {
  std::vector<std::string> of_role;
  std::vector<std::string> others;
  RowSet rows;
  for (std::uint64_t block = 0; block < bank.block_count(); ++block) {
    rows.clear();
    bank.generate(block, tables_of_rows<EmployeesRow>(), rows);
    for (const EmployeesRow& row : rows.of<EmployeesRow>()) {
      const std::string id = to_text(AnyId(row.employee_id));
      const bool is_there = !row.termination_date;
      if (is_there && row.role == text_of(role)) of_role.push_back(id);
      if (others.empty() || (is_there && others.size() < kOfficersMax)) others.push_back(id);
    }
  }
  const auto& found = of_role.empty() ? others : of_role;
  std::vector<std::string> chosen;
  const std::size_t count = std::min(found.size(), kOfficersMax);
  for (std::size_t i = 0; i < count; ++i)
    chosen.push_back(found[i * found.size() / count]);
  return chosen;
}

/// The words in braces, and what stands for them in this bank.
class Words {
 public:
  Words(const Bank& bank, Date utc_today) {
    count<CustomersRow>(bank, "customers");
    count<AccountsRow>(bank, "accounts");
    count<LoansRow>(bank, "loans");
    count<RiskAssessmentsRow>(bank, "assessments");
    count<PoliciesRow>(bank, "policies");
    count<EmployeesRow>(bank, "employees");
    add_officers(bank, Role::kLoanOfficer, "loan_officer");
    add_officers(bank, Role::kComplianceOfficer, "compliance_officer");
    const BankOptions& options = bank.options();
    const bool is_brazilian = options.locale == corpus::Locale::kPtBr;
    const StatementTexts& texts = is_brazilian ? kPortuguese : kEnglish;
    texts_["deposit"] = texts.deposit;
    texts_["withdrawal"] = texts.withdrawal;
    texts_["transfer_in"] = texts.transfer_in;
    texts_["transfer_out"] = texts.transfer_out;
    texts_["today"] = fmt::format("DATE '{}'", to_text(options.day_seen()));
    // UTC has no hour twice; and nothing happens before what the bank has seen.
    const std::int32_t ahead = std::max(0, options.day_seen().days - utc_today.days);
    texts_["now"] = ahead == 0 ? "(clock_timestamp() AT TIME ZONE 'UTC')"
                               : fmt::format("(clock_timestamp() AT TIME ZONE 'UTC' + {})",
                                             fmt::format("interval '{} days'", ahead));
    // A session makes one id a microsecond, and there is no other with its process id.
    texts_["stamp"] = "to_char(at, 'YYYYMMDDHH24MISSUS') || lpad(pg_backend_pid()::text, 7, '0')";
  }

  /// `sql` with all words replaced; nothing where it draws among rows of which there are none.
  [[nodiscard]] std::optional<std::string> replaced(std::string_view sql) const {
    std::string text;
    while (true) {
      const auto begin = sql.find('{');
      text += sql.substr(0, begin);
      if (begin == std::string_view::npos) return text;
      const auto end = sql.find('}', begin);
      BANKSEED_CHECK(end != std::string_view::npos);
      const std::string word(sql.substr(begin + 1, end - begin - 1));
      sql.remove_prefix(end + 1);
      if (word.starts_with("id:")) {
        text += id_text(word);
      } else if (const auto rows = counts_.find(word); rows != counts_.end()) {
        if (rows->second == 0) return std::nullopt;
        text += std::to_string(rows->second);
      } else {
        text += texts_.at(word);
      }
    }
  }

 private:
  template <class Row>
  void count(const Bank& bank, const std::string& word) {
    counts_[word] = bank.row_count(kTableId<Row>);
  }

  void add_officers(const Bank& bank, Role role, const std::string& word) {
    const auto ids = officers(bank, role);
    counts_[word + "s"] = ids.size();
    texts_[word] = fmt::format("(ARRAY['{}'])[:{}::integer]", fmt::join(ids, "', '"), word);
  }

  /// {id:ACC:payer}: SQL of the id whose number pgbench has in the variable payer.
  [[nodiscard]] std::string id_text(const std::string& word) const {
    const auto colon = word.find(':', 3);
    const std::string prefix = word.substr(3, colon - 3);
    const std::string number = ":" + word.substr(colon + 1) + "::text";
    const auto digits = digits_of(prefix);
    // lpad() cuts what is longer.
    std::uint64_t beyond = 1;
    for (std::uint8_t i = 0; i < digits; ++i)
      beyond *= 10;
    const bool fits = std::all_of(counts_.begin(), counts_.end(),
                                  [beyond](const auto& known) { return known.second < beyond; });
    const std::string width =
        fits ? fmt::format("{}", digits) : fmt::format("greatest({}, length({}))", digits, number);
    return fmt::format("'{}' || lpad({}, {}, '0')", prefix, number, width);
  }

  static std::uint8_t digits_of(std::string_view prefix) {
    for (const IdFormat& format :
         {CustomerIdFormat::kFormat, AccountIdFormat::kFormat, LoanIdFormat::kFormat,
          PolicyIdFormat::kFormat, EmployeeIdFormat::kFormat}) {
      if (format.prefix == prefix) return format.digits_min;
    }
    BANKSEED_CHECK(false);
    return 0;
  }

  std::map<std::string, std::uint64_t> counts_;
  std::map<std::string, std::string> texts_;
};

std::vector<WorkloadScript> all_scripts() {
  std::vector<WorkloadScript> scripts;
  for (const auto part : {account_scripts(), other_scripts(), loan_scripts(), compliance_scripts()})
    scripts.insert(scripts.end(), part.begin(), part.end());
  std::stable_sort(scripts.begin(), scripts.end(),
                   [](const WorkloadScript& left, const WorkloadScript& right) {
                     return left.database < right.database;
                   });
  return scripts;
}

std::string path_of(const WorkloadScript& script) {
  return fmt::format("{}/{}.sql", name_of(script.database), script.name);
}

constexpr std::string_view kHead = R"(
Scripts of [pgbench](https://www.postgresql.org/docs/current/pgbench.html), PostgreSQL's own load
generator, for the bank of {} customers as of {} that is loaded here. They draw
among its ids; for another bank, write them anew. Run the commands in this folder, with as many
clients (`-c`), threads (`-j`) and seconds (`-T`) as you like, on several databases or from several
machines at once. `@40` is a script's weight; `-M simple` or `-M extended` work as well.

)";

constexpr std::string_view kFoot = R"(## Is the bank still right?

```shell
{}
```

checks the rules that outlast writes: keys, references, values, and balances to the cent. A
deposit locks its account, so that balance and ledger stay in step whatever else runs; a transfer
locks both, in the order of their ids. Ids of new rows are made of the moment and of the session,
longer than any that the bank has, so that they need no sequence and meet no other. Moments are in
UTC{}.

Counts, shares and what goes by the day of the bank are as the scripts leave them. The bank as it
was comes back with

```shell
{}
```
)";

std::string readme(const BankOptions& bank,
                   const ConnectionSettings& connections,
                   const std::vector<WorkloadScript>& scripts,
                   bool is_later,
                   const WorkloadCommands& commands) {
  std::string text(kWorkloadTitle);
  text += fmt::format(fmt::runtime(kHead), grouped(bank.customers), to_text(bank.as_of));
  for (std::size_t i = 0; i < kDatabaseCount; ++i) {
    const auto database = static_cast<Database>(i);
    std::string files;
    std::string rows;
    for (const WorkloadScript& script : scripts) {
      if (script.database != database) continue;
      files += fmt::format(" \\\n  -f {}@{}", path_of(script), script.weight);
      rows += fmt::format("| `{}` | {} | {} |\n", path_of(script), script.weight, script.purpose);
    }
    if (files.empty()) continue;
    const DatabaseAddress& address = connections[i];
    text += fmt::format(
        "## {}\n\n| script | weight | what it does |\n| --- | ---: | --- |\n{}\n```shell\n"
        "pgbench -n -M prepared -c 4 -j 2 -T 60{} \\\n  {}\n```\n\n",
        name_of(database), rows, files, shell_word(connection_string(address, address.name)));
  }
  return text + fmt::format(fmt::runtime(kFoot), commands.verify,
                            is_later ? ", from the bank's day on, which is still to come" : "",
                            commands.generate);
}

}  // namespace

std::vector<WorkloadFile> workload_files(const BankOptions& bank,
                                         const ConnectionSettings& connections,
                                         Date utc_today,
                                         const WorkloadCommands& commands) {
  const Words words(Bank(bank), utc_today);
  std::vector<WorkloadFile> files;
  std::vector<WorkloadScript> scripts;
  for (const WorkloadScript& script : all_scripts()) {
    auto text = words.replaced(script.sql);
    if (!text) continue;
    files.push_back({path_of(script), std::move(*text)});
    scripts.push_back(script);
  }
  files.push_back({"README.md",
                   readme(bank, connections, scripts, bank.as_of.days > utc_today.days, commands)});
  return files;
}

}  // namespace bankseed
