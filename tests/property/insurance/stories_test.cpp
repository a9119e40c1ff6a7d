#include <algorithm>
#include <map>
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "bank/insurance/timeline.hpp"
#include "core/text.hpp"
#include "support/bank_checks.hpp"

namespace bankseed::testing {
namespace {

constexpr std::uint64_t kSharesFrom = 120;

TEST_CASE("beneficiaries share the whole benefit of their policy (BEN1)") {
  for_each_bank([](const WholeBank& whole, std::uint64_t customers) {
    const RowSet& rows = whole.rows;
    const auto policies = rows_by(rows, &PoliciesRow::policy_id);
    const auto& beneficiaries = rows.of<BeneficiariesRow>();
    std::map<PolicyId, std::vector<const BeneficiariesRow*>> by_policy;
    for (const BeneficiariesRow& row : beneficiaries)
      by_policy[row.policy_id].push_back(&row);
    std::uint64_t with_two_spouses = 0;
    std::uint64_t life = 0;
    for (const auto& [id, own] : by_policy) {
      life += policies.at(id)->policy_type == "life" ? 1U : 0U;
      std::int32_t sum = 0;
      std::uint64_t spouses = 0;
      for (const BeneficiariesRow* row : own) {
        CHECK(row->percentage > 0);
        CHECK_FALSE(row->contact_info.empty());
        sum += row->percentage;
        spouses += row->relationship == "spouse" ? 1U : 0U;
      }
      CHECK(sum == 100);
      CHECK(own.size() <= 3);
      CHECK(spouses <= 2);
      with_two_spouses += spouses == 2 ? 1U : 0U;
    }
    std::uint64_t life_policies = 0;
    for (const PoliciesRow& row : rows.of<PoliciesRow>())
      life_policies += row.policy_type == "life" ? 1U : 0U;
    CHECK(life == life_policies);
    if (customers < kSharesFrom) return;
    CHECK(in_scaled_range(beneficiaries.size(), customers, 400, 600));
    const auto kinds = counts_by(beneficiaries, [](const auto& row) { return row.relationship; });
    check_shares(kinds, {{"spouse", 5000}, {"child", 3000}, {"parent", 1000}, {"other", 1000}});
    CHECK(is_share(by_policy.size() - life, rows.of<PoliciesRow>().size() - life, 2000));
    // A second spouse only where everybody has named one.
    CHECK(with_two_spouses == kinds.at("spouse") - by_policy.size());
  });
}

TEST_CASE("the same spouse stands on all policies of a holder") {
  const WholeBank bank(bank_options(2750, 2));
  const auto policies = rows_by(bank.rows, &PoliciesRow::policy_id);
  std::map<CustomerId, std::set<std::string_view>> spouses;
  std::map<CustomerId, std::set<PolicyId>> named_on;
  for (const BeneficiariesRow& row : bank.rows.of<BeneficiariesRow>()) {
    const CustomerId holder = policies.at(row.policy_id)->customer_id;
    if (row.relationship == "spouse") spouses[holder].insert(row.beneficiary_name);
    named_on[holder].insert(row.policy_id);
  }
  for (const auto& [holder, names] : spouses)
    CHECK(names.size() <= 2);
  CHECK(std::any_of(named_on.begin(), named_on.end(),
                    [](const auto& each) { return each.second.size() > 1; }));
}

const std::map<std::string_view, std::set<std::string_view>> kClaimTypes = {
    {"life",
     {"critical_illness", "disability", "accidental_injury", "hospital_stay", "death_of_relative"}},
    {"property", {"water_damage", "fire", "storm_damage", "theft", "vandalism"}},
    {"vehicle", {"collision", "theft", "weather_damage", "vandalism", "liability"}},
    {"health", {"surgery", "hospitalization", "emergency_care", "treatment"}},
    {"travel", {"trip_cancellation", "medical_emergency", "lost_baggage", "trip_interruption"}}};

void check_claim(const Staff& staff, const PoliciesRow& policy, const ClaimsRow& row) {
  CHECK(kClaimTypes.at(policy.policy_type).contains(row.claim_type));
  CHECK(row.claim_amount.cents * 10 >= policy.coverage_amount.cents);
  CHECK(row.claim_amount <= policy.coverage_amount);
  CHECK(row.claim_date >= policy.start_date);
  CHECK(row.claim_date <= policy.end_date);
  CHECK(row.claim_date < kAsOf);
  CHECK(row.settlement_date.has_value() == (row.status == "paid"));
  CHECK(row.approved_amount.has_value() == (row.status == "paid" || row.status == "approved"));
  if (row.approved_amount) {
    CHECK(*row.approved_amount <= row.claim_amount);
    CHECK(row.approved_amount->cents > 0);
  }
  if (row.settlement_date) {
    CHECK(*row.settlement_date >= row.claim_date);
    CHECK(*row.settlement_date < kAsOf);
  }
  staff.check_reference(row.processed_by, "insurance_agent", row.claim_date);
  CHECK(row.description.size() > 30);
}

/// Closed customers have nothing open.
void check_settled(const RowSet& rows, const PoliciesRow& policy, const ClaimsRow& claim) {
  const CustomerProfilesRow& customer =
      rows.of<CustomerProfilesRow>()[policy.customer_id.number - 1];
  if (customer.customer_status != "closed") return;
  CHECK(claim.status != "under_review");
  CHECK(claim.status != "approved");
}

TEST_CASE("claims fit their policy and its time (CLM1)") {
  for_each_bank([](const WholeBank& whole, std::uint64_t customers) {
    const RowSet& rows = whole.rows;
    const auto policies = rows_by(rows, &PoliciesRow::policy_id);
    const auto& claims = rows.of<ClaimsRow>();
    const Staff staff(rows);
    std::map<PolicyId, std::uint64_t> claimed;
    std::set<std::string_view> numbers;
    std::uint64_t low = 0;
    for (const ClaimsRow& row : claims) {
      const PoliciesRow& policy = *policies.at(row.policy_id);
      check_claim(staff, policy, row);
      if (customers >= kSharesFrom) check_settled(rows, policy, row);
      ++claimed[row.policy_id];
      numbers.insert(row.claim_number);
      low += row.claim_amount.cents * 10 < policy.coverage_amount.cents * 3 ? 1U : 0U;
    }
    CHECK(numbers.size() == claims.size());
    if (customers < kSharesFrom) return;
    CHECK(in_scaled_range(claims.size(), customers, 200, 300));
    CHECK(is_share(claimed.size(), policies.size(), 4500));
    CHECK(low * 100 > claims.size() * 60);
    check_shares(counts_by(claims, [](const auto& row) { return row.status; }),
                 {{"paid", 5000}, {"approved", 2500}, {"under_review", 1500}, {"rejected", 1000}});
  });
}

/// The story of one policy, its events in order.
void check_story(const Staff& staff,
                 const PoliciesRow& policy,
                 const std::vector<const PolicyEventsRow*>& events) {
  bool cancelled = false;
  Date last = policy.start_date;
  for (const PolicyEventsRow* row : events) {
    CHECK(row->event_date >= last);
    CHECK(row->event_date > policy.start_date);
    CHECK(row->event_date < kAsOf);
    CHECK(row->event_date <= policy.end_date);
    last = row->event_date;
    if (row->event_type == "reinstatement") {
      CHECK(cancelled);
      cancelled = false;
    } else {
      // Nothing but a reinstatement happens to a policy that is not in force.
      CHECK_FALSE(cancelled);
      cancelled = row->event_type == "cancellation";
    }
    if (row->event_type == "renewal") {
      const YearMonthDay civil = to_civil(row->event_date);
      const YearMonthDay start = to_civil(policy.start_date);
      CHECK(civil.month == start.month);
      CHECK(civil.day == start.day);
    }
    if (row->performed_by)
      staff.check_reference(row->performed_by, "insurance_agent", row->event_date);
    CHECK_FALSE(row->description.empty());
  }
  CHECK(cancelled == (policy.policy_status != "active"));
  if (cancelled) CHECK(last == policy.end_date);
}

TEST_CASE("events tell the story of their policy (EVT1)") {
  for_each_bank([](const WholeBank& whole, std::uint64_t customers) {
    const RowSet& rows = whole.rows;
    const Staff staff(rows);
    const auto& events = rows.of<PolicyEventsRow>();
    std::map<PolicyId, std::vector<const PolicyEventsRow*>> by_policy;
    std::uint64_t performed = 0;
    for (const PolicyEventsRow& row : events) {
      by_policy[row.policy_id].push_back(&row);
      performed += row.performed_by ? 1U : 0U;
    }
    for (const PoliciesRow& policy : rows.of<PoliciesRow>())
      check_story(staff, policy, by_policy[policy.policy_id]);
    // Nobody else's events.
    CHECK(by_policy.size() == rows.of<PoliciesRow>().size());
    if (customers < kSharesFrom) return;
    CHECK(in_scaled_range(events.size(), customers, 300, 500));
    CHECK(is_share(performed, events.size(), 5000));
    check_shares(counts_by(events, [](const auto& row) { return row.event_type; }),
                 {{"renewal", 4000},
                  {"modification", 3000},
                  {"cancellation", 2000},
                  {"reinstatement", 1000}});
  });
}

/// Policies of a bank with what their rows do not show.
std::map<PolicyId, std::pair<Policy, Timestamp>> policies_with_last_sign(const BankModel& model) {
  std::map<PolicyId, std::pair<Policy, Timestamp>> result;
  for (std::uint64_t block = 0; block < model.blocks.count(); ++block) {
    const CoreBankingPlan data(model, block);
    for (const Policy& policy : InsuranceData(model, data).policies)
      result[policy.id] = {policy, data.customers[policy.owner].active_until};
  }
  return result;
}

TEST_CASE("nothing is claimed while a policy is suspended, nothing settled after its holder left") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const BankOptions options = bank_options(2750, seed);
    const WholeBank bank(options);
    const auto policies = policies_with_last_sign(BankModel(options));
    CHECK(std::count_if(policies.begin(), policies.end(), [](const auto& each) {
            return each.second.first.suspension.has_value();
          }) > 80);
    for (const ClaimsRow& row : bank.rows.of<ClaimsRow>()) {
      const auto& [policy, last_sign] = policies.at(row.policy_id);
      CHECK(policy.in_force_on(row.claim_date));
      CHECK(start_of(row.claim_date) < last_sign);
      if (row.settlement_date) CHECK(start_of(*row.settlement_date) < last_sign);
    }
    for (const PolicyEventsRow& row : bank.rows.of<PolicyEventsRow>())
      CHECK(start_of(row.event_date) < policies.at(row.policy_id).second);
    for (const PremiumPaymentsRow& row : bank.rows.of<PremiumPaymentsRow>())
      CHECK(start_of(row.payment_date) < policies.at(row.policy_id).second);
  }
}

