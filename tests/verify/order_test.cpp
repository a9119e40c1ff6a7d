// Where rules may be judged in the order of indexes: only where that is the order of bytes.

#include <string>

#include <catch2/catch.hpp>

#include "sink/connection_settings.hpp"
#include "support/servers/test_server.hpp"
#include "verify/session.hpp"

namespace bankseed::testing {
namespace {

bool is_bytewise(const std::string& database) {
  DatabaseAddress address;
  address.name = database;
  address.parameters = {{"host", test_server().directory().string()},
                        {"port", std::to_string(test_server().port())},
                        {"user", "postgres"}};
  Connection connection = verify::open_session(address, nullptr);
  return verify::orders_texts_bytewise(connection);
}

}  // namespace

TEST_CASE("texts are in the order of bytes unless a database or a column says otherwise") {
  const std::string plain = test_server().create_database();
  TestConnection tables(test_server().conninfo(plain));
  tables.execute("CREATE TABLE t (id varchar(50) PRIMARY KEY, name text COLLATE \"C\", n integer)");
  CHECK(is_bytewise(plain));
  tables.execute("ALTER TABLE t ADD note text COLLATE \"en-x-icu\"");
  CHECK_FALSE(is_bytewise(plain));
  tables.execute("ALTER TABLE t DROP note");
  CHECK(is_bytewise(plain));

  const std::string other = plain + "_other";
  tables.execute("CREATE DATABASE " + other +
                 " TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'");
  CHECK_FALSE(is_bytewise(other));
  tables.execute("DROP DATABASE " + other);
}

}  // namespace bankseed::testing
