#include "sink/postgres/copy_out.hpp"

#include <chrono>

#include <libpq-fe.h>
#include <poll.h>

#include "bankseed/core/check.hpp"

namespace bankseed {

CopyOut::CopyOut(Connection& connection, const std::string& query, std::string_view table)
    : connection_(connection) {
  connection_.send("COPY (" + query + ") TO STDOUT", table);
  pg_result* const result = connection_.get_result();
  if (PQresultStatus(result) != PGRES_COPY_OUT) {
    connection_.drain();
    connection_.fail(result);
  }
  PQclear(result);
  open_ = true;
}

std::optional<std::string_view> CopyOut::next() {
  BANKSEED_CHECK(open_);
  release();
  int size = 0;
  while ((size = PQgetCopyData(connection_.connection_, &row_, 1)) == 0) {
    connection_.wait_for(POLLIN);
    if (PQconsumeInput(connection_.connection_) == 0) break;
  }
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
  // A request that comes late would cancel the next statement.
  constexpr std::chrono::seconds kLimit{1};
  if (request_cancel(connection_.cancel_handle_, kLimit)) {
    connection_.drain();
  } else {
    connection_.leave();
  }
}

}  // namespace bankseed
