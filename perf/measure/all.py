#!/usr/bin/env python3
"""Runs all measurements, prints one table, and writes it for programs.

  all.py BUILD_DIRECTORY

BANKSEED_PERF says how much is measured: look (a minute), usual (five; so it is unless told
otherwise), or whole (an hour: up to 10 million customers). The table goes to perf.json in the build
directory, what the programs printed to perf.log.
"""

import json
import os
import pathlib
import platform
import sys
import time

import measuring
import servers


class Size:
    """How much is measured: customers and repeats of each program."""

    def __init__(self, core_seconds, generate, files, load, program):
        self.core_seconds = core_seconds
        self.generate = generate
        self.files = files
        self.load = load
        self.program = program


SIZES = {
    "look": Size(core_seconds=0.02, generate=((10_000, 1),), files=(5_000, 1), load=(10_000, 1),
                 program=("--customers=10000", "--private=10000", "--repeats=1",
                          "--small-repeats=3")),
    "usual": Size(core_seconds=0.1, generate=((10_000, 5), (100_000, 3)), files=(50_000, 3),
                  load=(100_000, 2),
                  program=("--customers=100000", "--private=100000", "--repeats=1",
                           "--small-repeats=5")),
    "whole": Size(core_seconds=0.5,
                  generate=((10_000, 9), (100_000, 5), (1_000_000, 3), (10_000_000, 1)),
                  files=(150_000, 5), load=(300_000, 5),
                  program=("--customers=100000", "--private=1000000", "--repeats=5",
                           "--small-repeats=9")),
}


class All:
    """The programs of a build, and all that they find."""

    def __init__(self, build):
        self.build = pathlib.Path(build).resolve()
        self.figures = measuring.Figures()
        self.log = open(self.build / "perf.log", "w", encoding="utf-8")

    def run(self, name, command):
        """What a program writes as JSON."""
        print(f"== {name}", end="", flush=True)
        path = self.build / "perf.part.json"
        began = time.monotonic()
        cost = measuring.run([*command, f"{self.option(command)}={path}"])
        print(f" ({time.monotonic() - began:.0f} s)", flush=True)
        self.log.write(f"== {name}\n{cost.out}\n")
        with open(path, encoding="utf-8") as file:
            found = json.load(file)
        path.unlink()
        return found

    @staticmethod
    def option(command):
        return "--benchmark_out" if "micro" in str(command[0]) else "--json"

    def add_core(self, seconds):
        found = self.run("core", [self.build / "perf/micro_benchmark",
                                  f"--benchmark_min_time={seconds}",
                                  "--benchmark_out_format=json"])
        for benchmark in found["benchmarks"]:
            self.figures.add(f"core: {benchmark['name']}", 1e9 / benchmark["items_per_second"],
                             "ns")

    def add(self, name, command):
        for figure in self.run(name, command):
            self.figures.add(f"{name}: {figure['name']}", figure["value"], figure["unit"])

    def add_benchmark(self, name, customers, repeats):
        self.add(f"{name}, {customers:,} customers",
                 [self.build / f"perf/{name}_benchmark", f"--customers={customers}",
                  f"--repeats={repeats}"])

    def measure(self, size):
        self.add_core(size.core_seconds)
        for customers, repeats in size.generate:
            self.add_benchmark("generate", customers, repeats)
        self.add_benchmark("files", *size.files)
        self.add_benchmark("load", *size.load)
        self.add("program", [sys.executable, pathlib.Path(__file__).with_name("program.py"),
                             self.build / "src/cli/bankseed", *size.program])


def main():
    size = os.environ.get("BANKSEED_PERF", "usual")
    if size not in SIZES:
        raise servers.Wrong(f"BANKSEED_PERF is {size}; it may be {', '.join(SIZES)}")
    measured = All(sys.argv[1])
    measured.measure(SIZES[size])
    print()
    measured.figures.print()
    version = measuring.run([measured.build / "src/cli/bankseed", "--version"]).out.strip()
    measuring.write_json(measured.build / "perf.json", {
        "program": version, "size": size, "processors": os.cpu_count(),
        "machine": platform.machine(), "figures": measured.figures.all})
    print(f"\nalso in {measured.build / 'perf.json'}")


if __name__ == "__main__":
    sys.exit(measuring.call(main))
