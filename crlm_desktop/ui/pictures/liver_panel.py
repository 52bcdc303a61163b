"""The parts of the liver picture: map, size editor, list and what is said of them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QListView,
    QListWidget,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from crlm_desktop.texts import say
from crlm_desktop.ui.pictures.lesion_size import LesionSize, SizeMessage
from crlm_desktop.ui.pictures.liver_plate import LiverPlate
from crlm_desktop.ui.widgets import Wrapping

AT_LEAST = (3, 2, 4, 5, 10)


class ClickablePlate(LiverPlate):
    """The map on which a drawn metastasis can be chosen again."""

    lesion_picked = Signal(int)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the metastasis under the mouse, else pick the segment."""
        lesion = self.lesion_at(event.position())
        if lesion is not None and event.button() == Qt.MouseButton.LeftButton:
            self.lesion_picked.emit(lesion)
        else:
            super().mousePressEvent(event)


class LiverPanel(QWidget):
    """Map, editor, list and summary, laid out and worded; the picture itself decides what they do."""

    at_least_picked = Signal(int)

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.plate = ClickablePlate(self)
        self.summary = QLabel(self)
        self.summary.setWordWrap(True)
        self.which = QLabel(self)
        self.size_edit = LesionSize()
        self.hint = SizeMessage(self.size_edit)
        self.units = {symbol: QToolButton(self) for symbol in ("cm", "mm")}
        self.remove_button = QPushButton(self)
        self.many_button = QToolButton(self)
        self.list = QListWidget(self)
        self._set_up()
        self._lay_out()
        self.setFocusProxy(self.plate)

    def _set_up(self) -> None:
        self.size_edit.setMinimumWidth(64)
        self.which.setBuddy(self.size_edit)
        group = QButtonGroup(self)
        for symbol, button in self.units.items():
            button.setText(symbol)
            button.setProperty("role", "tool")
            button.setCheckable(True)
            button.setObjectName(f"lesion_unit.{symbol}")
            group.addButton(button)
        self.units["cm"].setChecked(True)
        self.many_button.setProperty("role", "tool")
        self.many_button.setObjectName("lesions_at_least")
        self.many_button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.many_button.setMenu(QMenu(self.many_button))
        self.list.setObjectName("lesion_list")
        self.list.setFlow(QListView.Flow.LeftToRight)
        self.list.setWrapping(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setSpacing(2)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.installEventFilter(self)

    def _lay_out(self) -> None:
        editor = QWidget()
        row = Wrapping(editor)
        for widget in (self.which, self.size_edit, *self.units.values(), self.remove_button):
            row.addWidget(widget)
        foot = QHBoxLayout()
        foot.addWidget(self.summary, 1)
        foot.addWidget(self.many_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.plate, 1)
        column.addWidget(editor)
        column.addWidget(self.hint)
        column.addWidget(self.list)
        column.addLayout(foot)

    def _say_words(self, language: str) -> None:
        self._language = self.plate.language = language
        self.remove_button.setText(say(language, "pictures.liver.remove"))
        self.many_button.setText(say(language, "pictures.liver.many", count=AT_LEAST[0]))
        self._fill_menu()
        self.hint.retranslate(language)
        self._describe_size()
        self.list.setAccessibleName(say(language, "pictures.liver.list"))
        self.plate.setAccessibleDescription(say(language, "pictures.liver.keys"))
        for symbol, button in self.units.items():
            button.setAccessibleName(say(language, "pictures.liver.unit", unit=symbol))

    def _fill_menu(self) -> None:
        menu = self.many_button.menu()
        menu.clear()
        for count in AT_LEAST[1:]:
            action = QAction(say(self._language, "pictures.liver.many", count=count), menu)
            action.triggered.connect(lambda _checked=False, count=count: self.at_least_picked.emit(count))
            menu.addAction(action)

    def _describe_size(self) -> None:
        """Tell a screen reader what may be typed, and what is wrong with what was."""
        words = (say(self._language, "pictures.liver.size.describe"), self.hint.text())
        self.size_edit.setAccessibleDescription(" ".join(filter(None, words)))

    def _unit(self) -> str:
        return "mm" if self.units["mm"].isChecked() else "cm"
