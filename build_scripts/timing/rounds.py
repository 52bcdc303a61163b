"""Rounds, rows and child processes: what every timing needs."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date

from environment import ROOT

from crlm_desktop.domain.case import Case
from crlm_desktop.domain.case_file import reader
from crlm_desktop.knowledge.base import knowledge
from crlm_desktop.self_check import golden_cases

ROUNDS = 7


def seconds(action: Callable[[], object], repeat: int) -> float:
    """Return the median seconds of one call over ROUNDS rounds of `repeat` calls."""
    rounds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for _ in range(repeat):
            action()
        rounds.append((time.perf_counter() - start) / repeat)
    return statistics.median(rounds)


def say(name: str, measured: float, floor: float, target: str) -> None:
    """Print one row: the ratio first, both figures behind it."""
    print(
        f"{name:<44} {measured / floor:6.2f} x floor   "
        f"({measured * 1e3:.3f} / {floor * 1e3:.3f} ms; target {target})"
    )


def golden() -> list[Case]:
    """Return the bundled cases."""
    read = reader(knowledge().facts.vocabulary)
    return [read.case(entry["case"], date.max) for entry in golden_cases()]


def command(*arguments: str) -> float:
    """Return the seconds of one subcommand, its process included."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "crlm_desktop", *arguments], cwd=ROOT, check=True)
    return time.perf_counter() - start
