"""A person at the window: knows the case, enters it page by page, has hands of one kind.

Clicks and keys go to the window, not to a widget: what is cut, covered or out of view is missed.
"""

from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from crlm_desktop.knowledge.pages import facts
from crlm_desktop.ui.fact_page import FactPage
from crlm_desktop.ui.field import Field
from crlm_desktop.ui.inputs.checks import Checks
from crlm_desktop.ui.inputs.combo import Combo
from crlm_desktop.ui.inputs.segmented import Segmented
from crlm_desktop.ui.window import Window
from tests.ui.hands import find, rest, typed

_CONTROL, _NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


class Person(ABC):
    """Whoever sits there: knows the case, sees the window."""

    def __init__(self, window: Window) -> None:
        self.window = window

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = _NONE) -> None:
        """Press a key."""
        handle = QApplication.focusWindow()
        assert handle is not None
        QTest.keyClick(handle, key, held)
        rest()

    def type(self, text: str) -> None:
        """Type a text where the cursor is; signs that no key has are composed."""
        entry = QApplication.focusWidget()
        assert isinstance(entry, QLineEdit | QPlainTextEdit)
        for sign in text:
            if sign.isascii():
                QTest.keyClick(QApplication.focusWindow(), sign)  # type: ignore[call-overload]  # a char in C++
            else:
                done = QInputMethodEvent()
                done.setCommitString(sign)
                QApplication.sendEvent(entry, done)
        rest()

    def consult(self, case: dict[str, Any]) -> None:
        """Enter a whole case, page by page as the rail has them."""
        self.go_to("visit")
        for name in ("case_code", "visit_date", "note"):
            if name in case:
                self.enter(find(self.window, name))
                self.type(case[name])
        for page in facts().pages:
            told = {
                fact.name: fact for fact in page.facts if fact.name in {**case["facts"], **case["absent"]}
            }
            if told:
                self.go_to(page.id)
            for name in told:
                self.tell(self.field(name), case["facts"].get(name), case["absent"].get(name))

    def tell(self, made: Field, value: Any, reason: str | None) -> None:  # noqa: ANN401 (JSON)
        """Answer a fact, or say why it is unknown."""
        entry = made.input
        if reason is not None:
            self.give_reason(made, reason)
        elif isinstance(entry, Segmented):
            self.choose_segment(entry, str(value).lower() if isinstance(value, bool) else str(value))
        elif isinstance(entry, Combo):
            self.choose_entry(entry, str(value))
        elif isinstance(entry, Checks):
            for code in value:
                self.tick(entry.boxes[code])
        else:
            self.enter(entry)
            self.type(typed(value))

    def page(self) -> FactPage:
        """Return the page in view."""
        page = self.window.stack.currentWidget()
        assert isinstance(page, FactPage)
        return page

    def save(self, path: Path) -> None:
        """Save the case under a name that is typed."""
        self.order_save()
        rest()
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        name = dialog.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(name, QLineEdit)
        assert name.hasFocus()
        self.key(Qt.Key.Key_A, _CONTROL)
        self.type(str(path))
        self.key(Qt.Key.Key_Return)

    @abstractmethod
    def go_to(self, page: str) -> None: ...

    @abstractmethod
    def field(self, fact: str) -> Field: ...

    @abstractmethod
    def enter(self, entry: QWidget) -> None: ...

    @abstractmethod
    def choose_segment(self, entry: Segmented, code: str) -> None: ...

    @abstractmethod
    def choose_entry(self, entry: QComboBox, code: str) -> None: ...

    @abstractmethod
    def tick(self, box: QWidget) -> None: ...

    @abstractmethod
    def give_reason(self, made: Field, reason: str) -> None: ...

    @abstractmethod
    def open_line(self, key: str) -> None: ...

    @abstractmethod
    def accept_line(self, key: str) -> None: ...

    @abstractmethod
    def order_save(self) -> None: ...
