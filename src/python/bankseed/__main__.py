"""The program: ``bankseed`` on the command line, or ``python -m bankseed``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn


def main() -> NoReturn:
    program = Path(__file__).parent / "bin" / "bankseed"
    os.execv(program, ["bankseed", *sys.argv[1:]])


if __name__ == "__main__":
    main()
