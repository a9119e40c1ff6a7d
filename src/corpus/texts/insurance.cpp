#include "corpus/texts/insurance.hpp"

namespace bankseed::corpus {

MovableLimit::MovableLimit(Line line) : name(line) {
  for (std::int64_t& amount : dollars)
    amount = static_cast<std::int64_t>(line.number());
  line.end();
}

}  // namespace bankseed::corpus
