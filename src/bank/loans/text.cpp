#include "bank/loans/text.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "bank/accounts/income.hpp"
#include "bank/loans/underwriting.hpp"
#include "bank/model/identity_text.hpp"
#include "bankseed/core/calendar.hpp"
#include "core/text.hpp"
#include "corpus/country/home_prices.hpp"
#include "corpus/texts/loans.hpp"

namespace bankseed {
namespace {

class RejectionWriter {
 public:
  RejectionWriter(const BankModel& model,
                  const Customer& customer,
                  const Application& application,
                  Arena& arena)
      : model_(model),
        application_(application),
        customer_(customer.id.number - 1),
        type_(application.type),
        cut_off_(score_cut_off(model.options.settings.loans, application.type)),
        texts_(*model.corpus->loan_texts),
        currency_(model.currency()),
        metric_(model.corpus->locale->metric),
        draws_(model.draws(Stream::kRejection, application.key)),
        text_(arena) {}

  std::string_view write() {
    main_reason();
    // Whose score is good has no such history.
    const bool blemished = application_.assessment.grade > CreditGrade::kBbb;
    if (draws_.chance({65, 100}) && blemished) history();
    if (draws_.chance({55, 100})) advice();
    return text_.view();
  }

 private:
  void main_reason() {
    const Refusal& refusal = application_.refusal;
    const std::string_view loans = texts_.loans[static_cast<std::size_t>(type_)];
    switch (refusal.reason) {
      case RefusalReason::kScore:
        return texts_.score.add_to(text_, application_.assessment.score, cut_off_, loans);
      case RefusalReason::kDebt:
        return texts_.debt.add_to(text_, refusal.debt_percent, loans, kDebtShares[type_]);
      case RefusalReason::kIncome:
        return texts_.income.add_to(text_, refusal.yearly_income, application_.requested,
                                    currency_);
      case RefusalReason::kUnverified: {
        const std::string_view document = texts_.documents.pick(draws_);
        return texts_.unverified.add_to(text_, document, 10 * (1 + draws_.below(3)));
      }
      case RefusalReason::kEmployment:
        return texts_.employment.add_to(text_, refusal.months_employed,
                                        employer_of(model_, customer_).name,
                                        months_employed_min(type_));
      case RefusalReason::kSpecific: return specific();
    }
  }

