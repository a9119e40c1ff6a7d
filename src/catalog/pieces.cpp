#include "catalog/pieces.hpp"

#include <array>

#include "catalog/datahub/datahub.hpp"

namespace bankseed::catalog {
namespace {

constexpr std::array kPieces = {
    Piece{"datahub", "DataHub: recipe, glossary, structured properties, domains, tags and lineage",
          datahub::files},
};

}  // namespace

std::span<const Piece> pieces() noexcept {
  return kPieces;
}

}  // namespace bankseed::catalog
