#include "bankseed/bank/settings.hpp"

namespace bankseed {
namespace {

/// A salary account moves some 25 times a month, mostly by card; as many transfers are large as in
/// a usual bank, so that there are as many checks (AML1).
TransactionSettings busy() {
  TransactionSettings settings;
  settings.activity = LedgerActivity::kBusy;
  settings.count = {600'000};
  settings.per_account = {5, 6'000};
  settings.types = {1200, 7300, 500, 1000};
  settings.fees = {1000};
  settings.above_10000 = {117};
  settings.processed_by = {100};
  settings.amounts[TransactionType::kPayment].high = 10'000'00;
  return settings;
}

}  // namespace

TransactionSettings TransactionSettings::of(LedgerActivity activity) noexcept {
  return activity == LedgerActivity::kBusy ? busy() : TransactionSettings{};
}

}  // namespace bankseed
