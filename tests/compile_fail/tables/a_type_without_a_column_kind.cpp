// error: this C++ type has no column Kind

#include "bankseed/schema/table.hpp"

namespace bankseed {

struct FeesRow {
  Serial fee_id;
#ifdef WRONG
  float rate = 0;
#else
  Fraction rate;
#endif
};
template <>
struct Table<FeesRow> {
  static constexpr BeginsWithBank kBegins{};
  static constexpr auto kColumns = columns(column<&FeesRow::fee_id>("Numbers the fee.").key(),
                                           column<&FeesRow::rate>("Part of the amount."));
};

static_assert(well_formed<FeesRow>());

}  // namespace bankseed
