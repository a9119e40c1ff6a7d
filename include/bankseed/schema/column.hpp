#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "bankseed/core/enums.hpp"
#include "bankseed/core/types.hpp"

namespace bankseed {

/// Wire and SQL type of a column. One enumerator = one SQL type family = one encoding per format.
enum class Kind : std::uint8_t {
  kBool,
  kInteger,    ///< std::int32_t: integer
  kSerial,     ///< integer with a sequence
  kBigSerial,  ///< bigint with a sequence
  kMoney,      ///< numeric(precision,2)
  kFraction,   ///< numeric(5,4)
  kDate,
  kTimestamp,
  kText,  ///< text, or varchar(length) where a length is stated
  kId,    ///< varchar(length); an id of one kind, or of any
};

template <class>
inline constexpr bool kDependentFalse = false;

/// C++ member type -> Kind. A type without a specialization does not compile.
template <class T>
struct KindOf {
  static_assert(kDependentFalse<T>, "this C++ type has no column Kind");
};
template <Kind kKind>
struct KindConstant {
  static constexpr Kind value = kKind;
};
template <>
struct KindOf<bool> : KindConstant<Kind::kBool> {};
template <>
struct KindOf<std::int32_t> : KindConstant<Kind::kInteger> {};
template <>
struct KindOf<Serial> : KindConstant<Kind::kSerial> {};
template <>
struct KindOf<BigSerial> : KindConstant<Kind::kBigSerial> {};
template <>
struct KindOf<Money> : KindConstant<Kind::kMoney> {};
template <>
struct KindOf<Fraction> : KindConstant<Kind::kFraction> {};
template <>
struct KindOf<Date> : KindConstant<Kind::kDate> {};
template <>
struct KindOf<Timestamp> : KindConstant<Kind::kTimestamp> {};
template <>
struct KindOf<std::string_view> : KindConstant<Kind::kText> {};
template <class IdKind>
struct KindOf<Id<IdKind>> : KindConstant<Kind::kId> {};
template <>
struct KindOf<AnyId> : KindConstant<Kind::kId> {};
template <class T>
struct KindOf<std::optional<T>> : KindOf<T> {};

template <class T>
inline constexpr bool kNullable = false;
template <class T>
inline constexpr bool kNullable<std::optional<T>> = true;

/// What a column says of a person, as data protection law and catalogues divide it (direct and
/// quasi identifiers: ISO/IEC 20889). Personal data of customers and of staff alike.
///
/// Our own ids are pseudonyms: without the table that they lead to they name nobody, so a column
/// that refers to somebody is marked no more than the key is. A number that people have in hands
/// (of an account, a contract, a claim, a document) names them, as a street address does. Text
/// about a person or what happened to them, whatever stands in it, and the text on a statement,
/// narrow down who it is: where somebody pays tells them apart from nearly all others. What the
/// bank thinks of a customer (score, grade, segment, suspicion, refusal) is financial, of an
/// employee (marks) it is a quasi identifier. Branches, departments, courses, campaigns and rules
/// are no persons.
enum class Sensitivity : std::uint8_t {
  kNone,              ///< Says nothing of a person: keys, kinds, dates of the bank's own business.
  kDirectIdentifier,  ///< Names one person by itself: name, email, telephone, national id.
  kQuasiIdentifier,   ///< Narrows down who it is, with others: date of birth, city, employer.
  kFinancial,         ///< What a person owns, owes, earns or pays, and how the bank rates it.
};
template <>
inline constexpr auto kTexts<Sensitivity> =
    texts<Sensitivity>("none", "direct_identifier", "quasi_identifier", "financial");

/// Stands between the columns that a reference may lead to.
inline constexpr std::string_view kAlternativeSeparator = ", ";

/// What every consumer that is not hot (DDL, headers, documentation, checks, manifests) needs.
struct ColumnDef {
  std::string_view name;     ///< SQL name; equal to the row struct's member name.
  std::string_view comment;  ///< For COMMENT ON COLUMN: meaning, unit; its values follow.
  std::span<const std::string_view> values;  ///< All that it can have, where they are a list.
  std::string_view remark;                   ///< On the values, after their list in the comment.
  std::string_view references;  ///< "table.column" in the same database (a foreign key), or empty.
  /// "database.table.column" that no key enforces, or empty; several, separated by
  /// kAlternativeSeparator, where another column says which one a row refers to.
  std::string_view external;
  /// In SQL, the rows that refer to `external`, where others hold something else; or empty.
  std::string_view external_where;
  std::string_view default_sql;  ///< Expression after DEFAULT, or empty.
  std::string_view check_sql;    ///< Expression inside CHECK (...), or empty.
  /// By what it gets another value while the row is there; empty: it keeps the one that it began
  /// with. A clause: "with each transaction".
  std::string_view changes;
  Kind kind = Kind::kText;
  std::uint8_t precision = 0;  ///< Digits of a kMoney column.
  std::uint16_t length = 0;    ///< Of varchar; 0 is text without limit.
  bool nullable = false;       ///< The member is an optional.
  bool not_null = false;       ///< The table says NOT NULL (primary keys imply it).
  bool primary_key = false;
  bool unique = false;
  bool json = false;  ///< The text is a JSON document, which formats that know JSON take as such.
  Sensitivity sensitivity = Sensitivity::kNone;
};

/// "&CustomersRow::customer_id" -> "customer_id", so that the name is stated once, in the struct.
template <auto Member>
[[nodiscard]] consteval auto member_name() {
  const char* const end = __PRETTY_FUNCTION__ + sizeof(__PRETTY_FUNCTION__) - 2;
  const char* begin = end;
  while (begin[-1] != ':')
    --begin;
  return std::string_view(begin, static_cast<std::size_t>(end - begin));
}

template <class>
struct MemberTraits;
template <class R, class V>
struct MemberTraits<V R::*> {
  using Row = R;
  using Value = V;
};

/// A column: the member pointer is part of the type, the description is a value.
template <auto Member>
struct Column {
  ColumnDef def;

