// error: a key or NOT NULL column is an optional

#include "bankseed/schema/table.hpp"

namespace bankseed {

struct FeesRow {
#ifdef WRONG
  std::optional<Serial> fee_id;
#else
  Serial fee_id;
#endif
};
template <>
struct Table<FeesRow> {
  static constexpr BeginsWithBank kBegins{};
  static constexpr auto kColumns = columns(column<&FeesRow::fee_id>("Numbers the fee.").key());
};

static_assert(well_formed<FeesRow>());

}  // namespace bankseed
