#include <algorithm>
#include <map>
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "bank/engagement/campaigns.hpp"
#include "bankseed/core/error.hpp"
#include "support/bank_checks.hpp"

namespace bankseed::testing {
namespace {

/// Number of a customer's rows.
template <class Row>
std::map<CustomerId, std::uint64_t> count_by_customer(const std::vector<Row>& rows) {
  std::map<CustomerId, std::uint64_t> counts;
  for (const Row& row : rows)
    ++counts[row.customer_id];
  return counts;
}

/// What the checks look up; the rows live as long as the bank.
struct Lookup {
  explicit Lookup(const RowSet& rows)
      : staff(rows),
        profiles(rows_by(rows, &CustomerProfilesRow::customer_id)),
        interactions(rows_by(rows, &InteractionsRow::interaction_id)),
        campaigns(rows_by(rows, &CampaignsRow::campaign_id)) {
    for (const auto& row : rows.of<AccountsRow>()) {
      if (row.account_status == "closed") closings[row.customer_id] = row.closed_date;
    }
  }
  Staff staff;
  RowsBy<CustomerId, CustomerProfilesRow> profiles;
  RowsBy<InteractionId, InteractionsRow> interactions;
  RowsBy<CampaignId, CampaignsRow> campaigns;
  std::map<CustomerId, std::optional<Date>> closings;

  /// The day lies after onboarding and before as_of, and where the customer has left, not after the
  /// closing; a dormant customer has done nothing for half a year.
  void check_lifetime(CustomerId customer, Date day) const {
    REQUIRE(profiles.count(customer) == 1);
    const CustomerProfilesRow& profile = *profiles.at(customer);
    CHECK(day > profile.onboarding_date);
    CHECK(day < kAsOf);
    if (profile.customer_status == "dormant") CHECK(day < add_days(kAsOf, -180));
    const auto closing = closings.find(customer);
    if (profile.customer_status == "closed" && closing != closings.end())
      CHECK(day <= *closing->second);
  }
};

bool fits(std::string_view type, std::string_view channel) {
  if (type == "call") return channel == "phone";
  if (type == "email") return channel == "email";
  if (type == "branch_visit") return channel == "branch";
  if (type == "chat") return channel == "web" || channel == "mobile_app";
  return type == "complaint";
}

}  // namespace

TEST_CASE("INT1: three in five customers are in contact, by channels that fit") {
  for_each_bank([](const WholeBank& bank, std::uint64_t customers) {
    const auto& rows = bank.rows.of<InteractionsRow>();
    const auto counts = count_by_customer(rows);
    for (const auto& [customer, count] : counts)
      CHECK(count <= 10);
    CHECK(std::all_of(rows.begin(), rows.end(), [](const InteractionsRow& row) {
      return fits(row.interaction_type, row.channel);
    }));
    for (std::size_t i = 0; i < rows.size(); ++i)
      CHECK(rows[i].interaction_id.number == i + 1);
    if (customers < 120) return;
    CHECK(is_share(counts.size(), customers, 6000));
    CHECK(in_scaled_range(rows.size(), customers, 3000, 3570));
    check_shares(counts_by(rows, [](const auto& row) { return row.interaction_type; }),
                 {{"call", 3500},
                  {"email", 2500},
                  {"branch_visit", 2000},
                  {"chat", 1500},
                  {"complaint", 500}});
  });
}

TEST_CASE("INT2: contacts have a length, an outcome and an employee of the day") {
  for_each_bank([](const WholeBank& bank, std::uint64_t customers) {
    const Lookup lookup(bank.rows);
    const auto& rows = bank.rows.of<InteractionsRow>();
    std::uint64_t handled = 0;
    for (const InteractionsRow& row : rows) {
      CAPTURE(row.interaction_id.number);
      CHECK(row.duration_minutes.has_value() == (row.interaction_type != "email"));
      if (row.duration_minutes) CHECK((*row.duration_minutes >= 2 && *row.duration_minutes <= 60));
      lookup.check_lifetime(row.customer_id, date_of(row.interaction_date));
      if (row.handled_by)
        CHECK(lookup.staff.is(*row.handled_by, "customer_service", date_of(row.interaction_date)));
      handled += row.handled_by ? 1U : 0U;
      CHECK(row.notes.size() > 20);
      CHECK(row.notes.find('%') == std::string_view::npos);
    }
    if (customers < 120) return;
    CHECK(is_share(handled, rows.size(), 8000));
    check_shares(counts_by(rows, [](const auto& row) { return row.outcome; }),
                 {{"resolved", 7000}, {"escalated", 2000}, {"follow_up_needed", 1000}});
  });
}

TEST_CASE("SUR1: two in five resolved contacts are surveyed, within three days") {
  for_each_bank([](const WholeBank& bank, std::uint64_t customers) {
    const Lookup lookup(bank.rows);
    const auto& rows = bank.rows.of<SatisfactionSurveysRow>();
    std::set<InteractionId> surveyed;
    std::uint64_t commented = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const SatisfactionSurveysRow& row = rows[i];
      CAPTURE(i);
      CHECK(row.survey_id.value == static_cast<std::int64_t>(i) + 1);
      REQUIRE(lookup.interactions.count(row.interaction_id) == 1);
      const InteractionsRow& interaction = *lookup.interactions.at(row.interaction_id);
      CHECK(surveyed.insert(row.interaction_id).second);
      CHECK(interaction.customer_id == row.customer_id);
      CHECK(interaction.outcome == "resolved");
      const std::int32_t days = row.survey_date.days - date_of(interaction.interaction_date).days;
      CHECK((days >= 1 && days <= 3));
      lookup.check_lifetime(row.customer_id, row.survey_date);
      CHECK((row.nps_score >= 0 && row.nps_score <= 10));
      CHECK((row.satisfaction_rating >= 1 && row.satisfaction_rating <= 5));
      commented += row.comments ? 1U : 0U;
      if (row.comments) CHECK(row.comments->find('%') == std::string_view::npos);
    }
    if (customers < 120) return;
    const auto outcomes = counts_by(bank.rows.of<InteractionsRow>(),
                                    [](const InteractionsRow& row) { return row.outcome; });
    CHECK(is_share(rows.size(), outcomes.at("resolved"), 4000));
    CHECK(in_scaled_range(rows.size(), customers, 800, 1000));
    CHECK(is_share(commented, rows.size(), 3000));
  });
}

