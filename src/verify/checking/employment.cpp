#include "verify/checking/employment.hpp"

#include <algorithm>
#include <array>

#include "bankseed/core/error.hpp"
#include "sink/postgres/copy_out.hpp"
#include "verify/session.hpp"

namespace bankseed::verify {

Employment Employment::read(const DatabaseAddress& employees, Interrupter* interrupter) {
  Employment employment;
  try {
    auto connection = open_session(employees, interrupter);
    CopyOut rows(connection,
                 "SELECT employee_id, role, manager_id IS NULL, hire_date, "
                 "coalesce(termination_date::text, ''), branch_code FROM employees ORDER BY "
                 "employee_id COLLATE \"C\"",
                 "employees");
    while (const auto line = rows.next()) {
      employment.begins_.push_back(employment.lines_.size());
      employment.lines_ += *line;
    }
  } catch (const DatabaseError& error) {
    // Every rule about employees will say so.
    employment.failure_ = error.what();
  }
  return employment;
}

std::string_view Employment::line(std::size_t place) const {
  const std::size_t end = place + 1 < begins_.size() ? begins_[place + 1] : lines_.size();
  return std::string_view(lines_).substr(begins_[place], end - begins_[place]);
}

EmployeeFacts Employment::operator[](std::size_t place) const {
  std::array<std::string_view, 6> fields;
  std::string_view rest = line(place);
  for (auto& text : fields) {
    const auto tab = rest.find('\t');
    text = rest.substr(0, tab);
    rest.remove_prefix(tab == std::string_view::npos ? rest.size() : tab + 1);
  }
  // The line's end belongs to the last one.
  while (fields[5].ends_with('\n'))
    fields[5].remove_suffix(1);
  return {.role = fields[1],
          .senior = fields[2] == "t",
          .hired = fields[3],
          .terminated = fields[4],
          .branch = fields[5]};
}

std::optional<EmployeeFacts> Employment::find(std::string_view id) const {
  const auto id_at = [this](std::size_t begin) {
    const std::string_view from = std::string_view(lines_).substr(begin);
    return from.substr(0, from.find('\t'));
  };
  const auto found = std::lower_bound(
      begins_.begin(), begins_.end(), id,
      [&id_at](std::size_t begin, std::string_view wanted) { return id_at(begin) < wanted; });
  if (found == begins_.end() || id_at(*found) != id) return std::nullopt;
  return (*this)[static_cast<std::size_t>(found - begins_.begin())];
}

}  // namespace bankseed::verify
