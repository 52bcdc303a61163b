"""The case on the wall: large type, high contrast, keys only, the advice revealed line by line."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from crlm_desktop.engine.decision import Decision
from crlm_desktop.flow.projection import NOTHING, projection
from crlm_desktop.knowledge.base import Knowledge
from crlm_desktop.texts import say

_NEXT = {Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_PageDown, Qt.Key.Key_Return}
_BACK = {Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace}
_LEAVE = {Qt.Key.Key_Escape, Qt.Key.Key_F11}
_PAPER, _INK, _QUIET, _ACCENT = "#0b1116", "#ffffff", "#b8c7d1", "#7fe0f2"
_WRAP = Qt.TextFlag.TextWordWrap
_SMALLEST, _FACTS_SHARE = 14, 0.3


class Projector(QWidget):
    """Facts first; the right arrow reveals the next line, the left one takes it back; Esc ends."""

    def __init__(self, parent: QWidget, decision: Decision, knowledge: Knowledge, language: str) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("projector")
        self._decision: Decision | None = decision
        self._knowledge = knowledge
        self._scale = 1.0
        self._seen: frozenset[str] = frozenset()
        self.retranslate(language)
        self.resize(1024, 768)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def retranslate(self, language: str) -> None:
        """Show the words of a language; what is revealed stays revealed."""
        self._language = language
        self.setWindowTitle(say(language, "ui.app"))
        self._show()

    def show_decision(self, decision: Decision | None) -> None:
        """Follow the case; what the room has seen stays as far as it still stands."""
        self._decision = decision
        self._show()

    def begin_anew(self) -> None:
        """Hide the advice, as for another case; it comes in its own order."""
        self._seen = frozenset()
        self._show()

    def _show(self) -> None:
        known = NOTHING
        if self._decision is not None:
            known = projection(self._decision, self._knowledge, self._language)
        self.content = known.seen_first(self._seen)
        self.revealed = sum(line.key in self._seen for line in self.content.lines)
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, reveal, enlarge or end."""
        key = Qt.Key(event.key())
        if key in _LEAVE:
            self.close()
        elif key in _NEXT:
            self.reveal(self.revealed + 1)
        elif key in _BACK:
            self.reveal(self.revealed - 1)
        elif key in {Qt.Key.Key_End, Qt.Key.Key_Home}:
            self.reveal(len(self.content.lines) if key == Qt.Key.Key_End else 0)
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus}:
            self._scale = max(0.6, min(1.8, self._scale * (0.9 if key == Qt.Key.Key_Minus else 1.1)))
            self.update()
        else:
            super().keyPressEvent(event)

    def reveal(self, count: int) -> None:
        """Show so many lines; what has left for now stays seen, should it come back."""
        self.revealed = max(0, min(len(self.content.lines), count))
        keys = [line.key for line in self.content.lines]
        self._seen = self._seen.union(keys[: self.revealed]).difference(keys[self.revealed :])
        if self.revealed:
            self._tell()
        else:
            self.begin_anew()

    def _tell(self) -> None:
        shown = [line.text for line in self.content.lines[: self.revealed]]
        nothing = [] if self._decision is not None else [self._hidden_words()]
        self.setAccessibleName("\n".join((*self.content.facts, *shown, *nothing)))
        self.update()

    def _hidden_words(self) -> str:
        if self._decision is None:
            return say(self._language, "ui.panel.nothing")
        return say(self._language, "ui.projector.hidden", count=len(self.content.lines))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the facts, the lines revealed so far (the newest always in view), and what is hidden."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(_PAPER))
            unit = self.height() / 26 * self._scale
            margin = int(self.width() * 0.04)
            width = self.width() - 2 * margin
            top = self._facts(painter, QRect(margin, int(unit), width, self.height()), unit)
            painter.fillRect(QRect(margin, top + int(unit * 0.4), width, 3), QColor(_ACCENT))
            self._lines(
                painter, QRect(margin, top + int(unit), width, int(self.height() - top - 3 * unit)), unit
            )
            painter.setFont(self._font(unit * 0.62))
            painter.setPen(QColor(_QUIET))
            foot = QRect(margin, int(self.height() - 1.5 * unit), width, int(1.2 * unit))
            total = len(self.content.lines)
            painter.drawText(foot, int(Qt.AlignmentFlag.AlignLeft), say(self._language, "ui.hint.projector"))
            painter.drawText(foot, int(Qt.AlignmentFlag.AlignRight), f"{self.revealed} / {total}")

    def _font(self, pixels: float, *, bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(10, int(pixels)))
        font.setBold(bold)
        return font

    def _facts(self, painter: QPainter, room: QRect, unit: float) -> int:
        painter.setPen(QColor(_INK))
        size, most = unit * 0.8, self.height() * _FACTS_SHARE
        text = in_lines(self.content.facts, self._font(size), room.width())
        while size > _SMALLEST and self._height(text, self._font(size), room.width()) > most:
            size *= 0.94
            text = in_lines(self.content.facts, self._font(size), room.width())
        painter.setFont(self._font(size))
        used = painter.drawText(room, int(_WRAP), text)
        return used.bottom() if text else room.top()

    def _lines(self, painter: QPainter, room: QRect, unit: float) -> None:
        if self.revealed == 0:
            painter.setFont(self._font(unit * 1.3, bold=True))
            painter.setPen(QColor(_ACCENT))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter | _WRAP), self._hidden_words())
            return
        font, small = self._font(unit * 1.05), self._font(unit * 0.68)
        heights = [self._height(line.text, font, room.width()) + unit for line in self.content.lines]
        first = self.revealed - 1
        left = room.height() - heights[first]
        while first > 0 and left >= heights[first - 1]:
            first -= 1
            left -= heights[first]
        y = float(room.top())
        for place in range(first, self.revealed):
            line = self.content.lines[place]
            newest = place == self.revealed - 1
            painter.setPen(QColor(_ACCENT if newest else _INK))
            painter.setFont(self._font(unit * 1.05, bold=newest))
            painter.drawText(QRect(room.left(), int(y), int(unit * 1.4), int(unit * 2)), 0, line.mark)
            box = QRect(room.left() + int(unit * 1.5), int(y), room.width() - int(unit * 1.5), room.height())
            used = painter.drawText(box, int(_WRAP), line.text)
            painter.setFont(small)
            painter.setPen(QColor(_QUIET))
            painter.drawText(QRect(box.left(), used.bottom(), box.width(), int(unit)), 0, line.source)
            y += heights[place]

    @staticmethod
    def _height(text: str, font: QFont, width: int) -> float:
        return float(
            QFontMetrics(font).boundingRect(QRect(0, 0, width - 60, 10_000), int(_WRAP), text).height()
        )


def in_lines(facts: Sequence[str], font: QFont, width: int) -> str:
    """Return the facts in lines; none is broken that fits into one, so that no value leaves its label."""
    measure, lines = QFontMetrics(font).horizontalAdvance, [""]
    for fact in facts:
        longer = f"{lines[-1]}\N{IDEOGRAPHIC SPACE}{fact}" if lines[-1] else fact
        if measure(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(fact)
    return "\n".join(lines)
