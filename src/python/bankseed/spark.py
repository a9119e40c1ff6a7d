"""The bank as a data source of Spark 4 and newer.

    from bankseed.spark import BankDataSource

    spark.dataSource.register(BankDataSource)
    transactions = (
        spark.read.format("bankseed")
        .option("table", "accounts_db.transactions")
        .option("customers", "100000000")
        .option("as_of", "2026-11-01")
        .load()
    )

Options: ``table`` or ``dataset``; ``customers``, ``seed``, ``as_of``, ``seen_on``, ``locale``, ``employees``
and ``settings`` (a JSON object) as for :class:`bankseed.Bank`; ``columns``, separated by commas, which
alone are encoded; ``partitions``, or one for some two million rows.

A partition is a shard of the bank: executors share nothing, and one that is made again has the same
rows. The result has the same rows for any number of partitions and executors. bankseed has to be
installed on all of them, in the same version, and pyarrow, which Spark asks for anyhow.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow
from pyspark.sql import types
from pyspark.sql.datasource import DataSource, DataSourceReader, InputPartition

from . import Bank, Table

__all__ = ["BankDataSource"]

_ROWS_PER_PARTITION = 2_000_000
_PARTITIONS_MAX = 100_000
_KNOWN = {
    "table", "dataset", "columns", "partitions", "customers", "seed", "as_of", "seen_on", "locale",
    "employees", "settings", "path",
}  # fmt: skip


class BankDataSource(DataSource):
    """Registered once for a session; ``format("bankseed")`` reads through it."""

    @classmethod
    def name(cls) -> str:
        return "bankseed"

    def schema(self) -> types.StructType:
        return _spark_schema(_arrow_schema(_source(self.options).table()))

    def reader(self, schema: types.StructType) -> DataSourceReader:
        return _Reader(_source(self.options), schema)


@dataclass(frozen=True)
class _Source:
    """What is read: pinned to a day by whoever plans, and sent to whoever makes rows."""

    bank: Bank
    name: str
    is_dataset: bool
    columns: tuple[str, ...] | None
    partitions: int | None

    def table(self, shard: tuple[int, int] = (0, 1), columns: tuple[str, ...] | None = None) -> Table:
        index, count = shard
        bank = self.bank if count == 1 else self.bank.shard(index, count)
        make = bank.dataset if self.is_dataset else bank.table
        return make(self.name, columns or self.columns)


@dataclass
class _Partition(InputPartition):
    index: int
    count: int


class _Reader(DataSourceReader):
    def __init__(self, source: _Source, schema: types.StructType) -> None:
        self._source = source
        # Whoever says a schema of their own reads its columns.
        self._columns = tuple(schema.fieldNames())
        made = _spark_schema(_arrow_schema(source.table(columns=self._columns)))
        for wanted, ours in zip(schema.fields, made.fields):
            if wanted.dataType != ours.dataType:
                raise ValueError(
                    f"{source.name}.{ours.name} is {ours.dataType.simpleString()}, "
                    f"and not {wanted.dataType.simpleString()}"
                )

    def partitions(self) -> list[InputPartition]:
        count = self._source.partitions
        if count is None:
            rows = self._source.table().num_rows_at_most
            count = min(max(1, -(-rows // _ROWS_PER_PARTITION)), _PARTITIONS_MAX)
        return [_Partition(index, count) for index in range(count)]

    def read(self, partition: InputPartition) -> Iterator[pyarrow.RecordBatch]:
        assert isinstance(partition, _Partition)
        table = self._source.table((partition.index, partition.count), self._columns)
        schema = _arrow_schema(table)
        for batch in table.batches():
            yield batch.cast(schema)


def _source(options: Mapping[str, str]) -> _Source:
    # Spark's options know no case.
    said: dict[str, str] = {key.lower(): value for key, value in dict(options).items()}
    unknown = sorted(set(said) - _KNOWN)
    if unknown:
        raise ValueError(f"there is no option {unknown[0]}; known: {', '.join(sorted(_KNOWN - {'path'}))}")
    names = [said[key] for key in ("table", "dataset") if key in said]
    if len(names) != 1:
        raise ValueError("say which table, or which dataset: option('table', 'accounts_db.accounts')")
    columns = said.get("columns")
    bank = Bank(
        _number(said, "customers", 1_200),
        seed=_number(said, "seed", 42),
        as_of=said.get("as_of"),
        seen_on=said.get("seen_on"),
        locale=said.get("locale", "en_US"),
        employees=_number(said, "employees", None),
        settings=json.loads(said.get("settings", "{}")),
        jobs=1,  # Spark has a task for each core.
    )
    partitions = _number(said, "partitions", None)
    if partitions is not None and not 1 <= partitions <= _PARTITIONS_MAX:
        raise ValueError(f"partitions has to be from 1 to {_PARTITIONS_MAX:,}, not {partitions:,}")
    chosen = tuple(name.strip() for name in columns.split(",")) if columns else None
    return _Source(bank, names[0], "dataset" in said, chosen, partitions)


def _number(options: Mapping[str, str], key: str, default: Any) -> Any:
    if key not in options:
        return default
    try:
        return int(options[key].replace("_", ""))
    except ValueError:
        raise ValueError(f"{key} has to be a whole number, not {options[key]!r}") from None


def _arrow_schema(table: Table) -> pyarrow.Schema:
    """As Spark takes it: without dictionaries."""
    fields = []
    for field in table.schema.to_pyarrow():
        if pyarrow.types.is_dictionary(field.type):
            field = field.with_type(field.type.value_type)
        fields.append(field.remove_metadata())
    return pyarrow.schema(fields)


def _spark_schema(schema: pyarrow.Schema) -> types.StructType:
    return types.StructType(
        [types.StructField(field.name, _spark_type(field.type), field.nullable) for field in schema]
    )


def _spark_type(kind: pyarrow.DataType) -> types.DataType:
    if pyarrow.types.is_decimal(kind):
        return types.DecimalType(kind.precision, kind.scale)
    known: dict[pyarrow.DataType, types.DataType] = {
        pyarrow.bool_(): types.BooleanType(),
        pyarrow.int32(): types.IntegerType(),
        pyarrow.int64(): types.LongType(),
        pyarrow.date32(): types.DateType(),
        pyarrow.timestamp("us"): types.TimestampNTZType(),
        pyarrow.string(): types.StringType(),
    }
    return known[kind]
