#include "encode/tables/table_encoder.hpp"

#include <utility>

namespace bankseed {
namespace {

template <std::size_t... kStores>
const TableEncoder& encoder_among(TableId table, std::index_sequence<kStores...> /*stores*/) {
  constexpr std::array kEncoders = {&table_encoders<Store{kStores}>...};
  return kEncoders[index_of(store_of(table))]()[index_of(table)];
}

}  // namespace

const TableEncoder& encoder_of(TableId table) {
  return encoder_among(table, std::make_index_sequence<kStoreCount>{});
}

}  // namespace bankseed
