"""A box to tick whose words wrap; Qt's own cuts them at its edge."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

_TALLEST = 10_000
_SLACK = 3  # a ticked box leaves its words a little less room
_WRAPS = Qt.TextFlag.TextWordWrap.value | Qt.TextFlag.TextShowMnemonic.value
_SET = _WRAPS | Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignVCenter.value


class WrappedBox(QCheckBox):
    """One widget still: its words are its accessible name, and a click on them ticks it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _words(self, width: int) -> QRect:
        """Return the room the words take where they have so much width."""
        return self.fontMetrics().boundingRect(QRect(0, 0, width, _TALLEST), _WRAPS, self.text())

    def _around(self) -> QSize:
        """Return what stands around the words: the box, borders, gaps."""
        one_line = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic.value, self.text())
        return self.sizeHint() - one_line

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        around = self._around()
        height = self._words(max(1, width - around.width() - _SLACK)).height() + around.height()
        return max(height, self.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Never be narrower than the longest word."""
        return QSize(self._words(1).width() + self._around().width() + _SLACK, self.sizeHint().height())

    def hitButton(self, position: QPoint) -> bool:
        """All of it can be clicked, not its middle line alone."""
        return self.rect().contains(position)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box, then the words beside it."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        text, option.text = option.text, ""  # type: ignore[attr-defined]
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_CheckBox, option)
        beside = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self)
        room = QRect(beside.left(), 0, beside.width(), self.height())  # Qt leaves it a single line's height
        painter.drawItemText(room, _SET, self.palette(), self.isEnabled(), text, self.foregroundRole())
