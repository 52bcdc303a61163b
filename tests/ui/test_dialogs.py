"""Everything the window opens: in both languages and themes, in the words of its language, and gone again."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QCalendarWidget, QDialog, QMenu, QWidget

from tests.ui.conftest import MakeWindow
from tests.ui.hands import rest
from tests.ui.openings import OPENINGS, opened

MODAL = {
    "keys", "about", "batch", "export", "print", "problems", "unsaved", "recovery", "password", "fault",
    "open a file", "save a file", "export a page", "export a picture", "export the way", "export the clocks",
}  # fmt: skip
QT_WRITES = {"open a file", "save a file", "print", "menu of a text", "calendar of a fact"} & OPENINGS.keys()
QT_PRINTS = {"zh": {"打印"}, "en": {"Print"}} if "print" in OPENINGS else {"zh": set(), "en": set()}
QT_WRITES_FOR = {
    "zh": {"复制", "粘贴", "取消", "保存", "二月"} | QT_PRINTS["zh"],
    "en": {"Copy", "Paste", "Cancel", "February"} | QT_PRINTS["en"],
}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_everything_opens(make_window: MakeWindow, tmp_path: Path, language: str, theme: str) -> None:
    """Each opens with something on it, follows a switch of language where it can be made, and closes."""
    window = make_window(language, theme=theme)
    for name in OPENINGS:
        with opened(window, name, tmp_path) as came:
            assert came, name
            assert all(_colours(made.grab().toImage()) > 1 for made in came), name
            titled = [made for made in came if isinstance(made, QDialog)]
            assert all(made.windowTitle() for made in titled), name
            assert any(made.isModal() for made in came) == (name in MODAL), name
            if name not in MODAL:
                window.speech.switch_language()
                rest()
                window.speech.switch_language()
        assert window.isEnabled(), name
    assert window.live.decision is not None


def _colours(picture: QImage) -> int:
    found = {
        picture.pixel(x, y)
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
    }  # fmt: skip
    return len(found)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_qt_speaks_the_language_of_the_screen(make_window: MakeWindow, tmp_path: Path, language: str) -> None:
    """What Qt itself writes on dialogs, menus and calendars is in the language chosen last."""
    window = make_window("en" if language == "zh" else "zh")
    window.speech.switch_language()
    seen: set[str] = set()
    for name in QT_WRITES:
        with opened(window, name, tmp_path) as came:
            words = {word for made in came for word in _words(made)}
            assert {
                word for word in words if any(sign > "\u2e80" for sign in word) != (language == "zh")
            } == set()
            seen |= words
            for calendar in (child for made in came for child in made.findChildren(QCalendarWidget)):
                seen.add(calendar.locale().monthName(2))
    assert QT_WRITES_FOR[language] <= seen


def _words(made: QWidget) -> set[str]:
    """Return the words on what can be pressed, without their keys."""
    texts = [child.text() for child in made.findChildren(QAbstractButton)]
    if isinstance(made, QMenu):
        texts += [action.text().partition("\t")[0] for action in made.actions()]
    return {bare for text in texts if (bare := text.partition("(&")[0].replace("&", "")).isalpha()}