  void specific() {
    const std::uint64_t number = draws_.below(1000);
    switch (application_.type) {
      case LoanType::kMortgage: return texts_.appraisal.add_to(text_, 98 + number % 21);
      case LoanType::kAuto:
        return texts_.mileage.add_to(text_, (118'000 + number * 97) * (metric_ ? 8 : 5) / 5);
      case LoanType::kBusiness:
        return texts_.coverage.add_to(text_, 61 + number % 38, 4 + number / 38);
      case LoanType::kEducation:
        return texts_.program.add_to(text_, 3 + number % 8, application_.requested, currency_);
      case LoanType::kPersonal: {
        const Money debt{(9'000 + static_cast<std::int64_t>(number) * 37) / 50 * 50 * 100};
        return texts_.unsecured_debt.add_to(text_, debt, currency_);
      }
    }
  }

  void history() {
    const std::uint64_t count = 1 + draws_.below(4);
    const std::uint64_t months = 6 * (1 + draws_.below(4));
    text_.add(' ');
    texts_.history.add_to(text_, count, texts_.history_entries.pick(draws_).of(count), months);
  }

  void advice() {
    const std::uint64_t uniform = draws_.below(texts_.advice.size() + 3);
    if (uniform < texts_.advice.size()) {
      text_.add(' ').add(texts_.advice[uniform]);
      return;
    }
    const std::int64_t part = draws_.between(35, 70);
    const bool known = application_.refusal.affordable.cents > 0;
    const std::int64_t smaller =
        (known ? std::min(application_.refusal.affordable, application_.requested).cents
               : application_.requested.cents * part / 100) /
        500'00 * 500'00;
    if (smaller <= 0) return;
    text_.add(' ');
    texts_.smaller_amount.add_to(text_, Money{smaller}, currency_);
  }

  const BankModel& model_;
  const Application& application_;
  std::uint64_t customer_;
  LoanType type_;
  std::int32_t cut_off_;
  const corpus::LoanTexts& texts_;
  std::string_view currency_;
  bool metric_;
  Draws draws_;
  Text text_;
};

/// Business loans worth less than so much are secured by machines alone.
constexpr std::int64_t kPremisesMin = 110'000'00;

bool is_property(const BankModel& model, const Loan& loan, const CollateralItem& item) {
  if (loan.type == LoanType::kMortgage) return true;
  return loan.type == LoanType::kBusiness && item.value.cents >= kPremisesMin &&
         model.draws(Stream::kCollateralType, item.ordinal).below(100) < 60;
}

/// All assets of a loan are of one trade.
const corpus::Trade& trade_of(const corpus::LoanTexts& texts, const Loan& loan) {
  return texts.trades.pick(loan.payments_draw);
}

/// What a car is worth after so many years, in per cent (Kelley Blue Book: a fifth is lost in the
/// first year, sixty per cent in five or six).
constexpr std::array<std::int64_t, 11> kVehicleWorth = {100, 82, 71, 62, 54, 47,
                                                        41,  35, 30, 26, 23};
/// Cars cost from so much to so much when new, in dollars.
constexpr Range kNewVehicle = {19'000, 125'000};
/// A car is not older than this when its loan ends.
constexpr std::size_t kVehicleYearsMax = 12;

/// In dollars; cars cost more where all purchases do.
std::int64_t price_when_new(const corpus::Corpus& corpus, Money value, std::size_t age) {
  return value.cents / kVehicleWorth[age] * 100 / corpus.locale->purchase_percent;
}

/// Years. The lesser of two draws: most cars are new or nearly so; then as old as its worth asks
/// for.
std::size_t vehicle_age(const corpus::Corpus& corpus, const Loan& loan, Money value, Draws& draws) {
  const std::size_t oldest =
      std::min(kVehicleWorth.size() - 1,
               kVehicleYearsMax - static_cast<std::size_t>(loan.terms.months + 11) / 12);
  const std::size_t one = draws.below(oldest + 1);
  const std::size_t other = draws.below(oldest + 1);
  std::size_t age = std::min(one, other);
  while (age < oldest && price_when_new(corpus, value, age) < kNewVehicle.low)
    ++age;
  while (age > 0 && price_when_new(corpus, value, age) > kNewVehicle.high)
    --age;
  return age;
}

std::string_view vehicle_text(const corpus::Corpus& corpus,
                              const Loan& loan,
                              const CollateralItem& item,
                              Draws& draws,
                              Arena& arena) {
  const corpus::LoanTexts& texts = *corpus.loan_texts;
  const std::uint64_t model = draws.next();
  const std::size_t age = vehicle_age(corpus, loan, item.value, draws);
  const std::int64_t dollars = price_when_new(corpus, item.value, age);
  const std::size_t price_class = dollars < 30'000 ? 0 : (dollars < 60'000 ? 1 : 2);
  const std::string_view vehicle = texts.vehicles[price_class].pick(model);
  const std::uint64_t yearly = 8'000 + draws.below(7'000);
  const std::uint64_t miles = age * yearly + draws.below(4'000) + 12;
  const std::uint64_t distance = corpus.locale->metric ? miles * 8 / 5 : miles;
  const std::string_view trim = texts.trims.pick(draws);
  const std::string_view color = texts.colors.pick(draws);
  const std::uint64_t number = draws.below(1'000'000);
  const auto year = static_cast<std::uint64_t>(to_civil(loan.disbursed).year) - age;
  return texts.vehicle.text(arena, year, vehicle, trim, color, distance, corpus::Digits{number, 6});
}

std::string_view machine_text(const corpus::LoanTexts& texts,
                              const Loan& loan,
                              const CollateralItem& item,
                              Draws& draws,
                              Arena& arena) {
  const corpus::Phrases<>& machines = trade_of(texts, loan).machines;
  // Different ones for the items of one loan.
  const std::size_t first = scale_to(loan.payments_draw << 16, machines.size());
  const std::string_view machine = machines[(first + item.index) % machines.size()];
  const std::string_view maker = texts.makers.pick(draws);
  const std::uint64_t age = draws.below(7);
  const std::uint64_t serial = 100'000 + draws.below(900'000);
  // The last condition is one of old machines.
  const corpus::Phrases<>& conditions = texts.conditions;
  const std::uint64_t condition = draws.below(conditions.size() - (age < 4 ? 1 : 0));
  const auto year = static_cast<std::uint64_t>(to_civil(loan.disbursed).year) - age;
  return texts.machine.text(arena, machine, maker, year, serial,
                            age == 0 ? texts.as_new : conditions[condition]);
}

struct Pledge {
  const Loan& loan;
  const CollateralItem& item;
};

/// So many in a hundred secured mortgages are secured by the borrower's home (American Housing
/// Survey 2021: of mortgaged homes nine in ten are lived in by their owners), the others by a home
/// that is let or lived in at times.
constexpr std::uint64_t kHomePercent = 85;

/// Whether an address leads to a part of a house.
bool is_flat(const corpus::LocaleDescription& locale, std::string_view address) {
  return std::any_of(locale.units.begin(), locale.units.end(), [address](const auto& unit) {
    return !unit.house && address.find(unit.text) != std::string_view::npos;
  });
}

/// The first building from the drawn one on that an address like this can lead to.
const corpus::Building& building_at(const corpus::ListOf<corpus::Building>& buildings,
                                    bool unit,
                                    std::uint64_t uniform) {
  const std::size_t first = scale_to(uniform, buildings.size());
  for (std::size_t i = 0; i < buildings.size(); ++i) {
    const corpus::Building& building = buildings[(first + i) % buildings.size()];
    if (building.unit == unit) return building;
  }
  return buildings[first];
}

/// What a square foot costs in a place, in per cent of the country's mean: by the state, and in one
/// of its towns more than in another.
std::int64_t price_percent(const BankModel& model, const corpus::Place& place) {
  Draws draws = model.draws(Stream::kPlacePrice, place.postal_first);
  const std::int64_t one = draws.between(70, 110);
  return corpus::home_price_percent(model.options.locale, place.state) *
         (one + draws.between(0, 30)) / 100;
}

/// Square feet of a flat, a house, and of what nobody lives in; what is worth more is better built.
constexpr Range kFlatFeet = {520, 2'800};
constexpr Range kHouseFeet = {800, 5'600};
constexpr Range kPremisesFeet = {600, 60'000};

/// Square feet from which on a flat, which has one bedroom at least, or a house, which has two, has
/// one more, and another.
constexpr std::array<std::int64_t, 3> kFlatBedrooms = {780, 1'200, 1'900};
constexpr std::array<std::int64_t, 4> kHouseBedrooms = {1'150, 1'950, 2'900, 4'300};

std::int64_t bedrooms_of(const corpus::Building& building, std::int64_t feet) {
  const auto from = building.unit ? std::span<const std::int64_t>(kFlatBedrooms)
                                  : std::span<const std::int64_t>(kHouseBedrooms);
  return (building.unit ? 1 : 2) +
         (std::upper_bound(from.begin(), from.end(), feet) - from.begin());
}

std::string_view building_text(const BankModel& model,
                               const Customer& borrower,
                               const Pledge& pledge,
                               Draws& draws,
                               Arena& arena) {
  const auto& [loan, item] = pledge;
  const corpus::Corpus& corpus = *model.corpus;
  const corpus::LoanTexts& texts = *corpus.loan_texts;
  const bool business = loan.type == LoanType::kBusiness;
  const bool home = !business && item.index == 0 && draws.below(100) < kHomePercent;
  const std::uint64_t kind = draws.next();
  std::string_view address;
  const corpus::Building* building = nullptr;
  if (home) {
    address = contact_of(model, borrower, arena).address;
    building = &building_at(texts.homes, is_flat(*corpus.locale, address), kind);
  } else {
    const auto& others = item.index == 0 ? texts.homes : texts.further;
    building = &(business ? trade_of(texts, loan).premises : others).pick(kind);
    const auto part = building->dwelling ? corpus::Dwelling::kFlat : corpus::Dwelling::kOffice;
    const auto dwelling = building->unit ? part : corpus::Dwelling::kWholeHouse;
    address = address_text(arena, corpus, *borrower.place, draws, dwelling);
  }
  const std::int64_t price = std::max<std::int64_t>(1, building->dollars_per_square_foot *
                                                           price_percent(model, *borrower.place) /
                                                           100 * draws.between(85, 120) / 100);
  const Range& sizes =
      !building->dwelling ? kPremisesFeet : (building->unit ? kFlatFeet : kHouseFeet);
  const std::int64_t feet =
      std::clamp(item.value.cents / 100 / price / 10 * 10, sizes.low, sizes.high);
  const std::int64_t bedrooms = bedrooms_of(*building, feet * draws.between(92, 108) / 100);
  const std::int64_t built = draws.between(building->first_year, to_civil(loan.disbursed).year - 1);
  const std::int64_t area = corpus.locale->metric ? feet * 93 / 1'000 : feet;
  if (!building->dwelling) return texts.premises.text(arena, building->name, area, built, address);
  return texts.dwelling.of(static_cast<std::uint64_t>(bedrooms))
      .text(arena, building->name, bedrooms, area, built, address);
}

}  // namespace

std::string_view rejection_text(const BankModel& model,
                                const Customer& customer,
                                const Application& application,
                                Arena& arena) {
  return RejectionWriter(model, customer, application, arena).write();
}

CollateralType collateral_type(const BankModel& model,
                               const Loan& loan,
                               const CollateralItem& item) {
  if (loan.type == LoanType::kAuto) return CollateralType::kVehicle;
  return is_property(model, loan, item) ? CollateralType::kProperty : CollateralType::kEquipment;
}

std::string_view collateral_text(const BankModel& model,
                                 const Customer& borrower,
                                 const Loan& loan,
                                 const CollateralItem& item,
                                 Arena& arena) {
  Draws draws = model.draws(Stream::kCollateral, item.ordinal);
  const corpus::LoanTexts& texts = *model.corpus->loan_texts;
  if (loan.type == LoanType::kAuto) return vehicle_text(*model.corpus, loan, item, draws, arena);
  if (!is_property(model, loan, item)) return machine_text(texts, loan, item, draws, arena);
  return building_text(model, borrower, {loan, item}, draws, arena);
}

}  // namespace bankseed
