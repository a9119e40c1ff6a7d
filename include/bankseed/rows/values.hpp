#pragma once

#include <cstdint>

#include "bankseed/core/enums.hpp"

namespace bankseed {

// Every set of values that a text column can have, stated here and nowhere else: enumerators, which
// the program speaks of, and their texts, which stand in the data. A column says that it is one of
// them (rows/<database>.hpp); comments, checks, settings and charts follow. The order is that of
// shares and weights, and of the list in the column's comment.

// customer_db

enum class Segment : std::uint8_t { kRetail, kPremium, kCorporate, kPrivateBanking };
template <>
inline constexpr auto kTexts<Segment> =
    texts<Segment>("retail", "premium", "corporate", "private_banking");

// loans_db

enum class LoanType : std::uint8_t { kMortgage, kPersonal, kAuto, kBusiness, kEducation };
template <>
inline constexpr auto kTexts<LoanType> =
    texts<LoanType>("mortgage", "personal", "auto", "business", "education");

enum class ApplicationStatus : std::uint8_t { kApproved, kRejected, kPending, kWithdrawn };
template <>
inline constexpr auto kTexts<ApplicationStatus> =
    texts<ApplicationStatus>("approved", "rejected", "pending", "withdrawn");

enum class LoanStatus : std::uint8_t { kActive, kPaidOff, kDefaulted };
template <>
inline constexpr auto kTexts<LoanStatus> = texts<LoanStatus>("active", "paid_off", "defaulted");

enum class CollateralType : std::uint8_t { kProperty, kVehicle, kEquipment };
template <>
inline constexpr auto kTexts<CollateralType> = texts<CollateralType>("property",
                                                                     "vehicle",
                                                                     "equipment");

enum class InstallmentStatus : std::uint8_t { kPaid, kLate, kPending, kMissed };
template <>
inline constexpr auto kTexts<InstallmentStatus> =
    texts<InstallmentStatus>("paid", "late", "pending", "missed");

/// What a guarantor is to the borrower.
enum class GuarantorTie : std::uint8_t { kFamily, kBusinessPartner, kFriend };
template <>
inline constexpr auto kTexts<GuarantorTie> = texts<GuarantorTie>("family",
                                                                 "business_partner",
                                                                 "friend");

enum class CreditGrade : std::uint8_t { kAaa, kAa, kA, kBbb, kBb, kB, kCcc };
template <>
inline constexpr auto kTexts<CreditGrade> =
    texts<CreditGrade>("AAA", "AA", "A", "BBB", "BB", "B", "CCC");

}  // namespace bankseed
