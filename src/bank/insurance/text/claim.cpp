#include <array>
#include <span>

#include "bank/insurance/text/text.hpp"
#include "core/text.hpp"
#include "corpus/address.hpp"

namespace bankseed {
namespace {

/// What can happen, by type of policy, and the words for it.
struct ClaimTheme {
  std::string_view type;
  std::array<std::string_view, 6> incidents;
  std::array<std::string_view, 5> consequences;
};

constexpr std::array<ClaimTheme, 4> kLife = {{
    {"critical_illness",
     {"Heart attack", "Stroke", "Tumor diagnosed", "Kidney failure", "Coronary heart disease",
      "Multiple sclerosis diagnosed"},
     {"second opinion confirms the diagnosis", "long course of treatment begun",
      "insured discharged to rehabilitation", "under treatment in a specialist clinic",
      "absent from work since then"}},
    {"disability",
     {"Spinal injury at work", "Loss of sight in one eye", "Chronic back condition",
      "Nerve damage in the right hand", "Fall from a ladder", "Severe joint disease"},
     {"insured unable to work in own occupation", "partial disability certified",
      "return to work not expected this year", "employer confirms the absence",
      "reduced hours since then"}},
    {"accidental_injury",
     {"Broken hip", "Fractured wrist and ribs", "Burns from a kitchen accident", "Cycling accident",
      "Fall on wet steps", "Ruptured ligament"},
     {"operation and two weeks in hospital", "outpatient care continues", "full recovery expected",
      "physical therapy prescribed", "absent from work for two months"}},
    {"hospital_stay",
     {"Pneumonia", "Heart rhythm disorder", "Gallstones", "Infection after an operation",
      "Blood clot in the leg", "Severe migraine"},
     {"nine days as an inpatient", "daily benefit claimed", "transferred to a second hospital",
      "discharged in good condition", "two weeks including rehabilitation"}},
}};
constexpr std::array<ClaimTheme, 5> kProperty = {{
    {"water_damage",
     {"Burst pipe under the kitchen sink", "Dishwasher hose failed", "Water heater leaked",
      "Supply line broke in the laundry", "Overflow from the bathroom",
      "Leak behind the shower wall"},
     {"floors soaked", "drywall and carpets replaced", "drying equipment ran for nine days",
      "water found in the morning", "cabinets and baseboards warped"}},
    {"fire",
     {"Kitchen fire", "Electrical fire in the garage", "Chimney fire", "Dryer fire",
      "Fire spread from a neighboring house", "Fire after a candle was left burning"},
     {"smoke damage in all rooms", "roof structure partly burned", "one room gutted",
      "windows and wiring to be replaced", "family housed elsewhere meanwhile"}},
    {"storm_damage",
     {"Hail", "Windstorm", "Tree fell on the roof", "Tornado", "Heavy branch came through the roof",
      "Thunderstorm"},
     {"shingles and gutters torn off", "siding and two windows broken",
      "roof open for one night, rain came in", "garage door and fence damaged",
      "attic insulation soaked"}},
    {"theft",
     {"Burglary through the back door", "Break-in during a vacation",
      "Tools stolen from the garage", "Burglary by day", "Break-in at night",
      "Jewelry stolen from the bedroom"},
     {"door frame and lock broken", "list of stolen items with receipts", "neighbors saw a van",
      "no items recovered so far", "alarm had been off"}},
    {"vandalism",
     {"Windows smashed", "Walls sprayed with paint", "Garden and fence destroyed",
      "Vacant unit damaged by intruders", "Front door kicked in", "Mailbox and porch wrecked"},
     {"repairs ordered the next day", "camera footage available", "noticed in the morning",
      "temporary boards put up", "police informed"}},
}};
constexpr std::array<ClaimTheme, 5> kVehicle = {{
    {"collision",
     {"Rear-ended at a traffic light", "Hit a guardrail on wet road",
      "Collision at a four-way stop", "Struck while parked", "Sideswiped when changing lanes",
      "Ran into a deer"},
     {"bumper and headlights crushed", "car towed", "front axle bent",
      "both doors on the left dented", "bodywork and paint damaged"}},
    {"theft",
     {"Car stolen from the driveway", "Vehicle stolen from a parking garage",
      "Car stolen while it stood running", "Stolen with keys taken from a gym locker",
      "Taken from the lot of a repair shop", "Stolen from the curb overnight"},
     {"not found within thirty days", "found with damage to the ignition",
      "remaining key handed in", "rental car taken for two weeks", "found stripped of its wheels"}},
    {"weather_damage",
     {"Hail dents on hood and roof", "Large hail in a parking lot", "Tree limb fell on the car",
      "Utility pole fell on the car", "Storm blew debris against the car",
      "Carport came down in a storm"},
     {"roof and hood dented", "glass and hood replaced", "panels can be repaired without paint",
      "car stood outdoors overnight", "rain came in through the broken glass"}},
    {"vandalism",
     {"Paint scratched on both sides", "Tires slashed", "Mirrors and lights broken off",
      "Windows smashed in a parking lot", "Roof dented by somebody walking on it",
      "Wipers and antenna torn off"},
     {"no witnesses", "camera footage handed to police", "other cars on the street hit, too",
      "found in the morning", "neighbor heard noise at night"}},
    {"liability",
     {"Backed into another car", "Hit a cyclist when turning", "Rolled into a fence",
      "Opened the door against a passing van", "Failed to yield at a merge", "Damaged a gas pump"},
     {"other party's repair claimed", "insured admits fault", "claim letter from the other insurer",
      "witness statement attached", "damage photographed on the spot"}},
}};
constexpr std::array<ClaimTheme, 4> kHealth = {{
    {"surgery",
     {"Knee replacement", "Gallbladder removal", "Hernia repair", "Spinal fusion",
      "Shoulder arthroscopy", "Appendectomy"},
     {"three nights in hospital", "no complications", "follow-up visits included",
      "anesthesia billed separately", "assistant surgeon billed separately"}},
    {"hospitalization",
     {"Pneumonia", "Observation after chest pain", "Severe dehydration", "Blood clot in the leg",
      "Infection after a dental procedure", "Acute pancreatitis"},
     {"five days as an inpatient", "transferred from another hospital",
      "discharged with medication", "monitored for two nights", "specialist called in"}},
    {"emergency_care",
     {"Allergic reaction", "Deep cut on the hand", "Concussion after a fall", "Asthma attack",
      "Kidney stone", "Broken ankle"},
     {"ambulance and emergency room", "treated and sent home", "observed overnight",
      "specialist called in", "seen again after one week"}},
    {"treatment",
     {"Physical therapy after an accident", "Course of radiation", "Dialysis",
      "Cardiac rehabilitation", "Infusion therapy", "Treatment of chronic pain"},
     {"twelve sessions", "authorized in advance", "second series", "billed for the quarter",
      "out-of-network specialist"}},
}};
constexpr std::array<ClaimTheme, 4> kTravel = {{
    {"trip_cancellation",
     {"Cancelled, insured ill before departure", "Cancelled after a death in the family",
      "Cancelled, jury duty", "Cancelled, employer withdrew leave",
      "Tour called off after a storm warning", "Cancelled, home damaged by fire"},
     {"flights and hotel not refundable", "tour operator refunded a part",
      "four travelers on one booking", "two days before departure",
      "cancellation invoice attached"}},
    {"medical_emergency",
     {"Appendicitis", "Broken leg", "Food poisoning", "Heart trouble during a tour",
      "Scooter accident", "High fever"},
     {"four nights in a clinic", "flown home with a nurse", "treated by a local doctor",
      "companion's extra nights included", "assistance line informed at once"}},
    {"lost_baggage",
     {"Two suitcases lost", "Backpack stolen from a train", "Checked bag never arrived",
      "Camera bag stolen at a restaurant", "Golf clubs lost by the airline",
      "Trunk of a rental car broken open"},
     {"list of contents with prices", "essentials bought on the way", "reported the same evening",
      "receipts for half of the items", "report of the loss attached"}},
    {"trip_interruption",
     {"Return brought forward, parent in hospital", "Stranded by an airline strike",
      "Evacuated after a storm warning", "Missed connection after a rail failure",
      "Tour company stopped operating", "Wallet stolen, flight missed"},
     {"new tickets bought", "unused nights not refunded", "two days' delay",
      "train and hotel paid by the insured", "rebooked through another city"}},
}};

std::span<const ClaimTheme> kinds_of(PolicyType type) {
  switch (type) {
    case PolicyType::kLife: return kLife;
    case PolicyType::kProperty: return kProperty;
    case PolicyType::kVehicle: return kVehicle;
    case PolicyType::kHealth: return kHealth;
    case PolicyType::kTravel: return kTravel;
  }
  return {};
}

/// What the holder sent in; a number follows.
constexpr EnumArray<PolicyType, std::array<std::string_view, 5>> kEvidence = {{{
    {"Physician's statement no. ", "Medical file ", "Hospital report ", "Claim form no. ",
     "Certificate no. "},
    {"Contractor's estimate no. ", "Photo series ", "Inspection report ", "Invoice no. ",
     "Adjuster's file "},
    {"Police report ", "Repair estimate no. ", "Body shop invoice ", "Photo series ",
     "Inspection no. "},
    {"Provider invoice ", "Case no. ", "Itemized bill ", "Encounter no. ", "Referral no. "},
    {"Booking no. ", "Carrier's file ", "Receipt bundle ", "Case no. of the assistance line ",
     "Ticket no. "},
}}};

constexpr EnumArray<PolicyType, std::array<std::string_view, 4>> kOpen = {{{
    {"Medical records requested.", "Independent examination scheduled.",
     "Waiting for the treating doctor.", "With the medical examiner."},
    {"Adjuster's visit outstanding.", "Second estimate requested.", "Cause is being examined.",
     "Waiting for the list of damaged items."},
    {"Inspection scheduled.", "Statement of the driver requested.",
     "Circumstances are being clarified.", "Appraisal of the vehicle outstanding."},
    {"Itemized bill requested.", "Medical necessity under review.",
     "Waiting for the provider's answer.", "Coding query open."},
    {"Original receipts requested.", "Waiting for the carrier's statement.",
     "Refunds by others to be deducted.", "Proof of travel outstanding."},
}}};

/// Reasons that go with every kind of claim on a type of policy.
constexpr EnumArray<PolicyType, std::array<std::string_view, 4>> kRejected = {{{
    {"Rejected: a question in the application was answered wrongly.",
     "Rejected: condition does not meet the definition.", "Rejected: rider was not in force.",
     "Rejected: documents contradict each other."},
    {"Rejected: house was vacant for more than 60 days.",
     "Rejected: cause could not be established.", "Rejected: building in business use at the time.",
     "Rejected: damaged items belong to somebody else."},
    {"Rejected: used for commercial delivery at the time.",
     "Rejected: damage is older than stated.", "Rejected: statements contradict each other.",
     "Rejected: vehicle had been sold before."},
    {"Rejected: covered by another plan first.", "Rejected: provider outside the network.",
     "Rejected: billed twice.", "Rejected: services not itemized."},
    {"Rejected: cause not among the insured ones.", "Rejected: already refunded by the carrier.",
     "Rejected: no receipts for the costs.", "Rejected: longer than the insured 30 days."},
}}};

constexpr std::array<std::string_view, 4> kDeductions = {
    " Own share deducted: ", " Not covered: ", " Not granted: ", " Reduced after assessment by "};
constexpr std::array<std::string_view, 4> kReleased = {
    " Granted, payment being prepared.", " Granted, bank details to be confirmed.",
    " Granted, release form sent to the holder.", " Granted, awaiting the second signature."};

template <std::size_t kSize>
std::string_view pick(const std::array<std::string_view, kSize>& texts, Draws& draws) {
  return texts[draws.below(kSize)];
}

void add_place(
    Text& text, const BankModel& model, const Customer& owner, PolicyType type, Draws& draws) {
  const bool travel = type == PolicyType::kTravel;
  const corpus::Place& away = model.corpus->places.pick(draws.next());
  const corpus::Place& place = travel ? away : *owner.place;
  const std::string_view street = model.corpus->street_names.pick(draws.next());
  const std::string_view form = model.corpus->street_forms.pick(draws.next());
  if (type == PolicyType::kVehicle && draws.chance({2, 3})) {
    std::array<char, corpus::kStreetTextSizeMax> name{};
    const char* const end = corpus::put_street(name.data(), *model.corpus, street, form);
    text.add(" on ").add({name.data(), static_cast<std::size_t>(end - name.data())});
  }
  text.add(travel ? ", trip to " : " in ").add(place.city);
}

void add_evidence(Text& text, const BankModel& model, PolicyType type, Draws& draws) {
  const std::uint64_t uniform = draws.below(100);
  const std::uint64_t number = 1'000 + draws.below(89'000);
  const auto& merchants = model.corpus->merchants(corpus::MerchantCategory::kHomeImprovement);
  const std::string_view merchant = merchants.pick(draws.next()).name;
  if (uniform < 30 && type == PolicyType::kProperty) {
    text.add(" Materials from ").add(merchant).add('.');
    return;
  }
  text.add(' ').add(pick(kEvidence[type], draws)).number(number).add('.');
}

void add_outcome(Text& text, const Claim& claim, Draws& draws) {
  const PolicyType type = claim.policy->type;
  const std::string_view open = pick(kOpen[type], draws);
  const std::string_view rejected = pick(kRejected[type], draws);
  const std::string_view deduction = pick(kDeductions, draws);
  const std::string_view released = pick(kReleased, draws);
  if (claim.status == ClaimStatus::kUnderReview) text.add(' ').add(open);
  if (claim.status == ClaimStatus::kRejected) text.add(' ').add(rejected);
  if (claim.approved && *claim.approved < claim.amount) {
    text.add(deduction).grouped_money({claim.amount.cents - claim.approved->cents}).add('.');
  }
  if (claim.status == ClaimStatus::kApproved) text.add(released);
}

}  // namespace

ClaimText claim_text(const BankModel& model,
                     const Customer& owner,
                     const Claim& claim,
                     Arena& arena) {
  const Policy& policy = *claim.policy;
  Draws draws(claim.text_draw, Stream::kClaim, claim.id.number);
  const auto kinds = kinds_of(policy.type);
  const ClaimTheme& kind = kinds[draws.below(kinds.size())];
  Date happened = add_days(claim.date, -static_cast<std::int32_t>(draws.below(9)));
  if (!policy.in_force_on(happened)) happened = claim.date;
  const std::string_view incident = pick(kind.incidents, draws);
  const std::string_view consequence = pick(kind.consequences, draws);
  Text text(arena);
  text.add(incident);
  add_place(text, model, owner, policy.type, draws);
  text.add(draws.chance({1, 2}) ? " on " : ", ").date(happened).add("; ").add(consequence).add('.');
  if (draws.chance({7, 10})) add_evidence(text, model, policy.type, draws);
  add_outcome(text, claim, draws);
  return {.type = kind.type, .description = text.view()};
}

}  // namespace bankseed
