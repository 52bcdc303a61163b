"""A line of words that can be clicked, or reached by Tab and pressed by Enter."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from crlm_desktop.ui.widgets import labelled, restyle


class Row(QFrame):
    """A mark and words that wrap; one that leads somewhere takes the focus."""

    pressed = Signal()

    def __init__(self, *, leads: bool) -> None:
        super().__init__()
        self.setProperty("role", "row")
        self._leads = leads
        self.mark, self.words = labelled("muted", wraps=False), labelled("")
        self.mark.setMinimumWidth(20)
        self.mark.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 4, 2)
        row.setSpacing(3)
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        if leads:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def say(self, mark: str, words: str, tone: str, tip: str = "") -> None:
        """Show a mark and words."""
        if (self.mark.text(), self.words.text()) != (mark, words):
            self.mark.setText(mark)
            self.words.setText(words)
            self.setAccessibleName(words)
        self.setToolTip(tip)
        self.setAccessibleDescription(tip)
        restyle(self, tone=tone)

    def flash(self, *, lit: bool) -> None:
        """Light up, or go out again."""
        restyle(self, flash="true" if lit else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click leads there."""
        if (
            self._leads
            and event.button() == Qt.MouseButton.LeftButton
            and self.rect().contains(event.position().toPoint())
        ):
            self.pressed.emit()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or Space leads there."""
        if self._leads and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.pressed.emit()
        else:
            super().keyPressEvent(event)
