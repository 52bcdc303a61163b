"""Everything that CI runs, headless. --fast leaves out the frozen build; the rest goes to pytest."""

from __future__ import annotations

import subprocess
import sys
import time

from environment import (
    ROOT,
    WINDOWS,
    check_python,
    environment,
    freeze_packages,
    own_environment,
    qt_packages,
    require,
    take_every_character,
    venv_packages,
)


def main() -> int:
    """Run every check to its end, then say what failed."""
    check_python()
    take_every_character()
    fast, words = "--fast" in sys.argv, [word for word in sys.argv[1:] if word != "--fast"]
    require(venv_packages() + qt_packages() + ([] if fast else freeze_packages()))
    results = {name: run(name, command) for name, command in checks(fast=fast, words=words).items()}
    for name, (code, seconds, _) in results.items():
        print(f"{'ok    ' if code == 0 else 'FAILED'}  {name}  {seconds:.0f} s")
    failed = [name for name, (code, _, _) in results.items() if code]
    print(f"failed: {', '.join(failed)}" if failed else "all passed")
    print(results["pytest"][2], flush=True)
    return 1 if failed else 0


def checks(*, fast: bool, words: list[str]) -> dict[str, list[str]]:
    """The checks by name, cheap ones first."""
    python = environment(".venv-test", "dev")
    tools = python.parent
    mypy, other = [str(python), "-m", "mypy", "--no-error-summary"], "linux" if WINDOWS else "win32"
    build = [sys.executable, str(ROOT / "build_scripts" / "build.py"), "--smoke"]
    return {
        "ruff check": [str(tools / "ruff"), "check", "--quiet"],
        "ruff format": [str(tools / "ruff"), "format", "--check", "--quiet"],
        "mypy": mypy,
        "mypy, other system": [*mypy, "--platform", other, "--cache-dir", f".mypy_cache/{other}"],
        "lint-imports": [str(tools / "lint-imports"), "--no-logo"],
        "proof": [str(python), str(ROOT / "build_scripts" / "prove.py"), "--check"],
        "mutation": [str(python), str(ROOT / "build_scripts" / "mutate.py")],
        "pytest": [str(python), "-m", "pytest", "-q", *words],
    } | ({} if fast else {"frozen build": build})


def run(name: str, command: list[str]) -> tuple[int, float, str]:
    """Exit code, seconds and closing line of one check, its output passed on as it comes."""
    print(f"== {name}", flush=True)
    began, last = time.monotonic(), ""
    child = subprocess.Popen(
        command,
        cwd=ROOT,
        env=own_environment(PYTHONUNBUFFERED="1", PYTHONUTF8="1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    for line in child.stdout or ():
        print(line, end="", flush=True)
        last = line.strip() or last
    return child.wait(), time.monotonic() - began, last


if __name__ == "__main__":
    sys.exit(main())