  /// varchar(n)
  [[nodiscard]] consteval Column varchar(std::uint16_t n) const {
    return with([n](ColumnDef& d) { d.length = n; });
  }
  /// numeric(digits,2)
  [[nodiscard]] consteval Column digits(std::uint8_t n) const {
    return with([n](ColumnDef& d) { d.precision = n; });
  }
  [[nodiscard]] consteval Column key() const {
    return with([](ColumnDef& d) { d.primary_key = true; });
  }
  [[nodiscard]] consteval Column not_null() const {
    return with([](ColumnDef& d) { d.not_null = true; });
  }
  [[nodiscard]] consteval Column unique() const {
    return with([](ColumnDef& d) { d.unique = true; });
  }
  /// Text that is a JSON document.
  [[nodiscard]] consteval Column json() const {
    return with([](ColumnDef& d) { d.json = true; });
  }
  [[nodiscard]] consteval Column direct_identifier() const {
    return with([](ColumnDef& d) { d.sensitivity = Sensitivity::kDirectIdentifier; });
  }
  [[nodiscard]] consteval Column quasi_identifier() const {
    return with([](ColumnDef& d) { d.sensitivity = Sensitivity::kQuasiIdentifier; });
  }
  [[nodiscard]] consteval Column financial() const {
    return with([](ColumnDef& d) { d.sensitivity = Sensitivity::kFinancial; });
  }
  [[nodiscard]] consteval Column default_to(std::string_view sql) const {
    return with([sql](ColumnDef& d) { d.default_sql = sql; });
  }
  [[nodiscard]] consteval Column check(std::string_view sql) const {
    return with([sql](ColumnDef& d) { d.check_sql = sql; });
  }
  /// The value changes while the row is there: "with each transaction".
  [[nodiscard]] consteval Column changes(std::string_view moment) const {
    return with([moment](ColumnDef& d) { d.changes = moment; });
  }
  /// One of the texts of E's values, which the comment lists, and then `remark` about them.
  template <class E>
  [[nodiscard]] consteval Column one_of(std::string_view remark = {}) const {
    return with_values(kTexts<E>, remark);
  }
  /// One of the texts of an enum's values, in an order other than the enumerators'.
  template <auto... kValues>
  [[nodiscard]] consteval Column one_of() const {
    return with_values(kTextsInOrder<kValues...>, {});
  }
  /// Foreign key to "table.column" of the same database.
  [[nodiscard]] consteval Column to(std::string_view parent) const {
    return with([parent](ColumnDef& d) { d.references = parent; });
  }
  /// Reference that no key enforces, to "database.table.column"; part of the comment, too. Of the
  /// rows for which `where` holds, an SQL condition, when others hold something else.
  [[nodiscard]] consteval Column to_external(std::string_view parent,
                                             std::string_view where = {}) const {
    return with([parent, where](ColumnDef& d) {
      d.external = parent;
      d.external_where = where;
    });
  }

  template <class Change>
  [[nodiscard]] consteval Column with(Change change) const {
    auto copy = *this;
    change(copy.def);
    return copy;
  }

 private:
  [[nodiscard]] consteval Column with_values(std::span<const std::string_view> values,
                                             std::string_view remark) const {
    static_assert(KindOf<typename MemberTraits<decltype(Member)>::Value>::value == Kind::kText,
                  "only text is one of a list of values");
    return with([values, remark](ColumnDef& d) {
      d.values = values;
      d.remark = remark;
    });
  }
};

/// A column with this comment; with none where its values, one_of(), say enough.
template <auto Member>
[[nodiscard]] consteval Column<Member> column(std::string_view comment = {}) {
  using Value = typename MemberTraits<decltype(Member)>::Value;
  Column<Member> result{};
  result.def.name = member_name<Member>();
  result.def.comment = comment;
  result.def.kind = KindOf<Value>::value;
  result.def.nullable = kNullable<Value>;
  return result;
}

/// Ordered columns of one table. Flat on purpose: std::tuple doubles the compile time.
template <auto... Members>
struct ColumnList {
  static constexpr std::size_t kSize = sizeof...(Members);
  std::array<ColumnDef, kSize> defs;
};

template <auto... Members>
[[nodiscard]] consteval ColumnList<Members...> columns(Column<Members>... column) {
  return {{column.def...}};
}

}  // namespace bankseed
