#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <tuple>
#include <type_traits>

#include "bank/history/life.hpp"
#include "bank/model/block.hpp"
#include "bank/model/model.hpp"
#include "bankseed/rows/row_set.hpp"
#include "core/random.hpp"

namespace bankseed {

/// Rows by table.
using RowCounts = std::array<std::size_t, kRowTypeCount>;
[[nodiscard]] RowCounts row_counts(const RowSet& rows);

namespace detail {
template <class>
struct LivesOf;
template <class... Rows>
struct LivesOf<RowTypes<Rows...>> {
  using Type = std::tuple<Life<Rows>...>;
  static Type made(Timestamp last) { return {Life<Rows>(last)...}; }
};

/// FNV-1a: what tells the rows of tables apart whose keys are the same numbers.
constexpr std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : text)
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return hash;
}

template <class T>
inline constexpr bool kIsId = false;
template <class Kind>
inline constexpr bool kIsId<Id<Kind>> = true;
template <class T>
inline constexpr bool kIsId<std::optional<T>> = kIsId<T>;
template <>
inline constexpr bool kIsId<AnyId> = true;
}  // namespace detail

/// What moments of one row's life are drawn from, in the order in which its tell() asks.
class LifeDraws {
 public:
  explicit LifeDraws(Draws draws) : draws_(draws) {}

  [[nodiscard]] std::uint64_t next() noexcept { return draws_.next(); }
  [[nodiscard]] std::int64_t between(std::int64_t low, std::int64_t high) noexcept {
    return draws_.between(low, high);
  }
  [[nodiscard]] bool chance(Ratio probability) noexcept { return draws_.chance(probability); }
  /// In office hours of the day.
  [[nodiscard]] Timestamp in_office_hours(Date day) noexcept;

 private:
  Draws draws_;
};

/// What the rows of one block were like at every moment of their lives (HIS1): derived from the
/// finished rows and the plans of the block. The last version of a row is the row; moments that no
/// column holds are drawn. A row begins no earlier than what it refers to. Used by one thread.
class Lives {
 public:
  /// The block's rows of each table begin at `first`. They stay as they are while lives are told
  /// from them: see inputs_of_lives().
  Lives(Block& block, const RowSet& rows, const RowCounts& first);

  /// The versions of one of the rows; valid until the next call for a row of its table. In
  /// history.hpp.
  template <class Row>
  [[nodiscard]] std::span<const Version<Row>> of(const Row& row);

  /// Whether the row is there before the moment: without its versions, which would say the same.
  template <class Row>
  [[nodiscard]] bool begins_before(const Row& row, Timestamp moment) const {
    const Timestamp from = nominal(row, Table<Row>::kBegins);
    return from < moment && begin_after(row, from, Table<Row>::kColumns) < moment;
  }

  /// Nobody asks what accounts were like before what they were like at this moment.
  void begin_at(Timestamp moment) noexcept { since_ = moment; }
  [[nodiscard]] Timestamp since() const noexcept { return since_; }

  [[nodiscard]] Block& block() const noexcept { return block_; }
  [[nodiscard]] const BankModel& model() const noexcept { return block_.model(); }
  [[nodiscard]] Date as_of() const noexcept { return model().options.as_of; }

  /// The finished rows of the block.
  template <class Row>
  [[nodiscard]] std::span<const Row> rows() const {
    return std::span(rows_.of<Row>()).subspan(first_[index_of(kTableId<Row>)]);
  }
  /// The row of the block with this id, where the table's rows are there in the order of their
  /// ids, which leave out no number.
  template <auto Key>
  [[nodiscard]] const auto& row_of(typename MemberTraits<decltype(Key)>::Value id) const {
    const auto all = rows<typename MemberTraits<decltype(Key)>::Row>();
    return all[id.number - (all.front().*Key).number];
  }

  /// The finished rows of an account, and of a loan: a table's are in the order of these.
  [[nodiscard]] std::span<const TransactionsRow> transactions_of(const Account& account) const;
  [[nodiscard]] std::span<const RepaymentScheduleRow> schedule_of(LoanId loan) const;

  [[nodiscard]] const Customer& customer(CustomerId id) const;
  [[nodiscard]] const Account& account(AccountId id) const;

  // From when on what has this id is there, at the latest.
  [[nodiscard]] Timestamp begin_of(EmployeeId id) const;
  [[nodiscard]] Timestamp begin_of(CustomerId id) const;
  [[nodiscard]] Timestamp begin_of(AccountId id) const;
  [[nodiscard]] Timestamp begin_of(ApplicationId id) const;
  [[nodiscard]] Timestamp begin_of(LoanId id) const;
  [[nodiscard]] Timestamp begin_of(PolicyId id) const;
  // Another name: every id is one of any kind.
  [[nodiscard]] Timestamp begin_of_any(const AnyId& id) const;

  /// When on the day of a row's beginning it begins, where the day is all that is known.
  [[nodiscard]] Timestamp on_day(Date day, std::uint64_t entity) const;

  template <class Row>
  [[nodiscard]] LifeDraws draws(const Row& row) const {
    return draws_for(entity_of(row, Table<Row>::kColumns));
  }
  [[nodiscard]] LifeDraws draws_for(std::uint64_t entity) const;