TEST_CASE("SUR1: scores are a bell around 7 and 4, move together, and fall after trouble") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    CAPTURE(seed);
    const WholeBank bank(bank_options(1200, seed));
    std::set<InteractionId> after_trouble;
    std::set<CustomerId> troubled;
    for (const InteractionsRow& row : bank.rows.of<InteractionsRow>()) {
      const bool complaint = row.interaction_type == "complaint";
      if (complaint || troubled.count(row.customer_id) == 1)
        after_trouble.insert(row.interaction_id);
      if (complaint || row.outcome == "escalated") troubled.insert(row.customer_id);
    }
    struct Sums {
      std::int64_t count = 0;
      std::int64_t nps = 0;
      std::int64_t satisfaction = 0;
    };
    std::array<Sums, 2> sums;
    std::array<Sums, 11> by_score;
    for (const SatisfactionSurveysRow& row : bank.rows.of<SatisfactionSurveysRow>()) {
      const auto score = static_cast<std::size_t>(row.nps_score);
      for (Sums* sum : {&sums[after_trouble.count(row.interaction_id)], &by_score[score]}) {
        ++sum->count;
        sum->nps += row.nps_score;
        sum->satisfaction += row.satisfaction_rating;
      }
    }
    const std::int64_t count = sums[0].count + sums[1].count;
    const std::int64_t nps = (sums[0].nps + sums[1].nps) * 100 / count;
    const std::int64_t satisfaction = (sums[0].satisfaction + sums[1].satisfaction) * 100 / count;
    CHECK((nps > 670 && nps < 730));
    CHECK((satisfaction > 365 && satisfaction < 420));
    // At least 0.7 points of NPS and 0.2 of satisfaction between the two.
    REQUIRE((sums[0].count > 100 && sums[1].count > 100));
    CHECK(sums[0].nps * 100 / sums[0].count >= sums[1].nps * 100 / sums[1].count + 70);
    CHECK(sums[0].satisfaction * 100 / sums[0].count >=
          sums[1].satisfaction * 100 / sums[1].count + 20);
    for (std::size_t score = 4; score < 10; ++score) {
      CAPTURE(score);
      CHECK(by_score[score + 1].satisfaction * by_score[score].count >
            by_score[score].satisfaction * by_score[score + 1].count);
    }
    // A bell: the middle holds more than the rim.
    CHECK(by_score[7].count > by_score[10].count);
    CHECK(by_score[7].count > by_score[4].count);
  }
}

