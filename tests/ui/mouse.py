"""A person with a mouse; keys only for what must be typed."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QScrollArea, QWidget

from crlm_desktop.ui.field import Field
from crlm_desktop.ui.inputs.segmented import Segmented
from tests.ui.hands import find, rest
from tests.ui.person import Person

_LEFT = Qt.MouseButton.LeftButton
_MOST_TURNS = 60


class Mouse(Person):
    """Points and clicks; a wheel brings into view what is not."""

    def click(self, target: QWidget, spot: QPoint | None = None) -> None:
        """Click a widget where it is seen."""
        self._bring(target)
        place = spot or target.rect().center()
        top = target.window()
        there = top.mapFromGlobal(target.mapToGlobal(place))
        hit = top.childAt(there) or top
        assert hit is target or target.isAncestorOf(hit), f"{target.objectName()} lies under {hit}"
        QTest.mouseClick(top.windowHandle(), _LEFT, pos=there)
        rest()

    def _bring(self, target: QWidget) -> None:
        area = target.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if not isinstance(area, QScrollArea):
            return
        for _ in range(_MOST_TURNS):
            seen = area.viewport().rect().adjusted(0, 4, 0, -4)
            top = target.mapTo(area.viewport(), QPoint()).y()
            if seen.top() <= top and top + min(target.height(), seen.height()) <= seen.bottom():
                return
            self._wheel(area, 60 if top < seen.top() else -60)

    @staticmethod
    def _wheel(area: QScrollArea, turn: int) -> None:
        place = QPointF(area.viewport().rect().center())
        event = QWheelEvent(
            place, area.viewport().mapToGlobal(place), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003 (Qt's own order)
        )  # fmt: skip
        QApplication.sendEvent(area.viewport(), event)
        rest()

    def go_to(self, page: str) -> None:
        self.click(find(self.window, f"step.{page}"))

    def field(self, fact: str) -> Field:
        made = self.page().fields[fact]
        chip = self.window.findChild(QWidget, f"{fact}.open")
        if made.isHidden() and isinstance(chip, QWidget) and not chip.isHidden():
            self.click(chip)
        elif made.isHidden():
            self.click(find(self.window, f"fold.{made.definition.group}"))
        assert not made.isHidden(), fact
        return made

    def enter(self, entry: QWidget) -> None:
        self.click(entry)
        assert entry.hasFocus()

    def choose_segment(self, entry: Segmented, code: str) -> None:
        self.click(entry.buttons[code])

    def choose_entry(self, entry: QComboBox, code: str) -> None:
        self.click(entry)
        view = entry.view()
        place = view.model().index(entry.findData(code), 0)
        view.scrollTo(place)
        self.click(view.viewport(), view.visualRect(place).center())

    def tick(self, box: QWidget) -> None:
        self.click(box, QPoint(9, box.height() // 2))

    def give_reason(self, made: Field, reason: str) -> None:
        self.click(find(self.window, f"{made.definition.name}.{reason}"))

    def open_line(self, key: str) -> None:
        self.click(find(self.window, f"advice.{key}"), QPoint(60, 14))

    def accept_line(self, key: str) -> None:
        self.click(find(self.window, f"{key}.accepted"))

    def order_save(self) -> None:
        bar, menus = self.window.menuBar(), self.window.menus
        shown = menus._menus["file"]
        self.click(bar, bar.actionGeometry(shown.menuAction()).center())
        self.click(shown, shown.actionGeometry(menus.actions["save"]).center())
