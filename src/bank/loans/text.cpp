#include "bank/loans/text.hpp"

#include <algorithm>
#include <array>

#include "bank/model/identity_text.hpp"
#include "bankseed/core/calendar.hpp"
#include "core/text.hpp"
#include "corpus/texts/loans.hpp"

namespace bankseed {
namespace {

/// Scores below which applications of a type are declined for the score alone.
constexpr EnumArray<LoanType, std::int32_t> kScoresMin = {620, 600, 580, 640, 590};
/// Greatest part of income that payments may take, in per cent.
constexpr EnumArray<LoanType, std::int64_t> kDebtShares = {43, 40, 45, 50, 42};

class RejectionWriter {
 public:
  RejectionWriter(const BankModel& model, const Application& application, Arena& arena)
      : application_(application),
        type_(application.type),
        corpus_(*model.corpus),
        texts_(*model.corpus->loan_texts),
        currency_(model.currency()),
        draws_(model.draws(Stream::kRejection, application.key)),
        text_(arena) {}

  std::string_view write() {
    main_reason();
    if (draws_.chance({65, 100})) history();
    if (draws_.chance({55, 100})) advice();
    return text_.view();
  }

 private:
  void main_reason() {
    const std::int32_t score = application_.assessment.score;
    const std::uint64_t uniform = draws_.below(100);
    if (score < kScoresMin[type_] && uniform < 70) {
      texts_.score.add_to(text_, score, kScoresMin[type_],
                          texts_.loans[static_cast<std::size_t>(type_)]);
    } else if (uniform < 30) {
      debt();
    } else if (uniform < 48) {
      income();
    } else if (uniform < 66) {
      specific();
    } else if (uniform < 82) {
      const std::string_view document = texts_.documents.pick(draws_);
      texts_.unverified.add_to(text_, document, 10 * (1 + draws_.below(3)));
    } else {
      employment();
    }
  }

  void debt() {
    const std::int64_t limit = kDebtShares[type_];
    const std::int64_t share = limit + draws_.between(2, 24);
    texts_.debt.add_to(text_, share, texts_.loans[static_cast<std::size_t>(type_)], limit);
  }

  void income() {
    // A yearly income that does not carry the amount: a third of it at best, in hundreds.
    const std::int64_t most =
        std::clamp<std::int64_t>(application_.requested.cents / 3, 24'000'00, 190'000'00);
    const std::int64_t income = draws_.between(most / 2, most) / 100'00 * 100'00;
    texts_.income.add_to(text_, Money{income}, application_.requested, currency_);
  }

  void employment() {
    const std::uint64_t months = 2 + draws_.below(9);
    const std::string_view employer = corpus_.employers.pick(draws_.next()).name;
    const std::uint32_t least = application_.type == LoanType::kMortgage ? 24 : 12;
    texts_.employment.add_to(text_, months, employer, least);
  }

  void specific() {
    const std::uint64_t number = draws_.below(1000);
    switch (application_.type) {
      case LoanType::kMortgage: return texts_.appraisal.add_to(text_, 98 + number % 21);
      case LoanType::kAuto: return texts_.mileage.add_to(text_, 118'000 + number * 97);
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
    text_.add(' ');
    const std::uint64_t uniform = draws_.below(texts_.advice.size() + 3);
    if (uniform < texts_.advice.size()) {
      text_.add(texts_.advice[uniform]);
      return;
    }
    const std::int64_t smaller =
        application_.requested.cents * draws_.between(35, 70) / 100 / 500'00 * 500'00;
    texts_.smaller_amount.add_to(text_, Money{smaller}, currency_);
  }

  const Application& application_;
  LoanType type_;
  const corpus::Corpus& corpus_;
  const corpus::LoanTexts& texts_;
  std::string_view currency_;
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

std::string_view vehicle_text(const corpus::LoanTexts& texts,
                              const Loan& loan,
                              const CollateralItem& item,
                              Draws& draws,
                              Arena& arena) {
  const std::int64_t dollars = item.value.cents / 100;
  const std::size_t price_class = dollars < 30'000 ? 0 : (dollars < 60'000 ? 1 : 2);
  const std::string_view vehicle = texts.vehicles[price_class].pick(draws);
  // The lesser of two draws: most cars are new or nearly so.
  const std::uint64_t one = draws.below(8);
  const std::uint64_t other = draws.below(8);
  const std::uint64_t age = std::min(one, other);
  const std::uint64_t miles = age * 11'300 + draws.below(4'000) + 12;
  const std::string_view trim = texts.trims.pick(draws);
  const std::string_view color = texts.colors.pick(draws);
  const std::uint64_t number = draws.below(1'000'000);
  const auto year = static_cast<std::uint64_t>(to_civil(loan.disbursed).year) - age;
  return texts.vehicle.text(arena, year, vehicle, trim, color, miles, corpus::Digits{number, 6});
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

std::string_view building_text(const corpus::Corpus& corpus,
                               const Customer& borrower,
                               const Pledge& pledge,
                               Draws& draws,
                               Arena& arena) {
  const auto& [loan, item] = pledge;
  const corpus::LoanTexts& texts = *corpus.loan_texts;
  const bool business = loan.type == LoanType::kBusiness;
  const auto& others = item.index == 0 ? texts.homes : texts.further;
  const corpus::Building& building =
      (business ? trade_of(texts, loan).premises : others).pick(draws);
  const std::int64_t price = building.dollars_per_square_foot * draws.between(75, 150) / 100;
  const std::int64_t feet =
      std::clamp<std::int64_t>(item.value.cents / 100 / price / 10 * 10, 520, 60'000);
  const std::int64_t bedrooms = std::clamp<std::int64_t>(feet / 620 + draws.between(0, 1), 1, 7);
  const std::int64_t built = draws.between(1925, to_civil(loan.disbursed).year - 1);
  // A whole house has no unit.
  const auto dwelling = building.unit ? corpus::Dwelling::kAny : corpus::Dwelling::kWholeHouse;
  const std::string_view address = address_text(arena, corpus, *borrower.place, draws, dwelling);
  if (!building.dwelling) return texts.premises.text(arena, building.name, feet, built, address);
  return texts.dwelling.of(static_cast<std::uint64_t>(bedrooms))
      .text(arena, building.name, bedrooms, feet, built, address);
}

}  // namespace

std::string_view rejection_text(const BankModel& model,
                                const Application& application,
                                Arena& arena) {
  return RejectionWriter(model, application, arena).write();
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
  if (loan.type == LoanType::kAuto) return vehicle_text(texts, loan, item, draws, arena);
  if (!is_property(model, loan, item)) return machine_text(texts, loan, item, draws, arena);
  return building_text(*model.corpus, borrower, {loan, item}, draws, arena);
}

}  // namespace bankseed
