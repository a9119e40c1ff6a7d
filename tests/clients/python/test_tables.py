"""Run by check.py with the package that it has installed: what readers make of its tables."""

import csv
import datetime
import decimal
import os
import pickle
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import bankseed
import duckdb
import pandas
import polars
import pyarrow
import pyarrow.compute
import pyarrow.parquet

FILES = Path(os.environ["BANKSEED_FILES"])
PROGRAM = os.environ["BANKSEED"]
OPTIONS = {"customers": 1200, "seed": 42, "as_of": "2026-11-01"}


def text_of(value):
    """A value as CSV has it; None is an empty field, and an empty text is quoted."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        text = value.isoformat(sep=" ")
        return text
    return str(value)


def csv_rows(path):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def rows_of(table):
    return [[text_of(value) for value in row.values()] for row in table.to_pylist()]


def check_readers(bank):
    cells = 0
    for name in bank.tables:
        database, table = name.split(".")
        header, *wanted = csv_rows(FILES / "csv" / database / f"{table}.csv")
        source = bank.table(name)
        whole = source.to_pyarrow()
        assert whole.column_names == header, name
        assert len(source) == len(wanted) == whole.num_rows, name
        assert rows_of(whole) == wanted, name
        plain = pyarrow.table({column: decoded(whole[column]) for column in header})
        for reader in (from_polars, from_pandas, from_duckdb):
            got = reader(source)
            assert same(got, plain), f"{name} as {reader.__name__}"
        parquet = pyarrow.parquet.read_table(FILES / "parquet" / database / f"{table}.parquet")
        assert same(parquet, plain), f"{name} as Parquet"
        cells += whole.num_rows * whole.num_columns
    # The program writes them of a bank in Brazil, unless somebody says otherwise.
    brazil = bankseed.Bank(**OPTIONS, locale="pt_BR")
    for name in bank.datasets:
        parquet = pyarrow.parquet.read_table(FILES / "datasets/parquet" / f"{name}.parquet")
        whole = brazil.dataset(name).to_pyarrow()
        plain = pyarrow.table({column: decoded(whole[column]) for column in whole.column_names})
        assert same(parquet, plain), name
    print(f"34 tables and 9 datasets: {cells:,} cells are those of the files, as pyarrow {pyarrow.__version__}, "
          f"pandas {pandas.__version__}, polars {polars.__version__} and DuckDB {duckdb.__version__} read them")


def decoded(column):
    if pyarrow.types.is_dictionary(column.type):
        return column.cast(pyarrow.string())
    return column


def same(got, wanted):
    """Cell for cell; how a reader keeps texts and decimals is its own business."""
    if got.column_names != wanted.column_names:
        return False
    for name in wanted.column_names:
        column = wanted[name]
        try:
            if not decoded(got[name]).cast(column.type).combine_chunks().equals(column.combine_chunks()):
                return False
        except pyarrow.ArrowInvalid:
            return False
    return True


def from_polars(source):
    return source.to_polars().to_arrow()


def from_pandas(source):
    return pyarrow.Table.from_pandas(source.to_pandas(types_mapper=pandas.ArrowDtype), preserve_index=False)


def from_duckdb(source):
    return duckdb.sql("SELECT * FROM source").to_arrow_table()


def check_columns(bank):
    two = bank.table("accounts_db.accounts", columns=["balance", "account_id"]).to_pyarrow()
    whole = bank.table("accounts_db.accounts").to_pyarrow()
    assert two.equals(whole.select(["balance", "account_id"]))
    field = pyarrow.schema(bank.schema("loans_db.loans")).field("customer_id")
    assert field.metadata[b"external"] == b"accounts_db.customers.customer_id", field.metadata
    assert bank.schema("loans_db.loans").to_pyarrow().field("loan_id").metadata[b"primary_key"] == b"true"
    # A stream can be taken again, and by several at once.
    with ThreadPoolExecutor(4) as pool:
        read = list(pool.map(lambda _: bank.table("accounts_db.accounts").to_pyarrow(), range(8)))
    assert all(table.equals(whole) for table in read)


def check_shards(bank):
    for name in ("accounts_db.transactions", "employees_db.departments", "loans_db.repayment_schedule"):
        whole = bank.table(name).to_pyarrow().combine_chunks()
        for count in (1, 2, 3, 7, 64):
            parts = [bank.shard(index, count).table(name).to_pyarrow() for index in range(count)]
            assert sum(len(bank.shard(index, count).table(name)) for index in range(count)) == len(whole)
            assert pyarrow.concat_tables(parts).combine_chunks().equals(whole), (name, count)
    again = pickle.loads(pickle.dumps(bank.shard(1, 3)))
    assert again.table("loans_db.loans").to_pyarrow().equals(bank.shard(1, 3).table("loans_db.loans").to_pyarrow())


def check_options():
    busy = bankseed.Bank(60, as_of=datetime.date(2026, 11, 1), settings={"transactions": {"activity": "busy"}})
    assert busy.settings == ['transactions.activity="busy"'], busy.settings
    assert busy.as_of == datetime.date(2026, 11, 1)
    kept = pickle.loads(pickle.dumps(busy))
    assert kept.settings == busy.settings and kept.plan() == busy.plan()
    few = bankseed.Bank(60, employees=40, as_of="2026-11-01")
    assert few.employees == 40 and pickle.loads(pickle.dumps(few)).employees == 40
    assert list(busy.show(7))[0] and busy.show(7)["accounts_db.customers"][0]["customer_id"] == "CUST00000007"
    for wrong, said in (
        (lambda: bankseed.Bank(0), "customers has to be from 1 to"),
        (lambda: bankseed.Bank(5, seed=-1), "seed has to be from 0 to"),
        (lambda: bankseed.Bank(5, as_of="yesterday"), "is not a date"),
        (lambda: bankseed.Bank(5, locale="xx"), "locale"),
        (lambda: bankseed.Bank(5, settings={"transactions.activty": "busy"}), "did you mean"),
        (lambda: bankseed.Bank(5, settings={"connection.url": "x"}), "no setting"),
        (lambda: bankseed.Bank(5, settings={"a\nb": 1}), "no name of a setting"),
        (lambda: busy.table("transaction"), "there is no table"),
        (lambda: busy.dataset("lons"), "there is no dataset"),
        (lambda: busy.table("accounts_db.accounts", columns=["balanc"]), "has no column 'balanc'; did you mean"),
        (lambda: busy.table("accounts_db.accounts", columns=["balance", "balance"]), "asked for twice"),
        (lambda: busy.shard(3, 3), "index has to be from 0 to 2"),
        (lambda: busy.show(61), "customer has to be from 1 to 60"),
    ):
        try:
            wrong()
        except ValueError as error:
            assert said in str(error), str(error)
        else:
            raise AssertionError(f"nothing was said of what should be {said!r}")


def resident_megabytes():
    status = Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]
    return int(status) / 1024


def check_streaming(customers):
    """Runs in a process of its own, whose memory it measures."""
    bank = bankseed.Bank(customers, seed=42, as_of="2026-11-01")
    table = bank.table("accounts_db.transactions")
    rows = 0
    for batch in table.batches():
        rows += batch.num_rows
    assert rows == len(table)
    print(f"{rows:,} rows of {customers:,} customers streamed, {resident_megabytes():.0f} MB at most")
    assert resident_megabytes() < 300


def check_speed(customers):
    """CPU time for all tables through pyarrow, against the program's for nobody, in turn."""
    bank = bankseed.Bank(customers, seed=42, as_of="2026-11-01")
    rows = sum(bank.plan().values())
    ratios = []
    for _ in range(3):
        began = os.times()
        subprocess.run([PROGRAM, "generate", "--customers", str(customers), "--seed", "42", "--as-of",
                        "2026-11-01", "--to", "null", "--quiet", "--log", "none"], check=True)
        between = os.times()
        for name in bank.tables:
            for _ in bank.table(name).batches():
                pass
        ended = os.times()
        program = between.children_user + between.children_system - began.children_user - began.children_system
        ours = ended.user + ended.system - between.user - between.system
        ratios.append(program / ours)
    print(f"{rows:,} rows, table by table: rows a second of CPU over the program's for nobody: "
          f"{sorted(ratios)[1]:.2f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["stream"]:
        check_streaming(int(sys.argv[2]))
        sys.exit()
    the_bank = bankseed.Bank(**OPTIONS)
    check_readers(the_bank)
    check_columns(the_bank)
    check_shards(the_bank)
    check_options()
    subprocess.run([sys.executable, "-I", __file__, "stream", "1000000"], check=True)
    check_speed(20000)
