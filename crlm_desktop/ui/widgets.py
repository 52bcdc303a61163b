"""Small things every part of the window uses: labels by role, restyling, and layouts that wrap."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMargins, QObject, QPoint, QPointF, QRect, QSize, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

# Values of Qt's own enums, given as properties: to name one of them in Python wakes all of them, a tenth of
# the time until the first page stands.
_PLAIN_TEXT = 0
_NO_BAR = 1
NEVER, BY_TAB, BY_TAB_OR_CLICK = 0, 1, 11


def take_focus(widget: QWidget, when: int) -> None:
    """Let a widget take the keyboard: NEVER, BY_TAB or BY_TAB_OR_CLICK."""
    widget.setProperty("focusPolicy", when)


def scroll_upright(area: QScrollArea) -> None:
    """Let an area grow with its content and scroll up and down only; the keyboard passes it by."""
    area.setWidgetResizable(True)
    area.setProperty("horizontalScrollBarPolicy", _NO_BAR)
    take_focus(area, NEVER)


def be_plain(label: QLabel) -> None:
    """Let a label take its words as they are, whatever signs they hold."""
    label.setProperty("textFormat", _PLAIN_TEXT)


def labelled(role: str, text: str = "", *, wraps: bool = True) -> QLabel:
    """Return a label of a role."""
    label = QLabel(text)
    label.setProperty("role", role)
    label.setWordWrap(wraps)
    be_plain(label)
    return label


def button(role: str, text: str = "", *, checkable: bool = False) -> QPushButton:
    """Return a button of a role; none is ever pressed by Enter meant for something else."""
    made = QPushButton(text)
    made.setProperty("role", role)
    made.setCheckable(checkable)
    made.setAutoDefault(False)
    return made


def frame(role: str) -> QFrame:
    """Return a frame of a role."""
    made = QFrame()
    made.setProperty("role", role)
    return made


def card() -> tuple[QFrame, QVBoxLayout]:
    """Return a card and the column inside it."""
    made = frame("card")
    column = QVBoxLayout(made)
    column.setContentsMargins(14, 10, 14, 10)
    column.setSpacing(4)
    return made, column


def restyle(widget: QWidget, **properties: object) -> None:
    """Set style properties and let the style sheet see them, if they changed."""
    if all((widget.property(name) or "") == value for name, value in properties.items()):
        return
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def empty(layout: QLayout) -> None:
    """Take every widget out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty(inner)


def later(parent: QObject, milliseconds: int, do: Callable[[], object]) -> None:
    """Do something once, unless the parent is gone by then; a fault in it is told like any other.

    QTimer.singleShot with a context object swallows exceptions.
    """
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.timeout.connect(timer.deleteLater)
    timer.timeout.connect(do)
    timer.start(milliseconds)


@contextmanager
def quiet(widget: QWidget) -> Iterator[None]:
    """Keep a widget from telling what is shown, not entered."""
    before = widget.blockSignals(True)  # noqa: FBT003 (Qt takes it by position)
    try:
        yield
    finally:
        widget.blockSignals(before)


@contextmanager
def still(widget: QWidget) -> Iterator[None]:
    """Keep a widget from painting while it is rebuilt."""
    widget.setUpdatesEnabled(False)
    try:
        yield
    finally:
        widget.setUpdatesEnabled(True)


class WheelProof:
    """Mixed into an input: the wheel scrolls the page and never changes a value."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class Commanded:
    """Mixed into a list: keys held with Ctrl or Alt are commands, not letters to search for."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave commands to the field and the window; Alt with an arrow opens the list, as everywhere."""
        from PySide6.QtCore import Qt

        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if held and event.key() not in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            event.ignore()
        else:
            super().keyPressEvent(event)  # type: ignore[misc]


class Arrowed:
    """Mixed into a list: draws the arrow that the style sheet leaves out."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the list, then its arrow."""
        super().paintEvent(event)  # type: ignore[misc]
        with QPainter(self) as painter:  # type: ignore[call-overload]
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            x, y = self.width() - 14, self.height() / 2  # type: ignore[attr-defined]
            arrow = QPainterPath(QPointF(x - 4, y - 2))
            arrow.lineTo(x + 4, y - 2)
            arrow.lineTo(x, y + 3)
            painter.fillPath(arrow, self.palette().text())  # type: ignore[attr-defined]


class Wrapping(QHBoxLayout):
    """Lays its widgets in rows like words, as many to a row as fit."""

    def __init__(self, parent: QWidget, gap: int = 6) -> None:
        super().__init__(parent)
        self._gap = gap
        self._heights: dict[int, int] = {}
        self.setContentsMargins(QMargins())

    def invalidate(self) -> None:
        """Measure anew: something in it wants another size."""
        self._heights.clear()
        super().invalidate()

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows."""
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def minimumHeightForWidth(self, width: int) -> int:
        """Return the height of all rows."""
        return self.heightForWidth(width)

    def setGeometry(self, rect: QRect) -> None:
        """Place everything."""
        QLayout.setGeometry(self, rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the size of a single row."""
        shown = [item.sizeHint() for item in self._items() if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self._gap * max(0, len(shown) - 1)
        return QSize(width, max((size.height() for size in shown), default=0))

    def minimumSize(self) -> QSize:
        """Return the size of the largest one."""
        size = QSize(0, 0)
        for item in self._items():
            size = size.expandedTo(item.minimumSize())
        return size

    def _rows(self, width: int) -> Iterator[list[tuple[QLayoutItem, QSize]]]:
        """Yield the rows: what stands in each, with its size."""
        row: list[tuple[QLayoutItem, QSize]] = []
        taken = 0
        for item in self._items():
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if row and taken + size.width() > width:
                yield row
                row, taken = [], 0
            row.append((item, size))
            taken += size.width() + self._gap
        if row:
            yield row

    def _items(self) -> list[QLayoutItem]:
        return [self.itemAt(place) for place in range(self.count())]

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Return the height of all rows; place them, each thing at half the height of its row."""
        y = rect.y()
        for row in self._rows(rect.width()):
            x, height = rect.x(), max(size.height() for _item, size in row)
            for item, size in row if move else ():
                fitting = size.boundedTo(QSize(max(rect.width(), 1), size.height()))
                item.setGeometry(QRect(QPoint(x, y + (height - size.height()) // 2), fitting))
                x += size.width() + self._gap
            y += height + self._gap
        return max(y - self._gap - rect.y(), 0)
