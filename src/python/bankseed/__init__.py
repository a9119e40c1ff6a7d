"""A whole synthetic retail bank out of one seed, as Arrow tables, in this process.

    import bankseed

    bank = bankseed.Bank(customers=10_000, seed=42, as_of="2026-11-01")
    transactions = bank.table("accounts_db.transactions", columns=["account_id", "amount"])
    frame = transactions.to_pandas()

The same seed, day and options give the same rows, on any machine, with any number of threads, and
in every other form that bankseed writes: PostgreSQL, CSV, JSON Lines, Parquet.

A :class:`Table` holds no rows. It makes them, in batches, whenever somebody reads it: pyarrow,
polars, pandas and DuckDB take it as it is, through ``__arrow_c_stream__``, without pyarrow being
installed. Rows are made ahead of the reader by all cores, and memory stays bounded, whatever the
size of the bank.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from importlib import metadata as _metadata
from typing import TYPE_CHECKING, Any

from . import _native

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

__all__ = ["Bank", "Schema", "Table", "__version__"]
__version__ = _metadata.version("bankseed")


class Schema:
    """The columns of a table, for whoever takes Arrow schemas (``pyarrow.schema(schema)``).

    Amounts are ``decimal128(15, 2)`` and the like, shares ``decimal128(5, 4)``, days ``date32``,
    moments ``timestamp[us]`` without a zone, the bank's local time. A text out of a known set of
    values is a dictionary. Fields carry metadata: ``comment``, ``references`` (a foreign key,
    "table.column") or ``external`` ("database.table.column", of another database),
    ``primary_key``, ``unique`` and ``sensitivity``, which is what the column tells of a person.
    """

    def __init__(self, native: _native.Bank, name: str, columns: Sequence[str] | None) -> None:
        self._native = native
        self._name = name
        self._columns = None if columns is None else list(columns)

    def __arrow_c_schema__(self) -> object:
        return self._native.schema(self._name, self._columns)

    def to_pyarrow(self) -> pyarrow.Schema:
        """The same as pyarrow has it, which has to be installed."""
        import pyarrow

        return pyarrow.schema(self)


class Table:
    """The rows of one table, or of some of its columns, that are made when they are read.

    May be read any number of times, also by several readers at once, each from the first row.
    """

    def __init__(
        self, native: _native.Bank, name: str, columns: Sequence[str] | None, jobs: int
    ) -> None:
        self._native = native
        self._name = name
        self._columns = None if columns is None else list(columns)
        self._jobs = jobs
        native.schema(name, self._columns)  # An unknown name is found out here.

    @property
    def name(self) -> str:
        """ "accounts_db.transactions"; of a dataset "loans"."""
        return self._name.removeprefix("dataset:")

    @property
    def schema(self) -> Schema:
        return Schema(self._native, self._name, self._columns)

    @property
    def num_rows(self) -> int:
        """How many rows there are. Of a day in the bank's past they are made, to be counted."""
        return self._native.row_count(self._name)

    @property
    def num_rows_at_most(self) -> int:
        """How many rows there are on ``as_of``. None is made for it."""
        return self._native.row_count_at_most(self._name)

    def __len__(self) -> int:
        return self.num_rows

    def __repr__(self) -> str:
        return f"<bankseed.Table {self.name}: {self.num_rows:,} rows>"

    def __arrow_c_schema__(self) -> object:
        return self.schema.__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """A stream of record batches, from the first row on, as Arrow's PyCapsule interface has it.

        Another schema than the table's own is not made: whoever asks for one gets the table's.
        """
        del requested_schema
        return self._native.stream(self._name, self._columns, self._jobs)

    def batches(self) -> Iterator[pyarrow.RecordBatch]:
        """Record batches of some 65,000 rows, one after the other. Needs pyarrow."""
        import pyarrow

        yield from pyarrow.RecordBatchReader.from_stream(self)

    def to_pyarrow(self) -> pyarrow.Table:
        """All rows as a ``pyarrow.Table``. Needs pyarrow."""
        import pyarrow

        return pyarrow.table(self)

    def to_pandas(self, **options: Any) -> pandas.DataFrame:
        """All rows as a ``pandas.DataFrame``. Needs pandas and pyarrow.

        ``options`` are those of ``pyarrow.Table.to_pandas``.
        """
        return self.to_pyarrow().to_pandas(**options)

    def to_polars(self) -> polars.DataFrame:
        """All rows as a ``polars.DataFrame``. Needs polars."""
        import polars

        return polars.DataFrame(self)


