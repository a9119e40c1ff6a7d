// Figures of a loaded bank, and what they say when somebody has tampered with it.

#include "verify/figures/figures.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

#include "bankseed/core/calendar.hpp"
#include "sink/postgres/connection.hpp"
#include "support/servers/bank_loading.hpp"
#include "support/servers/private_server.hpp"

namespace bankseed::verify {
namespace {

std::vector<Figure> read(FigureChoice choice = FigureChoice::kAll, std::size_t jobs = 2) {
  return read_figures(testing::PrivateServer::instance().settings(), {.days = 9819}, choice, jobs);
}

const Figure& find_figure(const std::vector<Figure>& figures, std::string_view id) {
  const auto found = std::find_if(figures.begin(), figures.end(),
                                  [id](const Figure& figure) { return figure.id == id; });
  REQUIRE(found != figures.end());
  return *found;
}

double sum_of(const Figure& figure, std::string_view series = {}) {
  double sum = 0;
  for (const Point& point : figure.points) {
    if (series.empty() || point.series == series) sum += point.value;
  }
  return sum;
}

void change(Database database, const std::string& sql) {
  Connection::open(
      testing::PrivateServer::instance().settings()[static_cast<std::size_t>(database)])
      .execute(sql);
}

/// The standing of a figure's first measure.
Standing standing_of(std::string_view id) {
  return find_figure(read(), id).measures.front().standing;
}

/// What it measured; a small bank has too few rows to judge all of them.
double first_value_of(std::string_view id) {
  return find_figure(read(), id).measures.front().value.value();
}

}  // namespace

TEST_CASE("figures of a bank are inside their bands, and notice when it is tampered with") {
  const testing::PrivateServer& server = testing::PrivateServer::instance();
  server.reset();
  testing::EncodedBank bank(1200, 7);
  testing::load_bank(server.settings(), bank, testing::load_options(bank));
  const std::vector<Figure> figures = read();
  for (const Figure& figure : figures) {
    INFO(figure.id << ": " << figure.error);
    CHECK(figure.error.empty());
    CHECK(figure.sql.find("SELECT") != std::string::npos);
    for (const Measure& measure : figure.measures) {
      INFO(measure.name << ": " << measure.value_text << ", " << measure.band_text);
      // The required range of amounts alone puts digits near the limit that few of them have.
      if (figure.id != "digits") CHECK(measure.standing != Standing::kOutside);
      CHECK(measure.value_text.empty() == !measure.value);
      if (measure.standing == Standing::kNotJudged) CHECK_FALSE(measure.note.empty());
    }
  }
  CHECK(sum_of(find_figure(figures, "ages")) == 1200);
  CHECK(sum_of(find_figure(figures, "ages"), "account holders") == 900);
  CHECK(sum_of(find_figure(figures, "segments")) == 1200);
  CHECK(sum_of(find_figure(figures, "growth"), "customers") == 1200);
  CHECK(sum_of(find_figure(figures, "clock")) == sum_of(find_figure(figures, "activity")));
  CHECK(find_figure(figures, "segment-balances").points.size() == 16);
  // Loans are not loaded.
  CHECK(find_figure(figures, "loan-book").points.empty());
  CHECK(find_figure(figures, "delinquency").measures.front().note ==
        "There is nothing to measure.");

  // Bands do not hang on who reads, nor on how many read.
  const auto measured = read(FigureChoice::kMeasured, 1);
  CHECK(measured.size() < figures.size());
  for (const Figure& figure : measured) {
    const Figure& same = find_figure(figures, figure.id);
    REQUIRE(figure.measures.size() == same.measures.size());
    for (std::size_t i = 0; i < same.measures.size(); ++i)
      CHECK(figure.measures[i].value_text == same.measures[i].value_text);
  }

  change(Database::kAccounts,
         "UPDATE transactions SET transaction_amount = 100 + (hashtext(transaction_id) & 511) "
         "WHERE transaction_type = 'payment'");
  CHECK(standing_of("digits") == Standing::kOutside);
  change(Database::kAccounts,
         "UPDATE transactions SET transaction_date = transaction_date::date + "
         "interval '2 hours' WHERE description LIKE 'Card%'");
  CHECK(standing_of("clock") == Standing::kOutside);
  CHECK(first_value_of("hours") == 2);
  change(Database::kAccounts,
         "UPDATE transactions SET transaction_date = transaction_date + "
         "interval '2 days'");
  CHECK(standing_of("weekdays") == Standing::kOutside);
  CHECK(first_value_of("payday") < 1.15);
  CHECK(standing_of("payroll") == Standing::kOutside);
  change(Database::kAccounts,
         "UPDATE transactions SET transaction_amount = 500 WHERE description "
         "LIKE '%machine%'");
  CHECK(standing_of("cash") == Standing::kOutside);
  change(Database::kCustomer,
         "UPDATE customer_profiles SET customer_segment = CASE "
         "customer_segment WHEN 'retail' THEN 'premium' ELSE 'retail' END");
  CHECK(standing_of("segment-balances") == Standing::kOutside);
  change(Database::kAccounts, "UPDATE accounts SET balance = 1000 + (hashtext(account_id) & 127)");
  CHECK(standing_of("inequality") == Standing::kOutside);

  change(Database::kAccounts, "ALTER TABLE accounts DROP COLUMN balance");
  change(Database::kLoans, "DROP TABLE loans CASCADE");
  const auto broken = read();
  CHECK(find_figure(broken, "balances").error.find("balance") != std::string::npos);
  CHECK(find_figure(broken, "loan-book").error.find("loans") != std::string::npos);
  CHECK(find_figure(broken, "growth").points.empty());
  CHECK(find_figure(broken, "inequality").measures.front().standing == Standing::kNotJudged);
  CHECK_FALSE(find_figure(broken, "inequality").measures.front().note.empty());
  // The others are read all the same.
  CHECK(sum_of(find_figure(broken, "ages")) == 1200);
}

TEST_CASE("a database that is not there spoils its own figures only") {
  const testing::PrivateServer& server = testing::PrivateServer::instance();
  server.reset();
  testing::EncodedBank bank(120, 1);
  testing::load_bank(server.settings(), bank, testing::load_options(bank));
  auto settings = server.settings();
  settings[static_cast<std::size_t>(Database::kLoans)].name = "nowhere_db";
  const auto figures = read_figures(settings, {.days = 9819}, FigureChoice::kAll, 2);
  CHECK(find_figure(figures, "loan-book").error.find("nowhere_db") != std::string::npos);
  CHECK(find_figure(figures, "ages").error.empty());
}

}  // namespace bankseed::verify
