"""Make the lock files anew from pyproject.toml; needs uv. Arguments such as --upgrade go through to it."""

from __future__ import annotations

import os
import subprocess
import sys

from environment import ROOT

# Each lock holds the one before it at the same versions.
LOCKS = {"runtime": [], "build": ["--extra", "build"], "dev": ["--extra", "dev"]}


def main() -> None:
    """Compile the three locks, every system and Python version in one file, every file by its hash."""
    words = {**os.environ, "UV_CUSTOM_COMPILE_COMMAND": "python3 build_scripts/lock.py"}
    common = "--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --quiet"
    before: list[str] = []
    for name, extra in LOCKS.items():
        target = f"build_scripts/requirements/{name}.txt"
        command = ["uv", "pip", "compile", "pyproject.toml", *extra, *before, *common.split(), "-o", target]
        subprocess.run([*command, *sys.argv[1:]], cwd=ROOT, env=words, stdout=subprocess.DEVNULL, check=True)
        before = ["-c", target]


if __name__ == "__main__":
    main()
