"""The Python package, built into a wheel and installed where there is nothing of the checkout.

test_tables.py, by pytest, and spark.py beside this say what has to be so of it; then the code of its page
runs, and mypy has nothing to say.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(os.environ["BANKSEED_ROOT"])
WORK = Path(os.environ["WORK"])
BUILD = ROOT / "build" / "python"


def run(*command, **options):
    return subprocess.run([str(word) for word in command], check=True, text=True, **options)


def wheel():
    """Of the checkout as it is; its objects stay for the next time."""
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation",
        "--disable-pip-version-check", "--wheel-dir", WORK / "wheels",
        f"--config-settings=build-dir={BUILD}", ROOT)
    (found,) = (WORK / "wheels").glob("*.whl")
    return found


def main():
    found = wheel()
    run(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--force-reinstall",
        "--disable-pip-version-check", found)
    # Other processes, and another folder: nothing of the checkout is on their path.
    here = Path(__file__).parent
    run(sys.executable, "-I", "-m", "pytest", "-p", "no:cacheprovider", "--import-mode=importlib", "-q", "-rP",
        here / "test_tables.py", cwd=WORK)
    run(sys.executable, "-I", here / "spark.py", cwd=WORK)
    script = "\n".join(python_blocks((ROOT / "src/python/README.md").read_text()))
    run(sys.executable, "-I", "-c", script, cwd=WORK, stdout=subprocess.DEVNULL)
    print("the page's code runs")
    run(sys.executable, "-m", "mypy", "--config-file", ROOT / "pyproject.toml", "--package", "bankseed", cwd=WORK,
        env=os.environ | {"MYPY_CACHE_DIR": str(WORK / "mypy")})
    version = run(Path(sys.executable).parent / "bankseed", "--version", stdout=subprocess.PIPE)
    print(version.stdout.strip())


def python_blocks(page):
    """Those of the page that need nothing but what is pinned here."""
    blocks = [block.split("```")[0] for block in page.split("```python\n")[1:]]
    elsewhere = ("import dask", "import ray", "import deltalake", "import pyiceberg", "spark")
    return [block for block in blocks if not any(word in block for word in elsewhere)]


if __name__ == "__main__":
    main()
