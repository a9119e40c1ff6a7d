#include <algorithm>
#include <map>
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "bank/insurance/timeline.hpp"
#include "support/bank_checks.hpp"

namespace bankseed::testing {
namespace {

constexpr std::uint64_t kSharesFrom = 120;

std::int32_t months_of(std::string_view frequency) {
  if (frequency == "annual") return 12;
  return frequency == "quarterly" ? 3 : 1;
}

const std::map<std::string_view, Range> kCoverage = {{"life", {50'000'00, 2'000'000'00}},
                                                     {"property", {100'000'00, 5'000'000'00}},
                                                     {"vehicle", {10'000'00, 150'000'00}},
                                                     {"health", {50'000'00, 1'000'000'00}},
                                                     {"travel", {10'000'00, 100'000'00}}};

void check_policy(const RowSet& rows, const Staff& staff, const PoliciesRow& row) {
  const CustomerProfilesRow& customer = rows.of<CustomerProfilesRow>()[row.customer_id.number - 1];
  REQUIRE(customer.customer_id == row.customer_id);
  const Range coverage = kCoverage.at(row.policy_type);
  CHECK(row.coverage_amount.cents >= coverage.low);
  CHECK(row.coverage_amount.cents <= coverage.high);
  const std::int64_t yearly = row.premium_amount.cents * 12 / months_of(row.premium_frequency);
  CHECK(yearly * 1000 >= row.coverage_amount.cents * 5);
  CHECK(yearly * 1000 <= row.coverage_amount.cents * 30);
  CHECK(row.start_date >= add_months(kAsOf, -60));
  CHECK(row.start_date < kAsOf);
  CHECK(row.start_date > customer.onboarding_date);
  CHECK(row.created_at > customer.created_at);
  CHECK(date_of(row.created_at) <= row.start_date);
  if (row.policy_status == "active") {
    CHECK(row.end_date >= kAsOf);
    CHECK(customer.customer_status == "active");
  } else {
    CHECK(row.end_date < kAsOf);
    CHECK(row.end_date > row.start_date);
  }
  staff.check_reference(row.agent_id, "insurance_agent", date_of(row.created_at));
  if (!row.linked_account_id) return;
  const AccountsRow& account = rows.of<AccountsRow>()[row.linked_account_id->number - 1];
  REQUIRE(account.account_id == *row.linked_account_id);
  CHECK(account.customer_id == row.customer_id);
  CHECK(account.opened_date <= row.start_date);
  CHECK(account.currency == "USD");
  if (account.closed_date) CHECK(*account.closed_date >= row.end_date);
}

TEST_CASE("policies are as many, of such kinds, and as large as stated (POL1)") {
  for_each_bank([](const WholeBank& whole, std::uint64_t customers) {
    const RowSet& rows = whole.rows;
    const auto& policies = rows.of<PoliciesRow>();
    const Staff staff(rows);
    std::set<std::string_view> numbers;
    std::map<CustomerId, std::uint64_t> held;
    std::uint64_t linked = 0;
    std::uint64_t with_agent = 0;
    for (const PoliciesRow& row : policies) {
      check_policy(rows, staff, row);
      numbers.insert(row.policy_number);
      ++held[row.customer_id];
      linked += row.linked_account_id ? 1U : 0U;
      with_agent += row.agent_id ? 1U : 0U;
    }
    CHECK(numbers.size() == policies.size());
    if (customers < kSharesFrom) return;
    CHECK(in_scaled_range(policies.size(), customers, 300, 400));
    CHECK(is_share(held.size(), customers, 2750));
    const auto several = static_cast<std::uint64_t>(
        std::count_if(held.begin(), held.end(), [](const auto& each) { return each.second > 1; }));
    CHECK(is_share(several, held.size(), 1500));
    CHECK(is_share(linked, policies.size(), 7000));
    CHECK(with_agent * 10 >= policies.size() * 9);
    check_shares(
        counts_by(policies, [](const auto& row) { return row.policy_type; }),
        {{"life", 3500}, {"property", 2500}, {"vehicle", 2000}, {"health", 1500}, {"travel", 500}});
    check_shares(counts_by(policies, [](const auto& row) { return row.policy_status; }),
                 {{"active", 8800}, {"lapsed", 700}, {"cancelled", 500}});
    check_shares(counts_by(policies, [](const auto& row) { return row.premium_frequency; }),
                 {{"annual", 5000}, {"quarterly", 3000}, {"monthly", 2000}});
  });
}

TEST_CASE("newer policies are commoner, and coverage rises with the segment (POL1, PRO2)") {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const WholeBank bank(bank_options(12'000, seed));
    std::array<std::uint64_t, 5> by_age{};
    std::map<std::string_view, std::pair<std::int64_t, std::int64_t>> by_segment;
    for (const PoliciesRow& row : bank.rows.of<PoliciesRow>()) {
      ++by_age[static_cast<std::size_t>((kAsOf.days - row.start_date.days - 1) / 366)];
      auto& [sum, count] =
          by_segment[bank.rows.of<CustomerProfilesRow>()[row.customer_id.number - 1]
                         .customer_segment];
      sum += row.coverage_amount.cents;
      ++count;
    }
    CHECK(std::is_sorted(by_age.rbegin(), by_age.rend()));
    const auto mean = [&](std::string_view segment) {
      return by_segment.at(segment).first / by_segment.at(segment).second;
    };
    CHECK(mean("retail") < mean("premium"));
    CHECK(mean("premium") < mean("corporate"));
    CHECK(mean("corporate") < mean("private_banking"));
  }
}

/// The payments of one policy: one a period, on working days, of the premium.
void check_payments(const PoliciesRow& policy,
                    const std::vector<const PremiumPaymentsRow*>& payments) {
  static const WorkingDays working = working_days(corpus::Locale::kEnUs, kAsOf);
  const std::int32_t months = months_of(policy.premium_frequency);
  const Date end = policy.policy_status == "active" ? add_days(kAsOf, -1) : policy.end_date;
  std::int32_t index = 0;
  for (const PremiumPaymentsRow* row : payments) {
    CHECK(row->payment_date == working.on_or_after(add_months(policy.start_date, index * months)));
    CHECK(row->payment_date <= end);
    CHECK(row->amount == policy.premium_amount);
    if (row->from_account_id) CHECK(row->from_account_id == policy.linked_account_id);
    if (row->payment_method == "auto_debit") CHECK(row->from_account_id.has_value());
    if (row->payment_status == "pending") {
      CHECK(policy.policy_status == "active");
      CHECK(row == payments.back());
    }
    ++index;
  }
  CHECK(index > 0);
  CHECK(add_months(policy.start_date, index * months) > end);
  if (policy.policy_status == "lapsed") CHECK(payments.back()->payment_status != "pending");
}

TEST_CASE("every policy has paid its premium in every period (PAY1)") {
  for_each_bank([](const WholeBank& whole, std::uint64_t customers) {
    const RowSet& rows = whole.rows;
    const auto& payments = rows.of<PremiumPaymentsRow>();
    std::map<PolicyId, std::vector<const PremiumPaymentsRow*>> by_policy;
    std::uint64_t from_account = 0;
    std::uint64_t lapsed_unpaid = 0;
    Date first_pending = kAsOf;
    Date last_completed;
    for (const PremiumPaymentsRow& row : payments) {
      by_policy[row.policy_id].push_back(&row);
      from_account += row.from_account_id ? 1U : 0U;
      if (row.payment_status == "pending")
        first_pending = std::min(first_pending, row.payment_date);
      if (row.payment_status == "completed")
        last_completed = std::max(last_completed, row.payment_date);
    }
    CHECK(by_policy.size() == rows.of<PoliciesRow>().size());
    std::uint64_t lapsed = 0;
    for (const PoliciesRow& policy : rows.of<PoliciesRow>()) {
      const auto& own = by_policy[policy.policy_id];
      check_payments(policy, own);
      if (policy.policy_status != "lapsed") continue;
      ++lapsed;
      lapsed_unpaid += own.back()->payment_status == "failed" ? 1U : 0U;
    }
    if (customers < kSharesFrom) return;
    CHECK(lapsed_unpaid == lapsed);
    CHECK(in_scaled_range(payments.size(), customers, 2000, 3000));
    CHECK(is_share(from_account, payments.size(), 7000));
    check_shares(counts_by(payments, [](const auto& row) { return row.payment_method; }),
                 {{"auto_debit", 6000}, {"online", 2000}, {"check", 1500}, {"wire", 500}});
    check_shares(counts_by(payments, [](const auto& row) { return row.payment_status; }),
                 {{"completed", 9500}, {"pending", 300}, {"failed", 200}});
    // The most recent of a block are pending; the blocks differ by days.
    if (customers < 1000) CHECK(last_completed <= first_pending);
    CHECK(first_pending > add_days(kAsOf, -60));
  });
}

TEST_CASE("E2: the counts of insurance hold for every number of customers") {
  const InsuranceQuotas quotas({}, 7);
  for (std::uint64_t customers = kSharesFrom; customers <= 5000; ++customers) {
    const InsuranceCounts counts = quotas.counts_of(customers);
    CAPTURE(customers);
    REQUIRE(in_scaled_range(counts.policies, customers, 300, 400));
    REQUIRE(in_scaled_range(counts.beneficiaries, customers, 400, 600));
    REQUIRE(in_scaled_range(counts.claims, customers, 200, 300));
    REQUIRE(in_scaled_range(counts.payments, customers, 2000, 3000));
    REQUIRE(in_scaled_range(counts.events(), customers, 300, 500));
    REQUIRE(is_share(counts.renewals, counts.events(), 4000));
    REQUIRE(is_share(counts.modifications, counts.events(), 3000));
    REQUIRE(is_share(counts.cancellations, counts.events(), 2000));
    REQUIRE(is_share(counts.reinstatements, counts.events(), 1000));
    REQUIRE(InsuranceQuotas::bearable(counts));
  }
}

TEST_CASE("every block's policies can bear what is asked of them, in banks of any size") {
  const InsuranceQuotas quotas({}, 7);
  for (const std::uint64_t customers : {1000UL, 1499UL, 100'000UL, 1'234'567UL}) {
    const BlockPartition blocks(customers);
    for (std::uint64_t block = 0; block < blocks.count(); ++block) {
      const OrdinalRange range = blocks.customers_of(block);
      REQUIRE(
          InsuranceQuotas::bearable(quotas.counts_of(range.last) - quotas.counts_of(range.first)));
    }
  }
}

TEST_CASE("ids of insurance are dense and in order") {
  const WholeBank bank(bank_options(2750, 3));
  std::uint64_t number = 0;
  for (const PoliciesRow& row : bank.rows.of<PoliciesRow>())
    CHECK(row.policy_id == PolicyId{++number});
  number = 0;
  for (const PremiumPaymentsRow& row : bank.rows.of<PremiumPaymentsRow>())
    CHECK(row.payment_id == PremiumPaymentId{++number});
  number = 0;
  for (const ClaimsRow& row : bank.rows.of<ClaimsRow>())
    CHECK(row.claim_id == ClaimId{++number});
  std::int64_t serial = 0;
  for (const BeneficiariesRow& row : bank.rows.of<BeneficiariesRow>())
    CHECK(row.beneficiary_id == Serial{++serial});
  serial = 0;
  for (const PolicyEventsRow& row : bank.rows.of<PolicyEventsRow>())
    CHECK(row.event_id == Serial{++serial});
}

TEST_CASE("an account knows the premiums that were paid out of it, the latest first") {
  const BankOptions options = bank_options(1200, 4);
  const BankModel model(options);
  const WholeBank bank(options);
  std::map<AccountId, std::vector<std::pair<Date, Money>>> paid;
  for (const PremiumPaymentsRow& row : bank.rows.of<PremiumPaymentsRow>()) {
    if (row.from_account_id && row.payment_status == "completed")
      paid[*row.from_account_id].emplace_back(row.payment_date, row.amount);
  }
  for (std::uint64_t block = 0; block < model.blocks.count(); ++block) {
    const CoreBankingPlan data(model, block);
    const InsuranceData insurance(model, data);
    for (const Account& account : data.accounts) {
      std::vector<AccountPremium> premiums;
      insurance.append_premiums_of(account, 1000, premiums);
      auto& expected = paid[account.id];
      REQUIRE(premiums.size() == expected.size());
      std::stable_sort(expected.begin(), expected.end(),
                       [](const auto& a, const auto& b) { return a.first > b.first; });
      for (std::size_t i = 0; i < expected.size(); ++i)
        CHECK(premiums[i].date == expected[i].first);
      std::vector<AccountPremium> latest;
      insurance.append_premiums_of(account, 3, latest);
      REQUIRE(latest.size() == std::min<std::size_t>(3, expected.size()));
      for (std::size_t i = 0; i < latest.size(); ++i)
        CHECK(latest[i].date == expected[i].first);
    }
  }
}

}  // namespace
}  // namespace bankseed::testing
