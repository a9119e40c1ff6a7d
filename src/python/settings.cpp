#include "python/settings.hpp"

#include "cli/configuration/configuration.hpp"
#include "cli/configuration/configuration_text.hpp"
#include "cli/configuration/values.hpp"

namespace bankseed::python {

BankOptions bank_options(const SaidOptions& said) {
  BankOptions options = parse_configuration(said.settings, "settings").bank;
  options.customers = said.customers;
  options.seed = said.seed;
  options.as_of = said.as_of ? parse_day("as_of", *said.as_of) : today();
  if (said.seen_on) options.seen_on = parse_day("seen_on", *said.seen_on);
  options.locale = parse_locale("locale", said.locale);
  options.employees = said.employees;
  return options;
}

std::vector<std::string> changed_settings_of(const BankOptions& options) {
  return changed_settings(options.settings);
}

}  // namespace bankseed::python
