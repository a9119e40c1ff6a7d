#pragma once

#include <optional>

namespace bankseed {

/// The type of a column's values, whether they may be missing or not.
template <class T>
struct WithoutOptional {
  using Type = T;
};
template <class T>
struct WithoutOptional<std::optional<T>> {
  using Type = T;
};

}  // namespace bankseed