class Bank:
    """A bank: a pure function of these options. Making one costs next to nothing.

    :param customers: from 1 to 10,000,000,000.
    :param seed: from 0 to 2**64 - 1.
    :param as_of: the day before which everything has happened, a date or "YYYY-MM-DD"; today when
        nobody says, so that pinning it is what makes a bank the same tomorrow.
    :param seen_on: the bank as its databases held it on the morning of this day, which is no later
        than ``as_of``: the rows that had begun, with the values that they had, and the same ids.
    :param locale: "en_US" or "pt_BR".
    :param employees: how many there are; in proportion to the customers when nobody says.
    :param settings: volumes, shares and ranges, as ``bankseed config`` prints them:
        ``{"transactions.activity": "busy"}``, or nested by section. A range is a pair.
    :param jobs: threads that make rows; one a core when nobody says.
    :raises ValueError: for what is no such value, with the program's own text.
    """

    def __init__(
        self,
        customers: int = 1_200,
        *,
        seed: int = 42,
        as_of: datetime.date | str | None = None,
        seen_on: datetime.date | str | None = None,
        locale: str = "en_US",
        employees: int | None = None,
        settings: Mapping[str, Any] | None = None,
        jobs: int | None = None,
    ) -> None:
        _check_range("customers", customers, 1, 10_000_000_000)
        _check_range("seed", seed, 0, 2**64 - 1)
        if employees is not None:
            _check_range("employees", employees, 1, 2**31 - 1)
        if jobs is not None:
            _check_range("jobs", jobs, 1, 1024)
        self._jobs = jobs or 0
        self._native = _native.Bank(
            customers,
            seed,
            _day_text(as_of),
            _day_text(seen_on),
            locale,
            employees or 0,
            _settings_text(settings or {}),
        )

    @property
    def customers(self) -> int:
        return self._native.customers

    @property
    def seed(self) -> int:
        return self._native.seed

    @property
    def as_of(self) -> datetime.date:
        return datetime.date.fromisoformat(self._native.as_of)

    @property
    def seen_on(self) -> datetime.date:
        """The morning on which the rows are seen: of :attr:`as_of`, unless told otherwise."""
        return datetime.date.fromisoformat(self._native.seen_on)

    @property
    def locale(self) -> str:
        return self._native.locale

    @property
    def employees(self) -> int:
        return self._native.employees

    @property
    def settings(self) -> list[str]:
        """What is not the default: ``['transactions.activity="busy"']``."""
        return self._native.settings

    @property
    def tables(self) -> tuple[str, ...]:
        """The 34 tables, "accounts_db.transactions" and so on, in the order of loading."""
        return tuple(_native.table_names())

    @property
    def datasets(self) -> tuple[str, ...]:
        """The nine datasets for a lakehouse."""
        return tuple(_native.dataset_names())

    def table(self, name: str, columns: Sequence[str] | None = None) -> Table:
        """A table, or some of its columns, which alone are encoded then.

        :raises ValueError: when there is no such table or column.
        """
        return Table(self._native, name, columns, self._jobs)

    def dataset(self, name: str, columns: Sequence[str] | None = None) -> Table:
        """One of the nine datasets, likewise."""
        return Table(self._native, f"dataset:{name}", columns, self._jobs)

    def schema(self, name: str) -> Schema:
        """The columns of a table."""
        return self.table(name).schema

    def plan(self) -> dict[str, int]:
        """How many rows each table has. None is made, unless the day is in the bank's past."""
        return {name: self._native.row_count(name) for name in self.tables}

    def show(self, customer: int) -> dict[str, list[dict[str, Any]]]:
        """Every row that is about one customer, of each table that has any.

        :param customer: the number of a customer, 1 to :attr:`customers`.
        """
        _check_range("customer", customer, 1, self.customers)
        return {
            table: [json.loads(line) for line in lines.splitlines()]
            for table, lines in self._native.show(customer)
        }

    def shard(self, index: int, count: int) -> Bank:
        """Part ``index`` of ``count``, from 0: tables of it are that part of the bank's.

        All shards together are the bank, row for row, with the same ids. Shards need not know of
        each other, and one costs what its part of the rows does.
        """
        _check_range("count", count, 1, 2**63 - 1)
        _check_range("index", index, 0, count - 1)
        part = object.__new__(Bank)
        part._jobs = self._jobs
        part._native = self._native.with_shard(index, count)
        return part

    def __repr__(self) -> str:
        index, count = self._native.shard
        shard = "" if count == 1 else f", shard {index} of {count}"
        seen = "" if self.seen_on == self.as_of else f", seen on {self.seen_on}"
        return (
            f"<bankseed.Bank of {self.customers:,} customers, seed {self.seed}, "
            f"as of {self.as_of}{seen}, {self.locale}{shard}>"
        )

    def __reduce__(self) -> tuple[Any, ...]:
        index, count = self._native.shard
        settings = {}
        for assignment in self.settings:
            path, _, value = assignment.partition("=")
            settings[path] = _Literal(value)
        usual = _native.Bank(self.customers, self.seed, self._native.as_of, None, self.locale, 0, "")
        employees = None if usual.employees == self.employees else self.employees
        options = {
            "seed": self.seed,
            "as_of": self._native.as_of,
            "seen_on": self._native.seen_on,
            "locale": self.locale,
            "employees": employees,
            "settings": settings,
            "jobs": self._jobs or None,
        }
        return (_restored, (self.customers, options, index, count))


class _Literal(str):
    """A value as a configuration file has it."""


def _restored(customers: int, options: dict[str, Any], index: int, count: int) -> Bank:
    bank = Bank(customers, **options)
    return bank if count == 1 else bank.shard(index, count)


def _day_text(day: datetime.date | str | None) -> str | None:
    return day.isoformat() if isinstance(day, datetime.date) else day


def _check_range(name: str, value: int, low: int, high: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{name} has to be a whole number, not {value!r}")
    if not low <= value <= high:
        raise ValueError(f"{name} has to be from {low:,} to {high:,}, not {value:,}")


def _settings_text(settings: Mapping[str, Any], prefix: str = "") -> str:
    """Settings as the text of a configuration file, a line each."""
    lines = ""
    for key, value in settings.items():
        path = f"{prefix}{key}"
        if path.split(".")[0] in ("bank", "connection"):
            raise ValueError(f"settings: {path} is no setting of what a bank is made of")
        if not all(part.replace("_", "").isalnum() for part in path.split(".")):
            raise ValueError(f"settings: {path!r} is no name of a setting")
        if isinstance(value, Mapping):
            lines += _settings_text(value, f"{path}.")
        else:
            lines += f"{path} = {_toml(value)}\n"
    return lines


def _toml(value: Any) -> str:
    if isinstance(value, _Literal):
        return str(value)
    if isinstance(value, (tuple, list)):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    return json.dumps(value)
