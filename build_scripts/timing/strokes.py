"""How long it takes from an answer in the window until page and panel are painted anew."""

import os
import statistics
import time
from collections.abc import Callable, Iterator

from environment import ROOT

CASE = ROOT / "resources" / "cases" / "real_sigmoid_multiple.json"


def strokes() -> None:
    """Answer every open field of every page, in the window that holds a whole case."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    taken = []
    for answer in _answers():
        QApplication.processEvents()
        start = time.perf_counter()
        answer()
        QApplication.processEvents()
        QApplication.processEvents()
        taken.append((time.perf_counter() - start) * 1e3)
    taken.sort()
    print(
        f"{'from an answer to the painted panel':<44} median {statistics.median(taken):.1f} ms, "
        f"95 % {taken[int(len(taken) * 0.95)]:.1f} ms, worst {taken[-1]:.1f} ms (target 16)"
    )


def _answers() -> Iterator[Callable[[], object]]:
    from PySide6.QtTest import QTest
    from whole_window import whole_window

    from crlm_desktop.ui.fact_page import FactPage
    from crlm_desktop.ui.inputs.segmented import Segmented
    from crlm_desktop.ui.inputs.typed import NumberInput

    window = whole_window()
    window.desk.open(CASE)
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
