#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "support/bank_checks.hpp"

namespace bankseed::testing {
namespace {

void check_hierarchy(const RowSet& rows) {
  const auto index = rows_by(rows, &EmployeesRow::employee_id);
  for (const auto& row : rows.of<EmployeesRow>()) {
    if (!row.manager_id) continue;
    const EmployeesRow& manager = *index.at(*row.manager_id);
    CHECK(row.employee_id != *row.manager_id);
    // Managers are senior: no chain is longer than one, so there is no cycle.
    CHECK_FALSE(manager.manager_id.has_value());
    CHECK_FALSE(manager.termination_date.has_value());
  }
}

void check_employee(const EmployeesRow& row) {
  CHECK(row.hire_date < kAsOf);
  CHECK(row.hire_date >= add_months(kAsOf, -120));
  CHECK((row.employment_status == "terminated") == row.termination_date.has_value());
  if (row.termination_date) {
    CHECK(*row.termination_date > row.hire_date);
    CHECK(*row.termination_date < kAsOf);
  }
  CHECK(row.salary.cents >= 30'000'00);
  CHECK(row.salary.cents <= 250'000'00);
  const std::set<std::string_view> head_office = {"it",    "hr",   "finance",
                                                  "audit", "risk", "marketing"};
  if (head_office.contains(row.department)) CHECK(row.branch_code == BranchCode{1});
  CHECK(row.branch_code.number >= 1);
  CHECK(row.branch_code.number <= 18);
  const std::map<std::string_view, std::set<std::string_view>> departments = {
      {"customer_service", {"retail_banking", "customer_service", "operations"}},
      {"loan_officer", {"lending"}},
      {"insurance_agent", {"insurance"}},
      {"compliance_officer", {"compliance"}},
      {"it_specialist", {"it"}},
      {"auditor", {"audit"}},
      {"branch_manager", {"retail_banking"}}};
  const auto fitting = departments.find(row.role);
  if (fitting != departments.end()) CHECK(fitting->second.contains(row.department));
}

void check_employee_shares(const std::vector<EmployeesRow>& employees) {
  const std::uint64_t total = employees.size();
  auto roles = counts_by(employees, [](const auto& row) { return row.role; });
  CHECK(is_share(roles["customer_service"], total, 4000));
  CHECK(is_share(roles["loan_officer"], total, 2000));
  CHECK(is_share(roles["insurance_agent"], total, 1500));
  CHECK(is_share(roles["compliance_officer"], total, 1000));
  const auto count = [&employees](auto condition) {
    return static_cast<std::uint64_t>(std::count_if(employees.begin(), employees.end(), condition));
  };
  CHECK(is_share(count([](const auto& row) { return row.manager_id.has_value(); }), total, 7000));
  CHECK(is_share(count([](const auto& row) { return row.termination_date.has_value(); }), total,
                 500));
}

TEST_CASE("employees and departments hold EMP1 to EMP5") {
  for_each_bank([](const WholeBank& whole, std::uint64_t customers) {
    const auto& employees = whole.rows.of<EmployeesRow>();
    CHECK(employees.size() == std::max<std::uint64_t>(1, (customers * 150 + 600) / 1200));
    for (const auto& row : employees)
      check_employee(row);
    check_hierarchy(whole.rows);
    if (customers >= 120) check_employee_shares(employees);
    const auto index = rows_by(whole.rows, &EmployeesRow::employee_id);
    const auto& departments = whole.rows.of<DepartmentsRow>();
    CHECK(departments.size() == 12);
    std::uint64_t heads = 0;
    for (const auto& row : departments) {
      if (!row.department_head_id) continue;
      ++heads;
      const EmployeesRow& head = *index.at(*row.department_head_id);
      CHECK(head.department == row.department_name);
      CHECK_FALSE(head.manager_id.has_value());
      CHECK_FALSE(head.termination_date.has_value());
    }
    if (employees.size() >= 80) CHECK(heads == 12);
    if (customers == 1200) CHECK(employees.size() == 150);
  });
}

void check_training(const EmployeeTrainingRow& row, const EmployeesRow& employee) {
  const Date end = employee.termination_date.value_or(kAsOf);
  CHECK(row.enrollment_date >= employee.hire_date);
  CHECK(row.enrollment_date >= add_months(kAsOf, -24));
  CHECK(row.enrollment_date < end);
  const bool completed = row.status == "completed";
  CHECK(row.completion_date.has_value() == completed);
  CHECK(row.score.has_value() == completed);
  if (completed) {
    CHECK(*row.completion_date >= row.enrollment_date);
    CHECK(*row.completion_date < end);
    CHECK(*row.score >= 65);
    CHECK(*row.score <= 100);
  } else {
    CHECK_FALSE(employee.termination_date.has_value());
  }
}

TEST_CASE("trainings hold TRN1 and TRN2") {
  for_each_bank([](const WholeBank& whole, std::uint64_t customers) {
    const auto& programs = whole.rows.of<TrainingProgramsRow>();
    CHECK(programs.size() == 25);
    CHECK(is_share(
        static_cast<std::uint64_t>(std::count_if(
            programs.begin(), programs.end(), [](const auto& row) { return row.certification; })),
        25, 3000));
    for (const auto& row : programs) {
      CHECK(row.duration_hours >= 2);
      CHECK(row.duration_hours <= 40);
    }
    const auto index = rows_by(whole.rows, &EmployeesRow::employee_id);
    const auto& records = whole.rows.of<EmployeeTrainingRow>();
    std::set<std::pair<EmployeeId, TrainingProgramId>> pairs;
    std::map<EmployeeId, int> counts;
    for (const auto& row : records) {
      CHECK(pairs.insert({row.employee_id, row.program_id}).second);
      CHECK(row.program_id.number <= 25);
      ++counts[row.employee_id];
      check_training(row, *index.at(row.employee_id));
    }
    for (const auto& [id, row] : index) {
      const bool left_long_ago =
          row->termination_date && *row->termination_date <= add_months(kAsOf, -24);
      CHECK(counts[id] <= 4);
      CHECK((left_long_ago ? counts[id] == 0 : counts[id] >= 2));
    }
    if (customers < 120) return;
    auto status = counts_by(records, [](const auto& row) { return row.status; });
    CHECK(is_share(status["completed"], records.size(), 8000));
    CHECK(is_share(status["in_progress"], records.size(), 1500));
    CHECK(is_share(status["enrolled"], records.size(), 500));
  });
}

TEST_CASE("trainings are for whom they are made (TRN2)") {
  for_each_bank([](const WholeBank& whole, std::uint64_t /*customers*/) {
    const auto employees = rows_by(whole.rows, &EmployeesRow::employee_id);
    const auto programs = rows_by(whole.rows, &TrainingProgramsRow::program_id);
    for (const auto& row : whole.rows.of<EmployeeTrainingRow>()) {
      const EmployeesRow& employee = *employees.at(row.employee_id);
      const std::string_view name = programs.at(row.program_id)->program_name;
      CAPTURE(name, employee.role);
      const bool leads = employee.role == "branch_manager" || employee.role == "department_head";
      if (name.starts_with("Leadership")) CHECK((leads || !employee.manager_id));
      if (name.find("Credit Risk") == std::string_view::npos || leads) continue;
      CHECK((employee.role == "loan_officer" || employee.role == "risk_analyst"));
    }
  });
}

TEST_CASE("performance reviews hold REV1") {
  for_each_bank([](const WholeBank& whole, std::uint64_t customers) {
    const auto index = rows_by(whole.rows, &EmployeesRow::employee_id);
    const auto& reviews = whole.rows.of<PerformanceReviewsRow>();
    std::array<std::uint64_t, 6> ratings{};
    std::array<std::int64_t, 6> goals{};
    for (const auto& row : reviews) {
      const EmployeesRow& employee = *index.at(row.employee_id);
      const EmployeesRow& reviewer = *index.at(row.reviewer_id);
      CHECK(row.review_date < kAsOf);
      CHECK(row.review_date >= add_months(employee.hire_date, 12));
      if (employee.termination_date) CHECK(row.review_date <= *employee.termination_date);
      CHECK(row.employee_id != row.reviewer_id);
      if (customers >= 120) {
        CHECK(reviewer.hire_date < row.review_date);
        CHECK_FALSE(reviewer.manager_id.has_value());
      }
      CHECK(row.goals_met >= 0);
      CHECK(row.goals_met <= 100);
      ++ratings.at(static_cast<std::size_t>(row.rating));
      goals.at(static_cast<std::size_t>(row.rating)) += row.goals_met;
    }
    if (customers < 120) return;
    constexpr std::array<std::uint64_t, 6> kShares = {0, 200, 800, 3500, 4000, 1500};
    for (std::size_t rating = 1; rating <= 5; ++rating)
      CHECK(is_share(ratings[rating], reviews.size(), kShares[rating]));
    for (std::size_t rating = 2; rating <= 5; ++rating) {
      if (ratings[rating - 1] == 0 || ratings[rating] == 0) continue;
      CHECK(goals[rating] / static_cast<std::int64_t>(ratings[rating]) >
            goals[rating - 1] / static_cast<std::int64_t>(ratings[rating - 1]));
    }
  });
}

TEST_CASE("ratings of one employee are near each other, and comments on them differ (REV1)") {
  for (const std::uint64_t customers : {1'200U, 12'000U}) {
    const WholeBank whole(bank_options(customers, 4));
    std::map<EmployeeId, std::int32_t> last;
    std::map<std::int32_t, std::set<std::string_view>> comments;
    std::uint64_t same = 0;
    std::uint64_t moved = 0;
    std::uint64_t far = 0;
    for (const auto& row : whole.rows.of<PerformanceReviewsRow>()) {
      comments[row.rating].insert(row.comments);
      const auto found = last.find(row.employee_id);
      if (found != last.end()) {
        const std::int32_t by = std::abs(row.rating - found->second);
        ++(by == 0 ? same : by == 1 ? moved : far);
      }
      last[row.employee_id] = row.rating;
    }
    CHECK(far * 50 <= same + moved);
    CHECK(moved * 4 > same);
    if (customers < 12'000) continue;
    for (std::int32_t rating = 2; rating <= 5; ++rating)
      CHECK(comments[rating].size() >= 40);
  }
}

TEST_CASE("every branch has a senior of its own, from 150 employees up (EMP7)") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    BankOptions options = bank_options(1, seed);
    options.employees = 150;
    const WholeBank whole(options);
    std::set<std::uint64_t> branches;
    for (const auto& row : whole.rows.of<EmployeesRow>()) {
      if (!row.manager_id) branches.insert(row.branch_code.number);
    }
    CAPTURE(seed);
    CHECK(branches.size() == 18);
  }
}

TEST_CASE("customers hold CUS1 and CUS2") {
  for_each_bank([](const WholeBank& whole, std::uint64_t customers) {
    const auto& rows = whole.rows.of<CustomersRow>();
    REQUIRE(rows.size() == customers);
    std::set<std::string_view> emails;
    std::set<std::string_view> phones;
    std::uint64_t between_35_and_50 = 0;
    for (const auto& row : rows) {
      CHECK(emails.insert(row.email).second);
      CHECK(row.email.find("example.") != std::string_view::npos);
      phones.insert(row.phone);
      CHECK(row.phone.size() == 15);
      CHECK(row.phone.substr(6, 6) == "-555-0");
      const Date created = date_of(row.created_at);
      CHECK(created < kAsOf);
      CHECK(created >= add_months(kAsOf, -84));
      CHECK(add_months(row.date_of_birth, 18 * 12) <= created);
      CHECK(add_months(row.date_of_birth, 86 * 12) > kAsOf);
      const Date turned_35 = add_months(row.date_of_birth, 35 * 12);
      const Date turned_50 = add_months(row.date_of_birth, 50 * 12);
      between_35_and_50 += turned_35 <= kAsOf && turned_50 > kAsOf ? 1U : 0U;
    }
    // An area code has a hundred numbers, and many customers live near the same branch (CUS4).
    CHECK(phones.size() * 100 >= customers * 70);
    // 22 % of the years between 18 and 85, more than a third of the customers.
    if (customers >= 500) CHECK(between_35_and_50 * 100 > customers * 33);
  });
}

TEST_CASE("assignments hold ASG1") {
  for_each_bank([](const WholeBank& whole, std::uint64_t customers) {
    const auto index = rows_by(whole.rows, &EmployeesRow::employee_id);
    const auto profiles = rows_by(whole.rows, &CustomerProfilesRow::customer_id);
    std::uint64_t portfolios = 0;
    std::uint64_t ended = 0;
    const auto& rows = whole.rows.of<EmployeeAssignmentsRow>();
    for (const auto& row : rows) {
      const EmployeesRow& employee = *index.at(row.employee_id);
      CHECK(row.start_date >= employee.hire_date);
      CHECK(row.start_date < kAsOf);
      if (row.end_date) {
        CHECK(*row.end_date >= row.start_date);
        CHECK(*row.end_date < kAsOf);
      }
      ended += row.end_date ? 1U : 0U;
      if (row.assignment_type != "customer_portfolio") {
        CHECK(row.assignment_type == "branch_coverage");
        CHECK(row.related_entity_id.format == BranchIdFormat::kFormat);
        continue;
      }
      ++portfolios;
      const CustomerProfilesRow& profile = *profiles.at({row.related_entity_id.number});
      CHECK(row.start_date >= profile.onboarding_date);
      if (profile.assigned_agent_id) CHECK(*profile.assigned_agent_id == row.employee_id);
      if (customers >= 120 && profile.customer_status == "closed") CHECK(row.end_date.has_value());
    }
    if (customers < 120) return;
    CHECK(is_share(portfolios, customers, 6000));
    CHECK(is_share(ended, rows.size(), 1500));
    CHECK(rows.size() - portfolios == (customers * 15 + 600) / 1200);
  });
}

// One in fifty thousand customers comes to an employee who leaves within the week.
TEST_CASE("nobody is assigned after they have left (ASG1), in banks of a hundred thousand") {
  const TableSet tables = TableSet()
                              .set(index_of(kTableId<EmployeesRow>))
                              .set(index_of(kTableId<EmployeeAssignmentsRow>));
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const Bank bank(bank_options(100'000, seed));
    std::vector<EmployeesRow> employees;
    std::vector<EmployeeAssignmentsRow> assignments;
    for (std::uint64_t block = 0; block < bank.block_count(); ++block) {
      RowSet rows;
      bank.generate(block, tables, rows);
      employees.insert(employees.end(), rows.of<EmployeesRow>().begin(),
                       rows.of<EmployeesRow>().end());
      assignments.insert(assignments.end(), rows.of<EmployeeAssignmentsRow>().begin(),
                         rows.of<EmployeeAssignmentsRow>().end());
    }
    REQUIRE(assignments.size() > 60'000);
    const auto late = std::count_if(
        assignments.begin(), assignments.end(), [&employees](const EmployeeAssignmentsRow& row) {
          const auto& left = employees[row.employee_id.number - 1].termination_date;
          return left && std::max(row.start_date, row.end_date.value_or(row.start_date)) > *left;
        });
    CAPTURE(seed);
    CHECK(late == 0);
  }
}

TEST_CASE("E3: some tables do not grow with the customers") {
  for (const std::uint64_t customers : {1U, 1200U, 1'000'000U}) {
    const Bank bank(bank_options(customers, 5));
    CAPTURE(customers);
    CHECK(bank.row_count(kTableId<DepartmentsRow>) == 12);
    CHECK(bank.row_count(kTableId<TrainingProgramsRow>) == 25);
    CHECK(bank.row_count(kTableId<CampaignsRow>) == 20);
    CHECK(bank.row_count(kTableId<ComplianceRulesRow>) == 18);
    CHECK(bank.row_count(kTableId<RegulatoryReportsRow>) == 26);
  }
}

TEST_CASE("E4: in any bank every table has as many rows before each block as were made") {
  for_each_bank([](const WholeBank& whole, std::uint64_t) {
    const Bank& bank = whole.bank;
    std::array<std::uint64_t, kTableCount> made{};
    RowSet rows;
    for (std::uint64_t block = 0; block <= bank.block_count(); ++block) {
      rows.clear();
      if (block < bank.block_count()) bank.generate(block, all_tables(), rows);
      for (std::size_t i = 0; i < kTableCount; ++i) {
        const TableId table{static_cast<std::uint16_t>(i)};
        CAPTURE(block, kCatalog[i].name);
        REQUIRE(bank.rows_before(table, block) == made[i]);
        made[i] += rows.row_count(table);
      }
    }
    for (std::size_t i = 0; i < kTableCount; ++i) {
      const TableId table{static_cast<std::uint16_t>(i)};
      REQUIRE(bank.row_count(table) == made[i]);
      REQUIRE(whole.rows.row_count(table) == made[i]);
    }
  });
}

TEST_CASE("branches are served and managed by their own people (EMP7), who live near (CUS4)") {
  for_each_bank([](const WholeBank& whole, std::uint64_t customers) {
    const auto employees = rows_by(whole.rows, &EmployeesRow::employee_id);
    const auto accounts = rows_by(whole.rows, &AccountsRow::account_id);
    const auto& staff = whole.rows.of<EmployeesRow>();
    const auto serves = [](const EmployeesRow& row, BranchCode branch) {
      return row.role == "customer_service" && row.branch_code == branch;
    };
    for (const EmployeesRow& row : staff) {
      const bool in_branch = row.role == "customer_service" || row.role == "loan_officer" ||
                             row.role == "insurance_agent";
      if (!in_branch && row.role != "branch_manager") CHECK(row.branch_code == BranchCode{1});
      if (!in_branch || !row.manager_id) continue;
      const bool led = std::any_of(staff.begin(), staff.end(), [&](const EmployeesRow& other) {
        return serves(other, row.branch_code) && !other.manager_id;
      });
      if (led) CHECK(employees.at(*row.manager_id)->branch_code == row.branch_code);
    }
    std::uint64_t elsewhere = 0;
    for (const auto& row : whole.rows.of<TransactionsRow>()) {
      if (!row.processed_by) continue;
      const BranchCode branch = accounts.at(row.account_id)->branch_code;
      if (employees.at(*row.processed_by)->branch_code == branch) continue;
      ++elsewhere;
      const Date day = date_of(row.transaction_date);
      CHECK(std::none_of(staff.begin(), staff.end(), [&](const EmployeesRow& other) {
        return serves(other, branch) && other.hire_date < day &&
               (!other.termination_date || *other.termination_date >= day);
      }));
    }
    if (customers < 1'200) return;
    CHECK(elsewhere * 20 < whole.rows.of<TransactionsRow>().size());
    std::map<std::uint64_t, std::map<std::string, std::uint64_t>> areas;
    for (const auto& row : whole.rows.of<CustomerProfilesRow>()) {
      const auto agent = row.assigned_agent_id;
      if (agent) ++areas[employees.at(*agent)->branch_code.number][std::string(row.city)];
    }
    std::uint64_t most = 0;
    std::uint64_t all = 0;
    for (const auto& [branch, cities] : areas) {
      std::uint64_t commonest = 0;
      for (const auto& [city, count] : cities) {
        commonest = std::max(commonest, count);
        all += count;
      }
      most += commonest;
    }
    CHECK(most * 100 > all * 20);
  });
}

}  // namespace
}  // namespace bankseed::testing
