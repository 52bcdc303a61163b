"""How long it takes from an answer in the window until the panel is painted anew, and the page after it."""

import os
import statistics
import time
from collections.abc import Callable, Iterator

from environment import ROOT
from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from whole_window import whole_window

from crlm_desktop.ui.fact_page import FactPage
from crlm_desktop.ui.inputs.segmented import Segmented
from crlm_desktop.ui.inputs.typed import NumberInput
from crlm_desktop.ui.window import Window

CASE = ROOT / "resources" / "cases" / "real_sigmoid_multiple.json"
_TURNS = 8  # of the event loop: all that follows an answer is painted by then


def strokes() -> None:
    """Answer every open field of every page, in the window that holds a whole case."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    window = whole_window()
    window.desk.open(CASE)
    watch = _Watch(window)
    panel, page = [], []
    for answer in answers(window):
        list(_turns())
        watch.begin()
        answer()
        for _ in _turns():
            watch.end_turn()
        panel.append(watch.panel)
        page.append(watch.page)
    _tell("from an answer to the painted panel", panel, " (target 16)")
    _tell("from an answer to the page that followed it", page)


class _Watch(QObject):
    """Milliseconds from an answer until the turn that painted the panel ends, and the last that painted."""

    def __init__(self, window: Window) -> None:
        super().__init__()
        [self._body] = window.panel.findChildren(QWidget, "panelBody")
        self._body.installEventFilter(self)
        window.installEventFilter(self)
        window.live.decided.connect(self._decision_came)
        self.begin()

    def begin(self) -> None:
        """Start the clock."""
        self._decided = self._in_panel = self._anywhere = False
        self.panel = self.page = 0.0
        self._start = time.perf_counter()

    def end_turn(self) -> None:
        """Note what was painted in the turn of the event loop that ends."""
        now = (time.perf_counter() - self._start) * 1e3
        if self._anywhere:
            self.page = now
        if self._in_panel and not self.panel:
            self.panel = now
        self._anywhere = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """See what is painted; what the panel paints counts once it shows the new decision."""
        if event.type() == QEvent.Type.UpdateRequest:
            self._anywhere = True
        elif event.type() == QEvent.Type.Paint and watched is self._body:
            self._in_panel |= self._decided
        return False

    def _decision_came(self) -> None:
        self._decided = True


def _turns() -> Iterator[None]:
    for _ in range(_TURNS):
        QApplication.processEvents()
        yield


def _tell(what: str, taken: list[float], target: str = "") -> None:
    taken.sort()
    print(
        f"{what:<44} median {statistics.median(taken):.1f} ms, "
        f"95 % {taken[int(len(taken) * 0.95)]:.1f} ms, worst {taken[-1]:.1f} ms{target}"
    )


def answers(window: Window) -> Iterator[Callable[[], object]]:
    """Yield what a person could answer, page by page, in the fields that are open by then."""
    for place in range(len(window.steps)):
        window.go(place)
        page = window.stack.page(place)
        for field in page.fields.values() if isinstance(page, FactPage) else ():
            entry = field.input
            if field.isHidden():
                continue
            if isinstance(entry, Segmented):
                yield from (lambda code=code, entry=entry: entry.choose(code) for code in entry.buttons)
            elif isinstance(entry, NumberInput):
                yield from (lambda sign=sign, entry=entry: QTest.keyClicks(entry, sign) for sign in "12")
