#include "bank/accounts/ledger/terms/rates.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "bankseed/core/calendar.hpp"
#include "bankseed/core/check.hpp"
#include "bankseed/core/enums.hpp"

namespace bankseed {
namespace {

// As the central banks have published them until the end of 2025; the last one of each stays.

/// A policy rate from a day on: year, month and day as one number, and hundredths of a per cent.
struct Step {
  std::int32_t since;
  std::int32_t basis_points;
};

/// Federal Reserve, federal funds target range, upper limit.
constexpr std::array<Step, 32> kFederalFunds = {{
    {20081216, 25},  {20151217, 50},  {20161215, 75},  {20170316, 100}, {20170615, 125},
    {20171214, 150}, {20180322, 175}, {20180614, 200}, {20180927, 225}, {20181220, 250},
    {20190801, 225}, {20190919, 200}, {20191031, 175}, {20200304, 125}, {20200316, 25},
    {20220317, 50},  {20220505, 100}, {20220616, 175}, {20220728, 250}, {20220922, 325},
    {20221103, 400}, {20221215, 450}, {20230202, 475}, {20230323, 500}, {20230504, 525},
    {20230727, 550}, {20240919, 500}, {20241108, 475}, {20241219, 450}, {20250918, 425},
    {20251030, 400}, {20251211, 375},
}};
/// Banco Central do Brasil, meta da taxa Selic.
constexpr std::array<Step, 48> kSelic = {{
    {20150730, 1425}, {20161020, 1400}, {20161201, 1375}, {20170112, 1300}, {20170223, 1225},
    {20170413, 1125}, {20170601, 1025}, {20170727, 925},  {20170908, 825},  {20171026, 750},
    {20171207, 700},  {20180208, 675},  {20180322, 650},  {20190801, 600},  {20190919, 550},
    {20191031, 500},  {20191212, 450},  {20200206, 425},  {20200319, 375},  {20200507, 300},
    {20200618, 225},  {20200806, 200},  {20210318, 275},  {20210506, 350},  {20210617, 425},
    {20210805, 525},  {20210923, 625},  {20211028, 775},  {20211209, 925},  {20220203, 1075},
    {20220317, 1175}, {20220505, 1275}, {20220616, 1325}, {20220804, 1375}, {20230803, 1325},
    {20230921, 1275}, {20231102, 1225}, {20231214, 1175}, {20240201, 1125}, {20240321, 1075},
    {20240509, 1050}, {20240919, 1075}, {20241107, 1125}, {20241212, 1225}, {20250130, 1325},
    {20250320, 1425}, {20250508, 1475}, {20250619, 1500},
}};
/// European Central Bank, deposit facility.
constexpr std::array<Step, 22> kDepositFacility = {{
    {20140910, -20}, {20151209, -30}, {20160316, -40}, {20190918, -50}, {20220727, 0},
    {20220914, 75},  {20221102, 150}, {20221221, 200}, {20230208, 250}, {20230322, 300},
    {20230510, 325}, {20230621, 350}, {20230802, 375}, {20230920, 400}, {20240612, 375},
    {20240918, 350}, {20241023, 325}, {20241218, 300}, {20250205, 275}, {20250312, 250},
    {20250423, 225}, {20250611, 200},
}};
/// Bank of England, Bank Rate.
constexpr std::array<Step, 26> kBankRate = {{
    {20090305, 50},  {20160804, 25},  {20171102, 50},  {20180802, 75},  {20200311, 25},
    {20200319, 10},  {20211216, 25},  {20220203, 50},  {20220317, 75},  {20220505, 100},
    {20220616, 125}, {20220804, 175}, {20220922, 225}, {20221103, 300}, {20221215, 350},
    {20230202, 400}, {20230323, 425}, {20230511, 450}, {20230622, 500}, {20230803, 525},
    {20240801, 500}, {20241107, 475}, {20250206, 450}, {20250508, 425}, {20250807, 400},
    {20251218, 375},
}};
/// Bank of Canada, target for the overnight rate.
constexpr std::array<Step, 28> kOvernight = {{
    {20150715, 50},  {20170712, 75},  {20170906, 100}, {20180117, 125}, {20180711, 150},
    {20181024, 175}, {20200304, 125}, {20200316, 75},  {20200327, 25},  {20220302, 50},
    {20220413, 100}, {20220601, 150}, {20220713, 250}, {20220907, 325}, {20221026, 375},
    {20221207, 425}, {20230125, 450}, {20230607, 475}, {20230712, 500}, {20240605, 475},
    {20240724, 450}, {20240904, 425}, {20241023, 375}, {20241211, 325}, {20250129, 300},
    {20250312, 275}, {20250917, 250}, {20251029, 225},
}};
/// Swiss National Bank, policy rate.
constexpr std::array<Step, 12> kSwissPolicy = {{
    {20150115, -75},
    {20220617, -25},
    {20220923, 50},
    {20221216, 100},
    {20230324, 150},
    {20230623, 175},
    {20240322, 150},
    {20240621, 125},
    {20240927, 100},
    {20241213, 50},
    {20250321, 25},
    {20250620, 0},
}};

/// Savings accounts, money market accounts and certificates pay so many per cent of it.
constexpr EnumArray<AccountType, std::int64_t> kPercent = {0, 60, 75, 92};
/// And never less, in hundredths of a per cent.
constexpr std::int64_t kLeast = 1;
/// A Brazilian savings account pays 70 % of the Selic, or half a per cent a month where that is
/// above 8.5 % (Lei 12.703/2012).
constexpr std::int64_t kHighSelic = 850;
constexpr std::int64_t kPoupanca = 617;
constexpr std::int64_t kPoupancaPercent = 70;

struct PolicyRates {
  std::string_view currency;
  std::span<const Step> steps;
};
constexpr std::array<PolicyRates, 6> kPolicyRates = {{{"USD", kFederalFunds},
                                                      {"BRL", kSelic},
                                                      {"EUR", kDepositFacility},
                                                      {"GBP", kBankRate},
                                                      {"CAD", kOvernight},
                                                      {"CHF", kSwissPolicy}}};

/// Before the first step and after the last one it is as these say.
std::int64_t policy_rate(std::string_view currency, Date day) noexcept {
  const auto* const rates =
      std::find_if(kPolicyRates.begin(), kPolicyRates.end(),
                   [&](const PolicyRates& of) { return of.currency == currency; });
  BANKSEED_CHECK(rates != kPolicyRates.end());
  const YearMonthDay civil = to_civil(day);
  const std::int32_t number = 10'000 * civil.year + 100 * civil.month + civil.day;
  std::int64_t rate = rates->steps.front().basis_points;
  for (const Step& step : rates->steps) {
    if (step.since > number) break;
    rate = step.basis_points;
  }
  return rate;
}

}  // namespace

std::int64_t interest_basis_points(AccountType type, std::string_view currency, Date day) noexcept {
  const std::int64_t policy = policy_rate(currency, day);
  if (type == AccountType::kSavings && currency == "BRL")
    return policy > kHighSelic ? kPoupanca : policy * kPoupancaPercent / 100;
  return std::max(kLeast, policy * kPercent[type] / 100);
}

}  // namespace bankseed
