"""F1 opens the consensus where the line under the keyboard comes from."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from crlm_desktop.ui.advice_page import AdvicePage
from crlm_desktop.ui.reader import Reader
from crlm_desktop.ui.window import Window
from tests.ui.hands import field, find, go_to, press, rest
from tests.ui.openings import CASE, LINE

FIRST = "C1"


def read_at(window: Window, widget: QWidget) -> str:
    """Press F1 at a widget; return which passage is open."""
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_F1)
    rest()
    [reader] = [made for made in window.findChildren(Reader) if made.isVisible()]
    assert reader.current is not None
    passage = reader.current.id
    reader.close()
    window.activateWindow()
    rest()
    return passage


def test_at_a_line_of_advice_and_in_it(window: Window) -> None:
    """On its head, and in the reason that is typed for it."""
    window.desk.open(CASE)
    window.seek_advice(LINE)
    rest()
    page = window.stack.page(window.place)
    assert isinstance(page, AdvicePage)
    press(window, f"{LINE}.put_aside")
    for line in page.lines.values():
        if line.isVisible():
            assert read_at(window, line) == line.advice.statements[0]
    token = page.lines[LINE].advice.statements[0]
    assert token != FIRST
    assert read_at(window, find(window, f"{LINE}.note")) == token


def test_at_a_line_in_the_panel(window: Window) -> None:
    """A line that stands opens at its statement; a question is no statement's."""
    window.desk.open(CASE)
    rest()
    assert window.live.decision is not None
    told = {advice.key: advice.statements[0] for advice in window.live.decision.advice}
    found = {place: read_at(window, row) for place, row in window.panel.rows.items()}
    assert {section for section, _ in found} >= {"questions", "now", "careful"}
    assert len(set(found.values())) > 5
    for (section, key), passage in found.items():
        assert passage == (FIRST if section == "questions" else told[key])


def test_at_a_line_that_does_not_apply(window: Window) -> None:
    """Every one of the consensus; what the app itself guards has no statement."""
    window.desk.open(CASE)
    go_to(window, "advice")
    page = window.stack.page(window.place)
    assert isinstance(page, AdvicePage)
    press(window, "advice.not")
    for phase in tuple(page.why_not._phases):
        page.why_not.open_phase(phase)
    rest()
    found = {line._absent.tokens[0]: read_at(window, line) for line in page.why_not.lines.values()}
    assert found.pop("guard", FIRST) == FIRST
    assert list(found) == list(found.values())
    assert len(found) > 5


def test_elsewhere_it_opens_at_the_beginning(window: Window) -> None:
    """At a field of the case."""
    window.desk.open(CASE)
    assert read_at(window, field(window, "age_years").input) == FIRST
