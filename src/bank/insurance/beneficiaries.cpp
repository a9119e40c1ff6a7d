#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>

#include "bank/accounts/households.hpp"
#include "bank/insurance/insurance.hpp"
#include "bank/model/identity_text.hpp"
#include "bank/model/named_people.hpp"
#include "bankseed/core/check.hpp"
#include "bankseed/rows/row_set.hpp"
#include "core/text.hpp"
#include "corpus/texts/insurance.hpp"

namespace bankseed {
namespace {

constexpr std::size_t kPerPolicyMax = 3;
constexpr std::size_t kSpousesMax = 2;
/// Those whose name a child may bear: the holder and spouses.
constexpr std::size_t kParentsMax = 1 + kSpousesMax;

/// Who is named on a policy, in the order of the rows.
struct BeneficiaryDesignation {
  const Policy* policy = nullptr;
  EnumArray<BeneficiaryTie, std::uint8_t> counts{};

  [[nodiscard]] std::size_t size() const noexcept {
    return std::accumulate(counts.begin(), counts.end(), std::size_t{0});
  }
};

/// How the benefit is split between two or three, in per cent.
constexpr std::array<std::array<std::int32_t, 2>, 6> kTwo = {
    {{50, 50}, {60, 40}, {70, 30}, {75, 25}, {80, 20}, {65, 35}}};
constexpr std::array<std::array<std::int32_t, 3>, 6> kThree = {
    {{50, 25, 25}, {60, 20, 20}, {40, 30, 30}, {34, 33, 33}, {50, 30, 20}, {70, 15, 15}}};

/// The plan of a block's beneficiaries (BEN1): everybody who names anyone names a spouse; where
/// half of the rows are more than that, some name a former spouse, too.
class Designations {
 public:
  Designations(const BankModel& model, const CoreBankingPlan& block, const InsuranceData& insurance)
      : model_(model), block_(block), insurance_(insurance) {}

  std::vector<BeneficiaryDesignation> make() {
    choose_policies();
    name_spouses();
    name_others();
    return std::move(named_);
  }

 private:
  void choose_policies() {
    const InsuranceCounts& counts = insurance_.counts;
    const Permutation order = model_.permutation(Stream::kBeneficiaryPolicy, block_.quotas.block,
                                                 counts.policies - counts.types[PolicyType::kLife]);
    std::uint64_t other = 0;
    for (const Policy& policy : insurance_.policies) {
      const bool chosen =
          policy.type == PolicyType::kLife || order(other) < counts.other_with_beneficiaries;
      other += policy.type == PolicyType::kLife ? 0U : 1U;
      if (chosen) named_.push_back({&policy, {}});
    }
    BANKSEED_CHECK(named_.size() == counts.with_beneficiaries());
  }

  [[nodiscard]] Date born(const BeneficiaryDesignation& named) const {
    return block_.customers[named.policy->owner].date_of_birth;
  }

  /// The first of a permutation have one; if there are more spouses than policies, second ones go
  /// to older holders of life policies first.
  void name_spouses() {
    std::uint64_t left = insurance_.counts.relationships[BeneficiaryTie::kSpouse];
    const Permutation order =
        model_.permutation(Stream::kSecondSpouse, block_.quotas.block, named_.size());
    const auto give = [&left](BeneficiaryDesignation& named) {
      ++named.counts[BeneficiaryTie::kSpouse];
      --left;
    };
    for (std::uint64_t rank = 0; rank < order.size() && left > 0; ++rank)
      give(named_[order.inverse(rank)]);
    const Date old = add_months(model_.options.as_of, -12 * 38);
    for (const bool any : {false, true}) {
      for (std::uint64_t rank = 0; rank < order.size() && left > 0; ++rank) {
        BeneficiaryDesignation& named = named_[order.inverse(rank)];
        const bool likely = named.policy->type == PolicyType::kLife && born(named) < old;
        if (named.counts[BeneficiaryTie::kSpouse] < kSpousesMax && (any || likely)) give(named);
      }
    }
  }

