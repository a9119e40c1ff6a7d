#!/usr/bin/env python3
"""Kills and disturbs running loads at seeded moments, goes on, and compares with undisturbed runs.

  kills.py PROGRAM CHECKOUT REPORT [--kills N] [--large N] [--seed N]

Of N kills (20) a quarter is of runs that write files. `--large` of them (none) are of banks of
20,000 customers, the others of 1,200. Prints a table, a line for each kill, and writes it to REPORT as
values between tabs. Fails when one bank is not the one that an undisturbed run makes, with its
constraints, indexes and other people's objects.
"""

import argparse
import os
import random
import shutil
import signal
import sys
import time

sys.dont_write_bytecode = True  # The checkout stays as it is.

import banks
import proxy
import servers

SMALL, LARGE = 1_200, 20_000
TIMEOUT = 10
"""Seconds that the program is told to wait for a silent server."""

STAGES = ("plan", "preparation", "foundation", "core banking", "engagement", "loans", "insurance",
          "compliance", "keys and indexes")
OWN, THEIRS, NOTHING = "a bank", "their tables", "nothing"
"""What is there before: a bank to be replaced, with other people's objects beside it; the tables
as somebody else made them; no database."""

# What happens, and to whom.
KILL, TERMINATE, BACKEND, SESSION, CRASH, NO_ROOM, CUT = (
    "bankseed killed", "bankseed ended", "a backend killed", "a session ended", "the server crashes",
    "no room for files", "the connections cut")
OF_LOADS = (KILL, CRASH, BACKEND, CUT, SESSION, NO_ROOM, TERMINATE)
OF_FILES = ("csv", "parquet")


class Kill:
    """One kill: what, in which stage, and how it ended."""

    def __init__(self, what, before, customers, stage, share):
        self.what = what
        self.before = before
        self.customers = customers
        self.stage = stage
        self.share = share
        self.moment = 0.0
        self.code = None
        self.said = ""
        self.went_on = ""
        self.seconds = 0.0
        self.wrong = ""

    HEAD = ("what", "before", "customers", "stage", "moment", "exit code", "what it said",
            "went on by", "seconds", "wrong")

    def fields(self):
        return (self.what, self.before, f"{self.customers:,}", self.stage, f"{self.moment:.3f}",
                str(self.code), self.said, self.went_on, f"{self.seconds:.2f}", self.wrong or "-")


def seconds_of_stages(run):
    """When each stage of a run ended."""
    ends = [moment for moment, line in run.lines if line and not line.startswith("bankseed")]
    return ends


def last_words(run):
    words = [line for _, line in run.lines if line.startswith("bankseed: ")]
    return (words or [""])[-1].removeprefix("bankseed: ")[:120]


def can_resume(program):
    """Whether it can go on with a run; without, that is repaired, and made again."""
    return "--resume" in servers.run([program, "generate", "--help"])[1]