  /// When the customer's identity was verified, or was to be; when the check expired that says so.
  [[nodiscard]] Timestamp verified_at(const Customer& customer) const;
  [[nodiscard]] static Timestamp expired_at(Date expiry) {
    return at_second(expiry, kSecondsPerDay - 1);
  }
  /// When a policy ended that is not active.
  [[nodiscard]] static Timestamp ended_at(const Policy& policy) {
    return at_second(policy.end, 18 * kSecondsPerHour);
  }

  template <class Row, auto First, auto... Others>
  [[nodiscard]] static std::uint64_t entity_of(const Row& row,
                                               const ColumnList<First, Others...>& /*columns*/) {
    constexpr std::uint64_t kTable = detail::hash_of(Table<Row>::kName);
    if constexpr (detail::kIsId<typename MemberTraits<decltype(First)>::Value>) {
      return kTable + (row.*First).number;
    } else {
      return kTable + static_cast<std::uint64_t>((row.*First).value);
    }
  }
  template <class Row, auto First, auto... Others>
  [[nodiscard]] static auto key_of(const Row& row,
                                   const ColumnList<First, Others...>& /*columns*/) {
    return row.*First;
  }

 private:
  template <class Row, auto Member, int kDays>
  [[nodiscard]] Timestamp nominal(const Row& row, BeginsAt<Member, kDays> /*begins*/) const {
    const auto key = key_of(row, Table<Row>::kColumns);
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(row.*Member)>, Timestamp>) {
      return row.*Member;
    } else if constexpr (requires { begin_of(key); }) {
      return begin_of(key);
    } else {
      return on_day(add_days(row.*Member, kDays), entity_of(row, Table<Row>::kColumns));
    }
  }
  template <class Row, auto Member>
  [[nodiscard]] Timestamp nominal(const Row& row, BeginsWith<Member> /*begins*/) const {
    return begin_of(row.*Member);
  }
  template <class Row>
  [[nodiscard]] Timestamp nominal(const Row& /*row*/, BeginsWithBank /*begins*/) const {
    return bank_begins_;
  }

  template <class Row>
  [[nodiscard]] Timestamp begin_of_row(const Row& row) const {
    return begin_after(row, nominal(row, Table<Row>::kBegins), Table<Row>::kColumns);
  }
  /// After what the row refers to; a column that changes may be empty until then.
  template <class Row, auto... Members>
  [[nodiscard]] Timestamp begin_after(const Row& row,
                                      Timestamp nominal,
                                      const ColumnList<Members...>& /*columns*/) const {
    std::size_t index = 0;
    const auto bound = [&]<class Value>(const Value& value) {
      const ColumnDef& column = Table<Row>::kColumns.defs[index++];
      if constexpr (detail::kIsId<Value>) {
        const bool refers = !column.references.empty() || !column.external.empty();
        if (refers && !(kNullable<Value> && !column.changes.empty()) &&
            !is_known_before(value, nominal))
          nominal = std::max(nominal, begin_of_value(value));
      }
    };
    (bound(row.*Members), ...);
    return nominal;
  }
  template <class Row, auto... Members>
  void empty_what_comes_later(const Row& row,
                              Life<Row>& life,
                              const ColumnList<Members...>& /*columns*/) const {
    std::size_t index = 0;
    const auto bound = [&]<auto Member>() {
      using Value = typename MemberTraits<decltype(Member)>::Value;
      const ColumnDef& column = Table<Row>::kColumns.defs[index++];
      if constexpr (detail::kIsId<Value> && kNullable<Value>) {
        const bool refers = !column.references.empty() || !column.external.empty();
        if (refers && !column.changes.empty() && row.*Member)
          life.template empty_before<Member>(begin_of_value(row.*Member));
      }
    };
    (bound.template operator()<Members>(), ...);
  }
  /// Whether it is plain without more that this began before.
  template <class Value>
  [[nodiscard]] bool is_known_before(const Value& value, Timestamp moment) const {
    if constexpr (std::is_same_v<Value, std::optional<EmployeeId>>) {
      return !value || is_known_before(*value, moment);
    } else if constexpr (std::is_same_v<Value, EmployeeId>) {
      return model().roster.employed_on(value, date_of(moment));
    } else {
      return false;
    }
  }
  template <class Value>
  [[nodiscard]] Timestamp begin_of_value(const std::optional<Value>& value) const {
    return value ? begin_of_value(*value) : bank_begins_;
  }
  template <class Value>
  [[nodiscard]] Timestamp begin_of_value(const Value& value) const {
    if constexpr (requires { begin_of(value); }) {
      return begin_of(value);
    } else if constexpr (std::is_same_v<Value, AnyId>) {
      return begin_of_any(value);
    } else {
      // What is there before anything can refer to it: programs, rules, campaigns, and what has
      // happened a day before.
      return bank_begins_;
    }
  }

  Block& block_;
  const RowSet& rows_;
  RowCounts first_;
  Timestamp bank_begins_;
  Timestamp since_{INT64_MIN};
  typename detail::LivesOf<AllRowTypes>::Type lives_;
};

}  // namespace bankseed
