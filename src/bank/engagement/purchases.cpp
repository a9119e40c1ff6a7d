#include "bank/engagement/purchases.hpp"

#include <algorithm>
#include <tuple>

#include "bank/insurance/timeline.hpp"
#include "bank/loans/timeline.hpp"
#include "bank/model/block.hpp"
#include "bankseed/core/calendar.hpp"

namespace bankseed {

std::vector<TakeUp> take_ups(Block& whole) {
  std::vector<TakeUp> all;
  for (const Account& account : whole.core_banking().accounts)
    all.push_back({account.owner, account.opened, product_of(account.type)});
  for (const Application& application : whole.loans().applications)
    all.push_back({application.customer, application.applied, product_of(application.type)});
  for (const Policy& policy : whole.insurance().policies)
    all.push_back({policy.owner, date_of(policy.created_at), product_of(policy.type)});
  // Nothing has led to what was there before the first campaign.
  const Date began = whole.model().engagement.campaigns[0].start;
  std::erase_if(all, [began](const TakeUp& one) { return one.date <= began; });
  std::sort(all.begin(), all.end(), [](const TakeUp& a, const TakeUp& b) {
    return std::tie(a.customer, a.date, a.product) < std::tie(b.customer, b.date, b.product);
  });
  return all;
}

}  // namespace bankseed
