#pragma once

#include "corpus/phrase.hpp"

namespace bankseed::corpus {

/// A building that secures a loan.
struct Building {
  Building(TextFile& file, std::string_view key) : Building(file.line(key)) {}

  Phrase<> name;
  std::int64_t dollars_per_square_foot;
  bool dwelling;  ///< Has bedrooms.
  bool unit;      ///< May be a part of a house.
  /// From which on such are built that still stand; our choice.
  std::int64_t first_year;

 private:
  explicit Building(Line line);
};

/// What a business works in and with. The larger machines come first.
struct Trade {
  Trade(TextFile& file, std::string_view key) : Trade(file.line(key), file) {}

  std::string_view name;
  ListOf<Building> premises;
  Phrases<> machines;

 private:
  Trade(Line line, TextFile& file)
      : name(line.text()), premises(file, "premises"), machines(file, "machine") {
    line.end();
  }
};

/// loans.tsv: declined applications and collateral.
struct LoanTexts : private TextFile {
  explicit LoanTexts(const TextFile& file) : TextFile(file) { end(); }

  /// What loans are called, by type.
  std::array<Phrase<>, 5> loans =
      each<Phrase<>>("loans", {"mortgage", "personal", "auto", "business", "education"});

  // Why an application was declined.
  Phrase<"score", "least", "loans"> score{*this, "score"};
  Phrase<"share", "loans", "limit"> debt{*this, "debt"};
  Phrase<"income", "requested", "currency"> income{*this, "income"};
  Phrase<"document", "days"> unverified{*this, "unverified"};
  Phrases<> documents{*this, "document"};
  Phrase<"months", "employer", "least"> employment{*this, "employment"};
  Phrase<"share"> appraisal{*this, "appraisal"};
  Phrase<"miles"> mileage{*this, "mileage"};
  Phrase<"hundredths", "fall"> coverage{*this, "coverage"};
  Phrase<"months", "requested", "currency"> program{*this, "program"};
  Phrase<"debt", "currency"> unsecured_debt{*this, "unsecured_debt"};
  Phrase<"count", "entries", "months"> history{*this, "history"};
  ListOf<CountedPhrase<>> history_entries{*this, "history_entry"};
  Phrases<> advice{*this, "advice"};
  Phrase<"amount", "currency"> smaller_amount{*this, "smaller_amount"};

  // Collateral.
  ListOf<Building> homes{*this, "home"};
  ListOf<Building> further{*this, "further"};  ///< What a borrower pledges beside the home.
  ListOf<Trade> trades{*this, "trade"};
  CountedPhrase<"building", "bedrooms", "feet", "year", "address"> dwelling{*this, "dwelling"};
  Phrase<"building", "feet", "year", "address"> premises{*this, "premises_text"};
  Phrase<"machine", "maker", "year", "serial", "condition"> machine{*this, "machine_text"};
  Phrases<> makers{*this, "maker"};
  Phrase<> as_new{*this, "new"};
  Phrases<> conditions{*this, "condition"};  ///< The last one is of old machines.
  Phrase<"year", "vehicle", "trim", "color", "miles", "digits"> vehicle{*this, "vehicle_text"};
  /// By price.
  std::array<Phrases<>, 3> vehicles = each<Phrases<>>("vehicle", {"cheap", "middling", "dear"});
  Phrases<> trims{*this, "trim"};
  Phrases<> colors{*this, "color"};
};

}  // namespace bankseed::corpus
