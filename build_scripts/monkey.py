"""Random hands in the real window, seeded and bounded; says what they did last when something breaks.

python build_scripts/monkey.py [MINUTES] [SEED] [--pause MS]

Ends with 1 at the first exception or Qt message, or where memory or objects grow in the second half.
"""

from __future__ import annotations

import argparse
import ctypes
import gc
import os
import random
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from monkey_hands import Hands  # noqa: E402 (the platform is set first)
from PySide6.QtCore import QEvent, QObject, qInstallMessageHandler  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402
from whole_window import whole_window  # noqa: E402

from crlm_desktop.ui.app import make_app  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

REST_EVERY_S, PAUSE_MS, WARM_AFTER_S = 30, 15, 600
MOST_GROWTH, MOST_GROWTH_MB = 1.03, 6.0
OFFSCREEN_SAYS = ("This plugin does not support", "Cannot find font directory")


@dataclass(frozen=True, slots=True)
class Sample:
    """What is alive while nothing is open and the case is empty."""

    seconds: float
    steps: int
    megabytes: float
    widgets: int
    objects: int

    def told(self) -> str:
        """Return the sample as a line."""
        return (
            f"{self.seconds:7.0f} s  {self.steps:7d} steps  {self.megabytes:7.1f} MB  "
            f"{self.widgets:5d} widgets  {self.objects:6d} objects"
        )


class Watch:
    """Collects what must not happen: exceptions in slots and messages of Qt."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        qInstallMessageHandler(self._said)
        sys.excepthook = self._raised

    def _said(self, _kind: object, _context: object, words: str) -> None:
        if not any(usual in words for usual in OFFSCREEN_SAYS):
            self.seen.append(words)

    def guard(self, do: Callable[[], object]) -> None:
        """Do something; a fault in it is kept like one in a slot."""
        try:
            do()
        except Exception as fault:  # noqa: BLE001 (any fault is a finding)
            self._raised(type(fault), fault, fault.__traceback__)

    def _raised(self, kind: type[BaseException], fault: BaseException, trail: TracebackType | None) -> None:
        import traceback

        self.seen.append("".join(traceback.format_exception(kind, fault, trail)))


def main(words: list[str]) -> int:
    """Let the monkey play; return 0 if nothing broke and nothing grew."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("minutes", nargs="?", type=float, default=30)
    parser.add_argument("seed", nargs="?", type=int, default=1)
    parser.add_argument("--pause", type=int, default=PAUSE_MS, help="milliseconds between two steps")
    wish = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as home:
        settle_in(Path(home))
        watch = Watch()
        make_app([]).setQuitOnLastWindowClosed(False)
        window = whole_window()
        hands = Hands(window, random.Random(wish.seed), Path(home))  # noqa: S311 (no secret)
        samples = play(hands, watch, wish.minutes * 60, wish.pause)
        os.chdir(ROOT)  # Windows removes no folder that a program is in
    return judge(hands, watch, samples)


def settle_in(home: Path) -> None:
    """Let nothing the monkey writes fall outside a folder of its own."""
    for name in ("CRLM_CONFIG_DIR", "CRLM_DATA_DIR", "HOME", "XDG_DATA_HOME"):
        os.environ[name] = str(home)
    os.chdir(home)


def play(hands: Hands, watch: Watch, seconds: float, pause: int) -> list[Sample]:
    """Play until the time is over or something breaks; sample at every rest."""
    began = rested = time.monotonic()
    samples: list[Sample] = []
    while not watch.seen and time.monotonic() - began < seconds:
        watch.guard(hands.step)
        QTest.qWait(pause)
        if time.monotonic() - rested > min(REST_EVERY_S, seconds / 20):
            samples.append(rest(hands, time.monotonic() - began))
            print(samples[-1].told(), flush=True)
            rested = time.monotonic()
    return samples


def rest(hands: Hands, seconds: float) -> Sample:
    """Close everything, empty the case, and count what is still there."""
    hands.tidy()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    widgets = QApplication.allWidgets()
    return Sample(seconds, hands.steps, resident(), len(widgets), objects_in(hands.window))


def objects_in(window: QObject) -> int:
    """Count the objects of a window as Qt lists them.

    Not by findChildren: a window keeps in Python whatever that has shown once of Qt's own parts, dead or
    alive, and memory would grow by the counting.
    """
    lines: list[str] = []
    before = qInstallMessageHandler(lambda _kind, _context, words: lines.append(words))
    window.dumpObjectTree()
    qInstallMessageHandler(before)
    return len(lines)


def resident() -> float:
    """Return the megabytes this process holds, what is free in its heap not counted; nothing if not told."""
    if sys.platform != "linux":
        return 0.0
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)  # what is free in the heap is not held
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def judge(hands: Hands, watch: Watch, samples: list[Sample]) -> int:
    """Say what broke or grew."""
    print(f"{hands.steps} steps; {dict(sorted(hands.done.items()))}")
    for words in watch.seen:
        print(f"BROKEN after: {', '.join(hands.last)}\n{words}")
    warm = bool(samples) and samples[-1].seconds > WARM_AFTER_S
    grown = growth(samples) if warm else []
    print("" if warm else "too short to say whether memory grows")
    for words in grown:
        print(f"GROWN: {words}")
    return 1 if watch.seen or grown else 0


def growth(samples: list[Sample]) -> list[str]:
    """Return what the last quarter never has as little of as the third: warming up is over by then."""
    quarter = len(samples) // 4
    if not quarter:
        return []
    third, last = samples[-2 * quarter : -quarter], samples[-quarter:]
    found = []
    for name in ("megabytes", "widgets", "objects"):
        before, after = (min(getattr(entry, name) for entry in part) for part in (third, last))
        allowed = max(before * MOST_GROWTH, before + (MOST_GROWTH_MB if name == "megabytes" else 0))
        if after > allowed:
            found.append(f"{name} {before:.1f} -> {after:.1f}")
    return found


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    os._exit(code)
