#pragma once

#include <string_view>

#include "bank/accounts/plan.hpp"
#include "bankseed/core/arena.hpp"
#include "corpus/address.hpp"

namespace bankseed {

/// Name of an employee, by index into the roster.
[[nodiscard]] PersonName employee_name(const BankModel& model, std::uint64_t index) noexcept;

/// "jane.doe17@example.com" (CUS2): unique as long as `number` is, because no name holds digits.
[[nodiscard]] std::string_view email_text(Arena& arena,
                                          const PersonName& name,
                                          std::uint64_t number,
                                          std::string_view domain);

/// A telephone number of the place, in the range reserved for fiction (CUS2).
[[nodiscard]] std::string_view phone_text(Arena& arena,
                                          const corpus::Corpus& corpus,
                                          const corpus::Place& place,
                                          std::uint64_t draw);

/// "1234 Maple Avenue, Apt 5B, Dayton, OH 45402".
[[nodiscard]] std::string_view address_text(Arena& arena,
                                            const corpus::Corpus& corpus,
                                            const corpus::Place& place,
                                            Draws& draws,
                                            corpus::Dwelling dwelling = corpus::Dwelling::kHome);

/// The number under which the state knows a person (corpus::NationalIds): "123.456.789-09"; empty
/// where there is none. Unique among a hundred million customers.
[[nodiscard]] std::string_view personal_id_text(const BankModel& model,
                                                const Customer& customer,
                                                Arena& arena);
/// Likewise of a firm: "12.345.678/0000-04".
[[nodiscard]] std::string_view firm_id_text(const BankModel& model,
                                            const Customer& customer,
                                            Arena& arena);

/// How a customer is reached; master row and profile agree, because both ask contact_of().
struct Contact {
  PersonName name;
  std::string_view email;
  std::string_view phone;
  std::string_view address;
};
[[nodiscard]] Contact contact_of(const BankModel& model, const Customer& customer, Arena& arena);

}  // namespace bankseed
