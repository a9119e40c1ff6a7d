#!/usr/bin/env python3
"""What somebody sees who runs the program: small banks, a big one, its verification, memory.

  program.py PROGRAM [--customers N] [--private N] [--repeats N] [--small-repeats N] [--json FILE]

A stock server of its own (fsync on), and private clusters in homes of their own; all are removed.
"""

import argparse
import os
import shutil
import sys

import measuring
import servers

SMALL = 1_200
FILES = ("csv", "jsonl", "parquet")


class Program:
    """The program under measurement, and what is found."""

    def __init__(self, options):
        self.program = os.path.realpath(options.program)
        self.options = options
        self.figures = measuring.Figures()

    def generate(self, place, customers, *more):
        return place.run(self.program, "generate", *measuring.bank(customers), "--log", "none",
                         *more)

    def measure_to_nowhere(self, place):
        """By one job and by two, in turns; memory is that of two."""
        customers = self.options.customers
        one, two = [], []
        for _ in range(self.options.repeats):
            for jobs, costs in ((1, one), (2, two)):
                costs.append(self.generate(place, customers, "--to", "null", "--jobs", jobs))
        rows = measuring.rows_of(self.program, place, customers)
        name = f"to nowhere, {customers:,} customers"
        self.figures.add_median(f"{name}: rows a second of CPU",
                                [rows / cost.cpu for cost in one], "rows/s")
        self.figures.add_median(f"{name}: two jobs over one",
                                [a.wall / b.wall for a, b in zip(one, two)], "times")
        self.figures.add(f"{name}: most memory", max(cost.memory for cost in two), "MB")

    def measure_files(self, place):
        customers = self.options.customers
        for target in FILES:
            folder = place.folder / target
            cost = self.generate(place, customers, "--to", target, "--out", folder)
            shutil.rmtree(folder)
            self.figures.add(f"to {target}, {customers:,} customers: time", cost.wall, "s")
            self.figures.add(f"to {target}, {customers:,} customers: most memory", cost.memory,
                             "MB")

    def measure_stock_server(self, place):
        """Small banks over each other; a big one, and what it takes to verify it."""
        server = servers.Server(servers.STOCK)
        try:
            into = ["--truncate", "--url", server.url()]
            self.generate(place, SMALL, *into)  # Makes databases and tables.
            small = []
            for _ in range(self.options.small_repeats):
                measuring.settle(server)
                small.append(self.generate(place, SMALL, *into).wall)
            self.figures.add_median(f"stock server, {SMALL:,} customers, --truncate: time", small,
                                    "s")
            loads, checks = [], []
            for _ in range(self.options.repeats):
                measuring.settle(server)
                loads.append(self.generate(place, self.options.customers, *into))
                checks.append(place.run(self.program, "verify", "--url", server.url()))
        finally:
            server.remove()
        name = f"stock server, {self.options.customers:,} customers"
        self.figures.add_median(f"{name}: load", [cost.wall for cost in loads], "s")
        self.figures.add_median(f"{name}: verify", [cost.wall for cost in checks], "s")
        self.figures.add_median(f"{name}: verify over load",
                                [b.wall / a.wall for a, b in zip(loads, checks)], "times")
        self.figures.add(f"{name}: load, most memory", max(cost.memory for cost in loads), "MB")
        self.figures.add(f"{name}: verify, most memory", max(cost.memory for cost in checks), "MB")

    def measure_private_cluster(self, customers, count, show):
        """From nothing: each run makes a cluster, in a home that nobody has used."""
        for _ in range(count):
            place = measuring.Place()
            try:
                processors = measuring.Processors()
                cost = self.generate(place, customers)
                show(place, cost, processors.busy())
            finally:
                self.remove_cluster(place)

    def remove_cluster(self, place):
        try:
            place.run(self.program, "server", "stop")
        finally:
            place.remove()

    def measure_small_cluster(self):
        seconds = []
        self.measure_private_cluster(SMALL, self.options.small_repeats,
                                     lambda place, cost, busy: seconds.append(cost.wall))
        self.figures.add_median(f"private cluster, {SMALL:,} customers, from nothing: time",
                                seconds, "s")

    def measure_big_cluster(self):
        customers = self.options.private
        name = f"private cluster, {customers:,} customers, from nothing"

        def show(place, cost, busy):
            rows = measuring.rows_of(self.program, place, customers)
            self.figures.add(f"{name}: rows a second", rows / cost.wall, "rows/s")
            self.figures.add(f"{name}: processors busy", busy, "%")
            self.figures.add(f"{name}: CPU of the program", cost.cpu, "s")
            self.figures.add(f"{name}: most memory", cost.memory, "MB")

        self.measure_private_cluster(customers, 1, show)


def main():
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("program")
    parser.add_argument("--customers", type=int, default=100_000)
    parser.add_argument("--private", type=int, default=100_000)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--small-repeats", type=int, default=7)
    parser.add_argument("--json")
    options = parser.parse_args()
    program = Program(options)
    place = measuring.Place()
    try:
        program.measure_small_cluster()
        program.measure_stock_server(place)
        program.measure_big_cluster()
        program.measure_to_nowhere(place)
        program.measure_files(place)
    finally:
        place.remove()
    program.figures.print()
    if options.json:
        program.figures.write(options.json)


if __name__ == "__main__":
    sys.exit(measuring.call(main))
