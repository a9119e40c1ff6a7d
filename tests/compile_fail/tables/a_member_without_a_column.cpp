// error: a member of the row has no column

#include "bankseed/rows/ids.hpp"
#include "bankseed/schema/table.hpp"

namespace bankseed {

struct FeesRow {
  Serial fee_id;
  Money amount;
};
template <>
struct Table<FeesRow> {
  static constexpr BeginsWithBank kBegins{};
#ifdef WRONG
  static constexpr auto kColumns = columns(column<&FeesRow::fee_id>("Numbers the fee.").key());
#else
  static constexpr auto kColumns = columns(column<&FeesRow::fee_id>("Numbers the fee.").key(),
                                           column<&FeesRow::amount>("Amount, in USD.").digits(15));
#endif
};

static_assert(well_formed<FeesRow>());

}  // namespace bankseed
