#!/usr/bin/env python3
"""Every command that needs a server, by a proxy that does what networks do: it ends right, or stops
clearly, in time, with a sentence; and what is in the databases is what the command has said.

  network.py PROGRAM [--faults N] [--seed N]

N faults (2) for each command, each at a byte that the seed decides.
"""

import argparse
import os
import random
import sys
import time

sys.dont_write_bytecode = True  # The checkout stays as it is.

import banks
import proxy
import servers

TIMEOUT = 1
"""Seconds that the program is told to wait for a silent server."""
CUSTOMERS = 120
HARMLESS = (proxy.DELAY, proxy.DRIP)


class Case:
    """A command; what it needs before, and whether it changes anything."""

    def __init__(self, name, words, changes):
        self.name = name
        self.words = words
        self.changes = changes
        self.passed = {}
        self.seconds = 0.0


LOAD = ["generate", *banks.Bank(CUSTOMERS, 2).options(), "--truncate", "--log", "none", "--quiet"]
# Those that only read come first: the bank stays as it is.
CASES = (
    Case("verify", ["verify"], False),
    Case("digest", ["digest"], False),
    Case("status", ["status"], False),
    Case("generate", LOAD, True),
    Case("repair", ["repair"], True),
    Case("clear", ["clear", "--confirm"], True),
)


class Network:
    """A server and a bank behind the proxy."""

    def __init__(self, program):
        self.program = program
        self.server = servers.Server()
        self.findings = []
        self.tried = 0
        self.slowest = ("", 0.0)
        self.must(LOAD)
        self.loaded = self.digest()
        self.make_bank()
        self.whole = self.digest()

    def run(self, words, port=None, timeout=TIMEOUT):
        return servers.Run([self.program, *words, "--url", self.server.url(port), "--timeout",
                            str(timeout), "--lock-timeout", "3"])

    def must(self, words):
        # A machine that is busy with other things is no fault of the network.
        run = self.run(words, timeout=servers.PATIENCE)
        if run.wait() != 0:
            raise servers.Wrong(f"{words[0]} without a fault: {run.err()}")
        return run.out

    def digest(self):
        return self.must(["digest"])

    def make_bank(self):
        self.must(["generate", *banks.Bank(CUSTOMERS, 1).options(), "--truncate", "--log", "none",
                   "--quiet"])

    def make_ready(self, case):
        if case.name == "clear":
            self.make_bank()
        elif case.name == "repair":
            # Something to repair: a run that is killed when it has copied rows.
            run = self.run([word for word in LOAD if word != "--quiet"])
            servers.wait_until("rows are there", lambda: len(run.lines) > 2 or run.has_ended())
            run.process.kill()
            run.wait()

    def measure(self, case):
        self.make_ready(case)
        with proxy.Proxy(self.server.port) as between:
            run = self.run(case.words, between.port)
            if run.wait() != 0:
                raise servers.Wrong(f"{case.name} by the proxy, without a fault: {run.err()}")
            case.passed = dict(between.passed)
            case.seconds = run.took

    def try_fault(self, case, fault):
        self.make_ready(case)
        self.tried += 1
        code = None
        try:
            with proxy.Proxy(self.server.port, fault) as between:
                run = self.run(case.words, between.port)
                # Waiting, undoing and looking again are a wait each.
                code = run.wait(6 * TIMEOUT + 5 * case.seconds + 6)
            self.judge(case, fault, code, run)
        except servers.Wrong as wrong:
            self.findings.append(f"{case.name}, {fault}: {wrong}")
        if case.changes and fault.kind == proxy.CORRUPT:
            # A statement with a changed bit is another statement; only TLS tells.
            self.server.drop_databases()
            self.make_bank()
        elif case.changes and code != 0:
            self.must(["repair"])

    def judge(self, case, fault, code, run):
        words = (run.err() + run.out).strip()
        if run.took > self.slowest[1]:
            self.slowest = (f"{case.name}, {fault}", run.took)
        if code not in (0, 1, 2):
            raise servers.Wrong(f"exit code {code}: {words[-300:]}")
        for word in ("terminate called", "internal error", "Assertion"):
            if word in words:
                raise servers.Wrong(f"it says: {words[-300:]}")
        if code != 0 and not words:
            raise servers.Wrong(f"exit code {code}, and no word")
        if code != 0 and fault.kind in HARMLESS:
            raise servers.Wrong(f"exit code {code}, of something that passes: {words[-300:]}")
        if code == 0 and case.name == "digest" and fault.kind != proxy.CORRUPT:
            if run.out != self.whole:
                raise servers.Wrong("exit code 0, and another digest")
        if code == 0 and case.name == "generate" and fault.kind != proxy.CORRUPT:
            if self.digest() != self.loaded:
                raise servers.Wrong("exit code 0, and another bank")

    def check_bank(self, what):
        if self.digest() != self.whole:
            self.findings.append(f"after {what} the bank is another one")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--faults", type=int, default=2)
    parser.add_argument("--seed", type=int, default=12)
    options = parser.parse_args()
    dice = random.Random(options.seed)
    network = Network(os.path.realpath(options.program))
    began = time.monotonic()
    try:
        for number, case in enumerate(CASES):
            if case.name == "generate":
                network.check_bank("commands that only read")
            network.measure(case)
            # Each command begins with another kind.
            for i in range(options.faults):
                kind = proxy.KINDS[(number + i) % len(proxy.KINDS)]
                network.try_fault(case, proxy.random_fault(kind, case.passed, dice))
        network.make_bank()
        network.check_bank("everything")
    finally:
        network.server.remove()
    for finding in network.findings:
        print(finding)
    print(f"{network.tried} faults, {len(network.findings)} wrong, in "
          f"{time.monotonic() - began:.0f} s; the longest wait, {network.slowest[1]:.1f} s: "
          f"{network.slowest[0]}")
    return 1 if network.findings else 0


if __name__ == "__main__":
    sys.exit(main())
