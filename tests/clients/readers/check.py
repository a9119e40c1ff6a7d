"""What pandas, pyarrow, polars and DuckDB read of every file is what stands in the databases.

The databases are read by psycopg, and their columns found by SQLAlchemy's reflection; each table
becomes an Arrow table, and every reader's result has to equal it, cell for cell, in the order of the
primary key. Of the datasets, which are in no database, JSON as the standard library reads it is what
the others have to equal.
"""

import datetime
import decimal
import json
import os
import sys
from pathlib import Path

import duckdb
import pandas
import polars
import psycopg
import pyarrow
import pyarrow.compute
import pyarrow.csv
import pyarrow.json
import pyarrow.parquet
import sqlalchemy
from sqlalchemy import types

FILES = Path(os.environ["BANKSEED_FILES"])
DATABASES = ("employees_db", "customer_db", "accounts_db", "loans_db", "insurance_db", "compliance_db")
TABLES, COLUMNS, FOREIGN_KEYS = 34, 290, 26
TIMESTAMP = pyarrow.timestamp("us")


class Wrong(Exception):
    """Something is read that does not stand in the database."""


def url(database):
    env = os.environ
    return (
        f"postgresql+psycopg://{env['PGUSER']}:{env['PGPASSWORD']}@{env['PGHOST']}:{env['PGPORT']}/{database}"
    )


def arrow_type(column):
    """The Arrow type of a reflected column; a type that says nothing is wrong."""
    kind = column["type"]
    if isinstance(kind, types.Boolean):
        return pyarrow.bool_()
    if isinstance(kind, types.BigInteger):
        return pyarrow.int64()
    if isinstance(kind, types.Integer):
        # Files number a serial key's rows in eight bytes, whatever the bank's size.
        return pyarrow.int64() if "nextval" in (column["default"] or "") else pyarrow.int32()
    if isinstance(kind, types.Numeric):
        return pyarrow.decimal128(kind.precision, kind.scale)
    if isinstance(kind, types.DateTime):
        return TIMESTAMP
    if isinstance(kind, types.Date):
        return pyarrow.date32()
    if isinstance(kind, types.String):
        return pyarrow.string()
    raise Wrong(f"{column['name']} has the type {kind!r}")


def reflect(database):
    """Of each table: the schema, and the columns of its key."""
    inspector = sqlalchemy.inspect(sqlalchemy.create_engine(url(database)))
    tables, foreign_keys = {}, 0
    for name in inspector.get_table_names(schema="public"):
        if not inspector.get_table_comment(name)["text"]:
            raise Wrong(f"{database}.{name} has no comment")
        columns = inspector.get_columns(name)
        for column in columns:
            if not column["comment"]:
                raise Wrong(f"{database}.{name}.{column['name']} has no comment")
        schema = pyarrow.schema([(column["name"], arrow_type(column)) for column in columns])
        tables[name] = (schema, inspector.get_pk_constraint(name)["constrained_columns"])
        foreign_keys += len(inspector.get_foreign_keys(name))
    return tables, foreign_keys


def rows_of(connection, name, schema):
    names = ", ".join(schema.names)
    cursor = connection.execute(f"SELECT {names} FROM public.{name}")  # noqa: S608 - our own names
    rows = [dict(zip(schema.names, row)) for row in cursor.fetchall()]
    return pyarrow.Table.from_pylist(rows, schema=schema)


