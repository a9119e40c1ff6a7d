"""A PostgreSQL server of the test's own, banks in it, and the program under test."""

import glob
import os
import pathlib
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time

DATABASES = ("employees_db", "customer_db", "accounts_db", "loans_db", "insurance_db",
             "compliance_db")
PATIENCE = 90
"""Seconds: a machine that also compiles can be ten times as slow as an idle one."""


class Wrong(Exception):
    """What should hold does not."""


def wait_until(what, condition, patience=PATIENCE, pause=0.002):
    deadline = time.monotonic() + patience
    while not condition():
        if time.monotonic() > deadline:
            raise Wrong(f"waited in vain until {what}")
        time.sleep(pause)


def find_programs():
    """The newest PostgreSQL there is; 13 or newer."""
    found = [(int(path.split("/")[-2].split(".")[0]), path)
             for path in glob.glob("/usr/lib/postgresql/*/bin")
             if os.access(f"{path}/postgres", os.X_OK)]
    if not found:
        initdb = shutil.which("initdb")
        if initdb is None:
            raise Wrong("no PostgreSQL server is installed; docker/dependencies.sh server")
        found = [(0, os.path.dirname(initdb))]
    return max(found)[1]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def make_folder(name):
    """A new folder that the server's account can enter."""
    folder = tempfile.mkdtemp(prefix=name + "-")
    os.chmod(folder, 0o755)
    return pathlib.Path(folder)


# Quick, and of little room: nobody needs what is in it after a crash of the machine.
SCRATCH = ("fsync=off", "full_page_writes=off", "autovacuum=off", "max_wal_size=128MB",
           "shared_buffers=64MB", "log_min_messages=panic")
STOCK = ()
"""As initdb leaves it."""


class Server:
    """Postgres on a socket and a port of its own. It refuses to be root's, and is then the user
    postgres's."""

    def __init__(self, settings=SCRATCH):
        self.programs = find_programs()
        self.folder = make_folder("server")
        self.port = free_port()
        self.settings = settings
        self.process = None
        self.account = {}
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self.account = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        # Segments as small as they can be: a limit of the size of files stops tables, not the log.
        segments = ["--wal-segsize=1"] if settings is SCRATCH else []
        self.run("initdb", "--no-sync", "--no-instructions", "--locale=C", "--encoding=UTF8",
                 "--auth=trust", "--username=postgres", *segments, f"--pgdata={self.folder}/data")
        self.start()

    def run(self, program, *arguments):
        with open(self.folder / "log", "ab") as log:
            subprocess.run([f"{self.programs}/{program}", *arguments], check=True, cwd="/",
                           stdin=subprocess.DEVNULL, stdout=log, stderr=log, **self.account)

    def start(self):
        command = [f"{self.programs}/postgres", "-D", f"{self.folder}/data", "-k", self.folder,
                   "-p", str(self.port), "-c", "listen_addresses=127.0.0.1"]
        for setting in self.settings:
            command += ["-c", setting]
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(command, cwd="/", stdin=subprocess.DEVNULL, stdout=log,
                                            stderr=log, **self.account)
        wait_until("the server starts", self.is_ready)

    def is_ready(self):
        if self.process.poll() is not None:
            raise Wrong("the server does not start: " + (self.folder / "log").read_text()[-2000:])
        try:
            lines = (self.folder / "data/postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        return len(lines) > 7 and lines[7].strip() == "ready" and lines[0] == str(self.process.pid)

    def end(self, how=signal.SIGINT):
        """SIGQUIT: at once, without writing anything, as a crash does."""
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(PATIENCE)
            self.process = None

    def remove(self):
        self.end(signal.SIGQUIT)
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, port=None):
        """By the socket, or by a port of 127.0.0.1."""
        host = f"host={self.folder}" if port is None else "host=127.0.0.1"
        return f"{host} port={port or self.port} user=postgres"

    def psql(self, database, *more):
        return [f"{self.programs}/psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d",
                f"{self.url()} dbname={database}", *more]

    def sql(self, database, text):
        result = subprocess.run(self.psql(database, "-f", "-"), input=text, capture_output=True,
                                text=True, check=False)
        if result.returncode != 0:
            raise Wrong(f"{database}: {text[:200]}: {result.stderr}")
        return result.stdout

    def sql_in_all(self, text):
        """The answers of the six databases, asked at the same time."""
        asked = [subprocess.Popen(self.psql(database, "-c", text), stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE, text=True) for database in DATABASES]
        answers = {}
        for database, process in zip(DATABASES, asked):
            answer, error = process.communicate()
            answers[database] = answer if process.returncode == 0 else "none: " + error
        return answers

    def is_in_order(self):
        """It answers: after a crash of one of its processes it is away for a moment."""
        return subprocess.run(self.psql("postgres", "-c", "SELECT 1"), capture_output=True,
                              check=False).returncode == 0

    def _children(self):
        """Each of the server's processes with the words of its title; one that has ended and that
        the server has not waited for has none. Not asked of the server, which would take too long
        for what is to happen at this moment."""
        path = f"/proc/{self.process.pid}/task/{self.process.pid}/children"
        for child in pathlib.Path(path).read_text().split():
            try:
                title = pathlib.Path(f"/proc/{child}/cmdline").read_bytes().decode().split()
            except OSError:
                continue
            yield int(child), title

    def backends(self):
        """The processes that have sessions with the six databases."""
        return [child for child, title in self._children()
                if len(title) > 2 and title[2] in DATABASES]

    def is_rid_of_sessions(self):
        """Nobody has a session with the six databases, and the server has waited for all processes
        that have ended: their CPU time is its children's now."""
        return all(title and (len(title) < 3 or title[2] not in DATABASES)
                   for _, title in self._children())

    def leave_no_room(self):
        """From now on no file of the sessions that there are grows beyond a segment of the log:
        as on a disk that is full, where the log still has its own."""
        for process in self.backends():
            subprocess.run(["prlimit", f"--pid={process}", f"--fsize={1 << 20}:"], check=False,
                           capture_output=True, **self.account)

    def drop_databases(self):
        for database in DATABASES:
            self.sql("postgres", "SET client_min_messages = error;\n"
                     f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")


class Run:
    """The program at work; `lines` are those of its standard error so far, with their moments."""

    def __init__(self, command, environment=None):
        self.lines = []
        self.began = time.monotonic()
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True, env=environment)
        self.out = ""
        self.readers = [threading.Thread(target=self.read_errors, daemon=True),
                        threading.Thread(target=self.read_output, daemon=True)]
        for reader in self.readers:
            reader.start()

    def read_errors(self):
        for line in self.process.stderr:
            self.lines.append((time.monotonic() - self.began, line.rstrip("\n")))

    def read_output(self):
        self.out = self.process.stdout.read()

    def has_ended(self):
        return self.process.poll() is not None

    def wait(self, seconds=PATIENCE):
        """The exit code, negative for a signal. What does not end in time is killed, and wrong."""
        try:
            code = self.process.wait(max(0.0, seconds))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise Wrong(f"it has not ended after {seconds:.0f} s: {self.err()[-500:]}") from None
        self.took = time.monotonic() - self.began
        for reader in self.readers:
            reader.join()
        return code

    def err(self):
        return "\n".join(line for _, line in self.lines)


def run(command, seconds=PATIENCE):
    """The exit code and all that was said."""
    program = Run(command)
    code = program.wait(seconds)
    return code, program.out, program.err()