TEST_CASE("CMP1: one customer in eight complains, in the shares of the rules") {
  for_each_bank([](const WholeBank& bank, std::uint64_t customers) {
    const Lookup lookup(bank.rows);
    const auto& rows = bank.rows.of<ComplaintsRow>();
    std::uint64_t assigned = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const ComplaintsRow& row = rows[i];
      CAPTURE(i);
      CHECK(row.complaint_id.number == i + 1);
      lookup.check_lifetime(row.customer_id, date_of(row.filed_date));
      const auto* const role =
          row.complaint_type == "fraud" ? "compliance_officer" : "customer_service";
      const Date filed = date_of(row.filed_date);
      if (row.assigned_to && lookup.staff.has(role, filed))
        CHECK(lookup.staff.is(*row.assigned_to, role, filed));
      assigned += row.assigned_to ? 1U : 0U;
      CHECK(row.description.size() > 40);
      CHECK(row.description.find('%') == std::string_view::npos);
      if (i > 0 && rows[i - 1].customer_id == row.customer_id)
        CHECK(rows[i - 1].filed_date <= row.filed_date);
    }
    if (customers < 120) return;
    CHECK(is_share(count_by_customer(rows).size(), customers, 1250));
    CHECK(in_scaled_range(rows.size(), customers, 150, 200));
    CHECK(is_share(assigned, rows.size(), 7000));
    check_shares(
        counts_by(rows, [](const auto& row) { return row.complaint_type; }),
        {{"service", 4000}, {"fee", 2500}, {"product", 2000}, {"fraud", 1000}, {"other", 500}});
    check_shares(counts_by(rows, [](const auto& row) { return row.status; }),
                 {{"resolved", 6000}, {"investigating", 2500}, {"closed", 1000}, {"open", 500}});
    check_shares(counts_by(rows, [](const auto& row) { return row.priority; }),
                 {{"critical", 1000}, {"high", 2000}, {"medium", 5000}, {"low", 2000}});
  });
}

TEST_CASE("CMP2: a resolved complaint says when and after how many hours, others say nothing") {
  for_each_bank([](const WholeBank& bank, std::uint64_t) {
    const Lookup lookup(bank.rows);
    for (const ComplaintsRow& row : bank.rows.of<ComplaintsRow>()) {
      CAPTURE(row.complaint_id.number);
      const bool resolved = row.status == "resolved";
      REQUIRE(row.resolved_date.has_value() == resolved);
      REQUIRE(row.resolution_time_hours.has_value() == resolved);
      if (resolved) {
        CHECK((*row.resolution_time_hours >= 1 && *row.resolution_time_hours <= 240));
        CHECK(row.resolved_date->micros - row.filed_date.micros ==
              std::int64_t{*row.resolution_time_hours} * 3600 * kMicrosPerSecond);
        lookup.check_lifetime(row.customer_id, date_of(*row.resolved_date));
      }
      if (row.status == "open" || row.status == "investigating") {
        CHECK(date_of(row.filed_date) >= add_days(kAsOf, -180));
        // Whoever has left, or has gone quiet, has nothing under way.
        CHECK(lookup.profiles.at(row.customer_id)->customer_status == "active");
      }
    }
  });
}

TEST_CASE("CMP2: critical complaints are resolved faster than others") {
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> hours;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const WholeBank bank(bank_options(1200, seed));
    for (const ComplaintsRow& row : bank.rows.of<ComplaintsRow>()) {
      if (!row.resolution_time_hours) continue;
      auto& [count, sum] = hours[std::string(row.priority)];
      ++count;
      sum += *row.resolution_time_hours;
    }
  }
  const auto mean = [&hours](const std::string& priority) {
    return hours[priority].second / hours[priority].first;
  };
  CHECK(mean("critical") < 24);
  CHECK(mean("critical") < mean("high"));
  CHECK(mean("high") < mean("medium"));
  CHECK(mean("medium") < mean("low"));
}

