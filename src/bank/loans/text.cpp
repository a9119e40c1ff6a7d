#include "bank/loans/text.hpp"

#include <algorithm>
#include <array>

#include "bank/model/identity_text.hpp"
#include "bankseed/core/calendar.hpp"
#include "core/text.hpp"

namespace bankseed {
namespace {

constexpr EnumArray<LoanType, std::string_view> kTypeNames = {
    "mortgages", "personal loans", "auto loans", "business loans", "education loans"};
/// Scores below which applications of a type are declined for the score alone.
constexpr EnumArray<LoanType, std::int32_t> kScoresMin = {620, 600, 580, 640, 590};
/// Greatest part of income that payments may take, in per cent.
constexpr EnumArray<LoanType, std::int64_t> kDebtShares = {43, 40, 45, 50, 42};

constexpr std::array<std::string_view, 7> kHistory = {
    "account in collections", "charged-off card",      "payment more than 60 days late",
    "returned debit",         "recent credit inquiry", "account over its limit",
    "unpaid medical bill"};
constexpr std::array<std::string_view, 8> kDocuments = {
    "tax returns of the last two years",
    "pay stubs of the last two months",
    "a current employer's letter",
    "bank statements of the other bank",
    "the purchase agreement",
    "proof of residence",
    "year-end statements signed by an accountant",
    "the insurance certificate"};
constexpr std::array<std::string_view, 7> kAdvice = {
    "A co-signer would be considered.",
    "The applicant may apply again in six months.",
    "Reconsideration on further documents was offered.",
    "A secured loan was suggested instead.",
    "Credit counseling was recommended.",
    "The applicant was told in writing about the right to a free credit report.",
    "A longer term would lower the payment and may be asked for."};

std::string_view plural(std::uint64_t count, std::string_view many) {
  return count == 1 ? std::string_view{} : many;
}

class RejectionWriter {
 public:
  RejectionWriter(const BankModel& model, const Application& application, Arena& arena)
      : application_(application),
        type_(application.type),
        corpus_(*model.corpus),
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
      text_.add("Credit score of ")
          .number(static_cast<std::uint64_t>(score))
          .add(" is below the ")
          .number(static_cast<std::uint64_t>(kScoresMin[type_]))
          .add(" required for ")
          .add(kTypeNames[type_])
          .add('.');
    } else if (uniform < 30) {
      debt();
    } else if (uniform < 48) {
      income();
    } else if (uniform < 66) {
      specific();
    } else if (uniform < 82) {
      text_.add("Could not be verified: ")
          .add(kDocuments[draws_.below(kDocuments.size())])
          .add(" not received within ")
          .number(10 * (1 + draws_.below(3)))
          .add(" days.");
    } else {
      employment();
    }
  }

  void debt() {
    const std::int64_t limit = kDebtShares[type_];
    const std::int64_t share = limit + draws_.between(2, 24);
    text_.add("Payments on all debts would take ")
        .number(static_cast<std::uint64_t>(share))
        .add(" per cent of income; the limit for ")
        .add(kTypeNames[type_])
        .add(" is ")
        .number(static_cast<std::uint64_t>(limit))
        .add(" per cent.");
  }

  void income() {
    // A yearly income that does not carry the amount: a third of it at best, in hundreds.
    const std::int64_t most =
        std::clamp<std::int64_t>(application_.requested.cents / 3, 24'000'00, 190'000'00);
    const std::int64_t income = draws_.between(most / 2, most) / 100'00 * 100'00;
    text_.add("Documented income of ")
        .grouped_money({income})
        .add(' ')
        .add(currency_)
        .add(" a year does not support the ")
        .grouped_money(application_.requested)
        .add(' ')
        .add(currency_)
        .add(" asked for.");
  }

  void employment() {
    const std::uint64_t months = 2 + draws_.below(9);
    text_.add("Only ")
        .number(months)
        .add(" months with the present employer, ")
        .add(corpus_.employers.pick(draws_.next()).name)
        .add("; ")
        .number(type_ == LoanType::kMortgage ? 24 : 12)
        .add(" are required.");
  }

