"""What a banker, an auditor or an analyst asks of the rows (questions.sql), answered.

Banks of both locales, with several seeds, as of several days, as Parquet, which DuckDB reads. Each
answer has to lie where the question says, where there are cases enough to tell; the table that is
printed has for each question what it was before, and the answers of all banks.

By itself: BANKSEED=build/release/src/cli/bankseed WORK=/tmp/asked check.py [CUSTOMERS...]
"""

import datetime
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb

HERE = Path(__file__).resolve().parent
WORK = Path(os.environ["WORK"])
PROGRAM = os.environ["BANKSEED"]
LEAST = 100
"""With fewer cases an answer tells little, and is printed only."""
# Each locale, and in turn each of four seeds and of three days: one that ends a month, one that begins
# a year, a leap day.
BANKS = (("en_US", 61, "2026-11-01"), ("pt_BR", 42, "2026-11-01"), ("en_US", 7, "2025-01-01"),
         ("pt_BR", 777, "2024-02-29"))  # fmt: skip


class Question:
    def __init__(self, paragraph):
        said = re.fullmatch(
            r"-- (\d+) (.+) \| before (.+) \| ([\d.]+)\.\.([\d.]+)\n(.+)", paragraph.strip(), re.DOTALL)
        if said is None:
            raise SystemExit(f"questions.sql: no question: {paragraph[:80]}")
        self.row, self.text, self.before = said[1], said[2], said[3]
        self.low, self.high, self.sql = float(said[4]), float(said[5]), said[6]

    def ask(self, bank):
        ((answer, cases),) = bank.sql(self.sql).fetchall()
        return (None if answer is None else float(answer)), int(cases or 0)

    def is_right(self, answer, cases):
        return cases < LEAST or (answer is not None and self.low <= answer <= self.high)


def questions():
    paragraphs = (HERE / "questions.sql").read_text(encoding="utf-8").split("\n\n")[1:]
    return [Question(paragraph) for paragraph in paragraphs]


def make(customers, locale, seed, day):
    """The bank, with its nine datasets in the schema ds, and the day as a variable."""
    folder = WORK / "bank"
    shutil.rmtree(folder, ignore_errors=True)
    bank = ["--customers", str(customers), "--seed", str(seed), "--as-of", day, "--locale", locale, "--quiet"]
    subprocess.run([PROGRAM, "generate", *bank, "--to", "parquet", "--out", folder, "--log", "none"], check=True)
    subprocess.run([PROGRAM, "datasets", *bank, "--format", "parquet", "--out", folder / "ds"], check=True)
    connection = duckdb.connect()
    connection.sql("CREATE SCHEMA ds")
    for file in sorted(folder.glob("*/*.parquet")):
        schema = "ds." if file.parent.name == "ds" else ""
        connection.sql(f"CREATE TABLE {schema}{file.stem} AS FROM '{file}'")
    connection.sql(f"SET VARIABLE as_of = DATE '{datetime.date.fromisoformat(day)}'")
    return connection


def main():
    sizes = [int(text) for text in sys.argv[1:]] or [5_000]
    asked = questions()
    answers = [[] for _ in asked]
    wrong = 0
    for customers in sizes:
        for described in BANKS:
            bank = make(customers, *described)
            for question, found in zip(asked, answers):
                answer, cases = question.ask(bank)
                found.append("-" if answer is None else f"{answer:.3g}")
                if not question.is_right(answer, cases):
                    wrong += 1
                    print(f"{customers:,} customers, {' '.join(map(str, described))}: {question.text}: "
                          f"{answer} of {cases:,}, not {question.low:g} to {question.high:g}")
            bank.close()
    print(f"DuckDB {duckdb.__version__}; {len(sizes) * len(BANKS)} banks")
    for question, found in zip(asked, answers):
        print(f"{question.row:>2} {question.text}: {question.before} before, now {' '.join(found)}")
    print(f"{len(asked)} questions, {wrong} answers that are not as they should be")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
