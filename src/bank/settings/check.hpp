#pragma once

#include "bankseed/bank/settings.hpp"

namespace bankseed {

/// Throws UsageError for the first setting outside its allowed range, range that is upside down, or
/// split that does not sum to 100 per cent.
void check_settings(const Settings& settings);

}  // namespace bankseed
