// error: names provided for structured binding

#ifdef WRONG
#define reassessed \
  waived;          \
  Share reassessed  // A member more than bank/loans/settings.cpp describes.
#endif
#include "bankseed/bank/settings.hpp"
#undef reassessed

#include "bank/loans/settings.cpp"
