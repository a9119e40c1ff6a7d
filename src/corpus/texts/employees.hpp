#pragma once

#include "corpus/phrase.hpp"

namespace bankseed::corpus {

/// TRN1
struct TrainingProgram {
  TrainingProgram(TextFile& file, std::string_view key) : TrainingProgram(file.line(key)) {}

  Phrase<> name;
  Phrase<> description;

 private:
  explicit TrainingProgram(Line line) : name(line), description(line) { line.end(); }
};

/// employees.tsv: training programs and reviews.
struct EmployeeTexts : private TextFile {
  explicit EmployeeTexts(const TextFile& file) : TextFile(file) { end(); }

  ListOf<TrainingProgram> programs{*this, "program"};
  // By rating, from 1 on.
  std::array<Phrases<>, 5> reviews = each<Phrases<>>("review", {"1", "2", "3", "4", "5"});
  std::array<Phrases<>, 5> outlooks = each<Phrases<>>("outlook", {"1", "2", "3", "4", "5"});
};

}  // namespace bankseed::corpus
