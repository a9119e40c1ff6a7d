#include "sink/postgres/copy_out.hpp"

#include <array>
#include <memory>

#include <libpq-fe.h>

#include "bankseed/core/check.hpp"

namespace bankseed {

CopyOut::CopyOut(Connection& connection, const std::string& query, std::string_view table)
    : connection_(connection) {
  connection_.send("COPY (" + query + ") TO STDOUT", table);
  pg_result* const result = PQgetResult(connection_.connection_);
  if (PQresultStatus(result) != PGRES_COPY_OUT) {
    while (pg_result* const rest = PQgetResult(connection_.connection_))
      PQclear(rest);
    connection_.fail(result);
  }
  PQclear(result);
  open_ = true;
}

std::optional<std::string_view> CopyOut::next() {
  BANKSEED_CHECK(open_);
  release();
  const int size = PQgetCopyData(connection_.connection_, &row_, 0);
  if (size > 0) return std::string_view(row_, static_cast<std::size_t>(size) - 1);
  open_ = false;
  pg_result* const result = connection_.next_result();
  if (PQresultStatus(result) != PGRES_COMMAND_OK) connection_.fail(result);
  PQclear(result);
  return std::nullopt;
}

void CopyOut::release() noexcept {
  if (row_ != nullptr) PQfreemem(row_);
  row_ = nullptr;
}

CopyOut::~CopyOut() {
  release();
  if (!open_) return;
  const std::unique_ptr<PGcancel, decltype(&PQfreeCancel)> handle(
      PQgetCancel(connection_.connection_), PQfreeCancel);
  std::array<char, 256> message{};
  if (handle)
    static_cast<void>(PQcancel(handle.get(), message.data(), static_cast<int>(message.size())));
  while (PQgetCopyData(connection_.connection_, &row_, 0) > 0)
    release();
  while (pg_result* const result = PQgetResult(connection_.connection_))
    PQclear(result);
}

}  // namespace bankseed
