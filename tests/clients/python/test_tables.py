"""Run by check.py, by pytest, with the package that it has installed: what readers make of its tables."""

import csv
import datetime
import decimal
import os
import pickle
import subprocess
import sys
import tempfile
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
import pytest

FILES = Path(os.environ["BANKSEED_FILES"])
PROGRAM = os.environ["BANKSEED"]
OPTIONS = {"customers": 1200, "seed": 42, "as_of": "2026-11-01"}
TABLES = bankseed.Bank(**OPTIONS).tables
DATASETS = bankseed.Bank(**OPTIONS).datasets


@pytest.fixture(scope="module")
def bank():
    return bankseed.Bank(**OPTIONS)


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


@pytest.mark.parametrize("name", TABLES)
def test_every_reader_finds_the_cells_of_the_files(bank, name):
    database, table = name.split(".")
    header, *wanted = csv_rows(FILES / "csv" / database / f"{table}.csv")
    source = bank.table(name)
    whole = source.to_pyarrow()
    assert whole.column_names == header
    assert len(source) == len(wanted) == whole.num_rows
    assert rows_of(whole) == wanted
    plain = pyarrow.table({column: decoded(whole[column]) for column in header})
    for reader in (from_polars, from_pandas, from_duckdb):
        assert same(reader(source), plain), reader.__name__
    parquet = pyarrow.parquet.read_table(FILES / "parquet" / database / f"{table}.parquet")
    assert same(parquet, plain)


@pytest.mark.parametrize("name", DATASETS)
def test_datasets_are_those_of_the_files(name):
    # The program writes them of a bank in Brazil, unless somebody says otherwise.
    whole = bankseed.Bank(**OPTIONS, locale="pt_BR").dataset(name).to_pyarrow()
    plain = pyarrow.table({column: decoded(whole[column]) for column in whole.column_names})
    assert same(pyarrow.parquet.read_table(FILES / "datasets/parquet" / f"{name}.parquet"), plain)


def test_there_are_34_tables_and_9_datasets():
    assert (len(TABLES), len(DATASETS)) == (34, 9)


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


def test_columns_are_chosen_and_described(bank):
    two = bank.table("accounts_db.accounts", columns=["balance", "account_id"]).to_pyarrow()
    whole = bank.table("accounts_db.accounts").to_pyarrow()
    assert two.equals(whole.select(["balance", "account_id"]))
    field = pyarrow.schema(bank.schema("loans_db.loans")).field("customer_id")
    assert field.metadata[b"external"] == b"accounts_db.customers.customer_id"
    assert bank.schema("loans_db.loans").to_pyarrow().field("loan_id").metadata[b"primary_key"] == b"true"


def test_a_stream_is_taken_again_and_by_several_at_once(bank):
    whole = bank.table("accounts_db.accounts").to_pyarrow()
    with ThreadPoolExecutor(4) as pool:
        read = list(pool.map(lambda _: bank.table("accounts_db.accounts").to_pyarrow(), range(8)))
    assert all(table.equals(whole) for table in read)


@pytest.mark.parametrize("name", ["accounts_db.transactions", "employees_db.departments", "loans_db.repayment_schedule"])
@pytest.mark.parametrize("count", [1, 2, 3, 7, 64])
def test_shards_are_together_the_whole(bank, name, count):
    whole = bank.table(name).to_pyarrow().combine_chunks()
    shards = [bank.shard(index, count).table(name) for index in range(count)]
    assert sum(len(shard) for shard in shards) == len(whole)
    assert pyarrow.concat_tables([shard.to_pyarrow() for shard in shards]).combine_chunks().equals(whole)


def test_a_shard_is_pickled(bank):
    again = pickle.loads(pickle.dumps(bank.shard(1, 3)))
    assert again.table("loans_db.loans").to_pyarrow().equals(bank.shard(1, 3).table("loans_db.loans").to_pyarrow())


@pytest.fixture(scope="module")
def morning():
    """A day in the past of a bank, and the program's files of it."""
    options = {"customers": 300, "seed": 7, "as_of": "2026-11-01", "seen_on": datetime.date(2025, 5, 6)}
    with tempfile.TemporaryDirectory() as folder:
        said = [text for name, value in options.items() for text in (f"--{name.replace('_', '-')}", str(value))]
        for command in ("generate", "--to", "csv"), ("datasets", "--format", "parquet", "--locale", "en_US"):
            subprocess.run([PROGRAM, *command, *said, "--out", f"{folder}/{command[0]}", "--quiet"], check=True)
        yield bankseed.Bank(**options), Path(folder)


