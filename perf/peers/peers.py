#!/usr/bin/env python3
"""Measures bankseed beside others. perf/peers.sh calls it, and says how.

  peers.py BANKSEED VIRTUAL_ENVIRONMENT [--customers N] [--rounds N] [--only WORDS] [--json FILE]

Each round runs all of a group's contestants one after the other. What is compared is the time of a
row, bankseed's over the other's, round by round; below one bankseed is faster.
"""

import argparse
import os
import pathlib
import shutil
import statistics
import sys
import time

sys.dont_write_bytecode = True  # The checkout stays as it is.
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "measure"))

import measuring
import servers

SMALL = 1_200
BANKSEED = "bankseed"


class Result:
    """Rows, the seconds that they took (of CPU in the group of files), and bytes where known."""

    def __init__(self, rows, seconds, size=0):
        self.rows = rows
        self.seconds = seconds
        self.size = size


class Skipped(Exception):
    """A contestant that is not here."""


class Work:
    """The bank that all contestants load, the server, and the programs."""

    def __init__(self, options):
        self.options = options
        self.program = os.path.realpath(options.program)
        self.peers = pathlib.Path(options.environment)
        self.place = measuring.Place()
        self.folder = self.place.folder / "work"
        self.server = servers.Server(servers.STOCK)
        self.tables = measuring.tables_of(self.program, self.place, options.customers)
        self.rows = sum(rows for _, _, rows in self.tables)
        self.sizes = {}
        """Rows, and their bytes as CSV, by what writes them."""

    def remove(self):
        self.server.remove()
        self.place.remove()

    def server_program(self, name):
        path = f"{self.server.programs}/{name}"
        if not os.access(path, os.X_OK):
            raise Skipped(f"PostgreSQL's {name} is not installed")
        return path

    def connection(self, database):
        return f"{self.server.url()} dbname={database}"

    def have_dumps(self):
        """Dumps and CSV files of the bank, made once, from a load of it."""
        if self.folder.exists():
            return
        self.bankseed(self.options.customers)
        self.folder.mkdir()
        dump = self.server_program("pg_dump")
        for database in servers.DATABASES:
            for name, compress in (("packed", []), ("plain", ["--compress=0"])):
                self.place.run(dump, "-Fd", "-j", 2, *compress, "-f",
                               self.folder / f"{database}.{name}", "-d",
                               self.connection(database))
            for section in ("pre-data", "post-data"):
                self.place.run(dump, f"--section={section}", "-f",
                               self.folder / f"{database}.{section}.sql", "-d",
                               self.connection(database))
        self.place.run(self.program, "generate", *measuring.bank(self.options.customers), "--to",
                       "csv", "--out", self.folder / "csv", "--log", "none")

    def bankseed(self, customers):
        return self.place.run(self.program, "generate", *measuring.bank(customers), "--truncate",
                              "--log", "none", "--url", self.server.url())

    def psql(self, database, *more):
        self.place.run(*self.server.psql(database), *more)

    def count_rows(self):
        """Those of the bank's tables, in the databases."""
        rows = 0
        for database in servers.DATABASES:
            counts = [f"(SELECT count(*) FROM {table})" for owner, table, _ in self.tables
                      if owner == database]
            rows += int(self.server.sql(database, "SELECT " + " + ".join(counts)))
        return rows

    def analyze(self, database):
        self.place.run(self.server_program("vacuumdb"), "--analyze-only", "--quiet", "-j", 2, "-d",
                       self.connection(database))


def load_bank(work):
    return Result(work.rows, work.bankseed(work.options.customers).wall)


def load_small_bank(work):
    seconds = work.bankseed(SMALL).wall
    return Result(measuring.rows_of(work.program, work.place, SMALL), seconds)


def timed(work, steps):
    """The whole bank by these steps, which others than bankseed take."""
    began = time.monotonic()
    steps(work)
    seconds = time.monotonic() - began
    rows = work.count_rows()
    if rows != work.rows:
        raise servers.Wrong(f"{rows} rows are there, and not {work.rows}")
    return Result(rows, seconds)


