#pragma once

#include "corpus/phrase.hpp"

namespace bankseed::corpus {

/// RUL1
struct RuleText {
  RuleText(TextFile& file, std::string_view key) : RuleText(file.line(key)) {}

  std::string_view name;  ///< As the program calls it.
  Phrase<> title;
  Phrase<"currency"> description;

 private:
  explicit RuleText(Line line) : name(line.text()), title(line), description(line) { line.end(); }
};

/// Kinds of rules whose breaches are settled alike.
enum class RuleKind : std::uint8_t {
  kRecords,
  kCash,
  kLimits,
  kDailyCounts,
  kPayees,
  kDevices,
  kWires,
  kCards,
  kSignIns
};

/// How breaches of rules of one kind are settled: what was found, and what was done.
struct Settlement {
  Settlement(TextFile& file, const std::string& key)
      : findings(file, key + ".finding"), measures(file, key + ".measure") {}

  Phrases<> findings;
  Phrases<> measures;
};

/// compliance.tsv: rules and their breaches, checks against money laundering, reports.
struct ComplianceTexts : private TextFile {
  explicit ComplianceTexts(const TextFile& file) : TextFile(file) { end(); }

  ListOf<RuleText> rules{*this, "rule"};
  [[nodiscard]] const Settlement& settlement(RuleKind kind) const noexcept {
    return settlements[static_cast<std::size_t>(kind)];
  }
  std::array<Settlement, 9> settlements =
      each<Settlement>("settlement",
                       {"records", "cash", "limits", "daily_counts", "payees", "devices", "wires",
                        "cards", "sign_ins"});
  Phrase<"finding", "measure"> settled{*this, "settled"};
  Phrase<"amount", "currency", "date", "account"> about_incoming{*this, "about_incoming"};
  Phrase<"amount", "currency", "date", "account"> about_outgoing{*this, "about_outgoing"};
  Phrase<"name"> about_account{*this, "about_account"};
  Phrase<"branch"> about_customer{*this, "about_customer"};

  // Checks against money laundering: lists by type of check, what is found by level of risk.
  std::array<Phrases<>, 3> lists =
      each<Phrases<>>("list", {"watchlist", "sanctions", "pep_screening"});
  Phrases<> nothing_found{*this, "nothing_found"};
  Phrases<> differences{*this, "difference"};
  Phrase<"nothing", "list", "score"> closest_entry{*this, "closest_entry"};
  Phrase<"nothing", "list", "score", "count", "difference"> lists_searched{*this, "lists_searched"};
  CountedPhrase<"name", "list", "count", "difference"> candidates{*this, "candidates"};
  Phrase<"state", "list", "score"> onboarding_check{*this, "onboarding_check"};
  Phrase<"state", "list", "score"> periodic_check{*this, "periodic_check"};
  std::array<Phrases<>, 3> agreements = each<Phrases<>>("agreement", kLevels);
  std::array<Phrases<>, 3> outcomes = each<Phrases<>>("outcome", kLevels);
  Phrase<"list", "score", "agreement", "outcome"> match{*this, "match"};
  Phrase<"description", "amount", "currency", "date"> transfer{*this, "transfer"};
  Phrase<"transfer", "reason"> in_line{*this, "in_line"};
  Phrases<> reasons_in_line{*this, "reason_in_line"};
  Phrase<"transfer", "reason", "outcome"> out_of_line{*this, "out_of_line"};
  Phrases<> reasons_out_of_line{*this, "reason_out_of_line"};
  Phrase<"transfer", "report"> reported_country{*this, "reported_country"};
  Phrase<"transfer", "report"> reported_pattern{*this, "reported_pattern"};
  Phrase<"count", "first", "last", "total", "currency", "limit", "report"> reported_structuring{
      *this, "reported_structuring"};
  Phrase<"branch", "total", "currency", "report"> reported_attempt{*this, "reported_attempt"};

  // Reports of suspicious activity.
  Phrase<"account", "digits"> report_account{*this, "report_account"};
  /// On one day, and on several.
  CountedPhrase<"first", "last", "name", "account", "count", "least", "most", "total", "currency">
      cash_paid_in{*this, "cash_paid_in"};
  CountedPhrase<"count", "name", "account", "days", "first", "most", "limit", "total", "currency">
      cash_deposits{*this, "cash_deposits"};
  Phrase<"description", "amount", "currency", "date", "transaction", "account", "name">
      report_transfer{*this, "report_transfer"};
  CountedPhrase<"count", "first", "total", "currency"> other_wires{*this, "other_wires"};
  Phrase<"country"> came_from{*this, "came_from"};
  Phrase<"country"> went_to{*this, "went_to"};
  Phrases<> countries{*this, "country"};
  /// By kind of activity.
  std::array<Phrase<"branch", "date", "name", "total", "currency">, 3> attempts =
      each<Phrase<"branch", "date", "name", "total", "currency">>("attempt", kActivities);
  Phrase<"segment", "year", "trait"> remarkable{*this, "remarkable"};
  std::array<Phrase<>, 4> segments =
      each<Phrase<>>("segment", {"retail", "premium", "corporate", "private_banking"});
  /// By kind of activity.
  std::array<Phrases<>, 3> traits = each<Phrases<>>("trait", kActivities);
  /// By status of the report.
  std::array<Phrases<>, 4> next_steps =
      each<Phrases<>>("next_step", {"filed", "under_review", "closed", "draft"});

  // What stands on a statement at first.
  Phrase<"number"> pending_in{*this, "pending_in"};
  Phrase<"number"> pending_out{*this, "pending_out"};

 private:
  static constexpr std::string_view kLevels[] = {"low", "medium", "high"};
  static constexpr std::string_view kActivities[] = {"structuring", "unusual_pattern",
                                                     "high_risk_country"};
};

}  // namespace bankseed::corpus