TEST_CASE("texts of claims and events hardly repeat") {
  const WholeBank bank(bank_options(1200, 8));
  std::set<std::string_view> claims;
  for (const ClaimsRow& row : bank.rows.of<ClaimsRow>())
    claims.insert(row.description);
  CHECK(claims.size() == bank.rows.of<ClaimsRow>().size());
  std::set<std::string_view> events;
  for (const PolicyEventsRow& row : bank.rows.of<PolicyEventsRow>())
    events.insert(row.description);
  CHECK(events.size() * 100 > bank.rows.of<PolicyEventsRow>().size() * 80);
}

TEST_CASE("amounts in the texts are those of the rows") {
  const WholeBank bank(bank_options(1200, 9));
  const auto policies = rows_by(bank.rows, &PoliciesRow::policy_id);
  std::uint64_t with_premium = 0;
  RowSet scratch;
  for (const PolicyEventsRow& row : bank.rows.of<PolicyEventsRow>()) {
    const PoliciesRow& policy = *policies.at(row.policy_id);
    const auto period = row.description.find(" per ");
    if (period == std::string_view::npos) continue;
    const std::string_view expected =
        Text(scratch.arena()).grouped_money(policy.premium_amount).view();
    REQUIRE(period >= expected.size());
    if (row.description.substr(period + 5, 5) == "visit") continue;
    CHECK(row.description.substr(period - expected.size(), expected.size()) == expected);
    ++with_premium;
  }
  CHECK(with_premium > 100);
  for (const ClaimsRow& row : bank.rows.of<ClaimsRow>()) {
    if (!row.approved_amount || *row.approved_amount == row.claim_amount) continue;
    const Money left{row.claim_amount.cents - row.approved_amount->cents};
    const std::string_view expected = Text(scratch.arena()).grouped_money(left).view();
    CHECK(row.description.find(expected) != std::string_view::npos);
  }
}

}  // namespace
}  // namespace bankseed::testing
