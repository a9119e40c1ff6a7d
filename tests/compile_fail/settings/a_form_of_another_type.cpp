// error: no matching function for call to 'share

#include "bank/settings/forms.hpp"

#ifdef WRONG
#define volume share  // A volume is no share.
#endif

namespace bankseed {

const auto kCount = volume<&RelationshipSettings::count>("relationships (REL1)");

}  // namespace bankseed
