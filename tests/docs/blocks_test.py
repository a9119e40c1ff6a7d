#!/usr/bin/env python3
"""Every block of every page for users runs as it is printed, and every link leads somewhere.

    tests/docs/blocks_test.py BANKSEED [--update] [PAGE...]

Each page is a session of its own: a new home, an empty folder, and, as after docker/quickstart.sh, a bank in
a private cluster; the README makes its own. Of a block,

    shell     each line that calls bankseed, or pipes into it, has to succeed; what else there is has
              to be known here (ELSEWHERE), with the test that runs it
    console   what stands after "$ ", up to where its quotes are closed, is run, and what follows is
              what it prints; "..." on a line by itself stands for any lines; times are not compared.
              With --update the page gets what was printed
    bash      a script of a Slurm array, run as the second of two tasks, below the session's folder
    sql       goes to psql, on accounts_db, with the page's other SQL, once
    cpp, cmake  docs_test.sh compares them with a program that is built
    python    tests/clients/python runs them
    toml      a map of servers: tests/postgres/parts/server_map_test.cpp has one like it

A server of somebody's, db.example.com, is the private cluster here, without a bank. Banks of more than 10,000 customers
are loaded as banks of 2,000: what is printed is the same.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = ["README.md", *sorted(str(page.relative_to(ROOT)) for folder in ("docker", "src", "perf")
                              for page in (ROOT / folder).rglob("README.md"))]

# Lines of shell blocks that are run elsewhere, and where.
ELSEWHERE = [
    (r"docker/(quickstart|test)\.sh\b", "by hand, and for every change"),
    (r"cmake --preset release -DBANKSEED_BUILD_TESTS=OFF -DBANKSEED_BUILD_PERF=OFF$", "tests/cli/package.sh"),
    (r"cmake --build --preset release --target package$", "tests/cli/package.sh"),
    (r"sudo apt-get install \./build/release/bankseed_[0-9.]+_amd64\.deb$", "tests/cli/package.sh --bare"),
    (r"cmake --install build/release --prefix ~/\.local$", "tests/consumer/run.sh"),
    (r"docker (compose|build|run) ", "where there is Docker"),
    (r"(BANKSEED_PERF=\w+ +)?cmake --build --preset release --target \w+", "for measuring"),
    (r"perf/", "for measuring"),
    (r"valgrind |callgrind_annotate |  --", "for measuring"),
    (r"rm -r ~/", "a line of removal"),
    (r"kubectl ", "its manifests: tests/clients/kubernetes"),
    (r"bankseed .* --server-map ", "on three servers: tests/postgres/parts/server_map_test.cpp"),
    (r"psql -h db0.example.com ", "on three servers: tests/postgres/parts/server_map_test.cpp"),
    (r"pip install \.$|docker/wheel\.sh$", "tests/clients/python"),
]

TIME = re.compile(r"\b[0-9]+(\.[0-9]+)? (s|ms)\b")


class Session:
    """A home with a folder to work in, and a private cluster once something has made one."""

    def __init__(self, bankseed: pathlib.Path) -> None:
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="bankseed-blocks-"))
        self.home.chmod(0o755)  # The server's account has to reach it.
        (self.home / "bin").mkdir()
        (self.home / "bin" / "bankseed").symlink_to(bankseed)
        self.here = self.home / "here"
        self.here.mkdir()
        drop = re.compile(r"BANKSEED_|PG|XDG_(DATA|STATE|CONFIG)_HOME")
        self.environment = {k: v for k, v in os.environ.items() if not drop.match(k)}
        self.environment |= {"HOME": str(self.home), "LC_ALL": "C.UTF-8", "COLUMNS": "80",
                             "PATH": f"{self.home}/bin:{os.environ['PATH']}", "PAGER": "cat"}

    def run(self, command: str, text: str = "") -> subprocess.CompletedProcess:
        return subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], cwd=self.here,
                              env=self.environment, input=text, text=True, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def url(self) -> str:
        printed = self.run("bankseed server url accounts_db").stdout.strip()
        return printed.replace("/accounts_db", "/postgres")

    def close(self) -> None:
        self.run("bankseed server stop")
        shutil.rmtree(self.home)


def blocks_of(text: str):
    """(language, first line's number, lines) of each fenced block."""
    language, begun, lines = None, 0, []
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("```"):
            if language is None:
                language, begun, lines = line[3:], number + 1, []
            else:
                yield language, begun, lines
                language = None
        elif language is not None:
            lines.append(line)


def anchors_of(text: str) -> set[str]:
    """What links to headings of a page say, as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def here(command: str, session: Session) -> str:
    """The command, on the private cluster and not too large."""
    if "db.example.com" in command:
        session.run("bankseed clear --drop --confirm")
        command = command.replace("postgresql://me@db.example.com", f"'{session.url()}'")
    if re.search(r"bankseed (generate|datasets)|bankseed --", command):
        command = re.sub(r"(--customers) (1M|250k|100k|10M)\b", r"\1 2k", command)
    return command


def matches(expected: list[str], printed: list[str]) -> bool:
    """Whether lines are those expected, where "..." stands for any."""
    if not expected:
        return not printed
    if expected[0] == "...":
        return any(matches(expected[1:], printed[at:]) for at in range(len(printed) + 1))
    return bool(printed) and expected[0] == printed[0] and matches(expected[1:], printed[1:])


def plain(lines: list[str]) -> list[str]:
    """Without what no two runs have alike."""
    return [TIME.sub("N s", line).rstrip() for line in lines]


class Page:
    """One page and what is wrong with it."""

    def __init__(self, name: str, session: Session, update: bool) -> None:
        self.name, self.session, self.update = name, session, update
        self.text = (ROOT / name).read_text(encoding="utf-8")
        self.wrong: list[str] = []
        self.ran = 0

    def complain(self, line: int, what: str, output: str = "") -> None:
        self.wrong.append(f"{self.name}:{line}: {what}\n{output}")

    def shell(self, begun: int, lines: list[str]) -> None:
        for number, line in enumerate(lines, begun):
            if not line.strip() or any(re.match(known, line) for known, _ in ELSEWHERE):
                continue
            if "bankseed" not in line:
                self.complain(number, f"nothing runs '{line}'")
                continue
            self.ran += 1
            result = self.session.run(here(line, self.session))
            # 141: whoever read the output had read enough.
            if result.returncode not in (0, 141) and "has no chart library" not in result.stdout:
                self.complain(number, f"'{line}' ends with {result.returncode}", result.stdout)

    def console(self, begun: int, lines: list[str]) -> list[str]:
        renewed = []
        commands = [at for at, line in enumerate(lines) if line.startswith("$ ")]
        if not commands or commands[0] != 0:
            self.complain(begun, "a console block does not begin with a command")
        for begin, end in zip(commands, [*commands[1:], len(lines)]):
            at = begin
            while "\n".join(lines[begin:at + 1]).count('"') % 2 == 1 and at + 1 < end:
                at += 1
            self.ran += 1
            result = self.session.run("\n".join(lines[begin:at + 1])[2:])
            printed = result.stdout.rstrip("\n").split("\n") if result.stdout.strip() else []
            printed = [line.rstrip() for line in printed]
            expected = lines[at + 1:end]
            if not matches(plain(expected), plain(printed)):
                self.complain(begun + begin, f"'{lines[begin]}' prints something else", result.stdout)
                expected = printed
            renewed += [*lines[begin:at + 1], *expected]
        return renewed

    def links(self) -> None:
        for number, line in enumerate(self.text.split("\n"), 1):
            for target in re.findall(r"\]\(([^)#]*#?[^)]*)\)", line):
                if target.startswith("https://"):
                    continue
                path, _, anchor = target.partition("#")
                file = (ROOT / self.name).parent / path if path else ROOT / self.name
                if not file.exists():
                    self.complain(number, f"there is no {target}")
                elif anchor and anchor not in anchors_of(file.read_text(encoding="utf-8")):
                    self.complain(number, f"no heading is {target}")

    def array(self, script: str, begun: int) -> None:
        self.ran += 1
        task = {"ID": 1, "COUNT": 2, "MIN": 0, "MAX": 1, "STEP": 1}
        exports = "".join(f"export SLURM_ARRAY_TASK_{name}={value}\n" for name, value in task.items())
        result = self.session.run(exports + here(script.replace(" /shared/", " ./shared/"), self.session))
        if result.returncode != 0:
            self.complain(begun, "the script fails", result.stdout)

    def sql(self, statements: str, begun: int) -> None:
        if not statements:
            return
        self.ran += 1
        result = self.session.run("bankseed psql accounts_db -X -v ON_ERROR_STOP=1", statements)
        if result.returncode != 0:
            self.complain(begun, "the SQL does not run as it is printed", result.stdout)
        # A query that finds nothing is none to show.
        if "(0 rows)" in result.stdout:
            self.complain(begun, "a query finds nothing", result.stdout)

    def check(self) -> None:
        self.links()
        if self.name != "README.md" and "bankseed" in "".join(
                "".join(lines) for language, _, lines in blocks_of(self.text) if language != "cpp"):
            self.session.run("bankseed --seed 42 --as-of 2026-11-01 --quiet")
        sql, first = "", 0
        for language, begun, lines in blocks_of(self.text):
            if language == "shell":
                self.shell(begun, lines)
            elif language == "console":
                renewed = self.console(begun, lines)
                if self.update and renewed != lines:
                    old = "```console\n" + "\n".join(lines) + "\n```"
                    self.text = self.text.replace(old, "```console\n" + "\n".join(renewed) + "\n```", 1)
            elif language == "bash":
                self.array("\n".join(lines), begun)
            elif language == "sql":
                sql, first = sql + "\n".join(lines) + "\n", first or begun
            elif language not in ("cpp", "cmake", "python", "toml"):
                self.complain(begun, f"nothing tries a block of '{language}'")
        self.sql(sql, first)
        if self.update:
            (ROOT / self.name).write_text(self.text, encoding="utf-8")


def first_screen(session: Session) -> list[str]:
    """A first run fits a screen: what it prints on a terminal of 80 columns, and the prompt after it."""
    command = "stty cols 80 rows 24; bankseed generate --truncate --verify"
    result = session.run(f"TERM=xterm script --quiet --return --command '{command}' /dev/null")
    # Progress is erased by CSI J; what stands after the last one stays on the screen.
    screen = result.stdout.replace("\r", "").split("\x1b[J")[-1].rstrip("\n")
    rows = sum(max(1, -(-len(line) // 80)) for line in screen.split("\n"))
    wrong = []
    if result.returncode != 0:
        wrong.append(f"a run on a terminal fails\n{result.stdout}")
    if rows > 23:
        wrong.append(f"a run does not fit a screen of 24 lines\n{screen}")
    if not re.search(r"verified: .* all hold", screen):
        wrong.append(f"a run does not say what it has proved\n{screen}")
    return wrong


def removal(session: Session) -> list[str]:
    """Removing everything leaves nothing."""
    wrong = []
    session.run("bankseed server stop; rm -rf ~/.local; bankseed --quiet --customers 10")
    url = session.url()
    if session.run("bankseed clear --drop --confirm").returncode != 0:
        wrong.append("clear --drop fails")
    count = session.run(f"psql '{url}' -XAt -c \"SELECT count(*) FROM pg_database WHERE datname LIKE '%_db'\"")
    if count.stdout.strip() != "0":
        wrong.append(f"clear --drop leaves databases\n{count.stdout}")
    if session.run("bankseed server remove --confirm").returncode != 0:
        wrong.append("server remove fails")
    if (session.home / ".local/share/bankseed").exists():
        wrong.append("server remove leaves something behind")
    return wrong


def main() -> int:
    arguments = [word for word in sys.argv[1:] if word != "--update"]
    bankseed = pathlib.Path(arguments[0]).resolve()
    wrong = []
    for name in arguments[1:] or PAGES:
        session = Session(bankseed)
        try:
            page = Page(name, session, "--update" in sys.argv)
            page.check()
            wrong += page.wrong
            if name == "README.md":
                wrong += first_screen(session)
            if name == "docker/README.md":
                wrong += removal(session)
            print(f"{name}: {page.ran} commands")
        finally:
            session.close()
    print("\n".join(wrong), file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
