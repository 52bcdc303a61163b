"""Starts the window: little before the first paint, the rest after it."""

import gc
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from crlm_desktop import __version__
from crlm_desktop.paths import REGULAR_FACE
from crlm_desktop.ui import settings as remembered
from crlm_desktop.ui.dressing import dress, set_type, theme_at_start
from crlm_desktop.ui.faces import family_of
from crlm_desktop.ui.faults import FaultWatch
from crlm_desktop.ui.fitting import show_fitting
from crlm_desktop.ui.widgets import later
from crlm_desktop.ui.window import Window

DONE, INTERNAL, INPUT = 0, 1, 2
_TIME_FLAG = "--time-startup"
_PATIENCE_MS = 60_000  # how long a measured start waits for its first paint
_NAME = "crlm-desktop"
_WITH_VALUE = ("-platform", "-platformtheme", "-platformpluginpath", "-plugin", "-style", "-stylesheet")


def make_app(arguments: list[str]) -> QApplication:
    """Return the application, styled the same on every system; the one that runs, if one does."""
    running = QApplication.instance()
    if isinstance(running, QApplication) and running.applicationName() == _NAME:
        return running
    # The style as an argument: setStyle() returns a QStyle, and to wrap that wakes every style class.
    words = [sys.argv[0], "-style", "fusion", *arguments]
    app = running if isinstance(running, QApplication) else QApplication(words)
    app.setApplicationName(_NAME)
    app.setApplicationVersion(__version__)
    if running is not None:
        app.setStyle("Fusion")
    family = family_of(REGULAR_FACE)
    if family:
        app.setFont(QFont(family))
    return app


class _FirstPaint(QObject):
    """Waits until the first page is painted and takes input."""

    def __init__(self, window: Window, files: list[str], started_ns: int | None) -> None:
        super().__init__(window)
        self._window, self._files, self._started = window, files, started_ns
        self._ground = window.stack.first.body
        self._ground.painted.connect(self._paints)
        if started_ns is not None:
            later(self, _PATIENCE_MS, self._unseen)

    def _paints(self) -> None:
        self._ground.painted.disconnect(self._paints)
        later(self, 0, self._painted)

    def _painted(self) -> None:
        gc.freeze()
        gc.enable()
        if self._started is not None:
            sys.stdout.write(f"{(time.time_ns() - self._started) / 1e6:.1f}\n")
            sys.stdout.flush()
            QApplication.exit(DONE)
            return
        self._window.start()
        self._window.desk.offer_recovery(otherwise=self._open_files)

    def _unseen(self) -> None:
        sys.stderr.write("Nothing is painted: this session shows no windows. Add: -platform offscreen\n")
        QApplication.exit(INTERNAL)

    def _open_files(self) -> None:
        if self._files:
            self._window.receive([Path(name) for name in self._files])


def process_start_ns(fallback: int) -> int:
    """Return when the process started, on the clock of time.time_ns(); the fallback where nobody tells."""
    if sys.platform != "linux":
        return fallback
    try:
        after_name = Path("/proc/self/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        ticks, boot = int(after_name[19]), time.time_ns() - time.clock_gettime_ns(time.CLOCK_BOOTTIME)
        return boot + ticks * 1_000_000_000 // os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, AttributeError, IndexError):
        return fallback


def files_of(arguments: list[str]) -> list[str]:
    """Return the files that are named: neither options nor the value of one of Qt's own."""
    before = ["", *arguments]
    return [
        word
        for option, word in zip(before, arguments, strict=False)
        if not word.startswith("-") and option not in _WITH_VALUE
    ]


def run(arguments: list[str], started_ns: int | None = None) -> int:
    """Open the window, at a case if one is named; return when it is closed."""
    timing = _TIME_FLAG in arguments
    settings = remembered.load()
    app = make_app([word for word in arguments if word != _TIME_FLAG])
    faults = FaultWatch(app)
    faults.install()
    theme = theme_at_start(settings)
    set_type(settings)
    window = Window(settings)
    dress(settings, theme)
    faults.struck.connect(lambda kind: _tell_fault(window, kind))
    _FirstPaint(
        window, files_of(arguments), process_start_ns(started_ns or time.time_ns()) if timing else None
    )
    show_fitting(window, 1366, 768)
    return app.exec()


def _tell_fault(window: Window, kind: str) -> None:
    window.furnish()
    window.sheets.take_fault(kind)
