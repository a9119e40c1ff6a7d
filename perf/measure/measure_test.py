#!/usr/bin/env python3
"""What judges measurements judges right, and runs: perf/compare and perf/peers/peers.py.

  measure_test.py PROGRAM [CLASS OF TESTS]...
"""

import importlib.machinery
import importlib.util
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True  # The checkout stays as it is.

PROGRAM = os.path.realpath(sys.argv[1])
PERF = pathlib.Path(__file__).resolve().parents[1]


def load_compare():
    """It has no ending that Python would know."""
    loader = importlib.machinery.SourceFileLoader("compare", str(PERF / "compare"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("compare", loader))
    loader.exec_module(module)
    return module


compare = load_compare()


def run(*command):
    return subprocess.run([str(word) for word in command], stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, check=False)


class Verdict(unittest.TestCase):
    """The rule that perf/README.md states."""

    def test_as_many_pairs_may_lie_elsewhere_as_chance_leaves(self):
        self.assertEqual([compare.others_allowed(pairs) for pairs in (1, 5, 6, 8, 9, 11, 12)],
                         [-1, -1, 0, 0, 1, 1, 2])

    def test_all_but_one_of_nine(self):
        self.assertEqual(compare.verdict_of([0.9] * 8 + [1.1]), "less")
        self.assertEqual(compare.verdict_of([0.9] * 7 + [1.1] * 2), "noise")
        self.assertEqual(compare.verdict_of([1.1] * 8 + [0.9]), "more")
        self.assertEqual(compare.verdict_of([1.1] * 7 + [0.9] * 2), "noise")

    def test_a_difference_of_two_per_cent_is_noise(self):
        self.assertEqual(compare.verdict_of([0.985] * 9), "noise")
        self.assertEqual(compare.verdict_of([0.975] * 9), "less")
        self.assertEqual(compare.verdict_of([1.015] * 9), "noise")
        self.assertEqual(compare.verdict_of([1.025] * 9), "more")

    def test_what_is_equal_lies_on_no_side(self):
        self.assertEqual(compare.verdict_of([0.9] * 7 + [1.0] * 2), "noise")

    def test_few_pairs_tell_nothing(self):
        self.assertEqual(compare.verdict_of([0.5] * 5), "too few pairs")


class Json(unittest.TestCase):
    """Has a file for what is found; banks are of 120 customers."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.json = pathlib.Path(self.folder.name) / "found.json"

    def tearDown(self):
        self.folder.cleanup()

    def found(self):
        return json.loads(self.json.read_text(encoding="utf-8"))


class Compare(Json):
    """perf/compare runs."""

    def test_a_program_is_compared_with_itself(self):
        result = run(PERF / "compare", PROGRAM, PROGRAM, "--pairs", 1, "--commands",
                     "null:120,csv:120,load:120,verify:120", "--json", self.json)
        self.assertEqual(result.returncode, 0, result.stderr)
        found = self.found()
        self.assertEqual([line["command"] for line in found],
                         ["null:120"] * 3 + ["csv:120"] * 3 + ["load:120"] * 4 + ["verify:120"] * 4)
        for line in found:
            self.assertGreater(line["old"], 0, line)
            self.assertLessEqual(line["low"], line["high"], line)
            self.assertEqual(line["verdict"], "too few pairs")

    def test_a_program_that_fails_is_not_compared(self):
        result = run(PERF / "compare", PROGRAM, "/bin/false", "--commands", "null:120")
        self.assertEqual(result.returncode, 1)
        self.assertIn("/bin/false generate", result.stderr)
        self.assertIn("exit code 1", result.stderr)


class Peers(Json):
    """perf/peers/peers.py runs."""

    def test_peers_that_are_not_there_are_skipped_and_named(self):
        result = run(PERF / "peers/peers.py", PROGRAM, "/nonexistent", "--customers", 120,
                     "--rounds", 1, "--only", "small,csv", "--json", self.json)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("skipped: Faker or psycopg2 is not installed", result.stdout)
        self.assertIn("skipped: tpchgen-cli is not installed", result.stdout)
        self.assertEqual([(line["group"], line["name"]) for line in self.found()],
                         [("small", "bankseed"), ("csv", "bankseed")])

    def test_peers_load_the_same_bank(self):
        result = run(PERF / "peers/peers.py", PROGRAM, "/nonexistent", "--customers", 120,
                     "--rounds", 1, "--only", "bank", "--json", self.json)
        self.assertEqual(result.returncode, 0, result.stderr)
        found = self.found()
        self.assertEqual(len(found), 7)  # Those that load the bank count its rows themselves.
        self.assertEqual(found[0]["bankseed_over_it"], 1.0)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]], verbosity=2)
