#pragma once

#include <array>

#include "bankseed/bank/settings.hpp"
#include "bankseed/corpus/locale.hpp"
#include "core/quantile.hpp"

namespace bankseed {

/// The distributions that amounts, ages and dates are drawn from; tables made once.
struct Distributions {
  Distributions(const Settings& settings, const corpus::LocaleDescription& locale);

  QuantileTable age_days;  ///< CUS1: age on as_of.
  /// CUS1: when customers came, as a share of the history in 2^-30; twice as many at its end as at
  /// its beginning, because the bank grows.
  QuantileTable creation;
  /// ACC3: cents, by account type and customer segment.
  std::array<std::array<QuantileTable, 4>, 4> balances;

  // TXN3: cents.
  QuantileTable purchase;
  QuantileTable direct_debit;
  QuantileTable cash;  ///< Before rounding to the machine's notes.
  QuantileTable teller_withdrawal;
  std::array<QuantileTable, 4> deposit;   ///< By segment.
  std::array<QuantileTable, 4> salary;    ///< Twice a month, by segment.
  std::array<QuantileTable, 4> transfer;  ///< Up to 10,000, by segment.
  QuantileTable large_transfer;           ///< Above 10,000.
  QuantileTable payment;
  QuantileTable internal_transfer;
};

}  // namespace bankseed
