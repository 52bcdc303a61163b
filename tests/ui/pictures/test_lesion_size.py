"""The size of a metastasis on the map is doubted as the field doubts it, and never widens the page."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from crlm_desktop.domain.case import Lesion
from crlm_desktop.ui.fact_page import FactPage
from crlm_desktop.ui.pictures.liver import LiverPicture
from crlm_desktop.ui.window import Window
from tests.ui.conftest import MakeWindow
from tests.ui.hands import find, go_to, press, rest, type_into

PAUSE_MS = 450


def marked(window: Window) -> LiverPicture:
    """Mark a metastasis in S7 by the keyboard; the cursor is in its size."""
    go_to(window, "staging")
    liver = window.findChild(LiverPicture)
    assert isinstance(liver, LiverPicture)
    if liver.isHidden() or not liver.isVisible():
        press(window, "fold.pictures")
    liver.plate.setFocus()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Return):
        QTest.keyClick(liver.plate, key)
    rest()
    assert QApplication.focusWidget() is liver.size_edit
    return liver


def sized(window: Window, text: str, *, enters: int = 1) -> None:
    """Type a size over the one that stands there."""
    entry = find(window, "lesion_size")
    assert isinstance(entry, QLineEdit)
    type_into(entry, text)
    for _ in range(enters):
        QTest.keyClick(entry, Qt.Key.Key_Return)
    rest()


def case_sizes(window: Window) -> list[float | None]:
    return [lesion.diameter_cm for lesion in window.draft.state.lesions or ()]


def largest(window: Window) -> object:
    window.live.evaluate()
    assert window.live.decision is not None
    return window.live.decision.facts.get("liver_met_max_diameter_cm")


@pytest.mark.parametrize(("text", "waits"), [("20", False), ("20.1", True), ("28", True), ("40", True)])
def test_an_unusual_size_waits_for_a_second_enter(window: Window, text: str, *, waits: bool) -> None:
    """Up to 20 cm a size counts at once; beyond it counts with the second Enter, and the cursor waits."""
    liver = marked(window)
    sized(window, text)
    assert case_sizes(window) == [None if waits else float(text)]
    assert largest(window) == (None if waits else float(text))
    assert bool(liver.hint.text()) is waits
    assert liver.size_edit.hasFocus() is waits
    if waits:
        QTest.keyClick(liver.size_edit, Qt.Key.Key_Return)
        assert case_sizes(window) == [float(text)]
        assert not liver.hint.isVisible()
        assert liver.plate.hasFocus()


def test_waiting_alone_takes_no_unusual_size(window: Window) -> None:
    """A pause in typing, or going elsewhere, confirms nothing; what passed on the way is forgotten."""
    liver = marked(window)
    type_into(liver.size_edit, "2")
    QTest.qWait(PAUSE_MS)
    assert case_sizes(window) == [2.0]
    QTest.keyClicks(liver.size_edit, "8")
    QTest.qWait(PAUSE_MS)
    assert case_sizes(window) == [None]
    find(window, "primary_location").setFocus()
    assert (case_sizes(window), liver.size_edit.text()) == ([None], "28")


def test_the_buttons_of_the_field_stand_here_too(window: Window) -> None:
    """A click confirms 28 cm; a click says that millimetres were meant."""
    marked(window)
    sized(window, "28")
    press(window, "lesion_size.confirm")
    assert case_sizes(window) == [28.0]
    sized(window, "29")
    assert case_sizes(window) == [28.0]
    press(window, "lesion_size.other_unit")
    assert case_sizes(window) == [2.9]
    assert find(window, "lesion_unit.mm").isChecked()  # type: ignore[attr-defined]


def test_a_size_that_can_only_be_in_millimetres(window: Window) -> None:
    """45 cm cannot be: no second Enter takes it, and millimetres are offered."""
    liver = marked(window)
    sized(window, "45", enters=3)
    assert case_sizes(window) == [None]
    assert not find(window, "lesion_size.confirm").isVisible()
    press(window, "lesion_size.other_unit")
    assert (case_sizes(window), liver.size_edit.text()) == ([4.5], "45")


def test_a_confirmed_size_stays_so_in_another_unit(window: Window) -> None:
    """What was confirmed in cm is the same in mm and is not asked about again."""
    liver = marked(window)
    sized(window, "28", enters=2)
    QTest.mouseClick(liver.units["mm"], Qt.MouseButton.LeftButton)
    assert (case_sizes(window), liver.size_edit.text()) == ([28.0], "280")
    assert not liver.hint.isVisible()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("3～4", "范围"),
        ("＞5", "范围"),
        ("2,8", "逗号"),
        ("abc", "数值"),
        ("0", "0.1～40"),
        ("41", "0.1～40"),
    ],
)
def test_an_unreadable_size_keeps_the_one_before(window: Window, text: str, says: str) -> None:
    """A good size typed over with what cannot be taken stays; the line below says why, to the ear too."""
    liver = marked(window)
    sized(window, "2.8")
    sized(window, text)
    assert case_sizes(window) == [2.8]
    assert liver.hint.isVisible()
    assert says in liver.hint.text()
    assert says in liver.size_edit.accessibleDescription()
    QTest.keyClick(liver.size_edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(liver.size_edit, Qt.Key.Key_Delete)
    QTest.keyClick(liver.size_edit, Qt.Key.Key_Return)
    assert case_sizes(window) == [None]


def test_what_waits_is_asked_in_the_other_language(window: Window) -> None:
    """A switch of the language keeps what is typed and what is asked."""
    liver = marked(window)
    sized(window, "28")
    window.speech.switch_language()
    assert "confirmed" in liver.hint.text()
    assert (liver.size_edit.text(), case_sizes(window)) == ("28", [None])


def test_undo_brings_back_the_size(window: Window) -> None:
    """The step back shows the size that counted, and asks nothing."""
    liver = marked(window)
    sized(window, "2.8")
    sized(window, "3.5")
    window.draft.undo()
    assert (liver.lesions, liver.size_edit.text()) == ((Lesion("S7", 2.8),), "2.8")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(1366, 768), (1024, 697)])
def test_no_hint_widens_the_page(make_window: MakeWindow, language: str, size: tuple[int, int]) -> None:
    """Whatever is said of a size, in every type size, the page is as wide as its view."""
    for type_size in (13, 16, 20):
        window = make_window(language, size, type_size=type_size)
        go_to(window, "staging")
        page = window.stack.currentWidget()
        assert isinstance(page, FactPage)
        assert page.pictures is not None
        narrowest = page.pictures.liver.minimumSizeHint().width()  # by which the pictures stand side by side
        liver = marked(window)
        for text in ("28", "3-4", "45", "2,8"):
            sized(window, text)
            QTest.qWait(20)
            assert liver.minimumSizeHint().width() <= narrowest, (type_size, text)
            assert page.body.width() <= page.viewport().width(), (type_size, text)
