#pragma once

#include "bankseed/bank/settings.hpp"
#include "bankseed/core/types.hpp"
#include "bankseed/corpus/locale.hpp"
#include "core/quantile.hpp"

namespace bankseed {

/// The distributions that amounts, ages and dates are drawn from; tables made once.
struct Distributions {
  Distributions(const Settings& settings, Date as_of, const corpus::LocaleDescription& locale);

  QuantileTable age_days;  ///< CUS1: age on as_of.
  /// CUS1: when customers came, as a share of the history in 2^-30; twice as many at its end as at
  /// its beginning, because the bank grows.
  QuantileTable creation;
  /// ACC3: cents.
  EnumArray<AccountType, EnumArray<Segment, QuantileTable>> balances;

  // TXN3: cents.
  QuantileTable purchase;
  QuantileTable direct_debit;
  QuantileTable cash;  ///< Before rounding to the machine's notes.
  QuantileTable teller_withdrawal;
  EnumArray<Segment, QuantileTable> deposit;
  EnumArray<Segment, QuantileTable> salary;    ///< Twice a month.
  EnumArray<Segment, QuantileTable> transfer;  ///< Up to 10,000.
  QuantileTable large_transfer;                ///< Above 10,000.
  QuantileTable payment;
  QuantileTable internal_transfer;
};

}  // namespace bankseed
