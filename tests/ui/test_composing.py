"""Chinese input methods: words being composed outlive whatever else happens, and are committed once."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QImage, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from crlm_desktop.ui.window import Window
from tests.ui.hands import field, find, rest

HAPPENINGS = ("evaluation", "language", "theme", "type size", "draft kept")
ENTRIES: dict[str, Callable[[Window], QWidget]] = {
    "note": lambda window: find(window, "note"),
    "case code": lambda window: find(window, "case_code"),
    "number": lambda window: field(window, "cea_ug_l").input,
}


def _happen(window: Window, happening: str) -> None:
    match happening:
        case "evaluation":
            window.live.evaluate()
        case "language":
            window.speech.switch_language()
        case "theme":
            for theme in ("dark", "light"):
                window.speech.choose_theme(theme)
        case "type size":
            for step in (1, -1):
                window.speech.change_type_size(step)
        case _:
            window.desk.keep()


def _picture(entry: QWidget) -> QImage:
    rest()
    return entry.grab().toImage()


def _text(entry: QWidget) -> str:
    return str(entry.toPlainText() if hasattr(entry, "toPlainText") else entry.text())  # type: ignore[attr-defined]


@pytest.mark.parametrize("happening", HAPPENINGS)
@pytest.mark.parametrize("name", ENTRIES)
def test_composition_goes_on(window: Window, name: str, happening: str) -> None:
    """What is being composed stays under the cursor, is no text yet, and is text once when it is done."""
    QApplication.setCursorFlashTime(0)
    entry = ENTRIES[name](window)
    entry.setFocus()
    QApplication.sendEvent(entry, QInputMethodEvent("", []))
    bare = _picture(entry)
    QApplication.sendEvent(entry, QInputMethodEvent("huanzhe", []))
    composing = _picture(entry)
    assert composing != bare
    _happen(window, happening)
    assert _picture(entry) == composing
    assert QApplication.focusWidget() is entry
    assert _text(entry) == ""
    done = QInputMethodEvent()
    done.setCommitString("患者")
    QApplication.sendEvent(entry, done)
    assert _text(entry) == "患者"
    window.draft.seal()
    QApplication.sendEvent(entry, done)
    assert _text(entry) == "患者患者"
