"""The clinical risk score as it forms: five cells; full, still possible, empty."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from crlm_desktop.texts import say
from crlm_desktop.ui.theme import THEMES

POINTS = 5
_CUT_OFF = 2


class ScoreBar(QWidget):
    """Five cells: counted points full, possible ones hatched, the cut-off after the second."""

    def __init__(self) -> None:
        super().__init__()
        self._low, self._high, self._language, self._theme = 0, POINTS, "zh", "light"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A low, wide bar."""
        return QSize(160, 18)

    def show_score(self, low: int, high: int, language: str, theme: str) -> None:
        """Show the interval in which the score lies."""
        self._low, self._high, self._language, self._theme = low, high, language, theme
        self.setAccessibleName(say(language, "ui.score.spoken", low=low, high=high))
        self.setToolTip(self.accessibleName())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the cells."""
        tokens = THEMES[self._theme]
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            width = (self.width() - 10) / POINTS
            for point in range(POINTS):
                gap = 6 if point >= _CUT_OFF else 0
                cell = QRectF(1 + point * width + gap, 3, width - 4, self.height() - 6)
                colour = QColor(tokens.danger if self._low > _CUT_OFF else tokens.accent)
                painter.setPen(QPen(colour if point < self._high else QColor(tokens.strong_line), 1.2))
                if point < self._low:
                    painter.setBrush(colour)
                elif point < self._high:
                    painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
                else:
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(cell, 3, 3)