  /// Children, parents and others take places that are free; parents are named by the young rather
  /// than the old, children the other way round.
  void name_others() {
    std::vector<std::uint32_t> places;
    std::vector<std::uint32_t> needed;
    for (std::uint32_t i = 0; i < named_.size(); ++i) {
      const std::size_t taken = named_[i].counts[BeneficiaryTie::kSpouse];
      if (taken == 0) needed.push_back(i);
      for (std::size_t j = std::max<std::size_t>(taken, 1); j < kPerPolicyMax; ++j)
        places.push_back(i);
    }
    const auto& wanted = insurance_.counts.relationships;
    constexpr std::array kTies = {BeneficiaryTie::kParent, BeneficiaryTie::kOther,
                                  BeneficiaryTie::kChild};
    const std::array cut = {wanted[kTies[0]], wanted[kTies[1]], wanted[kTies[2]]};
    const std::uint64_t count = cut[0] + cut[1] + cut[2];
    const Permutation order =
        model_.permutation(Stream::kBeneficiaryPlace, block_.quotas.block, places.size());
    for (std::uint64_t rank = 0; needed.size() < count; ++rank)
      needed.push_back(places[order.inverse(rank)]);
    std::vector<std::pair<std::int64_t, std::uint32_t>> by_age;
    for (std::uint32_t i = 0; i < needed.size(); ++i) {
      Draws draws = model_.draws(Stream::kBeneficiaryAge, insurance_.before.beneficiaries + i);
      by_age.emplace_back(-born(named_[needed[i]]).days + draws.between(0, 9'000), i);
    }
    std::sort(by_age.begin(), by_age.end());
    for (std::uint64_t rank = 0; rank < by_age.size(); ++rank) {
      ++named_[needed[by_age[rank].second]].counts[kTies[bucket_of(cut, rank).index]];
    }
  }

  const BankModel& model_;
  const CoreBankingPlan& block_;
  const InsuranceData& insurance_;
  std::vector<BeneficiaryDesignation> named_;
};

/// One beneficiary on the way to the row.
struct Beneficiary {
  enum class Kind : std::uint8_t { kPerson, kTrust, kCharity };

  BeneficiaryTie tie{};
  bool former = false;
  Kind kind{};
  PersonName person{};
  std::string_view name;
  std::string_view contact;
  const Customer* customer = nullptr;  ///< Who lives with the holder.
};

/// The `index`-th of a kind among those who live with the holder, if any does.
const Customer* at_home(const Family& family, BeneficiaryTie tie, std::size_t index) {
  switch (tie) {
    case BeneficiaryTie::kSpouse: return index == 0 ? family.partner : nullptr;
    case BeneficiaryTie::kChild: return index == 0 ? family.child : nullptr;
    case BeneficiaryTie::kParent:
      return index == 0 ? family.parent : index == 1 ? family.other_parent : nullptr;
    case BeneficiaryTie::kOther: break;
  }
  return nullptr;
}

/// Names and describes one beneficiary by the draws of its own.
class BeneficiaryText {
 public:
  BeneficiaryText(const BankModel& model, const Customer& owner, Draws draws, Arena& arena)
      : model_(model),
        texts_(*model.corpus->insurance_texts),
        owner_(owner),
        owner_name_(name_of(model, owner)),
        draws_(draws),
        arena_(arena) {}

  /// A name that nobody of the circle has.
  void name(Beneficiary& who, NamedPeople& circle) {
    std::optional<std::string_view> added;
    if (who.customer != nullptr) {
      who.person = name_of(model_, *who.customer);
      added = circle.add(who.person);
    }
    while (!added)
      added = try_name(who, circle);
    who.name = *added;
  }

  /// Call after name().
  void describe(Beneficiary& who) {
    if (who.customer != nullptr) return describe_customer(who);
    if (who.kind == Beneficiary::Kind::kTrust) return describe_trust(who);
    if (who.kind == Beneficiary::Kind::kCharity) return describe_charity(who);
    const std::uint64_t kind = draws_.below(100);
    if (who.tie == BeneficiaryTie::kChild && kind < 45) return describe_minor(who);
    const bool at_home = who.tie == BeneficiaryTie::kSpouse && !who.former;
    const corpus::Place& place =
        at_home || kind % 3 == 0 ? *owner_.place : model_.corpus->places.pick(draws_.next());
    const std::string_view phone = phone_text(arena_, *model_.corpus, place, draws_.next());
    if (kind < 40) {
      who.contact = phone;
    } else if (kind < 75) {
      const std::string_view email =
          email_text(arena_, who.person, 10 + draws_.below(990), "example.com");
      who.contact = Text(arena_).add(phone).add(", ").add(email).view();
    } else if (at_home) {
      who.contact = texts_.same_address.text(arena_, phone);
    } else {
      const std::string_view address = address_text(arena_, *model_.corpus, place, draws_);
      who.contact = Text(arena_).add(address).add("; ").add(phone).view();
    }
  }

 private:
  std::optional<std::string_view> try_name(Beneficiary& who, NamedPeople& circle) {
    using Kind = Beneficiary::Kind;
    const bool other = who.tie == BeneficiaryTie::kOther;
    const std::uint64_t kind = other ? draws_.below(100) : 100;
    who.kind = kind < 16 ? Kind::kTrust : kind < 30 ? Kind::kCharity : Kind::kPerson;
    if (who.kind == Kind::kTrust) return circle.add(texts_.trust.text(arena_, owner_name_.last));
    if (who.kind == Kind::kCharity) {
      const auto& charities = model_.corpus->merchants(corpus::MerchantCategory::kCharity);
      return circle.add(charities.pick(draws_.next()).name);
    }
    who.person = person(who);
    if (who.tie == BeneficiaryTie::kChild)
      return circle.add_child(who.person, kParentsMax, draws_.next());
    if (other) return circle.add_relative(who.person, 1, draws_.next());
    return circle.add(who.person);
  }

  /// Spouses and children mostly share the holder's name.
  PersonName person(const Beneficiary& who) {
    bool female = draws_.chance({1, 2});
    std::uint64_t shared = 80;
    if (who.tie == BeneficiaryTie::kSpouse) {
      const bool same = draws_.chance({6, 100});
      female = same == owner_name_.female;
      shared = who.former ? 35 : 72;
    } else if (who.tie == BeneficiaryTie::kOther) {
      shared = 40;
    }
    const auto& names = female ? model_.corpus->female_names : model_.corpus->male_names;
    const std::string_view first = names.pick(draws_.next());
    const bool same_name = draws_.below(100) < shared;
    const std::string_view last =
        same_name ? owner_name_.last : model_.corpus->surnames.pick(draws_.next());
    return {.female = female, .first = first, .last = last};
  }

  /// By what the bank knows.
  void describe_customer(Beneficiary& who) {
    const Contact contact = contact_of(model_, *who.customer, arena_);
    who.contact = draws_.chance({1, 2})
                      ? Text(arena_).add(contact.phone).add(", ").add(contact.email).view()
                      : texts_.same_address.text(arena_, contact.phone);
  }

  void describe_minor(Beneficiary& who) {
    const std::string_view phone = phone_text(arena_, *model_.corpus, *owner_.place, draws_.next());
    who.contact =
        texts_.in_care.text(arena_, corpus::FullName{owner_name_.first, owner_name_.last}, phone);
  }

  void describe_trust(Beneficiary& who) {
    const std::string_view trustee = model_.corpus->surnames.pick(draws_.next());
    const std::string_view phone = phone_text(arena_, *model_.corpus, *owner_.place, draws_.next());
    who.contact =
        texts_.trustee.text(arena_, trustee, owner_.place->city, owner_.place->state, phone);
  }

  void describe_charity(Beneficiary& who) {
    const corpus::Place& place = model_.corpus->places.pick(draws_.next());
    const std::string_view address =
        address_text(arena_, *model_.corpus, place, draws_, corpus::Dwelling::kOffice);
    who.contact = texts_.charity.text(arena_, address);
  }

  const BankModel& model_;
  const corpus::InsuranceTexts& texts_;
  const Customer& owner_;
  PersonName owner_name_;
  Draws draws_;
  Arena& arena_;
};

std::int32_t percentage_of(std::size_t size, std::size_t index, std::uint64_t uniform) {
  if (size == 1) return 100;
  return size == 2 ? kTwo[scale_to(uniform, kTwo.size())][index]
                   : kThree[scale_to(uniform, kThree.size())][index];
}

}  // namespace

void append_beneficiaries(const BankModel& model,
                          const CoreBankingPlan& block,
                          const InsuranceData& insurance,
                          RowSet& out) {
  std::uint64_t number = insurance.before.beneficiaries;
  for (const BeneficiaryDesignation& named : Designations(model, block, insurance).make()) {
    const Customer& owner = block.customers[named.policy->owner];
    const std::uint64_t uniform = model.draws(Stream::kBeneficiary, named.policy->id.number).next();
    std::size_t index = 0;
    // The same spouse, and the same children, on all policies of one holder: whoever may stand on
    // any of them has his name.
    NamedPeople circle(*model.corpus, out.arena());
    circle.add(name_of(model, owner));
    const Family family = family_of(block, owner);
    for (const BeneficiaryTie tie : kAll<BeneficiaryTie>) {
      const auto kind = static_cast<std::uint64_t>(tie);
      const std::size_t most = tie == BeneficiaryTie::kSpouse ? kSpousesMax : kPerPolicyMax;
      for (std::size_t i = 0; i < most; ++i) {
        BeneficiaryText text(
            model, owner,
            model.draws(Stream::kBeneficiaryPerson, (owner.id.number * 4 + kind) * 4 + i),
            out.arena());
        Beneficiary who{.tie = tie,
                        .former = tie == BeneficiaryTie::kSpouse && i > 0,
                        .name = {},
                        .contact = {},
                        .customer = at_home(family, tie, i)};
        text.name(who, circle);
        if (i >= named.counts[tie]) continue;
        text.describe(who);
        out.of<BeneficiariesRow>().push_back(
            {.beneficiary_id = {static_cast<std::int64_t>(++number)},
             .policy_id = named.policy->id,
             .beneficiary_name = who.name,
             .relationship = text_of(tie),
             .percentage = percentage_of(named.size(), index++, uniform),
             .contact_info = who.contact});
      }
    }
  }
}

}  // namespace bankseed
