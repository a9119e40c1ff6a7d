#include <array>

#include "bank/insurance/text/text.hpp"
#include "core/text.hpp"
#include "corpus/address.hpp"
#include "corpus/texts/insurance.hpp"

namespace bankseed {
namespace {

using corpus::InsuranceTexts;

struct ThemedClaim {
  const Claim& claim;
  const corpus::ClaimTheme& theme;
};

/// The first from the claim's own on that can cost so much; there is one.
const corpus::ClaimTheme& theme_of(const corpus::ListOf<corpus::ClaimTheme>& themes,
                                   const Claim& claim) {
  const std::size_t first = scale_to(claim.theme_draw, themes.size()) + claim.theme_step;
  for (std::size_t i = 0; i < themes.size(); ++i) {
    const corpus::ClaimTheme& theme = themes[(first + i) % themes.size()];
    if (theme.most == 0 || claim.amount.cents <= theme.most * 100) return theme;
  }
  return themes[first % themes.size()];
}

/// What happened, where and when.
void add_incident(Text& text,
                  const BankModel& model,
                  const Customer& owner,
                  const ThemedClaim& themed,
                  Draws& draws) {
  const auto& [claim, theme] = themed;
  const Policy& policy = *claim.policy;
  const InsuranceTexts& texts = *model.corpus->insurance_texts;
  Date happened = add_days(claim.date, -static_cast<std::int32_t>(draws.below(9)));
  if (!policy.in_force_on(happened)) happened = claim.date;
  const std::string_view incident = theme.incidents.pick(draws);
  const std::string_view consequence = theme.consequences.pick(draws);
  const std::string_view away = model.corpus->places.pick(draws.next()).city;
  const std::string_view home = owner.place->city;
  const std::string_view street = model.corpus->street_names.pick(draws.next());
  const std::string_view form = model.corpus->street_forms.pick(draws.next());
  if (policy.type == PolicyType::kTravel) {
    texts.claims_on_trip.pick(draws).add_to(text, incident, away, happened, consequence);
  } else if (policy.type == PolicyType::kVehicle && draws.chance({2, 3})) {
    std::array<char, corpus::kStreetTextSizeMax> name{};
    const char* const end = corpus::put_street(name.data(), *model.corpus, street, form);
    const std::string_view line(name.data(), static_cast<std::size_t>(end - name.data()));
    texts.claims_on_street.pick(draws).add_to(text, incident, line, home, happened, consequence);
  } else {
    texts.claims_at_home.pick(draws).add_to(text, incident, home, happened, consequence);
  }
}

void add_evidence(Text& text, const BankModel& model, PolicyType type, Draws& draws) {
  const InsuranceTexts& texts = *model.corpus->insurance_texts;
  const std::uint64_t uniform = draws.below(100);
  const std::uint64_t number = 1'000 + draws.below(89'000);
  const auto& merchants = model.corpus->merchants(corpus::MerchantCategory::kHomeImprovement);
  const std::string_view merchant = merchants.pick(draws.next()).name;
  text.add(' ');
  if (uniform < 30 && type == PolicyType::kProperty) return texts.materials.add_to(text, merchant);
  texts.evidence[static_cast<std::size_t>(type)].pick(draws).add_to(text, number);
}

void add_outcome(Text& text, const InsuranceTexts& texts, const Claim& claim, Draws& draws) {
  const auto type = static_cast<std::size_t>(claim.policy->type);
  const std::string_view open = texts.open[type].pick(draws);
  const std::string_view rejected = texts.rejected[type].pick(draws);
  const corpus::Phrase<"amount">& deduction = texts.deductions.pick(draws);
  const std::string_view released = texts.released.pick(draws);
  if (claim.status == ClaimStatus::kUnderReview) text.add(' ').add(open);
  if (claim.status == ClaimStatus::kRejected) text.add(' ').add(rejected);
  if (claim.approved && *claim.approved < claim.amount) {
    text.add(' ');
    deduction.add_to(text, Money{claim.amount.cents - claim.approved->cents});
  }
  if (claim.status == ClaimStatus::kApproved) text.add(' ').add(released);
}

}  // namespace

ClaimText claim_text(const BankModel& model,
                     const Customer& owner,
                     const Claim& claim,
                     Arena& arena) {
  const PolicyType type = claim.policy->type;
  const InsuranceTexts& texts = *model.corpus->insurance_texts;
  Draws draws(claim.text_draw, Stream::kClaimText, claim.id.number);
  const corpus::ClaimTheme& theme = theme_of(texts.claims[static_cast<std::size_t>(type)], claim);
  Text text(arena);
  add_incident(text, model, owner, {claim, theme}, draws);
  if (draws.chance({7, 10})) add_evidence(text, model, type, draws);
  add_outcome(text, texts, claim, draws);
  return {.type = theme.type, .description = text.view()};
}

}  // namespace bankseed
