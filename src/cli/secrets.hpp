#pragma once

#include <string>
#include <string_view>

namespace bankseed {

/// The text with dots for the passwords of connection strings in it. Whoever shows words of the
/// user's shows them so: a connection string may have come to be anywhere.
[[nodiscard]] std::string without_secrets(std::string_view text);

/// Whether a word is a URL of a database, in whatever place it stands.
[[nodiscard]] bool is_connection_url(std::string_view word);

}  // namespace bankseed
