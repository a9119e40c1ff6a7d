// error: a value is longer than its column
// layer: rows

#include "bankseed/rows/ids.hpp"
#include "bankseed/rows/values.hpp"
#include "bankseed/schema/table.hpp"

namespace bankseed {

struct FeesRow {
  Serial fee_id;
  std::string_view loan_type;
};
template <>
struct Table<FeesRow> {
  static constexpr BeginsWithBank kBegins{};
#ifdef WRONG
  static constexpr std::uint16_t kLength = 8;
#else
  static constexpr std::uint16_t kLength = 9;  // "education"
#endif
  static constexpr auto kColumns =
      columns(column<&FeesRow::fee_id>("Numbers the fee.").key(),
              column<&FeesRow::loan_type>().one_of<LoanType>().varchar(kLength));
};

static_assert(well_formed<FeesRow>());

}  // namespace bankseed
