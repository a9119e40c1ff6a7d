#include "bank/history/lives.hpp"

#include "bank/loans/timeline.hpp"
#include "bankseed/core/check.hpp"

namespace bankseed {
namespace {

constexpr std::int64_t kOfficeOpens = 9 * kSecondsPerHour;
constexpr std::int64_t kOfficeCloses = 17 * kSecondsPerHour;

Timestamp office_moment(Date day, Draws& draws) {
  return at_second(day, draws.between(kOfficeOpens, kOfficeCloses));
}

/// The rows that refer to `id`, of rows in the order of what they refer to.
template <auto Member, class Row, class Reference>
std::span<const Row> rows_about(std::span<const Row> rows, Reference id) {
  const auto begin = std::partition_point(rows.begin(), rows.end(),
                                          [id](const Row& row) { return row.*Member < id; });
  const auto end =
      std::partition_point(begin, rows.end(), [id](const Row& row) { return row.*Member == id; });
  return rows.subspan(static_cast<std::size_t>(begin - rows.begin()),
                      static_cast<std::size_t>(end - begin));
}

}  // namespace

Timestamp LifeDraws::in_office_hours(Date day) noexcept {
  return office_moment(day, draws_);
}

RowCounts row_counts(const RowSet& rows) {
  RowCounts counts{};
  for (std::size_t i = 0; i < kRowTypeCount; ++i)
    counts[i] = rows.row_count(TableId{static_cast<std::uint16_t>(i)});
  return counts;
}

Lives::Lives(Block& block, const RowSet& rows, const RowCounts& first)
    : block_(block),
      rows_(rows),
      first_(first),
      bank_begins_(start_of(block.model().first_day)),
      lives_(detail::LivesOf<AllRowTypes>::made(
          {start_of(block.model().options.as_of).micros - kMicrosPerSecond})) {}

std::span<const TransactionsRow> Lives::transactions_of(const Account& account) const {
  return rows_about<&TransactionsRow::account_id>(rows<TransactionsRow>(), account.id);
}

std::span<const RepaymentScheduleRow> Lives::schedule_of(LoanId loan) const {
  return rows_about<&RepaymentScheduleRow::loan_id>(rows<RepaymentScheduleRow>(), loan);
}

const Customer& Lives::customer(CustomerId id) const {
  const auto& customers = block_.core_banking().customers;
  return customers[id.number - customers.front().id.number];
}

const Account& Lives::account(AccountId id) const {
  const auto& accounts = block_.core_banking().accounts;
  return accounts[id.number - accounts.front().id.number];
}

Timestamp Lives::begin_of(EmployeeId id) const {
  // Records are made from eight o'clock on.
  return at_second(model().roster.employee(id).hired, kOfficeOpens);
}

Timestamp Lives::begin_of(CustomerId id) const {
  return customer(id).created_at;
}

Timestamp Lives::begin_of(AccountId id) const {
  return account(id).window.first;
}

Timestamp Lives::begin_of(ApplicationId id) const {
  const auto& applications = block_.loans().applications;
  constexpr std::uint64_t kTable = detail::hash_of("loan_applications");
  return on_day(applications[id.number - applications.front().id.number].applied,
                kTable + id.number);
}

Timestamp Lives::begin_of(LoanId id) const {
  const auto& loans = block_.loans().loans;
  return paid_out_at(model(), loans[id.number - loans.front().id.number]);
}

Timestamp Lives::begin_of(PolicyId id) const {
  const auto& policies = block_.insurance().policies;
  return policies[id.number - policies.front().id.number].created_at;
}

Timestamp Lives::begin_of_any(const AnyId& id) const {
  if (id.format == EmployeeIdFormat::kFormat) return begin_of(EmployeeId{id.number});
  if (id.format == CustomerIdFormat::kFormat) return begin_of(CustomerId{id.number});
  if (id.format == AccountIdFormat::kFormat) return begin_of(AccountId{id.number});
  if (id.format == LoanIdFormat::kFormat) return begin_of(LoanId{id.number});
  if (id.format == PolicyIdFormat::kFormat) return begin_of(PolicyId{id.number});
  return bank_begins_;
}

Timestamp Lives::on_day(Date day, std::uint64_t entity) const {
  Draws draws = model().draws(Stream::kLifeBegins, entity);
  return office_moment(day, draws);
}

LifeDraws Lives::draws_for(std::uint64_t entity) const {
  return LifeDraws(model().draws(Stream::kLife, entity));
}

Timestamp Lives::verified_at(const Customer& customer) const {
  constexpr std::uint64_t kTable = detail::hash_of(Table<KycRecordsRow>::kName);
  LifeDraws draws = draws_for(kTable + customer.id.number);
  return std::max(customer.created_at, draws.in_office_hours(customer.verified));
}

}  // namespace bankseed
