// error: names provided for structured binding

#ifdef WRONG
#define datasets \
  cards;         \
  DatasetSettings datasets  // A section more than describe_settings() lists.
#endif
#include "bankseed/bank/settings.hpp"
#undef datasets

#include "bank/settings/describe.cpp"
