#include "bank/model/block.hpp"

namespace bankseed {

const LoansData& Block::loans() {
  if (!loans_) loans_.emplace(model_, core_banking_);
  return *loans_;
}

const InsuranceData& Block::insurance() {
  if (!insurance_) insurance_.emplace(model_, core_banking_);
  return *insurance_;
}

Ledger& Block::ledger() {
  if (!ledger_) {
    core_banking_.count_transactions(model_);
    payments_.emplace(model_, core_banking_, loans(), insurance());
    ledger_.emplace(model_, core_banking_, *payments_, loans().pays);
  }
  return *ledger_;
}

}  // namespace bankseed
