#!/usr/bin/env python3
"""Has clang-tidy look at every compiled source that has changed since it was found clean.

    docker/clang_tidy.py BUILD CACHE JOBS

BUILD is a directory that is built (compile_commands.json, and what ninja knows of headers); in CACHE an
empty file for each source that was clean remembers a digest of all that the verdict hangs on: the source,
its headers, its flags, .clang-tidy, clang-tidy itself.

Most of the time goes to headers, which sources have in common. So several sources that are compiled alike
are looked at as if they were one; only where that does not compile, since two of them have a name of their
own in common, or finds something, each is looked at by itself, and what is found then counts.
"""

import concurrent.futures
import hashlib
import json
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import time

BATCH = 8  # Sources at most: more save little, and are in vain more often.


class Source:
    """A compiled source: its path, how it is compiled, and the digest of its verdict."""

    def __init__(self, path: str, entry: dict, common: str) -> None:
        self.path = path
        words = shlex.split(entry["command"])[1:]
        if "ccache" in entry["command"].split()[0]:
            words = words[1:]
        self.object = words[words.index("-o") + 1]
        self.flags = self.without_output(words)
        self.directory = entry["directory"]
        self.common = common
        self.digest = ""

    @staticmethod
    def without_output(words: list[str]) -> tuple[str, ...]:
        """The flags alone."""
        flags, skip = [], False
        for word in words:
            if skip:
                skip = False
            elif word in ("-o", "-c"):
                skip = True
            else:
                flags.append(word)
        return tuple(flags)

    def measure(self, headers: list[str], contents: dict[str, str]) -> None:
        parts = [self.common, self.path, *self.flags, *(contents[header] for header in sorted(headers))]
        self.digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()


def files_of(entry: dict) -> list[str]:
    """What is compiled: several where CMake had them made one; folders lie below Unity as they do in the source."""
    file = pathlib.Path(entry["file"])
    if "Unity" not in file.parts:
        return [entry["file"]]
    return re.findall(r'^#include "(.+)"', file.read_text(encoding="utf-8"), re.MULTILINE)


def headers_of(build: pathlib.Path) -> dict[str, list[str]]:
    """What each object was made of, itself and its headers."""
    read, current = {}, []
    listed = subprocess.run(["ninja", "-t", "deps"], cwd=build, check=True, text=True,
                            stdout=subprocess.PIPE).stdout
    for line in listed.splitlines():
        if line.startswith("    "):
            current.append(line.strip())
        elif ": #deps" in line:
            current = read[line.split(": #deps")[0]] = []
    return read


def sources_of(build: pathlib.Path, root: pathlib.Path) -> list[Source]:
    version = subprocess.run(["clang-tidy", "--version"], check=True, text=True, stdout=subprocess.PIPE).stdout
    configurations = [root / ".clang-tidy"]
    for folder in ("src", "tests", "perf"):
        configurations += sorted((root / folder).rglob(".clang-tidy"))
    common = version + "".join(path.read_text() for path in configurations)
    entries = json.loads((build / "compile_commands.json").read_text())
    by_path = {}
    for entry in entries:
        for path in files_of(entry):
            by_path.setdefault(path, Source(path, entry, common))
    read, contents = headers_of(build), {}
    for source in by_path.values():
        # What was never compiled has no list of headers, and is looked at every time.
        headers = read.get(source.object)
        if headers is None:
            continue
        for header in headers:
            if header not in contents:
                contents[header] = hashlib.sha256((build / header).read_bytes()).hexdigest()
        source.measure(headers, contents)
    return sorted(by_path.values(), key=lambda source: source.path)


