"""Where one is on the advice page: a click in the panel leads there at once, another language leaves it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QWidget

from crlm_desktop.ui.advice_page import AdvicePage
from crlm_desktop.ui.clickable import Row
from crlm_desktop.ui.window import Window
from tests.ui.conftest import MakeWindow
from tests.ui.hands import find, go_to, press, rest
from tests.ui.openings import CASE, LINE

_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_LEFT = Qt.MouseButton.LeftButton


def page_of(window: Window) -> AdvicePage:
    """Return the advice page."""
    page = window.stack.page(len(window.steps) - 1)
    assert isinstance(page, AdvicePage)
    return page


def depth(window: Window, name: str) -> int:
    """Return how far below the top of the view a line begins."""
    return find(window, name).mapTo(page_of(window).viewport(), QPoint()).y()


def click_in_panel(window: Window, key: str) -> None:
    """Click the panel's row of a line, brought into view by the wheel."""
    row = next(made for place, made in window.panel.rows.items() if place[1] == key)
    scroll = window.panel.findChild(QScrollArea)
    assert isinstance(scroll, QScrollArea)
    assert isinstance(row, Row)
    scroll.ensureWidgetVisible(row)
    QTest.mouseClick(row, _LEFT)
    rest()


def press_ctrl_l() -> QWidget:
    """Switch the language from where the keyboard is; return where it is then."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_L, _CONTROL)
    rest()
    after = QApplication.focusWidget()
    assert after is not None
    return after


def reason_line(window: Window) -> QLineEdit:
    """Put a line near the end of the page aside and stand in its reason."""
    window.seek_advice(LINE)
    rest()
    press(window, f"{LINE}.put_aside")
    note = find(window, f"{LINE}.note")
    assert isinstance(note, QLineEdit)
    note.setFocus()
    return note


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(1366, 768), (1024, 768)])
def test_one_click_in_the_panel_shows_the_line(
    make_window: MakeWindow, language: str, size: tuple[int, int]
) -> None:
    """The page was never seen before, and the line stands far down on it."""
    window = make_window(language, size)
    window.desk.open(CASE)
    rest()
    click_in_panel(window, LINE)
    line, page = find(window, f"advice.{LINE}"), page_of(window)
    assert line.mapTo(page.widget(), QPoint()).y() > page.viewport().height()
    assert 0 <= depth(window, f"advice.{LINE}") < page.viewport().height() - 100
    assert QApplication.focusWidget() is line


@pytest.mark.parametrize("change", ["language", "larger"])
def test_a_line_is_shown_right_after_the_words_changed(window: Window, change: str) -> None:
    """The page is in view and not laid out anew yet."""
    window.desk.open(CASE)
    go_to(window, "advice")
    window.menus.actions[change].trigger()
    window.seek_advice(LINE)
    rest()
    assert 0 <= depth(window, f"advice.{LINE}") < 100


def test_a_switch_of_language_keeps_what_is_typed_and_the_cursor(window: Window) -> None:
    """One types on, between the same letters, after a blank too, as if nothing had happened."""
    window.desk.open(CASE)
    note = reason_line(window)
    QTest.keyClicks(note, "abc ")
    after = press_ctrl_l()
    assert (window.settings.language, after.objectName()) == ("en", f"{LINE}.note")
    QTest.keyClicks(after, "def")
    QTest.keyClick(after, Qt.Key.Key_Home)
    QTest.keyClick(after, Qt.Key.Key_Right)
    QTest.keyClicks(press_ctrl_l(), "X")
    switched = find_shown(window, f"{LINE}.note")
    assert isinstance(switched, QLineEdit)
    assert switched.text() == "aXbc def"
    QTest.keyClick(switched, Qt.Key.Key_Left, _SHIFT)
    again = press_ctrl_l()
    assert isinstance(again, QLineEdit)
    assert (again.selectedText(), again.cursorPosition()) == ("X", 1)
    QTest.keyClicks(again, "Y")
    assert again.text() == "aYbc def"


def find_shown(window: Window, name: str) -> QWidget:
    """Return the widget of a name that is shown, not one taken out a moment ago."""
    made = next(made for made in window.findChildren(QWidget, name) if made.isVisibleTo(window))
    assert isinstance(made, QWidget)
    return made


def test_a_switch_of_language_keeps_what_is_in_view(window: Window) -> None:
    """What one types in stays where it is; without the keyboard on the page, the topmost line does."""
    window.desk.open(CASE)
    reason_line(window)
    before = depth(window, f"{LINE}.note")
    press_ctrl_l()
    assert abs(depth_shown(window, f"{LINE}.note") - before) <= 1
    find(window, "back").setFocus()
    bar = page_of(window).verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    rest()
    seen = [key for key, line in page_of(window).lines.items() if line.isVisible()]
    shown = {key: depth_shown(window, f"advice.{key}") for key in seen}
    top = min((key for key in shown if shown[key] >= 0), key=lambda key: shown[key])
    press_ctrl_l()
    assert abs(depth_shown(window, f"advice.{top}") - shown[top]) <= 100
    for name in ("back", f"{LINE}.note"):
        find_shown(window, name).setFocus()
        bar.setValue(0)
        press_ctrl_l()
        assert bar.value() == 0, name


def depth_shown(window: Window, name: str) -> int:
    """Return how far below the top of the view what is shown of a name begins."""
    return find_shown(window, name).mapTo(page_of(window).viewport(), QPoint()).y()


def test_what_was_opened_and_where_the_keyboard_stood_survive_it(window: Window) -> None:
    """A line that does not apply, a way to a field, the lines that wait."""
    window.desk.open(CASE)
    go_to(window, "advice")
    press(window, "group.waiting.head")
    press(window, "group.not.head")
    press(window, next(iter(f"not.phase.{phase}" for phase in page_of(window).why_not._phases)))
    stopped = next(iter(page_of(window).why_not.lines.values()))
    stopped.setFocus()
    QTest.keyClick(stopped, Qt.Key.Key_Return)
    rest()
    waiting = [made.objectName() for made in window.findChildren(Row) if made.objectName()[:6] == "waits."]
    for name in (stopped.objectName(), f"{stopped.key}.source", waiting[0], "not.search", "group.now.head"):
        find_shown(window, name).setFocus()
        after = press_ctrl_l()
        assert (after.objectName(), after.isVisible()) == (name, True)