TEST_CASE("CMP3: 85 % of the complaints about fees and more are about one charged shortly before") {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const WholeBank whole(bank_options(1'200, seed));
    const auto accounts = rows_by(whole.rows, &AccountsRow::account_id);
    std::map<CustomerId, std::vector<const TransactionsRow*>> fees;
    for (const TransactionsRow& row : whole.rows.of<TransactionsRow>()) {
      if (row.transaction_type == text_of(TransactionType::kFee))
        fees[accounts.at(row.account_id)->customer_id].push_back(&row);
    }
    std::uint64_t all = 0;
    std::uint64_t charged = 0;
    for (const ComplaintsRow& row : whole.rows.of<ComplaintsRow>()) {
      if (row.complaint_type != text_of(ComplaintType::kFee)) continue;
      ++all;
      const Date filed = date_of(row.filed_date);
      for (const TransactionsRow* fee : fees[row.customer_id]) {
        const Date day = date_of(fee->transaction_date);
        if (row.description.find(to_text(day)) == std::string_view::npos) continue;
        CHECK(day < filed);
        CHECK(filed <= add_days(day, 60));
        ++charged;
        break;
      }
    }
    CAPTURE(seed, all, charged);
    CHECK(20 * charged >= 17 * all);
  }
}

TEST_CASE("A complaint about fraud was made in a contact of the customer, as nearly all are") {
  for_each_bank([](const WholeBank& bank, std::uint64_t customers) {
    std::map<CustomerId, std::vector<const InteractionsRow*>> contacts;
    std::map<CustomerId, std::uint64_t> any;
    for (const InteractionsRow& row : bank.rows.of<InteractionsRow>()) {
      ++any[row.customer_id];
      if (row.interaction_type == "complaint") contacts[row.customer_id].push_back(&row);
    }
    std::uint64_t made_in_contact = 0;
    for (const ComplaintsRow& row : bank.rows.of<ComplaintsRow>()) {
      CAPTURE(row.complaint_id.number);
      // Filed at the end of the contact, which names it.
      const auto& own = contacts[row.customer_id];
      const bool found =
          std::any_of(own.begin(), own.end(), [&row](const InteractionsRow* contact) {
            const std::int64_t minutes =
                (row.filed_date.micros - contact->interaction_date.micros) /
                (60 * kMicrosPerSecond);
            return minutes == contact->duration_minutes;
          });
      made_in_contact += found ? 1U : 0U;
      if (row.complaint_type == "fraud" && customers >= 120) CHECK(found);
    }
    if (customers >= 120) CHECK(made_in_contact * 100 >= bank.rows.of<ComplaintsRow>().size() * 85);
  });
}

TEST_CASE("CAM1: twenty campaigns of the last two years address all segments") {
  for_each_bank([](const WholeBank& bank, std::uint64_t) {
    const auto& rows = bank.rows.of<CampaignsRow>();
    REQUIRE(rows.size() == Campaigns::kCount);
    for (const CampaignsRow& row : rows) {
      CAPTURE(row.campaign_name);
      CHECK(row.start_date >= add_months(kAsOf, -24));
      CHECK(row.start_date < kAsOf);
      CHECK(row.end_date > row.start_date);
    }
    CHECK(counts_by(rows, [](const auto& row) { return row.campaign_type; }).size() == 5);
    CHECK(counts_by(rows, [](const auto& row) { return row.target_segment; }).size() == 4);
    CHECK(counts_by(rows, [](const auto& row) { return row.campaign_name; }).size() == 20);
  });
}

TEST_CASE("RSP1: customers respond while a campaign runs, at most once to each") {
  for_each_bank([](const WholeBank& bank, std::uint64_t customers) {
    const Lookup lookup(bank.rows);
    const auto& rows = bank.rows.of<CampaignResponsesRow>();
    std::set<std::pair<CustomerId, CampaignId>> seen;
    std::map<CustomerId, std::string_view> last;
    std::uint64_t converted = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const CampaignResponsesRow& row = rows[i];
      CAPTURE(i);
      CHECK(row.response_id.value == static_cast<std::int64_t>(i) + 1);
      REQUIRE(lookup.campaigns.count(row.campaign_id) == 1);
      const CampaignsRow& campaign = *lookup.campaigns.at(row.campaign_id);
      CHECK(seen.insert({row.customer_id, row.campaign_id}).second);
      CHECK((row.response_date >= campaign.start_date && row.response_date <= campaign.end_date));
      lookup.check_lifetime(row.customer_id, row.response_date);
      if (row.response_type == "purchased") CHECK(row.converted);
      if (row.response_type == "unsubscribed") CHECK(!row.converted);
      CHECK(last[row.customer_id] != "unsubscribed");
      last[row.customer_id] = row.response_type;
      converted += row.converted ? 1U : 0U;
    }
    if (customers < 120) return;
    CHECK(is_share(count_by_customer(rows).size(), customers, 4500));
    CHECK(in_scaled_range(rows.size(), customers, 2000, 3000));
    CHECK(is_share(converted, rows.size(), 2000));
    check_shares(counts_by(rows, [](const auto& row) { return row.response_type; }),
                 {{"clicked", 5000}, {"opened", 3000}, {"purchased", 1500}, {"unsubscribed", 500}});
  });
}

