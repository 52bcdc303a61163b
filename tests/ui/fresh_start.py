"""Starts the app as a person does, in a process of its own, and says what lies outside the screen or is cut.

python -m tests.ui.fresh_start LANGUAGE
"""

import json
import sys

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from crlm_desktop.paths import resource
from crlm_desktop.ui import app
from crlm_desktop.ui.settings import Settings, save
from crlm_desktop.ui.window import Window
from tests.ui.test_longer import all_cut

SHEETS = ("open_keys", "open_about", "open_consensus", "open_way", "open_clocks")


def main(language: str) -> int:
    """Start, look, print what was found as JSON, end."""
    save(Settings(language=language, theme="light"))
    app.make_app([])
    QTimer.singleShot(1500, look)
    return app.run([str(resource("cases", "real_sigmoid_multiple.json"))])


def look() -> None:
    """Look at the window and at what it opens."""
    window = next(made for made in QApplication.topLevelWidgets() if isinstance(made, Window))
    found = {"cut": _cut(window), "outside": _outside(window), "screen": _size(window)}
    for opening in (*(getattr(window.sheets, name) for name in SHEETS), window.reports.open_sheet):
        opening()
        QApplication.processEvents()
        for made in QApplication.topLevelWidgets():
            if made.isVisible() and made is not window:
                found["outside"] += _outside(made)
                found["cut"] += all_cut(made)
                made.close()
    sys.stdout.write(json.dumps(found))
    sys.stdout.flush()
    window.draft.mark_saved()
    QApplication.exit(0)


def _size(window: QWidget) -> list[object]:
    room = window.screen().availableSize()
    return [room.width(), room.height(), window.devicePixelRatio(), window.isMaximized()]


def _outside(made: QWidget) -> list[object]:
    room = made.screen().availableSize()
    frame = made.frameSize() - QSize(1, 1)  # a screen of 1092.8 points has room for 1093
    fits = frame.width() <= room.width() and frame.height() <= room.height()
    return [] if fits else [f"{made.objectName() or 'window'} {room.toTuple()}"]


def _cut(window: QWidget) -> list[object]:
    return [
        label.text()
        for label in window.findChildren(QLabel)
        if label.isVisible()
        and not label.wordWrap()
        and label.contentsRect().width() < label.fontMetrics().horizontalAdvance(label.text())
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