class Loads:
    """Kills of runs that load databases."""

    def __init__(self, program, source, dice):
        self.program = program
        self.source = source
        self.dice = dice
        self.server = servers.Server()
        self.undisturbed = {}
        self.stages = {}
        self.seed = 1
        self.there = None
        """What is known to stand in the databases: of which kind, customers and seed."""
        self.can_resume = can_resume(program)

    def command(self, bank, *more, port=None):
        return [self.program, "generate", *bank.options(), "--truncate", "--log", "none", "--jobs",
                "2", "--url", self.server.url(port), "--timeout", str(TIMEOUT), *more]

    def make_ready(self, before, bank):
        """What is there before, and in it the bank, unless all that still stands there."""
        wanted = (before, bank.customers, bank.seed)
        if before == NOTHING:
            self.server.drop_databases()
            self.there = None
            return
        if self.there is None or self.there[0] != before:
            self.there = None
            self.server.drop_databases()
            if before == THEIRS:
                banks.make_their_tables(self.server, self.source)
            self.must_load(bank)
            banks.add_their_objects(self.server)
        if self.there != wanted:
            self.must_load(bank)
        self.there = wanted

    def must_load(self, bank):
        run = servers.Run(self.command(bank))
        code = run.wait()
        if code != 0:
            raise servers.Wrong(f"an undisturbed run fails: {code}: {run.err()}")
        return run

    def learn(self, before, bank):
        """What an undisturbed run leaves, and when its stages end; the bank stands there then."""
        key = (before, bank.customers, bank.seed)
        if key not in self.undisturbed:
            self.make_ready(before, bank)
            run = self.must_load(bank)
            self.stages[key] = seconds_of_stages(run)
            self.undisturbed[key] = self.snapshot(before)

    def snapshot(self, before):
        return banks.snapshot(self.server, self.program, before != NOTHING)

    def try_kill(self, kill):
        # The bank that stands there is another one each time: the one of the kill before.
        other, self.seed = banks.Bank(kill.customers, self.seed), 3 - self.seed
        bank = banks.Bank(kill.customers, self.seed)
        self.learn(kill.before, bank)
        if kill.before != NOTHING:
            self.learn(kill.before, other)
        self.make_ready(kill.before, other)
        before = (self.snapshot(NOTHING) if kill.before == NOTHING else
                  self.undisturbed[kill.before, kill.customers, other.seed])
        self.there = None
        between = proxy.Proxy(self.server.port) if kill.what == CUT else None
        run = servers.Run(self.command(bank, port=between.port if between else None))
        self.wait_for(kill, run, self.stages[kill.before, kill.customers, bank.seed])
        is_late = run.has_ended()
        kill.moment = time.monotonic() - run.began
        self.disturb(kill.what, run, between)
        kill.code = run.wait()
        kill.said = "it had ended" if is_late else last_words(run)
        if between:
            between.close()
        self.wait_for_server()
        self.check_end(kill, run, before)
        self.go_on(kill, bank, is_late)
        expected = self.undisturbed[kill.before, kill.customers, bank.seed]
        kill.wrong = kill.wrong or banks.difference(expected, self.snapshot(kill.before))
        if not kill.wrong and kill.before != NOTHING:
            self.there = (kill.before, kill.customers, bank.seed)

    def wait_for(self, kill, run, stages):
        """Until the moment in the stage: a share of the time that it takes undisturbed."""
        number = min(STAGES.index(kill.stage), len(stages) - 1)
        begin = stages[number - 1] if number > 0 else 0.0

        def has_begun():
            return len(seconds_of_stages(run)) >= number or run.has_ended()

        servers.wait_until(f"{kill.stage} begins", has_begun)
        time.sleep(kill.share * (stages[number] - begin))

    def disturb(self, what, run, between):
        if what == KILL:
            run.process.kill()
        elif what == TERMINATE:
            run.process.send_signal(signal.SIGTERM)
        elif what == CRASH:
            self.server.end(signal.SIGQUIT)
        elif what == CUT:
            between.cut()
            between.close()
        elif what == NO_ROOM:
            self.server.leave_no_room()
        else:
            backends = self.server.backends()
            if backends:
                # SIGTERM is what pg_terminate_backend() sends.
                os.kill(self.dice.choice(backends),
                        signal.SIGKILL if what == BACKEND else signal.SIGTERM)

    def wait_for_server(self):
        if self.server.process is None:
            self.server.start()
        servers.wait_until("the server answers", self.server.is_in_order, pause=0.05)

    def check_end(self, kill, run, before):
        """How it may end, and that others are told the truth."""
        if kill.what == KILL:
            allowed = (-signal.SIGKILL, 0)
        elif kill.what == TERMINATE:
            allowed = (128 + signal.SIGTERM, 0)
        else:
            allowed = (0, 1, 2)
        if kill.code not in allowed:
            kill.wrong = f"exit code {kill.code}"
        elif kill.code in (1, 2) and not kill.said:
            kill.wrong = "it does not say why"
        elif kill.code == 2 and banks.difference(before, self.snapshot(kill.before)):
            kill.wrong = "exit code 2, and something was changed"
        for word in ("terminate called", "internal error", "Assertion"):
            if word in run.err():
                kill.wrong = "it says: " + word
        status, _, error = servers.run([self.program, "status", "--url", self.server.url()])
        if status not in (0, 1):
            kill.wrong = f"status: {status}: {error}"

    def go_on(self, kill, bank, is_late):
        began = time.monotonic()
        if is_late:
            kill.went_on = "nothing"
            return
        steps = [self.command(bank, "--resume")]
        kill.went_on = "--resume"
        if not self.can_resume:
            steps = [[self.program, "repair", "--url", self.server.url()], self.command(bank)]
            kill.went_on = "repair, --truncate"
        for step in steps:
            code, _, error = servers.run(step)
            if code != 0:
                kill.wrong = kill.wrong or f"{step[1]} {kill.went_on}: {code}: {error[-300:]}"
        kill.seconds = time.monotonic() - began

    def remove(self):
        self.server.remove()