def plain(column, kind):
    """A column as a reader gives it, as the type that the database has."""
    if pyarrow.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pyarrow.types.is_null(column.type) or column.type == kind:
        return column.cast(kind)
    text = pyarrow.types.is_string(column.type) or pyarrow.types.is_large_string(column.type)
    if text and pyarrow.types.is_boolean(kind):
        words = {"t": True, "f": False, "true": True, "false": False, None: None}
        return pyarrow.array([words[cell] for cell in column.to_pylist()], type=kind)
    if text and pyarrow.types.is_decimal(kind):
        return pyarrow.array(
            [None if cell is None else decimal.Decimal(cell) for cell in column.to_pylist()], type=kind
        )
    if pyarrow.types.is_floating(column.type) and pyarrow.types.is_decimal(kind):
        places = decimal.Decimal(1).scaleb(-kind.scale)
        return pyarrow.array(
            [None if cell is None else decimal.Decimal(repr(cell)).quantize(places) for cell in column.to_pylist()],
            type=kind,
        )
    if pyarrow.types.is_struct(column.type) or pyarrow.types.is_list(column.type):
        raise Wrong("a document is read as a struct; compare it as a document")
    return column.cast(kind)


def compare(what, found, expected, key, documents=()):
    """Raises Wrong unless the Arrow table `found` has the cells of `expected`. `documents` are columns
    that hold JSON, which is compared as what it means."""
    if found.num_rows != expected.num_rows:
        raise Wrong(f"{what}: {found.num_rows} rows instead of {expected.num_rows}")
    if found.column_names != expected.column_names:
        raise Wrong(f"{what}: columns {found.column_names} instead of {expected.column_names}")
    cast = pyarrow.table(
        [found[field.name] if field.name in documents else plain(found[field.name], field.type) for field in expected.schema],
        names=expected.column_names,
    )
    order = [(name, "ascending") for name in key]
    cast, expected = cast.sort_by(order), expected.sort_by(order)
    for name in expected.column_names:
        left, right = cast[name].to_pylist(), expected[name].to_pylist()
        if name in documents:
            left, right = ([as_document(cell) for cell in cells] for cells in (left, right))
        if left != right:
            at = next(i for i, pair in enumerate(zip(left, right)) if pair[0] != pair[1])
            raise Wrong(f"{what}: {name} of row {at} is {left[at]!r} instead of {right[at]!r}")


def as_document(cell):
    """What a cell means: JSON text, or what a reader has made of it."""
    return without_nulls(json.loads(cell) if isinstance(cell, (str, bytes)) else cell)


def without_nulls(value):
    """Readers that make columns of members give what is missing as null, and find dates in texts."""
    if isinstance(value, dict):
        return {name: without_nulls(member) for name, member in value.items() if member is not None}
    if isinstance(value, list):
        return [without_nulls(member) for member in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def csv_readers(path, schema):
    """By name, what each makes of a CSV file whose columns it is told to be text."""
    text = {name: pyarrow.string() for name in schema.names}
    options = pyarrow.csv.ConvertOptions(
        column_types=text, strings_can_be_null=True, null_values=[""], quoted_strings_can_be_null=False
    )
    yield "pyarrow", pyarrow.csv.read_csv(
        path, parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True), convert_options=options
    )
    frame = pandas.read_csv(path, dtype=str, keep_default_na=False, na_values=[""])
    yield "pandas", pyarrow.Table.from_pandas(
        frame, schema=pyarrow.schema(list(text.items())), preserve_index=False
    )
    yield "polars", polars.read_csv(path, infer_schema=False).to_arrow()
    yield "duckdb", duckdb.sql(
        f"SELECT * FROM read_csv('{path}', header=true, all_varchar=true, nullstr='', allow_quoted_nulls=false)"
    ).to_arrow_table()


def objects_as_table(objects, schema):
    """Objects of the standard library's JSON, whose members have to stand in the schema's order."""
    for item in objects:
        if list(item) != schema.names:
            raise Wrong(f"members {list(item)} instead of {schema.names}")
    return pyarrow.table({name: [item[name] for item in objects] for name in schema.names})


def jsonl_readers(path, schema):
    lines = path.read_text(encoding="utf-8").splitlines()
    yield "json", objects_as_table([json.loads(line) for line in lines], schema)
    yield "pandas", pyarrow.Table.from_pandas(
        pandas.read_json(path, lines=True, dtype=False, precise_float=True),
        preserve_index=False,
    )
    yield "polars", polars.read_ndjson(path, infer_schema_length=None).to_arrow()
    yield "duckdb", duckdb.sql(
        f"SELECT * FROM read_json('{path}', format='newline_delimited', sample_size=-1, map_inference_threshold=-1)"
    ).to_arrow_table()


