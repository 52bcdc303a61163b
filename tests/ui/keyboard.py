"""A person without a mouse: shortcuts, Tab, and what each input does with keys."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from crlm_desktop.ui.field import Field
from crlm_desktop.ui.inputs.segmented import Segmented
from tests.ui.hands import KEYS, find
from tests.ui.person import Person

_CONTROL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_MOST_TABS = 400


class Keyboard(Person):
    """Has no mouse: shortcuts, Tab, and what each input does with keys."""

    def reach(self, target: QWidget) -> None:
        """Press Tab until the cursor is there."""
        wanted = target.focusProxy() or target
        for _ in range(_MOST_TABS):
            if QApplication.focusWidget() is wanted:
                return
            self._tab()
        raise AssertionError(f"Tab never reaches {target.objectName()}")

    @staticmethod
    def _tab() -> None:
        handle = QApplication.focusWindow()
        assert handle is not None
        QTest.keyClick(handle, Qt.Key.Key_Tab)

    def go_to(self, page: str) -> None:
        place = [step.id for step in self.window.steps].index(page)
        self.key(Qt.Key(Qt.Key.Key_1.value + place), _ALT)
        assert self.window.place == place

    def field(self, fact: str) -> Field:
        made = self.page().fields[fact]
        if made.isHidden():
            self.key(Qt.Key.Key_D, _CONTROL)
        self.reach(made.input)
        return made

    def enter(self, entry: QWidget) -> None:
        self.reach(entry)

    def choose_segment(self, entry: Segmented, code: str) -> None:
        place = list(entry.buttons).index(code)
        self.key(Qt.Key(Qt.Key.Key_1.value + place))

    def choose_entry(self, entry: QComboBox, code: str) -> None:
        for _ in range(entry.findData(code)):
            self.key(Qt.Key.Key_Down)

    def tick(self, box: QWidget) -> None:
        self.reach(box)
        self.key(Qt.Key.Key_Space)

    def give_reason(self, made: Field, reason: str) -> None:
        cursor = QApplication.focusWidget()
        assert cursor is not None
        assert made.isAncestorOf(cursor)
        self.key(KEYS[reason], _CONTROL)

    def open_line(self, key: str) -> None:
        self.reach(find(self.window, f"advice.{key}"))
        self.key(Qt.Key.Key_Return)

    def accept_line(self, key: str) -> None:
        self.reach(find(self.window, f"{key}.accepted"))
        self.key(Qt.Key.Key_Space)

    def order_save(self) -> None:
        self.key(Qt.Key.Key_S, _CONTROL)
