#!/usr/bin/env python3
"""What the Python package costs over the program: rows a second of CPU, all tables, for nobody.

  package.py PROGRAM [--customers N] [--pairs N]

Run by the Python that has the package. All tables are streamed as Arrow, one after the other, and the
program makes the same bank for nobody (--to null), in turn; of each what is said is the median of the
pairs. The goal is 0.8.
"""

import argparse
import os
import statistics
import sys

import measuring

import bankseed


def stream(bank):
    """Seconds of CPU that all tables take through the package, and their rows."""
    began = os.times()
    rows = sum(batch.num_rows for name in bank.tables for batch in bank.table(name).batches())
    ended = os.times()
    return ended.user + ended.system - began.user - began.system, rows


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--customers", type=int, default=100_000)
    parser.add_argument("--pairs", type=int, default=5)
    options = parser.parse_args()
    bank = bankseed.Bank(options.customers, seed=42, as_of=measuring.AS_OF)
    command = [options.program, "generate", *measuring.bank(options.customers), "--to", "null", "--quiet"]
    pairs = []
    place = measuring.Place()
    try:
        for _ in range(options.pairs):
            seconds, rows = stream(bank)
            pairs.append((seconds, place.run(*command).cpu))
    finally:
        place.remove()
    print(f"{rows:,} rows; millions of them a second of CPU:")
    print(f"  the package, 34 tables    {rows / statistics.median(ours for ours, _ in pairs) / 1e6:.2f}")
    print(f"  the program, --to null    {rows / statistics.median(theirs for _, theirs in pairs) / 1e6:.2f}")
    print(f"  one over the other        {statistics.median(theirs / ours for ours, theirs in pairs):.2f}")


if __name__ == "__main__":
    sys.exit(measuring.call(main))