def test_a_day_in_the_past_is_that_of_the_files(morning):
    bank, folder = morning
    assert bank.seen_on == datetime.date(2025, 5, 6) and "seen on 2025-05-06" in repr(bank)
    fewer = 0
    for name in TABLES:
        database, table = name.split(".")
        _, *wanted = csv_rows(folder / "generate" / database / f"{table}.csv")
        assert rows_of(bank.table(name).to_pyarrow()) == wanted, name
        assert len(bank.table(name)) == len(wanted) <= bank.table(name).num_rows_at_most
        fewer += len(wanted) < bank.table(name).num_rows_at_most
    assert fewer > 20
    for name in DATASETS:
        made = bank.dataset(name).to_pyarrow()
        plain = pyarrow.table({column: decoded(made[column]) for column in made.column_names})
        assert same(pyarrow.parquet.read_table(folder / "datasets" / f"{name}.parquet"), plain), name


def test_shards_of_a_day_in_the_past_are_together_the_whole(morning):
    bank, _ = morning
    kept = pickle.loads(pickle.dumps(bank))
    assert kept.seen_on == bank.seen_on
    for name in "accounts_db.transactions", "employees_db.employees", "loans_db.loans":
        shards = [kept.shard(index, 3).table(name).to_pyarrow() for index in range(3)]
        whole = bank.table(name).to_pyarrow().combine_chunks()
        assert pyarrow.concat_tables(shards).combine_chunks().equals(whole)


@pytest.fixture(scope="module")
def busy():
    return bankseed.Bank(60, as_of=datetime.date(2026, 11, 1), settings={"transactions": {"activity": "busy"}})


def test_options_are_kept(busy):
    assert busy.settings == ['transactions.activity="busy"']
    assert busy.as_of == datetime.date(2026, 11, 1)
    kept = pickle.loads(pickle.dumps(busy))
    assert kept.settings == busy.settings and kept.plan() == busy.plan()
    few = bankseed.Bank(60, employees=40, as_of="2026-11-01")
    assert few.employees == 40 and pickle.loads(pickle.dumps(few)).employees == 40


def test_a_customer_is_shown_alone(busy):
    assert list(busy.show(7))[0] and busy.show(7)["accounts_db.customers"][0]["customer_id"] == "CUST00000007"


@pytest.mark.parametrize(
    "wrong, said",
    [
        (lambda bank: bankseed.Bank(0), "customers has to be from 1 to"),
        (lambda bank: bankseed.Bank(5, seed=-1), "seed has to be from 0 to"),
        (lambda bank: bankseed.Bank(5, as_of="yesterday"), "is not a date"),
        (lambda bank: bankseed.Bank(5, locale="xx"), "locale"),
        (lambda bank: bankseed.Bank(5, as_of="2026-11-01", seen_on="2026-11-02"), "2026-11-01"),
        (lambda bank: bankseed.Bank(5, settings={"transactions.activty": "busy"}), "did you mean"),
        (lambda bank: bankseed.Bank(5, settings={"connection.url": "x"}), "no setting"),
        (lambda bank: bankseed.Bank(5, settings={"a\nb": 1}), "no name of a setting"),
        (lambda bank: bank.table("transaction"), "there is no table"),
        (lambda bank: bank.dataset("lons"), "there is no dataset"),
        (lambda bank: bank.table("accounts_db.accounts", columns=["balanc"]), "has no column 'balanc'; did you mean"),
        (lambda bank: bank.table("accounts_db.accounts", columns=["balance", "balance"]), "asked for twice"),
        (lambda bank: bank.shard(3, 3), "index has to be from 0 to 2"),
        (lambda bank: bank.show(61), "customer has to be from 1 to 60"),
    ],
)
def test_what_is_wrong_is_said(busy, wrong, said):
    with pytest.raises(ValueError) as error:
        wrong(busy)
    assert said in str(error.value)


def resident_megabytes():
    status = Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]
    return int(status) / 1024


def stream(customers):
    """Runs in a process of its own, whose memory it measures."""
    table = bankseed.Bank(customers, seed=42, as_of="2026-11-01").table("accounts_db.transactions")
    rows = sum(batch.num_rows for batch in table.batches())
    assert rows == len(table)
    print(f"{rows:,} rows of {customers:,} customers streamed, {resident_megabytes():.0f} MB at most")
    assert resident_megabytes() < 300


def test_a_million_customers_stream_through_little_memory():
    subprocess.run([sys.executable, "-I", __file__, "1000000"], check=True)


if __name__ == "__main__":
    stream(int(sys.argv[1]))