  void specific() {
    const std::uint64_t number = draws_.below(1000);
    switch (application_.type) {
      case LoanType::kMortgage:
        text_.add("The appraisal would put the loan at ")
            .number(98 + number % 21)
            .add(" per cent of the property's value.");
        return;
      case LoanType::kAuto:
        text_.add("The vehicle has ")
            .number(118'000 + number * 97)
            .add(" miles on it, more than the program accepts.");
        return;
      case LoanType::kBusiness:
        text_.add("Debt service coverage of ")
            .add("0.")
            .number(61 + number % 38)
            .add(" is below 1.25; revenue fell by ")
            .number(4 + number / 38)
            .add(" per cent last year.");
        return;
      case LoanType::kEducation:
        text_.add("The program of ")
            .number(3 + number % 8)
            .add(" months is too short for the ")
            .grouped_money(application_.requested)
            .add(' ')
            .add(currency_)
            .add(" asked for.");
        return;
      case LoanType::kPersonal:
        text_.add("Unsecured debt of ")
            .grouped_money({(9'000 + static_cast<std::int64_t>(number) * 37) / 50 * 50 * 100})
            .add(' ')
            .add(currency_)
            .add(" is outstanding elsewhere already.");
        return;
    }
  }

  void history() {
    const std::uint64_t count = 1 + draws_.below(4);
    const std::uint64_t months = 6 * (1 + draws_.below(4));
    text_.add(' ').add("The credit report shows ").number(count).add(' ');
    const std::string_view item = kHistory[draws_.below(kHistory.size())];
    if (count > 1 && item.starts_with("account")) {
      text_.add("accounts").add(item.substr(std::string_view("account").size()));
    } else if (count > 1 && item.starts_with("payment")) {
      text_.add("payments").add(item.substr(std::string_view("payment").size()));
    } else if (count > 1 && item.ends_with("inquiry")) {
      text_.add(item.substr(0, item.size() - 1)).add("ies");
    } else {
      text_.add(item).add(plural(count, "s"));
    }
    text_.add(" in ").number(months).add(" months.");
  }

  void advice() {
    text_.add(' ');
    const std::uint64_t uniform = draws_.below(kAdvice.size() + 3);
    if (uniform < kAdvice.size()) {
      text_.add(kAdvice[uniform]);
      return;
    }
    const std::int64_t smaller =
        application_.requested.cents * draws_.between(35, 70) / 100 / 500'00 * 500'00;
    text_.add("Up to ").grouped_money({smaller}).add(' ').add(currency_).add(
        " could be considered.");
  }

  const Application& application_;
  LoanType type_;
  const corpus::Corpus& corpus_;
  std::string_view currency_;
  Draws draws_;
  Text text_;
};

struct Building {
  std::string_view name;
  std::int64_t dollars_per_square_foot;
  bool dwelling;      ///< Has bedrooms.
  bool unit = false;  ///< May be a part of a house.
};
constexpr std::array<Building, 9> kHomes = {{{"Single-family home", 185, true},
                                             {"Ranch house", 170, true},
                                             {"Colonial house", 180, true},
                                             {"Townhouse", 205, true},
                                             {"Condominium", 260, true, true},
                                             {"Split-level home", 165, true},
                                             {"Bungalow", 190, true},
                                             {"Farmhouse", 150, true},
                                             {"Semi-detached home", 195, true}}};
/// What a borrower pledges beside the home.
constexpr std::array<Building, 7> kFurther = {{{"Rental duplex", 160, true},
                                               {"Vacation home", 230, true},
                                               {"Rental apartment", 240, true, true},
                                               {"Parents' home, with their consent", 175, true},
                                               {"Rental house", 165, true},
                                               {"Mixed-use building", 150, false},
                                               {"Storefront with apartment", 170, false}}};
/// A trade, what it works in and with: two kinds of premises and four machines, the larger first.
struct Trade {
  std::array<Building, 2> premises;
  std::array<std::string_view, 4> machines;
};
constexpr std::array<Trade, 8> kTrades = {{
    {{{{"Light industrial hall", 105, false}, {"Machine shop", 115, false}}},
     {"CNC milling machine", "Laser cutting system", "Sheet metal press brake", "Lathe"}},
    {{{{"Restaurant premises", 230, false}, {"Bakery with shop", 190, false}}},
     {"Commercial deck oven line", "Walk-in cold storage", "Dishwashing line", "Espresso bar"}},
    {{{{"Contractor's yard with workshop", 90, false}, {"Equipment depot", 85, false}}},
     {"Excavator, 14 tons", "Wheel loader", "Dump truck, three axles", "Skid steer loader"}},
    {{{{"Medical office", 260, false, true}, {"Dental practice", 280, false}}},
     {"Ultrasound system", "Dental treatment unit", "Digital X-ray system", "Sterilizer"}},
    {{{{"Print shop", 120, false}, {"Office suite", 210, false, true}}},
     {"Offset printing press", "Digital printing press", "Folding machine", "Server racks"}},
    {{{{"Farm buildings with 40 acres", 140, false}, {"Packing shed", 80, false}}},
     {"Combine harvester", "Tractor, 180 hp", "Milking parlor", "Grain dryer"}},
    {{{{"Warehouse", 95, false}, {"Truck terminal", 110, false}}},
     {"Refrigerated trailer", "Forklift fleet, four units", "Box truck", "Pallet racking"}},
    {{{{"Retail unit", 190, false, true}, {"Storefront with storage", 160, false}}},
     {"Refrigerated display line", "Point-of-sale system", "Shop fittings", "Delivery van"}},
}};

/// Invented makes and models by price class: up to 30,000, up to 60,000, above.
struct Vehicle {
  std::string_view make;
  std::string_view model;
  std::string_view body;
};
constexpr std::array<std::array<Vehicle, 7>, 3> kVehicles = {{
    {{{"Halvorn", "Lumeo", "hatchback"},
      {"Tessaro", "Cirrane", "sedan"},
      {"Norvane", "Pelto", "compact SUV"},
      {"Halvorn", "Ostra", "sedan"},
      {"Brennick", "Cobalin", "hatchback"},
      {"Tessaro", "Vireo", "wagon"},
      {"Kyorin", "Maveo", "sedan"}}},
    {{{"Norvane", "Trekon", "SUV"},
      {"Brennick", "Ironcrest", "pickup"},
      {"Kyorin", "Pathera", "SUV"},
      {"Tessaro", "Grandeon", "minivan"},
      {"Halvorn", "Solvane EV", "crossover"},
      {"Brennick", "Haulmark", "crew cab pickup"},
      {"Kyorin", "Zephra Hybrid", "sedan"}}},
    {{{"Auralis", "Monarque", "sedan"},
      {"Auralis", "Valiente", "coupe"},
      {"Norvane", "Trekon Summit", "full-size SUV"},
      {"Brennick", "Ironcrest 3500", "heavy-duty pickup"},
      {"Veldt & Roe", "Equinor", "SUV"},
      {"Auralis", "Lumiere EV", "sedan"},
      {"Veldt & Roe", "Corsaire", "convertible"}}},
}};
constexpr std::array<std::string_view, 9> kColors = {
    "white", "silver", "black", "dark gray", "blue", "red", "green", "beige", "pearl"};
constexpr std::array<std::string_view, 4> kTrims = {"base trim", "sport trim", "touring trim",
                                                    "limited trim"};

constexpr std::array<std::string_view, 8> kMakers = {
    "Oberlund Machine Works", "Castellan Industrial", "Pryor & Vance",
    "Northgate Fabrication",  "Ferrisholm",           "Delmarck Systems",
    "Quarrow Tools",          "Lindqvist Process"};
constexpr std::array<std::string_view, 3> kConditions = {"very good condition", "good condition",
                                                         "overhauled"};

/// Business loans worth less than so much are secured by machines alone.
constexpr std::int64_t kPremisesMin = 110'000'00;

/// The stream of an item's draws; the first decides between property and equipment.
Draws item_draws(const BankModel& model, const CollateralItem& item) {
  return model.draws(Stream::kCollateral, item.ordinal);
}

bool is_property(const Loan& loan, const CollateralItem& item, std::uint64_t uniform) {
  if (loan.type == LoanType::kMortgage) return true;
  return loan.type == LoanType::kBusiness && item.value.cents >= kPremisesMin &&
         scale_to(uniform, 100) < 60;
}

/// All assets of a loan are of one trade.
const Trade& trade_of(const Loan& loan) {
  return kTrades[scale_to(loan.payments_draw, kTrades.size())];
}

std::string_view vehicle_text(const Loan& loan,
                              const CollateralItem& item,
                              Draws& draws,
                              Arena& arena) {
  const std::int64_t dollars = item.value.cents / 100;
  const std::size_t price_class = dollars < 30'000 ? 0 : (dollars < 60'000 ? 1 : 2);
  const auto& models = kVehicles[price_class];
  const Vehicle& vehicle = models[draws.below(models.size())];
  // The lesser of two draws: most cars are new or nearly so.
  const std::uint64_t one = draws.below(8);
  const std::uint64_t other = draws.below(8);
  const std::uint64_t age = std::min(one, other);
  const std::uint64_t miles = age * 11'300 + draws.below(4'000) + 12;
  const std::string_view trim = kTrims[draws.below(kTrims.size())];
  const std::string_view color = kColors[draws.below(kColors.size())];
  const std::uint64_t number = draws.below(1'000'000);
  return Text(arena)
      .number(static_cast<std::uint64_t>(to_civil(loan.disbursed).year) - age)
      .add(' ')
      .add(vehicle.make)
      .add(' ')
      .add(vehicle.model)
      .add(' ')
      .add(vehicle.body)
      .add(", ")
      .add(trim)
      .add(", ")
      .add(color)
      .add(", ")
      .number(miles)
      .add(" miles, VIN ending ")
      .number(number, 6)
      .view();
}

std::string_view machine_text(const Loan& loan,
                              const CollateralItem& item,
                              Draws& draws,
                              Arena& arena) {
  const auto& machines = trade_of(loan).machines;
  // Different ones for the items of one loan.
  const std::size_t first = scale_to(loan.payments_draw << 16, machines.size());
  const std::string_view machine = machines[(first + item.index) % machines.size()];
  const std::string_view maker = kMakers[draws.below(kMakers.size())];
  const std::uint64_t age = draws.below(7);
  const std::uint64_t serial = 100'000 + draws.below(900'000);
  const std::uint64_t condition = draws.below(age < 4 ? 2 : 3);
  return Text(arena)
      .add(machine)
      .add(", ")
      .add(maker)
      .add(", model year ")
      .number(static_cast<std::uint64_t>(to_civil(loan.disbursed).year) - age)
      .add(", serial ")
      .number(serial)
      .add(", ")
      .add(age == 0 ? std::string_view("new") : kConditions[condition])
      .view();
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
  const std::uint64_t kind = draws.next();
  const Building* building = &kFurther[scale_to(kind, kFurther.size())];
  if (loan.type == LoanType::kBusiness) {
    building = &trade_of(loan).premises[scale_to(kind, 2)];
  } else if (item.index == 0) {
    building = &kHomes[scale_to(kind, kHomes.size())];
  }
  const std::int64_t price = building->dollars_per_square_foot * draws.between(75, 150) / 100;
  const std::int64_t feet =
      std::clamp<std::int64_t>(item.value.cents / 100 / price / 10 * 10, 520, 60'000);
  const std::int64_t bedrooms = std::clamp<std::int64_t>(feet / 620 + draws.between(0, 1), 1, 7);
  const std::int64_t built = draws.between(1925, to_civil(loan.disbursed).year - 1);
  // A whole house has no unit.
  const auto dwelling = building->unit ? corpus::Dwelling::kAny : corpus::Dwelling::kWholeHouse;
  const std::string_view address = address_text(arena, corpus, *borrower.place, draws, dwelling);
  Text text(arena);
  text.add(building->name);
  if (building->dwelling) {
    text.add(", ").number(static_cast<std::uint64_t>(bedrooms));
    text.add(bedrooms == 1 ? " bedroom" : " bedrooms");
  }
  return text.add(", ")
      .number(static_cast<std::uint64_t>(feet))
      .add(" sq ft, built ")
      .number(static_cast<std::uint64_t>(built))
      .add(", ")
      .add(address)
      .view();
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
  return is_property(loan, item, item_draws(model, item).next()) ? CollateralType::kProperty
                                                                 : CollateralType::kEquipment;
}

std::string_view collateral_text(const BankModel& model,
                                 const Customer& borrower,
                                 const Loan& loan,
                                 const CollateralItem& item,
                                 Arena& arena) {
  Draws draws = item_draws(model, item);
  const std::uint64_t uniform = draws.next();
  if (loan.type == LoanType::kAuto) return vehicle_text(loan, item, draws, arena);
  if (!is_property(loan, item, uniform)) return machine_text(loan, item, draws, arena);
  return building_text(*model.corpus, borrower, {loan, item}, draws, arena);
}

}  // namespace bankseed