def from_dumps(steps):
    """What is dumped beforehand is not timed."""
    def contestant(work):
        work.have_dumps()
        drop_databases(work)
        return timed(work, steps)
    return contestant


def restore(name):
    def steps(work):
        for database in servers.DATABASES:
            work.place.run(work.server_program("pg_restore"), "-j", 2, "--create", "-d",
                           work.connection("postgres"), work.folder / f"{database}.{name}")
            work.analyze(database)

    return from_dumps(steps)


def copy_files(keys_first):
    def steps(work):
        for database in servers.DATABASES:
            before, after = [["-f", work.folder / f"{database}.{section}.sql"]
                             for section in ("pre-data", "post-data")]
            copies = []
            for owner, table, _ in work.tables:
                if owner == database:
                    path = work.folder / "csv" / database / f"{table}.csv"
                    copies += ["-c", f"\\copy {table} from '{path}' with (format csv, header)"]
            work.psql("postgres", "-c", f"CREATE DATABASE {database}")
            work.psql(database, *before)
            work.psql(database, *(after if keys_first else copies))
            work.psql(database, *(copies if keys_first else after))
            work.analyze(database)

    return from_dumps(steps)


def pgbench(how):
    """Of about as many rows; these are narrow, in one table."""
    def contestant(work):
        program = work.server_program("pgbench")
        scale = max(1, round(work.rows / 100_000))
        work.server.sql("postgres", "CREATE DATABASE pgbench")
        seconds = work.place.run(program, "-i", "-q", "-I", how, "-s", scale, "-h",
                                 work.server.folder, "-p", work.server.port, "-U", "postgres",
                                 "pgbench").wall
        work.server.sql("postgres", "DROP DATABASE pgbench")
        return Result(scale * 100_011, seconds)
    return contestant


def run_seeder(work):
    """Three of the 34 tables, as the requirements ask for them, in the demo's own schema."""
    python = work.peers / "bin/python"
    if not python.exists() or not list(work.peers.glob("lib/*/site-packages/psycopg2")) or \
            not list(work.peers.glob("lib/*/site-packages/faker")):
        raise Skipped("Faker or psycopg2 is not installed")
    work.server.sql("postgres", "DROP DATABASE IF EXISTS seeder;\nCREATE DATABASE seeder")
    schema = measuring.ROOT / "tests/data/demo_schema/accounts_db.sql"
    work.server.sql("seeder", schema.read_text())
    cost = work.place.run(python, pathlib.Path(__file__).with_name("seeder.py"),
                          work.connection("seeder"), SMALL)
    rows = sum(int(work.server.sql("seeder", f"SELECT count(*) FROM {table}"))
               for table in ("customers", "accounts", "transactions"))
    return Result(rows, cost.wall)


def bankseed_files(work, target, folder):
    return work.place.run(work.program, "generate", *measuring.bank(work.options.customers),
                          "--to", target, "--out", folder, "--jobs", 1, "--log", "none")


def tpchgen_files(work, target, folder):
    """About as many rows."""
    program = work.peers / "bin/tpchgen-cli"
    if not program.exists():
        raise Skipped("tpchgen-cli is not installed")
    folder.mkdir()
    return work.place.run(program, target, "-s", f"{work.rows / 8_660_000:.3f}", "-n", 1, "-q",
                          "-o", folder)


def files(write, target):
    """By one job, and CPU: what one core does. SHA-256 of bankseed's files is in it."""
    def contestant(work):
        folder = work.place.folder / "files"
        cost = write(work, target, folder)
        if write not in work.sizes:
            if target != "csv":
                shutil.rmtree(folder)
                write(work, "csv", folder)
            work.sizes[write] = (lines_of(folder), size_of(folder))
        shutil.rmtree(folder)
        rows, size = work.sizes[write]
        return Result(rows, cost.cpu, size)
    return contestant


def files_below(folder):
    return [path for path in folder.rglob("*.csv") if path.is_file()]


def size_of(folder):
    return sum(path.stat().st_size for path in files_below(folder))


def lines_of(folder):
    """Without headers."""
    lines = 0
    for path in files_below(folder):
        with open(path, "rb") as file:
            while chunk := file.read(1 << 20):
                lines += chunk.count(b"\n")
        lines -= 1
    return lines


