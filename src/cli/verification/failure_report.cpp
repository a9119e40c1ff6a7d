#include "cli/verification/failure_report.hpp"

#include <nlohmann/json.hpp>

#include "bankseed/core/error.hpp"
#include "cli/secrets.hpp"
#include "cli/verification/junit.hpp"

namespace bankseed {

std::string failure_report(std::string_view format, std::string_view message) {
  const std::string told = without_secrets(message);
  if (format == "junit") return failure_junit(told);
  if (format == "json") {
    using Json = nlohmann::ordered_json;
    return Json({{"error", told}}).dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
  }
  return "bankseed: " + told + "\n";
}

void report_failure_of(const std::function<void()>& work,
                       WholeFile* output,
                       std::string_view format) {
  try {
    work();
  } catch (const Error& error) {
    if (output != nullptr && !output->is_published())
      output->publish(failure_report(format, error.what()));
    throw;
  }
}

}  // namespace bankseed
