"""What `bankseed changes` writes, applied by DuckDB, which knows nothing of ours, is the next morning.

For some windows of banks of both locales, of every table and dataset: the CSV of a morning, and then
MERGE of the changes, the last of each row, is the CSV of the morning after, cell for cell; so are the
events of jsonl, the rows of --scd2 that are current, and what --late and --duplicates have made of it,
once what is repeated is dropped.
"""

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb

WORK = Path(os.environ["WORK"])
PROGRAM = os.environ["BANKSEED"]
DAY = "2026-11-01"
WINDOWS = 4


def run(*words):
    subprocess.run([PROGRAM, *map(str, words), "--quiet"], check=True)


def csv_of(file):
    """As texts: what is empty and what is missing are told apart by quotes in none of our columns."""
    return f"read_csv('{file}', all_varchar = true, header = true)"


def rows(query):
    return sorted(duckdb.sql(query).fetchall(), key=repr)


def merged(morning, changes, columns, key):
    """The morning, and the last change of each row."""
    wanted = ", ".join(f'"{column}"' for column in columns)
    return rows(
        f"""SELECT {wanted} FROM (SELECT *, row_number() OVER (PARTITION BY "{key}" ORDER BY moment DESC, number DESC)
        AS place FROM (SELECT {wanted}, '' AS moment, 0 AS number FROM {csv_of(morning)} UNION ALL
        SELECT {wanted}, _changed_at, _seq::BIGINT FROM {csv_of(changes)})) WHERE place = 1""")


def check_window(bank, first, last):
    shutil.rmtree(WORK / "window", ignore_errors=True)
    window = WORK / "window"
    days = ["--from", first, "--to", last]
    for day, name in ((first, "morning"), (last, "after")):
        run("generate", *bank, "--seen-on", day, "--to", "csv", "--out", window / name, "--log", "none")
        run("datasets", *bank, "--seen-on", day, "--format", "csv", "--out", window / name / "lakehouse")
    run("changes", *bank, *days, "--format", "csv", "--out", window / "csv")
    run("changes", *bank, *days, "--format", "csv", "--datasets", "--out", window / "csv/lakehouse")
    run("changes", *bank, *days, "--format", "csv", "--late", "2%", "--duplicates", "0.5%", "--out", window / "faulty")
    run("changes", *bank, *days, "--out", window / "jsonl")
    run("changes", *bank, *days, "--scd2", "--format", "csv", "--out", window / "scd2")
    counted = 0
    for after in sorted((window / "after").glob("*/*.csv")):
        place = after.relative_to(window / "after")
        columns = after.open(encoding="utf-8").readline().strip().split(",")
        wanted = rows(f"FROM {csv_of(after)}")
        assert merged(window / "morning" / place, window / "csv" / place, columns, columns[0]) == wanted, place
        changes = duckdb.sql(f"SELECT count(*) FROM {csv_of(window / 'csv' / place)}").fetchall()[0][0]
        counted += changes
        if place.parts[0] == "lakehouse":
            continue
        faulty = merged(window / "morning" / place, window / "faulty" / place, columns, columns[0])
        assert faulty == wanted, f"{place} with what is late and repeated"
        check_events(window / "jsonl" / place.with_suffix(".jsonl"), window / "csv" / place)
        history = window / "scd2" / place
        if history.exists():
            chosen = ", ".join(f'"{column}"' for column in columns)
            assert rows(f"SELECT {chosen} FROM {csv_of(history)} WHERE is_current = 'true'") == wanted, history
    return counted


def check_events(events, changes):
    """The same changes in the same order, and what an update found is what was there."""
    now = {}
    seen = []
    for line in events.read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        key = next(iter(event["after"].values()))
        assert (event["before"] is None) == (event["op"] == "c")
        assert key not in now or event["before"] == now[key], f"{events.name}: {key}"
        assert event["source"]["table"] == events.stem
        now[key] = event["after"]
        seen.append((event["op"], str(key)))
    told = duckdb.sql(f"SELECT _op, COLUMNS(*) FROM {csv_of(changes)}").fetchall()
    assert [(row[0], row[4]) for row in told] == seen, events


def main():
    moments = random.Random(17)
    changes = 0
    for index in range(WINDOWS):
        locale = ("en_US", "pt_BR")[index % 2]
        bank = ["--customers", moments.choice((60, 400, 1200)), "--seed", moments.randrange(10**9), "--as-of", DAY,
                "--locale", locale]
        first, last = sorted(f"20{moments.randrange(18, 27)}-{moments.randrange(1, 11):02}-{moments.randrange(1, 28):02}"
                             for _ in range(2))
        changes += check_window(bank, first, last)
    print(f"DuckDB {duckdb.__version__}: {WINDOWS} windows, {changes:,} changes of 34 tables and 9 datasets, applied "
          "as csv, jsonl, histories, and with what is late and repeated: the morning after")


if __name__ == "__main__":
    sys.exit(main())
