#include "bankseed/bank/block.hpp"

namespace bankseed {

const LoansData& Block::loans() {
  if (!loans_) loans_.emplace(world_, data_);
  return *loans_;
}

const InsuranceData& Block::insurance() {
  if (!insurance_) insurance_.emplace(world_, data_);
  return *insurance_;
}

Ledger& Block::ledger() {
  if (!ledger_) {
    payments_.emplace(world_, data_, loans(), insurance());
    ledger_.emplace(world_, data_, *payments_);
  }
  return *ledger_;
}

}  // namespace bankseed
