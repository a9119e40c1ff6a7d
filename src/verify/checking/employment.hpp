#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sink/connection_settings.hpp"
#include "sink/postgres/interrupter.hpp"

namespace bankseed::verify {

/// What EmployeeOf asks of an employee. Valid as long as the Employment.
struct EmployeeFacts {
  std::string_view role;
  bool senior = false;
  std::string_view hired;       ///< ISO dates compare as text.
  std::string_view terminated;  ///< Empty while employed.
  std::string_view branch;      ///< As COPY writes it.
};

/// All employees of the loaded bank, some fifty bytes each.
class Employment {
 public:
  /// Nobody.
  Employment() = default;

  /// Where they cannot be read, failure() says why.
  [[nodiscard]] static Employment read(const DatabaseAddress& employees, Interrupter* interrupter);

  [[nodiscard]] const std::string& failure() const { return failure_; }
  [[nodiscard]] std::size_t size() const { return begins_.size(); }
  [[nodiscard]] EmployeeFacts operator[](std::size_t place) const;
  [[nodiscard]] std::optional<EmployeeFacts> find(std::string_view id) const;

 private:
  [[nodiscard]] std::string_view line(std::size_t place) const;

  /// Rows in COPY's text format, one after the other, by their ids.
  std::string lines_;
  std::vector<std::size_t> begins_;
  std::string failure_;
};

}  // namespace bankseed::verify
