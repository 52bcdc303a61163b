"""Starts the window: little before the first paint, the rest after it."""

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from crlm_desktop import __version__
from crlm_desktop.paths import resource
from crlm_desktop.ui import settings as remembered
from crlm_desktop.ui.faults import FaultWatch
from crlm_desktop.ui.window import Window, dress

DONE, INTERNAL, INPUT = 0, 1, 2
FACES = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")
_TIME_FLAG = "--time-startup"
_NAME = "crlm-desktop"


def make_app(arguments: list[str]) -> QApplication:
    """Return the application, styled the same on every system; the one that runs, if one does."""
    running = QApplication.instance()
    if isinstance(running, QApplication) and running.applicationName() == _NAME:
        return running
    app = running if isinstance(running, QApplication) else QApplication([sys.argv[0], *arguments])
    app.setApplicationName(_NAME)
    app.setApplicationVersion(__version__)
    app.setStyle("Fusion")
    families = [
        QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(resource("fonts", face))))
        for face in FACES
    ]
    if families[0]:
        app.setFont(QFont(families[0][0]))
    return app


class _FirstPaint(QObject):
    """Waits until the first page is painted and takes input."""

    def __init__(self, window: Window, started_ns: int, *, timing: bool) -> None:
        super().__init__(window)
        self._window, self._started, self._timing = window, started_ns, timing
        self._page = window.stack.page(0).widget()
        self._page.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Go on as soon as the page was painted."""
        if event.type() == QEvent.Type.Paint:
            self._page.removeEventFilter(self)
            QTimer.singleShot(0, self, self._painted)
        return False

    def _painted(self) -> None:
        if self._timing:
            sys.stdout.write(f"{(time.time_ns() - self._started) / 1e6:.1f}\n")
            sys.stdout.flush()
            QApplication.exit(DONE)
        else:
            self._window.start()


def process_start_ns(fallback: int) -> int:
    """Return when the process started, on the clock of time.time_ns(); the fallback where nobody tells."""
    try:
        after_name = Path("/proc/self/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        ticks, boot = int(after_name[19]), time.time_ns() - time.clock_gettime_ns(time.CLOCK_BOOTTIME)
        return boot + ticks * 1_000_000_000 // os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, AttributeError, IndexError):
        return fallback


def run(arguments: list[str], started_ns: int | None = None) -> int:
    """Open the window, at a case if one is named; return when it is closed."""
    timing = _TIME_FLAG in arguments
    files = [word for word in arguments if not word.startswith("-")]
    settings = remembered.load()
    app = make_app([word for word in arguments if word != _TIME_FLAG])
    faults = FaultWatch(app)
    faults.install()
    dress(settings)
    window = Window(settings)
    faults.struck.connect(window.take_fault)
    window.resize(1366, 768)
    _FirstPaint(window, process_start_ns(started_ns or time.time_ns()), timing=timing)
    window.show()
    if not timing:
        QTimer.singleShot(0, window, lambda: _begin(window, files))
    return app.exec()


def _begin(window: Window, files: list[str]) -> None:
    if files:
        window.desk.open(Path(files[0]))
    else:
        window.desk.offer_recovery()