def tidy(path: str, source: Source) -> str:
    """What clang-tidy finds; nothing when all is well."""
    run = subprocess.run(["clang-tidy", "--quiet", path, "--", *source.flags], cwd=source.directory,
                         check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if run.returncode == 0:
        return ""
    noise = re.compile(r"^[0-9]+ (warnings?|errors?) .*generated|^[0-9]+ warnings? treated as|^Suppressed |^Error while")
    return "\n".join(line for line in run.stdout.splitlines() if not noise.match(line)) + "\n"


def look_at(batch: list[Source], cache: pathlib.Path, folder: pathlib.Path) -> list[str]:
    found = []
    together = "something"
    if len(batch) > 1:
        with tempfile.NamedTemporaryFile("w", suffix=".cpp", dir=folder) as file:
            file.write("".join(f'#include "{source.path}"\n' for source in batch))
            file.flush()
            together = tidy(file.name, batch[0])
    for source in batch:
        finding = together and tidy(source.path, source)
        if finding:
            found.append(finding)
        elif source.digest:
            (cache / source.digest).touch()
    return found


def names_of(source: Source) -> set[str]:
    """What a source calls its own at the beginning of a line: functions, types, constants."""
    text = pathlib.Path(source.path).read_text(encoding="utf-8")
    lines = re.findall(r"(?m)^(?!namespace|using|template|return|TEST_CASE|BENCHMARK)[A-Za-z].*", text)
    defined = (re.search(r"([A-Za-z_]\w*)(?: ?[({=]|\[| final| :[^:])", line) for line in lines)
    return {name.group(1) for name in defined if name}


def batches_of(changed: list[Source], root: pathlib.Path, work: pathlib.Path, jobs: int):
    """Sources that are compiled and judged alike, some at a time, with the folder below which they are judged
    so: a copy of the .clang-tidy files."""
    judged = {}
    for file in sorted(root.glob("**/.clang-tidy")):
        folder = file.parent.relative_to(root)
        if "build" not in folder.parts:
            (work / folder).mkdir(parents=True, exist_ok=True)
            (work / folder / ".clang-tidy").write_text(file.read_text())
            judged[file.parent] = work / folder
    groups = {}
    for source in changed:
        nearest = next(folder for folder in pathlib.Path(source.path).parents if folder in judged)
        groups.setdefault((source.flags, judged[nearest]), []).append(source)
    # Few sources are looked at one by one: by all processors, and with no second look.
    size = max(1, min(BATCH, len(changed) // (4 * jobs)))
    for (_, folder), group in groups.items():
        open_batches: list[tuple[list[Source], set[str]]] = []
        for source in group:
            names = names_of(source)
            for batch, taken in open_batches:
                if len(batch) < size and not names & taken:
                    break
            else:
                batch, taken = [], set()
                open_batches.append((batch, taken))
            batch.append(source)
            taken |= names
        for batch, _ in open_batches:
            yield batch, folder


def without_repeats(found: list[str]) -> str:
    """A finding in a header comes once for every source that includes it."""
    findings = []
    for text in found:
        for finding in re.split(r"(?m)^(?=[^\s].*: (?:error|warning): )", text):
            if finding.strip() and finding not in findings:
                findings.append(finding)
    return "".join(findings)


def main() -> int:
    build, cache, jobs = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3])
    root = pathlib.Path(__file__).resolve().parents[1]
    cache.mkdir(parents=True, exist_ok=True)
    for remembered in cache.iterdir():
        if remembered.stat().st_mtime < time.time() - 30 * 86400:
            remembered.unlink()
    sources = sources_of(build, root)
    if not sources:
        print(f"no sources in {build}/compile_commands.json", file=sys.stderr)
        return 1
    changed = []
    for source in sources:
        if source.digest and (cache / source.digest).exists():
            (cache / source.digest).touch()
        else:
            changed.append(source)
    with tempfile.TemporaryDirectory() as work, concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        looks = [pool.submit(look_at, batch, cache, folder)
                 for batch, folder in batches_of(changed, root, pathlib.Path(work), jobs)]
        found = [finding for look in looks for finding in look.result()]
    print(without_repeats(found), end="", file=sys.stderr)
    print(f"{len(changed)} of {len(sources)} sources had changed")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
