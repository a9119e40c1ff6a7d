#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace bankseed {

// The words of contacts, complaints and surveys. In a template, a per cent sign and a letter stand
// for a fact of the row (engagement_text.cpp):
//   %a an account of the customer, %n a merchant, %s a small amount, %m a larger one, %f a fee,
//   %k thousands, %d a day not long ago, %u a working day soon, %c the customer's city, %b the
//   customer's branch, %r a case number, %w minutes, %t the team in charge, %l the topic, %p where
//   the contact took place.

/// What a topic needs the customer to have.
enum class Need : std::uint8_t { kNothing, kAccount, kChecking, kSavings, kCd, kNoAccount };

/// Segments for which a topic makes sense, as bits in the order of Segment.
inline constexpr std::uint8_t kEverybody = 0b1111;
inline constexpr std::uint8_t kPersons = 0b1011;
inline constexpr std::uint8_t kFirms = 0b0100;
inline constexpr std::uint8_t kWealthy = 0b1010;

/// A question, and how it ends when it can be resolved.
struct Question {
  std::string_view text;
  std::array<std::string_view, 2> answers;
};
struct Topic {
  std::string_view label;  ///< As the customer calls it in a survey.
  std::string_view team;   ///< Who takes over what cannot be resolved at once.
  Need need;
  std::uint8_t segments;
  bool by_machine;  ///< Whether a machine can deal with it.
  std::array<Question, 3> questions;
};
[[nodiscard]] std::span<const Topic> topics() noexcept;

/// What a complaint is about.
struct Matter {
  Need need;
  std::string_view text;
};
/// Of each type of complaint, in the order of ComplaintType; the last ones need nothing.
[[nodiscard]] std::span<const Matter> matters(std::size_t complaint_type) noexcept;

using Phrases = std::span<const std::string_view>;
[[nodiscard]] Phrases impacts(std::size_t complaint_type) noexcept;
[[nodiscard]] Phrases demands(std::size_t complaint_type) noexcept;

/// Openings of notes by type of interaction (without complaint), handled by somebody or not.
[[nodiscard]] Phrases openings(std::size_t type, bool handled) noexcept;
/// Remarks between question and end, by type.
[[nodiscard]] Phrases remarks(std::size_t type) noexcept;
[[nodiscard]] Phrases escalations() noexcept;
[[nodiscard]] Phrases follow_ups() noexcept;

/// Survey comments: first and second sentences by score, from very bad (0) to very good (3).
inline constexpr std::size_t kMoodCount = 4;
[[nodiscard]] Phrases verdicts(std::size_t mood) noexcept;
[[nodiscard]] Phrases additions(std::size_t mood) noexcept;

}  // namespace bankseed
