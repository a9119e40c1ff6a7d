// error: a table that does not say when its rows begin

#include "bankseed/rows/ids.hpp"
#include "bankseed/schema/table.hpp"

namespace bankseed {

struct FeesRow {
  Serial fee_id;
  Date charged_date;
};
template <>
struct Table<FeesRow> {
#ifndef WRONG
  static constexpr BeginsAt<&FeesRow::charged_date> kBegins{};
#endif
  static constexpr auto kColumns =
      columns(column<&FeesRow::fee_id>("Numbers the fee.").key(),
              column<&FeesRow::charged_date>("Day on which it was charged."));
};

static_assert(well_formed<FeesRow>());

}  // namespace bankseed