def documents_of(path):
    """The columns of a Parquet file that hold JSON documents, as its schema says."""
    schema = pyarrow.parquet.ParquetFile(path).schema
    return {column.name for column in map(schema.column, range(len(schema))) if column.logical_type.type == "JSON"}


def parquet_readers(path):
    yield "pyarrow", pyarrow.parquet.read_table(path)
    yield "pandas", pyarrow.Table.from_pandas(
        pandas.read_parquet(path, dtype_backend="pyarrow"), preserve_index=False
    )
    yield "polars", polars.read_parquet(path).to_arrow()
    yield "duckdb", duckdb.sql(f"SELECT * FROM read_parquet('{path}')").to_arrow_table()




def check_table(database, name, expected, key):
    """Compares what all readers make of a table's files; returns how many readings that were."""
    parquet = FILES / "parquet" / database / f"{name}.parquet"
    documents = documents_of(parquet)
    readers = {
        "csv": csv_readers(FILES / "csv" / database / f"{name}.csv", expected.schema),
        "jsonl": jsonl_readers(FILES / "jsonl" / database / f"{name}.jsonl", expected.schema),
        "parquet": parquet_readers(parquet),
    }
    count = 0
    for format_name, tables in readers.items():
        for reader, found in tables:
            compare(f"{database}.{name} as {format_name} by {reader}", found, expected, key, documents)
            count += 1
    return count


def check_databases():
    tables = columns = foreign_keys = rows = readings = 0
    for database in DATABASES:
        reflected, keys = reflect(database)
        foreign_keys += keys
        with psycopg.connect(url(database).replace("+psycopg", "")) as connection:
            for name, (schema, key) in reflected.items():
                expected = rows_of(connection, name, schema)
                readings += check_table(database, name, expected, key)
                tables, columns, rows = tables + 1, columns + len(schema), rows + expected.num_rows
    if (tables, columns, foreign_keys) != (TABLES, COLUMNS, FOREIGN_KEYS):
        raise Wrong(f"reflected: {tables} tables, {columns} columns, {foreign_keys} foreign keys")
    print(f"reflected: {tables} tables, {columns} columns, {foreign_keys} foreign keys, all with comments and types")
    print(f"{rows} rows of the databases: equal in {readings} readings of CSV, JSON Lines and Parquet")


def check_datasets():
    folder, rows, readings = FILES / "datasets", 0, 0
    for path in sorted((folder / "json").glob("*.json")):
        name = path.stem
        parquet = folder / "parquet" / f"{name}.parquet"
        schema = pyarrow.parquet.read_schema(parquet).remove_metadata()
        objects = objects_as_table(json.loads(path.read_text(encoding="utf-8")), schema)
        expected = pyarrow.table([plain(objects[field.name], field.type) for field in schema], names=schema.names)
        key, documents = schema.names[:1], documents_of(parquet)
        for format_name, tables in (
            ("csv", csv_readers(folder / "csv" / f"{name}.csv", schema)),
            ("jsonl", jsonl_readers(folder / "jsonl" / f"{name}.jsonl", schema)),
            ("parquet", parquet_readers(parquet)),
        ):
            for reader, found in tables:
                compare(f"dataset {name} as {format_name} by {reader}", found, expected, key, documents)
                readings += 1
        rows += expected.num_rows
    print(f"{rows} rows of nine datasets: equal in {readings} readings")


def main():
    for module in (pandas, pyarrow, polars, duckdb, sqlalchemy, psycopg):
        print(module.__name__, module.__version__)
    try:
        check_databases()
        check_datasets()
    except Wrong as wrong:
        print(wrong, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