TEST_CASE("RSP1: most responses to each campaign come from the segment it addresses") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const WholeBank bank(bank_options(2750, seed));
    const Lookup lookup(bank.rows);
    std::map<CampaignId, std::pair<std::uint64_t, std::uint64_t>> counts;
    for (const CampaignResponsesRow& row : bank.rows.of<CampaignResponsesRow>()) {
      auto& [all, addressed] = counts[row.campaign_id];
      ++all;
      addressed += lookup.profiles.at(row.customer_id)->customer_segment ==
                           lookup.campaigns.at(row.campaign_id)->target_segment
                       ? 1U
                       : 0U;
    }
    CHECK(counts.size() == 20);
    for (const auto& [campaign, count] : counts) {
      CAPTURE(seed, campaign.number, count.first, count.second);
      CHECK(count.second * 2 > count.first);
    }
  }
}

TEST_CASE("RSP1: purchases are mostly followed by an account, an application or a policy") {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const WholeBank bank(bank_options(seed < 4 ? 1200 : 5000, seed));
    std::map<CustomerId, std::vector<Date>> taken;
    for (const AccountsRow& row : bank.rows.of<AccountsRow>())
      taken[row.customer_id].push_back(row.opened_date);
    for (const LoanApplicationsRow& row : bank.rows.of<LoanApplicationsRow>())
      taken[row.customer_id].push_back(row.application_date);
    for (const PoliciesRow& row : bank.rows.of<PoliciesRow>())
      taken[row.customer_id].push_back(date_of(row.created_at));
    std::uint64_t purchases = 0;
    std::uint64_t followed = 0;
    for (const CampaignResponsesRow& row : bank.rows.of<CampaignResponsesRow>()) {
      if (row.response_type != "purchased") continue;
      ++purchases;
      const auto& dates = taken[row.customer_id];
      followed += std::any_of(dates.begin(), dates.end(), [&row](Date date) {
        return date > row.response_date && date <= add_days(row.response_date, 60);
      });
    }
    CAPTURE(seed, purchases, followed);
    CHECK(followed * 5 >= purchases * 3);
  }
}

TEST_CASE("Every bank of up to 130 customers has responses that its customers can have given") {
  for (std::uint64_t customers = 1; customers <= 130; ++customers) {
    CAPTURE(customers);
    const Bank bank(bank_options(customers, customers));
    RowSet rows;
    TableSet tables;
    tables.set(index_of(kTableId<CampaignResponsesRow>));
    bank.generate(0, tables, rows);
    CHECK(rows.of<CampaignResponsesRow>().size() == bank.row_count(kTableId<CampaignResponsesRow>));
  }
}

TEST_CASE("Neighbouring notes differ, and few recur in a whole bank") {
  const WholeBank bank(bank_options(1200, 3));
  const auto& rows = bank.rows.of<InteractionsRow>();
  std::map<std::string_view, std::uint64_t> counts;
  for (const InteractionsRow& row : rows)
    ++counts[row.notes];
  CHECK(counts.size() * 100 >= rows.size() * 95);
  for (const auto& [notes, count] : counts) {
    CAPTURE(notes);
    CHECK(count * 400 <= rows.size());
  }
  const auto& complaints = bank.rows.of<ComplaintsRow>();
  const auto descriptions = counts_by(complaints, [](const auto& row) { return row.description; });
  CHECK(descriptions.size() * 100 >= complaints.size() * 97);
}

TEST_CASE("A volume that does not go with its customers is refused") {
  BankOptions options = bank_options(1200, 1);
  options.settings.interactions.count = {8'000};
  CHECK_THROWS_AS(Bank(options), UsageError);
  options = bank_options(1200, 1);
  options.settings.campaigns.responding = {1000};
  CHECK_THROWS_AS(Bank(options), UsageError);
}

TEST_CASE("Other volumes of engagement are met as exactly as the usual ones") {
  BankOptions options = bank_options(1200, 9);
  options.settings.interactions.customers = {10'000};
  options.settings.interactions.count = {12'000};
  options.settings.complaints.customers = {10'000};
  options.settings.complaints.count = {1'200};
  options.settings.campaigns.responding = {5'000};
  options.settings.campaigns.responses = {600};
  const WholeBank bank(options);
  CHECK(bank.rows.of<InteractionsRow>().size() == 12'000);
  CHECK(bank.rows.of<ComplaintsRow>().size() == 1'200);
  CHECK(bank.rows.of<CampaignResponsesRow>().size() == 600);
}

}  // namespace bankseed::testing