def drop_databases(work):
    work.server.drop_databases()
    measuring.settle(work.server)


# By group: what is compared, and who takes part, bankseed first.
GROUPS = (
    ("bank", "a bank into a stock server, keys and statistics with it, from no databases", (
        (BANKSEED, load_bank),
        ("pg_restore -j 2, ANALYZE", restore("packed")),
        ("pg_restore -j 2 of dumps without compression, ANALYZE", restore("plain")),
        ("COPY of CSV by psql, keys afterwards, ANALYZE", copy_files(False)),
        ("COPY of CSV by psql into tables with keys, ANALYZE", copy_files(True)),
        ("pgbench -i", pgbench("dtgvp")),
        ("pgbench -i, rows made by the server", pgbench("dtGvp")))),
    ("small", f"{SMALL:,} customers into a stock server, from no databases", (
        (BANKSEED, load_small_bank),
        ("a script: Faker, executemany, three tables", run_seeder))),
    ("csv", "CSV files, by seconds of CPU", (
        (BANKSEED, files(bankseed_files, "csv")),
        ("tpchgen-cli", files(tpchgen_files, "csv")))),
    ("parquet", "Parquet files, by seconds of CPU; megabytes are those of CSV", (
        (BANKSEED, files(bankseed_files, "parquet")),
        ("tpchgen-cli", files(tpchgen_files, "parquet")))),
)


def measure_group(work, contestants, show):
    """The results of each contestant that is here, by name, one of each round."""
    results = {}
    skipped = set()
    for number in range(work.options.rounds):
        for name, contestant in contestants:
            if name in skipped:
                continue
            drop_databases(work)
            try:
                results.setdefault(name, []).append(contestant(work))
                show(f"   {name}: {results[name][-1].seconds:.2f} s")
            except Skipped as why:
                skipped.add(name)
                show(f"   {name}: skipped: {why}")
    return {name: found for name, found in results.items() if found}


def summary_of(group, name, results, firsts):
    rate = statistics.median(result.rows / result.seconds for result in results)
    ratio = statistics.median((first.seconds / first.rows) / (other.seconds / other.rows)
                              for first, other in zip(firsts, results))
    found = {"group": group, "name": name, "rows": results[0].rows,
             "seconds": statistics.median(result.seconds for result in results),
             "rows_per_second": rate, "bankseed_over_it": ratio}
    if results[0].size:
        found["megabytes_per_second"] = statistics.median(
            result.size / 1e6 / result.seconds for result in results)
    return found


def print_findings(findings):
    rows = [("who", "rows", "seconds", "rows/s", "MB/s", "bankseed over it")]
    for found in findings:
        megabytes = found.get("megabytes_per_second")
        rows.append((f"{found['group']}: {found['name']}", f"{found['rows']:,}",
                     measuring.text_of(found["seconds"]), f"{found['rows_per_second']:,.0f}",
                     measuring.text_of(megabytes) if megabytes else "",
                     f"{found['bankseed_over_it']:.3f}"))
    measuring.print_table(rows, words=(0,))


def options_of():
    parser = argparse.ArgumentParser(prog="perf/peers.sh", allow_abbrev=False)
    parser.add_argument("program")
    parser.add_argument("environment")
    parser.add_argument("--customers", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default=",".join(group for group, _, _ in GROUPS),
                        help="groups, separated by commas (default %(default)s)")
    parser.add_argument("--json")
    return parser.parse_args()


def main():
    options = options_of()
    wanted = options.only.split(",")
    work = Work(options)
    findings = []
    try:
        for group, title, contestants in GROUPS:
            if group not in wanted:
                continue
            print(f"== {group}: {title}", flush=True)
            results = measure_group(work, contestants, lambda line: print(line, flush=True))
            findings += [summary_of(group, name, found, results[BANKSEED])
                         for name, found in results.items()]
    finally:
        work.remove()
    print()
    print_findings(findings)
    if options.json:
        measuring.write_json(options.json, findings)


if __name__ == "__main__":
    sys.exit(measuring.call(main))
