#include <string>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <zstd.h>

#include "encode/file_framing.hpp"
#include "encode/formats/csv.hpp"
#include "encode/formats/excel_csv.hpp"
#include "encode/formats/json.hpp"
#include "encode/part_encoder.hpp"

namespace bankseed {
namespace {

template <class T>
std::string csv_of(const T& value) {
  std::string text(csv::bound(value) + 1, '\x55');
  char* const end = csv::put_field<csv::TimeSeparator::kBlank>(text.data(), value);
  text.resize(static_cast<std::size_t>(end - text.data()));
  return text;
}

template <class T>
std::string json_of(const T& value) {
  std::string text(json::bound(value) + 1, '\x55');
  text.resize(static_cast<std::size_t>(json::put(text.data(), value) - text.data()));
  return text;
}

CampaignsRow campaign(std::string_view name) {
  return {.campaign_id = {1},
          .campaign_name = name,
          .campaign_type = "email",
          .start_date = {100},
          .end_date = {130},
          .target_segment = "retail"};
}

std::string decompressed(std::string_view frames, std::size_t size_max) {
  std::string text(size_max, '\0');
  const std::size_t size = ZSTD_decompress(text.data(), text.size(), frames.data(), frames.size());
  REQUIRE(ZSTD_isError(size) == 0);
  text.resize(size);
  return text;
}

}  // namespace

TEST_CASE("CSV values are those that COPY reads") {
  CHECK(csv_of(true) == "true");
  CHECK(csv_of(false) == "false");
  CHECK(csv_of(std::int32_t{-5}) == "-5");
  CHECK(csv_of(Serial{12}) == "12");
  CHECK(csv_of(BigSerial{5'000'000'000}) == "5000000000");
  CHECK(csv_of(Money{-1}) == "-0.01");
  CHECK(csv_of(Money{123'450}) == "1234.50");
  CHECK(csv_of(Fraction{650}) == "0.0650");
  CHECK(csv_of(Date{59}) == "2000-02-29");
  CHECK(csv_of(Timestamp{1}) == "2000-01-01 00:00:00.000001");
  CHECK(csv_of(CustomerId{7}) == "CUST00000007");
  CHECK(csv_of(AnyId(BranchCode{7})) == "BR007");
}

TEST_CASE("CSV quotes what has to be quoted, wherever it stands in a text, and nothing else") {
  CHECK(csv_of(std::optional<std::string_view>{}).empty());
  CHECK(csv_of(std::string_view("")) == "\"\"");
  CHECK(csv_of(std::optional<std::string_view>{""}) == "\"\"");
  CHECK(csv_of(std::string_view(" blanks, \"quotes\" ")) == "\" blanks, \"\"quotes\"\" \"");
  CHECK(csv_of(std::string_view("\\.")) == "\"\\.\"");
  CHECK(csv_of(std::string_view("a\\b")) == "a\\b");
  CHECK(csv_of(std::string_view("S\xc3\xa3o Jos\xc3\xa9; 'x'\t")) ==
        "S\xc3\xa3o Jos\xc3\xa9; 'x'\t");
  for (std::size_t size = 1; size <= 40; ++size) {
    const std::string plain(size, '-');
    CHECK(csv_of(std::string_view(plain)) == plain);
    for (std::size_t at = 0; at < size; ++at) {
      for (const char c : {',', '\n', '\r'}) {
        std::string text = plain;
        text[at] = c;
        CHECK(csv_of(std::string_view(text)) == "\"" + text + "\"");
      }
    }
  }
}

TEST_CASE("JSON numbers keep their places, and dates and times are ISO 8601") {
  CHECK(json_of(true) == "true");
  CHECK(json_of(Money{123'400}) == "1234.00");
  CHECK(json_of(Money{-5}) == "-0.05");
  CHECK(json_of(Fraction{650}) == "0.0650");
  CHECK(json_of(Date{59}) == "\"2000-02-29\"");
  CHECK(json_of(Timestamp{0}) == "\"2000-01-01T00:00:00\"");
  CHECK(json_of(CustomerId{7}) == "\"CUST00000007\"");
  CHECK(json_of(std::optional<Money>{}) == "null");
  CHECK(json_of(std::optional<std::string_view>{}) == "null");
  CHECK(json_of(std::optional<std::string_view>{""}) == "\"\"");
}

TEST_CASE("every text comes out of a JSON parser as it went in, whatever stands where in it") {
  for (std::size_t size = 0; size <= 20; ++size) {
    for (std::size_t at = 0; at < std::max<std::size_t>(size, 1); ++at) {
      for (int c = 0; c < 0x80; ++c) {
        std::string text(size, 'x');
        if (at < size) text[at] = static_cast<char>(c);
        const std::string json = json_of(std::string_view(text));
        CHECK(nlohmann::json::parse(json).get<std::string>() == text);
      }
    }
  }
  CHECK(json_of(std::string_view("S\xc3\xa3o \xe2\x82\xac/")) == "\"S\xc3\xa3o \xe2\x82\xac/\"");
}

TEST_CASE("a row is a line of CSV, or an object with documents in it") {
  RowSet rows;
  rows.of<AuditTrailsRow>().push_back({.audit_id = {1},
                                       .entity_type = "account",
                                       .entity_id = AccountId{7},
                                       .action = "update",
                                       .performed_by = {3},
                                       .performed_at = {0},
                                       .old_value = "{\"a\":\n 1}",
                                       .new_value = std::nullopt,
                                       .ip_address = "10.0.0.1"});
  Buffer csv;
  CHECK(encode(rows, kTableId<AuditTrailsRow>, Format::kCsv, csv) == 1);
  CHECK(csv.view() ==
        "1,account,ACC00000007,update,EMP000003,2000-01-01 00:00:00,\"{\"\"a\"\":\n 1}\",,"
        "10.0.0.1\n");
  Buffer json;
  CHECK(encode(rows, kTableId<AuditTrailsRow>, Format::kJsonLines, json) == 1);
  CHECK(json.view() ==
        "{\"audit_id\":1,\"entity_type\":\"account\",\"entity_id\":\"ACC00000007\","
        "\"action\":\"update\",\"performed_by\":\"EMP000003\","
        "\"performed_at\":\"2000-01-01T00:00:00\",\"old_value\":{\"a\":  1},\"new_value\":null,"
        "\"ip_address\":\"10.0.0.1\"}\n");
}

TEST_CASE("a part of some rows of a block is those rows, compressed or not") {
  RowSet rows;
  for (const char* name : {"a", "b", "c", "d"})
    rows.of<CampaignsRow>().push_back(campaign(name));
  const TableId table = kTableId<CampaignsRow>;
  EncodedPart plain;
  EncodedPart packed;
  Compressor none(Compression::kNone);
  Compressor zstd(Compression::kZstd);
  const auto plain_encoder = make_part_encoder(table, Format::kCsv, Compression::kNone);
  const auto packed_encoder = make_part_encoder(table, Format::kCsv, Compression::kZstd);
  for (const RowRange range :
       {RowRange{.first = 3, .count = 1}, RowRange{.first = 1, .count = 2}}) {
    plain_encoder->append(rows, range, plain);
    packed_encoder->append(rows, range, packed);
  }
  plain_encoder->finish(none, plain);
  packed_encoder->finish(zstd, packed);
  CHECK(plain.bytes.view() ==
        "CAMP001,d,email,2000-04-10,2000-05-10,retail\n"
        "CAMP001,b,email,2000-04-10,2000-05-10,retail\n"
        "CAMP001,c,email,2000-04-10,2000-05-10,retail\n");
  CHECK(decompressed(packed.bytes.view(), 1'000) == plain.bytes.view());
}

TEST_CASE("a CSV file begins with names, compressed like the rest") {
  const auto columns = table_info(kTableId<CampaignsRow>).columns;
  Buffer plain;
  FileFraming(columns, Format::kCsv, Compression::kNone).begin(plain);
  CHECK(plain.view() ==
        "campaign_id,campaign_name,campaign_type,start_date,end_date,target_segment\n");
  Buffer packed;
  FileFraming(columns, Format::kCsv, Compression::kZstd).begin(packed);
  CHECK(decompressed(packed.view(), 1'000) == plain.view());
  Buffer lines;
  FileFraming(columns, Format::kJsonLines, Compression::kNone).begin(lines);
  CHECK(lines.view().empty());
}

TEST_CASE("CSV for Excel keeps texts texts, and has the separators of the country") {
  std::vector<ColumnDef> columns(4);
  columns[0].name = "phone";
  columns[1].name = "amount";
  columns[1].kind = Kind::kMoney;
  columns[2].name = "note";
  columns[3].name = "day";
  columns[3].kind = Kind::kDate;
  const std::string lines =
      "+1-555-0100,-12.50,\"a, "
      "\"\"b\"\"\n;c\",2025-06-30\n01234,,\"\",\n\"=x\"\"\",1.00,Smith-2,\n";
  const auto excel = [&](excel_csv::Separator separator) {
    Buffer out;
    excel_csv::append_header(out, columns, separator);
    excel_csv::append_lines(out, lines, columns, separator);
    return std::string(out.view());
  };
  const std::string mark = "\xEF\xBB\xBF";
  CHECK(
      excel(excel_csv::Separator::kComma) ==
      mark +
          "phone,amount,note,day\n\"=\"\"+1-555-0100\"\"\",-12.50,\"a, \"\"b\"\"\n;c\",2025-06-30\n"
          "\"=\"\"01234\"\"\",,\"\",\n\"=\"\"=x\"\"\"\"\"\"\",1.00,Smith-2,\n");
  CHECK(
      excel(excel_csv::Separator::kSemicolon) ==
      mark +
          "phone;amount;note;day\n\"=\"\"+1-555-0100\"\"\";-12,50;\"a, \"\"b\"\"\n;c\";2025-06-30\n"
          "\"=\"\"01234\"\"\";;\"\";\n\"=\"\"=x\"\"\"\"\"\"\";1,00;Smith-2;\n");
}

}  // namespace bankseed
