#pragma once

#include "corpus/phrase.hpp"

namespace bankseed::corpus {

/// Something that can happen, and the words for it.
struct ClaimTheme {
  ClaimTheme(TextFile& file, std::string_view key) : ClaimTheme(file.line(key), file) {}

  std::string_view type;  ///< claims.claim_type
  std::int64_t most =
      0;  ///< What it costs at most, in whole units of the currency; 0 where that is not bounded.
  Phrases<> incidents;
  Phrases<> consequences;

 private:
  ClaimTheme(Line line, TextFile& file)
      : type(line.text()),
        most(static_cast<std::int64_t>(line.number())),
        incidents(file, "incident"),
        consequences(file, "consequence") {
    line.end();
  }
};

/// Why a policy was suspended, and how that ended.
struct SuspensionReason {
  SuspensionReason(TextFile& file, std::string_view key) : SuspensionReason(file.line(key)) {}

  Phrase<> cancelled;
  Phrase<> reinstated;

 private:
  explicit SuspensionReason(Line line) : cancelled(line), reinstated(line) { line.end(); }
};

/// A limit, and the amounts between which it is moved.
struct MovableLimit {
  MovableLimit(TextFile& file, std::string_view key) : MovableLimit(file.line(key)) {}

  Phrase<> name;
  std::array<std::int64_t, 5> dollars{};  ///< Rising.

 private:
  explicit MovableLimit(Line line);
};

/// insurance.tsv: claims, events of policies, beneficiaries.
struct InsuranceTexts : private TextFile {
  explicit InsuranceTexts(const TextFile& file) : TextFile(file) { end(); }

  template <class Entry>
  using ByPolicyType = std::array<Entry, 5>;  // life, property, vehicle, health, travel

  ByPolicyType<ListOf<ClaimTheme>> claims = each<ListOf<ClaimTheme>>("claim", kPolicyTypes);
  Phrases<"incident", "city", "date", "consequence"> claims_at_home{*this, "claim_at_home"};
  Phrases<"incident", "street", "city", "date", "consequence"> claims_on_street{*this,
                                                                                "claim_on_street"};
  Phrases<"incident", "city", "date", "consequence"> claims_on_trip{*this, "claim_on_trip"};
  Phrase<"merchant"> materials{*this, "materials"};
  ByPolicyType<Phrases<"number">> evidence = each<Phrases<"number">>("evidence", kPolicyTypes);
  ByPolicyType<Phrases<>> open = each<Phrases<>>("open", kPolicyTypes);
  ByPolicyType<Phrases<>> rejected = each<Phrases<>>("rejected", kPolicyTypes);
  Phrases<"amount"> deductions{*this, "deduction"};
  Phrases<> released{*this, "released"};

  /// By frequency.
  std::array<Phrase<"amount">, 3> premiums =
      each<Phrase<"amount">>("premium", {"annual", "quarterly", "monthly"});
  CountedPhrase<"years"> term{*this, "term"};
  CountedPhrase<"days"> days{*this, "days"};
  Phrases<"until", "premium", "coverage", "number", "term"> renewals{*this, "renewal"};
  /// With one premium missing, and with several.
  ListOf<CountedPhrase<"amount", "first", "last">> lapses{*this, "lapse"};
  Phrases<"reason"> cancelled{*this, "cancelled"};
  ByPolicyType<Phrases<>> cancellation_reasons =
      each<Phrases<>>("cancellation_reason", kPolicyTypes);
  Phrases<"cancelled", "coverage", "end", "premium"> cancellations{*this, "cancellation"};
  Phrases<"amount", "due"> unpaid{*this, "unpaid"};
  Phrase<"amount"> arrears{*this, "arrears"};
  ListOf<SuspensionReason> suspension_reasons{*this, "suspension_reason"};
  Phrases<"reason", "coverage"> suspensions{*this, "suspension"};
  Phrases<"cause", "coverage", "premium", "days"> reinstatements{*this, "reinstatement"};
  Phrases<> general_changes{*this, "general_change"};
  ByPolicyType<Phrases<>> changes = each<Phrases<>>("change", kPolicyTypes);
  MovableLimit property_deductible{*this, "property_deductible"};
  MovableLimit valuables{*this, "valuables"};
  MovableLimit vehicle_deductible{*this, "vehicle_deductible"};
  MovableLimit co_payment{*this, "co_payment"};
  MovableLimit health_deductible{*this, "health_deductible"};
  MovableLimit baggage{*this, "baggage"};
  Phrase<"limit", "from", "to"> raised{*this, "raised"};
  Phrase<"limit", "from", "to"> lowered{*this, "lowered"};
  Phrase<"name"> driver_added{*this, "driver_added"};
  Phrase<"name"> driver_removed{*this, "driver_removed"};
  Phrase<"old_year", "old_body", "new_year", "new_body"> vehicle_changed{*this, "vehicle_changed"};
  Phrases<> bodies{*this, "body"};
  Phrases<"change", "premium", "coverage"> modifications{*this, "modification"};

  // How to reach a beneficiary.
  Phrase<"phone"> same_address{*this, "same_address"};
  Phrase<"name", "phone"> in_care{*this, "in_care"};
  Phrase<"last_name"> trust{*this, "trust"};
  Phrase<"last_name", "city", "state", "phone"> trustee{*this, "trustee"};
  Phrase<"address"> charity{*this, "charity"};

 private:
  static constexpr std::string_view kPolicyTypes[] = {"life", "property", "vehicle", "health",
                                                      "travel"};
};

}  // namespace bankseed::corpus
