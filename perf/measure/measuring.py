"""What the measurements of whole programs share: running them, a place of their own, figures."""

import json
import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True  # The checkout stays as it is.
ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/faults"))

import servers

AS_OF = "2025-06-30"
"""As the measurements in C++ have it."""


def call(main):
    """Calls it and returns the exit code; whoever ends it by a signal leaves no server behind."""
    def end(number, _):
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, signal.SIG_IGN)
        sys.exit(128 + number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    try:
        main()
        return 0
    except (servers.Wrong, OSError) as wrong:
        print(f"{os.path.basename(sys.argv[0])}: {wrong}", file=sys.stderr)
        return 1


class Cost:
    """What a program took; memory and CPU are its own, without a server's."""

    def __init__(self, wall, cpu, memory, out):
        self.wall = wall
        self.cpu = cpu
        self.memory = memory
        self.out = out


def run(command, environment=None):
    """Runs a program to its end; raises Wrong when it fails."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        began = time.monotonic()
        process = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL,
                                   stdout=out, stderr=err, env=environment)
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            process.terminate()  # It undoes and removes what it has begun.
            process.wait()
            raise
        wall = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        if process.returncode != 0:
            words = (err.read() or out.read()).decode(errors="replace")
            raise servers.Wrong(f"{' '.join(map(str, command))}: exit code {process.returncode}: "
                                f"{words[-1000:]}")
        return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024,
                    out.read().decode(errors="replace"))


class Place:
    """A home of the measurement's own, with no bank, no cluster and no configuration in it."""

    def __init__(self):
        self.folder = servers.make_folder("bankseed-perf")
        self.environment = {name: value for name, value in os.environ.items()
                            if not name.startswith(("BANKSEED_", "PG", "XDG_"))}
        self.environment["HOME"] = str(self.folder)

    def run(self, *command):
        return run(command, self.environment)

    def remove(self):
        """Also what an initdb still writes whose caller was ended."""
        def is_gone():
            shutil.rmtree(self.folder, ignore_errors=True)
            return not self.folder.exists()

        servers.wait_until(f"{self.folder} is removed", is_gone, pause=0.2)


def bank(customers):
    return ["--customers", customers, "--seed", 42, "--as-of", AS_OF]


def tables_of(program, place, customers):
    """(database, table, rows) of each table, those that others refer to first."""
    tables = []
    for line in place.run(program, "plan", *bank(customers)).out.splitlines():
        words = line.split()
        if len(words) >= 4 and words[-3] in servers.DATABASES:
            tables.append((words[-3], words[-2], int(words[-1].replace(",", ""))))
    return tables


def rows_of(program, place, customers):
    return sum(rows for _, _, rows in tables_of(program, place, customers))


class Processors:
    """How busy the machine's processors are, from here on."""

    def __init__(self):
        self.before = self.read()

    @staticmethod
    def read():
        words = pathlib.Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]
        times = [int(word) for word in words]
        return sum(times), times[3] + times[4]

    def busy(self):
        """In percent; one that waits for a disk is idle."""
        total, idle = (now - then for now, then in zip(self.read(), self.before))
        return 100 * (1 - idle / total) if total else 0.0


def cpu_of_server(server):
    """Seconds that the sessions that have ended took, and the postmaster."""
    servers.wait_until("the sessions have ended", server.is_rid_of_sessions)
    line = pathlib.Path(f"/proc/{server.process.pid}/stat").read_text()
    own_and_childrens = line.rsplit(")", 1)[1].split()[11:15]
    return sum(map(int, own_and_childrens)) / os.sysconf("SC_CLK_TCK")


def settle(server):
    """Nothing that was left to be written slows down what comes next."""
    server.sql("postgres", "CHECKPOINT")


def text_of(value):
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.{0 if value >= 100 else 2 if value >= 1 else 3}f}"


def print_table(rows, words):
    """Columns as wide as they have to be; those of these numbers hold words, the others numbers."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        cells = [cell.ljust(width) if i in words else cell.rjust(width)
                 for i, (cell, width) in enumerate(zip(row, widths))]
        print("  ".join(cells).rstrip())


class Figures:
    """Names, values and units."""

    def __init__(self):
        self.all = []

    def add(self, name, value, unit):
        self.all.append({"name": name, "value": float(f"{value:.6g}"), "unit": unit})

    def add_median(self, name, values, unit):
        self.add(name, statistics.median(values), unit)

    def print(self):
        rows = [(figure["name"], text_of(figure["value"]), figure["unit"]) for figure in self.all]
        print_table([("name", "value", "unit"), *rows], words=(0, 2))

    def write(self, path):
        write_json(path, self.all)


def write_json(path, content):
    pathlib.Path(path).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
