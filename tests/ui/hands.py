"""A person's hands: goes to a page, opens what is folded, clicks and types."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from crlm_desktop.flow.pages import step_of_fact
from crlm_desktop.knowledge.pages import facts
from crlm_desktop.ui.field import Field
from crlm_desktop.ui.field_menu import open_possibles
from crlm_desktop.ui.inputs.checks import Checks
from crlm_desktop.ui.inputs.combo import Combo
from crlm_desktop.ui.inputs.segmented import Segmented
from crlm_desktop.ui.window import Window

KEYS = {"pending": Qt.Key.Key_1, "not_done": Qt.Key.Key_2, "not_obtainable": Qt.Key.Key_3}
_CONTROL = Qt.KeyboardModifier.ControlModifier
_LEFT = Qt.MouseButton.LeftButton


def rest() -> None:
    """Let the window do what it has to do."""
    for _ in range(4):
        QApplication.processEvents()


def find(window: Window, name: str) -> QWidget:
    """Return the widget of a name."""
    found = window.findChild(QWidget, name)
    assert isinstance(found, QWidget), name
    return found


def press(window: Window, name: str) -> None:
    """Click the button of a name."""
    button = find(window, name)
    assert isinstance(button, QPushButton), name
    QTest.mouseClick(button, _LEFT)
    rest()


def go_to(window: Window, page: str) -> None:
    """Click a step in the rail."""
    press(window, f"step.{page}")


def field(window: Window, fact: str) -> Field:
    """Go to the page of a fact and open its field as a person does: by its chip or its group."""
    page = step_of_fact(fact)
    assert page is not None, fact
    if window.steps[window.place].id != page:
        go_to(window, page)
    made = window.stack.page(window.place).fields[fact]  # type: ignore[union-attr]
    if made.isHidden():
        chip = window.findChild(QPushButton, f"{fact}.open")
        if isinstance(chip, QPushButton) and not chip.isHidden():
            QTest.mouseClick(chip, _LEFT)
        else:
            press(window, f"fold.{made.definition.group}")
        rest()
    assert not made.isHidden(), fact
    assert isinstance(made, Field)
    return made


def answer(window: Window, fact: str, value: Any, *, keyboard: bool = False) -> None:  # noqa: ANN401 (JSON)
    """Give a fact a value of a case file."""
    entry = field(window, fact).input
    if isinstance(entry, Segmented) and not isinstance(value, dict):
        _press_segment(entry, value, keyboard=keyboard)
    elif isinstance(entry, Combo) and not isinstance(value, dict):
        choose(entry, str(value))
    elif isinstance(entry, Checks):
        for code in value:
            QTest.mouseClick(entry.boxes[code], _LEFT, pos=entry.boxes[code].rect().center())
    elif isinstance(value, dict) and "one_of" in value:
        _choose_several(window, fact, value["one_of"])
    else:
        type_into(entry, typed(value))
    rest()


def _press_segment(entry: Segmented, value: object, *, keyboard: bool) -> None:
    code = str(value).lower() if isinstance(value, bool) else str(value)
    if keyboard:
        entry.setFocus()
        place = list(entry.buttons).index(code)
        QTest.keyClick(entry, Qt.Key(Qt.Key.Key_1.value + place))
    else:
        QTest.mouseClick(entry.buttons[code], _LEFT)


def choose(entry: QComboBox, code: str) -> None:
    """Choose a value from a list by the arrow keys."""
    entry.setFocus()
    QTest.keyClick(entry, Qt.Key.Key_Home)
    for _ in range(entry.findData(code)):
        QTest.keyClick(entry, Qt.Key.Key_Down)


def _choose_several(window: Window, fact: str, codes: list[str]) -> None:
    made = field(window, fact)
    sheet = open_possibles(made, window.settings.language)
    for code in codes:
        sheet.boxes[code].setChecked(True)
    sheet.close()


def typed(value: object) -> str:
    """Return how a person types a value of a case file."""
    if isinstance(value, dict):
        low, high = value.get("at_least"), value.get("at_most")
        if low is not None and high is not None:
            return f"{low}～{high}"
        return f"≥{low}" if low is not None else f"≤{high}"
    return value.isoformat() if isinstance(value, date) else str(value)


def type_into(entry: QWidget, text: str) -> None:
    """Type a text, replacing what stands there."""
    assert isinstance(entry, QLineEdit | QPlainTextEdit)
    entry.setFocus()
    entry.selectAll()
    for sign in text:
        if sign.isascii():
            QTest.keyClicks(entry, sign)
        else:
            compose(entry, sign)


def compose(entry: QWidget, text: str) -> None:
    """Let an input method compose and commit a text."""
    for part in range(1, len(text) + 1):
        QApplication.sendEvent(entry, QInputMethodEvent(text[:part], []))
    done = QInputMethodEvent()
    done.setCommitString(text)
    QApplication.sendEvent(entry, done)


def give_reason(window: Window, fact: str, reason: str, *, keyboard: bool = True) -> None:
    """Say why a fact is unknown."""
    made = field(window, fact)
    if keyboard or made.reasons is None:
        made.input.setFocus()
        QTest.keyClick(made.input, KEYS[reason], _CONTROL)
    else:
        press(window, f"{fact}.{reason}")
    rest()


def enter_case(window: Window, case: dict[str, Any], *, keyboard: bool = False) -> None:
    """Enter a whole case, page by page in the order of the rail."""
    go_to(window, "visit")
    type_into(find(window, "case_code"), case["case_code"])
    type_into(find(window, "visit_date"), case["visit_date"])
    type_into(find(window, "note"), case.get("note", ""))
    for page in facts().pages:
        enter_page(window, case, page.id, keyboard=keyboard)


def enter_page(window: Window, case: dict[str, Any], page: str, *, keyboard: bool = False) -> None:
    """Enter the part of a case that stands on one page."""
    vocabulary = facts().vocabulary
    for fact, value in case["facts"].items():
        if vocabulary[fact].page == page:
            answer(window, fact, value, keyboard=keyboard)
    for fact, reason in case.get("absent", {}).items():
        if vocabulary[fact].page == page:
            give_reason(window, fact, reason, keyboard=keyboard)
