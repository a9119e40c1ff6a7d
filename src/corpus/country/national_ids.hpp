#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace bankseed::corpus {

/// Size of a CPF, 123.456.789-09, the number of a Brazilian taxpayer.
inline constexpr std::size_t kCpfSize = 14;
/// Size of a CNPJ, 12.345.678/0001-95, the number of a Brazilian firm.
inline constexpr std::size_t kCnpjSize = 18;

/// Writes the CPF with these first nine digits (below 10^9) and their two check digits; returns one
/// past the last byte, kCpfSize bytes.
char* put_cpf(char* out, std::uint32_t base) noexcept;

/// The head office of a Brazilian firm; others count on from there, so no firm has a place 0.
inline constexpr std::uint32_t kHeadOffice = 1;

/// Writes the CNPJ of a place of the firm with these eight digits (below 10^8), likewise; kCnpjSize
/// bytes.
char* put_cnpj(char* out, std::uint32_t base, std::uint32_t place) noexcept;

/// The ninth digit of a CPF tells the fiscal region that issued it: the one of a Brazilian state.
[[nodiscard]] std::uint32_t fiscal_region(std::string_view state) noexcept;

}  // namespace bankseed::corpus
