#pragma once

#include <string>
#include <string_view>

#include "sink/connection_settings.hpp"

namespace bankseed {

/// What a server or libpq said, taken apart.
struct ServerMessage {
  std::string sqlstate;  ///< Empty when no server answered.
  std::string text;      ///< One line.
  std::string detail;    ///< One line, may be empty.
};

/// Takes apart what libpq says after a failed attempt to connect (with verbose errors).
[[nodiscard]] ServerMessage parse_connect_message(std::string_view message);

/// What to do about an error, as the end of a sentence ("free space and run again"), or empty.
/// `user` is whom a missing privilege would be granted to.
[[nodiscard]] std::string advice_for(const ServerMessage& message,
                                     const DatabaseAddress& address,
                                     std::string_view user);

/// The text without line breaks, and without the address's password wherever it may stand.
[[nodiscard]] std::string one_line(std::string_view text, const DatabaseAddress& address);

}  // namespace bankseed
