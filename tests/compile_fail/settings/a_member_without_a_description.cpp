// error: a member of the settings has no description

#ifdef WRONG
#define reassessed \
  waived;          \
  Share reassessed  // A member more than bank/loans/settings.cpp describes.
#endif
#include "bankseed/bank/settings.hpp"
#undef reassessed

#include "bank/loans/settings.cpp"
