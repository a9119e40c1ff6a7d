#include "bank/engagement/phrases.hpp"

namespace bankseed {
namespace {

constexpr std::array<Matter, 9> kService = {{
    {Need::kNothing, "waited %w minutes at branch %b on %d although an appointment had been made"},
    {Need::kNothing, "was cut off twice on the phone on %d after %w minutes in the queue"},
    {Need::kNothing, "got three different answers to one question between %d and now"},
    {Need::kAccount, "a change of address for %a was asked for on %d and is still not made"},
    {Need::kNothing, "nobody called back as promised on %d"},
    {Need::kAccount, "papers about %a went to a former address after %d"},
    {Need::kNothing, "was spoken to rudely at the counter of branch %b on %d"},
    {Need::kAccount, "a closing statement for %a has been promised since %d and not sent"},
    {Need::kNothing, "the app was down for most of %d and nobody told customers"},
}};
constexpr std::array<Matter, 8> kFee = {{
    {Need::kAccount,
     "a maintenance fee of %f was taken from %a on %d although the balance rule was met"},
    {Need::kChecking, "two overdraft fees of %f each on %d for one payment of %s to %n, %a"},
    {Need::kAccount, "an incoming wire to %a was charged %f without notice"},
    {Need::kChecking,
     "a fee of %f for another bank's cash machine on %d, which the branch had called free"},
    {Need::kAccount, "a paper statement fee of %f on %a although paperless was chosen"},
    {Need::kAccount, "a dormancy fee of %f on %a in spite of deposits"},
    {Need::kNothing, "was charged %f on %d for a copy that had been offered free"},
    {Need::kNothing, "a fee of %f for a bank check was not on the price list of branch %b"},
}};
constexpr std::array<Matter, 8> kProduct = {{
    {Need::kSavings, "the rate on %a fell on %d and the notice came a week later"},
    {Need::kChecking, "the card of %a is declined at %n although there is money on it"},
    {Need::kCd, "%a was renewed for a full term without being asked"},
    {Need::kChecking, "mobile deposits to %a fail at the second picture since %d"},
    {Need::kAccount, "alerts for %a arrive a day late or not at all"},
    {Need::kAccount, "the year's statement of %a cannot be downloaded"},
    {Need::kNothing, "the terms of the loan offer of %d differ from what the website says"},
    {Need::kNothing, "the insurance offered on %d does not cover what the leaflet promises"},
}};
constexpr std::array<Matter, 8> kFraud = {{
    {Need::kChecking,
     "card payments to %n, the last one of %s on %d, that the customer never made, %a"},
    {Need::kAccount, "a transfer of %m on %d from %a that the customer did not order"},
    {Need::kChecking, "a check over %m, cashed on %d against %a, bears a forged signature"},
    {Need::kAccount, "a caller posing as the bank obtained a code on %d, and %m left %a"},
    {Need::kChecking, "cash withdrawals of %m in a city the customer has never been to, %a"},
    {Need::kNothing, "somebody applied for a loan in the customer's name on %d"},
    {Need::kNothing, "a false website with the bank's name asked for the login on %d"},
    {Need::kNothing, "letters about an account that the customer never opened, the last one of %d"},
}};
constexpr std::array<Matter, 6> kOther = {{
    {Need::kNothing, "advertising by mail goes on although it was refused on %d"},
    {Need::kNothing, "the entrance of branch %b cannot be used with a wheelchair"},
    {Need::kNothing, "the only cash machine of branch %b was out of order on %d"},
    {Need::kNothing, "was contacted about somebody else's account on %d"},
    {Need::kNothing, "the phone menu cannot be used by people who hear badly"},
    {Need::kNothing, "personal papers lay open on a desk of branch %b on %d"},
}};

constexpr auto kServiceImpacts = std::to_array<std::string_view>(
    {"Lost half a working day.", "Had to try a second time.",
     "Was left without help when it mattered.", "This is the second time in a year.",
     "Had expected better.", "Feels not taken seriously."});
constexpr auto kFeeImpacts = std::to_array<std::string_view>(
    {"The price list says otherwise.", "Nobody could explain it on the phone.",
     "Nobody had mentioned it.", "Had the same trouble before.", "Finds it out of proportion.",
     "A competitor charges nothing for this."});
constexpr auto kProductImpacts = std::to_array<std::string_view>(
    {"Had been told otherwise in the branch.", "Had relied on it.",
     "Has asked twice before without result.", "It has cost time and money.",
     "Found out only by chance.", "Friends at other banks have no such trouble."});
constexpr auto kFraudImpacts = std::to_array<std::string_view>(
    {"A police report has been made.", "Cards and login are blocked now.",
     "Noticed it only days later.", "Was at home in %c all the time.",
     "Has never had such trouble.", "Is afraid that more will follow."});
constexpr auto kOtherImpacts = std::to_array<std::string_view>(
    {"Has said so in the branch before.", "Others were affected, too.", "Finds this careless.",
     "Had pointed it out by e-mail."});

constexpr auto kServiceDemands = std::to_array<std::string_view>(
    {"Asks for an apology.", "Asks for a call from the branch manager.",
     "Wants it put right within a week.", "Asks for somebody to be named who is in charge.",
     "Considers closing the relationship.", "Wants an answer in writing."});
constexpr auto kFeeDemands = std::to_array<std::string_view>(
    {"Asks for %f back.", "Wants the fee returned and a written explanation.",
     "Asks for a plan without this fee.", "Asks that it not be charged again.",
     "Wants the fees of the last year checked.", "Wants an answer before the next statement."});
constexpr auto kProductDemands = std::to_array<std::string_view>(
    {"Asks that the promise be kept.", "Wants it repaired or another product.",
     "Asks for a credit for the trouble.", "Wants an explanation and a solution.",
     "Asks for compensation.", "Wants an answer in writing."});
constexpr auto kFraudDemands = std::to_array<std::string_view>(
    {"Wants everything reversed.", "Asks for an investigation and a freeze.",
     "Wants a confirmation for the police.", "Asks to be told before anything else is paid.",
     "Wants a written result."});
constexpr auto kOtherDemands = std::to_array<std::string_view>(
    {"Asks that it stop.", "Wants to hear what will be done.", "Asks for an answer in writing.",
     "Expects it to be put right soon."});

}  // namespace

std::span<const Matter> matters(std::size_t complaint_type) noexcept {
  constexpr std::array<std::span<const Matter>, 5> kMatters = {kService, kFee, kProduct, kFraud,
                                                               kOther};
  return kMatters[complaint_type];
}

Phrases impacts(std::size_t complaint_type) noexcept {
  constexpr std::array<Phrases, 5> kImpacts = {kServiceImpacts, kFeeImpacts, kProductImpacts,
                                               kFraudImpacts, kOtherImpacts};
  return kImpacts[complaint_type];
}

Phrases demands(std::size_t complaint_type) noexcept {
  constexpr std::array<Phrases, 5> kDemands = {kServiceDemands, kFeeDemands, kProductDemands,
                                               kFraudDemands, kOtherDemands};
  return kDemands[complaint_type];
}

}  // namespace bankseed