class Files:
    """Kills of runs that write files."""

    STAGES = ("writing", "putting in place")

    def __init__(self, program):
        self.program = program
        self.folder = servers.make_folder("files")
        self.can_resume = can_resume(program)
        self.undisturbed = {}
        self.seed = 1

    def command(self, bank, target, folder):
        return [self.program, "generate", *bank.options(), "--to", target, "--out", str(folder),
                "--truncate", "--log", "none", "--jobs", "2"]

    def write(self, bank, target, folder, *more):
        code, _, error = servers.run([*self.command(bank, target, folder), *more])
        if code != 0:
            raise servers.Wrong(f"an undisturbed run fails: {code}: {error}")
        return banks.files_of(folder)

    def try_kill(self, kill):
        target = kill.what.split()[0]
        self.seed = 3 - self.seed
        bank = banks.Bank(kill.customers, self.seed)
        other = banks.Bank(kill.customers, 3 - self.seed)
        folder = self.folder / f"{target}-{kill.customers}"
        for one in (bank, other):
            key = (target, kill.customers, one.seed)
            if key not in self.undisturbed:
                began = time.monotonic()
                self.undisturbed[key] = self.write(one, target, self.folder / "undisturbed")
                self.undisturbed[target, kill.customers] = time.monotonic() - began
        old = self.write(other, target, folder)
        run = servers.Run(self.command(bank, target, folder))
        self.wait_for(kill, run, folder, self.undisturbed[target, kill.customers])
        is_late = run.has_ended()
        kill.moment = time.monotonic() - run.began
        run.process.kill()
        kill.code = run.wait()
        self.check_left(kill, folder, old, self.undisturbed[target, kill.customers, bank.seed])
        began = time.monotonic()
        found = self.write(bank, target, folder, *(["--resume"] if self.can_resume else []))
        kill.seconds = time.monotonic() - began
        kill.went_on = "--resume" if self.can_resume else "--truncate"
        kill.said = "it had ended" if is_late else kill.said
        if found != self.undisturbed[target, kill.customers, bank.seed]:
            kill.wrong = kill.wrong or "other files than undisturbed"

    def wait_for(self, kill, run, folder, seconds):
        if kill.stage == "writing":
            time.sleep(kill.share * seconds)
            return
        # All files are complete, and get their names; that takes a few milliseconds.
        complete = folder / ".bankseed" / "complete"
        while not run.has_ended() and not complete.exists():
            time.sleep(0.0005)
        time.sleep(kill.share * 0.004)

    @staticmethod
    def check_left(kill, folder, old, new):
        """A manifest says that all of its files are there."""
        left = {name: digest for name, digest in banks.files_of(folder).items()
                if not name.startswith(".bankseed/")}
        if left == old:
            kill.said = "the old bank is there"
        elif left == new:
            kill.said = "the new bank is there"
        elif "manifest.json" not in left:
            kill.said = "some of both, and no manifest"
        else:
            kill.wrong = "a manifest, and not its files"

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def kills_of(count, large, dice):
    """Each kind in each stage before any comes twice in one."""
    kills = []
    of_files = count // 4
    for i in range(count - of_files):
        what = OF_LOADS[i % len(OF_LOADS)]
        stage = STAGES[1:][i % (len(STAGES) - 1)]
        before = {6: THEIRS, 7: NOTHING}.get(i % 8, OWN)
        kills.append(Kill(what, before, SMALL, stage, dice.random()))
    for kill in dice.sample(kills, min(large, len(kills))):
        kill.customers = LARGE
        kill.before = OWN
    # What is there before is made anew as rarely as can be.
    kills.sort(key=lambda kill: ((OWN, THEIRS, NOTHING).index(kill.before), kill.customers))
    for i in range(of_files):
        what = OF_FILES[i % len(OF_FILES)] + " killed"
        stage = Files.STAGES[i // 2 % 2]
        kills.append(Kill(what, "files of a bank", SMALL, stage, dice.random()))
    return kills


def print_table(kills, path):
    rows = [Kill.HEAD] + [kill.fields() for kill in kills]
    with open(path, "w", encoding="utf-8") as report:
        for row in rows:
            report.write("\t".join(field.replace("\t", " ") for field in row) + "\n")
    widths = [max(len(row[i]) for row in rows) for i in range(len(Kill.HEAD))]
    for row in rows:
        print("  ".join(field.ljust(width) for field, width in zip(row, widths)).rstrip())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("checkout")
    parser.add_argument("report")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--large", type=int, default=0)
    parser.add_argument("--seed", type=int, default=12)
    options = parser.parse_args()
    program = os.path.realpath(options.program)
    dice = random.Random(options.seed)
    kills = kills_of(options.kills, options.large, dice)
    loads, files = Loads(program, options.checkout, dice), Files(program)
    try:
        for kill in kills:
            try:
                (files if kill.before == "files of a bank" else loads).try_kill(kill)
            except servers.Wrong as wrong:
                kill.wrong = str(wrong)
                loads.there = None
                loads.wait_for_server()
    finally:
        loads.remove()
        files.remove()
    print_table(kills, options.report)
    wrong = [kill for kill in kills if kill.wrong]
    print(f"{len(kills)} kills, {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
